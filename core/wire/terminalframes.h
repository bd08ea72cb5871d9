// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"

#include <QByteArray>
#include <QJsonObject>
#include <QList>
#include <QString>

#include <optional>

/// What a terminal's holder in a VM and who watches it say to each other, over any stream of bytes:
/// frames of a kind, a length and a payload. Bytes are numbered from 0 both ways, so that either
/// end can go on where a lost stream has stopped. Readers take what a stranger sent: sizes are
/// capped, positions and types are checked.
namespace skybranch::wire {

inline constexpr int terminalProtocolVersion = 1;

/// Most bytes that one Input or Output frame carries.
inline constexpr qsizetype maxTerminalBlock = 32 << 10;

enum class FrameKind : quint8 {
    // From who watches. Attach comes first, once.
    Attach = 1, ///< AttachRequest
    Input = 2, ///< PositionedBytes, of this watcher's own stream of input
    Size = 3, ///< TerminalSize, what its window has room for
    End = 4, ///< hangs up on the shell; nothing in it. Needs no Attach before it
    // From the holder. Attached comes first, once.
    Attached = 16, ///< AttachAnswer
    Output = 17, ///< PositionedBytes
    Gap = 18, ///< OutputGap: this output is lost; the next comes from where it ends
    Repaint = 19, ///< bytes that draw the screen as it is, in one or more; they are not counted
    InputTaken = 20, ///< position: all of this watcher's input below it has been taken, once
    Watchers = 21, ///< TerminalWatchers, when it has changed
    Exited = 22, ///< TerminalExit; nothing follows
};

struct Frame
{
    FrameKind kind = FrameKind::Output;
    QByteArray payload;
};

QByteArray encodeFrame(FrameKind kind, const QByteArray &payload);

/// Cuts a stream into frames.
class FrameReader
{
public:
    void add(const QByteArray &bytes);

    /// The next whole frame; nullopt: more bytes are needed. InvalidArgument, from then on for
    /// ever, where the stream is none of frames or one is over 1 MiB.
    Result<std::optional<Frame>> next();

private:
    QByteArray m_bytes;
    qsizetype m_read = 0; ///< of m_bytes
    bool m_broken = false;
};

struct TerminalSize
{
    int columns = 80; ///< 1 to 1000
    int rows = 24;

    friend bool operator==(const TerminalSize &, const TerminalSize &) = default;

    QByteArray encode() const;
    static Result<TerminalSize> decode(const QByteArray &payload);
};

struct PositionedBytes
{
    qint64 position = 0; ///< of the first byte
    QByteArray bytes;

    QByteArray encode() const;
    static Result<PositionedBytes> decode(const QByteArray &payload);
};

struct OutputGap
{
    qint64 from = 0;
    qint64 to = 0; ///< where output goes on; larger than @c from

    QByteArray encode() const;
    static Result<OutputGap> decode(const QByteArray &payload);
};

QByteArray encodePosition(qint64 position);
Result<qint64> decodePosition(const QByteArray &payload);

struct AttachRequest
{
    int version = terminalProtocolVersion;
    QString watcher; ///< chosen at random by it once, kept over all its connections
    QString name; ///< what the other watchers are shown of it
    qint64 from = 0; ///< the first byte of output that it has not seen
    TerminalSize size;

    QByteArray encode() const;
    static Result<AttachRequest> decode(const QByteArray &payload);
};

struct AttachAnswer
{
    int version = terminalProtocolVersion;
    qint64 end = 0; ///< how much output there has been
    qint64 inputTaken = 0; ///< of this watcher; 0 where it is new
    TerminalSize size; ///< that it has now

    QByteArray encode() const;
    static Result<AttachAnswer> decode(const QByteArray &payload);
};

/// Who looks at a terminal. Its size is the smallest that all have room for.
struct TerminalWatchers
{
    TerminalSize size;
    QStringList names; ///< of the others; a stranger's words
    QString typing; ///< which of them typed last, in the last seconds; empty: none

    friend bool operator==(const TerminalWatchers &, const TerminalWatchers &) = default;

    QByteArray encode() const;
    static Result<TerminalWatchers> decode(const QByteArray &payload);
};

struct TerminalExit
{
    bool byItself = true; ///< the shell has ended; else it went with its VM
    int code = 0; ///< of the shell, -1: by a signal

    friend bool operator==(const TerminalExit &, const TerminalExit &) = default;

    QByteArray encode() const;
    static Result<TerminalExit> decode(const QByteArray &payload);
};

} // namespace skybranch::wire
