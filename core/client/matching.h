// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "client/mirror.h"
#include "client/repositorylist.h"
#include "client/worktreesettings.h"

#include <QHash>

namespace skybranch::client {

/// Which worktree and which cloud workspace are the same row: those that were linked when cloud
/// was enabled here, and else those of the same remote and branch.
class Matching : public QObject
{
    Q_OBJECT

public:
    Matching(const RepositoryList &repositories, const WorktreeSettings &settings,
             const Mirror &mirror);

    WorkspaceId workspaceOf(const QString &rowId) const; ///< null for none
    QString rowIdOf(WorkspaceId workspace) const;
    QString pathOf(WorkspaceId workspace) const; ///< empty for cloud only

    void update();

Q_SIGNALS:
    /// A workspace has got a worktree, or has lost it. Before changed().
    void moved(const QString &fromId, const QString &toId);
    void changed(const QStringList &rowIds); ///< they have another workspace than before

private:
    void tellMoves(const QHash<WorkspaceId, QString> &before);
    void matchLinked();
    void matchAlike();

    const RepositoryList &m_repositories;
    const WorktreeSettings &m_settings;
    const Mirror &m_mirror;
    QHash<QString, WorkspaceId> m_byPath;
    QHash<WorkspaceId, QString> m_byWorkspace;
};

/// The id of the row of a workspace that has no worktree here.
QString cloudRowId(WorkspaceId workspace);

/// The same remote is written with and without ".git" at its end.
bool isSameRemote(const QString &url, const QString &other);

} // namespace skybranch::client
