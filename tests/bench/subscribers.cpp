// SPDX-License-Identifier: GPL-3.0-or-later
#include "bench/subscribers.h"

#include "bench/processtree.h"
#include "bench/statistics.h"
#include "bench/subscriber.h"
#include "client/mirror.h"
#include "client/shapefollower.h"
#include "clouddb/database.h"
#include "support/result.h"

#include <QCoreApplication>
#include <QEventLoop>

#include <array>
#include <atomic>
#include <chrono>

using namespace Qt::StringLiterals;

namespace skybranch::bench {
namespace {

using Clock = std::chrono::steady_clock;

constexpr std::array counts{1, 100, 500};
constexpr int commits = 20; ///< a round
constexpr int patienceMs = 30'000;

QString measureName(int subscribers, const QString &what)
{
    return u"%1: %2"_s.arg(subscribers).arg(what);
}

std::unexpected<Error> late(const QString &what)
{
    return failure(ErrorCode::Timeout, what);
}

template <typename Condition> bool waitFor(Condition condition)
{
    const QDeadlineTimer deadline(patienceMs);
    while (!condition()) {
        if (deadline.hasExpired())
            return false;
        QCoreApplication::processEvents(QEventLoop::WaitForMoreEvents, 100);
    }
    return true;
}

/// What a desktop has between the stream and its sidebar.
class Desktop
{
public:
    Result<> start(const QString &file, quint16 port, const QByteArray &key)
    {
        const auto database = test::await(localdb::Database::open(file, u":/localdb/desktop"_s));
        if (!database)
            return failure(database);
        m_mirror.load(localdb::MirrorStore(*database, u"bench"_s));
        if (!waitFor([this] { return m_mirror.isLoaded(); }))
            return late(u"The mirror is not loaded."_s);
        bool isUpToDate = false;
        QObject::connect(
            &m_follower, &client::ShapeFollower::upToDate, &m_mirror,
            [&isUpToDate] { isUpToDate = true; }, Qt::SingleShotConnection);
        m_follower.follow(
            std::make_shared<client::ApiClient>(QUrl(u"http://127.0.0.1:%1"_s.arg(port)), key));
        return waitFor([&isUpToDate] { return isUpToDate; })
            ? Result<>{}
            : late(u"The desktop's mirror does not fill."_s);
    }

    client::Mirror &mirror() { return m_mirror; }

private:
    client::Mirror m_mirror;
    client::ShapeFollower m_follower{m_mirror, u"cloud_workspaces"_s};
};

class Field
{
public:
    Field(Section &section, ApiRig &rig)
        : m_section(section)
        , m_rig(rig)
        , m_database(rig.databaseUrl(), 1)
    {
    }

    Result<> start(const QString &file)
    {
        QObject::connect(&m_desktop.mirror(), &client::Mirror::workspaceChanged, &m_context,
                         [this](WorkspaceId id) {
                             if (m_desktop.mirror().workspace(id)->name == m_name)
                                 m_desktopMs = elapsedMs();
                         });
        return m_desktop.start(file, m_rig.ours().port(), m_rig.keyOfFull(0));
    }

    Result<> grow(int count)
    {
        while (int(m_subscribers.size()) < count) {
            const int index = int(m_subscribers.size()) % ApiRig::connections;
            auto subscriber
                = std::make_unique<Subscriber>(m_rig.ours().port(), m_rig.keyOfFull(index));
            QObject::connect(subscriber.get(), &Subscriber::heard, &m_context,
                             [this](const QString &name) {
                                 if (name == m_name)
                                     m_heardMs += elapsedMs();
                             });
            m_subscribers.push_back(std::move(subscriber));
            if (!waitFor(
                    [&last = *m_subscribers.back()] { return last.isLive() || last.isBroken(); })
                || m_subscribers.back()->isBroken())
                return late(u"Subscriber %1 is not let in."_s.arg(m_subscribers.size()));
        }
        return {};
    }

    Result<> measure()
    {
        const int count = int(m_subscribers.size());
        QList<double> all;
        QList<double> desktop;
        for (int i = 0; i < commits; ++i) {
            if (auto committed = commit(); !committed)
                return committed;
            if (!waitFor([&] { return m_heardMs.size() >= count && m_desktopMs; }))
                return late(u"%1 of %2 have heard of a change."_s.arg(m_heardMs.size()).arg(count));
            all += m_heardMs;
            desktop += *m_desktopMs;
        }
        const auto add = [&](const QString &what, double value) {
            m_section.add(Section::ours(), measureName(count, what), value);
        };
        add(u"p50, ms"_s, median(all));
        add(u"p99, ms"_s, quantile(all, 0.99));
        add(u"desktop p50, ms"_s, median(desktop));
        add(u"server, MB"_s, ProcessTree::pssMbOf(m_rig.ours().processId()));
        return {};
    }

private:
    Result<> commit()
    {
        m_name = u"Named %1"_s.arg(++m_changes);
        m_heardMs.clear();
        m_desktopMs.reset();
        std::optional<Result<>> done;
        const auto committing = rename().then([&done](Result<> result) { done = result; });
        if (!waitFor([&done] { return done.has_value(); }))
            return late(u"The change is not committed."_s);
        return *done;
    }

    /// The clock runs from before the commit, so that writing to the disk is in it.
    Task<> rename()
    {
        co_return co_await m_database.run(
            u"rename"_s,
            [this, name = m_name, id = m_rig.workspace()](clouddb::Transaction &transaction) {
                return transaction
                    .exec(u"UPDATE cloud_workspaces SET name = ? WHERE id = ?"_s, {name, id})
                    .transform([this](const clouddb::Rows &) { m_begin = Clock::now(); });
            });
    }

    double elapsedMs() const
    {
        return std::chrono::duration<double, std::milli>(Clock::now() - m_begin.load()).count();
    }

    Section &m_section;
    ApiRig &m_rig;
    clouddb::Database m_database;
    Desktop m_desktop;
    QObject m_context;
    std::vector<std::unique_ptr<Subscriber>> m_subscribers;
    QString m_name;
    std::atomic<Clock::time_point> m_begin; ///< set in a thread of the database
    QList<double> m_heardMs;
    std::optional<double> m_desktopMs;
    int m_changes = 0;
};

} // namespace

Result<Section> measureSubscribers(Stand &stand)
{
    const auto rig = stand.api();
    if (!rig)
        return failure(rig);
    Section section(u"subscribers"_s,
                    u"from a commit to those who follow, and a desktop's mirror"_s, {});
    section.claim({u"Commit to 500 subscribers, p50 ms"_s, measureName(500, u"p50, ms"_s), {}, 10});
    section.claim({u"Commit to 500 subscribers, p99 ms"_s, measureName(500, u"p99, ms"_s), {}, 50});
    section.claim({u"Commit to a desktop's screen beside 500 others, p50 ms"_s,
                   measureName(500, u"desktop p50, ms"_s),
                   {},
                   50});
    Field field(section, **rig);
    if (auto started = field.start(stand.folder(u"desktop.db"_s)); !started)
        return failure(started);
    for (const int count : counts) {
        if (auto grown = field.grow(count); !grown)
            return failure(grown);
        for (int round = 0; round < stand.plan().rounds; ++round) {
            if (auto measured = field.measure(); !measured)
                return failure(measured);
        }
    }
    return section;
}

} // namespace skybranch::bench
