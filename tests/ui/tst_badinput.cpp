// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/scratchrepository.h"
#include "ui/theme/theme.h"
#include "windowrig.h"

#include <QAction>
#include <QDir>
#include <QTcpServer>
#include <QTcpSocket>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace skybranch;
using namespace skybranch::ui;
using client::Operation;
using test::ScratchHome;
using test::ScratchRepository;

/// What nobody wishes to meet, on a real disk and with real git, and what the window says of it.
/// The backend is not there, or does not come up.
class TestBadInput : public QObject
{
    Q_OBJECT

    ScratchHome m_home;
    std::unique_ptr<test::WindowRig> m_rig;

    QString path(const char *name) const { return m_rig->path(name); }
    QString words(const char *name) const { return m_rig->words(name); }
    client::WorktreeInfo row(const QString &id) const { return m_rig->row(id); }

    /// A repository on main with a linked worktree "tree-0" on topic/0, in the window.
    QString openShop()
    {
        const QString shop = m_rig->makeRepository(1);
        return m_rig->open() && m_rig->add(shop) ? shop : QString();
    }

    static bool isAsked(QTcpServer &silent)
    {
        return QTest::qWaitFor([&] { return silent.nextPendingConnection() != nullptr; });
    }

    /// A clone with an upstream, whose remote is at @p url from now on.
    QString openCloneOf(const QString &url)
    {
        const auto shop = ScratchRepository(m_rig->makeRepository(0));
        shop.git({QStringLiteral("clone"), QStringLiteral("-q"), QStringLiteral("--bare"), u"."_s,
                  path("host.git")});
        shop.git({QStringLiteral("remote"), QStringLiteral("add"), QStringLiteral("origin"),
                  path("host.git")});
        shop.git({QStringLiteral("push"), QStringLiteral("-qu"), QStringLiteral("origin"),
                  QStringLiteral("main")});
        shop.git({QStringLiteral("remote"), QStringLiteral("set-url"), QStringLiteral("origin"),
                  url.isEmpty() ? path("host.git") : url});
        shop.commit(QStringLiteral("mine"), "1\n", QStringLiteral("Mine"));
        return m_rig->open() && m_rig->add(shop.path()) ? shop.path() : QString();
    }

private Q_SLOTS:
    void initTestCase()
    {
        qputenv("SHELL", "/bin/sh");
        qputenv("GIT_SSH_COMMAND", "ssh -F none -o StrictHostKeyChecking=yes");
        Theme::instance().install();
    }

    void init() { m_rig = std::make_unique<test::WindowRig>(); }
    void cleanup() { m_rig->closeWindow(); }

    void whatCanNotBeAddedIsSaidInTheDialog_data()
    {
        QTest::addColumn<QString>("name");
        QTest::addColumn<QString>("said");
        const auto add = [](const char *name, const char *said) {
            QTest::newRow(name) << QString::fromLatin1(name) << QString::fromLatin1(said);
        };
        add("nothing", "run \"git init\" there");
        add("bare", "Clone it, or choose one of its worktrees");
        add("empty", "Make a first commit");
        add("file", "does not exist");
        add("missing", "does not exist");
        add("inside/below", "is a folder inside the git repository");
        add("damaged", "run \"git status\" there");
    }

    void whatCanNotBeAddedIsSaidInTheDialog()
    {
        QFETCH(QString, name);
        QFETCH(QString, said);
        QDir().mkpath(path("nothing"));
        ScratchRepository::create(path("bare"), {QStringLiteral("--bare")});
        ScratchRepository::create(path("empty"), {QStringLiteral("-q")});
        ScratchHome::write(path("file"), "x");
        ScratchRepository::create(path("inside"));
        QDir().mkpath(path("inside/below"));
        ScratchRepository::create(path("damaged")).write(QStringLiteral(".git/HEAD"), "nonsense");
        QVERIFY(m_rig->open());
        QTest::keyClick(&m_rig->window(), Qt::Key_O, Qt::ControlModifier | Qt::ShiftModifier);
        QTRY_VERIFY(m_rig->find("repositoryPathField"));
        QTest::keyClicks(m_rig->find("repositoryPathField"),
                         path(qPrintable(name)) + QLatin1Char('\r'));
        QTRY_VERIFY2(words("dialogReason").contains(said), qPrintable(words("dialogReason")));
        QVERIFY(words("dialogReason").contains(path(qPrintable(name))));
        QVERIFY(m_rig->find("repositoryPathField")->isEnabled());
        QVERIFY(m_rig->session().repositories().isEmpty());
        QVERIFY(m_rig->click("dialogCancel"));
        QTRY_VERIFY(!m_rig->find("addRepositoryDialog"));
    }

