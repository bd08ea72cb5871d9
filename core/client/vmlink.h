// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "client/apiclient.h"
#include "client/guestcontrol.h"
#include "client/views.h"

#include <QPointer>
#include <QTimer>

namespace skybranch::client {

/// What answers in a VM, as the backend says.
struct VmGuest
{
    QString program; ///< its path there
    QString problem; ///< a sentence: why there is none, and a shell is all that the VM has

    friend bool operator==(const VmGuest &, const VmGuest &) = default;
};

/// The one connection of this desktop to one workspace's VM, which its terminals, its control
/// channel and its seed share. It connects while somebody uses it and the workspace runs, never
/// by itself to a paused or stopped one. When it is lost: again at once, after 1, 3 and 10 s, then
/// it is Lost until retry().
class VmLink : public QObject
{
    Q_OBJECT

public:
    enum class State { Idle, Connecting, Connected, Waiting, Lost };

    explicit VmLink(domain::Workspace workspace);
    ~VmLink() override;

    const domain::Workspace &workspace() const { return m_workspace; }
    void setWorkspace(const domain::Workspace &workspace);
    void setApi(std::shared_ptr<ApiClient> api);

    State state() const { return m_state; }
    QDateTime nextTry() const { return m_nextTry; } ///< while Waiting
    Error lastError() const { return m_error; }
    bool wasConnected() const { return m_wasConnected; } ///< since it is used

    /// While Connected.
    std::shared_ptr<ssh::Connection> connection() const { return m_connection; }

    /// Of the newest connection.
    const VmGuest &guest() const { return m_guest; }

    /// The control conversation once it is there. Fails when the workspace does not run, when the
    /// ladder ends, where the VM has no guest, and after @p patience. Hold a VmLinkUse meanwhile.
    Task<std::shared_ptr<GuestControl>> control(std::chrono::milliseconds patience);

    bool isReachable() const { return m_control != nullptr; }

    /// The same while isReachable().
    std::shared_ptr<GuestControl> openedControl() const { return m_control; }

    std::optional<CloudGit> git() const { return m_git; }
    std::optional<wire::RepositoryStatus> repository() const { return m_repository; }
    void takeRepository(const wire::RepositoryStatus &status);

    /// Whether the remote has refused the VM's key.
    void setNeedsKey(bool needed);

    void retry(); ///< now, from Waiting and Lost

    /// The socket of this computer's ssh-agent, for programs of its terminals; empty for none.
    void setAgent(const QString &path);

    /// Closes in order, before something is asked that ends the VM's connections.
    void hold();

    /// What was asked is written as of @p change: connects again when the workspace is known as it
    /// was then or later, and runs. Without a time at once.
    void releaseAfter(const QDateTime &change);

    /// A seed may connect before the workspace runs.
    void setSeeding(bool seeding);

Q_SIGNALS:
    void stateChanged();
    void gitChanged(); ///< isReachable(), git()
    void controlChanged(); ///< another openedControl(), or none

private:
    friend class VmLinkUse;
    void retain();
    void release();
    bool mayConnect() const;
    void endHold();
    void update();
    void connectNow();
    void takeConnection(std::shared_ptr<ssh::Connection> connection,
                        const Result<VmGuest> &connected);
    void onLost(const Error &error);
    void drop();
    void setState(State state);
    void openControl();
    void takeControl(const Result<std::shared_ptr<GuestControl>> &control);
    void onControlClosed(const Error &why);
    void hearRepository(const wire::RepositoryStatus &status);
    void learnWhyFetchFails();
    void answerWaiting(const Result<std::shared_ptr<GuestControl>> &answer);
    Error whyNot() const;

    domain::Workspace m_workspace;
    std::shared_ptr<ApiClient> m_api;
    int m_users = 0;
    std::optional<QDateTime> m_hold; ///< until that change; invalid while nobody has written it
    bool m_seeding = false;
    State m_state = State::Idle;
    bool m_wasConnected = false;
    QString m_agent;
    StopSource m_stop{std::nostopstate};
    int m_round = 0; ///< answers of an earlier attempt do not count
    int m_failures = 0;
    QDateTime m_connectedAt;
    QDateTime m_nextTry;
    Error m_error;
    VmGuest m_guest;
    QTimer m_ladder;
    QTimer m_controlRetry;
    std::shared_ptr<ssh::Connection> m_connection;
    std::shared_ptr<GuestControl> m_control;
    std::vector<Completion<std::shared_ptr<GuestControl>>> m_waiting;
    std::optional<wire::RepositoryStatus> m_repository;
    std::optional<CloudGit> m_git;
    QTimer m_calm;
    std::optional<wire::RepositoryStatus> m_heard; ///< waits for m_calm
    QString m_explained; ///< the fetch problem whose kind is known
    bool m_explaining = false; ///< one question of that kind is open
};

/// Keeps a link wanted as long as it lives.
class VmLinkUse
{
public:
    explicit VmLinkUse(VmLink *link)
        : m_link(link)
    {
        link->retain();
    }
    VmLinkUse(const VmLinkUse &) = delete;
    VmLinkUse &operator=(const VmLinkUse &) = delete;
    ~VmLinkUse()
    {
        if (m_link)
            m_link->release();
    }

private:
    QPointer<VmLink> m_link;
};

} // namespace skybranch::client
