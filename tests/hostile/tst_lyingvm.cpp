// SPDX-License-Identifier: GPL-3.0-or-later
#include "../client/sessionrig.h"
#include "support/backend.h"
#include "support/gitdaemon.h"
#include "support/memory.h"

#include <QTest>

#include <unistd.h>

using namespace skybranch;
using namespace skybranch::client;
using namespace skybranch::test;
using namespace Qt::StringLiterals;
using domain::WorkspaceEvent;
using domain::WorkspaceStatus;

namespace {

constexpr qint64 mostMegabytes = 80;

} // namespace

/// A real backend and a real desktop with a VM whose guest lies, as one has where somebody got into
/// the VM.
class TestLyingVm : public QObject
{
    Q_OBJECT

    ScratchHome m_home;
    QTemporaryDir m_programs;
    QTemporaryDir m_dir;
    GitDaemon m_git;
    std::unique_ptr<BackendProcess> m_backend;
    std::unique_ptr<SessionRig> m_rig;
    QString m_row;
    QString m_workspaceFolder; ///< of the VM, on this computer

    bool setMode(const QByteArray &mode)
    {
        return writePrivateFile(m_workspaceFolder + u"/mode"_s, mode).has_value();
    }

    bool waitReachable(bool reachable)
    {
        return waitRow(
            *m_rig, m_row, [reachable](const auto &row) { return row.cloudReachable == reachable; },
            30'000);
    }

    /// A new conversation, in the mode that is set.
    void reconnect()
    {
        m_rig->session->setCurrent({});
        QTRY_VERIFY(!m_rig->row(m_row).cloudReachable);
        m_rig->session->setCurrent(m_row);
    }

    /// Until the desktop has the answer to all that it has asked so far: they come in order.
    bool waitAnswered()
    {
        const QSignalSpy known(m_rig->session.get(), &Session::publicKeyKnown);
        const QSignalSpy refused(m_rig->session.get(), &Session::failed);
        m_rig->session->askPublicKey(m_row);
        return QTest::qWaitFor([&] { return !known.isEmpty() || !refused.isEmpty(); }, 30'000);
    }

private Q_SLOTS:
    void initTestCase();
    void cleanupTestCase();
    void staysUp_data();
    void staysUp();
    void terminalFloods();
    void terminalThatEndsAtOnce();
    void terminalThatCountsWrongly();
    void ordersArePutOffForEver();
    void symlinksAreNotFollowed();
};

void TestLyingVm::initTestCase()
{
    // The backend takes the guest from its own folder.
    const QString built = qEnvironmentVariable("SKYBRANCH_BIN");
    QVERIFY(QFile::copy(built + u"/skybranchd"_s, m_programs.filePath(u"skybranchd"_s)));
    QVERIFY(QFile::copy(built + u"/hostileguest"_s, m_programs.filePath(u"skybranch-guest"_s)));
    QVERIFY(m_git.start());
    m_backend = std::make_unique<BackendProcess>(m_programs.filePath(u"skybranchd"_s));
    QVERIFY2(m_backend->start(), m_backend->errors().constData());
    HttpClient http = m_backend->client();
    const HttpReply repository = http.post(u"/api/repositories"_s, {{u"url"_s, m_git.url()}});
    const HttpReply workspace = http.post(u"/api/workspaces"_s,
                                          {{u"repositoryId"_s, repository.json().value(u"id"_s)},
                                           {u"branch"_s, u"topic"_s},
                                           {u"name"_s, u"Fix the cart"_s},
                                           {u"seed"_s, u"remote"_s}});
    const QString id = workspace.json().value(u"id"_s).toString();
    QVERIFY2(!id.isEmpty(), workspace.body.constData());
    const QString keyFile = m_dir.filePath(u"key"_s);
    QVERIFY(writePrivateFile(keyFile, m_backend->key() + '\n').has_value());
    m_rig = std::make_unique<SessionRig>(SessionConfig{.dataFolder = m_dir.filePath(u"data"_s),
                                                       .backendUrl = m_backend->base(),
                                                       .backendKeyFile = keyFile});
    m_row = u"cloud:"_s + id;
    QVERIFY(waitRow(
        *m_rig, m_row,
        [](const auto &row) { return row.cloud && row.cloud->status == WorkspaceStatus::Running; },
        60'000));
    const QString vm = http.get(u"/api/workspaces/"_s + id).json().value(u"vmId"_s).toString();
    m_workspaceFolder = m_backend->dataFolder() + u"/sandbox/"_s + vm + u"/workspace"_s;
    QVERIFY(QDir(m_workspaceFolder).exists());
    m_rig->session->setCurrent(m_row);
    QVERIFY(waitReachable(true));
}

void TestLyingVm::cleanupTestCase()
{
    m_rig.reset();
    m_backend.reset();
}

void TestLyingVm::staysUp_data()
{
    QTest::addColumn<bool>("reachable");
    for (const char *refused : {"garbage", "longline", "list", "deep", "wrongtypes", "longtext"})
        QTest::newRow(refused) << false;
    for (const char *strange : {"twice", "strangers", "notifications", "questions", "marks"})
        QTest::newRow(strange) << true;
}

void TestLyingVm::staysUp()
{
    QFETCH(bool, reachable);
    const PeakMemory desktop(::getpid());
    const PeakMemory backend(m_backend->process().processId());
    QVERIFY(setMode(QTest::currentDataTag()));
    reconnect();
    if (reachable) {
        QVERIFY(waitReachable(true));
    } else {
        // A terminal is a channel of its own, and the refused conversation is begun anew beside it.
        const auto terminal = m_rig->session->openTerminal(m_row, Terminal::Place::Cloud);
        QTRY_COMPARE_WITH_TIMEOUT(terminal->state(), Terminal::State::Open, 20'000);
        QVERIFY(!m_rig->row(m_row).cloudReachable);
    }
    QVERIFY(setMode("polite"));
    reconnect();
    QVERIFY(waitReachable(true));
    QVERIFY(desktop.grownMegabytes() < mostMegabytes);
    QVERIFY(backend.grownMegabytes() < mostMegabytes);
    QCOMPARE(m_rig->session->backend().state, BackendInfo::State::Ready);
}

/// For as long as nobody takes what it prints, it must wait.
void TestLyingVm::terminalFloods()
{
    const PeakMemory desktop(::getpid());
    QVERIFY(setMode("flood"));
    const auto terminal = m_rig->session->openTerminal(m_row, Terminal::Place::Cloud);
    QTRY_COMPARE_WITH_TIMEOUT(terminal->state(), Terminal::State::Open, 20'000);
    qint64 taken = 0;
    qsizetype most = 0;
    const auto take = [&] {
        const qsizetype size = terminal->take().size();
        taken += size;
        most = std::max(most, size);
    };
    QVERIFY(QTest::qWaitFor([&] { return !terminal->take().isEmpty(); }));
    // The control conversation goes on beside it.
    m_rig->session->refresh(m_row);
    QVERIFY(waitRow(
        *m_rig, m_row, [](const auto &row) { return row.operation == Operation::None; }, 30'000));
    connect(terminal.get(), &Terminal::readyRead, this, take);
    take();
    QTRY_VERIFY_WITH_TIMEOUT(taken > 20'000'000, 60'000);
    QVERIFY(most <= 64 << 10);
    QVERIFY(desktop.grownMegabytes() < mostMegabytes);
    QVERIFY(setMode("polite"));
}

void TestLyingVm::terminalThatEndsAtOnce()
{
    QVERIFY(setMode("liar"));
    const auto terminal = m_rig->session->openTerminal(m_row, Terminal::Place::Cloud);
    QTRY_COMPARE_WITH_TIMEOUT(terminal->state(), Terminal::State::Ended, 20'000);
    QCOMPARE(terminal->exitCode(), 0);
    QVERIFY(!terminal->write("x"));
    QVERIFY(setMode("polite"));
    terminal->reopen();
    QTRY_COMPARE_WITH_TIMEOUT(terminal->state(), Terminal::State::Open, 20'000);
}

void TestLyingVm::terminalThatCountsWrongly()
{
    const PeakMemory desktop(::getpid());
    for (const char *mode : {"miscounts", "frames", "bigframe"}) {
        QVERIFY(setMode(mode));
        const auto terminal = m_rig->session->openTerminal(m_row, Terminal::Place::Cloud);
        QTRY_COMPARE_WITH_TIMEOUT(terminal->state(), Terminal::State::Lost, 20'000);
        QVERIFY(!terminal->lastError().message.isEmpty());
        QVERIFY(setMode("polite"));
        terminal->reconnect();
        QTRY_COMPARE_WITH_TIMEOUT(terminal->state(), Terminal::State::Open, 20'000);
    }
    QVERIFY(desktop.grownMegabytes() < mostMegabytes);
}

/// Each order brings those before it along, but not for ever.
void TestLyingVm::ordersArePutOffForEver()
{
    QVERIFY(setMode("putsoff"));
    reconnect();
    QVERIFY(waitReachable(true));
    const auto said = [this](int wish) {
        const QByteArray id = "wish-" + QByteArray::number(wish) + '-';
        return int(readFile(m_workspaceFolder + u"/ended"_s).value_or(QByteArray()).count(id));
    };
    constexpr int wishes = 20;
    for (int i = 0; i < wishes; ++i) {
        m_rig->session->endTerminal(m_row, u"wish-%1-"_s.arg(i));
        QVERIFY(waitAnswered());
        QCOMPARE(said(i), 1);
    }
    for (int i = 0; i < wishes; ++i)
        QCOMPARE(said(i), std::min(5, wishes - i));
    QVERIFY(setMode("polite"));
    reconnect();
    QVERIFY(waitReachable(true));
}

/// What a VM leaves in its folders is deleted, and not what it points at.
void TestLyingVm::symlinksAreNotFollowed()
{
    QTemporaryDir outside;
    QVERIFY(writePrivateFile(outside.filePath(u"kept"_s), "kept").has_value());
    QVERIFY(QFile::link(outside.path(), m_workspaceFolder + u"/shop"_s));
    QVERIFY(QFile::link(u"../../../.."_s, m_workspaceFolder + u"/up"_s));
    m_rig->session->request(m_row, WorkspaceEvent::Delete);
    QVERIFY(waitRow(*m_rig, m_row, [](const auto &row) { return !row.cloud; }, 60'000));
    QVERIFY(!QDir(m_workspaceFolder).exists());
    QVERIFY(QFile::exists(outside.filePath(u"kept"_s)));
    QVERIFY(m_backend->isRunning());
}

QTEST_GUILESS_MAIN(TestLyingVm)
#include "tst_lyingvm.moc"
