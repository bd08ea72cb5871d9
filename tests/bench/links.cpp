// SPDX-License-Identifier: GPL-3.0-or-later
#include "bench/links.h"

#include "bench/link.h"
#include "bench/moshserver.h"
#include "bench/remoteend.h"
#include "bench/statistics.h"
#include "bench/terminalwindow.h"
#include "bench/typist.h"

namespace skybranch::bench {

using namespace std::chrono_literals;

namespace {

struct Network
{
    QString name;
    LinkQuality quality;
    int keys = 0;
};

QList<Network> networks(int keys)
{
    // A key costs a round trip there.
    const int few = std::min(keys, 40);
    return {
        {QStringLiteral("0 ms"), {}, keys},
        {QStringLiteral("50 ms"), {.roundTrip = 50ms}, few},
        {QStringLiteral("200 ms"), {.roundTrip = 200ms}, few},
        {QStringLiteral("50 ms 1%"), {.roundTrip = 50ms, .loss = 0.01}, keys},
    };
}

/// The longest that an echo may take until nothing changes any more. mosh takes its underline away
/// half a round trip and 50 ms after it; TCP sends a lost segment again, each way.
std::chrono::milliseconds settledAfter(const LinkQuality &quality)
{
    constexpr auto painted = 150ms;
    const auto again = quality.loss > 0 ? 2 * (quality.roundTrip + 200ms) : 0ms;
    return painted + 2 * quality.roundTrip + again;
}

struct Contestant
{
    QString name;
    TerminalKind kind;
    bool usesMosh = false;
};

const auto sshInXterm = QStringLiteral("ssh in xterm");
const auto mosh = QStringLiteral("mosh in xterm");

QList<Contestant> contestants()
{
    QList<Contestant> all{{Section::ours(), TerminalKind::Ours},
                          {sshInXterm, TerminalKind::Xterm},
                          {QStringLiteral("ssh in konsole"), TerminalKind::Konsole}};
    if (MoshServer::isHere())
        all += {mosh, TerminalKind::Xterm, true};
    return all;
}

/// One network, what goes through it, and the program that only echoes behind it.
class Course
{
public:
    Course(Screen &screen, SshRig &rig, const Network &network)
        : m_screen(screen)
        , m_rig(rig)
        , m_network(network)
    {
    }
    Q_DISABLE_COPY_MOVE(Course)
    ~Course() { m_rig.setDetour(0); }

    Result<QList<double>> run(const Contestant &contestant)
    {
        return prepare(contestant)
            .and_then([&] { return open(contestant); })
            .and_then([&] { return m_remote->nextReport(20s); })
            .and_then([&](const QByteArray &) {
                return Typist(m_screen, m_window->area(), settledAfter(m_network.quality))
                    .type(m_network.keys);
            });
    }

private:
    Result<> prepare(const Contestant &contestant)
    {
        return RemoteEnd::create()
            .and_then([&](std::unique_ptr<RemoteEnd> remote) -> Result<> {
                m_remote = std::move(remote);
                if (!contestant.usesMosh)
                    return {};
                return MoshServer::start(m_rig, m_remote->echoCommand())
                    .transform(
                        [&](std::unique_ptr<MoshServer> server) { m_mosh = std::move(server); });
            })
            .and_then([&] {
                return Link::open(m_network.quality, m_rig.port(), m_mosh ? m_mosh->port() : 0);
            })
            .transform([&](std::unique_ptr<Link> link) {
                m_link = std::move(link);
                m_rig.setDetour(m_link->tcpPort());
            });
    }

    Result<> open(const Contestant &contestant)
    {
        const auto keep
            = [this](std::unique_ptr<TerminalWindow> window) { m_window = std::move(window); };
        if (m_mosh)
            return TerminalWindow::openLocal(m_screen, contestant.kind,
                                             MoshServer::clientCommand(m_link->udpPort()),
                                             m_mosh->clientVariables())
                .transform(keep);
        return TerminalWindow::open(m_screen, m_rig, contestant.kind, m_remote->echoCommand())
            .transform(keep);
    }

    Screen &m_screen;
    SshRig &m_rig;
    Network m_network;
    std::unique_ptr<RemoteEnd> m_remote;
    std::unique_ptr<MoshServer> m_mosh;
    std::unique_ptr<Link> m_link;
    std::unique_ptr<TerminalWindow> m_window; ///< goes first: it uses all of the others
};

Result<> addOne(Section &section, Course &course, const Network &network,
                const Contestant &contestant)
{
    return course.run(contestant).transform([&](const QList<double> &times) {
        section.add(contestant.name, network.name + u" p50", quantile(times, 0.5));
        section.add(contestant.name, network.name + u" p95", quantile(times, 0.95));
        // A lost segment in a hundred is what few keys meet.
        if (network.quality.loss > 0)
            section.add(contestant.name, network.name + u" p99", quantile(times, 0.99));
    });
}

void addClaims(Section &section)
{
    section.claim({.what = QStringLiteral("Key to pixel, plain link, p95 ms"),
                   .measure = QStringLiteral("0 ms p95"),
                   .rival = sshInXterm,
                   .aim = 2,
                   .isMargin = true});
    for (const auto *name : {"50 ms", "200 ms", "50 ms 1%"}) {
        const QLatin1StringView link(name);
        section.claim({.what = QStringLiteral("Key to pixel, link of %1, p50 ms").arg(link),
                       .measure = link + QStringLiteral(" p50"),
                       .rival = mosh,
                       .aim = 1});
    }
}

void addNotes(Section &section)
{
    section.note(QStringLiteral(
        "Links are a proxy on loopback: half the round trip each way, in order, without jitter. "
        "1% of the packets is lost each way: a datagram of UDP never comes; a segment of TCP "
        "(1400 bytes) and all behind it come a round trip + 200 ms later, as Linux sends it "
        "again."));
    section.note(QStringLiteral("mosh paints what it expects to be echoed; all others, what is."));
    if (!MoshServer::isHere())
        section.note(QStringLiteral("mosh is not installed here: it is left out."));
}

} // namespace

Result<Section> measureLinks(Stand &stand)
{
    const auto seat = stand.seat();
    if (!seat)
        return failure(seat);
    const auto &plan = stand.plan();
    Section section(QStringLiteral("links"),
                    QStringLiteral("key to pixel over networks of several round trips, ms"),
                    sshInXterm);
    addClaims(section);
    addNotes(section);
    auto all = contestants();
    for (int round = 0; round < plan.rounds; ++round) {
        for (const auto &network : networks(plan.keys)) {
            for (const auto &contestant : std::as_const(all)) {
                Course course(seat->screen, seat->rig, network);
                auto added = addOne(section, course, network, contestant);
                if (!added)
                    return failure(added.error().code,
                                   QStringLiteral("%1, %2: ").arg(contestant.name, network.name)
                                       + added.error().message,
                                   added.error().detail);
            }
        }
        std::ranges::rotate(all, all.begin() + 1);
    }
    return section;
}

} // namespace skybranch::bench
