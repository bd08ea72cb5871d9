// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "client/operations.h"
#include "client/repositorylist.h"
#include "client/worktreesettings.h"
#include "domain/divergence.h"
#include "git/changes.h"

namespace skybranch::client {

/// Moves commits between a worktree on this computer and its remote, through the user's git.
class LocalSync : public QObject
{
    Q_OBJECT

public:
    LocalSync(QString gitProgram, RepositoryList &repositories, Operations &operations,
              WorktreeSettings &settings);
    ~LocalSync() override; ///< cancels a clone

    // Each does nothing for a worktree that is busy, and for a row that is none. A fetch makes way
    // for the others.
    void fetch(const QString &path);
    void push(const QString &path);
    void pull(const QString &path);
    void merge(const QString &path);
    void rebase(const QString &path);

    /// Answers: divergenceKnown() or divergenceFailed().
    void inspectDivergence(const QString &path);

    /// Fetches because the remote has moved, and fast-forwards a clean worktree where the user
    /// lets it. Nobody has asked for it, so a failure is not shown.
    /// False where the worktree is busy or can not be followed.
    bool follow(const QString &path);

    /// Answers: cloned() or cloneFailed(). One at a time; what is asked for while a cancelled one
    /// still ends comes after that.
    void clone(const QString &url, const QString &folder);
    void cancelClone();

Q_SIGNALS:
    void divergenceKnown(const QString &path, const skybranch::domain::Divergence &divergence);
    void divergenceFailed(const QString &path, const skybranch::Error &error);
    void cloneProgress(const QString &text);
    void cloned(const QString &folder);
    void cloneFailed(const skybranch::Error &error);

private:
    git::GitCall callIn(const QString &path, StopToken stop);
    bool canSync(const QString &path) const;
    bool makesWay(const QString &path, std::function<void()> next);
    void goOn(const QString &path);
    void integrate(const QString &path, git::Integration how, Operation operation);
    void finish(const QString &path, const Result<> &result);
    void fetchQuietly(const QString &path);
    void pullQuietly(const QString &path);

    QString m_gitProgram;
    RepositoryList &m_repositories;
    Operations &m_operations;
    WorktreeSettings &m_settings;
    QHash<QString, std::function<void()>> m_next; ///< what a fetch makes way for
    StopSource m_cloneStop{std::nostopstate};
    std::optional<std::pair<QString, QString>>
        m_nextClone; ///< URL and folder, after a cancelled one
    bool m_isCloning = false;
};

/// "Writing objects: 62 %, 18.4 MiB"
QString progressText(const git::Progress &progress);

} // namespace skybranch::client
