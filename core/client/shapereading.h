// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/presence.h"
#include "domain/workspace.h"
#include "localdb/mirrorstore.h"

namespace skybranch::client {

/// What one answer of a shape's stream holds.
struct ShapeBatch
{
    QList<localdb::ShapeChange> changes;
    bool upToDate = false;
    bool mustRefetch = false;
};

/// Reads the JSON of one answer. InvalidArgument where it is none.
Result<ShapeBatch> readShape(const QByteArray &body);

/// Carries @p change out in @p rows, which are by id.
void applyChange(QMap<QString, QJsonObject> &rows, const localdb::ShapeChange &change);

/// A workspace out of a row's columns, which are text or null as Postgres writes them.
Result<domain::Workspace> workspaceFromColumns(const QJsonObject &columns);

/// Who is connected, out of a row's columns.
Result<domain::Presence> presenceFromColumns(const QJsonObject &columns);

} // namespace skybranch::client
