// SPDX-License-Identifier: GPL-3.0-or-later
#include "localdb/desktopstore.h"

namespace skybranch::localdb {
namespace {

QString timeText(const QDateTime &time)
{
    return time.isValid() ? time.toUTC().toString(Qt::ISODateWithMs) : QString();
}

StoredWorktree worktreeOf(const QVariantList &row)
{
    return {row[0].toString(),
            row[1].toLongLong(),
            WorkspaceId::fromString(row[2].toString()),
            row[3].toBool(),
            QDateTime::fromString(row[4].toString(), Qt::ISODateWithMs),
            row[5].toBool()};
}

PendingCreation pendingOf(const QVariantList &row)
{
    return {row[0].toString(), row[1].toLongLong(), row[2].toString(),
            row[3].toString(), row[4].toBool(),     WorkspaceId::fromString(row[5].toString()),
            row[6].toString(), row[7].toBool()};
}

Result<DesktopState> loadFrom(Connection &connection)
{
    const auto repositories
        = connection.query(QStringLiteral("SELECT id, folder FROM repositories ORDER BY id"));
    const auto worktrees = connection.query(
        QStringLiteral("SELECT path, repository_id, cloud_workspace_id, cloud_sync_enabled, "
                       "checked_at, send_unpushed FROM workspaces ORDER BY path"));
    const auto window = connection.query(QStringLiteral("SELECT key, value FROM window_state"));
    const auto pending = connection.query(
        QStringLiteral("SELECT path, repository_id, branch, start_id, made_branch, "
                       "workspace_id, source, asked FROM pending_creations ORDER BY path"));
    const auto ports = connection.query(QStringLiteral(
        "SELECT workspace_id, port, local_port FROM forwarded_ports ORDER BY rowid"));
    const auto agents
        = connection.query(QStringLiteral("SELECT workspace_id FROM agent_workspaces"));
    for (const auto *answer : {&repositories, &worktrees, &window, &pending, &ports, &agents}) {
        if (!*answer)
            return failure(*answer);
    }
    DesktopState state;
    for (const QVariantList &row : *repositories)
        state.repositories.append({row[0].toLongLong(), row[1].toString()});
    for (const QVariantList &row : *worktrees)
        state.worktrees.append(worktreeOf(row));
    for (const QVariantList &row : *pending)
        state.pending.append(pendingOf(row));
    for (const QVariantList &row : *ports)
        state.forwardedPorts.append({WorkspaceId::fromString(row[0].toString()),
                                     quint16(row[1].toUInt()), quint16(row[2].toUInt())});
    for (const QVariantList &row : *agents)
        state.agentWorkspaces.insert(WorkspaceId::fromString(row[0].toString()));
    for (const QVariantList &row : *window)
        state.windowState.insert(row[0].toString(), row[1].toByteArray());
    return state;
}

Result<qint64> addTo(Connection &connection, const QString &folder)
{
    const auto row = connection.query(
        QStringLiteral("INSERT INTO repositories (folder, added_at) VALUES (?, ?) "
                       "ON CONFLICT (folder) DO UPDATE SET folder = excluded.folder "
                       "RETURNING id"),
        {folder, timeText(QDateTime::currentDateTimeUtc())});
    if (!row)
        return failure(row);
    return row->value(0).value(0).toLongLong();
}

Result<> saveTo(Connection &connection, const StoredWorktree &worktree)
{
    const QVariant cloudId = worktree.cloudWorkspaceId.isNull()
        ? QVariant()
        : QVariant(worktree.cloudWorkspaceId.toString());
    return connection.exec(
        QStringLiteral("INSERT INTO workspaces (path, repository_id, cloud_workspace_id, "
                       "cloud_sync_enabled, checked_at, send_unpushed) VALUES (?, ?, ?, ?, ?, ?) "
                       "ON CONFLICT (path) DO UPDATE SET repository_id = excluded.repository_id, "
                       "cloud_workspace_id = excluded.cloud_workspace_id, "
                       "cloud_sync_enabled = excluded.cloud_sync_enabled, "
                       "checked_at = excluded.checked_at, "
                       "send_unpushed = excluded.send_unpushed"),
        {worktree.path, worktree.repositoryId, cloudId, worktree.cloudSyncEnabled,
         timeText(worktree.checkedAt), worktree.sendUnpushed});
}

Result<> savePendingTo(Connection &connection, const PendingCreation &creation)
{
    return connection.exec(
        QStringLiteral("INSERT INTO pending_creations (path, repository_id, branch, start_id, "
                       "made_branch, workspace_id, source, asked) VALUES (?, ?, ?, ?, ?, ?, ?, ?) "
                       "ON CONFLICT (path) DO UPDATE SET repository_id = excluded.repository_id, "
                       "branch = excluded.branch, start_id = excluded.start_id, "
                       "made_branch = excluded.made_branch, workspace_id = excluded.workspace_id, "
                       "source = excluded.source, asked = excluded.asked"),
        {creation.path, creation.repositoryId, creation.branch, creation.startId,
         creation.madeBranch, creation.workspaceId.toString(), creation.source, creation.asked});
}

} // namespace

Task<DesktopState> DesktopStore::load() const
{
    return m_database->run([](Connection &connection) { return loadFrom(connection); });
}

Task<qint64> DesktopStore::addRepository(QString folder) const
{
    return m_database->run([folder](Connection &connection) { return addTo(connection, folder); });
}

Task<> DesktopStore::removeRepository(qint64 id) const
{
    return m_database->run([id](Connection &connection) {
        return connection.exec(QStringLiteral("DELETE FROM repositories WHERE id = ?"), {id});
    });
}

Task<> DesktopStore::saveWorktree(StoredWorktree worktree) const
{
    return m_database->run(
        [worktree](Connection &connection) { return saveTo(connection, worktree); });
}

Task<> DesktopStore::savePending(PendingCreation creation) const
{
    return m_database->run(
        [creation](Connection &connection) { return savePendingTo(connection, creation); });
}

Task<> DesktopStore::removePending(QString path) const
{
    return m_database->run([path](Connection &connection) {
        return connection.exec(QStringLiteral("DELETE FROM pending_creations WHERE path = ?"),
                               {path});
    });
}

Task<> DesktopStore::saveForwardedPort(ForwardedPort port) const
{
    return m_database->run([port](Connection &connection) {
        return connection.exec(
            QStringLiteral("INSERT INTO forwarded_ports (workspace_id, port, local_port) "
                           "VALUES (?, ?, ?) ON CONFLICT (workspace_id, port) "
                           "DO UPDATE SET local_port = excluded.local_port"),
            {port.workspaceId.toString(), port.port, port.localPort});
    });
}

Task<> DesktopStore::removeForwardedPort(WorkspaceId workspace, quint16 port) const
{
    return m_database->run([workspace, port](Connection &connection) {
        return connection.exec(
            QStringLiteral("DELETE FROM forwarded_ports WHERE workspace_id = ? AND port = ?"),
            {workspace.toString(), port});
    });
}

Task<> DesktopStore::removeForwardedPorts(WorkspaceId workspace) const
{
    return m_database->run([workspace](Connection &connection) {
        return connection.exec(QStringLiteral("DELETE FROM forwarded_ports WHERE workspace_id = ?"),
                               {workspace.toString()});
    });
}

Task<> DesktopStore::saveAgentWorkspace(WorkspaceId workspace, bool enabled) const
{
    const QString statement = enabled
        ? QStringLiteral("INSERT OR IGNORE INTO agent_workspaces (workspace_id) VALUES (?)")
        : QStringLiteral("DELETE FROM agent_workspaces WHERE workspace_id = ?");
    return m_database->run([statement, workspace](Connection &connection) {
        return connection.exec(statement, {workspace.toString()});
    });
}

Task<> DesktopStore::saveWindowState(QString key, QByteArray value) const
{
    return m_database->run([key, value](Connection &connection) {
        return connection.exec(
            QStringLiteral("INSERT INTO window_state (key, value) VALUES (?, ?) "
                           "ON CONFLICT (key) DO UPDATE SET value = excluded.value"),
            {key, value});
    });
}

} // namespace skybranch::localdb
