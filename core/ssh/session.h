// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ssh/connection.h"
#include "ssh/remotechannel.h"
#include "ssh/socket.h"
#include "ssh/wakeup.h"

#include <atomic>
#include <functional>
#include <mutex>
#include <thread>
#include <vector>

namespace skybranch::ssh {

class Link;

/// One connection's thread, and what other threads may ask of it.
class Session
{
public:
    struct Start
    {
        Socket socket;
        Endpoint endpoint;
        Login login;
        ConnectionTiming timing;
        QDeadlineTimer deadline; ///< for the login
    };

    using AgentPipe = std::shared_ptr<ChannelPipe>;

    /// In the SSH thread @p onLost is called when an established connection ends by itself, and
    /// @p onAgent when the far side wants to talk to an agent and may.
    Session(std::function<void(const Error &)> onLost,
            std::function<void(const AgentPipe &)> onAgent);
    Q_DISABLE_COPY_MOVE(Session)
    ~Session();

    /// Once. @p connected is finished when the login is over.
    void start(Start start, Completion<> connected);
    /// Any number of times, from any thread; an open of an ended session fails at once.
    void open(ChannelRequest request);
    /// From any thread: a far side that says nothing for @p patience from now is lost.
    void probe(std::chrono::milliseconds patience);
    /// Ends everything, from any thread, without waiting.
    void stop();
    /// After stop(): waits for the thread, which polls nothing more and so is there in no time.
    void join();

    /// From any thread. Not allowed at first.
    void allowAgent(bool allowed) { m_agentAllowed = allowed; }

    StopToken stopToken() const { return m_stop.get_token(); }
    std::shared_ptr<Wakeup> wakeup() const { return m_wakeup; }
    bool isUp() const { return m_up; }

private:
    void run(Start start, const Completion<> &connected);
    Error serve(Link &link, const ConnectionTiming &timing);
    void answerFarSide(ssh_session session);
    static ssh_channel onAgentChannel(ssh_session session, void *self);
    ssh_channel acceptAgent(ssh_session session);
    void adoptRequests(Link &link);
    void stepChannels(bool all);
    void takeProbe(Link &link);
    bool isProbeFailed(const Link &link);
    QDeadlineTimer nextStep(QDeadlineTimer latest) const;
    void end(const Error &error);

    std::function<void(const Error &)> m_onLost;
    std::function<void(const AgentPipe &)> m_onAgent;
    std::atomic<bool> m_agentAllowed = false;
    StopSource m_stop;
    std::shared_ptr<Wakeup> m_wakeup = std::make_shared<Wakeup>();
    std::atomic<bool> m_up = false;
    std::mutex m_mutex;
    std::vector<ChannelRequest> m_requests;
    std::optional<Error> m_ended;
    std::atomic<std::chrono::milliseconds> m_probe{}; ///< asked for, and not begun yet
    std::optional<QDeadlineTimer> m_probeEnd; ///< of the SSH thread, as all below
    quint64 m_probedAt = 0; ///< bytes that had been received then
    ssh_callbacks_struct m_callbacks{};
    std::vector<std::unique_ptr<RemoteChannel>> m_channels;
    std::vector<std::unique_ptr<RemoteChannel>> m_agentChannels; ///< new ones
    std::vector<std::weak_ptr<ChannelPipe>> m_agentPipes; ///< of all
    std::thread m_thread;
};

} // namespace skybranch::ssh
