// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QSortFilterProxyModel>

namespace skybranch::ui {

/// Keeps the worktrees whose branch holds a text, and the repositories that have one of them.
class WorktreeFilter : public QSortFilterProxyModel
{
    Q_OBJECT

public:
    explicit WorktreeFilter(QObject *parent = nullptr);

    void setText(const QString &text);
    const QString &text() const { return m_text; }

    /// How many worktrees pass.
    int matches() const;

private:
    bool filterAcceptsRow(int row, const QModelIndex &parent) const override;

    QString m_text;
};

} // namespace skybranch::ui
