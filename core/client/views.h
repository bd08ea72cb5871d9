// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"
#include "domain/workspace.h"

#include <QDateTime>
#include <QList>
#include <QString>
#include <QStringList>

#include <optional>

namespace skybranch::client {

/// What the desktop does with a worktree at the moment. One at a time for each worktree.
enum class Operation {
    None,
    Fetch,
    Push, ///< local to remote
    Pull, ///< remote to local, fast-forward only
    PullInCloud, ///< remote to VM
    PushFromCloud, ///< VM to remote
    Merge, ///< the remote's commits into the local branch, by a merge commit
    Rebase, ///< the local commits on top of the remote's
    MergeInCloud, ///< the same in the VM
    RebaseInCloud,
    Seed, ///< the branch is sent to a new VM
    CreateWorktree, ///< here, for a workspace that has none
    RegisterKey, ///< the VM's key is given to the git host through the user's own gh
};

/// Ahead and behind of one place against the remote.
struct Distance
{
    int ahead = 0;
    int behind = 0;

    bool isInStep() const { return ahead == 0 && behind == 0; }
    bool isDiverged() const { return ahead > 0 && behind > 0; }
    friend bool operator==(const Distance &, const Distance &) = default;
};

/// What the VM last said of its repository. Text in it comes from the VM: shown, never trusted.
struct CloudGit
{
    Distance distance; ///< the VM's branch against the remote, as the VM saw the remote
    bool atRemote = true; ///< false: not pushed yet, or deleted there
    int changed = 0; ///< uncommitted files in the VM
    QString head;
    QDateTime asOf;
    QString problem; ///< why the VM can not reach the remote; empty when it can
    bool needsKey = false; ///< the remote refused the VM's key

    friend bool operator==(const CloudGit &, const CloudGit &) = default;
};

/// The last operation that failed, until the next one starts or it is dismissed.
struct OperationFailure
{
    Operation operation = Operation::None;
    Error error;
    QString output; ///< what git and its hooks printed, at most 4 KiB

    friend bool operator==(const OperationFailure &a, const OperationFailure &b)
    {
        return a.operation == b.operation && a.error.message == b.error.message
            && a.output == b.output;
    }
};

/// Somebody who is connected to a workspace with something else than this desktop.
struct PersonInfo
{
    QString name; ///< a stranger's words
    bool isSelf = false; ///< the same user, elsewhere
    bool inBrowser = false;
    QDateTime since;

    friend bool operator==(const PersonInfo &, const PersonInfo &) = default;
};

/// What a workspace has used, in seconds by state.
struct UsageRow
{
    QString name;
    bool exists = true; ///< false: it has been deleted since
    QString provider; ///< "docker"; of the last VM; empty where there was none
    QString size; ///< "2cpu-4096mb"; empty where the provider has none
    qint64 running = 0; ///< with the times of provisioning and in error
    qint64 paused = 0;
    qint64 stopped = 0;

    friend bool operator==(const UsageRow &, const UsageRow &) = default;
};

/// What was used since @c from.
struct UsageInfo
{
    QDateTime from;
    QList<UsageRow> rows; ///< by name

    friend bool operator==(const UsageInfo &, const UsageInfo &) = default;
};

/// One row of the sidebar: a worktree, or a cloud workspace that has none on this computer.
struct WorktreeInfo
{
    QString id; ///< stable: the worktree's path, or "cloud:" and the workspace's id
    qint64 repositoryId = 0; ///< of RepositoryInfo; 0 for cloud only
    QString repositoryName; ///< "acme/shop"
    QString path; ///< empty for cloud only
    QString branch; ///< empty when HEAD is detached
    QString headId;
    QString problem; ///< why it can not be used: folder gone, no commit yet; a sentence
    bool isMain = false;
    int changed = 0;
    bool hasRemote = false;
    bool hasUpstream = false;
    Distance distance; ///< local branch against its upstream
    QString goneUpstream; ///< "origin/topic" where the branch followed it and it was deleted
    QString unfinished; ///< "merge", "rebase", "cherry-pick"...: begun in a terminal, and not ended
    QString remoteLabel; ///< "GitHub", or the host's name
    QDateTime checkedAt; ///< the last successful fetch

    std::optional<domain::Workspace> cloud;
    std::optional<CloudGit> cloudGit; ///< last known, may be old: see asOf
    bool cloudReachable = false; ///< a control connection to the VM is up
    QList<PersonInfo> people; ///< connected to it as well, the longest first
    QString guestProblem; ///< why the VM has a shell and nothing else; a sentence

