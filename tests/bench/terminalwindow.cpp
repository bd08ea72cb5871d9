// SPDX-License-Identifier: GPL-3.0-or-later
#include "bench/terminalwindow.h"

#include "support/scratchrepository.h"

#include <QCoreApplication>

namespace skybranch::bench {

namespace {

constexpr QRect windowArea(100, 80, 1000, 640);
constexpr int startTimeoutMs = 10'000;
constexpr int endTimeoutMs = 5000;
// The fixed-width font that fontconfig names, which is what ours takes by itself.
const auto fontFamily = QStringLiteral("monospace");
const auto fontPoints = QStringLiteral("11");

QStringList konsoleCommand(const QStringList &ssh)
{
    return QStringList{QStringLiteral("konsole"),
                       QStringLiteral("--separate"),
                       QStringLiteral("--nofork"),
                       QStringLiteral("--hide-menubar"),
                       QStringLiteral("--hide-tabbar"),
                       QStringLiteral("-p"),
                       QStringLiteral("Font=%1,%2").arg(fontFamily, fontPoints),
                       QStringLiteral("-e")}
    + ssh;
}

/// It takes its font from a file alone, and one string for the command.
QStringList qterminalCommand(const QString &home, const QStringList &ssh)
{
    test::ScratchHome::write(home + QStringLiteral("/qterminal.org/qterminal.ini"),
                             QStringLiteral("[General]\nfontFamily=%1\nfontSize=%2\n"
                                            "AskOnExit=false\nMenuVisible=false\n"
                                            "HideTabBarWithOneTab=true\n")
                                 .arg(fontFamily, fontPoints)
                                 .toUtf8());
    return {QStringLiteral("qterminal"), QStringLiteral("-e"), ssh.join(u' ')};
}

QStringList xtermCommand(const QStringList &ssh)
{
    return QStringList{QStringLiteral("xterm"),
                       QStringLiteral("-fa"),
                       fontFamily,
                       QStringLiteral("-fs"),
                       fontPoints,
                       QStringLiteral("-e")}
    + ssh;
}

/// As in a VM, where a terminal has a holder and a home; its shell is @p remoteCommand.
QStringList ourCommand(const SshRig &rig, const QString &home, const QStringList &remoteCommand)
{
    const auto shell = home + QStringLiteral("/shell");
    // Words of the rig's own, with nothing in them that a shell reads as its own.
    test::ScratchHome::writeScript(shell, "exec " + remoteCommand.join(u' ').toUtf8());
    const auto programs = QCoreApplication::applicationDirPath();
    return QStringList{programs + QStringLiteral("/skybranch-bench-view"), fontPoints}
    + rig.viewArguments()
        + QStringList{QStringLiteral("env"),
                      QStringLiteral("HOME=") + home,
                      QStringLiteral("SHELL=") + shell,
                      programs + QStringLiteral("/skybranch-guest"),
                      QStringLiteral("attach"),
                      QStringLiteral("bench"),
                      QStringLiteral("--create")};
}

/// Our view makes its key in memory and prints the public half; it reads the certificate.
Result<> giveCertificate(SshRig &rig, QProcess &view)
{
    while (!view.canReadLine()) {
        if (!view.waitForReadyRead(startTimeoutMs))
            return failure(ErrorCode::Timeout, QStringLiteral("Our view prints no key."));
    }
    const auto key = QString::fromUtf8(view.readLine()).trimmed();
    view.write(rig.sign(key).toUtf8() + '\n');
    view.waitForBytesWritten(startTimeoutMs);
    return {};
}

/// @p command of this side, in a terminal program.
QStringList rivalCommand(TerminalKind kind, const QString &home, const QStringList &command)
{
    switch (kind) {
    case TerminalKind::Konsole:
        return konsoleCommand(command);
    case TerminalKind::Qterminal:
        return qterminalCommand(home, command);
    case TerminalKind::Xterm:
        return xtermCommand(command);
    case TerminalKind::Ours:
        break;
    }
    Q_UNREACHABLE_RETURN({});
}

} // namespace

QString terminalName(TerminalKind kind)
{
    switch (kind) {
    case TerminalKind::Ours:
        return QStringLiteral("skybranch");
    case TerminalKind::Konsole:
        return QStringLiteral("konsole");
    case TerminalKind::Qterminal:
        return QStringLiteral("qterminal");
    case TerminalKind::Xterm:
        return QStringLiteral("xterm");
    }
    Q_UNREACHABLE_RETURN({});
}

QList<TerminalKind> inTurn(int round)
{
    QList kinds{TerminalKind::Ours, TerminalKind::Konsole, TerminalKind::Qterminal,
                TerminalKind::Xterm};
    std::ranges::rotate(kinds, kinds.begin() + round % kinds.size());
    return kinds;
}

Result<std::unique_ptr<TerminalWindow>> TerminalWindow::open(Screen &screen, SshRig &rig,
                                                             TerminalKind kind,
                                                             const QStringList &remoteCommand)
{
    if (kind != TerminalKind::Ours)
        return openLocal(screen, kind, rig.sshCommand(remoteCommand), {});
    auto self = std::unique_ptr<TerminalWindow>(new TerminalWindow);
    const auto known = screen.windows();
    return self->start(ourCommand(rig, self->m_home.path(), remoteCommand), {})
        .and_then([&] { return giveCertificate(rig, self->m_process); })
        .and_then([&] { return self->place(screen, known, kind); })
        .transform([&] { return std::move(self); });
}

Result<std::unique_ptr<TerminalWindow>> TerminalWindow::openLocal(Screen &screen, TerminalKind kind,
                                                                  const QStringList &command,
                                                                  const Variables &variables)
{
    auto self = std::unique_ptr<TerminalWindow>(new TerminalWindow);
    const auto known = screen.windows();
    return self->start(rivalCommand(kind, self->m_home.path(), command), variables)
        .and_then([&] { return self->place(screen, known, kind); })
        .transform([&] { return std::move(self); });
}

Result<> TerminalWindow::start(QStringList words, const Variables &variables)
{
    auto environment = QProcessEnvironment::systemEnvironment();
    environment.insert(QStringLiteral("HOME"), m_home.path());
    environment.insert(QStringLiteral("XDG_CONFIG_HOME"), m_home.path());
    for (const auto &[name, value] : variables.asKeyValueRange())
        environment.insert(name, value);
    m_process.setProcessEnvironment(environment);
    m_process.setStandardErrorFile(m_home.filePath(QStringLiteral("stderr")));
    const auto program = words.takeFirst();
    m_process.start(program, words);
    if (!m_process.waitForStarted())
        return failure(ErrorCode::NotFound, QStringLiteral("%1 does not start.").arg(program));
    return {};
}

Result<> TerminalWindow::place(Screen &screen, const QSet<WindowId> &known, TerminalKind kind)
{
    const auto area = screen.waitForWindow(known).and_then(
        [&](WindowId window) { return screen.place(window, windowArea); });
    if (!area)
        return failure(area.error().code,
                       terminalName(kind) + QStringLiteral(": ") + area.error().message);
    m_area = *area;
    return {};
}

TerminalWindow::~TerminalWindow()
{
    close();
}

QByteArray TerminalWindow::close()
{
    if (m_process.state() == QProcess::NotRunning)
        return {};
    m_process.terminate();
    if (!m_process.waitForFinished(endTimeoutMs)) {
        m_process.kill();
        m_process.waitForFinished(endTimeoutMs);
    }
    return m_process.readAllStandardOutput();
}

} // namespace skybranch::bench
