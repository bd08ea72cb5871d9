// SPDX-License-Identifier: GPL-3.0-or-later
#include "client/backendprocess.h"
#include "client/localdoor.h"
#include "client/session.h"
#include "client/worktreeenabling.h"
#include "commandline/sshconfigkeeper.h"
#include "commandrig.h"

#include <sys/file.h>

using namespace Qt::StringLiterals;
using namespace skybranch;
using namespace skybranch::client;
using namespace skybranch::test;

/// Commands with the bundled backend: alone, beside the window, and beside each other. There is one
/// backend at any time, and none when nobody needs it.
class TestBesides : public QObject
{
    Q_OBJECT

    CommandRig m_rig;
    QTcpServer m_silent; ///< a git host that never answers
    std::unique_ptr<Session> m_window;
    std::unique_ptr<LocalDoor> m_door;

    void openWindow();
    void closeWindow();
    bool isReady() const { return m_window->backend().state == BackendInfo::State::Ready; }

    /// A clone with a worktree of a branch of its own, pushed or not.
    QString worktree(const QString &branch, bool isPushed) const;

    /// A command that waits for the silent host, with a backend.
    std::unique_ptr<QProcess> beginCreating(const QString &name) const;

    /// The window shows what has been asked for under that name.
    bool knows(const QString &name) const;

    QSet<qint64> backends() const
    {
        return m_rig.processes(u"skybranchd"_s, m_rig.dataFolder() + u"/backend"_s);
    }

private Q_SLOTS:
    void initTestCase();
    void cleanup();
    void cleanupTestCase();
    void finishesBeforeItsBackendEnds();
    void enablesAlone();
    void enablesThroughTheWindow();
    void sharesTheWindowsBackend();
    void windowSharesTheCommandsBackend();
    void goesOnWhenTheWindowCloses();
    void manyStartOneBackend();
    void saysWhyNoneStarts();
    void waitsForABackendThatEnds();
    void windowKeepsTheSshConfig();
};

void TestBesides::openWindow()
{
    m_window = std::make_unique<Session>(
        SessionConfig{.dataFolder = m_rig.dataFolder(),
                      .backendProgram = qEnvironmentVariable("SKYBRANCH_BIN") + u"/skybranchd"_s,
                      .providers = {u"sandbox"_s}});
    m_door = std::make_unique<LocalDoor>(
        m_rig.dataFolder(), u"desktop"_s,
        [this](const QJsonObject &question) { return answerEnabling(m_window.get(), question); });
    m_window->start();
    QVERIFY(m_door->open());
}

void TestBesides::closeWindow()
{
    m_door.reset();
    m_window.reset();
}

QString TestBesides::worktree(const QString &branch, bool isPushed) const
{
    const QString folder = m_rig.path("clone") + branch;
    runTool(u"git"_s, {u"clone"_s, u"-q"_s, m_rig.host.url(), folder});
    const auto git = [&folder](const QStringList &words) {
        runTool(u"git"_s,
                QStringList{u"-C"_s, folder, u"-c"_s, u"user.name=a"_s, u"-c"_s,
                            u"user.email=a@example.org"_s}
                    + words);
    };
    git({u"checkout"_s, u"-qb"_s, branch});
    if (isPushed)
        git({u"push"_s, u"-qu"_s, u"origin"_s, branch});
    git({u"commit"_s, u"-qm"_s, u"only here"_s, u"--allow-empty"_s});
    return folder;
}

