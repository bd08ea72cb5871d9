// SPDX-License-Identifier: GPL-3.0-or-later
#include "bench/reconnecting.h"

#include "base/paths.h"
#include "bench/missedoutput.h"
#include "bench/waiting.h"
#include "tour/hand.h"
#include "ui/terminal/terminalview.h"

#include <QApplication>
#include <QElapsedTimer>

namespace skybranch::bench {

using tour::Hand;

namespace {

/// In the VM: files are its only tie to us while the network is away.
constexpr char program[] = "echo ready\n"
                           "while [ ! -e go ]; do sleep 0.05; done\n"
                           "cat text\n"
                           "touch done\n"
                           "read line\n"
                           "echo bye\n";

ui::TerminalView *terminal()
{
    return Hand::find<ui::TerminalView>(QStringLiteral("terminalFrame"));
}

/// "Now" on the strip while it tries again by itself, and "Reconnect" on the card after that.
QWidget *reconnectButton()
{
    auto *onStrip = Hand::find(QStringLiteral("overlayStripButton"));
    return onStrip ? onStrip : Hand::find(QStringLiteral("overlayButton"));
}

QPoint centreOf(const QWidget *widget)
{
    return widget->mapToGlobal(widget->rect().center());
}

/// On the screen; of the terminal that has the keyboard.
QRect cursorCell()
{
    const auto *display = QApplication::focusWidget();
    const auto cell = display->inputMethodQuery(Qt::ImCursorRectangle).toRect();
    return {display->mapToGlobal(cell.topLeft()), cell.size()};
}

bool isPlain(std::span<const quint32> pixels)
{
    return std::ranges::all_of(pixels, [&](quint32 pixel) { return pixel == pixels.front(); });
}

bool takesKeys()
{
    const auto *view = terminal();
    return view && view->isActiveWindow() && view->isAncestorOf(QApplication::focusWidget());
}

} // namespace

QString Reconnecting::file(const QString &name) const
{
    return m_backend.homeFolder() + u'/' + name;
}

Result<> Reconnecting::waitForScreen(QLatin1StringView end)
{
    return waitFor(
        [end] {
            const auto *view = terminal();
            return view && view->screenText().trimmed().endsWith(end);
        },
        QStringLiteral("\"%1\" on the screen").arg(end));
}

/// Keys that are typed before the window has the focus reach nobody.
Result<> Reconnecting::takeKeyboard()
{
    if (!takesKeys())
        m_screen.click(centreOf(terminal()));
    return waitFor(takesKeys, QStringLiteral("the keyboard"));
}

Result<QJsonObject> Reconnecting::run()
{
    if (m_end.pixels.empty()) {
        const auto learned = missOutput().and_then([this] { return learn(); }).and_then([this] {
            return leave();
        });
        if (!learned)
            return failure(learned);
    }
    return missOutput()
        .and_then([this] { return comeBack(); })
        .and_then(
            [this](const QJsonObject &times) { return leave().transform([&] { return times; }); });
}

Result<> Reconnecting::missOutput()
{
    if (m_backend.homeFolder().isEmpty())
        return failure(ErrorCode::Internal, QStringLiteral("There is not one VM."));
    for (const auto &name : {QStringLiteral("go"), QStringLiteral("done")})
        QFile::remove(file(name));
    return writePrivateFile(file(QStringLiteral("text")), missedOutput())
        .and_then([this] { return writePrivateFile(file(QStringLiteral("miss")), program); })
        .and_then([this] { return takeKeyboard(); })
        .and_then([this] {
            m_screen.type(QLatin1StringView("cd\nsh miss\n"));
            return waitForScreen(QLatin1StringView("ready"));
        })
        .and_then([this] {
            m_backend.setCut(true);
            return waitFor([] { return reconnectButton() != nullptr; },
                           QStringLiteral("the overlay"));
        })
        .and_then([this] { return writePrivateFile(file(QStringLiteral("go")), {}); })
        .and_then([this] {
            return waitFor([this] { return QFile::exists(file(QStringLiteral("done"))); },
                           QStringLiteral("the output that nobody sees"));
        });
}

Result<> Reconnecting::clickReconnect()
{
    m_backend.setCut(false);
    const auto *button = reconnectButton();
    if (!button)
        return failure(ErrorCode::Internal, QStringLiteral("It is back before it is asked to."));
    m_screen.click(centreOf(button));
    return {};
}

Result<> Reconnecting::learn()
{
    constexpr int stillMs = 300;
    constexpr int rows = 6;
    constexpr int columns = 40;
    const auto shown = clickReconnect()
                           .and_then([this] { return waitForScreen(lastMissedLine); })
                           .and_then([this] { return takeKeyboard(); });
    if (!shown)
        return shown;
    QElapsedTimer still;
    return waitFor(
               [&] {
                   const auto cell = cursorCell();
                   m_end.area = QRect(cell.left(), cell.top() - rows * cell.height(),
                                      columns * cell.width(), rows * cell.height());
                   m_end.keyCell = cell.adjusted(1, 0, -1, 0);
                   auto now = m_screen.pixels(m_end.area);
                   if (now != m_end.pixels)
                       still.start();
                   m_end.pixels = std::move(now);
                   return still.hasExpired(stillMs);
               },
               QStringLiteral("a terminal that is at rest"))
        .and_then([this] { return typeKey(); });
}

Result<QJsonObject> Reconnecting::comeBack()
{
    PixelProbe probe(m_screen, m_end.area.size());
    QJsonObject times;
    QElapsedTimer clock;
    clock.start();
    const auto mark
        = [&](const QString &part) { times.insert(part, double(clock.nsecsElapsed()) / 1e6); };
    const auto isBack = [] { return !Hand::find(QStringLiteral("terminalOverlay")); };
    const auto isShown
        = [&] { return std::ranges::equal(probe.read(m_end.area.topLeft()), m_end.pixels); };
    return clickReconnect()
        .and_then([&] { return waitFor(isBack, QStringLiteral("the connection")); })
        .and_then([&] {
            mark(QStringLiteral("connected"));
            return waitFor(isShown, QStringLiteral("the end of the output"));
        })
        .and_then([&] {
            mark(QStringLiteral("shown"));
            return takeKeyboard();
        })
        .and_then([&] { return typeKey(); })
        .transform([&] {
            mark(QStringLiteral("key answered"));
            return times;
        });
}

/// Until it is painted.
Result<> Reconnecting::typeKey()
{
    PixelProbe probe(m_screen, m_end.keyCell.size());
    const auto first = probe.read(m_end.keyCell.topLeft());
    const std::vector<quint32> before(first.begin(), first.end());
    m_screen.type(QLatin1StringView("m"));
    return waitFor(
        [&] {
            const auto now = probe.read(m_end.keyCell.topLeft());
            // A cell that has only a cursor, or has lost it, is plain.
            return !std::ranges::equal(now, before) && !isPlain(now);
        },
        QStringLiteral("the typed key"));
}

/// Back to the prompt.
Result<> Reconnecting::leave()
{
    m_screen.type(QLatin1StringView("\n"));
    return waitForScreen(QLatin1StringView("$"));
}

} // namespace skybranch::bench
