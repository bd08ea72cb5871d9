// SPDX-License-Identifier: GPL-3.0-or-later
#include "terminals.h"

#include "processes.h"
#include "stall.h"

#include <csignal>

using namespace Qt::StringLiterals;

namespace skybranch::soak {
namespace {

constexpr int linesOfStream = 1'600'000; ///< 100 MB, and 10,000 typed ones
constexpr int goOnMs = 60'000;

} // namespace

Terminals::Terminals(World &world, quint32 seed)
    : m_world(world)
    , m_random(seed)
{
}

QString Terminals::begin()
{
    m_row = desktop().clone();
    desktop().ask({{u"do"_s, u"enable"_s}, {u"row"_s, m_row}, {u"unpushed"_s, false}});
    const bool runs = eventually(
        [this] {
            const auto all = m_world.workspaces().value_or(QJsonArray());
            return all.size() == 1 && all[0][u"status"_s].toString() == u"running"_s;
        },
        60'000);
    return runs ? startStream({}) : u"The workspace does not run."_s;
}

QString Terminals::startStream(const QString &terminal)
{
    const auto isKnown = [this] {
        return std::ranges::any_of(desktop().rows(), [this](const QJsonValue &row) {
            return row[u"id"_s].toString() == m_row && row[u"cloud"_s].isObject();
        });
    };
    if (!eventually(isKnown, goOnMs))
        return u"The desktop does not know its workspace."_s;
    m_terminal = desktop()
                     .ask({{u"do"_s, u"stream"_s},
                           {u"row"_s, m_row},
                           {u"terminal"_s, terminal},
                           {u"lines"_s, linesOfStream}})
                     .value_or(QJsonObject())
                     .value(u"terminal"_s)
                     .toString();
    return m_terminal.isEmpty() ? u"No terminal opens."_s : waitFor(1);
}

QJsonObject Terminals::report()
{
    return desktop().ask({{u"do"_s, u"streamed"_s}}).value_or(QJsonObject());
}

/// Until that line has come, or the end.
QString Terminals::waitFor(qint64 line)
{
    QJsonObject last;
    const bool came = eventually(
        [&] {
            last = report();
            return !last[u"wrong"_s].toString().isEmpty() || last[u"done"_s].toBool()
                || last[u"next"_s].toInteger() >= line;
        },
        goOnMs);
    if (const QString wrong = last[u"wrong"_s].toString(); !wrong.isEmpty())
        return u"In the stream: "_s + wrong;
    return came ? QString()
                : u"The stream does not go on to line %1: "_s.arg(line)
            + QString::fromUtf8(QJsonDocument(last).toJson(QJsonDocument::Compact)) + u"\n  "_s
            + terminalParts(m_world.machines(), desktop().process(), m_terminal);
}

QString Terminals::round()
{
    if (report()[u"done"_s].toBool()) {
        m_story << u"another stream"_s;
        if (const QString wrong = startStream({}); !wrong.isEmpty())
            return wrong;
    }
    QTest::qWait(draw(1000));
    if (const QString wrong = strike(); !wrong.isEmpty())
        return wrong;
    const bool wasKilled = !desktop().isRunning();
    if (const QString wrong = m_world.heal(); !wrong.isEmpty())
        return wrong;
    if (wasKilled) {
        if (const QString wrong = startStream(m_terminal); !wrong.isEmpty())
            return wrong;
    }
    // More than can have been on its way.
    return waitFor(report()[u"next"_s].toInteger() + 100'000);
}

QString Terminals::end()
{
    const QString wrong = waitFor(linesOfStream);
    if (wrong.isEmpty() && !report()[u"done"_s].toBool())
        return u"The stream has no end."_s;
    return wrong;
}

QString Terminals::strike()
{
    switch (draw(12)) {
    case 0:
        m_story << u"KILL backend"_s;
        m_world.killBackend();
        [[fallthrough]]; // A terminal needs it only to connect again.
    case 1:
    case 2:
        cutNetwork();
        return {};
    case 3:
        m_story << u"KILL desktop"_s;
        desktop().kill();
        return {};
    case 4:
        sleepDesktop();
        return {};
    case 5:
        killInVm(u"skybranch-guest serve"_s);
        return {};
    case 6:
        killInVm(u"skybranch-guest attach"_s);
        return {};
    case 7:
        killInVm(u"sshd-session"_s);
        return {};
    case 8:
        m_story << u"MOVE VMs to other addresses"_s;
        m_world.moveVms();
        return {};
    case 9:
        // What an update does: the program ends in order, and another one begins.
        m_story << u"END desktop"_s;
        return desktop().end() ? QString() : u"The desktop does not end."_s;
    default:
        return pauseAndResume();
    }
}

void Terminals::cutNetwork()
{
    Network *network = m_world.networks()[1].network;
    const bool isCut = draw(2) == 0;
    m_story << (isCut ? u"CUT way to the VM"_s : u"STALL way to the VM"_s);
    if (isCut)
        network->setCut(true);
    else
        network->setStalled(true);
    QTest::qWait(draw(5) == 0 ? 12'000 : draw(3000));
}

void Terminals::sleepDesktop()
{
    m_story << u"SLEEP desktop"_s;
    desktop().signal(SIGSTOP);
    QTest::qWait(draw(4000));
    desktop().signal(SIGCONT);
}

/// Each process of that name; the holder and its shell are what has to go on.
void Terminals::killInVm(const QString &what)
{
    m_story << u"KILL "_s + what;
    for (const QString &vm : m_world.machines().all().value_or(QHash<QString, bool>()).keys()) {
        for (const qint64 process : descendants(m_world.machines().process(vm))) {
            if (commandLine(process).contains(what.toUtf8()))
                ::kill(pid_t(process), SIGKILL);
        }
    }
}

QString Terminals::pauseAndResume()
{
    m_story << u"pause"_s;
    if (const QString wrong = steer(u"pause"_s, u"paused"_s); !wrong.isEmpty())
        return wrong;
    QTest::qWait(draw(2000));
    m_story << u"resume"_s;
    return steer(u"resume"_s, u"running"_s);
}

QString Terminals::steer(const QString &event, const QString &status)
{
    desktop().ask({{u"do"_s, event}, {u"row"_s, m_row}});
    const bool became = eventually(
        [&] {
            const auto all = m_world.workspaces().value_or(QJsonArray());
            return all.size() == 1 && all[0][u"status"_s].toString() == status;
        },
        30'000);
    return became ? QString() : u"It does not become "_s + status;
}

} // namespace skybranch::soak
