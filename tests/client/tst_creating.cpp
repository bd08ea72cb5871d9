// SPDX-License-Identifier: GPL-3.0-or-later
#include "desktoprig.h"

#include <QSqlDatabase>
#include <QSqlQuery>

using namespace skybranch;
using namespace skybranch::client;
using namespace skybranch::test;
using domain::WorkspaceStatus;

/// A worktree here and a workspace there, both or neither.
class TestCreating : public QObject
{
    Q_OBJECT

    DesktopRig m_desk;
    QString m_made;
    QList<Error> m_refusals;

    Session &session() const { return *m_desk.rig->session; }
    bool restart();
    NewWorkspace request(const QString &branch, const QString &base = {}) const;
    bool create(const NewWorkspace &request);
    QString refusal(const NewWorkspace &request);
    bool hasBranch(const QString &branch) const;
    QStringList worktrees() const;
    QString left(const QString &statement) const;
    void leave(const QString &path, const QString &branch, bool asked) const;
    void leaveMade(const NewWorkspace &made, const QString &workspaceId);

private Q_SLOTS:
    void initTestCase();
    void init();
    void cleanup();
    void cleanupTestCase() { m_desk.rig.reset(); }
    void listsBranches();
    void asksTheRemoteForBranches();
    void makesBothFromANewBranch();
    void makesBothFromARemoteBranch();
    void refusesWhatCanNotBe_data();
    void refusesWhatCanNotBe();
    void refusedByTheBackendLeavesNothing();
    void fullDiskLeavesNothing();
    void cancelledLeavesNothing();
    void nextStartTakesBack();
    void nextStartFinishes();
    void nextStartTakesNobodyElses();
    void nextStartKeepsWhatHasChanges();
    void deadBackendIsAskedAgain_data();
    void deadBackendIsAskedAgain();
    void foldersAreFree();
};

void TestCreating::initTestCase()
{
    QVERIFY(m_desk.start());
    const ScratchRepository shop(m_desk.shop());
    shop.git({QStringLiteral("checkout"), QStringLiteral("-qb"), QStringLiteral("topic/theirs")});
    shop.commit(QStringLiteral("theirs"), "1\n", QStringLiteral("Theirs"));
    shop.git({QStringLiteral("push"), QStringLiteral("-q"), QStringLiteral("origin"),
              QStringLiteral("topic/theirs")});
    shop.git({QStringLiteral("checkout"), QStringLiteral("-q"), QStringLiteral("main")});
    shop.git({QStringLiteral("branch"), QStringLiteral("-qD"), QStringLiteral("topic/theirs")});
    QVERIFY(restart());
}

bool TestCreating::restart()
{
    if (!m_desk.restart() || !m_desk.waitBackend())
        return false;
    connect(&session(), &Session::workspaceCreated, this,
            [this](const QString &id) { m_made = id; });
    connect(&session(), &Session::creationFailed, this,
            [this](const Error &error) { m_refusals << error; });
    return QTest::qWaitFor([this] { return !m_desk.rig->row(m_desk.shop()).branch.isEmpty(); });
}

void TestCreating::init()
{
    m_made.clear();
    m_refusals.clear();
}

