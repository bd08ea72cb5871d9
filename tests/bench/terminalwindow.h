// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "bench/screen.h"
#include "bench/sshrig.h"

#include <QMap>
#include <QProcess>
#include <QStringList>
#include <QTemporaryDir>

namespace skybranch::bench {

enum class TerminalKind { Ours, Konsole, Qterminal, Xterm };

QString terminalName(TerminalKind kind);

/// All terminals, each round in another order: none always follows the same one.
QList<TerminalKind> inTurn(int round);

/// A terminal program in a window of its own with a program on the far side of SSH in it: all with
/// the same font, the same size of window, the same server. Its end ends the program.
class TerminalWindow
{
public:
    using Variables = QMap<QString, QString>;

    /// Starts it with @p remoteCommand, as the program starts that has just been installed.
    static Result<std::unique_ptr<TerminalWindow>>
    open(Screen &screen, SshRig &rig, TerminalKind kind, const QStringList &remoteCommand);

    /// Starts a rival with @p command of this side in it, and @p variables beside those of
    /// our environment.
    static Result<std::unique_ptr<TerminalWindow>> openLocal(Screen &screen, TerminalKind kind,
                                                             const QStringList &command,
                                                             const Variables &variables);
    ~TerminalWindow();

    /// Where it is on the screen.
    QRect area() const { return m_area; }

    /// Ends the program. Gives what it printed: ours tells its heartbeat.
    QByteArray close();

private:
    TerminalWindow() = default;
    Result<> start(QStringList words, const Variables &variables);
    Result<> place(Screen &screen, const QSet<WindowId> &known, TerminalKind kind);

    QTemporaryDir m_home;
    QProcess m_process;
    QRect m_area;
};

} // namespace skybranch::bench
