// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/palette/command.h"
#include "ui/palette/fuzzy.h"

#include <QAbstractListModel>

namespace skybranch::ui {

/// The commands that match a text, best first in each group, below the name of their group.
class PaletteModel : public QAbstractListModel
{
    Q_OBJECT

public:
    struct Row
    {
        int command = -1; ///< its place in the list; -1: the name of a group
        Command::Group group = Command::Group::Actions;
        int score = 0;
        QList<MarkedPart> inWords;
        QList<MarkedPart> inContext;
    };

    explicit PaletteModel(QObject *parent = nullptr);

    /// @p lastUsed: ids, the last one first.
    void setCommands(const QList<Command> &commands, const QStringList &lastUsed);
    void setPattern(const QString &pattern);

    int matches() const;
    int total() const { return int(m_commands.size()); }

    const Row &row(int place) const { return m_rows.at(place); }
    /// Null for the name of a group.
    const Command *command(int place) const;

    int rowCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role) const override;
    Qt::ItemFlags flags(const QModelIndex &index) const override;

private:
    std::optional<Row> rowOf(int command) const;
    void fill();

    QList<Command> m_commands;
    QStringList m_lastUsed;
    QString m_pattern;
    QList<Row> m_rows;
};

QString commandGroupWords(Command::Group group);

} // namespace skybranch::ui
