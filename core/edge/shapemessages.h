// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "edge/shaperequest.h"

#include <QJsonArray>
#include <QJsonObject>

/// Rows and changes in the words of Electric's shape protocol.
namespace skybranch::edge {

/// The header electric-schema of @p shape: its columns with their types in Postgres.
QByteArray shapeSchema(const ShapeDefinition &shape);

QJsonObject rowMessage(const ShapeDefinition &shape, const QJsonObject &row);

/// Those of @p changes that touch a column of @p shape.
QJsonArray changeMessages(const ShapeDefinition &shape, const clouddb::Changes &changes);

QJsonObject upToDateMessage(qint64 offset);

} // namespace skybranch::edge
