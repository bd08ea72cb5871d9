// SPDX-License-Identifier: GPL-3.0-or-later
#include "screen.h"
#include "sessionrig.h"
#include "support/gitremote.h"

#include <QProcess>
#include <QSqlDatabase>
#include <QSqlQuery>
#include <QTest>

#include <csignal>

using namespace skybranch;
using namespace skybranch::client;
using namespace skybranch::test;
using domain::PendingAction;
using domain::WorkspaceEvent;
using domain::WorkspaceStatus;

namespace {

constexpr int provisionMs = 60'000;

} // namespace

/// The desktop with the real backend, its private database, sandbox VMs and a private git host
/// that lets in nobody but this test.
class TestCloudSide : public QObject
{
    Q_OBJECT

    ScratchHome m_home;
    QTemporaryDir m_dir;
    std::unique_ptr<GitRemote> m_remote;
    std::unique_ptr<SessionRig> m_rig;
    QString m_shop;

    SessionConfig config() const
    {
        return {.dataFolder = m_dir.filePath(QStringLiteral("data")),
                .backendProgram
                = qEnvironmentVariable("SKYBRANCH_BIN") + QStringLiteral("/skybranchd")};
    }

    WorktreeInfo row() const { return m_rig->row(m_shop); }
    QString pushCommit(const QString &file);
    bool waitStatus(WorkspaceStatus status, int timeoutMs = provisionMs) const;
    QByteArray backendProcessId() const;

private Q_SLOTS:
    void initTestCase();
    void cleanupTestCase();
    void backendStarts();
    void enablesCloudForAPrivateRepository();
    void terminalRunsInTheVm();
    void commandLogsInFromOutside();
    void lostConnectionComesBack();
    void knowsTheVmsRepository();
    void pushesFromTheCloudOnceTheKeyIsKnown();
    void followsTheCloud();
    void theCloudFollowsAtOnce();
    void pullsInTheCloud();
    void tellsWhatWouldBeLost();
    void pausesAndWakes();
    void killedBackendComesBack();
    void rowsAreThereBeforeTheBackend();
    void forgetsWhatTheBackendForgot();
    void destroyedInTheMiddle();
    void deletes();
};

bool TestCloudSide::waitStatus(WorkspaceStatus status, int timeoutMs) const
{
    return waitRow(
        *m_rig, m_shop,
        [status](const WorktreeInfo &row) {
            return row.cloud && row.cloud->status == status
                && row.cloud->pending == PendingAction::None;
        },
        timeoutMs);
}

/// A new commit of the worktree here that the remote has; gives its id.
QString TestCloudSide::pushCommit(const QString &file)
{
    commitFile(m_shop, file, "1\n");
    const QString head = git(m_shop, {QStringLiteral("rev-parse"), QStringLiteral("HEAD")});
    // A worktree that still follows the remote is busy, and does not push.
    if (!waitRow(*m_rig, m_shop, [&](const auto &row) {
            return row.headId == head && row.operation == Operation::None;
        }))
        return {};
    m_rig->session->push(m_shop);
    return waitRow(*m_rig, m_shop, [](const auto &row) { return row.distance.isInStep(); })
        ? head
        : QString();
}

/// Of the skybranchd that this process has started.
QByteArray TestCloudSide::backendProcessId() const
{
    const QString children = QStringLiteral("/proc/self/task/%1/children").arg(::getpid());
    const auto list = readFile(children);
    for (const QByteArray &id : list.value_or(QByteArray()).split(' ')) {
        const auto name = readFile(QStringLiteral("/proc/%1/comm").arg(QString::fromLatin1(id)));
        if (name && name->startsWith("skybranchd"))
            return id;
    }
    return {};
}

