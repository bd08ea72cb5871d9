// SPDX-License-Identifier: GPL-3.0-or-later
#include "../client/desktoprig.h"
#include "ui/theme/theme.h"
#include "windowrig.h"

#include <QTcpServer>
#include <QTcpSocket>

using namespace Qt::StringLiterals;
using namespace skybranch;
using namespace skybranch::ui;
using client::Operation;
using client::WorktreeInfo;
using domain::WorkspaceStatus;
using test::ScratchRepository;

namespace {

constexpr int patienceMs = 20'000; // a loaded machine and a busy disk

} // namespace

/// Branches and remotes that nobody wishes for on their way to the cloud, in the real window with
/// the real backend.
class TestBadCloud : public QObject
{
    Q_OBJECT

    test::DesktopRig m_desk;
    test::WindowRig m_rig;

    QString words(const char *name) const { return m_rig.words(name); }
    QString url() const { return m_desk.remote.url(u"acme/shop"_s); }
    WorktreeInfo row(const QString &id) const { return m_desk.rig->row(id); }

    /// A clone in the window, selected.
    QString open(const char *name, const QStringList &options = {})
    {
        ScratchRepository(m_desk.path(""))
            .git(QStringList{u"clone"_s, u"-q"_s} + options
                 + QStringList{url(), m_desk.path(name)});
        return m_rig.add(m_desk.path(name)) ? m_desk.path(name) : QString();
    }

