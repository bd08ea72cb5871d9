// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "support/gitremote.h"

#include <QHostAddress>
#include <QString>
#include <QTemporaryDir>

namespace skybranch::tour {

/// What stands ready before the tour begins: a private git host with a copy of a repository, and
/// a developer's clone of it with a few worktrees.
class Stage
{
public:
    /// @p repository: a folder or a URL that git can clone; @p address: where the private host
    /// listens, so that the VMs reach it.
    Stage(QString repository, const QHostAddress &address);

    /// False, with the reason on stderr, when something of it can not be made.
    bool build();

    /// Leaves everything on disk after the tour, for somebody who wants to look.
    void keep() { m_folder.setAutoRemove(false); }

    QString folder() const { return m_folder.path(); }
    QString dataFolder() const { return m_folder.filePath(QStringLiteral("skybranch")); }
    QString cloneFolder() const { return m_folder.filePath(QStringLiteral("src/shop")); }
    QString worktree() const { return m_folder.filePath(QStringLiteral("src/shop-login")); }
    QString branch() const { return QStringLiteral("feature/login"); }

    test::GitRemote &remote() { return m_remote; }

    /// The id that the branch has at the private host, or empty.
    QString remoteHead() const;
    QString localHead() const;

    /// The id that @p branch has in the developer's clone, or empty.
    QString headOf(const QString &branch) const;

    /// Runs git in the worktree, as the developer would in an editor's terminal.
    bool git(const QStringList &arguments) const;

private:
    bool makeClone();
    bool makeWorktree(const QString &branch, const QString &folder, const QString &file);

    QString m_repository;
    QTemporaryDir m_folder;
    test::GitRemote m_remote;
};

} // namespace skybranch::tour
