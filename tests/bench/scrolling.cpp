// SPDX-License-Identifier: GPL-3.0-or-later
#include "bench/scrolling.h"

#include "bench/heartbeat.h"
#include "tour/hand.h"

#include <QScrollBar>
#include <QTest>

#include <ctime>

namespace skybranch::bench {

using namespace std::chrono_literals;
using tour::Hand;

namespace {

constexpr int loadTimeoutMs = 120'000;
constexpr int notches = 150;
/// As fast as a hand turns a wheel and types.
constexpr auto notchTime = 8ms;
constexpr auto keyTime = 40ms;

QPoint centreOf(const QWidget *widget)
{
    return widget->mapToGlobal(widget->rect().center());
}

/// Used by this process so far.
double cpuMs()
{
    return double(std::clock()) * 1e3 / CLOCKS_PER_SEC;
}

} // namespace

Scrolling::Scrolling(Screen &screen, client::Session &session)
    : m_screen(screen)
    , m_session(session)
{
}

Result<> Scrolling::prepare(int worktrees)
{
    const auto isListed = [&] {
        qsizetype count = 0;
        for (const auto &repository : m_session.repositories())
            count += repository.worktrees.size();
        m_tree = Hand::find<QTreeView>(QStringLiteral("worktreeTree"));
        return m_tree && count == worktrees
            && m_session.backend().state == client::BackendInfo::State::Ready;
    };
    if (!QTest::qWaitFor(isListed, loadTimeoutMs))
        return failure(ErrorCode::Timeout, QStringLiteral("The worktrees are not listed."));
    double before = 0;
    const auto isCalm = [&before] {
        const double now = cpuMs();
        const double used = now - std::exchange(before, now);
        QTest::qWait(500ms);
        return used < 25;
    };
    if (!QTest::qWaitFor(isCalm, loadTimeoutMs))
        return failure(ErrorCode::Timeout, QStringLiteral("The window never comes to rest."));
    return {};
}

void Scrolling::addStalls(QJsonObject &stalls, const QString &name,
                          const std::function<void()> &act)
{
    const Heartbeat heartbeat;
    act();
    stalls.insert(name, Heartbeat::longestGapMs(heartbeat.beats()));
    stalls.insert(name + QStringLiteral(" own"), Heartbeat::longestGapMs(heartbeat.own()));
    stalls.insert(name + QStringLiteral(" work"), Heartbeat::longestGapMs(heartbeat.work()));
}

void Scrolling::scroll() const
{
    const auto over = centreOf(m_tree);
    for (const bool down : {true, false}) {
        for (int i = 0; i < notches; ++i) {
            m_screen.turnWheel(over, down);
            QTest::qWait(notchTime);
        }
    }
}

void Scrolling::filter() const
{
    for (const char letter : {'f', 'e', 'a', 't', 'u', 'r', 'e', 'x', 'x'}) {
        m_screen.type(QLatin1StringView(&letter, 1));
        QTest::qWait(keyTime);
    }
    m_screen.eraseLine();
    QTest::qWait(keyTime);
}

Result<QJsonObject> Scrolling::run()
{
    QJsonObject stalls;
    addStalls(stalls, QStringLiteral("scroll"), [this] { scroll(); });
    if (m_tree->verticalScrollBar()->maximum() == 0)
        return failure(ErrorCode::Internal, QStringLiteral("There is nothing to scroll."));
    const auto *field = Hand::find(QStringLiteral("filterField"));
    if (!field)
        return failure(ErrorCode::Internal, QStringLiteral("There is no filter."));
    m_screen.click(centreOf(field));
    QTest::qWait(keyTime);
    addStalls(stalls, QStringLiteral("filter"), [this] { filter(); });
    return stalls;
}

} // namespace skybranch::bench