    bool waitRunning(const QString &id) const
    {
        return test::waitRow(
            *m_desk.rig, id,
            [](const WorktreeInfo &row) {
                return row.cloud && row.cloud->status == WorkspaceStatus::Running
                    && row.operation == Operation::None;
            },
            60'000);
    }

    /// What the VM has is what is here.
    bool waitSameHead(const QString &id) const
    {
        return test::waitRow(
            *m_desk.rig, id,
            [](const WorktreeInfo &row) {
                return row.cloudGit && row.cloudGit->head == row.headId;
            },
            30'000);
    }

private Q_SLOTS:
    void initTestCase();
    void init();
    void cleanup() { QVERIFY(m_desk.deleteAll()); }
    void cleanupTestCase();
    void aShallowCloneSaysWhatToDo();
    void aRemoteThatHangsHoldsNobodyUp();
    void aBranchThatIsGoneFromTheRemoteGoesAlong();
    void theLongestNamesArrive();
};

void TestBadCloud::initTestCase()
{
    qputenv("SHELL", "/bin/sh");
    Theme::instance().install();
    QVERIFY(m_desk.start());
    test::commitFile(m_desk.shop(), u"more"_s, "1\n");
    test::git(m_desk.shop(), {u"push"_s, u"-q"_s});
    QVERIFY(m_desk.waitBackend());
    QVERIFY(m_rig.open(*m_desk.rig->session));
}

/// No window manager here gives the activation back when a dialog has gone.
void TestBadCloud::init()
{
    m_rig.window().activateWindow();
    QVERIFY(QTest::qWaitForWindowActive(&m_rig.window(), patienceMs));
}

void TestBadCloud::cleanupTestCase()
{
    m_rig.closeWindow();
    m_desk.rig.reset();
}

void TestBadCloud::aShallowCloneSaysWhatToDo()
{
    const QString shallow = open("shallow", {u"--depth=1"_s});
    QVERIFY(m_rig.click("primaryAction"));
    QTRY_VERIFY2(words("noticeSentence").contains(u"git fetch --unshallow"_s),
                 qPrintable(words("noticeSentence")));
    QVERIFY(!row(shallow).cloud);
    QTest::keyClick(&m_rig.window(), Qt::Key_N, Qt::ControlModifier | Qt::ShiftModifier);
    QTRY_VERIFY(m_rig.find("newWorkspaceDialog"));
    QVERIFY(words("dialogReason").contains(u"git fetch --unshallow"_s));
    QVERIFY(m_rig.click("dialogCancel"));
    QTRY_VERIFY(!m_rig.find("newWorkspaceDialog"));
    // Done as it says, it goes.
    test::git(shallow, {u"fetch"_s, u"-q"_s, u"--unshallow"_s});
    QVERIFY(QTest::qWaitFor(
        [this] { return !m_desk.rig->session->repositories().last().isShallow; }, patienceMs));
    init();
    QVERIFY(m_rig.click("primaryAction"));
    QVERIFY(waitRunning(shallow));
    QVERIFY(waitSameHead(shallow));
}

/// It takes connections and never says a word; the VM needs nothing of it to begin.
void TestBadCloud::aRemoteThatHangsHoldsNobodyUp()
{
    QTcpServer silent;
    QVERIFY(silent.listen(QHostAddress::LocalHost));
    const QString copy = open("hanging");
    test::git(copy,
              {u"remote"_s, u"set-url"_s, u"origin"_s,
               u"ssh://git@127.0.0.1:%1/acme/shop.git"_s.arg(silent.serverPort())});
    QVERIFY(m_rig.click("syncRefresh"));
    QTRY_COMPARE(row(copy).operation, Operation::Fetch);
    QVERIFY(QTest::qWaitFor([&] { return silent.nextPendingConnection() != nullptr; }, patienceMs));
    QVERIFY(m_rig.click("primaryAction"));
    QVERIFY(waitRunning(copy));
    QVERIFY(waitSameHead(copy));
    // And what is asked of it can be left.
    QTRY_VERIFY(m_rig.find("terminalFrame"));
    m_desk.rig->session->push(copy);
    QTRY_COMPARE(row(copy).operation, Operation::Push);
    QVERIFY(m_rig.click("syncLinkLocalRemoteCancel"));
    QTRY_COMPARE(row(copy).operation, Operation::None);
}

void TestBadCloud::aBranchThatIsGoneFromTheRemoteGoesAlong()
{
    const QString copy = open("gone");
    const ScratchRepository repository(copy);
    repository.git({u"checkout"_s, u"-qb"_s, u"gone"_s});
    repository.commit(u"mine"_s, "1\n", u"Mine"_s);
    repository.git({u"push"_s, u"-qu"_s, u"origin"_s, u"gone"_s});
    const ScratchRepository host(m_desk.remote.repositoryFolder(u"acme/shop"_s));
    host.git({u"update-ref"_s, u"-d"_s, u"refs/heads/gone"_s});
    repository.git({u"fetch"_s, u"-qp"_s});
    QTRY_COMPARE_WITH_TIMEOUT(words("syncLinkLocalRemoteButton"), u"Gone there: push again"_s,
                              patienceMs);
    QVERIFY(m_rig.click("primaryAction"));
    QTRY_COMPARE(words("noticeLink2"), u"Send them along"_s);
    QVERIFY(m_rig.click("noticeLink2"));
    QVERIFY(waitRunning(copy));
    QVERIFY(waitSameHead(copy));
    QVERIFY(!row(copy).failure);
}

void TestBadCloud::theLongestNamesArrive()
{
    const QString copy = open("long");
    // 200 characters; the workspace's name ends before the rocket, not in its middle.
    const QString branch = u"größe/"_s + QString(93, u'x') + u"🚀/"_s + QString(80, u'日') + u'/'
        + QString(17, u'z');
    QCOMPARE(branch.size(), 200);
    test::git(copy, {u"checkout"_s, u"-qb"_s, branch});
    QVERIFY(
        test::waitRow(*m_desk.rig, copy, [&](const auto &row) { return row.branch == branch; }));
    QVERIFY(m_rig.click("primaryAction"));
    QVERIFY(m_rig.click("noticeLink2"));
    QVERIFY(waitRunning(copy));
    QVERIFY(waitSameHead(copy));
    QCOMPARE(row(copy).cloud->branch, branch);
    QCOMPARE(row(copy).cloud->name, branch.left(99));
}

QTEST_MAIN(TestBadCloud)
#include "tst_badcloud.moc"
