// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/async.h"
#include "ssh/handles.h"
#include "ssh/socket.h"
#include "ssh/wakeup.h"

#include <QDeadlineTimer>

namespace skybranch::ssh {

/// A libssh session over a socket, and the poll that drives it. Lives in the SSH thread only.
class Link
{
public:
    /// @p peer names the far side in messages.
    Link(Socket socket, std::shared_ptr<Wakeup> wakeup, StopToken stop, QString peer);
    Q_DISABLE_COPY_MOVE(Link)
    ~Link();

    ssh_session session() const { return m_session.get(); }

    /// Starts polling the session; possible once libssh has taken the socket.
    Result<> watch();

    /// Waits for the network or a wake-up until @p deadline. Errors: Cancelled by the stop token,
    /// Unavailable when the connection is lost. A passed deadline is none.
    Result<> poll(QDeadlineTimer deadline);

    /// Calls @p call, again after each poll while it answers @p again. Gives its last answer;
    /// errors as poll(), and Timeout.
    template <typename Call> Result<int> repeat(int again, QDeadlineTimer deadline, Call call)
    {
        for (;;) {
            const int answer = call();
            if (answer != again)
                return answer;
            if (deadline.hasExpired())
                return timedOut();
            if (auto polled = poll(deadline); !polled)
                return failure(polled);
        }
    }

    /// Whether the owner has stored something since the last call.
    bool takeWoken() { return std::exchange(m_woken, false); }
    bool isWoken() const { return m_woken; }

    /// True when nothing has come from the far side since the last call.
    bool takeSilence();
    quint64 received() const { return m_bytes.in_bytes; } ///< bytes, ever
    void sendKeepAlive();

    std::unexpected<Error> lost() const;
    const QString &peer() const { return m_peer; }

private:
    std::unexpected<Error> timedOut() const;

    Socket m_socket;
    std::shared_ptr<Wakeup> m_wakeup;
    StopToken m_stop;
    QString m_peer;
    ssh_counter_struct m_bytes{};
    ssh_counter_struct m_packets{};
    quint64 m_seenBytes = 0;
    SessionHandle m_session;
    EventHandle m_event;
    bool m_watched = false;
    bool m_woken = true;
};

} // namespace skybranch::ssh
