// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QStringList>

namespace skybranch::bench {

/// Repositories with worktrees in them, made by git as a developer makes them.
struct FieldSize
{
    int repositories = 1;
    int worktrees = 1; ///< of each repository, the main one included
    int files = 1; ///< in each worktree
};

class WorktreeField
{
public:
    WorktreeField(const QString &folder, FieldSize size);

    QStringList repositories() const { return m_repositories; } ///< their main folders
    QStringList worktrees() const { return m_worktrees; } ///< of all, main ones included

    /// The name of a file that each worktree has.
    static QString fileName(int number);

private:
    QStringList m_repositories;
    QStringList m_worktrees;
};

/// A data folder of the desktop in which these repositories are known.
void writeDesktopData(const QString &dataFolder, const QStringList &repositories);

} // namespace skybranch::bench
