// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/keyedqueue.h"
#include "domain/divergence.h"
#include "git/changes.h"
#include "wire/guestrpc.h"

#include <QObject>
#include <QThreadPool>
#include <QTimer>

#include <memory>
#include <optional>

namespace skybranch::git {
class WorktreeWatcher;
}

namespace skybranch::work {

/// The only one in a VM that changes its repository on behalf of others. What it does is done one
/// after the other; it looks at the remote every now and then and moves a clean tree forward. It
/// never touches a tree with changes or with commits of its own. Answers in the thread that made
/// it; what is under way keeps it alive.
class RepositoryOwner : public QObject, public std::enable_shared_from_this<RepositoryOwner>
{
    Q_OBJECT

public:
    struct Options
    {
        QString workspace; ///< the folder that holds the repository's folder
        QString home; ///< whose .ssh and .skybranch are used
        std::chrono::milliseconds pollEvery{30'000};
        std::chrono::milliseconds pollAtMostEvery{300'000}; ///< the longest wait after failures
    };

    static std::shared_ptr<RepositoryOwner> create(Options options);
    ~RepositoryOwner() override;

    /// Begins to poll. Ends with stop().
    void start();
    void stop();

    /// Never waits for what is under way; `operation` says what that is.
    Task<wire::RepositoryStatus> status();

    /// Errors: Conflict where another repository is here already, and git's (git/explain.h).
    Task<wire::RepositoryStatus> clone(wire::CloneRequest request);
    Task<wire::RepositoryStatus> seed(wire::SeedHeader header, QString bundle);
    /// As a poll does, now.
    Task<wire::RepositoryStatus> fetch();

    Task<wire::RepositoryStatus> pull();
    Task<wire::RepositoryStatus> push();

    /// Brings the remote's commits, as last fetched, into a branch that has diverged.
    Task<wire::RepositoryStatus> integrate(wire::Integration how);

    /// Never waits for what is under way.
    Task<domain::Divergence> divergence();

    QString home() const { return m_options.home; }

    /// Where the repository is, or would be after a clone; empty before the first.
    QString folder() const;

Q_SIGNALS:
    /// Something of it is other than it was.
    void changed(const skybranch::wire::RepositoryStatus &status);
    void progress(const skybranch::wire::Progress &progress);

private:
    using Self = std::shared_ptr<RepositoryOwner>;
    using Work = std::function<Task<>(Self)>;

    explicit RepositoryOwner(Options options);
    static Task<wire::RepositoryStatus> run(Self self, QString operation, Work work);
    static Task<wire::RepositoryStatus> readStatus(Self self);
    static Task<> obtain(Self self, wire::CloneRequest remote, std::function<Task<>(QString)> make);
    static Task<> fetchNow(Self self);
    static Task<> pullNow(Self self);
    static Task<> move(Self self, wire::RepositoryStatus before,
                       Task<git::PullOutcome> (*how)(git::GitCall));
    static Task<> pushNow(Self self);
    static Task<> integrateNow(Self self, wire::Integration how);
    static Task<domain::Divergence> readDivergence(Self self);
    static QCoro::Task<> poll(Self self);
    static Task<> followNow(Self self);
    static QCoro::Task<> refresh(Self self);
    static QCoro::Task<> lookAgain(Self self);
    static QCoro::Task<QByteArray> readRemoteMark(Self self);
    git::GitCall call() const;
    Result<> mustBePresent() const;
    bool isPresent() const;
    void noteFetch(const Result<> &result);
    void announce(const wire::RepositoryStatus &status);
    void watchRepository();

    Options m_options;
    KeyedQueue m_turns;
    QThreadPool m_readers;
    StopSource m_stop;
    QTimer m_poll;
    std::chrono::milliseconds m_wait;
    std::unique_ptr<git::WorktreeWatcher> m_watcher;
    QString m_url;
    QString m_operation;
    bool m_isWorking = false; ///< somebody has the turn
    bool m_isMoving = false; ///< files and the branch are on their way to the remote's state
    QByteArray m_remoteMark; ///< readRemoteMark() after our own last work
    QDateTime m_lastFetchAt;
    QString m_fetchProblem;
    std::optional<wire::RepositoryStatus> m_announced;
};

} // namespace skybranch::work
