// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "client/newworkspace.h"
#include "client/terminal.h"
#include "client/views.h"
#include "domain/divergence.h"
#include "domain/workspacemachine.h"

#include <QObject>

#include <memory>

namespace skybranch::client {

/// Where a session keeps its things and which backend it uses.
struct SessionConfig
{
    QString dataFolder; ///< SQLite file, and the bundled backend's folder below it
    QString backendProgram; ///< skybranchd to start; empty when backendUrl is given
    QString backendUrl; ///< a hosted backend; its key comes from the keychain
    QString backendKeyFile; ///< holds that key instead of the keychain
    QByteArray backendKey; ///< that key where no keychain takes it; never written anywhere
    BackendInfo::Chosen backendChosen = BackendInfo::Chosen::InSettings;
    /// Of the bundled backend, the first for new workspaces. Docker is offered while an engine
    /// runs.
    QStringList providers{QStringLiteral("sandbox"), QStringLiteral("docker")};
    QString gitProgram = QStringLiteral("git");
    /// For one command beside the window or without it: what the window goes on with when it
    /// starts (ports, creations that a crash has left) stays as it is.
    bool isForCommand = false;
};

class HostedAccount;

/// All that a desktop knows and can do, for widgets that know no socket, database or process.
/// Calls answer at once and in the caller's thread (the GUI thread); what they start is told by
/// signals. What it shows of the cloud is what the backend's stream has told, kept in a mirror on
/// disk, so it is there before the backend is.
class Session : public QObject
{
    Q_OBJECT

public:
    explicit Session(SessionConfig config, QObject *parent = nullptr);
    ~Session() override;

    /// Loads what is on disk, then starts or reaches the backend. Call once.
    void start();

    QList<RepositoryInfo> repositories() const;
    QList<WorktreeInfo> cloudOnly() const;
    std::optional<WorktreeInfo> worktree(const QString &id) const;
    BackendInfo backend() const;

    /// True once the disk has been read: before it, an empty list does not mean "none".
    bool isLoaded() const;

    // Repositories. Answers: repositoryAdded(), or failed() with an empty id.
    void addRepository(const QString &folder);
    void cloneRepository(const QString &url, const QString &folder);
    void cancelClone();
    void removeRepository(qint64 id); ///< from the list only; nothing on disk is touched

    /// Answer: branchesKnown(), at once with what is known here and again when the remote has been
    /// asked; until another repository is asked for, or leaveBranches().
    void askBranches(qint64 repositoryId);
    void leaveBranches();

    /// Where a worktree for @p branch would go: beside the main one, at a name that is free.
    QString newWorktreeFolder(qint64 repositoryId, const QString &branch) const;

    /// A worktree here and a cloud workspace of the same branch: both, linked, or neither. One at a
    /// time. Answer: workspaceCreated() or creationFailed().
    void createWorkspace(const NewWorkspace &request);
    void cancelCreation(); ///< answered as well, with Cancelled unless it is too late

    /// Whether the repository of a cloud workspace's row is in the list, and where it comes from.
    bool hasRepositoryOf(const QString &rowId) const;
    QString remoteUrlOf(const QString &rowId) const;

    /// Makes a worktree here for a row that is cloud only. It becomes WorktreeInfo::operation;
    /// answer: localWorktreeCreated().
    void createLocalWorktree(const QString &rowId);
    void undoLocalWorktree(const QString &worktreeId); ///< failed() where somebody has worked in it

    /// What is asked of a workspace is answered by worktreeChanged(), or by failed().
    /// @p withUnpushed: send commits that no remote has; else only what the remote has goes.
    void enableCloud(const QString &worktreeId, bool withUnpushed);
    void request(const QString &worktreeId, domain::WorkspaceEvent event);

    /// Retries with the branch sent from this computer instead of cloned from the remote.
    void retryFromHere(const QString &worktreeId);

    /// Not paused for being idle for so long; 0 ends it.
    void keepAwake(const QString &worktreeId, int minutes);

    /// What was used this month: by the row's workspace, or by the whole organisation where the
    /// id is empty. Answer: usageKnown(), or failed().
    void askUsage(const QString &worktreeId);

    // Sync; each becomes WorktreeInfo::operation, and WorktreeInfo::failure when it fails.
    void push(const QString &worktreeId);
    void pull(const QString &worktreeId);
    void pullInCloud(const QString &worktreeId);
    void pushFromCloud(const QString &worktreeId);
    void merge(const QString &worktreeId); ///< what the remote has, all or nothing
    void rebase(const QString &worktreeId);
    void mergeInCloud(const QString &worktreeId);
    void rebaseInCloud(const QString &worktreeId);
    void refresh(const QString &worktreeId); ///< fetches, and asks the VM
    void cancelOperation(const QString &worktreeId);
    void dismissFailure(const QString &worktreeId);
    void setCloudSyncEnabled(const QString &worktreeId, bool enabled);
    bool isCloudSyncEnabled(const QString &worktreeId) const;

