// SPDX-License-Identifier: GPL-3.0-or-later
#include "../edge/edgerig.h"
#include "client/mirror.h"
#include "client/shapefollower.h"

#include <QSignalSpy>

using namespace skybranch;
using namespace skybranch::test;
using namespace Qt::StringLiterals;
using client::ShapeFollower;

namespace {

/// Keeps what it is given, unless it is told to fail.
class Target final : public client::ShapeTarget
{
public:
    localdb::ShapePosition place;
    QMap<QString, QJsonObject> rows;
    QList<bool> applied; ///< whether each was from the start
    int faults = 0;
    int failed = 0;

    localdb::ShapePosition position() const override { return place; }

    Task<> apply(QList<localdb::ShapeChange> changes, localdb::ShapePosition position,
                 bool fromStart) override
    {
        if (faults > 0) {
            --faults;
            ++failed;
            co_return failure(ErrorCode::Unavailable, u"The disk is full. Make room."_s);
        }
        if (fromStart)
            rows.clear();
        for (const localdb::ShapeChange &change : changes)
            client::applyChange(rows, change);
        place = position;
        applied << fromStart;
        co_return Result<>{};
    }
};

} // namespace

/// How a desktop follows a real backend: what it stores, and where it goes on.
class TestShapeFollower : public QObject
{
    Q_OBJECT

private:
    PostgresRig m_postgres;
    std::unique_ptr<EdgeRig> m_rig;
    std::shared_ptr<client::ApiClient> m_api;

    Result<domain::Workspace> add() const
    {
        return m_rig->ours.insert(*m_rig->database, m_rig->ours.workspace());
    }

    /// Until it knows all that there is.
    bool followOn(ShapeFollower &follower) const
    {
        QSignalSpy upToDate(&follower, &ShapeFollower::upToDate);
        follower.follow(m_api);
        return QTest::qWaitFor([&] { return !upToDate.isEmpty(); });
    }

private Q_SLOTS:
    void initTestCase() { QVERIFY_RESULT(m_postgres.start()); }

    void init()
    {
        m_rig = std::make_unique<EdgeRig>();
        QVERIFY_RESULT(m_rig->start(m_postgres));
        m_api = std::make_shared<client::ApiClient>(QUrl(m_rig->base), m_rig->ourKey);
    }

    void cleanup()
    {
        m_api.reset();
        m_rig.reset();
    }

    void itGoesOnWhereItWas()
    {
        QVERIFY_RESULT(add());
        Target target;
        {
            ShapeFollower first(target, u"cloud_workspaces"_s);
            QVERIFY(followOn(first));
        }
        QCOMPARE(target.applied, QList<bool>{true});
        QVERIFY_RESULT(add());
        ShapeFollower second(target, u"cloud_workspaces"_s);
        QVERIFY(followOn(second));
        QCOMPARE(target.applied, QList<bool>({true, false}));
        QCOMPARE(target.rows.size(), 2);
    }

    void aRefetchReplacesWhatWasThere()
    {
        QVERIFY_RESULT(add());
        Target target;
        target.rows.insert(u"gone"_s, {});
        target.place = {u"another-handle"_s, u"1_0"_s};
        ShapeFollower follower(target, u"cloud_workspaces"_s);
        QVERIFY(followOn(follower));
        QCOMPARE(target.applied, QList<bool>{true});
        QCOMPARE(target.rows.size(), 1);
        QVERIFY(!target.rows.contains(u"gone"_s));
    }

    void halfOfARefetchIsNotShown()
    {
        const auto filled
            = await(m_rig->database->run(u"fill"_s, [this](clouddb::Transaction &transaction) {
                  return transaction.exec(
                      u"INSERT INTO cloud_workspaces (id, organization_id, repository_id, "
                      "creator_id, placement, name, branch, status, seed) SELECT "
                      "gen_random_uuid(), ?, ?, ?, 'dedicated', 'w', 'b', 'stopped', 'remote' "
                      "FROM generate_series(1, 1200) i"_s,
                      {clouddb::bind(m_rig->ours.organization),
                       clouddb::bind(m_rig->ours.repository), clouddb::bind(m_rig->ours.user)});
              }));
        QVERIFY_RESULT(filled);
        Target target;
        ShapeFollower follower(target, u"cloud_workspaces"_s);
        QVERIFY(followOn(follower));
        QCOMPARE(target.applied, QList<bool>{true});
        QCOMPARE(target.rows.size(), 1200);
    }

    void whatWasNotStoredComesAgain()
    {
        Target target;
        ShapeFollower follower(target, u"cloud_workspaces"_s);
        QVERIFY(followOn(follower));
        target.faults = 1;
        QVERIFY_RESULT(add());
        QTRY_COMPARE(target.rows.size(), 1);
        QCOMPARE(target.failed, 1);
    }

    void aFullDiskIsToldAndNotHurried()
    {
        QVERIFY_RESULT(add());
        Target target;
        target.faults = 1'000'000;
        ShapeFollower follower(target, u"cloud_workspaces"_s);
        QSignalSpy troubled(&follower, &ShapeFollower::troubled);
        // Set before its first wait, which is longer.
        QTimer rest;
        rest.setSingleShot(true);
        rest.start(900);
        follower.follow(m_api);
        QTRY_VERIFY(!rest.isActive() && !troubled.isEmpty());
        QCOMPARE(troubled[0][0].value<Error>().code, ErrorCode::Unavailable);
        QVERIFY2(target.failed <= 2, qPrintable(QString::number(target.failed)));
        target.faults = 0;
        QTRY_COMPARE_WITH_TIMEOUT(target.rows.size(), 1, 15'000);
    }

    void aMirrorShowsWhatIsStored()
    {
        const QTemporaryDir folder;
        const auto database = std::make_shared<localdb::Database>(folder.filePath(u"d.sqlite"_s));
        QVERIFY_RESULT(await(database->open(u":/localdb/desktop"_s)));
        client::Mirror mirror;
        mirror.load(localdb::MirrorStore(database, u"test"_s));
        QTRY_VERIFY(mirror.isLoaded());
        QVERIFY_RESULT(add());
        ShapeFollower follower(mirror, u"cloud_workspaces"_s);
        QVERIFY(followOn(follower));
        QCOMPARE(mirror.workspaces().size(), 1);
        const localdb::ShapePosition place = mirror.position();
        QVERIFY_RESULT(await(database->run([](localdb::Connection &connection) {
            return connection.exec(u"DROP TABLE cloud_workspaces"_s);
        })));
        follower.stop();
        QVERIFY(!await(mirror.apply({}, {u"h"_s, u"9_0"_s}, true)));
        QCOMPARE(mirror.workspaces().size(), 1);
        QCOMPARE(mirror.position(), place);
    }
};

QTEST_GUILESS_MAIN(TestShapeFollower)
#include "tst_shapefollower.moc"
