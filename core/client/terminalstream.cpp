// SPDX-License-Identifier: GPL-3.0-or-later
#include "client/terminalstream.h"

#include "client/words.h"

#include <QLocale>
#include <QUuid>

namespace skybranch::client {
namespace {

using wire::FrameKind;

std::unexpected<Error> damaged(const char *detail)
{
    return failure(
        ErrorCode::InvalidArgument,
        Words::tr("The VM has lost count of this terminal's output. Reconnect, or open another "
                  "terminal."),
        QString::fromLatin1(detail));
}

QByteArray inputFrames(qint64 position, const QByteArray &bytes)
{
    QByteArray frames;
    for (qsizetype at = 0; at < bytes.size(); at += wire::maxTerminalBlock) {
        const wire::PositionedBytes block{.position = position + at,
                                          .bytes = bytes.mid(at, wire::maxTerminalBlock)};
        frames += encodeFrame(FrameKind::Input, block.encode());
    }
    return frames;
}

QString sizeWords(qint64 bytes)
{
    return QLocale().formattedDataSize(bytes, 1, QLocale::DataSizeSIFormat);
}

} // namespace

TerminalStream::TerminalStream(QString name)
    : m_watcher(QUuid::createUuid().toString(QUuid::WithoutBraces))
    , m_name(std::move(name))
{
}

QByteArray TerminalStream::attach(wire::TerminalSize size)
{
    detach();
    m_plain = false;
    const wire::AttachRequest request{
        .watcher = m_watcher, .name = m_name, .from = m_seen, .size = size};
    return encodeFrame(FrameKind::Attach, request.encode());
}

QByteArray TerminalStream::attachPlain(const QString &why)
{
    detach();
    m_plain = true;
    m_attached = true;
    if (std::exchange(m_everAttached, true)) {
        dropInput(Words::tr("What was typed while the connection was lost has been dropped."));
        note(
            Words::tr("The shell that was here has ended with its connection. This is a new one."));
    } else {
        note(why + u' ' + Words::tr("This is a plain shell, which ends with its connection."));
    }
    m_keyEnds.clear();
    return std::exchange(m_waiting, {});
}

void TerminalStream::endPlain(int exitCode)
{
    m_exit = wire::TerminalExit{.byItself = true, .code = exitCode};
}

void TerminalStream::detach()
{
    m_attached = false;
    m_reader = {};
    m_reply.clear();
    m_watchers = {};
}

QByteArray TerminalStream::write(const QByteArray &bytes)
{
    if (bytes.isEmpty() || m_exit)
        return {};
    if (m_plain && m_attached)
        return bytes;
    const qint64 position = m_taken + m_waiting.size();
    m_waiting += bytes;
    m_keyEnds.push_back(m_taken + m_waiting.size());
    return m_attached ? inputFrames(position, bytes) : QByteArray();
}

Result<> TerminalStream::read(const QByteArray &bytes)
{
    if (m_plain) {
        m_output += bytes;
        return {};
    }
    m_reader.add(bytes);
    while (!m_exit) {
        const auto frame = m_reader.next();
        if (!frame)
            return failure(frame);
        if (!*frame)
            break;
        if (auto taken = take(**frame); !taken)
            return taken;
    }
    return {};
}

Result<> TerminalStream::take(const wire::Frame &frame)
{
    if (m_attached == (frame.kind == FrameKind::Attached))
        return damaged("attached twice, or not at first");
    switch (frame.kind) {
    case FrameKind::Attached:
        return takeAnswer(frame.payload);
    case FrameKind::Output:
        return takeOutput(frame.payload);
    case FrameKind::Gap:
        return takeGap(frame.payload);
    case FrameKind::Repaint:
        m_output += frame.payload;
        return {};
    case FrameKind::InputTaken:
        return takeInputTaken(frame.payload);
    case FrameKind::Watchers:
        return wire::TerminalWatchers::decode(frame.payload).transform([this](auto watchers) {
            m_watchers = std::move(watchers);
        });
    case FrameKind::Exited:
        return wire::TerminalExit::decode(frame.payload).transform([this](auto exit) {
            m_exit = exit;
            dropInput(Words::tr("What was typed last has not arrived."));
        });
    case FrameKind::Attach:
    case FrameKind::Input:
    case FrameKind::Size:
    case FrameKind::End:
        break;
    }
    return damaged("a frame of no known kind");
}

Result<> TerminalStream::takeAnswer(const QByteArray &payload)
{
    const auto answer = wire::AttachAnswer::decode(payload);
    if (!answer)
        return failure(answer);
    if (answer->version != wire::terminalProtocolVersion)
        return failure(ErrorCode::Unsupported,
                       Words::tr("The VM's terminals are of another version. Update Skybranch, or "
                                 "make the workspace anew."));
    if (answer->end < m_seen || answer->inputTaken > m_taken + m_waiting.size())
        return damaged("it has put out less, or taken more, than before");
    m_attached = true;
    if (!std::exchange(m_everAttached, true))
        m_liveFrom = answer->end;
    if (answer->inputTaken < m_taken) {
        // Nobody can tell what of the rest has arrived, and a command must not run twice.
        dropInput(Words::tr("What was typed while the connection was lost has been dropped."));
        m_taken = answer->inputTaken;
    }
    forgetInput(answer->inputTaken);
    m_reply += inputFrames(m_taken, m_waiting);
    return {};
}

Result<> TerminalStream::takeOutput(const QByteArray &payload)
{
    const auto block = wire::PositionedBytes::decode(payload);
    if (!block)
        return failure(block);
    if (block->position != m_seen)
        return damaged("output from elsewhere");
    const qint64 old = m_liveFrom - m_seen;
    m_seen += block->bytes.size();
    m_output += block->bytes;
    if (old > 0)
        m_replay = m_output.size() - std::max<qint64>(m_seen - m_liveFrom, 0);
    return {};
}

QByteArray TerminalStream::takeOutput()
{
    const qsizetype size = m_replay > 0 ? std::exchange(m_replay, 0) : m_output.size();
    if (size == m_output.size())
        return std::exchange(m_output, {});
    const QByteArray output = m_output.first(size);
    m_output.remove(0, size);
    return output;
}

Result<> TerminalStream::takeGap(const QByteArray &payload)
{
    const auto gap = wire::OutputGap::decode(payload);
    if (!gap)
        return failure(gap);
    if (gap->from != m_seen)
        return damaged("a gap from elsewhere");
    m_seen = gap->to;
    const QString size = sizeWords(gap->to - gap->from);
    note(gap->from == 0
             ? Words::tr("%1 of earlier output is not kept any more").arg(size)
             : Words::tr("%1 of output came while nobody listened, and is gone").arg(size));
    return {};
}

Result<> TerminalStream::takeInputTaken(const QByteArray &payload)
{
    const auto position = wire::decodePosition(payload);
    if (!position)
        return failure(position);
    if (*position < m_taken || *position > m_taken + m_waiting.size())
        return damaged("input that was not sent, or was taken before");
    forgetInput(*position);
    return {};
}

void TerminalStream::forgetInput(qint64 upTo)
{
    m_waiting.remove(0, upTo - m_taken);
    m_taken = upTo;
    while (!m_keyEnds.empty() && m_keyEnds.front() <= upTo)
        m_keyEnds.pop_front();
}

void TerminalStream::dropInput(const QString &words)
{
    if (!m_waiting.isEmpty())
        note(words);
    m_waiting.clear();
    m_keyEnds.clear();
}

void TerminalStream::note(const QString &line)
{
    // First it ends whatever sequence the output has stopped in.
    m_output += "\x18\r\n\x1b[0;2m--- " + line.toUtf8() + " ---\x1b[0m\r\n";
}

} // namespace skybranch::client
