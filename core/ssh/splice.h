// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ssh/channel.h"
#include "ssh/socket.h"

#include <QSocketNotifier>

namespace skybranch::ssh {

/// Carries bytes between a stream socket of this computer and a channel, both ways, until both
/// sides have ended. Either side's end reaches the other, which may go on alone; whoever does not
/// read stops whoever writes. Lives in the channel's thread. Its destructor closes both.
class Splice final : public QObject
{
    Q_OBJECT

public:
    /// @p socket is connected.
    Splice(Socket socket, std::shared_ptr<Channel> channel, QObject *parent = nullptr);
    ~Splice() override;

Q_SIGNALS:
    /// Once; nothing moves any more.
    void finished();

private:
    void read();
    void resumeReading();
    void takeFromChannel();
    void onWritable();
    void flush();
    void tellEnd();
    void onChannelClosed();
    void finish();

    Socket m_socket;
    std::shared_ptr<Channel> m_channel;
    QSocketNotifier m_readable;
    QSocketNotifier m_writable;
    QByteArray m_output; ///< of the channel, for the socket
    qsizetype m_written = 0; ///< of m_output
    bool m_socketEnded = false; ///< sends nothing more
    bool m_channelEnded = false; ///< the same
    bool m_endTold = false; ///< to the socket
    bool m_over = false;
};

} // namespace skybranch::ssh