std::unique_ptr<QProcess> TestBesides::beginCreating(const QString &name) const
{
    auto process
        = m_rig.begin(CommandRig::program(),
                      {u"create"_s, u"--branch"_s, u"topic"_s, u"--name"_s, name, u"--repo"_s,
                       u"git://127.0.0.1:%1/none.git"_s.arg(m_silent.serverPort())});
    QByteArray said;
    const bool waits = QTest::qWaitFor(
        [&] {
            said += process->readAllStandardError();
            return said.contains("Bringing the repository");
        },
        60'000);
    if (!waits)
        qWarning() << said;
    return process;
}

bool TestBesides::knows(const QString &name) const
{
    return std::ranges::any_of(m_window->cloudOnly(), [&name](const WorktreeInfo &row) {
        return row.cloud && row.cloud->name == name;
    });
}

void TestBesides::initTestCase()
{
    QVERIFY(m_rig.start());
    m_rig.host.allowPush();
    QVERIFY(m_silent.listen(QHostAddress::LocalHost));
    qputenv("XDG_RUNTIME_DIR", m_rig.path("run").toUtf8());
    qputenv("HOME", m_rig.home().toUtf8());
}

void TestBesides::cleanup()
{
    closeWindow();
    QTRY_VERIFY_WITH_TIMEOUT(backends().isEmpty(), 20'000);
}

void TestBesides::cleanupTestCase()
{
    QVERIFY(m_rig.deleteAll());
    QTRY_VERIFY_WITH_TIMEOUT(backends().isEmpty(), 20'000);
}

/// Nobody else would do what has been asked.
void TestBesides::finishesBeforeItsBackendEnds()
{
    const QString id = m_rig.create(u"Fix the cart"_s);
    QVERIFY(!id.isEmpty());
    QTRY_VERIFY_WITH_TIMEOUT(backends().isEmpty(), 20'000);
    QCOMPARE(m_rig.skybranch({u"pause"_s, id}).out, "Fix the cart: paused\n"_ba);
    const Ended ended = m_rig.skybranch({u"ssh"_s, id, u"--"_s, u"exit 4"_s});
    QCOMPARE(ended.code, 4);
    QVERIFY(ended.err.contains("It is resumed"));
    QCOMPARE(m_rig.skybranch({u"delete"_s, id, u"--yes"_s}).code, 0);
    QVERIFY(m_rig.list().isEmpty());
}

void TestBesides::enablesAlone()
{
    const QString folder = worktree(u"alone"_s, true);
    QVERIFY(QDir(folder).mkdir(u"in"_s));
    const Ended refused = m_rig.skybranch({u"enable"_s}, folder + u"/in"_s);
    QCOMPARE(refused.code, 2);
    QVERIFY2(refused.err.contains("1 commit is not on the remote"), refused.err.constData());
    const Ended ended
        = m_rig.skybranch({u"enable"_s, u"--send-unpushed"_s, u"--json"_s}, folder + u"/in"_s);
    QCOMPARE(ended.code, 0);
    const QString id = ended.json()[u"workspace"_s][u"id"_s].toString();
    QCOMPARE(
        m_rig.skybranch({u"ssh"_s, id, u"--"_s, u"git -C /workspace/* log -1 --format=%s"_s}).out,
        "only here\n"_ba);
    QCOMPARE(m_rig.skybranch({u"enable"_s, folder}).code, 1);
    QCOMPARE(m_rig.skybranch({u"enable"_s, m_rig.home()}).code, 3);
    // The window knows it the next time that it starts.
    openWindow();
    QTRY_VERIFY_WITH_TIMEOUT(m_window->worktree(folder) && m_window->worktree(folder)->cloud,
                             30'000);
    QCOMPARE(m_window->worktree(folder)->cloud->id.toString(), id);
}

void TestBesides::enablesThroughTheWindow()
{
    openWindow();
    QTRY_VERIFY_WITH_TIMEOUT(isReady(), 60'000);
    const QString folder = worktree(u"through"_s, false);
    const Ended refused = m_rig.skybranch({u"enable"_s, folder});
    QCOMPARE(refused.code, 2);
    QVERIFY2(refused.err.contains("not on the remote yet"), refused.err.constData());
    const Ended ended = m_rig.skybranch({u"enable"_s, folder, u"--send-unpushed"_s});
    QCOMPARE(ended.out, "through: running\n"_ba);
    QVERIFY(m_window->worktree(folder)->cloud);
    QCOMPARE(backends().size(), 1);
}

void TestBesides::sharesTheWindowsBackend()
{
    openWindow();
    QTRY_VERIFY_WITH_TIMEOUT(isReady(), 60'000);
    const auto process = beginCreating(u"Taken back"_s);
    QCOMPARE(backends().size(), 1);
    ::kill(pid_t(process->processId()), SIGINT);
    QCOMPARE(CommandRig::end(*process).code, 130);
    QVERIFY(isReady());
}

void TestBesides::windowSharesTheCommandsBackend()
{
    const QString name = u"Left alone"_s;
    const auto process = beginCreating(name);
    openWindow();
    QTRY_VERIFY_WITH_TIMEOUT(isReady(), 60'000);
    QCOMPARE(backends().size(), 1);
    // What it shows at first is of the last time, and goes when the stream says so.
    QTRY_VERIFY_WITH_TIMEOUT(knows(name), 20'000);
    const QSet<qint64> before = backends();
    process->kill();
    CommandRig::end(*process);
    QVERIFY(isReady());
    QCOMPARE(backends(), before);
    // Where what keeps it is killed, the window starts the next one.
    const QSet<qint64> keepers = m_rig.processes(u"skybranch"_s, u"keep-backend"_s);
    QCOMPARE(keepers.size(), 1);
    ::kill(pid_t(*keepers.begin()), SIGKILL);
    QTRY_VERIFY_WITH_TIMEOUT(!isReady(), 20'000);
    QTRY_VERIFY_WITH_TIMEOUT(isReady(), 60'000);
    QCOMPARE(backends().size(), 1);
    QVERIFY(knows(name));
    QVERIFY(std::ranges::any_of(m_rig.list(), [&name](const QJsonValue &workspace) {
        return workspace[u"name"_s].toString() == name;
    }));
}

void TestBesides::goesOnWhenTheWindowCloses()
{
    openWindow();
    QTRY_VERIFY_WITH_TIMEOUT(isReady(), 60'000);
    const auto process = beginCreating(u"Taken back alone"_s);
    closeWindow();
    QTRY_COMPARE_WITH_TIMEOUT(backends().size(), 1, 60'000);
    const qsizetype before = m_rig.list().size();
    QCOMPARE(process->state(), QProcess::Running);
    ::kill(pid_t(process->processId()), SIGINT);
    QCOMPARE(CommandRig::end(*process).code, 130);
    QCOMPARE(m_rig.list().size(), before - 1);
}

/// As an editor and a script do: each connect of plain ssh is a command of its own.
void TestBesides::manyStartOneBackend()
{
    const QString id = m_rig.create(u"Many"_s);
    QCOMPARE(m_rig.skybranch({u"ssh-config"_s, u"--install"_s}).code, 0);
    QTRY_VERIFY_WITH_TIMEOUT(backends().isEmpty(), 20'000);
    QSet<qint64> seen;
    QTimer look;
    connect(&look, &QTimer::timeout, this, [&] { seen |= backends(); });
    look.start(50);
    std::vector<std::unique_ptr<QProcess>> all;
    for (int i = 0; i < 8; ++i)
        all.push_back(m_rig.begin(u"ssh"_s,
                                  {u"-F"_s, m_rig.home() + u"/.ssh/skybranch.conf"_s,
                                   u"skybranch-many"_s, u"echo %1"_s.arg(i)}));
    for (size_t i = 0; i < all.size(); ++i) {
        const Ended ended = CommandRig::end(*all[i]);
        QCOMPARE(ended.err, QByteArray());
        QCOMPARE(ended.out.trimmed(), QByteArray::number(i));
    }
    QCOMPARE(seen.size(), 1);
}

/// Whoever waits for it is told.
void TestBesides::saysWhyNoneStarts()
{
    const QString folder = m_rig.path("broken");
    QVERIFY(makePrivateFolder(folder));
    QVERIFY(writePrivateFile(folder + u"/backend"_s, "not a folder"));
    const Ended ended = m_rig.skybranch({u"--data-dir"_s, folder, u"list"_s});
    QCOMPARE(ended.code, 4);
    QVERIFY2(ended.err.contains("does not stay up"), ended.err.constData());
}

/// It has the folder until the last of it is gone, which may take half a minute.
void TestBesides::waitsForABackendThatEnds()
{
    const QString folder = m_rig.path("ending");
    QVERIFY(makePrivateFolder(folder));
    QFile lock(folder + u"/lock"_s);
    QVERIFY(lock.open(QIODevice::ReadWrite));
    QCOMPARE(::flock(lock.handle(), LOCK_EX), 0);
    client::BackendProcess process(qEnvironmentVariable("SKYBRANCH_BIN") + u"/skybranchd"_s, folder,
                                   {u"sandbox"_s});
    using State = client::BackendProcess::State;
    int changes = 0;
    connect(&process, &client::BackendProcess::stateChanged, this,
            [&] { changes += process.state() == State::Restarting; });
    process.start();
    // A start and an end each: more than one that only fails would get.
    QTRY_VERIFY_WITH_TIMEOUT(changes > 12 || process.state() == State::Failed, 60'000);
    QVERIFY(process.state() != State::Failed);
    lock.close();
    QTRY_COMPARE_WITH_TIMEOUT(process.state(), State::Ready, 60'000);
}

void TestBesides::windowKeepsTheSshConfig()
{
    const QString id = m_rig.create(u"Kept"_s);
    QCOMPARE(m_rig.skybranch({u"ssh-config"_s, u"--install"_s}).code, 0);
    const QString conf = m_rig.home() + u"/.ssh/skybranch.conf"_s;
    QVERIFY(readFile(conf)->contains("Host skybranch-kept\n"));
    openWindow();
    const commandline::SshConfigKeeper keeper(*m_window, {.dataFolder = m_rig.dataFolder()});
    QTRY_VERIFY_WITH_TIMEOUT(isReady(), 60'000);
    QTRY_VERIFY_WITH_TIMEOUT(m_window->worktree(u"cloud:"_s + id), 20'000);
    m_window->request(u"cloud:"_s + id, domain::WorkspaceEvent::Delete);
    QTRY_VERIFY_WITH_TIMEOUT(!readFile(conf)->contains("Host skybranch-kept\n"), 30'000);
}

QTEST_GUILESS_MAIN(TestBesides)
#include "tst_besides.moc"
