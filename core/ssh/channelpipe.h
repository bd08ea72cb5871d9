// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"
#include "ssh/channel.h"

#include <QByteArray>

#include <array>
#include <functional>
#include <mutex>
#include <optional>

namespace skybranch::ssh {

class Wakeup;

/// What the owner's thread and the SSH thread share of one channel. Each method locks for as long
/// as a copy of a few kilobytes takes.
class ChannelPipe
{
public:
    enum Stream { Out, Err };

    /// What the owner wants done since the SSH thread last asked.
    struct Orders
    {
        QByteArray data;
        std::optional<PtySize> size;
        bool eof = false;
        bool close = false;
    };

    /// What has happened since the owner last asked.
    struct News
    {
        bool readable = false;
        bool drained = false;
    };

    /// How the far side has ended so far; true for the owner once all data is taken.
    struct Ending
    {
        bool eof = false;
        std::optional<ExitStatus> exit;
        bool closed = false;
        std::optional<Error> error;
    };

    explicit ChannelPipe(std::shared_ptr<Wakeup> wakeup)
        : m_wakeup(std::move(wakeup))
    {
    }

    // In the owner's thread.
    /// @p onNews is called in @p owner's thread, once for any number of news.
    void attach(QObject *owner, std::function<void()> onNews);
    void detach();
    void write(const QByteArray &data);
    void sendEof();
    void resize(PtySize size);
    /// From any thread.
    void close();
    QByteArray take(Stream stream);
    qint64 bytesPending() const;
    News takeNews();
    /// Nothing while there is data to be taken.
    std::optional<Ending> ending() const;

    // In the SSH thread.
    /// Data, and the end after it, only @p withData.
    Orders takeOrders(bool withData);
    /// News is held back until here: the owner gets its Channel first.
    void open();
    /// How many more bytes may be put in. For 0, the owner's next take() wakes the SSH thread.
    qsizetype roomOrWait(Stream stream);
    void put(Stream stream, QByteArrayView data);
    void sent(qsizetype bytes);
    void end(Ending ending);

private:
    void order(auto change);
    void notify();

    mutable std::mutex m_mutex;
    std::shared_ptr<Wakeup> m_wakeup;
    QObject *m_owner = nullptr;
    std::function<void()> m_onNews;
    std::array<QByteArray, 2> m_incoming;
    Orders m_orders;
    News m_news;
    Ending m_ending;
    qint64 m_pending = 0;
    bool m_eofOrdered = false;
    bool m_open = false;
    bool m_notified = false;
    bool m_waiting = false;
};

} // namespace skybranch::ssh
