// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "clouddb/row.h"
#include "domain/vm.h"
#include "domain/workspace.h"

namespace skybranch::clouddb {

// What the stores select, and how it becomes a value. The names of enums are checked by the
// database; one that is not known all the same throws, which Database::run() turns into Internal.

/// "SELECT ... FROM cloud_workspaces w ..."; a WHERE can follow.
QString selectWorkspaces();
domain::Workspace workspaceOf(const Row &row);

/// "SELECT ... FROM vms v"; a WHERE can follow.
QString selectVms();
QString vmColumns(); ///< for RETURNING
domain::Vm vmOf(const Row &row);

template <typename Value> QList<Value> allOf(const Rows &rows, Value (*read)(const Row &))
{
    QList<Value> values;
    values.reserve(rows.rows.size());
    for (const Row &row : rows)
        values << read(row);
    return values;
}

/// A null text as NULL, for columns where "none" is NULL.
inline QVariant bindOptional(const QString &text)
{
    return text.isEmpty() ? QVariant() : QVariant(text);
}

/// As jsonb takes it.
QString jsonOf(const QJsonObject &object);
QString jsonOf(const QStringList &texts);

} // namespace skybranch::clouddb
