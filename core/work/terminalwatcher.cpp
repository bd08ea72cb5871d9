// SPDX-License-Identifier: GPL-3.0-or-later
#include "work/terminalwatcher.h"

#include "base/log.h"
#include "work/terminaloutput.h"

namespace skybranch::work {
namespace {

using namespace Qt::Literals::StringLiterals;
using namespace std::chrono_literals;
using wire::FrameKind;

constexpr auto patience = 10s; ///< with one who takes nothing
constexpr qint64 mostBehind = TerminalRing::capacity / 2;

std::unexpected<Error> senseless(const QString &detail)
{
    return failure(ErrorCode::InvalidArgument,
                   u"The terminal's stream is damaged. Reconnect, or open another terminal."_s,
                   detail);
}

/// A large screen of many colours is more than one frame may carry.
QByteArray repaintFrames(const QByteArray &drawing)
{
    QByteArray frames;
    for (qsizetype at = 0; at < drawing.size(); at += wire::maxTerminalBlock)
        frames += wire::encodeFrame(FrameKind::Repaint, drawing.mid(at, wire::maxTerminalBlock));
    return frames;
}

} // namespace

TerminalWatcher::TerminalWatcher(int descriptor, QObject *parent)
    : QObject(parent)
    , m_stream(descriptor)
{
    m_stream.allowHandOver();
    connect(&m_stream, &LocalStream::received, this, &TerminalWatcher::receive);
    connect(&m_stream, &LocalStream::drained, this, [this] {
        pump();
        Q_EMIT drained();
    });
    connect(&m_stream, &LocalStream::closed, this, [this] {
        m_isClosed = true;
        Q_EMIT closed();
    });
}

void TerminalWatcher::open(TerminalOutput *output, const wire::AttachAnswer &answer)
{
    tell(FrameKind::Attached, answer.encode());
    m_output = output;
    m_cursor.emplace(&output->ring(), m_request.from);
    m_lastProgress = Clock::now();
}

void TerminalWatcher::pump()
{
    if (!m_cursor || m_isClosed)
        return;
    while (m_stream.waiting() == 0 && !m_isClosed) {
        const QByteArray frame = nextFrame();
        if (frame.isEmpty())
            break;
        m_stream.write(frame);
        m_lastProgress = Clock::now();
    }
    if (!m_exit || m_cursor->behind() > 0 || m_repaintAt || m_stream.waiting() > 0 || m_isClosed)
        return;
    if (!std::exchange(m_hasFinished, true))
        tell(FrameKind::Exited, m_exit->encode());
    if (m_stream.waiting() == 0)
        close();
}

/// After a gap the bytes alone do not show what the screen is like: once it has them all, it gets
/// that as well.
QByteArray TerminalWatcher::nextFrame()
{
    const bool isLost = m_cursor->position() < m_output->ring().start();
    QByteArray frame = m_cursor->next();
    if (isLost) {
        m_repaintAt = m_output->ring().end();
        frame += wire::encodeFrame(FrameKind::Repaint, m_output->entered());
    }
    if (frame.isEmpty() && m_repaintAt) {
        m_repaintAt.reset();
        frame = repaintFrames(m_output->repaint());
    }
    return frame;
}

void TerminalWatcher::tell(FrameKind kind, const QByteArray &payload)
{
    m_stream.write(wire::encodeFrame(kind, payload));
}

void TerminalWatcher::tell(const wire::TerminalWatchers &others)
{
    if (m_told != others)
        tell(FrameKind::Watchers, m_told.emplace(others).encode());
}

void TerminalWatcher::finish(const wire::TerminalExit &exit)
{
    m_exit = exit;
    pump();
}

bool TerminalWatcher::isHoldingUp(Clock::time_point now) const
{
    if (!m_cursor || now - m_lastProgress >= patience)
        return false;
    const bool isAboutToBeRepainted = m_repaintAt && m_cursor->position() >= *m_repaintAt;
    return m_cursor->behind() > (isAboutToBeRepainted ? 0 : mostBehind);
}

void TerminalWatcher::receive(const QByteArray &bytes)
{
    m_frames.add(bytes);
    bool hasInput = false;
    while (!m_isClosed) {
        const auto frame = m_frames.next();
        if (!frame)
            return refuse(frame.error());
        if (!*frame)
            break;
        if (const auto fine = take(**frame); !fine)
            return refuse(fine.error());
        hasInput = hasInput || (*frame)->kind == FrameKind::Input;
    }
    if (hasInput && !m_isClosed)
        Q_EMIT taken();
}

Result<> TerminalWatcher::take(const wire::Frame &frame)
{
    if (frame.kind == FrameKind::Attach)
        return takeAttach(frame.payload);
    if (frame.kind == FrameKind::End) {
        Q_EMIT endAsked();
        return {};
    }
    if (!m_cursor)
        return senseless(u"a frame before it was attached"_s);
    if (frame.kind == FrameKind::Input) {
        const auto block = wire::PositionedBytes::decode(frame.payload);
        if (!block)
            return failure(block);
        Q_EMIT input(*block);
        return {};
    }
    if (frame.kind != FrameKind::Size)
        return senseless(u"a frame of kind %1"_s.arg(int(frame.kind)));
    const auto size = wire::TerminalSize::decode(frame.payload);
    if (!size)
        return failure(size);
    m_request.size = *size;
    Q_EMIT sizeChanged();
    return {};
}

Result<> TerminalWatcher::takeAttach(const QByteArray &payload)
{
    auto request = wire::AttachRequest::decode(payload);
    if (!request)
        return failure(request);
    if (std::exchange(m_hasAsked, true) || request->watcher.isEmpty())
        return senseless(u"attached twice, or by nobody"_s);
    m_request = *std::move(request);
    Q_EMIT attachAsked();
    return {};
}

void TerminalWatcher::refuse(const Error &error)
{
    qWarning("a watcher is closed: %s", qPrintable(describe(error)));
    close();
}

} // namespace skybranch::work
