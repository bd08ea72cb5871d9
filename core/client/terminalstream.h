// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "wire/terminalframes.h"

#include <deque>

namespace skybranch::client {

/// The desktop's end of one terminal of a VM, over any number of connections one after the other:
/// it knows which output has been seen and which input has been taken, so that each goes on where
/// the last one has stopped. Bytes in, bytes out, no connection of its own. It reads what a
/// stranger sends: one that counts wrongly is an error, and nothing is read after it.
class TerminalStream
{
public:
    /// @p name is what others who look at the terminal are shown.
    explicit TerminalStream(QString name);

    /// What a connection begins with.
    QByteArray attach(wire::TerminalSize size);
    /// The same for one to a shell that nobody holds: bytes are the shell's own, nothing is
    /// counted, and each connection has another shell.
    QByteArray attachPlain(const QString &why);
    bool isPlain() const { return m_plain; }
    void endPlain(int exitCode); ///< -1: a signal has
    void detach(); ///< that connection is gone
    bool isAttached() const { return m_attached; }
    bool wasAttached() const { return m_everAttached; }

    /// Takes what is typed into keeping until the far side has it. Gives what is to be sent now;
    /// while not attached that is nothing, and it goes with takeReply() later.
    QByteArray write(const QByteArray &bytes);
    qsizetype unsentBytes() const
    {
        return m_waiting.size();
    } ///< or sent, and not known to be there
    int unsentKeys() const { return int(m_keyEnds.size()); } ///< calls of write() with such bytes

    /// Errors: InvalidArgument, Unsupported.
    Result<> read(const QByteArray &bytes);

    bool hasOutput() const { return !m_output.isEmpty(); }
    QByteArray takeOutput();
    /// What takeOutput() gives next was put out before this object was there.
    bool isReplay() const { return m_replay > 0; }
    QByteArray takeReply() { return std::exchange(m_reply, {}); } ///< to be sent

    /// A line of our own between the output.
    void note(const QString &line);

    const wire::TerminalWatchers &watchers() const { return m_watchers; }
    std::optional<wire::TerminalExit> exit() const { return m_exit; }

private:
    Result<> take(const wire::Frame &frame);
    Result<> takeAnswer(const QByteArray &payload);
    Result<> takeOutput(const QByteArray &payload);
    Result<> takeGap(const QByteArray &payload);
    Result<> takeInputTaken(const QByteArray &payload);
    void forgetInput(qint64 upTo);
    void dropInput(const QString &words);

    QString m_watcher;
    QString m_name;
    wire::FrameReader m_reader;
    bool m_plain = false;
    bool m_attached = false;
    bool m_everAttached = false;
    qint64 m_seen = 0; ///< the next byte of output
    qint64 m_taken = 0; ///< input that the far side has
    QByteArray m_waiting; ///< input from there on
    std::deque<qint64> m_keyEnds; ///< where each write() of it ends
    qint64 m_liveFrom = 0; ///< output below it was put out before
    QByteArray m_output;
    qsizetype m_replay = 0; ///< that much of it
    QByteArray m_reply;
    wire::TerminalWatchers m_watchers;
    std::optional<wire::TerminalExit> m_exit;
};

} // namespace skybranch::client
