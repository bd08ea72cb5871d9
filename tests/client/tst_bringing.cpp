// SPDX-License-Identifier: GPL-3.0-or-later
#include "desktoprig.h"

using namespace Qt::StringLiterals;
using namespace skybranch;
using namespace skybranch::client;
using namespace skybranch::test;
using domain::WorkspaceStatus;

/// Worktrees on this computer for workspaces that have none here.
class TestBringing : public QObject
{
    Q_OBJECT

    DesktopRig m_desk;
    QString m_row; ///< cloud only

    Session &session() const { return *m_desk.rig->session; }
    ScratchRepository shop() const { return ScratchRepository(m_desk.shop()); }
    QString place() const { return m_desk.shop() + u".topic"_s; }

    bool isBranch(const char *ref) const
    {
        return !shop().git({u"for-each-ref"_s, QString::fromLatin1(ref)}).isEmpty();
    }

    bool waitRow(auto condition) const { return test::waitRow(*m_desk.rig, m_row, condition); }

    /// What the operation on the row says in the end; "" where it succeeded.
    QString bring() const
    {
        const QSignalSpy created(&session(), &Session::localWorktreeCreated);
        session().createLocalWorktree(m_row);
        if (m_desk.rig->row(m_row).operation != Operation::CreateWorktree)
            return u"not begun"_s;
        // The worktree may be seen on the disk, and be the row, before git has ended.
        const auto isOver = [&] {
            const auto row = session().worktree(m_row);
            return !created.isEmpty() || (row && row->failure);
        };
        if (!QTest::qWaitFor(isOver, 20'000))
            return u"not ended"_s;
        const WorktreeInfo row = m_desk.rig->row(m_row);
        return row.failure ? row.failure->error.message : QString();
    }

    bool undo() const
    {
        session().undoLocalWorktree(place());
        // The branch goes last.
        return QTest::qWaitFor(
            [this] {
                return session().worktree(m_row).has_value() && !isBranch("refs/heads/topic");
            },
            20'000);
    }

private Q_SLOTS:
    void initTestCase();
    void cleanup();
    void cleanupTestCase();
    void bringsIsTheSameRowAndIsTakenBack();
    void keepsWhatSomebodyHasWorkedIn();
    void needsNoRemoteForWhatIsKnownHere();
    void saysWhatTheRemoteLacks();
    void saysWhereItIsCheckedOut();
    void isCancelled();
    void saysThatTheRepositoryIsNotHere();
};

/// A workspace of topic, whose worktree and branch are gone from here.
void TestBringing::initTestCase()
{
    QVERIFY(m_desk.start());
    QVERIFY(m_desk.waitBackend());
    const QString first = m_desk.path("first");
    shop().git({u"worktree"_s, u"add"_s, u"-qb"_s, u"topic"_s, first});
    commitFile(first, u"topic"_s, "1\n");
    git(first, {u"push"_s, u"-qu"_s, u"origin"_s, u"topic"_s});
    QVERIFY(test::waitRow(*m_desk.rig, first, [](const auto &row) { return row.hasUpstream; }));
    session().enableCloud(first, false);
    QVERIFY(test::waitRow(
        *m_desk.rig, first,
        [](const auto &row) {
            return row.cloud && row.cloud->status == WorkspaceStatus::Running
                && row.operation == Operation::None;
        },
        60'000));
    m_row = u"cloud:"_s + m_desk.rig->row(first).cloud->id.toString();
    const QSignalSpy moved(&session(), &Session::rowMoved);
    shop().git({u"worktree"_s, u"remove"_s, u"-f"_s, first});
    shop().git({u"branch"_s, u"-qD"_s, u"topic"_s});
    QTRY_VERIFY_WITH_TIMEOUT(session().worktree(m_row), 20'000);
    QCOMPARE(moved.at(0), QVariantList({first, m_row}));
}

void TestBringing::cleanup()
{
    m_desk.failGit("");
    m_desk.holdGit("", false);
    session().dismissFailure(m_row);
    QVERIFY(waitRow([](const auto &row) { return row.cloud.has_value(); }));
    QVERIFY(!QFile::exists(place()));
}

void TestBringing::cleanupTestCase()
{
    QVERIFY(m_desk.deleteAll());
    m_desk.rig.reset();
}

void TestBringing::bringsIsTheSameRowAndIsTakenBack()
{
    QVERIFY(session().hasRepositoryOf(m_row));
    const QSignalSpy created(&session(), &Session::localWorktreeCreated);
    const QSignalSpy moved(&session(), &Session::rowMoved);
    QCOMPARE(bring(), QString());
    QCOMPARE(created.at(0), QVariantList({m_row, place()}));
    QVERIFY(test::waitRow(*m_desk.rig, place(), [](const auto &row) {
        return row.cloud && row.hasUpstream && row.distance.isInStep();
    }));
    QVERIFY(session().cloudOnly().isEmpty());
    QCOMPARE(moved.at(0), QVariantList({m_row, place()}));
    QVERIFY(QFile::exists(place() + u"/topic"_s));
    QVERIFY(undo());
    QVERIFY(!isBranch("refs/heads/topic"));
    QCOMPARE(moved.at(1), QVariantList({place(), m_row}));
}

void TestBringing::keepsWhatSomebodyHasWorkedIn()
{
    QCOMPARE(bring(), QString());
    QTRY_VERIFY_WITH_TIMEOUT(session().worktree(place()), 20'000);
    ScratchHome::write(place() + u"/draft"_s, "mine\n");
    const qsizetype before = m_desk.rig->failures.size();
    session().undoLocalWorktree(place());
    QTRY_COMPARE_WITH_TIMEOUT(m_desk.rig->failures.size(), before + 1, 20'000);
    QVERIFY(m_desk.rig->failures.last().contains(u"so it stays"_s));
    QVERIFY(QFile::exists(place() + u"/draft"_s));
    shop().git({u"worktree"_s, u"remove"_s, u"-f"_s, place()});
    shop().git({u"branch"_s, u"-qD"_s, u"topic"_s});
}

void TestBringing::needsNoRemoteForWhatIsKnownHere()
{
    m_desk.failGit("fetch");
    QCOMPARE(bring(), QString());
    QTRY_VERIFY_WITH_TIMEOUT(session().worktree(place()), 20'000);
    QVERIFY(undo());
}

void TestBringing::saysWhatTheRemoteLacks()
{
    const ScratchRepository host(m_desk.remote.repositoryFolder(u"acme/shop"_s));
    const QString id = host.head(u"topic"_s);
    host.git({u"update-ref"_s, u"-d"_s, u"refs/heads/topic"_s});
    shop().git({u"fetch"_s, u"-qp"_s});
    QVERIFY(bring().contains(u"Push it from the cloud"_s));
    // Where the remote could not be asked either, that is the reason.
    m_desk.failGit("fetch");
    QVERIFY(bring().contains(u"no space left"_s));
    m_desk.failGit("");
    host.git({u"update-ref"_s, u"refs/heads/topic"_s, id});
    QVERIFY(!isBranch("refs/heads/topic"));
}

/// Two workspaces of one branch, and one worktree, which belongs to the other one.
void TestBringing::saysWhereItIsCheckedOut()
{
    QCOMPARE(bring(), QString());
    QTRY_VERIFY_WITH_TIMEOUT(m_desk.rig->row(place()).cloud, 20'000);
    const QString second = m_desk.path("second");
    ScratchRepository(m_desk.shop())
        .git({u"clone"_s, u"-qb"_s, u"topic"_s, m_desk.remote.url(u"acme/shop"_s), second});
    QCOMPARE(m_desk.rig->add(second), second);
    session().enableCloud(second, false);
    QTRY_VERIFY_WITH_TIMEOUT(m_desk.rig->row(second).cloud, 20'000);
    const QString other = u"cloud:"_s + m_desk.rig->row(second).cloud->id.toString();
    session().removeRepository(m_desk.rig->row(second).repositoryId);
    QTRY_VERIFY_WITH_TIMEOUT(session().worktree(other), 20'000);
    session().createLocalWorktree(other);
    QVERIFY(
        test::waitRow(*m_desk.rig, other, [](const auto &row) { return row.failure.has_value(); }));
    const QString said = m_desk.rig->row(other).failure->error.message;
    QVERIFY2(said.contains(u"checked out in "_s + place()), qPrintable(said));
    session().request(other, domain::WorkspaceEvent::Delete);
    QTRY_VERIFY_WITH_TIMEOUT(!session().worktree(other), 60'000);
    QVERIFY(undo());
}

void TestBringing::isCancelled()
{
    m_desk.holdGit("fetch", true);
    session().createLocalWorktree(m_row);
    QVERIFY(waitRow([](const auto &row) { return row.operation == Operation::CreateWorktree; }));
    session().cancelOperation(m_row);
    QVERIFY(waitRow([](const auto &row) { return row.operation == Operation::None; }));
    QVERIFY(!m_desk.rig->row(m_row).failure);
    QVERIFY(!isBranch("refs/heads/topic"));
}

void TestBringing::saysThatTheRepositoryIsNotHere()
{
    QCOMPARE(session().remoteUrlOf(m_row), m_desk.remote.url(u"acme/shop"_s));
    session().removeRepository(session().repositories().first().id);
    QTRY_VERIFY_WITH_TIMEOUT(session().repositories().isEmpty(), 20'000);
    QVERIFY(!session().hasRepositoryOf(m_row));
    session().createLocalWorktree(m_row);
    QCOMPARE(m_desk.rig->row(m_row).operation, Operation::None);
}

QTEST_GUILESS_MAIN(TestBringing)
#include "tst_bringing.moc"
