// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "clouddb/changelog.h"

#include <QJsonArray>
#include <QJsonObject>

/// Rows and changes in the words of Electric's shape protocol.
namespace skybranch::edge {

/// The header electric-schema of @p table: its columns with their types in Postgres.
QByteArray shapeSchema(clouddb::LoggedTable table);

QJsonObject rowMessage(clouddb::LoggedTable table, const QJsonObject &row);

/// @p last: the last one of its transaction.
QJsonObject changeMessage(clouddb::LoggedTable table, const clouddb::Change &change, bool last);

QJsonObject upToDateMessage(qint64 offset);

} // namespace skybranch::edge
