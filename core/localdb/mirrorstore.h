// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "localdb/database.h"

#include <QJsonObject>
#include <QMap>

#include <memory>

namespace skybranch::localdb {

/// Where a follower of a shape stands. A null handle: at the start.
struct ShapePosition
{
    QString handle;
    QString offset = QStringLiteral("-1");

    friend bool operator==(const ShapePosition &, const ShapePosition &) = default;
};

/// One change of one row. @c columns of an update may hold only what has changed.
struct ShapeChange
{
    enum class Kind { Insert, Update, Delete };
    Kind kind = Kind::Insert;
    QString id;
    QJsonObject columns; ///< text or null, as Postgres writes it
};

struct CloudRepository
{
    QString id;
    QString name;
    QString url;
};

struct MirrorState
{
    ShapePosition position;
    QMap<QString, QJsonObject> rows; ///< by id
    QList<CloudRepository> repositories;
};

/// The copy of one backend's rows, with the position in its stream: both change together or not
/// at all. Copies share the database.
class MirrorStore
{
public:
    /// @p source names the backend: the copies of two backends do not mix.
    MirrorStore(std::shared_ptr<Database> database, QString source)
        : m_database(std::move(database))
        , m_source(std::move(source))
    {
    }

    Task<MirrorState> load() const;
    Task<> apply(QList<ShapeChange> changes, ShapePosition position) const;

    /// Replaces everything by what @p changes insert, for a refetch.
    Task<> replace(QList<ShapeChange> changes, ShapePosition position) const;
    Task<> saveRepositories(QList<CloudRepository> repositories) const;

private:
    std::shared_ptr<Database> m_database;
    QString m_source;
};

} // namespace skybranch::localdb