void TestCreating::cleanup()
{
    m_desk.failGit("");
    m_desk.holdGit("", false);
    QVERIFY(m_desk.deleteAll());
    const ScratchRepository shop(m_desk.shop());
    for (const QString &path : worktrees())
        shop.git(
            {QStringLiteral("worktree"), QStringLiteral("remove"), QStringLiteral("-ff"), path});
    for (const QString &branch :
         shop.git({QStringLiteral("for-each-ref"), QStringLiteral("--format=%(refname:short)"),
                   QStringLiteral("refs/heads")})
             .split(u'\n')) {
        if (branch != u"main")
            shop.git({QStringLiteral("branch"), QStringLiteral("-qD"), branch});
    }
    QTRY_COMPARE_WITH_TIMEOUT(m_desk.rows().size(), 1, 20'000);
}

NewWorkspace TestCreating::request(const QString &branch, const QString &base) const
{
    const qint64 id = session().repositories().at(0).id;
    return {.repositoryId = id,
            .branch = branch,
            .base = base,
            .name = branch.section(u'/', -1).left(100),
            .folder = session().newWorktreeFolder(id, branch),
            .autoStopMinutes = 45};
}

bool TestCreating::create(const NewWorkspace &wanted)
{
    session().createWorkspace(wanted);
    return QTest::qWaitFor([this] { return !m_made.isEmpty() || !m_refusals.isEmpty(); }, 30'000)
        && m_made == wanted.folder;
}

/// The sentence with which it is refused, with nothing left behind.
QString TestCreating::refusal(const NewWorkspace &wanted)
{
    session().createWorkspace(wanted);
    if (!QTest::qWaitFor([this] { return !m_made.isEmpty() || !m_refusals.isEmpty(); }, 30'000)
        || m_refusals.isEmpty())
        return {};
    return m_refusals.last().message;
}

bool TestCreating::hasBranch(const QString &branch) const
{
    return !ScratchRepository(m_desk.shop())
                .git({QStringLiteral("for-each-ref"), QStringLiteral("refs/heads/") + branch})
                .isEmpty();
}

/// All but the main one.
QStringList TestCreating::worktrees() const
{
    QStringList paths;
    const QString list = ScratchRepository(m_desk.shop())
                             .git({QStringLiteral("worktree"), QStringLiteral("list"),
                                   QStringLiteral("--porcelain")});
    for (const QString &line : list.split(u'\n')) {
        if (line.startsWith(QStringLiteral("worktree ")))
            paths << line.sliced(9);
    }
    return paths.sliced(1);
}

/// Runs a statement on the desktop's own file; gives the first value of its answer.
QString TestCreating::left(const QString &statement) const
{
    QString value;
    {
        auto database
            = QSqlDatabase::addDatabase(QStringLiteral("QSQLITE"), QStringLiteral("look"));
        database.setDatabaseName(m_desk.path("data/desktop.db"));
        QSqlQuery query(database);
        if (!database.open() || !query.exec(statement))
            qFatal("%s", qPrintable(statement));
        if (query.next())
            value = query.value(0).toString();
    }
    QSqlDatabase::removeDatabase(QStringLiteral("look"));
    return value;
}

/// As if the desktop had been killed after it had made the worktree.
void TestCreating::leave(const QString &path, const QString &branch, bool asked) const
{
    const ScratchRepository shop(m_desk.shop());
    shop.git(
        {QStringLiteral("worktree"), QStringLiteral("add"), QStringLiteral("-qb"), branch, path});
    left(QStringLiteral("INSERT INTO pending_creations VALUES ('%1', 1, '%2', '%3', 1, "
                        "'bundled', %4, '%5')")
             .arg(path, branch, shop.head(), asked ? QStringLiteral("1") : QStringLiteral("0"),
                  WorkspaceId::create().toString()));
}

/// As if the desktop had been killed before it heard that @p workspaceId has been made.
void TestCreating::leaveMade(const NewWorkspace &made, const QString &workspaceId)
{
    m_desk.rig.reset();
    left(QStringLiteral("UPDATE workspaces SET cloud_workspace_id = NULL WHERE path = '%1'")
             .arg(made.folder));
    left(QStringLiteral("INSERT INTO pending_creations VALUES ('%1', 1, '%2', '%3', 1, "
                        "'bundled', 1, '%4')")
             .arg(made.folder, made.branch, ScratchRepository(m_desk.shop()).head(), workspaceId));
}

void TestCreating::listsBranches()
{
    BranchList list;
    connect(&session(), &Session::branchesKnown, this,
            [&](qint64, const BranchList &known) { list = known; });
    session().askBranches(session().repositories().at(0).id);
    QTRY_COMPARE_WITH_TIMEOUT(list.branches.size(), 2, 20'000);
    QCOMPARE(list.defaultBranch, QStringLiteral("main"));
    const auto theirs
        = std::ranges::find(list.branches, QStringLiteral("topic/theirs"), &BranchChoice::name);
    QVERIFY(theirs != list.branches.end() && theirs->isRemote && !theirs->isLocal);
    QVERIFY(theirs->when.isValid() && theirs->worktree.isEmpty() && !theirs->inCloud);
    const auto main = std::ranges::find(list.branches, QStringLiteral("main"), &BranchChoice::name);
    QVERIFY(main->isLocal && main->isRemote && !main->differs);
    QCOMPARE(main->worktree, m_desk.shop());
    disconnect(&session(), &Session::branchesKnown, this, nullptr);
}

/// What is known here is told at once, and what the remote has when it has answered.
void TestCreating::asksTheRemoteForBranches()
{
    const QString host = m_desk.remote.repositoryFolder(QStringLiteral("acme/shop"));
    const ScratchRepository there(host);
    there.git({QStringLiteral("branch"), QStringLiteral("fresh"), QStringLiteral("main")});
    QList<BranchList> told;
    const auto watching = connect(&session(), &Session::branchesKnown, this,
                                  [&](qint64, const BranchList &known) { told << known; });
    const qint64 id = session().repositories().at(0).id;
    const auto knowsFresh = [](const BranchList &list) {
        return std::ranges::contains(list.branches, QStringLiteral("fresh"), &BranchChoice::name);
    };
    m_desk.holdGit("fetch", true);
    session().askBranches(id);
    QTRY_COMPARE_WITH_TIMEOUT(told.size(), 1, 20'000);
    QVERIFY(told[0].isFetching && !knowsFresh(told[0]));
    m_desk.holdGit("", false);
    QTRY_COMPARE_WITH_TIMEOUT(told.size(), 2, 20'000);
    QVERIFY(!told[1].isFetching && told[1].fetchProblem.isEmpty() && knowsFresh(told[1]));
    m_desk.failGit("fetch");
    session().askBranches(id);
    QTRY_VERIFY_WITH_TIMEOUT(!told.last().fetchProblem.isEmpty(), 20'000);
    QVERIFY(knowsFresh(told.last()) && told.last().problem.isEmpty());
    // Who has left hears nothing any more.
    m_desk.failGit("");
    m_desk.holdGit("fetch", true);
    session().askBranches(id);
    QTRY_VERIFY_WITH_TIMEOUT(told.last().isFetching, 20'000);
    const qsizetype before = told.size();
    session().leaveBranches();
    m_desk.holdGit("", false);
    there.git({QStringLiteral("branch"), QStringLiteral("-qD"), QStringLiteral("fresh")});
    git(m_desk.shop(), {QStringLiteral("fetch"), QStringLiteral("-qp")});
    QCOMPARE(told.size(), before);
    disconnect(watching);
}

void TestCreating::makesBothFromANewBranch()
{
    const QString branch = QStringLiteral("feature/späte äpfel").replace(u' ', u'-');
    const NewWorkspace wanted = request(branch, QStringLiteral("main"));
    QCOMPARE(wanted.folder, m_desk.shop() + QStringLiteral(".feature-späte-äpfel"));
    QVERIFY2(create(wanted), qPrintable(m_refusals.value(0).message));
    QVERIFY(waitRow(
        *m_desk.rig, wanted.folder,
        [](const auto &row) {
            return row.cloud && row.cloud->status == WorkspaceStatus::Running
                && row.operation == Operation::None;
        },
        60'000));
    const WorktreeInfo row = m_desk.rig->row(wanted.folder);
    QCOMPARE(row.branch, branch);
    QCOMPARE(row.cloud->branch, branch);
    QCOMPARE(row.cloud->autoStopMinutes, 45);
    QVERIFY(!row.hasUpstream);
    QVERIFY(session().cloudOnly().isEmpty());
    session().setCurrent(wanted.folder);
    QVERIFY(waitRow(*m_desk.rig, wanted.folder, [](const auto &now) {
        return now.cloudGit && now.cloudGit->head == now.headId;
    }));
    QCOMPARE(left(QStringLiteral("SELECT count(*) FROM pending_creations")), QStringLiteral("0"));
    // It is taken now.
    QVERIFY(refusal(wanted).contains(u"already"));
}

void TestCreating::makesBothFromARemoteBranch()
{
    const NewWorkspace wanted = request(QStringLiteral("topic/theirs"));
    QVERIFY2(create(wanted), qPrintable(m_refusals.value(0).message));
    QVERIFY(QFile::exists(wanted.folder + QStringLiteral("/theirs")));
    QVERIFY(waitRow(*m_desk.rig, wanted.folder, [](const auto &row) {
        return row.cloud && row.hasUpstream && row.distance.isInStep();
    }));
}

void TestCreating::refusesWhatCanNotBe_data()
{
    QTest::addColumn<QString>("branch");
    QTest::addColumn<QString>("base");
    QTest::addColumn<QString>("words");
    const auto add = [](const char *tag, const QString &branch, const char *base,
                        const char *words) {
        QTest::newRow(tag) << branch << QString::fromLatin1(base) << QString::fromLatin1(words);
    };
    add("option", QStringLiteral("-x"), "main", "branch");
    add("two dots", QStringLiteral("a..b"), "main", "branch");
    add("space", QStringLiteral("a b"), "main", "branch");
    add("lock", QStringLiteral("a.lock"), "main", "branch");
    add("too long", QString(201, u'x'), "main", "200");
    add("none", QString(), "main", "branch");
    add("there already", QStringLiteral("main"), "main", "already");
    add("below a branch", QStringLiteral("main/x"), "main", "main");
    add("no such base", QStringLiteral("fresh"), "nowhere", "nowhere");
    add("no such branch", QStringLiteral("nowhere"), "", "nowhere");
    add("checked out", QStringLiteral("main"), "", "checked out");
}

void TestCreating::refusesWhatCanNotBe()
{
    QFETCH(QString, branch);
    QFETCH(QString, base);
    QFETCH(QString, words);
    NewWorkspace wanted = request(branch, base);
    wanted.name = QStringLiteral("x");
    const QString said = refusal(wanted);
    QVERIFY2(said.contains(words), qPrintable(said));
    QVERIFY(worktrees().isEmpty());
    QVERIFY(branch == u"main" || branch.isEmpty() || !hasBranch(branch));
}

void TestCreating::refusedByTheBackendLeavesNothing()
{
    NewWorkspace wanted
        = request(QStringLiteral("$(touch x); rm -rf ~").replace(u' ', u'-').replace(u'~', u'_'),
                  QStringLiteral("main"));
    wanted.provider = QStringLiteral("nobody");
    QVERIFY(!refusal(wanted).isEmpty());
    QVERIFY(worktrees().isEmpty());
    QVERIFY(!QFile::exists(wanted.folder));
    QVERIFY(!hasBranch(wanted.branch));
    QCOMPARE(left(QStringLiteral("SELECT count(*) FROM pending_creations")), QStringLiteral("0"));
    // A branch that was there before stays.
    ScratchRepository(m_desk.shop()).git({QStringLiteral("branch"), QStringLiteral("mine")});
    wanted.branch = QStringLiteral("mine");
    wanted.base.clear();
    m_refusals.clear();
    QVERIFY(!refusal(wanted).isEmpty());
    QVERIFY(worktrees().isEmpty() && hasBranch(QStringLiteral("mine")));
}

void TestCreating::fullDiskLeavesNothing()
{
    m_desk.failGit("worktree add");
    const NewWorkspace wanted = request(QStringLiteral("full"), QStringLiteral("main"));
    QVERIFY(refusal(wanted).contains(u"no space left"));
    QVERIFY(worktrees().isEmpty() && !QFile::exists(wanted.folder) && !hasBranch(wanted.branch));
}

void TestCreating::cancelledLeavesNothing()
{
    m_desk.holdGit("worktree add", true);
    const NewWorkspace wanted = request(QStringLiteral("gone"), QStringLiteral("main"));
    session().createWorkspace(wanted);
    QTRY_COMPARE_WITH_TIMEOUT(left(QStringLiteral("SELECT count(*) FROM pending_creations")),
                              QStringLiteral("1"), 20'000);
    session().cancelCreation();
    QTRY_COMPARE_WITH_TIMEOUT(m_refusals.size(), 1, 20'000);
    QCOMPARE(m_refusals[0].code, ErrorCode::Cancelled);
    QVERIFY(worktrees().isEmpty() && !hasBranch(wanted.branch));
    QCOMPARE(left(QStringLiteral("SELECT count(*) FROM pending_creations")), QStringLiteral("0"));
}

void TestCreating::nextStartTakesBack()
{
    m_desk.rig.reset();
    leave(m_desk.path("shop.unasked"), QStringLiteral("unasked"), false);
    leave(m_desk.path("shop.refused"), QStringLiteral("refused"), true);
    QVERIFY(restart());
    QTRY_VERIFY_WITH_TIMEOUT(worktrees().isEmpty(), 20'000);
    QTRY_VERIFY_WITH_TIMEOUT(
        !hasBranch(QStringLiteral("unasked")) && !hasBranch(QStringLiteral("refused")), 20'000);
    QTRY_COMPARE_WITH_TIMEOUT(left(QStringLiteral("SELECT count(*) FROM pending_creations")),
                              QStringLiteral("0"), 20'000);
}

void TestCreating::nextStartFinishes()
{
    const NewWorkspace wanted = request(QStringLiteral("accepted"), QStringLiteral("main"));
    QVERIFY(create(wanted));
    QTRY_VERIFY_WITH_TIMEOUT(session().worktree(wanted.folder)->cloud, 20'000);
    leaveMade(wanted, session().worktree(wanted.folder)->cloud->id.toString());
    QVERIFY(restart());
    const auto link = QStringLiteral("SELECT cloud_workspace_id FROM workspaces WHERE path = '%1'")
                          .arg(wanted.folder);
    // The backend begins again, too.
    QTRY_VERIFY_WITH_TIMEOUT(!left(link).isEmpty(), 30'000);
    QVERIFY(waitRow(
        *m_desk.rig, wanted.folder,
        [](const auto &row) { return row.cloud && row.cloud->status == WorkspaceStatus::Running; },
        60'000));
    QCOMPARE(left(QStringLiteral("SELECT count(*) FROM pending_creations")), QStringLiteral("0"));
}

/// What somebody else has made of the same branch, under the same name, is not ours.
void TestCreating::nextStartTakesNobodyElses()
{
    const NewWorkspace wanted = request(QStringLiteral("same"), QStringLiteral("main"));
    QVERIFY(create(wanted));
    leaveMade(wanted, WorkspaceId::create().toString());
    QVERIFY(restart());
    QTRY_COMPARE_WITH_TIMEOUT(left(QStringLiteral("SELECT count(*) FROM pending_creations")),
                              QStringLiteral("0"), 20'000);
    QTRY_VERIFY_WITH_TIMEOUT(worktrees().isEmpty(), 20'000);
    QTRY_COMPARE_WITH_TIMEOUT(session().cloudOnly().size(), 1, 20'000);
}

void TestCreating::nextStartKeepsWhatHasChanges()
{
    m_desk.rig.reset();
    leave(m_desk.path("shop.worked"), QStringLiteral("worked"), false);
    ScratchHome::write(m_desk.path("shop.worked/draft"), "mine\n");
    QVERIFY(restart());
    QTRY_COMPARE_WITH_TIMEOUT(m_desk.rig->failures.size(), 1, 20'000);
    QVERIFY(m_desk.rig->failures[0].contains(u"stays"));
    QVERIFY(QFile::exists(m_desk.path("shop.worked/draft")));
    QVERIFY(hasBranch(QStringLiteral("worked")));
}

void TestCreating::deadBackendIsAskedAgain_data()
{
    QTest::addColumn<bool>("isBack");
    QTest::newRow("while it is away") << false;
    QTest::newRow("when another is there") << true;
}

/// It goes away while it is asked; when it is back, both are there or neither.
void TestCreating::deadBackendIsAskedAgain()
{
    QFETCH(bool, isBack);
    m_desk.holdGit("worktree add", true);
    const NewWorkspace wanted = request(QStringLiteral("later"), QStringLiteral("main"));
    session().createWorkspace(wanted);
    QTRY_COMPARE_WITH_TIMEOUT(left(QStringLiteral("SELECT count(*) FROM pending_creations")),
                              QStringLiteral("1"), 20'000);
    QVERIFY(m_desk.killBackend());
    if (isBack) {
        QTRY_VERIFY_WITH_TIMEOUT(session().backend().state != BackendInfo::State::Ready, 20'000);
        QVERIFY(m_desk.waitBackend());
    }
    m_desk.holdGit("", false);
    QTRY_VERIFY_WITH_TIMEOUT(!m_made.isEmpty() || !m_refusals.isEmpty(), 30'000);
    QVERIFY(m_desk.waitBackend());
    QTRY_COMPARE_WITH_TIMEOUT(left(QStringLiteral("SELECT count(*) FROM pending_creations")),
                              QStringLiteral("0"), 30'000);
    QTRY_COMPARE_WITH_TIMEOUT(worktrees().isEmpty(), m_made.isEmpty(), 20'000);
    QCOMPARE(hasBranch(wanted.branch), !m_made.isEmpty());
}

void TestCreating::foldersAreFree()
{
    const qint64 id = session().repositories().at(0).id;
    const QString first = session().newWorktreeFolder(id, QStringLiteral("a/b"));
    QCOMPARE(first, m_desk.shop() + QStringLiteral(".a-b"));
    ScratchHome::write(first + QStringLiteral("/x"), "");
    QCOMPARE(session().newWorktreeFolder(id, QStringLiteral("a/b")), first + QStringLiteral("-2"));
    const QString longest
        = session().newWorktreeFolder(id, QString(200, QChar(u'\u00e4')) + QString(u'/'));
    QVERIFY(longest.section(u'/', -1).toUtf8().size() <= 255);
}

QTEST_GUILESS_MAIN(TestCreating)
#include "tst_creating.moc"
