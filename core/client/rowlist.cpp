// SPDX-License-Identifier: GPL-3.0-or-later
#include "client/rowlist.h"

namespace skybranch::client {

Task<> RowList::apply(QList<localdb::ShapeChange> changes, localdb::ShapePosition position,
                      bool fromStart)
{
    m_position = std::move(position);
    if (fromStart)
        m_rows.clear();
    for (const localdb::ShapeChange &change : changes)
        applyChange(m_rows, change);
    if (fromStart || !changes.isEmpty())
        Q_EMIT changed();
    co_return Result<>();
}

void RowList::clear()
{
    m_position = {};
    m_rows.clear();
    Q_EMIT changed();
}

} // namespace skybranch::client
