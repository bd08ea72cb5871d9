// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/paths.h"
#include "sessionrig.h"
#include "support/processes.h"

#include <QDir>
#include <QElapsedTimer>
#include <QTest>
#include <QTimer>

using namespace skybranch;
using namespace skybranch::client;
using namespace skybranch::test;

/// The desktop without a cloud: real repositories, real git, a real shell.
class TestLocalSide : public QObject
{
    Q_OBJECT

    ScratchHome m_home;
    std::unique_ptr<QTemporaryDir> m_dir;

    QString path(const char *name) const { return m_dir->filePath(QString::fromLatin1(name)); }
    SessionConfig config() const { return {.dataFolder = path("data")}; }

    /// A repository with one commit, cloned from a bare one.
    QString makeShop() const
    {
        git(m_dir->path(),
            {QStringLiteral("init"), QStringLiteral("-q"), QStringLiteral("--bare"),
             QStringLiteral("-b"), QStringLiteral("main"), path("acme/shop.git")});
        git(m_dir->path(),
            {QStringLiteral("clone"), QStringLiteral("-q"), path("acme/shop.git"), path("shop")});
        commitFile(path("shop"), QStringLiteral("a"), "1\n");
        git(path("shop"),
            {QStringLiteral("push"), QStringLiteral("-q"), QStringLiteral("-u"),
             QStringLiteral("origin"), QStringLiteral("HEAD:main")});
        return path("shop");
    }

private Q_SLOTS:
    void init() { m_dir = std::make_unique<QTemporaryDir>(); }
    void addsAndRemembers();
    void addsTheMainWorktreeOfALinkedOne();
    void refusesWhatIsNoRepository();
    void removesFromTheListOnly();
    void followsCommitsAndEdits();
    void worktreesComeAndGo();
    void repositoryWithoutCommit();
    void goneFolderIsAProblem();
    void pushesAndPulls();
    void divergedPullTouchesNothing();
    void refusedPushIsShownAndDismissed();
    void cancelsAnOperation();
    void clones();
    void cloneIsCancelled();
    void windowStateIsKept();
    void localTerminal();
    void manyWorktreesDoNotBlock();
    void dyingBackendSaysWhy();
    void destroyedInTheMiddle();
};

void TestLocalSide::addsAndRemembers()
{
    const QString shop = makeShop();
    {
        SessionRig rig(config());
        QVERIFY(rig.waitLoaded());
        QVERIFY(rig.session->repositories().isEmpty());
        QCOMPARE(rig.add(shop), shop);
        const auto repositories = rig.session->repositories();
        QCOMPARE(repositories.size(), 1);
        QCOMPARE(repositories[0].name, QStringLiteral("acme/shop"));
        const WorktreeInfo row = repositories[0].worktrees.value(0);
        QVERIFY(row.isMain && row.hasRemote && row.hasUpstream);
        QCOMPARE(row.branch, QStringLiteral("main"));
        QVERIFY(row.distance.isInStep());
        QCOMPARE(rig.add(shop), shop);
        QCOMPARE(rig.session->repositories().size(), 1);
    }
    SessionRig again(config());
    QVERIFY(waitRow(again, shop, [](const auto &row) { return row.branch == u"main"; }));
}

void TestLocalSide::addsTheMainWorktreeOfALinkedOne()
{
    const QString shop = makeShop();
    git(shop,
        {QStringLiteral("worktree"), QStringLiteral("add"), QStringLiteral("-qb"),
         QStringLiteral("topic/x"), path("topic")});
    SessionRig rig(config());
    QVERIFY(rig.waitLoaded());
    QCOMPARE(rig.add(path("topic")), shop);
    QCOMPARE(rig.row(path("topic")).branch, QStringLiteral("topic/x"));
    QVERIFY(!rig.row(path("topic")).hasUpstream);
}

