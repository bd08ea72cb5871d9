// SPDX-License-Identifier: GPL-3.0-or-later
#include "client/terminalline.h"

#include "client/words.h"

#include <QSysInfo>

#include <algorithm>

namespace skybranch::client {
namespace {

constexpr qsizetype mostComplaint = 2000;
constexpr int mostCells = 1000;
constexpr std::chrono::milliseconds patience{4000};
constexpr std::chrono::milliseconds attachPatience{10'000};

/// As who this desktop looks at a terminal.
QString ownName()
{
    return qEnvironmentVariable("USER", Words::tr("somebody")) + u'@'
        + QSysInfo::machineHostName().section(u'.', 0, 0);
}

} // namespace

TerminalLine::TerminalLine(bool isNew)
    : m_stream(ownName())
    , m_leads(isNew)
{
    m_silence.setSingleShot(true);
    m_silence.setInterval(patience);
    connect(&m_silence, &QTimer::timeout, this, &TerminalLine::silent);
    m_unanswered.setSingleShot(true);
    m_unanswered.setInterval(attachPatience);
    connect(&m_unanswered, &QTimer::timeout, this, &TerminalLine::unanswered);
}

TerminalLine::~TerminalLine()
{
    if (m_channel)
        m_channel->disconnect(this);
}

void TerminalLine::setChannel(std::shared_ptr<ssh::Channel> channel)
{
    use(std::move(channel));
    m_channel->write(m_stream.attach(m_size));
    m_silence.start();
    m_unanswered.start();
}

void TerminalLine::setShell(std::shared_ptr<ssh::Channel> channel, const QString &why)
{
    use(std::move(channel));
    m_channel->write(m_stream.attachPlain(why));
    resize(m_size.columns, m_size.rows);
    Q_EMIT attached();
    Q_EMIT readyRead();
}

void TerminalLine::use(std::shared_ptr<ssh::Channel> channel)
{
    m_channel = std::move(channel);
    m_complaint.clear();
    connect(m_channel.get(), &ssh::Channel::readyRead, this, &TerminalLine::onReadable);
    connect(m_channel.get(), &ssh::Channel::closed, this, &TerminalLine::onClosed);
}

void TerminalLine::dropChannel()
{
    m_silence.stop();
    m_unanswered.stop();
    m_stream.detach();
    if (m_channel) {
        m_channel->disconnect(this);
        // It is on the stack right now.
        QTimer::singleShot(0, this, [kept = std::exchange(m_channel, nullptr)] { });
    }
    // The size stays until the next connection tells another, or the view would jump twice.
    TerminalAudience audience = m_stream.exit() ? TerminalAudience() : m_audience;
    audience.typing.clear();
    setAudience(audience);
}

void TerminalLine::beginAnew(const QString &note)
{
    dropChannel();
    setAudience({});
    m_stream = TerminalStream(ownName());
    m_leads = true;
    if (note.isEmpty())
        return;
    m_stream.note(note);
    QMetaObject::invokeMethod(this, &TerminalLine::readyRead, Qt::QueuedConnection);
}

void TerminalLine::onReadable()
{
    if (!m_channel)
        return;
    m_complaint += m_channel->takeAllErrors();
    m_complaint.truncate(mostComplaint);
    m_unread = m_stream.hasOutput();
    if (!m_unread)
        heed(m_channel->takeAll());
}

void TerminalLine::heed(const QByteArray &bytes)
{
    if (bytes.isEmpty())
        return;
    const bool wasAttached = m_stream.isAttached();
    if (const auto read = m_stream.read(bytes); !read) {
        dropChannel();
        Q_EMIT damaged(read.error());
        return;
    }
    m_channel->write(m_stream.takeReply());
    // Also with no answer due: what is read may go on, and then a dead link is all that is seen.
    m_silence.start();
    if (!wasAttached && m_stream.isAttached()) {
        m_unanswered.stop();
        Q_EMIT attached();
    }
    const wire::TerminalWatchers &watchers = m_stream.watchers();
    setAudience({watchers.names, watchers.typing, watchers.size.columns, watchers.size.rows});
    if (m_stream.hasOutput())
        Q_EMIT readyRead();
    if (m_stream.exit())
        Q_EMIT exited();
}

void TerminalLine::setAudience(const TerminalAudience &audience)
{
    if (std::exchange(m_audience, audience) == audience)
        return;
    m_leads = m_leads && audience.typing.isEmpty();
    Q_EMIT audienceChanged();
}

void TerminalLine::onClosed()
{
    const auto exit = m_channel->exitStatus();
    const bool isConnectionLost = m_channel->error().has_value();
    dropChannel();
    const bool hasCode = exit && exit->code >= 0;
    if (m_stream.isPlain() && !isConnectionLost)
        m_stream.endPlain(exit ? exit->code : -1);
    Q_EMIT closed(hasCode ? std::optional(exit->code) : std::nullopt, isConnectionLost);
}

QByteArray TerminalLine::take()
{
    const QByteArray output = m_stream.takeOutput();
    if (m_stream.hasOutput())
        QMetaObject::invokeMethod(this, &TerminalLine::readyRead, Qt::QueuedConnection);
    else if (std::exchange(m_unread, false))
        QMetaObject::invokeMethod(this, &TerminalLine::onReadable, Qt::QueuedConnection);
    return output;
}

void TerminalLine::type(const QByteArray &bytes)
{
    m_leads = true;
    send(bytes);
}

void TerminalLine::answer(const QByteArray &bytes)
{
    if (m_leads || m_audience.names.isEmpty())
        send(bytes);
}

void TerminalLine::send(const QByteArray &bytes)
{
    const QByteArray frames = m_stream.write(bytes);
    if (frames.isEmpty())
        return;
    m_channel->write(frames);
    if (!m_silence.isActive() && !m_stream.isPlain())
        m_silence.start();
}

void TerminalLine::resize(int columns, int rows)
{
    m_size = {.columns = std::clamp(columns, 1, mostCells), .rows = std::clamp(rows, 1, mostCells)};
    if (m_channel && m_stream.isPlain())
        m_channel->resize({.columns = m_size.columns, .rows = m_size.rows});
    else if (m_channel)
        m_channel->write(encodeFrame(wire::FrameKind::Size, m_size.encode()));
}

} // namespace skybranch::client
