// SPDX-License-Identifier: GPL-3.0-or-later
#include "../client/desktoprig.h"
#include "ui/mainwindow.h"
#include "ui/sidebar/worktreeview.h"
#include "ui/terminal/terminalview.h"
#include "ui/theme/theme.h"
#include "windowrig.h"

#include <QAction>
#include <QClipboard>
#include <QDropEvent>
#include <QListView>
#include <QMimeData>
#include <QPushButton>
#include <QRegularExpression>

using namespace Qt::StringLiterals;
using namespace skybranch;
using namespace skybranch::ui;
using client::WorktreeInfo;
using domain::WorkspaceStatus;
using test::ScratchRepository;

namespace {

constexpr int patienceMs = 20'000; // a loaded machine and a busy disk

} // namespace

/// The real window with the real backend and a git host over SSH, by mouse and by keyboard.
class TestFlows : public QObject
{
    Q_OBJECT

    test::DesktopRig m_desk;
    test::WindowRig m_rig;

    client::Session &session() const { return *m_desk.rig->session; }
    QString words(const char *name) const { return m_rig.words(name); }
    QString selected() const { return m_rig.selected(); }

    bool waitRunning(const QString &id) const
    {
        return test::waitRow(
            *m_desk.rig, id,
            [](const WorktreeInfo &row) {
                return row.cloud && row.cloud->status == WorkspaceStatus::Running;
            },
            60'000);
    }

    bool openNewWorkspace() const
    {
        QTest::keyClick(&m_rig.window(), Qt::Key_N, Qt::ControlModifier | Qt::ShiftModifier);
        return QTest::qWaitFor(
            [this] {
                const auto *list = m_rig.find<QListView>("newWorkspaceBranchList");
                return list && list->model()->rowCount() > 0;
            },
            patienceMs);
    }

    bool openClone(const QString &url, const QString &folder) const
    {
        if (!m_rig.find("cloneDialog"))
            m_rig.window().findChild<QAction *>(u"newClone"_s)->trigger();
        if (!QTest::qWaitFor([this] { return m_rig.find("cloneDialog"); }, patienceMs))
            return false;
        m_rig.type("cloneUrl", url);
        m_rig.type("repositoryPathField", folder);
        return m_rig.click("cloneConfirm");
    }

    /// What the shell in sight prints for @p line.
    bool shellSays(const QString &line, const QString &answer) const
    {
        auto *view = m_rig.find<TerminalView>("terminalFrame");
        if (!view)
            return false;
        view->setFocus();
        QTest::keyClicks(m_rig.window().focusWidget(), line + u'\r');
        return QTest::qWaitFor([&] { return view->screenText().contains(answer); }, patienceMs);
    }

    /// True where the window takes it.
    bool drop(const QUrl &url) const
    {
        QMimeData data;
        data.setUrls({url});
        QDragEnterEvent enter({10, 10}, Qt::CopyAction, &data, Qt::LeftButton, Qt::NoModifier);
        enter.ignore();
        QApplication::sendEvent(&m_rig.window(), &enter);
        if (!enter.isAccepted())
            return false;
        QDropEvent event({10, 10}, Qt::CopyAction, &data, Qt::LeftButton, Qt::NoModifier);
        QApplication::sendEvent(&m_rig.window(), &event);
        return true;
    }

private Q_SLOTS:
    void initTestCase();
    void init();
    void cleanup();
    void cleanupTestCase();
    void newWorkspaceByKeyboardAlone();
    void itsPortsAreListed();
    void takenBranchesAreSaid();
    void failureStaysInTheDialog();
    void clonesFromAUrl();
    void cloneIsCancelledInTheMiddle();
    void droppedFolderIsAdded();
    void newBranchesOfTheRemoteShow();
    void pushesFirst();
    void aCloudOnlyWorkspaceGetsAWorktree();
    void itsRepositoryIsClonedFirst();
};

void TestFlows::initTestCase()
{
    qputenv("SHELL", "/bin/sh");
    Theme::instance().install();
    QVERIFY(m_desk.start());
    QVERIFY(m_desk.waitBackend());
    QVERIFY(m_rig.open(session()));
}

/// No window manager here gives the activation back when a dialog has gone.
void TestFlows::init()
{
    m_rig.window().activateWindow();
    QVERIFY(QTest::qWaitForWindowActive(&m_rig.window(), patienceMs));
}

void TestFlows::cleanup()
{
    m_desk.failGit("");
    QFile::remove(m_desk.path("host/hold"));
}

void TestFlows::cleanupTestCase()
{
    m_rig.closeWindow();
    QVERIFY(m_desk.deleteAll());
    m_desk.rig.reset();
}

void TestFlows::newWorkspaceByKeyboardAlone()
{
    QVERIFY(openNewWorkspace());
    QVERIFY(!m_rig.find("newWorkspaceCreate")->isEnabled());
    QTest::mouseClick(m_rig.find("newWorkspaceMode1"), Qt::LeftButton);
    QTest::keyClicks(m_rig.find("newWorkspaceNewBranch"), u"feature/keys"_s);
    QVERIFY2(m_rig.find("newWorkspaceCreate")->isEnabled(), qPrintable(words("dialogReason")));
    // A shell would make a file of it.
    const QString name = u"$(touch %1); rm -rf ~ 'x'"_s.arg(m_desk.path("shelled"));
    m_rig.type("newWorkspaceName", name);
    QTest::keyClick(m_rig.find("newWorkspaceNewBranch"), Qt::Key_Return);
    const QString made = m_desk.shop() + u".feature-keys"_s;
    QTRY_VERIFY_WITH_TIMEOUT(!m_rig.find("newWorkspaceDialog"), 30'000);
    QTRY_COMPARE_WITH_TIMEOUT(selected(), made, patienceMs);
    QVERIFY(waitRunning(made));
    QTRY_VERIFY_WITH_TIMEOUT(m_rig.find("terminalFrame"), patienceMs);
    QCOMPARE(m_desk.rig->row(made).cloud->name, name);
    QVERIFY(!QFile::exists(m_desk.path("shelled")));
}

void TestFlows::itsPortsAreListed()
{
    const auto *button = m_rig.find<QPushButton>("portsButton");
    QVERIFY(button);
    QVERIFY(shellSays(u"perl -MIO::Socket::INET -e '$s=IO::Socket::INET->new(Listen=>1,LocalAddr=>"
                      "\"127.0.0.1\");print \"at port \",$s->sockport,\"\\n\";sleep 99' &"_s,
                      u"at port"_s));
    const QRegularExpression said(u"at port (\\d+)"_s);
    const auto match
        = [&] { return said.match(m_rig.find<TerminalView>("terminalFrame")->screenText()); };
    QTRY_VERIFY(match().hasMatch());
    QTRY_VERIFY_WITH_TIMEOUT(button->text().endsWith(u'1'), 20'000);
    QTest::keyClick(&m_rig.window(), Qt::Key_R, Qt::ControlModifier | Qt::ShiftModifier);
    QTRY_VERIFY(m_rig.find("portsPopup"));
    // A VM of the sandbox has this computer's network: it needs no forwarding.
    const QString address = u"localhost:"_s + match().captured(1);
    QCOMPARE(words("portOpen"), address);
    QVERIFY(!m_rig.find("portForward") && !m_rig.find("portStop"));
    m_rig.grab("ports");
    QVERIFY(m_rig.click("portCopy"));
    QCOMPARE(QGuiApplication::clipboard()->text(), address);
    QTest::keyClick(m_rig.window().focusWidget(), Qt::Key_Escape);
    QTRY_VERIFY(!m_rig.find("portsPopup"));
    QVERIFY(shellSays(u"kill %1; echo en''ded"_s, u"ended"_s));
    QTRY_COMPARE_WITH_TIMEOUT(button->text(), u"Ports"_s, 20'000);
}

void TestFlows::takenBranchesAreSaid()
{
    QVERIFY(waitRunning(m_desk.shop() + u".feature-keys"_s));
    QVERIFY(openNewWorkspace());
    QTest::keyClicks(m_rig.find("newWorkspaceBranchSearch"), u"keys"_s);
    const auto *list = m_rig.find<QListView>("newWorkspaceBranchList")->model();
    QTRY_COMPARE(list->rowCount(), 1);
    const QString spoken = list->index(0, 0).data(Qt::AccessibleTextRole).toString();
    QVERIFY2(spoken.contains(u"already in the cloud"_s), qPrintable(spoken));
    QVERIFY(!m_rig.find("newWorkspaceCreate")->isEnabled());
    QVERIFY(m_rig.click("dialogCancel"));
    QTRY_VERIFY(!m_rig.find("newWorkspaceDialog"));
}

void TestFlows::failureStaysInTheDialog()
{
    m_desk.failGit("worktree add");
    QVERIFY(openNewWorkspace());
    QTest::mouseClick(m_rig.find("newWorkspaceMode1"), Qt::LeftButton);
    QTest::keyClicks(m_rig.find("newWorkspaceNewBranch"), u"full"_s);
    QVERIFY(m_rig.click("newWorkspaceCreate"));
    QTRY_VERIFY2(words("dialogReason").contains(u"no space left"_s),
                 qPrintable(words("dialogReason")));
    QCOMPARE(words("newWorkspaceNewBranch"), u"full"_s);
    QVERIFY(m_rig.click("dialogCancel"));
    QTRY_VERIFY(!m_rig.find("newWorkspaceDialog"));
}

void TestFlows::clonesFromAUrl()
{
    // Nobody has it; then everything can be put right in the same dialog.
    const QString copy = m_desk.path("copy");
    QVERIFY(openClone(m_desk.remote.url(u"acme/none"_s), copy));
    QTRY_VERIFY_WITH_TIMEOUT(m_rig.find("cloneUrl")->isEnabled(), 20'000);
    QVERIFY2(words("dialogReason").contains(u"no such repository"_s),
             qPrintable(words("dialogReason")));
    QVERIFY(!QFile::exists(copy));
    QStringList shown;
    const auto watching
        = connect(&session(), &client::Session::cloneProgress, this, [&](const QString &text) {
              QCOMPARE(words("dialogReason"), text);
              shown << text;
          });
    QVERIFY(openClone(m_desk.remote.url(u"acme/shop"_s), copy));
    QTRY_COMPARE_WITH_TIMEOUT(selected(), copy, 20'000);
    disconnect(watching);
    QVERIFY(!m_rig.find("cloneDialog"));
    QVERIFY2(shown.join(u'|').contains(u"Receiving objects: 100 %"_s),
             qPrintable(shown.join(u'|')));
    QCOMPARE(m_desk.rig->row(copy).branch, u"main"_s);
}

/// The host stands still while it packs.
void TestFlows::cloneIsCancelledInTheMiddle()
{
    const QString host = m_desk.path("host");
    test::ScratchHome::write(host + u"/.gitconfig"_s,
                             "[uploadpack]\n packObjectsHook = " + host.toUtf8() + "/pack\n");
    test::ScratchHome::writeScript(host + u"/pack"_s,
                                   "d=$(dirname \"$0\")\ntouch \"$d/packing\"\n"
                                   "while [ -e \"$d/hold\" ]; do sleep 0.05; done\nexec \"$@\"\n");
    test::ScratchHome::write(host + u"/hold"_s, "1");
    const QString folder = m_desk.path("half");
    QVERIFY(openClone(m_desk.remote.url(u"acme/shop"_s), folder));
    QTRY_VERIFY_WITH_TIMEOUT(QFile::exists(host + u"/packing"_s), 20'000);
    QVERIFY(QFile::exists(folder));
    QVERIFY(!m_rig.find("cloneConfirm")->isEnabled());
    QVERIFY(words("dialogReason").startsWith(u"Cloning"_s));
    QVERIFY(m_rig.click("dialogCancel"));
    QTRY_VERIFY(!m_rig.find("cloneDialog"));
    QTRY_VERIFY_WITH_TIMEOUT(!QFile::exists(folder), patienceMs);
    QVERIFY(!m_rig.find("notice"));
    // And the same can be cloned after all.
    QFile::remove(host + u"/hold"_s);
    init();
    QVERIFY(openClone(m_desk.remote.url(u"acme/shop"_s), folder));
    QTRY_COMPARE_WITH_TIMEOUT(selected(), folder, 20'000);
}

void TestFlows::droppedFolderIsAdded()
{
    const auto dropped = ScratchRepository::create(m_desk.path("dropped"));
    QVERIFY(!drop(QUrl(u"https://example.org/acme/shop"_s)));
    QVERIFY(!drop(QUrl::fromLocalFile(dropped.file(u"README"_s))));
    QVERIFY(drop(QUrl::fromLocalFile(dropped.path())));
    QTRY_COMPARE_WITH_TIMEOUT(selected(), dropped.path(), patienceMs);
    // What can not be added is said in the dialog, with the folder in its field.
    const QString nothing = m_desk.path("nothing");
    QDir().mkpath(nothing);
    QVERIFY(drop(QUrl::fromLocalFile(nothing)));
    QTRY_VERIFY(m_rig.find("addRepositoryDialog"));
    QVERIFY(words("dialogReason").contains(u"is not a git repository"_s));
    QCOMPARE(words("repositoryPathField"), nothing);
    QVERIFY(m_rig.click("dialogCancel"));
    QTRY_VERIFY(!m_rig.find("addRepositoryDialog"));
    QCOMPARE(selected(), dropped.path());
}

void TestFlows::newBranchesOfTheRemoteShow()
{
    const ScratchRepository there(m_desk.remote.repositoryFolder(u"acme/shop"_s));
    there.git({u"branch"_s, u"colleague/new"_s, u"main"_s});
    m_rig.select(m_desk.shop());
    QVERIFY(openNewWorkspace());
    const auto fresh = [this] { return m_rig.find("newWorkspaceFresh")->accessibleName(); };
    QTest::keyClicks(m_rig.find("newWorkspaceBranchSearch"), u"colleague"_s);
    QTRY_VERIFY_WITH_TIMEOUT(m_rig.find("newWorkspaceCreate")->isEnabled(), patienceMs);
    QVERIFY(fresh().isEmpty());
    QVERIFY(m_rig.click("dialogCancel"));
    QTRY_VERIFY(!m_rig.find("newWorkspaceDialog"));
    init();
    m_desk.failGit("fetch");
    QVERIFY(openNewWorkspace());
    QTRY_VERIFY2(fresh().startsWith(u"Perhaps not the newest: "_s), qPrintable(fresh()));
    QVERIFY(!m_rig.find("notice"));
    QVERIFY(m_rig.click("dialogCancel"));
    QTRY_VERIFY(!m_rig.find("newWorkspaceDialog"));
}

void TestFlows::pushesFirst()
{
    const QString copy = m_desk.path("copy");
    const ScratchRepository repository(copy);
    repository.git({u"checkout"_s, u"-qb"_s, u"mine"_s});
    repository.commit(u"mine"_s, "1\n", u"Mine"_s);
    QVERIFY(
        test::waitRow(*m_desk.rig, copy, [](const auto &row) { return row.branch == u"mine"; }));
    m_rig.select(copy);
    QVERIFY(m_rig.click("primaryAction"));
    QTRY_COMPARE(words("noticeSentence"),
                 u"This branch is not on %1 yet."_s.arg(m_desk.rig->row(copy).remoteLabel));
    QCOMPARE(words("noticeLink"), u"Push first"_s);
    QVERIFY(m_rig.click("noticeLink"));
    QVERIFY(test::waitRow(*m_desk.rig, copy, [](const auto &row) {
        return row.hasUpstream && row.distance.isInStep();
    }));
    QVERIFY(waitRunning(copy));
    QTRY_VERIFY_WITH_TIMEOUT(m_rig.find("terminalFrame"), patienceMs);
    const ScratchRepository there(m_desk.remote.repositoryFolder(u"acme/shop"_s));
    QCOMPARE(there.head(u"mine"_s), repository.head());
    QVERIFY(test::waitRow(
        *m_desk.rig, copy,
        [&](const auto &row) { return row.cloudGit && row.cloudGit->head == repository.head(); },
        20'000));
}

/// Its terminals go along, to the cloud's row and back: the same shell answers in each.
void TestFlows::aCloudOnlyWorkspaceGetsAWorktree()
{
    const QString made = m_desk.shop() + u".feature-keys"_s;
    test::git(made, {u"push"_s, u"-qu"_s, u"origin"_s, u"feature/keys"_s});
    m_rig.select(made);
    QVERIFY(shellSays(u"x=kept"_s, u"x=kept"_s));
    test::git(m_desk.shop(), {u"worktree"_s, u"remove"_s, u"-f"_s, made});
    test::git(m_desk.shop(), {u"branch"_s, u"-qD"_s, u"feature/keys"_s});
    QTRY_VERIFY_WITH_TIMEOUT(selected().startsWith(u"cloud:"_s), patienceMs);
    const QString row = selected();
    QVERIFY(shellSays(u"echo $x-1"_s, u"kept-1"_s));
    QTRY_COMPARE(words("syncLinkLocalRemoteButton"), u"Create local worktree"_s);
    m_rig.grab("cloud-only");
    QVERIFY(m_rig.click("syncLinkLocalRemoteButton"));
    QTRY_COMPARE_WITH_TIMEOUT(selected(), made, 20'000);
    QTRY_COMPARE(words("noticeSentence"), u"The worktree is at %1."_s.arg(made));
    m_rig.grab("worktree-created");
    QVERIFY(shellSays(u"echo $x-2"_s, u"kept-2"_s));
    QCOMPARE(words("noticeLink"), u"Undo"_s);
    QVERIFY(m_rig.click("noticeLink"));
    QTRY_COMPARE_WITH_TIMEOUT(selected(), row, 20'000);
    QVERIFY(!QFile::exists(made));
    QVERIFY(shellSays(u"echo $x-3"_s, u"kept-3"_s));
}

void TestFlows::itsRepositoryIsClonedFirst()
{
    const QString row = selected();
    for (const client::RepositoryInfo &repository : session().repositories())
        session().removeRepository(repository.id);
    QTRY_VERIFY(session().repositories().isEmpty());
    m_rig.tree()->actionRequested(row, ActionKind::CreateWorktree);
    QTRY_COMPARE(words("noticeSentence"), u"acme/shop is not on this computer."_s);
    m_rig.grab("repository-first");
    QVERIFY(m_rig.click("noticeLink"));
    QTRY_VERIFY(m_rig.find("cloneDialog"));
    QCOMPARE(words("cloneUrl"), m_desk.remote.url(u"acme/shop"_s));
    m_rig.type("repositoryPathField", m_desk.path("again"));
    QVERIFY(m_rig.click("cloneConfirm"));
    QTRY_COMPARE_WITH_TIMEOUT(selected(), m_desk.path("again.feature-keys"), 30'000);
    QVERIFY(test::waitRow(*m_desk.rig, selected(),
                          [](const auto &info) { return info.cloud && info.hasUpstream; }));
}

QTEST_MAIN(TestFlows)
#include "tst_flows.moc"