    void aDetachedHeadIsNamedAndStaysHere()
    {
        const QString shop = openShop();
        const ScratchRepository repository(shop);
        repository.git(
            {QStringLiteral("checkout"), QStringLiteral("-q"), QStringLiteral("--detach")});
        QTRY_VERIFY(row(shop).branch.isEmpty());
        const QString shown = QStringLiteral("detached at ") + repository.head().left(7);
        QTRY_COMPARE(m_rig->find("headerBranch")->accessibleName(), shown);
        QCOMPARE(words("syncLinkLocalRemoteWords"), QStringLiteral("No remote"));
        m_rig->session().push(shop);
        QTRY_VERIFY(words("noticeSentence").contains(QStringLiteral("Check out a branch")));
        const auto *enable = m_rig->find("primaryAction");
        QVERIFY(enable && !enable->isEnabled());
        QVERIFY(enable->toolTip().contains(QStringLiteral("Check out a branch first")));
    }

    void aWorktreeThatIsMovedIsFollowed()
    {
        openShop();
        const QString tree = path("tree-0");
        m_rig->select(tree);
        QVERIFY(QFile::rename(tree, path("moved")));
        QTRY_VERIFY(row(tree).problem.contains(QStringLiteral("git worktree repair")));
        QTRY_COMPARE(words("emptyHint"), row(tree).problem);
        QVERIFY(!m_rig->find("openLocal"));
        m_rig->grab("worktree-gone");
        // Put back, it is as before, and edits in it are seen.
        QVERIFY(QFile::rename(path("moved"), tree));
        QTRY_VERIFY(row(tree).problem.isEmpty());
        QTRY_VERIFY(m_rig->find("openLocal"));
        ScratchHome::write(tree + QStringLiteral("/README"), "changed");
        QTRY_COMPARE(row(tree).changed, 1);
        // Moved for good, as the sentence says.
        QVERIFY(QFile::rename(tree, path("moved")));
        QTRY_VERIFY(!row(tree).problem.isEmpty());
        ScratchRepository(path("moved"))
            .git({QStringLiteral("worktree"), QStringLiteral("repair")});
        QTRY_VERIFY(m_rig->session().worktree(path("moved")) && !m_rig->session().worktree(tree));
        QTRY_COMPARE(row(path("moved")).changed, 1);
    }

    void aWorktreeThatIsDeletedIsSaid()
    {
        const QString shop = openShop();
        const QString tree = path("tree-0");
        m_rig->select(tree);
        QVERIFY(m_rig->openLocalTerminal());
        QVERIFY(QDir(tree).removeRecursively());
        QTRY_VERIFY(row(tree).problem.contains(QStringLiteral("git worktree prune")));
        ScratchRepository(shop).git({QStringLiteral("worktree"), QStringLiteral("prune")});
        QTRY_VERIFY(!m_rig->session().worktree(tree));
        QTRY_VERIFY(m_rig->selected() != tree);
        QVERIFY(!m_rig->find("terminalFrame"));
    }

    void aRepositoryThatIsMovedComesBack()
    {
        const QString shop = openShop();
        QVERIFY(QFile::rename(shop, path("elsewhere")));
        QTRY_VERIFY(m_rig->session().repositories().first().problem.contains(
            QStringLiteral("Has it been moved?")));
        QVERIFY(QFile::rename(path("elsewhere"), shop));
        QTRY_COMPARE(row(shop).branch, QStringLiteral("main"));
        QTRY_COMPARE(m_rig->session().repositories().first().worktrees.size(), 2);
    }

    void anyNameIsShownAndEntered_data()
    {
        QTest::addColumn<QString>("folder");
        QTest::addColumn<QString>("branch");
        QTest::newRow("slashes") << u"a b  c"_s << u"a/b/c/d"_s;
        QTest::newRow("unicode") << u"größe 日本 🚀"_s << u"größe/日本語/🚀"_s;
        QTest::newRow("200 characters")
            << QString(120, u'd') << QString(99, u'x') + u'/' + QString(100, u'y');
        QTest::newRow("shell") << u"$(touch x);'\"&|"_s << u"$(touch-x);'\"&|"_s;
        QTest::newRow("markup") << u"<b>&amp;"_s << u"<img/src=x>&lt;b&gt;"_s;
    }

    void anyNameIsShownAndEntered()
    {
        QFETCH(QString, folder);
        QFETCH(QString, branch);
        const auto shop = ScratchRepository::create(path("x") + folder);
        shop.git({QStringLiteral("checkout"), QStringLiteral("-qb"), branch});
        QVERIFY(m_rig->open());
        QVERIFY(m_rig->add(shop.path()));
        QCOMPARE(row(shop.path()).branch, branch);
        QCOMPARE(m_rig->find("headerBranch")->accessibleName(), branch);
        QVERIFY(m_rig->openLocalTerminal());
        QTest::keyClicks(m_rig->window().focusWidget(), QStringLiteral("pwd > here\r"));
        QTRY_VERIFY(QFile::exists(shop.file(QStringLiteral("here"))));
        QVERIFY(!QFile::exists(shop.file(QStringLiteral("x"))));
        m_rig->grab("any-name");
    }

