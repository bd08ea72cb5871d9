// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/sidebar/worktreefilter.h"

namespace skybranch::ui {

WorktreeFilter::WorktreeFilter(QObject *parent)
    : QSortFilterProxyModel(parent)
{
    setRecursiveFilteringEnabled(true);
}

void WorktreeFilter::setText(const QString &text)
{
    if (text == m_text)
        return;
    m_text = text;
    invalidateFilter();
}

int WorktreeFilter::matches() const
{
    int count = 0;
    for (int i = 0; i < rowCount(); ++i)
        count += rowCount(index(i, 0));
    return count;
}

bool WorktreeFilter::filterAcceptsRow(int row, const QModelIndex &parent) const
{
    if (m_text.isEmpty())
        return true;
    if (!parent.isValid())
        return false;
    const QModelIndex index = sourceModel()->index(row, 0, parent);
    return index.data(Qt::DisplayRole).toString().contains(m_text, Qt::CaseInsensitive);
}

} // namespace skybranch::ui
