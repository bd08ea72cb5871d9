// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/async.h"
#include "ssh/channel.h"
#include "ssh/login.h"

#include <QObject>

#include <chrono>

namespace skybranch::ssh {

class Session;
class Splice;
class Transport;

/// Whether a program on the far side may use the ssh-agent of Connection::setAgent().
enum class Agent { None, Offered };

struct ConnectionTiming
{
    std::chrono::milliseconds connect{30'000}; ///< from name look-up to logged in
    std::chrono::milliseconds keepAlive{30'000};
    int keepAliveMisses = 3; ///< so many unanswered in a row, and the connection is lost
    std::chrono::milliseconds openChannel{30'000};
};

/// A connection to an SSH server, with a thread of its own. Belongs to one thread with an event
/// loop, where every signal and result arrives. It can be destroyed at any time: what was asked
/// of it ends with ErrorCode::Cancelled, and its thread has ended when the destructor returns.
/// Nothing of this computer's SSH set-up (~/.ssh, /etc/ssh) is read.
class Connection final : public QObject
{
    Q_OBJECT

public:
    explicit Connection(ConnectionTiming timing = {}, QObject *parent = nullptr);
    ~Connection() override;

    /// Connects over TCP and logs in. A connection that is there already is dropped.
    /// Errors: Unavailable, Timeout, Cancelled, HostKeyMismatch (none of the pinned keys; the
    /// message has the fingerprints, nothing of the login was sent), AuthenticationFailed,
    /// InvalidArgument (a host key or the certificate can not be read).
    Task<> connectTo(Endpoint endpoint, Login login, StopToken stop = {});
    /// The same through a tunnel.
    Task<> connectThrough(std::shared_ptr<Transport> transport, Endpoint endpoint, Login login,
                          StopToken stop = {});

    /// The user's shell in a terminal. Connect to the channel's signals before the next event
    /// loop turn. Errors: Unavailable, Timeout, Cancelled.
    Task<std::shared_ptr<Channel>> openShell(Pty pty, StopToken stop = {});
    /// A program with exactly these arguments, in a terminal where @p pty is given. Errors as
    /// openShell(), and InvalidArgument (no words, or a NUL in one).
    Task<std::shared_ptr<Channel>> openExec(QStringList words, std::optional<Pty> pty = {},
                                            StopToken stop = {}, Agent agent = Agent::None);

    /// A connection to what listens on the far side's own loopback; no other host is asked for.
    /// Errors as openShell(), and InvalidArgument (no loopback address, or port 0).
    Task<std::shared_ptr<Channel>> openForward(ForwardTarget target, StopToken stop = {});

    /// Carries what programs on the far side ask of an ssh-agent to the one whose socket is at
    /// @p path; only those that are Offered one can. Empty, as at first: whatever they ask is
    /// refused, from now on. At any time.
    void setAgent(const QString &path);

    /// Ends the connection and its channels at once; closed() is not emitted.
    void disconnectFrom();
    bool isConnected() const;

    /// Asks the far side for a sign of life. Where nothing at all comes within @p patience, the
    /// connection is lost. A question that is open already is not asked again.
    void probe(std::chrono::milliseconds patience);

Q_SIGNALS:
    /// An established connection has ended by itself. Its channels tell it too.
    void closed(const skybranch::Error &error);

private:
    std::shared_ptr<Session> makeSession();
    void carryAgent(std::shared_ptr<ChannelPipe> pipe);

    ConnectionTiming m_timing;
    std::shared_ptr<Session> m_session;
    QString m_agent;
    std::vector<std::unique_ptr<Splice>> m_agentTalks;
    int m_generation = 0; ///< tells what a former session posted from what this one did
};

} // namespace skybranch::ssh
