// SPDX-License-Identifier: GPL-3.0-or-later
#include "ssh/channelpipe.h"

#include "ssh/wakeup.h"

namespace skybranch::ssh {
namespace {

/// So much waits for the owner at the most; what is beyond stays in the channel's window, and the
/// far side stops. Small enough that an owner who draws it stays below a frame.
constexpr qsizetype incomingLimit = 32 << 10;

} // namespace

void ChannelPipe::attach(QObject *owner, std::function<void()> onNews)
{
    std::lock_guard lock(m_mutex);
    m_owner = owner;
    m_onNews = std::move(onNews);
}

void ChannelPipe::detach()
{
    std::lock_guard lock(m_mutex);
    m_owner = nullptr;
    m_onNews = nullptr;
}

/// Stores an order, then wakes the SSH thread.
void ChannelPipe::order(auto change)
{
    {
        std::lock_guard lock(m_mutex);
        if (m_ending.closed)
            return;
        change();
    }
    m_wakeup->wake();
}

void ChannelPipe::write(const QByteArray &data)
{
    order([&] {
        if (m_eofOrdered)
            return;
        m_orders.data += data;
        m_pending += data.size();
    });
}

void ChannelPipe::sendEof()
{
    order([&] {
        m_orders.eof = true;
        m_eofOrdered = true;
    });
}

void ChannelPipe::resize(PtySize size)
{
    order([&] { m_orders.size = size; });
}

void ChannelPipe::close()
{
    order([&] { m_orders.close = true; });
}

QByteArray ChannelPipe::take(Stream stream)
{
    QByteArray data;
    bool isWaitedFor = false;
    {
        std::lock_guard lock(m_mutex);
        data.swap(m_incoming[stream]);
        isWaitedFor = std::exchange(m_waiting, false);
        if (m_ending.eof || m_ending.closed)
            notify();
    }
    if (isWaitedFor)
        m_wakeup->wake();
    return data;
}

qint64 ChannelPipe::bytesPending() const
{
    std::lock_guard lock(m_mutex);
    return m_pending;
}

ChannelPipe::News ChannelPipe::takeNews()
{
    std::lock_guard lock(m_mutex);
    m_notified = false;
    return std::exchange(m_news, {});
}

std::optional<ChannelPipe::Ending> ChannelPipe::ending() const
{
    std::lock_guard lock(m_mutex);
    if (!m_incoming[Out].isEmpty() || !m_incoming[Err].isEmpty())
        return std::nullopt;
    return m_ending;
}

ChannelPipe::Orders ChannelPipe::takeOrders(bool withData)
{
    std::lock_guard lock(m_mutex);
    Orders orders = std::exchange(m_orders, {});
    if (!withData) {
        m_orders.data.swap(orders.data);
        m_orders.eof = std::exchange(orders.eof, false);
    }
    return orders;
}

void ChannelPipe::open()
{
    std::lock_guard lock(m_mutex);
    m_open = true;
    notify();
}

qsizetype ChannelPipe::roomOrWait(Stream stream)
{
    std::lock_guard lock(m_mutex);
    const qsizetype room = incomingLimit - m_incoming[stream].size();
    if (room > 0)
        return room;
    m_waiting = true;
    return 0;
}

void ChannelPipe::put(Stream stream, QByteArrayView data)
{
    std::lock_guard lock(m_mutex);
    QByteArray &incoming = m_incoming[stream];
    const bool wasEmpty = incoming.isEmpty();
    if (wasEmpty)
        incoming.reserve(std::max(incomingLimit, data.size()));
    incoming += data;
    if (!wasEmpty)
        return;
    m_news.readable = true;
    notify();
}

void ChannelPipe::sent(qsizetype bytes)
{
    std::lock_guard lock(m_mutex);
    m_pending -= bytes;
    if (m_pending > 0)
        return;
    m_news.drained = true;
    notify();
}

void ChannelPipe::end(Ending ending)
{
    std::lock_guard lock(m_mutex);
    m_ending = std::move(ending);
    notify();
}

void ChannelPipe::notify()
{
    if (!m_open || m_notified || !m_owner)
        return;
    m_notified = true;
    QMetaObject::invokeMethod(m_owner, m_onNews, Qt::QueuedConnection);
}

} // namespace skybranch::ssh