void TestLocalSide::refusesWhatIsNoRepository()
{
    SessionRig rig(config());
    QVERIFY(rig.waitLoaded());
    rig.session->addRepository(m_dir->path());
    QTRY_COMPARE_WITH_TIMEOUT(rig.failures.size(), 1, 20'000);
    QVERIFY(rig.failures[0].contains(m_dir->path()));
    QVERIFY(rig.session->repositories().isEmpty());
}

void TestLocalSide::removesFromTheListOnly()
{
    const QString shop = makeShop();
    SessionRig rig(config());
    QVERIFY(rig.waitLoaded());
    QVERIFY(!rig.add(shop).isEmpty());
    rig.session->removeRepository(rig.session->repositories().at(0).id);
    QTRY_VERIFY_WITH_TIMEOUT(rig.session->repositories().isEmpty(), 20'000);
    QVERIFY(QFile::exists(shop + QStringLiteral("/a")));
}

void TestLocalSide::followsCommitsAndEdits()
{
    const QString shop = makeShop();
    SessionRig rig(config());
    QVERIFY(rig.waitLoaded());
    QVERIFY(!rig.add(shop).isEmpty());
    commitFile(shop, QStringLiteral("b"), "1\n");
    QVERIFY(waitRow(rig, shop, [](const auto &row) { return row.distance.ahead == 1; }));
    ScratchHome::write(shop + QStringLiteral("/a"), "2\n");
    QVERIFY(waitRow(rig, shop, [](const auto &row) { return row.changed == 1; }));
    ScratchHome::write(shop + QStringLiteral("/new"), "2\n");
    QVERIFY(waitRow(rig, shop, [](const auto &row) { return row.changed == 2; }));
    git(shop, {QStringLiteral("checkout"), QStringLiteral("-qb"), QStringLiteral("fix")});
    QVERIFY(waitRow(rig, shop, [](const auto &row) { return row.branch == u"fix"; }));
}

void TestLocalSide::worktreesComeAndGo()
{
    const QString shop = makeShop();
    SessionRig rig(config());
    QVERIFY(rig.waitLoaded());
    QVERIFY(!rig.add(shop).isEmpty());
    for (const char *name : {"one", "two"})
        git(shop,
            {QStringLiteral("worktree"), QStringLiteral("add"), QStringLiteral("-qb"),
             QString::fromLatin1(name), path(name)});
    QTRY_COMPARE_WITH_TIMEOUT(rig.session->repositories().at(0).worktrees.size(), 3, 20'000);
    git(shop, {QStringLiteral("worktree"), QStringLiteral("remove"), path("one")});
    QTRY_COMPARE_WITH_TIMEOUT(rig.session->repositories().at(0).worktrees.size(), 2, 20'000);
    QVERIFY(!rig.session->worktree(path("one")));
    commitFile(path("two"), QStringLiteral("c"), "1\n");
    const QString head = git(path("two"), {QStringLiteral("rev-parse"), QStringLiteral("HEAD")});
    QVERIFY(waitRow(rig, path("two"), [&](const auto &row) { return row.headId == head; }));
}

void TestLocalSide::repositoryWithoutCommit()
{
    git(m_dir->path(), {QStringLiteral("init"), QStringLiteral("-q"), path("empty")});
    SessionRig rig(config());
    QVERIFY(rig.waitLoaded());
    rig.session->addRepository(path("empty"));
    QTRY_COMPARE_WITH_TIMEOUT(rig.failures.size(), 1, 20'000);
    QVERIFY(!rig.failures[0].isEmpty());
}

void TestLocalSide::goneFolderIsAProblem()
{
    const QString shop = makeShop();
    git(shop,
        {QStringLiteral("worktree"), QStringLiteral("add"), QStringLiteral("-qb"),
         QStringLiteral("x"), path("topic")});
    {
        SessionRig rig(config());
        QVERIFY(rig.waitLoaded());
        QVERIFY(!rig.add(shop).isEmpty());
    }
    QVERIFY(QDir(path("topic")).removeRecursively());
    {
        SessionRig rig(config());
        QVERIFY(waitRow(rig, path("topic"),
                        [](const auto &row) { return row.problem.contains(u"is gone"); }));
    }
    QVERIFY(QDir(shop).removeRecursively());
    SessionRig rig(config());
    QVERIFY(rig.waitLoaded());
    QTRY_VERIFY_WITH_TIMEOUT(!rig.session->repositories().at(0).problem.isEmpty(), 20'000);
}

void TestLocalSide::pushesAndPulls()
{
    const QString shop = makeShop();
    git(m_dir->path(),
        {QStringLiteral("clone"), QStringLiteral("-q"), path("acme/shop.git"), path("other")});
    SessionRig rig(config());
    QVERIFY(rig.waitLoaded());
    QVERIFY(!rig.add(shop).isEmpty());
    commitFile(shop, QStringLiteral("b"), "1\n");
    rig.session->push(shop);
    QCOMPARE(rig.row(shop).operation, Operation::Push);
    QVERIFY(waitRow(rig, shop, [](const auto &row) {
        return row.operation == Operation::None && row.distance.isInStep() && !row.failure;
    }));
    QVERIFY(rig.row(shop).checkedAt.isValid());
    git(path("other"), {QStringLiteral("pull"), QStringLiteral("-q")});
    commitFile(path("other"), QStringLiteral("c"), "1\n");
    git(path("other"), {QStringLiteral("push"), QStringLiteral("-q")});
    rig.session->refresh(shop);
    QVERIFY(waitRow(rig, shop, [](const auto &row) { return row.distance.behind == 1; }));
    QTRY_COMPARE_WITH_TIMEOUT(rig.row(shop).operation, Operation::None, 20'000);
    rig.session->pull(shop);
    QVERIFY(waitRow(rig, shop, [](const auto &row) { return row.distance.isInStep(); }));
    QVERIFY(QFile::exists(shop + QStringLiteral("/c")));
}

void TestLocalSide::divergedPullTouchesNothing()
{
    const QString shop = makeShop();
    git(m_dir->path(),
        {QStringLiteral("clone"), QStringLiteral("-q"), path("acme/shop.git"), path("other")});
    commitFile(path("other"), QStringLiteral("c"), "1\n");
    git(path("other"), {QStringLiteral("push"), QStringLiteral("-q")});
    commitFile(shop, QStringLiteral("b"), "1\n");
    SessionRig rig(config());
    QVERIFY(rig.waitLoaded());
    QVERIFY(!rig.add(shop).isEmpty());
    const QString head = rig.row(shop).headId;
    rig.session->pull(shop);
    QVERIFY(waitRow(rig, shop, [](const auto &row) { return row.failure.has_value(); }));
    QCOMPARE(rig.row(shop).failure->operation, Operation::Pull);
    QCOMPARE(rig.row(shop).failure->error.code, ErrorCode::Conflict);
    QCOMPARE(rig.row(shop).headId, head);
    QVERIFY(waitRow(rig, shop, [](const auto &row) { return row.distance.isDiverged(); }));
}

void TestLocalSide::refusedPushIsShownAndDismissed()
{
    const QString shop = makeShop();
    const QString hook = path("acme/shop.git") + QStringLiteral("/hooks/pre-receive");
    ScratchHome::writeScript(hook, "echo 'No pushes on Sundays.' >&2\nexit 1\n");
    commitFile(shop, QStringLiteral("b"), "1\n");
    SessionRig rig(config());
    QVERIFY(rig.waitLoaded());
    QVERIFY(!rig.add(shop).isEmpty());
    rig.session->push(shop);
    QVERIFY(waitRow(rig, shop, [](const auto &row) { return row.failure.has_value(); }));
    const OperationFailure failure = *rig.row(shop).failure;
    QCOMPARE(failure.error.code, ErrorCode::Forbidden);
    QVERIFY2(failure.output.contains(u"No pushes on Sundays."), qPrintable(failure.output));
    rig.session->dismissFailure(shop);
    QVERIFY(!rig.row(shop).failure);
}

void TestLocalSide::cancelsAnOperation()
{
    const QString shop = makeShop();
    ScratchHome::writeScript(path("slow-git"),
                             "touch '" + path("started").toUtf8() + "'\nexec sleep 100\n");
    SessionConfig slow = config();
    slow.gitProgram = path("slow-git");
    SessionRig rig(slow);
    QVERIFY(rig.waitLoaded());
    QVERIFY(!rig.add(shop).isEmpty());
    rig.session->push(shop);
    QTRY_VERIFY_WITH_TIMEOUT(QFile::exists(path("started")), 20'000);
    rig.session->pull(shop);
    QCOMPARE(rig.row(shop).operation, Operation::Push);
    rig.session->cancelOperation(shop);
    QVERIFY(waitRow(rig, shop, [](const auto &row) { return row.operation == Operation::None; }));
    QVERIFY(!rig.row(shop).failure);
}

void TestLocalSide::clones()
{
    makeShop();
    SessionRig rig(config());
    QVERIFY(rig.waitLoaded());
    rig.session->cloneRepository(path("acme/shop.git"), path("copy"));
    QTRY_COMPARE_WITH_TIMEOUT(rig.added, QStringList{path("copy")}, 20'000);
    QVERIFY(QFile::exists(path("copy/a")));
    rig.session->cloneRepository(QStringLiteral("--upload-pack=x"), path("bad"));
    QTRY_COMPARE_WITH_TIMEOUT(rig.failures.size(), 1, 20'000);
    rig.session->cloneRepository(path("acme/none.git"), path("bad"));
    QTRY_COMPARE_WITH_TIMEOUT(rig.failures.size(), 2, 20'000);
    QVERIFY(!QFile::exists(path("bad")));
}

void TestLocalSide::cloneIsCancelled()
{
    ScratchHome::writeScript(path("slow-git"),
                             "touch '" + path("started").toUtf8() + "'\nexec sleep 100\n");
    SessionConfig slow = config();
    slow.gitProgram = path("slow-git");
    SessionRig rig(slow);
    QVERIFY(rig.waitLoaded());
    rig.session->cloneRepository(QStringLiteral("https://example.org/acme/shop"), path("copy"));
    QTRY_VERIFY_WITH_TIMEOUT(QFile::exists(path("started")), 20'000);
    rig.session->cancelClone();
    QTRY_COMPARE_WITH_TIMEOUT(rig.failures.size(), 1, 20'000);
    QVERIFY(rig.added.isEmpty());
}

void TestLocalSide::windowStateIsKept()
{
    {
        SessionRig rig(config());
        QVERIFY(rig.waitLoaded());
        rig.session->setWindowState(QStringLiteral("size"), "10x20");
    }
    SessionRig rig(config());
    QVERIFY(rig.waitLoaded());
    QCOMPARE(rig.session->windowState(QStringLiteral("size")), "10x20");
}

void TestLocalSide::localTerminal()
{
    const QString shop = makeShop();
    SessionRig rig(config());
    QVERIFY(rig.waitLoaded());
    QVERIFY(!rig.add(shop).isEmpty());
    const auto terminal = rig.session->openTerminal(shop, Terminal::Place::Local);
    QCOMPARE(terminal->place(), Terminal::Place::Local);
    QCOMPARE(terminal->state(), Terminal::State::Open);
    QByteArray output;
    connect(terminal.get(), &Terminal::readyRead, this, [&] { output += terminal->take(); });
    terminal->resize(91, 17);
    QVERIFY(terminal->write("stty size; pwd; exit 5\n"));
    QTRY_COMPARE_WITH_TIMEOUT(terminal->state(), Terminal::State::Ended, 20'000);
    output += terminal->take();
    QVERIFY2(output.contains("17 91") && output.contains(shop.toUtf8()), output.constData());
    QCOMPARE(terminal->exitCode(), 5);
    QVERIFY(!terminal->write("x"));
    terminal->reopen();
    QCOMPARE(terminal->state(), Terminal::State::Open);
    const auto nowhere = rig.session->openTerminal(path("nowhere"), Terminal::Place::Local);
    QCOMPARE(nowhere->state(), Terminal::State::Lost);
    QVERIFY(!nowhere->lastError().message.isEmpty());
}

void TestLocalSide::manyWorktreesDoNotBlock()
{
    const QString shop = makeShop();
    for (int i = 0; i < 100; ++i)
        git(shop,
            {QStringLiteral("worktree"), QStringLiteral("add"), QStringLiteral("-qb"),
             QStringLiteral("w%1").arg(i), path("w") + QString::number(i)});
    SessionRig rig(config());
    QVERIFY(rig.waitLoaded());
    qint64 longest = 0;
    QElapsedTimer turn;
    turn.start();
    QTimer beat;
    connect(&beat, &QTimer::timeout, this, [&] { longest = std::max(longest, turn.restart()); });
    beat.start(0);
    QVERIFY(!rig.add(shop).isEmpty());
    QTRY_COMPARE_WITH_TIMEOUT(rig.session->repositories().at(0).worktrees.size(), 101, 20'000);
    commitFile(path("w99"), QStringLiteral("c"), "1\n");
    turn.restart();
    const QString head = git(path("w99"), {QStringLiteral("rev-parse"), QStringLiteral("HEAD")});
    turn.restart();
    QVERIFY(waitRow(rig, path("w99"), [&](const auto &row) { return row.headId == head; }));
    // Waiting for git of a hundred takes far over this; a busy computer's pauses are below it.
    QVERIFY2(longest < 400, qPrintable(QString::number(longest)));
}

void TestLocalSide::dyingBackendSaysWhy()
{
    SessionConfig dying = config();
    dying.backendProgram = path("backend");
    ScratchHome::writeScript(dying.backendProgram,
                             "echo start >> \"$(dirname \"$0\")/starts\"\n"
                             "echo 'The disk is full. Make some space.' >&2\nexit 1\n");
    SessionRig rig(dying);
    QTRY_COMPARE_WITH_TIMEOUT(rig.session->backend().state, BackendInfo::State::Restarting, 20'000);
    QTRY_VERIFY_WITH_TIMEOUT(rig.session->backend().problem.contains(u"The disk is full."), 20'000);
    // At once, after 1 s, 3 s and 10 s.
    QTRY_COMPARE_WITH_TIMEOUT(rig.session->backend().state, BackendInfo::State::Failed, 30'000);
    QVERIFY(rig.session->backend().problem.contains(u"The disk is full."));
    QCOMPARE(readFile(path("starts")).value_or(QByteArray()).count("start"), 5);
    rig.session->retryBackend();
    QTRY_VERIFY_WITH_TIMEOUT(readFile(path("starts")).value_or(QByteArray()).count("start") > 5,
                             20'000);
    const auto terminal = rig.session->openTerminal(path("none"), Terminal::Place::Cloud);
    QCOMPARE(terminal->state(), Terminal::State::Lost);
    rig.session->enableCloud(path("none"), true);
    rig.session->refresh(path("none"));
    rig.session->pull(path("none"));
    QVERIFY(!rig.session->worktree(path("none")));
}

void TestLocalSide::destroyedInTheMiddle()
{
    const QString shop = makeShop();
    for (int i = 0; i < 5; ++i) {
        SessionRig rig(config());
        if (i > 1)
            QVERIFY(rig.waitLoaded());
        rig.session->addRepository(shop);
        if (i > 2)
            QTRY_VERIFY_WITH_TIMEOUT(!rig.session->repositories().isEmpty(), 20'000);
        rig.session->refresh(shop);
        rig.session->push(shop);
        rig.session->cloneRepository(path("acme/shop.git"), path("copy") + QString::number(i));
        if (i > 3)
            QTest::qWait(20);
    }
    // All that was under way hears of it, and lets go of what it holds.
    QTRY_COMPARE_WITH_TIMEOUT(childProcesses(), "", 20'000);
    for (int turn = 0; turn < 10; ++turn)
        QTest::qWait(1);
}

QTEST_GUILESS_MAIN(TestLocalSide)
#include "tst_localside.moc"
