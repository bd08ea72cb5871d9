// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"

#include <QDateTime>
#include <QObject>
#include <QStringList>

#include <optional>

namespace skybranch::client {

/// Who else looks at a terminal, and the size that it has for all of them.
struct TerminalAudience
{
    QStringList names; ///< of the others; a stranger's words
    QString typing; ///< which of them types; empty: none
    int columns = 0; ///< 0: not known
    int rows = 0;

    friend bool operator==(const TerminalAudience &, const TerminalAudience &) = default;
};

/// One terminal, on this computer or in a VM, whatever carries its bytes. Lives in the thread
/// that made it. Bytes out of it are hostile: a view parses them, nothing else reads them.
class Terminal : public QObject
{
    Q_OBJECT

public:
    enum class Place { Local, Cloud };
    enum class State {
        Connecting,
        Open,
        Reconnecting, ///< the ladder: at once, 1 s, 3 s, 10 s
        Lost, ///< the ladder has ended; reconnect() goes on
        Paused, ///< the workspace is paused; wake() resumes it
        Stopped, ///< the workspace is stopped; wake() starts it
        Ended, ///< the shell has ended, or its VM has; reopen() starts another
    };

    using QObject::QObject;

    virtual Place place() const = 0;
    /// By which its VM knows it, also after this object; empty: a terminal of this computer.
    virtual QString id() const { return {}; }
    /// What it is called in its VM, where others see it; for a shell that is not there yet.
    virtual void setName(const QString &) { }

    virtual State state() const = 0;
    virtual QDateTime stateSince() const = 0;

    /// While Reconnecting: when the next try starts.
    virtual QDateTime nextTry() const = 0;

    /// Why it is Reconnecting or Lost.
    virtual Error lastError() const = 0;

    /// While Ended: the shell's exit code, -1 when it was killed.
    virtual int exitCode() const = 0;
    /// While Ended: the shell has ended, and was not taken away with its VM.
    virtual bool endedByItself() const { return true; }

    virtual TerminalAudience audience() const { return {}; }

    /// A sentence where it ends with its connection, which says why; empty: it outlives it.
    virtual QString frailty() const { return {}; }

    /// Calls of write() whose bytes are not known to have arrived.
    virtual int unsentKeys() const { return 0; }

    /// Answer: foregroundJobKnown(), at once or within 2 s.
    virtual void askForegroundJob() = 0;

    /// All bytes that have come since the last call; lets the sender go on (back-pressure).
    virtual QByteArray take() = 0;

    /// What take() gives next was put out before this object was there: nothing in it waits for an
    /// answer.
    virtual bool isReplay() const { return false; }

    /// Sends what was typed, once. A terminal of a VM keeps it while there is no connection, within
    /// bounds. False: it was not taken, and is not sent.
    virtual bool write(const QByteArray &bytes) = 0;
    /// What the emulator says by itself, to a program that has asked. Of several that watch a
    /// terminal one answers.
    virtual void answer(const QByteArray &bytes) { write(bytes); }
    /// What the window has room for.
    virtual void resize(int columns, int rows) = 0;

    virtual void reconnect() = 0; ///< now, from Reconnecting and Lost
    virtual void wake() = 0; ///< from Paused and Stopped: asks for resume, then connects
    virtual void reopen() = 0; ///< from Ended

Q_SIGNALS:
    void readyRead();
    void stateChanged();
    void audienceChanged();

    /// The program that runs in front of its shell; empty: none does. Nullopt where nobody can
    /// tell. A name from a VM is a stranger's words.
    void foregroundJobKnown(const std::optional<QString> &job);
};

} // namespace skybranch::client
