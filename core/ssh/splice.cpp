// SPDX-License-Identifier: GPL-3.0-or-later
#include "ssh/splice.h"

#include <array>
#include <cerrno>
#include <fcntl.h>
#include <sys/socket.h>

namespace skybranch::ssh {
namespace {

/// So much of the socket waits for the network at the most.
constexpr qint64 pendingLimit = 256 << 10;

} // namespace

Splice::Splice(Socket socket, std::shared_ptr<Channel> channel, QObject *parent)
    : QObject(parent)
    , m_socket(std::move(socket))
    , m_channel(std::move(channel))
    , m_readable(m_socket.descriptor(), QSocketNotifier::Read)
    , m_writable(m_socket.descriptor(), QSocketNotifier::Write)
{
    ::fcntl(m_socket.descriptor(), F_SETFL, ::fcntl(m_socket.descriptor(), F_GETFL) | O_NONBLOCK);
    m_writable.setEnabled(false);
    connect(&m_readable, &QSocketNotifier::activated, this, &Splice::read);
    connect(&m_writable, &QSocketNotifier::activated, this, &Splice::onWritable);
    connect(m_channel.get(), &Channel::readyRead, this, &Splice::takeFromChannel);
    connect(m_channel.get(), &Channel::drained, this, &Splice::resumeReading);
    connect(m_channel.get(), &Channel::eofReceived, this, [this] {
        m_channelEnded = true;
        if (m_output.isEmpty())
            tellEnd();
    });
    connect(m_channel.get(), &Channel::closed, this, &Splice::onChannelClosed);
    // It may have told of bytes, or of its end, before anybody listened; nobody listens to
    // finished() yet either.
    QMetaObject::invokeMethod(
        this,
        [this] {
            takeFromChannel();
            if (m_channel->isClosed())
                onChannelClosed();
        },
        Qt::QueuedConnection);
}

Splice::~Splice()
{
    m_channel->disconnect(this);
}

void Splice::read()
{
    std::array<char, 64 << 10> block;
    const ssize_t count = ::recv(m_socket.descriptor(), block.data(), block.size(), 0);
    if (count > 0) {
        m_channel->write(QByteArray(block.data(), count));
        m_readable.setEnabled(m_channel->bytesPending() < pendingLimit);
    } else if (count == 0) {
        m_socketEnded = true;
        m_readable.setEnabled(false);
        m_channel->sendEof();
    } else if (errno != EAGAIN && errno != EINTR) {
        finish();
    }
}

void Splice::resumeReading()
{
    if (!m_socketEnded && !m_over)
        m_readable.setEnabled(true);
}

/// What the socket has not taken yet is not asked for again: the channel then stops the far side.
void Splice::takeFromChannel()
{
    m_channel->takeAllErrors();
    if (m_over || !m_output.isEmpty())
        return;
    m_output = m_channel->takeAll();
    flush();
}

void Splice::onWritable()
{
    flush();
    takeFromChannel();
}

void Splice::flush()
{
    while (!m_over && m_written < m_output.size()) {
        const ssize_t count = ::send(m_socket.descriptor(), m_output.constData() + m_written,
                                     size_t(m_output.size() - m_written), MSG_NOSIGNAL);
        if (count >= 0) {
            m_written += count;
        } else if (errno == EAGAIN) {
            m_writable.setEnabled(true);
            return;
        } else if (errno != EINTR) {
            finish();
        }
    }
    m_writable.setEnabled(false);
    m_output.clear();
    m_written = 0;
    tellEnd();
}

void Splice::tellEnd()
{
    if (m_channel->isClosed())
        finish();
    else if (m_channelEnded && !std::exchange(m_endTold, true))
        ::shutdown(m_socket.descriptor(), SHUT_WR);
}

void Splice::onChannelClosed()
{
    m_readable.setEnabled(false);
    m_socketEnded = true;
    if (m_output.isEmpty())
        finish();
}

void Splice::finish()
{
    if (std::exchange(m_over, true))
        return;
    m_readable.setEnabled(false);
    m_writable.setEnabled(false);
    m_channel->close();
    ::shutdown(m_socket.descriptor(), SHUT_RDWR);
    Q_EMIT finished();
}

} // namespace skybranch::ssh
