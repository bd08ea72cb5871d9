// SPDX-License-Identifier: GPL-3.0-or-later
#include "ssh/channel.h"

#include "ssh/channelpipe.h"

#include <QPointer>

namespace skybranch::ssh {

Channel::Channel(std::shared_ptr<ChannelPipe> pipe)
    : m_pipe(std::move(pipe))
{
    m_pipe->attach(this, [this] { onNews(); });
}

Channel::~Channel()
{
    m_pipe->detach();
    m_pipe->close();
}

QByteArray Channel::takeAll()
{
    return m_pipe->take(ChannelPipe::Out);
}

QByteArray Channel::takeAllErrors()
{
    return m_pipe->take(ChannelPipe::Err);
}

void Channel::write(const QByteArray &data)
{
    if (!data.isEmpty())
        m_pipe->write(data);
}

qint64 Channel::bytesPending() const
{
    return m_pipe->bytesPending();
}

void Channel::sendEof()
{
    m_pipe->sendEof();
}

void Channel::resize(PtySize size)
{
    m_pipe->resize(size);
}

void Channel::close()
{
    m_pipe->close();
}

void Channel::onNews()
{
    // A slot may delete this channel.
    const QPointer<Channel> self(this);
    const ChannelPipe::News news = m_pipe->takeNews();
    if (news.readable)
        Q_EMIT readyRead();
    if (self && news.drained)
        Q_EMIT drained();
    if (self)
        tellEnding();
}

void Channel::tellEnding()
{
    const QPointer<Channel> self(this);
    const auto ending = m_pipe->ending();
    if (!ending)
        return;
    if (ending->eof && !std::exchange(m_eof, true))
        Q_EMIT eofReceived();
    if (self && ending->exit && !m_exit) {
        m_exit = ending->exit;
        Q_EMIT exited(*ending->exit);
    }
    if (self && ending->closed && !m_closed) {
        m_closed = true;
        m_error = ending->error;
        Q_EMIT closed();
    }
}

} // namespace skybranch::ssh
