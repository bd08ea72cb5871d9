// SPDX-License-Identifier: GPL-3.0-or-later
#include "client/matching.h"

namespace skybranch::client {
namespace {

constexpr QLatin1StringView cloudPrefix("cloud:");

QString plainUrl(QString url)
{
    while (url.endsWith(u'/'))
        url.chop(1);
    if (url.endsWith(QLatin1StringView(".git")))
        url.chop(4);
    return url;
}

} // namespace

bool isSameRemote(const QString &url, const QString &other)
{
    return plainUrl(url) == plainUrl(other);
}

QString cloudRowId(WorkspaceId workspace)
{
    return cloudPrefix + workspace.toString();
}

Matching::Matching(const RepositoryList &repositories, const WorktreeSettings &settings,
                   const Mirror &mirror)
    : m_repositories(repositories)
    , m_settings(settings)
    , m_mirror(mirror)
{
    connect(&repositories, &RepositoryList::listChanged, this, &Matching::update);
    connect(&repositories, &RepositoryList::worktreeChanged, this, &Matching::update);
    connect(&settings, &WorktreeSettings::changed, this, &Matching::update);
    connect(&mirror, &Mirror::listChanged, this, &Matching::update);
}

WorkspaceId Matching::workspaceOf(const QString &rowId) const
{
    if (rowId.startsWith(cloudPrefix))
        return WorkspaceId::fromString(QStringView(rowId).sliced(cloudPrefix.size()));
    return m_byPath.value(rowId);
}

QString Matching::pathOf(WorkspaceId workspace) const
{
    return m_byWorkspace.value(workspace);
}

QString Matching::rowIdOf(WorkspaceId workspace) const
{
    const QString path = pathOf(workspace);
    return path.isEmpty() ? cloudRowId(workspace) : path;
}

void Matching::update()
{
    const auto before = std::exchange(m_byPath, {});
    const auto pathsBefore = std::exchange(m_byWorkspace, {});
    matchLinked();
    matchAlike();
    tellMoves(pathsBefore);
    QStringList rows;
    for (const auto &[path, workspace] : m_byPath.asKeyValueRange()) {
        if (before.value(path) != workspace)
            rows.append(path);
    }
    for (const QString &path : before.keys()) {
        if (!m_byPath.contains(path))
            rows.append(path);
    }
    if (!rows.isEmpty())
        Q_EMIT changed(rows);
}

void Matching::tellMoves(const QHash<WorkspaceId, QString> &before)
{
    const auto now = m_byWorkspace;
    for (const domain::Workspace &workspace : m_mirror.workspaces()) {
        const QString from = before.value(workspace.id);
        const QString to = now.value(workspace.id);
        if (from != to)
            Q_EMIT moved(from.isEmpty() ? cloudRowId(workspace.id) : from,
                         to.isEmpty() ? cloudRowId(workspace.id) : to);
    }
}

void Matching::matchLinked()
{
    for (const RepositoryInfo &repository : m_repositories.repositories()) {
        for (const WorktreeInfo &worktree : repository.worktrees) {
            const WorkspaceId id = m_settings.value(worktree.path).cloudWorkspaceId;
            if (id.isNull() || !m_mirror.workspace(id))
                continue;
            m_byPath.insert(worktree.path, id);
            m_byWorkspace.insert(id, worktree.path);
        }
    }
}

void Matching::matchAlike()
{
    QHash<std::pair<QString, QString>, WorkspaceId> free;
    for (const domain::Workspace &workspace : m_mirror.workspaces()) {
        const auto repository = m_mirror.repository(workspace.repositoryId);
        if (repository && !m_byWorkspace.contains(workspace.id))
            free.insert({plainUrl(repository->url), workspace.branch}, workspace.id);
    }
    for (const RepositoryInfo &repository : m_repositories.repositories()) {
        for (const WorktreeInfo &worktree : repository.worktrees) {
            if (m_byPath.contains(worktree.path) || worktree.branch.isEmpty())
                continue;
            const WorkspaceId id = free.take({plainUrl(repository.remoteUrl), worktree.branch});
            if (id.isNull())
                continue;
            m_byPath.insert(worktree.path, id);
            m_byWorkspace.insert(id, worktree.path);
        }
    }
}

} // namespace skybranch::client
