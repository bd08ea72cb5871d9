// SPDX-License-Identifier: GPL-3.0-or-later
#include "localdb/mirrorstore.h"

#include <QJsonDocument>

namespace skybranch::localdb {
namespace {

QString compact(const QJsonObject &object)
{
    return QString::fromUtf8(QJsonDocument(object).toJson(QJsonDocument::Compact));
}

Result<> applyChange(Connection &connection, const QString &source, const ShapeChange &change)
{
    if (change.kind == ShapeChange::Kind::Delete)
        return connection.exec(
            QStringLiteral("DELETE FROM cloud_workspaces WHERE source = ? AND id = ?"),
            {source, change.id});
    // json_patch drops a key whose new value is null: a column that is not there is null.
    const QString merge = change.kind == ShapeChange::Kind::Update
        ? QStringLiteral("json_patch(cloud_workspaces.columns, excluded.columns)")
        : QStringLiteral("excluded.columns");
    return connection.exec(
        QStringLiteral("INSERT INTO cloud_workspaces (source, id, columns) VALUES (?, ?, ?) "
                       "ON CONFLICT (source, id) DO UPDATE SET columns = ")
            + merge,
        {source, change.id, compact(change.columns)});
}

Result<> applyAll(Connection &connection, const QString &source, const QList<ShapeChange> &changes,
                  const ShapePosition &position)
{
    for (const ShapeChange &change : changes) {
        if (auto done = applyChange(connection, source, change); !done)
            return done;
    }
    return connection.exec(
        QStringLiteral("INSERT INTO shape_positions (source, handle, position) VALUES (?, ?, ?) "
                       "ON CONFLICT (source) DO UPDATE SET handle = excluded.handle, "
                       "position = excluded.position"),
        {source, position.handle, position.offset});
}

Result<> replaceRepositories(Connection &connection, const QString &source,
                             const QList<CloudRepository> &repositories)
{
    auto done = connection.exec(QStringLiteral("DELETE FROM cloud_repositories WHERE source = ?"),
                                {source});
    for (const CloudRepository &repository : repositories) {
        if (done)
            done = connection.exec(
                QStringLiteral("INSERT INTO cloud_repositories (source, id, name, url) "
                               "VALUES (?, ?, ?, ?)"),
                {source, repository.id, repository.name, repository.url});
    }
    return done;
}

Result<MirrorState> loadFrom(Connection &connection, const QString &source)
{
    const auto position = connection.query(
        QStringLiteral("SELECT handle, position FROM shape_positions WHERE source = ?"), {source});
    const auto rows = connection.query(
        QStringLiteral("SELECT id, columns FROM cloud_workspaces WHERE source = ?"), {source});
    const auto repositories = connection.query(
        QStringLiteral("SELECT id, name, url FROM cloud_repositories WHERE source = ?"), {source});
    for (const auto *answer : {&position, &rows, &repositories}) {
        if (!*answer)
            return failure(*answer);
    }
    MirrorState state;
    if (!position->isEmpty())
        state.position = {position->at(0)[0].toString(), position->at(0)[1].toString()};
    for (const QVariantList &row : *rows)
        state.rows.insert(row[0].toString(),
                          QJsonDocument::fromJson(row[1].toString().toUtf8()).object());
    for (const QVariantList &row : *repositories)
        state.repositories.append({row[0].toString(), row[1].toString(), row[2].toString()});
    return state;
}

} // namespace

Task<MirrorState> MirrorStore::load() const
{
    return m_database->run(
        [source = m_source](Connection &connection) { return loadFrom(connection, source); });
}

Task<> MirrorStore::apply(QList<ShapeChange> changes, ShapePosition position) const
{
    return m_database->run([source = m_source, changes, position](Connection &connection) {
        return connection.transaction(
            [&] { return applyAll(connection, source, changes, position); });
    });
}

Task<> MirrorStore::replace(QList<ShapeChange> changes, ShapePosition position) const
{
    return m_database->run([source = m_source, changes, position](Connection &connection) {
        return connection.transaction([&] {
            return connection
                .exec(QStringLiteral("DELETE FROM cloud_workspaces WHERE source = ?"), {source})
                .and_then([&] { return applyAll(connection, source, changes, position); });
        });
    });
}

Task<> MirrorStore::saveRepositories(QList<CloudRepository> repositories) const
{
    return m_database->run([source = m_source, repositories](Connection &connection) {
        return connection.transaction(
            [&] { return replaceRepositories(connection, source, repositories); });
    });
}

} // namespace skybranch::localdb
