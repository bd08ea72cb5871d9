// SPDX-License-Identifier: GPL-3.0-or-later
#include "client/mirror.h"

#include "base/log.h"

#include <QPointer>

namespace skybranch::client {
namespace {

Q_LOGGING_CATEGORY(logMirror, "skybranch.client.mirror")

QMap<WorkspaceId, domain::Workspace> workspacesOf(const QMap<QString, QJsonObject> &rows)
{
    QMap<WorkspaceId, domain::Workspace> workspaces;
    for (const QJsonObject &row : rows) {
        if (const auto workspace = workspaceFromColumns(row))
            workspaces.insert(workspace->id, *workspace);
        else
            qCWarning(logMirror) << "row left out:" << describe(workspace.error());
    }
    return workspaces;
}

} // namespace

void Mirror::load(localdb::MirrorStore store)
{
    m_store = std::move(store);
    QCoro::connect(m_store->load(), this, [this](const Result<localdb::MirrorState> &state) {
        if (state)
            takeState(*state);
        else
            Q_EMIT failed(state.error());
    });
}

void Mirror::takeState(const localdb::MirrorState &state)
{
    m_position = state.position;
    for (const localdb::CloudRepository &stored : state.repositories) {
        domain::Repository repository;
        repository.id = RepositoryId::fromString(stored.id);
        repository.name = stored.name;
        repository.url = stored.url;
        m_repositories.insert(repository.id, repository);
    }
    replaceRows(state.rows);
    m_loaded = true;
    Q_EMIT loaded();
}

Task<> Mirror::apply(QList<localdb::ShapeChange> changes, localdb::ShapePosition position,
                     bool fromStart)
{
    const QPointer self(this);
    const Result<> stored = fromStart ? co_await m_store->replace(changes, position)
                                      : co_await m_store->apply(changes, position);
    if (!self)
        co_return cancelled();
    if (!stored)
        co_return stored;
    m_position = position;
    show(changes, fromStart);
    co_return Result<>();
}

void Mirror::show(const QList<localdb::ShapeChange> &changes, bool fromStart)
{
    QMap<QString, QJsonObject> rows = fromStart ? QMap<QString, QJsonObject>() : m_rows;
    for (const localdb::ShapeChange &change : changes)
        applyChange(rows, change);
    replaceRows(std::move(rows));
}

void Mirror::replaceRows(QMap<QString, QJsonObject> rows)
{
    m_rows = std::move(rows);
    const auto before = std::exchange(m_workspaces, workspacesOf(m_rows));
    const auto now = m_workspaces;
    if (before.keys() != now.keys())
        Q_EMIT listChanged();
    for (const auto &[id, workspace] : now.asKeyValueRange()) {
        if (!before.contains(id) || before.value(id) != workspace)
            Q_EMIT workspaceChanged(id);
    }
    for (const WorkspaceId &id : before.keys()) {
        if (!now.contains(id))
            Q_EMIT workspaceRemoved(id);
    }
}

std::optional<domain::Workspace> Mirror::workspace(WorkspaceId id) const
{
    const auto found = m_workspaces.find(id);
    return found == m_workspaces.end() ? std::nullopt : std::optional(*found);
}

std::optional<domain::Repository> Mirror::repository(RepositoryId id) const
{
    const auto found = m_repositories.find(id);
    return found == m_repositories.end() ? std::nullopt : std::optional(*found);
}

bool Mirror::lacksRepositories() const
{
    return std::ranges::any_of(m_workspaces, [this](const domain::Workspace &workspace) {
        return !m_repositories.contains(workspace.repositoryId);
    });
}

void Mirror::setRepositories(const QList<domain::Repository> &repositories)
{
    m_repositories.clear();
    QList<localdb::CloudRepository> stored;
    for (const domain::Repository &repository : repositories) {
        m_repositories.insert(repository.id, repository);
        stored.append({repository.id.toString(), repository.name, repository.url});
    }
    QCoro::connect(m_store->saveRepositories(stored), this, [this](const Result<> &saved) {
        if (!saved)
            Q_EMIT failed(saved.error());
    });
    Q_EMIT listChanged();
}

} // namespace skybranch::client