    Operation operation = Operation::None;
    QDateTime operationSince;
    QString operationProgress; ///< "Writing objects: 62 %"
    std::optional<OperationFailure> failure;

    bool isCloudOnly() const { return path.isEmpty(); }
    friend bool operator==(const WorktreeInfo &, const WorktreeInfo &) = default;
};

struct RepositoryInfo
{
    qint64 id = 0;
    QString name; ///< "acme/shop" from its remote, else the folder's name
    QString folder; ///< of the main worktree
    QString remoteUrl; ///< never with a password
    bool isShallow = false; ///< it lacks older commits, so that not all of a branch can be sent
    QString problem; ///< why it can not be read, a sentence
    QList<WorktreeInfo> worktrees; ///< main first, then as git lists them

    friend bool operator==(const RepositoryInfo &, const RepositoryInfo &) = default;
};

/// A source of VMs that the backend has, whether it can be used now or not.
struct ProviderInfo
{
    QString type; ///< "sandbox", as in domain::Workspace::providerType
    bool isDefault = false;
    bool usable = false;
    QString problem; ///< a sentence that says what to do, when not usable
    bool freezeKeepsMemory = false;
    bool limits = false; ///< CPU and memory caps are enforced
    bool dedicated = true; ///< a VM for one workspace
    bool personal = false; ///< one VM for all workspaces of a user
    bool isolated = false; ///< a boundary against the code that runs inside

    friend bool operator==(const ProviderInfo &, const ProviderInfo &) = default;
};

/// The backend in use.
struct BackendInfo
{
    enum class State { Starting, Ready, Restarting, Failed };
    enum class Chosen { InSettings, ByEnvironment, ByOption }; ///< who says which one it is
    State state = State::Starting;
    bool bundled = true; ///< runs on this computer, started by the desktop
    QString label; ///< a host's name; empty for bundled
    QString url; ///< empty for bundled
    Chosen chosen = Chosen::InSettings;
    QString keyFile; ///< a hosted one's key is read there; empty: in the keychain
    bool needsKey = false; ///< Failed: there is no key for it, or it was refused
    bool isKeyForgotten = false; ///< when this program ends: no keychain takes it
    QString userName; ///< who the key is of; empty until a hosted one has told
    QString organization; ///< and which one they are in
    QString providerType; ///< of new workspaces where none is chosen: "sandbox"
    QList<ProviderInfo> providers; ///< the default one first; empty until they are known
    QString problem; ///< one sentence, when not Ready
    QDateTime since;

    friend bool operator==(const BackendInfo &, const BackendInfo &) = default;
};

/// One port of a VM.
struct PortInfo
{
    quint16 port = 0;
    QString program; ///< that listens there, in the VM's words; empty where it is not known
    bool isListening = false; ///< false: it is forwarded, but nothing listens there now
    quint16 localPort = 0; ///< where it is on this computer; 0 where it is not forwarded
    QString problem; ///< a sentence: why it could not be forwarded, or reached the last time

    friend bool operator==(const PortInfo &, const PortInfo &) = default;
};

/// The ports of a workspace's VM.
struct PortsInfo
{
    bool isKnown = false; ///< the VM has told what listens there
    bool isShared = false; ///< the VM uses this computer's network: nothing need be forwarded
    QList<PortInfo> ports; ///< by number

    friend bool operator==(const PortsInfo &, const PortsInfo &) = default;
};

/// A terminal of a VM, whether a window shows it or not. Words in it come from the VM.
struct VmTerminal
{
    QString id;
    QString name; ///< given by a person; empty: none was
    QString title; ///< set by a program
    QString job; ///< what runs in front of its shell; empty: nothing does
    QDateTime startedAt;
    QDateTime endedAt; ///< invalid while it runs
    int watchers = 0; ///< windows that show it

    bool isRunning() const { return !endedAt.isValid(); }
    friend bool operator==(const VmTerminal &, const VmTerminal &) = default;
};

/// What deleting a cloud workspace would lose, read from the VM.
struct LossReport
{
    bool known = false; ///< false: the VM did not answer; the rest is what was last heard
    QDateTime asOf;
    QStringList commits; ///< "7d1c0e4 Rotate the session id", never pushed, at most 50
    int commitCount = 0;
    QStringList files; ///< "M src/a.ts", at most 50
    int fileCount = 0;
    QString foregroundJob; ///< empty when nothing runs

    bool isEmpty() const { return commitCount == 0 && fileCount == 0 && foregroundJob.isEmpty(); }
};

} // namespace skybranch::client
