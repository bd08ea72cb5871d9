// SPDX-License-Identifier: GPL-3.0-or-later
#include "ssh/link.h"

#include "ssh/words.h"

#include <libssh/server.h>

#include <algorithm>
#include <fcntl.h>
#include <poll.h>

namespace skybranch::ssh {

Link::Link(Socket socket, std::shared_ptr<Wakeup> wakeup, StopToken stop, QString peer)
    : m_socket(std::move(socket))
    , m_wakeup(std::move(wakeup))
    , m_stop(std::move(stop))
    , m_peer(std::move(peer))
    , m_session(ssh_new())
    , m_event(ssh_event_new())
{
    socket_t descriptor = m_socket.descriptor();
    ssh_options_set(m_session.get(), SSH_OPTIONS_FD, &descriptor);
    ssh_set_blocking(m_session.get(), 0);
    ssh_set_counters(m_session.get(), &m_bytes, &m_packets);
}

Link::~Link()
{
    if (m_watched)
        ssh_event_remove_session(m_event.get(), m_session.get());
    ssh_event_remove_fd(m_event.get(), m_wakeup->descriptor());
    ssh_disconnect(m_session.get());
}

Result<> Link::watch()
{
    const auto onWake = [](socket_t, int, void *self) {
        auto *link = static_cast<Link *>(self);
        link->m_wakeup->acknowledge();
        link->m_woken = true;
        return 0;
    };
    m_watched = ssh_event_add_session(m_event.get(), m_session.get()) == SSH_OK;
    if (!m_watched
        || ssh_event_add_fd(m_event.get(), m_wakeup->descriptor(), POLLIN, onWake, this) != SSH_OK)
        return failure(ErrorCode::Unavailable,
                       Words::tr("No connection can be made now. Close some and try again."));
    // libssh may have made it blocking: a full network would then hold up this thread.
    ::fcntl(m_socket.descriptor(), F_SETFL, ::fcntl(m_socket.descriptor(), F_GETFL) | O_NONBLOCK);
    return {};
}

Result<> Link::poll(QDeadlineTimer deadline)
{
    // Rounded up, so that the last millisecond is not spun away.
    const qint64 left = deadline.isForever() ? -1 : deadline.remainingTime() + 1;
    const int timeout = int(std::min<qint64>(left, 3'600'000));
    const int answer = m_stop.stop_requested()
        ? SSH_OK
        : ssh_event_dopoll(m_event.get(), deadline.hasExpired() ? 0 : timeout);
    if (m_stop.stop_requested())
        return cancelled();
    if (answer == SSH_ERROR || !ssh_is_connected(m_session.get()))
        return lost();
    return {};
}

bool Link::takeSilence()
{
    return std::exchange(m_seenBytes, m_bytes.in_bytes) == m_bytes.in_bytes;
}

void Link::sendKeepAlive()
{
    const quint64 before = m_packets.out_packets;
    ssh_send_keepalive(m_session.get());
    // Then the first call has only taken in the answer to the last keep-alive.
    if (m_packets.out_packets == before)
        ssh_send_keepalive(m_session.get());
}

std::unexpected<Error> Link::lost() const
{
    return failure(ErrorCode::Unavailable,
                   Words::tr("The connection to %1 was lost. Check the network and connect "
                             "again.")
                       .arg(m_peer),
                   QString::fromUtf8(ssh_get_error(m_session.get())).left(500));
}

std::unexpected<Error> Link::timedOut() const
{
    return failure(ErrorCode::Timeout,
                   QStringLiteral("%1 did not answer in time. Try again.").arg(m_peer));
}

} // namespace skybranch::ssh
