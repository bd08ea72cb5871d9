// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "client/shapereading.h"
#include "client/shapetarget.h"

#include <QObject>

#include <optional>

namespace skybranch::client {

/// The cloud as the backend's stream has told it, kept on disk: what is shown is what is stored.
class Mirror : public QObject, public ShapeTarget
{
    Q_OBJECT

public:
    using QObject::QObject;

    /// Reads what was stored; ends with loaded() or failed().
    void load(localdb::MirrorStore store);
    bool isLoaded() const { return m_loaded; }

    localdb::ShapePosition position() const override { return m_position; }

    /// Stores @p changes with @p position, then shows them. @p fromStart: they are everything.
    Task<> apply(QList<localdb::ShapeChange> changes, localdb::ShapePosition position,
                 bool fromStart) override;

    QList<domain::Workspace> workspaces() const { return m_workspaces.values(); }
    std::optional<domain::Workspace> workspace(WorkspaceId id) const;

    std::optional<domain::Repository> repository(RepositoryId id) const;
    bool lacksRepositories() const; ///< a workspace is of a repository that is not known
    void setRepositories(const QList<domain::Repository> &repositories);

Q_SIGNALS:
    void loaded();
    void failed(const skybranch::Error &error);
    void listChanged(); ///< workspaces or repositories came or went
    void workspaceChanged(skybranch::WorkspaceId id);
    void workspaceRemoved(skybranch::WorkspaceId id);

private:
    void takeState(const localdb::MirrorState &state);
    void show(const QList<localdb::ShapeChange> &changes, bool fromStart);
    void replaceRows(QMap<QString, QJsonObject> rows);

    std::optional<localdb::MirrorStore> m_store;
    bool m_loaded = false;
    localdb::ShapePosition m_position;
    QMap<QString, QJsonObject> m_rows;
    QMap<WorkspaceId, domain::Workspace> m_workspaces;
    QMap<RepositoryId, domain::Repository> m_repositories;
};

} // namespace skybranch::client