    void withoutANetworkItIsSaid()
    {
        const QString shop = openCloneOf(QStringLiteral("ssh://git@127.0.0.1:1/acme/shop.git"));
        QVERIFY(m_rig->click("syncLinkLocalRemoteButton"));
        QTRY_VERIFY(row(shop).failure);
        QVERIFY2(words("noticeSentence").contains(QStringLiteral("Check the network")),
                 qPrintable(words("noticeSentence")));
        QCOMPARE(row(shop).distance.ahead, 1);
        // When it is back, "Try again" is enough.
        ScratchRepository(shop).git({QStringLiteral("remote"), QStringLiteral("set-url"),
                                     QStringLiteral("origin"), path("host.git")});
        QVERIFY(m_rig->click("noticeLink"));
        QTRY_VERIFY(row(shop).distance.isInStep());
        QTRY_VERIFY(!m_rig->find("notice"));
    }

    void aRemoteThatRefusesIsQuoted()
    {
        const QString shop = openCloneOf({});
        ScratchHome::writeScript(path("host.git/hooks/pre-receive"),
                                 "echo 'No pushes on Sundays.' >&2\nexit 1\n");
        QVERIFY(m_rig->click("syncLinkLocalRemoteButton"));
        QTRY_VERIFY(row(shop).failure);
        QVERIFY(words("noticeSentence").contains(QStringLiteral("refused the push")));
        QVERIFY(m_rig->click("noticeDetailsButton"));
        QVERIFY(m_rig->find("noticeDetails")
                    ->property("plainText")
                    .toString()
                    .contains(QStringLiteral("No pushes on Sundays.")));
    }

    /// It takes the connection, and never says a word.
    void aRemoteThatHangsIsLeft()
    {
        QTcpServer silent;
        QVERIFY(silent.listen(QHostAddress::LocalHost));
        const QString url = u"ssh://git@127.0.0.1:%1/acme/shop.git"_s.arg(silent.serverPort());
        const QString shop = openCloneOf(url);
        QVERIFY(m_rig->click("syncRefresh"));
        QTRY_COMPARE(row(shop).operation, Operation::Fetch);
        QVERIFY(isAsked(silent));
        // A look at the remote makes way.
        QVERIFY(m_rig->click("syncLinkLocalRemoteButton"));
        QTRY_COMPARE(row(shop).operation, Operation::Push);
        QVERIFY(isAsked(silent));
        QVERIFY(words("syncLinkLocalRemoteWords").startsWith(QStringLiteral("Pushing, ")));
        QVERIFY(m_rig->click("syncLinkLocalRemoteCancel"));
        QTRY_COMPARE(row(shop).operation, Operation::None);
        QVERIFY(!m_rig->find("notice"));
        // A clone is left with its dialog.
        m_rig->window().findChild<QAction *>(QStringLiteral("newClone"))->trigger();
        QTRY_VERIFY(m_rig->find("cloneUrl"));
        m_rig->type("cloneUrl", url);
        m_rig->type("repositoryPathField", path("copy"));
        QVERIFY(m_rig->click("cloneConfirm"));
        QVERIFY2(isAsked(silent), qPrintable(words("dialogReason")));
        QVERIFY(words("dialogReason").startsWith(QStringLiteral("Cloning")));
        QVERIFY(m_rig->click("dialogCancel"));
        QTRY_VERIFY(!m_rig->find("cloneDialog"));
        QTRY_VERIFY(!QFile::exists(path("copy")));
        QVERIFY(!m_rig->find("notice"));
    }

    /// The bundled backend finds a database that it can not start, and tries again for a while.
    void aDatabaseThatDoesNotStartIsSaid()
    {
        ScratchHome::write(path("data/backend/postgres/postgres/PG_VERSION"), "9\n");
        QVERIFY(m_rig->open(qEnvironmentVariable("SKYBRANCH_BIN") + u"/skybranchd"_s));
        QTRY_VERIFY_WITH_TIMEOUT(!m_rig->session().backend().problem.isEmpty(), 30'000);
        const QString problem = m_rig->session().backend().problem;
        QVERIFY2(problem.endsWith(u"Move it away, or choose another data folder."),
                 qPrintable(problem));
        QVERIFY2(problem.startsWith(path("data")), qPrintable(problem));
        QTRY_VERIFY(words("backendWords").startsWith(u"No connection for "_s));
        QTRY_COMPARE(m_rig->find("backendLink")->accessibleDescription(), problem);
    }

    void aBackendThatFailedSaysWhyAndIsTriedAgain()
    {
        const QString program = path("skybranchd");
        QVERIFY(m_rig->open(program));
        QTRY_VERIFY2(words("noticeSentence").contains(u"Install Skybranch again"_s),
                     qPrintable(words("noticeSentence")));
        QTRY_COMPARE(words("backendWords"), u"Backend stopped"_s);
        m_rig->grab("backend-failed");
        ScratchHome::writeScript(program, "touch \"$0.started\"\nexec sleep 100\n");
        QVERIFY(m_rig->click("noticeLink"));
        QTRY_VERIFY(QFile::exists(program + u".started"_s));
        QTRY_VERIFY(!m_rig->find("notice"));
    }
};

QTEST_MAIN(TestBadInput)
#include "tst_badinput.moc"
