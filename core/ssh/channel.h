// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"

#include <QByteArray>
#include <QObject>

#include <memory>
#include <optional>

namespace skybranch::ssh {

class ChannelPipe;

/// A terminal's size in cells. Taken to 1..1000 each.
struct PtySize
{
    int columns = 80;
    int rows = 24;
};

/// A terminal that the far side makes for a channel.
struct Pty
{
    PtySize size;
    QString term = QStringLiteral("xterm-256color");
};

/// Something that listens on the far side's loopback.
struct ForwardTarget
{
    QString host; ///< "127.0.0.1" or "::1"
    quint16 port = 0;
};

/// How the far program ended: by itself, or by a signal ("TERM"; then the code is -1).
struct ExitStatus
{
    int code = -1;
    QString signal;
};

/// One program, shell or forwarded connection on the far side. Made by Connection; belongs to the
/// Connection's thread, and may outlive the Connection (it is closed then). Its destructor closes
/// it.
///
/// Received data waits here, 32 KiB of it and the rest on the far side, until takeAll() is called;
/// an owner who does not call it stops the flow and costs no memory. eofReceived(), exited() and
/// closed() come after all data has been taken, in this order, once each.
class Channel final : public QObject
{
    Q_OBJECT

public:
    explicit Channel(std::shared_ptr<ChannelPipe> pipe);
    ~Channel() override;

    /// What has come on stdout (everything, where there is a pty) since the last call.
    QByteArray takeAll();
    /// The same for stderr.
    QByteArray takeAllErrors();

    /// Queues @p data and wakes the SSH thread at once. Unbounded: a producer of much looks at
    /// bytesPending() and goes on with drained(). Nothing happens on a closed channel, or after
    /// sendEof().
    void write(const QByteArray &data);
    /// What has not been given to the network yet.
    qint64 bytesPending() const;
    /// Ends our side after what has been written; the far side can go on.
    void sendEof();
    void resize(PtySize size);
    /// Ends both sides at once, with what is still queued.
    void close();

    bool isClosed() const { return m_closed; }
    /// Set before exited().
    std::optional<ExitStatus> exitStatus() const { return m_exit; }
    /// Set before closed() where the connection was lost.
    std::optional<Error> error() const { return m_error; }

Q_SIGNALS:
    void readyRead();
    void drained();
    void eofReceived();
    void exited(const skybranch::ssh::ExitStatus &status);
    void closed();

private:
    void onNews();
    void tellEnding();

    std::shared_ptr<ChannelPipe> m_pipe;
    std::optional<ExitStatus> m_exit;
    std::optional<Error> m_error;
    bool m_eof = false;
    bool m_closed = false;
};

} // namespace skybranch::ssh