void TestCloudSide::initTestCase()
{
    m_remote = std::make_unique<GitRemote>(m_dir.filePath(QStringLiteral("host")));
    QVERIFY(m_remote->start());
    m_remote->createRepository(QStringLiteral("acme/shop"));
    // The user's own ssh, as ~/.ssh would have it.
    const QByteArray ssh = "ssh -F " + QFile::encodeName(m_remote->clientConfig());
    qputenv("GIT_SSH_COMMAND", ssh);
    ScratchHome::write(m_home.path(QStringLiteral(".ssh/known_hosts")),
                       m_remote->knownHostsLine() + '\n');
    m_shop = m_dir.filePath(QStringLiteral("shop"));
    const ScratchRepository shop = ScratchRepository::create(m_shop);
    shop.git({QStringLiteral("checkout"), QStringLiteral("-qb"), QStringLiteral("topic/x")});
    shop.git({QStringLiteral("remote"), QStringLiteral("add"), QStringLiteral("origin"),
              m_remote->url(QStringLiteral("acme/shop"))});
    shop.git({QStringLiteral("push"), QStringLiteral("-qu"), QStringLiteral("origin"),
              QStringLiteral("main"), QStringLiteral("topic/x")});
    shop.commit(QStringLiteral("unpushed"), "1\n", QStringLiteral("Not pushed yet"));
    m_rig = std::make_unique<SessionRig>(config());
    QVERIFY(m_rig->waitLoaded());
    QCOMPARE(m_rig->add(m_shop), m_shop);
}

