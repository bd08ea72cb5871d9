// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"

#include <QByteArray>
#include <QObject>
#include <QProcessEnvironment>
#include <QStringList>

#include <memory>
#include <optional>

class QSocketNotifier;

namespace skybranch::work {

struct PtySpec
{
    QString program; ///< an absolute path
    QStringList arguments; ///< the first is the program's own name, "-bash" for a login shell
    QString folder;
    QProcessEnvironment environment;
    int columns = 80;
    int rows = 24;
};

/// The user's login shell, in @p folder.
PtySpec loginShell(const QString &folder);

/// A program on a pseudo-terminal of its own. Lives in one thread with an event loop and never
/// blocks it. Output waits here, at most 64 KiB of it, until it is taken; what the program then
/// writes waits in the kernel. Destroying it hangs up the terminal; a program that stays is killed
/// 2 s later.
class Pty : public QObject
{
    Q_OBJECT

public:
    /// Errors: NotFound (program or folder), LimitReached (no more terminals or processes).
    static Result<std::unique_ptr<Pty>> start(const PtySpec &spec);
    ~Pty() override;

    /// All output that has come since the last call.
    QByteArray take();

    /// False, and nothing is queued, after the end, or when 16 MiB are waiting already.
    bool write(const QByteArray &bytes);

    /// What the program has not taken yet.
    qsizetype waiting() const { return m_queued.size(); }
    void resize(int columns, int rows);

    /// "npm test": the command line of what runs in front of the program, at most 200 characters;
    /// empty where the program itself is in front.
    QString foregroundJob() const;

    /// Asks what runs in front and the program to end, as a closed window does; a program that
    /// stays is killed 2 s later.
    void hangUp();

Q_SIGNALS:
    void readyRead(); ///< once when output comes after a take()
    void drained(); ///< nothing is waiting() any more
    void ended(int exitCode); ///< -1: killed by a signal. All output can be taken by then.

private:
    Pty(int master, int process, int processHandle);
    void readOutput(qsizetype limit);
    void writeQueued();
    void reap();
    void finish();

    int m_master;
    int m_process; ///< its id; 0 once it has ended
    int m_processHandle; ///< a pidfd
    bool m_hungUp = false; ///< no more output will come
    std::optional<int> m_exitCode; ///< known, and not told yet
    QByteArray m_output;
    QByteArray m_queued;
    QSocketNotifier *m_readable;
    QSocketNotifier *m_writable;
    QSocketNotifier *m_endWatch;
};

} // namespace skybranch::work
