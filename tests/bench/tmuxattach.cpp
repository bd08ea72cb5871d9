// SPDX-License-Identifier: GPL-3.0-or-later
#include "bench/tmuxattach.h"

#include "bench/missedoutput.h"
#include "support/scratchrepository.h"

#include <QDeadlineTimer>
#include <QElapsedTimer>
#include <QThread>

namespace skybranch::bench {

using namespace std::chrono_literals;

namespace {

constexpr auto reportTimeout = 20s;
constexpr auto look = 200us;

} // namespace

TmuxAttach::TmuxAttach(Screen &screen, SshRig &rig, QString folder)
    : m_screen(screen)
    , m_rig(rig)
    , m_folder(std::move(folder))
{
    // The clock in the status line would change the picture.
    test::ScratchHome::write(file(QStringLiteral("conf")), "set -g status off\n");
    test::ScratchHome::write(file(QStringLiteral("text")), missedOutput());
}

TmuxAttach::~TmuxAttach()
{
    auto words = tmux({QStringLiteral("kill-server")});
    const auto program = words.takeFirst();
    std::ignore = test::await(runProcess({.program = program, .arguments = words}));
}

QString TmuxAttach::file(const QString &name) const
{
    return m_folder + u'/' + name;
}

QStringList TmuxAttach::tmux(const QStringList &words) const
{
    return QStringList{QStringLiteral("tmux"), QStringLiteral("-S"), file(QStringLiteral("socket")),
                       QStringLiteral("-f"), file(QStringLiteral("conf"))}
    + words;
}

Result<TmuxAttach::Times> TmuxAttach::run()
{
    return missOutput().and_then([this] { return takePicture(); }).and_then([this] {
        return comeBack();
    });
}

/// Its size is that of the window, as it is where somebody has worked in it.
Result<> TmuxAttach::missOutput()
{
    const auto remote = RemoteEnd::create();
    if (!remote)
        return failure(remote);
    const auto ends = (*remote)->folder().toUtf8();
    const auto program = file(QStringLiteral("miss"));
    test::ScratchHome::writeScript(program,
                                   "echo ready >" + ends + "/report\n" + "head -c 1 <" + ends
                                       + "/go >/dev/null\n" + "cat "
                                       + file(QStringLiteral("text")).toUtf8() + "\necho done >"
                                       + ends + "/report\nread line\n");
    auto window = TerminalWindow::open(m_screen, m_rig, TerminalKind::Xterm,
                                       tmux({QStringLiteral("new-session"), program}));
    if (!window)
        return failure(window);
    if (const auto ready = (*remote)->nextReport(reportTimeout); !ready)
        return failure(ready);
    window->reset();
    (*remote)->go();
    return (*remote)->nextReport(reportTimeout).transform([](const QByteArray &) { });
}

/// What is to be seen when somebody is attached, by being so once.
Result<> TmuxAttach::takePicture()
{
    constexpr auto settled = 200ms;
    constexpr int height = 120;
    const auto window = TerminalWindow::open(m_screen, m_rig, TerminalKind::Xterm,
                                             tmux({QStringLiteral("attach")}));
    if (!window)
        return failure(window);
    const auto area = (*window)->area();
    m_part = QRect(area.left(), area.bottom() + 1 - height, area.width(), height);
    // Nothing is down there before ssh has logged in.
    const QDeadlineTimer deadline(reportTimeout);
    do {
        if (auto still = m_screen.waitUntilStill(area, settled); !still)
            return still;
        m_picture = m_screen.pixels(m_part);
        if (std::ranges::adjacent_find(m_picture, std::not_equal_to()) != m_picture.end())
            return {};
    } while (!deadline.hasExpired());
    return failure(ErrorCode::Timeout, QStringLiteral("tmux shows nothing."));
}

/// xterm with an ssh in it that starts when @p starter says go.
Result<TmuxAttach::Window> TmuxAttach::openWaiting(const RemoteEnd &starter)
{
    const auto script = file(QStringLiteral("attach"));
    // Words of the rig's own, with nothing in them that a shell reads as its own.
    test::ScratchHome::writeScript(
        script,
        "head -c 1 <" + starter.folder().toUtf8() + "/go >/dev/null\nexec "
            + m_rig.sshCommand(tmux({QStringLiteral("attach")})).join(u' ').toUtf8());
    return TerminalWindow::openLocal(m_screen, TerminalKind::Xterm, {script}, {});
}

Result<TmuxAttach::Times> TmuxAttach::comeBack()
{
    const auto starter = RemoteEnd::create();
    if (!starter)
        return failure(starter);
    const auto window = openWaiting(**starter);
    if (!window)
        return failure(window);
    PixelProbe probe(m_screen, m_part.size());
    QElapsedTimer clock;
    clock.start();
    (*starter)->go();
    Times times;
    return waitForChange(probe, true, clock)
        .and_then([&](double ms) {
            times.shownMs = ms;
            m_screen.type(QLatin1StringView("m"));
            return waitForChange(probe, false, clock);
        })
        .transform([&](double ms) {
            times.answeredMs = ms;
            return times;
        });
}

Result<double> TmuxAttach::waitForChange(PixelProbe &probe, bool toPicture,
                                         const QElapsedTimer &clock)
{
    const QDeadlineTimer deadline(reportTimeout);
    while (!deadline.hasExpired()) {
        if (std::ranges::equal(probe.read(m_part.topLeft()), m_picture) == toPicture)
            return double(clock.nsecsElapsed()) / 1e6;
        QThread::sleep(look);
    }
    return failure(ErrorCode::Timeout,
                   QStringLiteral("tmux does not show what it has shown before."));
}

} // namespace skybranch::bench