    /// Whether programs in terminals of the row's VM may use the ssh-agent of this computer while
    /// it is connected. Not at first; terminals that are opened later have it.
    void setAgentForwarded(const QString &worktreeId, bool forwarded);
    bool isAgentForwarded(const QString &worktreeId) const;

    /// Both sides of a branch that has diverged, as last fetched. Answer: divergenceKnown() or
    /// divergenceFailed().
    void inspectDivergence(const QString &worktreeId);
    void inspectCloudDivergence(const QString &worktreeId);

    /// Answer: lossKnown(). At most 5 s, also when the VM does not answer.
    void inspectLoss(const QString &worktreeId);

    /// Answer: publicKeyKnown(), or failed().
    void askPublicKey(const QString &worktreeId);
    void registerKey(const QString &worktreeId); ///< a deploy key, through the user's own gh

    /// A command line that logs in to the VM from any terminal of this computer, for some minutes.
    /// Answer: sshCommandKnown(), or failed().
    void askSshCommand(const QString &worktreeId);

    /// A new terminal, or the VM's one with @p terminalId; the caller owns it. Destroying it ends a
    /// shell of this computer, and leaves one of a VM running.
    std::unique_ptr<Terminal> openTerminal(const QString &worktreeId, Terminal::Place place,
                                           const QString &terminalId = {});

    /// All terminals of its VM, as told last: terminalsChanged(). It is not asked unless something
    /// connects to it. What is asked of one waits for a connection, as long as this session lives.
    QList<VmTerminal> terminals(const QString &worktreeId) const;
    void renameTerminal(const QString &worktreeId, const QString &terminalId, const QString &name);
    void endTerminal(const QString &worktreeId, const QString &terminalId);
    void forgetTerminal(const QString &worktreeId,
                        const QString &terminalId); ///< one that has ended

    /// The ports of a row's VM. What is forwarded stays at its local port until it is stopped, also
    /// while the VM is away and over restarts of this program. Answers: portsChanged().
    PortsInfo ports(const QString &worktreeId) const;
    void forwardPort(const QString &worktreeId, quint16 port);
    void stopForwarding(const QString &worktreeId, quint16 port);

    /// The worktree whose VM is kept connected for the sync bar; empty for none.
    void setCurrent(const QString &worktreeId);

    /// Small state of the window (size, selection), kept beside the rest.
    QByteArray windowState(const QString &key) const;
    void setWindowState(const QString &key, const QByteArray &value);

    void retryBackend(); ///< after BackendInfo::State::Failed

    HostedAccount &account(); ///< signs in at a hosted backend, and out

    /// Tells the backend that this desktop ends: others see at once that nobody is connected from
    /// here any more. left() within a second, whether the backend answers or not.
    void leave();

Q_SIGNALS:
    void left();
    void loaded();
    void repositoriesChanged(); ///< rows came or went; read repositories() and cloudOnly()
    void worktreeChanged(const QString &worktreeId);
    void operationEnded(const QString &worktreeId, skybranch::client::Operation operation,
                        bool succeeded); ///< false also where it was cancelled
    void backendChanged();
    void repositoryAdded(qint64 repositoryId, const QString &mainWorktreeId);
    void cloneProgress(const QString &text);
    void divergenceKnown(const QString &worktreeId,
                         const skybranch::domain::Divergence &divergence);
    void divergenceFailed(const QString &worktreeId, const skybranch::Error &error);
    void branchesKnown(qint64 repositoryId, const skybranch::client::BranchList &branches);
    void workspaceCreated(const QString &worktreeId);
    void localWorktreeCreated(const QString &rowId, const QString &worktreeId);
    /// A workspace has got a worktree, or has lost it: what was one row is the other one now.
    void rowMoved(const QString &fromId, const QString &toId);
    void creationFailed(const skybranch::Error &error);
    void lossKnown(const QString &worktreeId, const skybranch::client::LossReport &report);
    void publicKeyKnown(const QString &worktreeId, const QString &publicKey);
    void terminalsChanged(const QString &worktreeId);
    void sshCommandKnown(const QString &worktreeId, const QString &line, const QDateTime &until);
    void portsChanged(const QString &worktreeId);
    void usageKnown(const QString &worktreeId, const skybranch::client::UsageInfo &usage);
    void failed(const QString &worktreeId, const skybranch::Error &error);

private:
    class Private;
    std::unique_ptr<Private> d;
};

} // namespace skybranch::client