/// VMs outlive their backend: one that a failed test has left is deleted here.
void TestCloudSide::cleanupTestCase()
{
    if (m_rig && row().cloud) {
        QTRY_COMPARE_WITH_TIMEOUT(m_rig->session->backend().state, BackendInfo::State::Ready,
                                  60'000);
        m_rig->session->request(m_shop, WorkspaceEvent::Delete);
        QVERIFY(waitRow(*m_rig, m_shop, [](const auto &row) { return !row.cloud; }, provisionMs));
    }
    m_rig.reset();
    QTest::qWait(50);
}

void TestCloudSide::backendStarts()
{
    QTRY_COMPARE_WITH_TIMEOUT(m_rig->session->backend().state, BackendInfo::State::Ready, 60'000);
    QTRY_COMPARE_WITH_TIMEOUT(m_rig->session->backend().providerType, QStringLiteral("sandbox"),
                              20'000);
    QTRY_COMPARE_WITH_TIMEOUT(m_rig->session->backend().providers.size(), 2, 20'000);
    const client::ProviderInfo sandbox = m_rig->session->backend().providers.first();
    QVERIFY2(sandbox.usable, qPrintable(sandbox.problem));
    QVERIFY(sandbox.isDefault && sandbox.freezeKeepsMemory && !sandbox.isolated);
    const client::ProviderInfo docker = m_rig->session->backend().providers.last();
    QCOMPARE(docker.type, QStringLiteral("docker"));
    QCOMPARE(docker.usable, docker.problem.isEmpty());
    QVERIFY(m_rig->session->backend().bundled);
}

void TestCloudSide::enablesCloudForAPrivateRepository()
{
    m_rig->session->enableCloud(m_shop, true);
    QVERIFY(waitStatus(WorkspaceStatus::Running));
    QCOMPARE(row().cloud->branch, QStringLiteral("topic/x"));
    QVERIFY(m_rig->session->cloudOnly().isEmpty());
    QVERIFY(
        waitRow(*m_rig, m_shop, [](const auto &row) { return row.operation == Operation::None; }));
    QVERIFY(!row().failure);
    m_rig->session->enableCloud(m_shop, true);
    QTRY_COMPARE_WITH_TIMEOUT(m_rig->failures.size(), 1, 20'000);
    m_rig->failures.clear();
}

void TestCloudSide::terminalRunsInTheVm()
{
    Screen screen(m_rig->session->openTerminal(m_shop, Terminal::Place::Cloud));
    screen.terminal->resize(97, 31);
    QVERIFY(screen.waitState(Terminal::State::Open));
    QVERIFY(screen.waitFor("dev@"));
    QVERIFY(screen.terminal->write("stty size; pwd; cat unpushed; echo $((6 * 7))\n"));
    QVERIFY(screen.waitFor("31 97"));
    QVERIFY(screen.waitFor("/workspace/shop"));
    QVERIFY(screen.waitFor("42"));
    screen.terminal->resize(60, 20);
    QVERIFY(screen.terminal->write("stty size\n"));
    QVERIFY(screen.waitFor("20 60"));
    QVERIFY(screen.terminal->write("exit 7\n"));
    QVERIFY(screen.waitState(Terminal::State::Ended));
    QCOMPARE(screen.terminal->exitCode(), 7);
    QVERIFY(!screen.terminal->write("x"));
    screen.terminal->reopen();
    QVERIFY(screen.waitState(Terminal::State::Open));
}

// In a shell that knows nothing of this program.
void TestCloudSide::commandLogsInFromOutside()
{
    m_rig->session->askSshCommand(m_shop);
    QTRY_COMPARE_WITH_TIMEOUT(m_rig->failures.size(), 1, 20'000);
    QVERIFY(m_rig->failures.takeFirst().contains(u"ssh-keygen"));
    const QString key = m_home.path(QStringLiteral(".ssh/id_ed25519"));
    QCOMPARE(
        QProcess::execute(QStringLiteral("ssh-keygen"),
                          {QStringLiteral("-q"), QStringLiteral("-t"), QStringLiteral("ed25519"),
                           QStringLiteral("-N"), QString(), QStringLiteral("-f"), key}),
        0);
    QSignalSpy known(m_rig->session.get(), &Session::sshCommandKnown);
    m_rig->session->askSshCommand(m_shop);
    QTRY_COMPARE_WITH_TIMEOUT(known.size(), 1, 20'000);
    QVERIFY(known[0][2].toDateTime() > QDateTime::currentDateTimeUtc());
    const QString line = known[0][1].toString();
    QProcess shell;
    shell.setStandardInputFile(QProcess::nullDevice());
    shell.start(QStringLiteral("sh"), {QStringLiteral("-c"), line + QStringLiteral(" id -un")});
    QTRY_COMPARE_WITH_TIMEOUT(shell.state(), QProcess::NotRunning, 30'000);
    QVERIFY2(shell.exitCode() == 0, shell.readAllStandardError().constData());
    QCOMPARE(shell.readAllStandardOutput().trimmed(), QByteArray("dev"));
    // Nothing that it wrote is a secret: certificate and host keys.
    for (const QString &file :
         QDir(m_dir.filePath(QStringLiteral("data/ssh"))).entryList(QDir::Files)) {
        const auto content = readFile(m_dir.filePath(QStringLiteral("data/ssh/")) + file);
        QVERIFY(content && !content->contains("PRIVATE"));
    }
}

/// To the same shell.
void TestCloudSide::lostConnectionComesBack()
{
    Screen screen(m_rig->session->openTerminal(m_shop, Terminal::Place::Cloud));
    QVERIFY(screen.waitState(Terminal::State::Open));
    screen.states.clear();
    // The server's processes of all connections.
    QVERIFY(screen.terminal->write(
        "kept=$((40 + 1)); for p in /proc/[0-9]*; do read -r n < $p/comm; "
        "case $n in sshd-session) kill -9 ${p#/proc/};; esac; done 2>/dev/null\n"));
    QVERIFY(screen.waitPast(Terminal::State::Reconnecting));
    QVERIFY(screen.terminal->write("echo $((kept + 1))\n"));
    QVERIFY(screen.waitState(Terminal::State::Open));
    QVERIFY(screen.waitFor("42"));
    QCOMPARE(screen.terminal->unsentKeys(), 0);
}

void TestCloudSide::knowsTheVmsRepository()
{
    m_rig->session->setCurrent(m_shop);
    QVERIFY(waitRow(
        *m_rig, m_shop, [](const auto &row) { return row.cloudReachable && row.cloudGit; },
        30'000));
    QCOMPARE(row().cloudGit->distance.ahead, 1);
    QCOMPARE(row().cloudGit->head, row().headId);
    // Its own key is not known to the host yet.
    m_rig->session->pullInCloud(m_shop);
    QVERIFY(
        waitRow(*m_rig, m_shop, [](const auto &row) { return row.failure.has_value(); }, 30'000));
    QCOMPARE(row().failure->operation, Operation::PullInCloud);
    QVERIFY(row().cloudGit->needsKey);
    // Only GitHub takes it from here; what to do instead is said.
    m_rig->session->registerKey(m_shop);
    QVERIFY(waitRow(
        *m_rig, m_shop,
        [](const auto &row) {
            return row.failure && row.failure->operation == Operation::RegisterKey;
        },
        30'000));
    QVERIFY(row().failure->error.message.contains(u"Copy the key"));
    m_rig->session->dismissFailure(m_shop);
}

void TestCloudSide::pushesFromTheCloudOnceTheKeyIsKnown()
{
    QSignalSpy key(m_rig->session.get(), &Session::publicKeyKnown);
    m_rig->session->askPublicKey(m_shop);
    QTRY_COMPARE_WITH_TIMEOUT(key.size(), 1, 20'000);
    const QString line = key[0][1].toString();
    QVERIFY2(line.startsWith(u"ssh-ed25519 "), qPrintable(line));
    m_remote->authorize(line);
    m_rig->session->pushFromCloud(m_shop);
    QCOMPARE(row().operation, Operation::PushFromCloud);
    QVERIFY(waitRow(
        *m_rig, m_shop,
        [](const auto &row) {
            return row.operation == Operation::None && row.cloudGit->distance.isInStep();
        },
        30'000));
    QVERIFY(!row().failure);
    QVERIFY(waitRow(*m_rig, m_shop, [](const auto &row) { return !row.cloudGit->needsKey; }));
}

void TestCloudSide::followsTheCloud()
{
    Screen screen(m_rig->session->openTerminal(m_shop, Terminal::Place::Cloud));
    QVERIFY(screen.waitState(Terminal::State::Open));
    QVERIFY(screen.terminal->write("echo cloud > made-in-cloud; git add -A; "
                                   "git commit -qm 'In the cloud' && git push -q; "
                                   "echo pushed=$?\n"));
    QVERIFY(screen.waitFor("pushed=0", 30'000));
    QTRY_VERIFY_WITH_TIMEOUT(QFile::exists(m_shop + QStringLiteral("/made-in-cloud")), 40'000);
    QVERIFY(waitRow(*m_rig, m_shop, [](const auto &row) {
        return row.distance.isInStep() && row.cloudGit->head == row.headId;
    }));
}

/// Twice within the 30 s that pass between two looks of the VM by itself.
void TestCloudSide::theCloudFollowsAtOnce()
{
    for (const QString &file : {QStringLiteral("first"), QStringLiteral("second")}) {
        const QString head = pushCommit(file);
        QVERIFY(waitRow(
            *m_rig, m_shop, [&](const auto &row) { return row.cloudGit->head == head; }, 13'000));
    }
}

void TestCloudSide::pullsInTheCloud()
{
    const QString head = pushCommit(QStringLiteral("made-here"));
    m_rig->session->pullInCloud(m_shop);
    QVERIFY(waitRow(
        *m_rig, m_shop,
        [&](const auto &row) {
            return row.operation == Operation::None && row.cloudGit->head == head;
        },
        30'000));
    QVERIFY(!row().failure);
}

void TestCloudSide::tellsWhatWouldBeLost()
{
    Screen screen(m_rig->session->openTerminal(m_shop, Terminal::Place::Cloud));
    QVERIFY(screen.waitState(Terminal::State::Open));
    QVERIFY(screen.terminal->write("git commit -q --allow-empty -m 'Never pushed'; "
                                   "echo x > draft; echo ready=$?; sleep 1000\n"));
    QVERIFY(screen.waitFor("ready=0"));
    QSignalSpy known(m_rig->session.get(), &Session::lossKnown);
    m_rig->session->inspectLoss(m_shop);
    QTRY_COMPARE_WITH_TIMEOUT(known.size(), 1, 6000);
    const auto report = known[0][1].value<LossReport>();
    QVERIFY(report.known);
    QCOMPARE(report.commitCount, 1);
    QVERIFY2(report.commits.value(0).endsWith(u"Never pushed"),
             qPrintable(report.commits.value(0)));
    QCOMPARE(report.fileCount, 1);
    QVERIFY(report.files.value(0).contains(u"draft"));
    QCOMPARE(report.foregroundJob, QStringLiteral("sleep"));
    QCOMPARE(screen.job(), QStringLiteral("sleep"));
    QVERIFY(screen.terminal->write("\x03git reset -q --hard origin/topic/x; git clean -qfd; "
                                   "echo clean=$?\n"));
    QVERIFY(screen.waitFor("clean=0"));
    QTRY_COMPARE_WITH_TIMEOUT(screen.job(), QString(), 20'000);
    // A guest that does not answer keeps nobody waiting: what was last heard is told.
    QVERIFY(screen.terminal->write("pkill -STOP -f 'guest serve'; echo held=$?\n"));
    QVERIFY(screen.waitFor("held=0"));
    m_rig->session->inspectLoss(m_shop);
    QTRY_COMPARE_WITH_TIMEOUT(known.size(), 2, 10'000);
    QVERIFY(!known[1][1].value<LossReport>().known);
    QVERIFY(screen.terminal->write("pkill -CONT -f 'guest serve'; echo freed=$?\n"));
    QVERIFY(screen.waitFor("freed=0"));
}

void TestCloudSide::pausesAndWakes()
{
    Screen screen(m_rig->session->openTerminal(m_shop, Terminal::Place::Cloud));
    QVERIFY(screen.waitState(Terminal::State::Open));
    QVERIFY(screen.terminal->write("kept=$((40 + 1)); echo ready=$?\n"));
    QVERIFY(screen.waitFor("ready=0"));
    m_rig->session->request(m_shop, WorkspaceEvent::Pause);
    QVERIFY(waitStatus(WorkspaceStatus::Paused));
    QCOMPARE(screen.terminal->state(), Terminal::State::Paused);
    QVERIFY(!row().cloudReachable);
    QVERIFY(row().cloudGit);
    // Nothing reconnects by itself.
    screen.terminal->reconnect();
    QTest::qWait(1500);
    QCOMPARE(row().cloud->status, WorkspaceStatus::Paused);
    QCOMPARE(screen.terminal->state(), Terminal::State::Paused);
    screen.terminal->wake();
    QVERIFY(waitStatus(WorkspaceStatus::Running));
    QVERIFY(screen.waitState(Terminal::State::Open));
    QVERIFY(screen.terminal->write("echo $((kept + 1))\n"));
    QVERIFY(screen.waitFor("42"));
    m_rig->session->request(m_shop, WorkspaceEvent::Retry);
    QTRY_COMPARE_WITH_TIMEOUT(m_rig->failures.size(), 1, 20'000);
    QVERIFY(screen.waitState(Terminal::State::Open));
    m_rig->failures.clear();
}

void TestCloudSide::killedBackendComesBack()
{
    Screen screen(m_rig->session->openTerminal(m_shop, Terminal::Place::Cloud));
    QVERIFY(screen.waitState(Terminal::State::Open));
    const int process = backendProcessId().toInt();
    QVERIFY(process > 0);
    QVERIFY(::kill(process, SIGKILL) == 0);
    QTRY_VERIFY_WITH_TIMEOUT(m_rig->session->backend().state != BackendInfo::State::Ready, 20'000);
    QVERIFY(row().cloud.has_value());
    // The way to the VM does not lead through it.
    QVERIFY(screen.terminal->write("echo $((40 + 2))\n"));
    QVERIFY(screen.waitFor("42"));
    QTRY_COMPARE_WITH_TIMEOUT(m_rig->session->backend().state, BackendInfo::State::Ready, 60'000);
    m_rig->session->request(m_shop, WorkspaceEvent::Stop);
    QVERIFY(waitStatus(WorkspaceStatus::Stopped));
    QCOMPARE(screen.terminal->state(), Terminal::State::Stopped);
    m_rig->session->request(m_shop, WorkspaceEvent::Resume);
    QVERIFY(waitStatus(WorkspaceStatus::Running));
    // What it has put out is there, for another window too.
    QVERIFY(screen.waitState(Terminal::State::Ended));
    QVERIFY(!screen.terminal->endedByItself());
    Screen again(
        m_rig->session->openTerminal(m_shop, Terminal::Place::Cloud, screen.terminal->id()));
    QVERIFY(again.waitState(Terminal::State::Ended));
    QTRY_COMPARE_WITH_TIMEOUT(again.text, screen.text, 20'000);
    const QString ended = screen.terminal->id();
    screen.terminal->reopen();
    QVERIFY(screen.waitState(Terminal::State::Open));
    QVERIFY(screen.terminal->id() != ended);
}

void TestCloudSide::rowsAreThereBeforeTheBackend()
{
    m_rig.reset();
    SessionConfig alone = config();
    alone.backendProgram = QStringLiteral("/no/such/skybranchd");
    m_rig = std::make_unique<SessionRig>(alone);
    QVERIFY(waitRow(*m_rig, m_shop, [](const auto &row) {
        return row.cloud && row.cloud->status == WorkspaceStatus::Running;
    }));
    QTRY_COMPARE_WITH_TIMEOUT(m_rig->session->backend().state, BackendInfo::State::Failed, 20'000);
    QVERIFY(m_rig->session->backend().problem.contains(u"can not be started"));
    m_rig = std::make_unique<SessionRig>(config());
    QVERIFY(waitStatus(WorkspaceStatus::Running));
    QTRY_COMPARE_WITH_TIMEOUT(m_rig->session->backend().state, BackendInfo::State::Ready, 60'000);
}

/// A stream that can not be gone on with is read anew; what it does not hold any more goes.
void TestCloudSide::forgetsWhatTheBackendForgot()
{
    m_rig.reset();
    {
        auto database = QSqlDatabase::addDatabase(QStringLiteral("QSQLITE"));
        database.setDatabaseName(m_dir.filePath(QStringLiteral("data/desktop.db")));
        QVERIFY(database.open());
        QSqlQuery query(database);
        QVERIFY(query.exec(QStringLiteral("UPDATE shape_positions SET handle = 'another'")));
        const QString ghost = WorkspaceId::create().toString();
        QVERIFY(query.exec(QStringLiteral("INSERT INTO cloud_workspaces SELECT source, '%1', "
                                          "json_set(columns, '$.id', '%1', '$.branch', 'ghost') "
                                          "FROM cloud_workspaces")
                               .arg(ghost)));
    }
    QSqlDatabase::removeDatabase(QLatin1StringView(QSqlDatabase::defaultConnection));
    m_rig = std::make_unique<SessionRig>(config());
    QTRY_COMPARE_WITH_TIMEOUT(m_rig->session->cloudOnly().size(), 1, 20'000);
    QCOMPARE(m_rig->session->cloudOnly().at(0).branch, QStringLiteral("ghost"));
    QTRY_VERIFY_WITH_TIMEOUT(m_rig->session->cloudOnly().isEmpty(), 60'000);
    QVERIFY(waitStatus(WorkspaceStatus::Running));
}

void TestCloudSide::destroyedInTheMiddle()
{
    for (int i = 0; i < 4; ++i) {
        QTRY_COMPARE_WITH_TIMEOUT(m_rig->session->backend().state, BackendInfo::State::Ready,
                                  60'000);
        const auto terminal = m_rig->session->openTerminal(m_shop, Terminal::Place::Cloud);
        m_rig->session->setCurrent(m_shop);
        m_rig->session->inspectLoss(m_shop);
        m_rig->session->askPublicKey(m_shop);
        m_rig->session->pullInCloud(m_shop);
        QTest::qWait(i * 60);
        m_rig->session.reset();
        QVERIFY(!terminal->write("x"));
        m_rig = std::make_unique<SessionRig>(config());
        QVERIFY(waitRow(*m_rig, m_shop, [](const auto &row) { return row.cloud.has_value(); }));
    }
}

void TestCloudSide::deletes()
{
    QTRY_COMPARE_WITH_TIMEOUT(m_rig->session->backend().state, BackendInfo::State::Ready, 60'000);
    Screen screen(m_rig->session->openTerminal(m_shop, Terminal::Place::Cloud));
    m_rig->session->request(m_shop, WorkspaceEvent::Delete);
    QVERIFY(waitRow(*m_rig, m_shop, [](const auto &row) { return !row.cloud; }, provisionMs));
    QCOMPARE(screen.terminal->state(), Terminal::State::Lost);
    QVERIFY(screen.terminal->lastError().message.contains(u"deleted"));
    QVERIFY(QFile::exists(m_shop + QStringLiteral("/README")));
}

QTEST_GUILESS_MAIN(TestCloudSide)
#include "tst_cloudside.moc"
