// SPDX-License-Identifier: GPL-3.0-or-later
#include "desktoprig.h"

using namespace skybranch;
using namespace skybranch::client;
using namespace skybranch::test;
using domain::WorkspaceEvent;
using domain::WorkspaceStatus;

/// The branch that goes from this computer to a new VM, when something comes in between.
class TestSeeding : public QObject
{
    Q_OBJECT

    DesktopRig m_desk;

    WorktreeInfo row() const { return m_desk.rig->row(m_desk.shop()); }
    Session &session() const { return *m_desk.rig->session; }

    template <typename Condition> bool waitShop(Condition condition) const
    {
        return waitRow(*m_desk.rig, m_desk.shop(), condition, 60'000);
    }

    static bool isRunning(const WorktreeInfo &row)
    {
        return row.cloud && row.cloud->status == WorkspaceStatus::Running;
    }

private Q_SLOTS:
    void initTestCase();
    void cleanup();
    void cleanupTestCase() { m_desk.rig.reset(); }
    void removedWhilePackingLeavesNothingBusy();
    void retrySendsWhatIsThereNow();
    void whatWasInTheWayIsTriedAgain();
    void tellsWhatWasNeverPushed();
};

void TestSeeding::initTestCase()
{
    QVERIFY(m_desk.start());
    QVERIFY(m_desk.waitBackend());
}

void TestSeeding::cleanup()
{
    m_desk.holdGit("", false);
    m_desk.failVms(false);
    m_desk.failGit("");
    QVERIFY(m_desk.deleteAll());
}

void TestSeeding::removedWhilePackingLeavesNothingBusy()
{
    m_desk.holdGit("bundle create", true);
    session().enableCloud(m_desk.shop(), true);
    QVERIFY(waitShop([](const auto &row) { return row.operation == Operation::Seed; }));
    session().request(m_desk.shop(), WorkspaceEvent::Delete);
    QVERIFY(waitShop([](const auto &row) { return !row.cloud; }));
    QVERIFY(waitShop([](const auto &row) { return row.operation == Operation::None; }));
    QVERIFY(!row().failure);
    // And the row can go to the cloud again.
    m_desk.holdGit("", false);
    session().enableCloud(m_desk.shop(), true);
    QVERIFY(waitShop(isRunning));
}

void TestSeeding::retrySendsWhatIsThereNow()
{
    m_desk.failVms(true);
    session().enableCloud(m_desk.shop(), true);
    QVERIFY(waitShop(
        [](const auto &row) { return row.cloud && row.cloud->status == WorkspaceStatus::Error; }));
    commitFile(m_desk.shop(), QStringLiteral("later"), "1\n");
    QVERIFY(waitShop([](const auto &row) { return row.distance.ahead == 1; }));
    m_desk.failVms(false);
    session().request(m_desk.shop(), WorkspaceEvent::Retry);
    QVERIFY(waitShop(isRunning));
    session().setCurrent(m_desk.shop());
    QVERIFY(
        waitShop([](const auto &row) { return row.cloudGit && !row.cloudGit->head.isEmpty(); }));
    QCOMPARE(row().cloudGit->head, row().headId);
}

void TestSeeding::whatWasInTheWayIsTriedAgain()
{
    m_desk.failGit("bundle create");
    session().enableCloud(m_desk.shop(), true);
    QVERIFY(waitShop([](const auto &row) { return row.failure.has_value(); }));
    QCOMPARE(row().cloud->status, WorkspaceStatus::Provisioning);
    m_desk.failGit("");
    QVERIFY(waitShop(isRunning));
    QVERIFY(!row().failure);
}

void TestSeeding::tellsWhatWasNeverPushed()
{
    git(m_desk.shop(), {QStringLiteral("checkout"), QStringLiteral("-qb"), QStringLiteral("own")});
    commitFile(m_desk.shop(), QStringLiteral("own-file"), "1\n");
    QVERIFY(waitShop([](const auto &row) { return row.branch == u"own" && !row.hasUpstream; }));
    session().enableCloud(m_desk.shop(), true);
    session().setCurrent(m_desk.shop());
    QVERIFY(
        waitShop([](const auto &row) { return row.cloudGit && !row.cloudGit->head.isEmpty(); }));
    QVERIFY(waitShop(isRunning));
    QVERIFY(!row().cloudGit->atRemote);
    const QString all
        = git(m_desk.shop(),
              {QStringLiteral("rev-list"), QStringLiteral("--count"), QStringLiteral("own"),
               QStringLiteral("--not"), QStringLiteral("--remotes")});
    QCOMPARE(row().cloudGit->distance.ahead, all.toInt());
    QSignalSpy known(&session(), &Session::lossKnown);
    session().inspectLoss(m_desk.shop());
    QTRY_COMPARE_WITH_TIMEOUT(known.size(), 1, 6000);
    const auto report = known[0][1].value<LossReport>();
    QVERIFY(report.known);
    QCOMPARE(report.commitCount, all.toInt());
}

QTEST_GUILESS_MAIN(TestSeeding)
#include "tst_seeding.moc"
