// SPDX-License-Identifier: GPL-3.0-or-later
#include "bench/windowedprogram.h"

#include "bench/processtree.h"

#include <QDeadlineTimer>
#include <QThread>

namespace skybranch::bench {

using namespace std::chrono_literals;

namespace {

constexpr auto drawTimeout = 20s;
constexpr auto calmTimeout = 60s;
constexpr auto look = 2ms;
constexpr auto calmLook = 500ms;
constexpr double calmShare = 0.03;
constexpr int endTimeoutMs = 15'000;

/// A window without words has a handful of colours; smoothed letters have many.
bool showsWords(std::span<const quint32> pixels)
{
    constexpr qsizetype plain = 12;
    QSet<quint32> colours;
    quint32 last = 0;
    for (const auto pixel : pixels) {
        if (pixel == last)
            continue;
        last = pixel;
        colours += pixel;
        if (colours.size() > plain)
            return true;
    }
    return false;
}

} // namespace

WindowedProgram::WindowedProgram(Screen &screen)
    : m_screen(screen)
{
}

Result<std::unique_ptr<WindowedProgram>>
WindowedProgram::start(Screen &screen, QStringList words, const QProcessEnvironment &environment)
{
    auto self = std::unique_ptr<WindowedProgram>(new WindowedProgram(screen));
    const auto known = screen.windows();
    const auto program = words.takeFirst();
    self->m_process.setProcessEnvironment(environment);
    self->m_process.setStandardErrorFile(QProcess::nullDevice());
    self->m_process.setStandardOutputFile(QProcess::nullDevice());
    self->m_timer.start();
    self->m_process.start(program, words);
    if (!self->m_process.waitForStarted())
        return failure(ErrorCode::NotFound, QStringLiteral("%1 does not start.").arg(program));
    const auto window = screen.waitForWindow(known);
    if (!window)
        return failure(window.error().code, program + u": " + window.error().message);
    self->m_window = *window;
    self->m_area = screen.areaOf(*window);
    return self;
}

WindowedProgram::~WindowedProgram()
{
    if (m_process.state() == QProcess::NotRunning)
        return;
    m_screen.close(m_window);
    if (!m_process.waitForFinished(endTimeoutMs)) {
        m_process.kill();
        m_process.waitForFinished(endTimeoutMs);
    }
    // X gives its number to the next window: who looks for that must not take it for known.
    const QDeadlineTimer deadline(drawTimeout);
    while (m_screen.windows().contains(m_window) && !deadline.hasExpired())
        QThread::sleep(look);
}

Result<double> WindowedProgram::drawnMs()
{
    const QDeadlineTimer deadline(drawTimeout);
    PixelProbe probe(m_screen, m_area.size());
    while (!deadline.hasExpired()) {
        if (showsWords(probe.read(m_area.topLeft())))
            return elapsedMs();
        QThread::sleep(look);
    }
    return failure(ErrorCode::Timeout, QStringLiteral("Nothing is painted in the window."));
}

Result<double> WindowedProgram::shownMs(const QRect &part, const std::vector<quint32> &picture)
{
    const QDeadlineTimer deadline(drawTimeout);
    PixelProbe probe(m_screen, part.size());
    while (!deadline.hasExpired()) {
        // The window manager may still be moving it.
        const auto corner = m_screen.areaOf(m_window).topLeft() + part.topLeft();
        if (std::ranges::equal(probe.read(corner), picture))
            return elapsedMs();
        QThread::sleep(look);
    }
    return failure(ErrorCode::Timeout, QStringLiteral("The window never looks as it did before."));
}

Result<> WindowedProgram::waitUntilCalm() const
{
    const QDeadlineTimer deadline(calmTimeout);
    int calm = 0;
    while (!deadline.hasExpired()) {
        const ProcessTree tree(processId());
        const double before = tree.cpuMs();
        QThread::sleep(calmLook);
        const double share = (tree.cpuMs() - before) / double(calmLook.count());
        calm = share < calmShare ? calm + 1 : 0;
        if (calm == 3)
            return {};
    }
    return failure(ErrorCode::Timeout, QStringLiteral("The program never comes to rest."));
}

} // namespace skybranch::bench
