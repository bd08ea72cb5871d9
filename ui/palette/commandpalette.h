// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/palette/command.h"

#include <QFrame>
#include <QPointer>

class QLabel;
class QLineEdit;
class QListView;

namespace skybranch::ui {

class PaletteModel;

/// Everything that can be done, found by typing. It lies over the top of its window, and gives the
/// focus back to where it came from.
class CommandPalette : public QFrame
{
    Q_OBJECT

public:
    explicit CommandPalette(QWidget *window);

    /// @p lastUsed: ids, the last one first; they stand on top.
    void open(const QList<Command> &commands, const QStringList &lastUsed);
    void close();

Q_SIGNALS:
    void used(const QString &id); ///< it has been run

private:
    QWidget *makeHead();
    QWidget *makeFoot();
    void onText(const QString &text);
    void step(int by);
    void run(const QModelIndex &index);
    void choose(int row);
    void place();
    bool eventFilter(QObject *watched, QEvent *event) override;
    bool onKey(const QKeyEvent *key);

    PaletteModel *m_model;
    QLineEdit *m_field;
    QListView *m_list;
    QLabel *m_none;
    QLabel *m_count;
    QPointer<QWidget> m_before; ///< had the focus
};

} // namespace skybranch::ui
