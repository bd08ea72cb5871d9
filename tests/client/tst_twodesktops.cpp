// SPDX-License-Identifier: GPL-3.0-or-later
#include "../soak/cutproxy.h"
#include "base/paths.h"
#include "sessionrig.h"
#include "support/gitremote.h"
#include "support/http.h"

#include <QProcess>
#include <QTest>

using namespace skybranch;
using namespace skybranch::client;
using namespace skybranch::test;
using domain::WorkspaceEvent;
using domain::WorkspaceStatus;

/// Two desktops on one hosted backend: what one does, the other shows.
class TestTwoDesktops : public QObject
{
    Q_OBJECT

    ScratchHome m_home;
    QTemporaryDir m_dir;
    GitRemote m_remote{m_dir.filePath(QStringLiteral("host"))};
    QProcess m_backend;
    QString m_url;
    std::unique_ptr<SessionRig> m_first;
    std::unique_ptr<SessionRig> m_second;
    soak::CutProxy m_network; ///< between the third one and the backend
    std::unique_ptr<SessionRig> m_third;

    QString path(const char *name) const { return m_dir.filePath(QString::fromLatin1(name)); }

    SessionConfig config(const char *name) const
    {
        return {.dataFolder = path(name),
                .backendUrl = m_url,
                .backendKeyFile = path("backend/api-key")};
    }

    void startBackend();
    static bool shows(const SessionRig &rig, const QString &id, WorkspaceStatus status);
    static bool showsPeople(const SessionRig &rig, const QString &id, qsizetype count);
    bool connectThird(std::chrono::seconds ahead = {});
    void forgetPresence();

private Q_SLOTS:
    void initTestCase();
    void cleanupTestCase();
    void bothShowAWorkspace();
    void withoutAWorktreeItIsCloudOnly();
    void whoIsConnectedIsShown();
    void oneKeepsItAwakeTheOtherSeesUntilWhen();
    void whatWasUsedIsTold();
    void oneActsTheOtherSees();
    void whoComesBackIsShownAgain();
    void timesAreAsOurClockHasThem();
    void whoQuitsIsGoneAtOnce();
    void quittingWaitsForNobody();
    void cleanup();
    void aWrongKeyIsSaid();
};

void TestTwoDesktops::startBackend()
{
    QVERIFY(m_network.listen());
    m_backend.setProcessChannelMode(QProcess::ForwardedErrorChannel);
    m_backend.start(qEnvironmentVariable("SKYBRANCH_BIN") + QStringLiteral("/skybranchd"),
                    {QStringLiteral("--listen"), QStringLiteral("127.0.0.1:0"),
                     QStringLiteral("--data-dir"), path("backend"), QStringLiteral("--host"),
                     QStringLiteral("127.0.0.1:%1").arg(m_network.port())});
    QVERIFY(QTest::qWaitFor([this] { return m_backend.canReadLine(); }, 60'000));
    m_url = QString::fromUtf8(m_backend.readLine()).trimmed().section(u' ', -1);
    m_network.setTarget(quint16(QUrl(m_url).port()));
}

void TestTwoDesktops::initTestCase()
{
    QVERIFY(m_remote.start());
    m_remote.createRepository(QStringLiteral("acme/shop"));
    const QByteArray ssh = "ssh -F " + QFile::encodeName(m_remote.clientConfig());
    qputenv("GIT_SSH_COMMAND", ssh);
    const QString url = m_remote.url(QStringLiteral("acme/shop"));
    const ScratchRepository shop = ScratchRepository::create(path("shop"));
    shop.git({QStringLiteral("remote"), QStringLiteral("add"), QStringLiteral("origin"), url});
    shop.git({QStringLiteral("push"), QStringLiteral("-qu"), QStringLiteral("origin"),
              QStringLiteral("main")});
    git(m_dir.path(), {QStringLiteral("clone"), QStringLiteral("-q"), url, path("copy")});
    startBackend();
    m_first = std::make_unique<SessionRig>(config("first"));
    m_second = std::make_unique<SessionRig>(config("second"));
    QVERIFY(m_first->waitLoaded() && m_second->waitLoaded());
    QCOMPARE(m_first->add(path("shop")), path("shop"));
    QTRY_COMPARE(m_first->session->backend().state, BackendInfo::State::Ready);
    QTRY_COMPARE(m_second->session->backend().state, BackendInfo::State::Ready);
    QVERIFY(!m_first->session->backend().bundled);
    QCOMPARE(m_first->session->backend().label, QStringLiteral("127.0.0.1"));
}

void TestTwoDesktops::cleanupTestCase()
{
    if (m_first && m_first->row(path("shop")).cloud) {
        m_first->session->request(path("shop"), WorkspaceEvent::Delete);
        QVERIFY(
            waitRow(*m_first, path("shop"), [](const auto &row) { return !row.cloud; }, 30'000));
    }
    m_first.reset();
    m_second.reset();
    m_backend.terminate();
    QVERIFY(m_backend.waitForFinished(30'000));
}

bool TestTwoDesktops::shows(const SessionRig &rig, const QString &id, WorkspaceStatus status)
{
    return waitRow(
        rig, id, [status](const auto &row) { return row.cloud && row.cloud->status == status; },
        60'000);
}

void TestTwoDesktops::cleanup()
{
    if (!m_third)
        return;
    m_network.setCut(false);
    QSignalSpy left(m_third->session.get(), &Session::left);
    m_third->session->leave();
    QVERIFY(left.size() == 1 || left.wait());
    m_third.reset();
    QVERIFY(showsPeople(*m_first, path("shop"), 0));
}

bool TestTwoDesktops::showsPeople(const SessionRig &rig, const QString &id, qsizetype count)
{
    return waitRow(
        rig, id, [count](const WorktreeInfo &row) { return row.people.size() == count; }, 20'000);
}

/// A third desktop, in the workspace. @p ahead: of its clock is the backend's.
bool TestTwoDesktops::connectThird(std::chrono::seconds ahead)
{
    m_network.setRewriting([ahead](const QByteArray &answer) {
        static const QRegularExpression line(QStringLiteral("\r\ndate: [^\r]*"),
                                             QRegularExpression::CaseInsensitiveOption);
        const QString date = QLocale::c().toString(QDateTime::currentDateTimeUtc() + ahead,
                                                   u"ddd, dd MMM yyyy HH:mm:ss 'GMT'");
        return QString::fromLatin1(answer)
            .replace(line, QStringLiteral("\r\ndate: ") + date)
            .toLatin1();
    });
    SessionConfig third = config("third");
    third.backendUrl = QStringLiteral("http://127.0.0.1:%1").arg(m_network.port());
    m_third = std::make_unique<SessionRig>(third);
    client::Session &session = *m_third->session;
    if (!QTest::qWaitFor([&session] { return session.cloudOnly().size() == 1; }, 20'000))
        return false;
    session.setCurrent(session.cloudOnly().first().id);
    if (!showsPeople(*m_first, path("shop"), 1))
        return false;
    // What it is told now comes after the answer to its joining.
    QSignalSpy told(&session, &Session::usageKnown);
    session.askUsage({});
    return told.wait();
}

/// As the backend does when nothing was heard for long.
void TestTwoDesktops::forgetPresence()
{
    QFile key(path("backend/api-key"));
    QVERIFY(key.open(QIODevice::ReadOnly));
    HttpClient http(m_url, key.readAll().trimmed());
    const QString list = QStringLiteral("/api/workspaces/%1/presence")
                             .arg(m_first->row(path("shop")).cloud->id.toString());
    const QJsonArray sessions
        = http.get(list).json().value(QLatin1StringView("sessions")).toArray();
    QCOMPARE(sessions.size(), 1);
    for (const QJsonValue &session : sessions)
        QCOMPARE(
            http.send("DELETE", list + u'/' + session[QLatin1StringView("id")].toString()).status,
            200);
    QVERIFY(showsPeople(*m_first, path("shop"), 0));
}

void TestTwoDesktops::bothShowAWorkspace()
{
    m_first->session->enableCloud(path("shop"), false);
    QVERIFY(shows(*m_first, path("shop"), WorkspaceStatus::Running));
    QTRY_COMPARE(m_second->session->cloudOnly().size(), 1);
}

void TestTwoDesktops::withoutAWorktreeItIsCloudOnly()
{
    QTRY_COMPARE(m_second->session->cloudOnly().at(0).repositoryName, QStringLiteral("acme/shop"));
    const QString id = m_second->session->cloudOnly().at(0).id;
    QVERIFY(shows(*m_second, id, WorkspaceStatus::Running));
    const auto terminal = m_second->session->openTerminal(id, Terminal::Place::Cloud);
    QTRY_COMPARE_WITH_TIMEOUT(terminal->state(), Terminal::State::Open, 20'000);
    // With a worktree of the same remote and branch it is that worktree's.
    QCOMPARE(m_second->add(path("copy")), path("copy"));
    QVERIFY(shows(*m_second, path("copy"), WorkspaceStatus::Running));
    QVERIFY(m_second->session->cloudOnly().isEmpty());
    QCOMPARE(terminal->state(), Terminal::State::Open);
}

void TestTwoDesktops::whoIsConnectedIsShown()
{
    QVERIFY(showsPeople(*m_second, path("copy"), 0));
    m_first->session->setCurrent(path("shop"));
    QVERIFY(showsPeople(*m_second, path("copy"), 1));
    // Not this desktop itself, and the other one is the same user's.
    QVERIFY(m_first->row(path("shop")).people.isEmpty());
    m_second->session->setCurrent(path("copy"));
    QVERIFY(showsPeople(*m_first, path("shop"), 1));
    QVERIFY(waitRow(*m_second, path("copy"),
                    [](const WorktreeInfo &row) { return row.people.value(0).isSelf; }));
    QVERIFY(!m_second->row(path("copy")).people.first().name.isEmpty());
    m_first->session->setCurrent({});
    QVERIFY(showsPeople(*m_second, path("copy"), 0));
    m_second->session->setCurrent({});
    QVERIFY(showsPeople(*m_first, path("shop"), 0));
}

void TestTwoDesktops::oneKeepsItAwakeTheOtherSeesUntilWhen()
{
    const auto isKept = [](bool kept) {
        return
            [kept](const WorktreeInfo &row) { return row.cloud->keepAwakeUntil.isValid() == kept; };
    };
    m_first->session->keepAwake(path("shop"), 60);
    QVERIFY(waitRow(*m_second, path("copy"), isKept(true)));
    const QDateTime until = m_second->row(path("copy")).cloud->keepAwakeUntil;
    QVERIFY(std::abs(QDateTime::currentDateTimeUtc().secsTo(until) - 3600) < 60);
    m_second->session->keepAwake(path("copy"), 0);
    QVERIFY(waitRow(*m_first, path("shop"), isKept(false)));
}

void TestTwoDesktops::whatWasUsedIsTold()
{
    QSignalSpy known(m_first->session.get(), &Session::usageKnown);
    for (const QString &id : {path("shop"), QString()}) {
        m_first->session->askUsage(id);
        QVERIFY(known.wait(10'000));
        QCOMPARE(known.last().at(0).toString(), id);
        const auto usage = known.last().at(1).value<UsageInfo>();
        QCOMPARE(usage.rows.size(), 1);
        QCOMPARE(usage.rows.first().provider, QStringLiteral("sandbox"));
        QVERIFY(usage.rows.first().exists && usage.rows.first().running > 0);
    }
}

void TestTwoDesktops::oneActsTheOtherSees()
{
    m_second->session->request(path("copy"), WorkspaceEvent::Pause);
    QVERIFY(shows(*m_first, path("shop"), WorkspaceStatus::Paused));
    m_first->session->request(path("shop"), WorkspaceEvent::Resume);
    QVERIFY(shows(*m_second, path("copy"), WorkspaceStatus::Running));
    QVERIFY(m_first->failures.isEmpty() && m_second->failures.isEmpty());
}

void TestTwoDesktops::whoComesBackIsShownAgain()
{
    QVERIFY(connectThird());
    m_network.setCut(true);
    QTRY_VERIFY(m_third->session->backend().state != BackendInfo::State::Ready);
    forgetPresence();
    m_network.setCut(false);
    QVERIFY(showsPeople(*m_first, path("shop"), 1));
    // Still the same connection, which is its own.
    QVERIFY(m_third->session->cloudOnly().first().people.isEmpty());
}

void TestTwoDesktops::timesAreAsOurClockHasThem()
{
    constexpr qint64 ahead = 3600;
    m_first->session->setCurrent(path("shop"));
    QVERIFY(showsPeople(*m_second, path("copy"), 1));
    QVERIFY(connectThird(std::chrono::seconds(ahead)));
    const QString id = m_third->session->cloudOnly().first().id;
    QVERIFY(showsPeople(*m_third, id, 1));
    const auto differ = [](const QDateTime &theirs, const QDateTime &ours) {
        return std::abs(theirs.secsTo(ours) - ahead) <= 5;
    };
    const WorktreeInfo ours = m_second->row(path("copy"));
    const auto isShifted = [&](const WorktreeInfo &row) {
        return differ(row.cloud->createdAt, ours.cloud->createdAt)
            && differ(row.cloud->statusChangedAt, ours.cloud->statusChangedAt)
            && differ(row.people.first().since, ours.people.first().since);
    };
    QVERIFY(waitRow(*m_third, id, isShifted));
    m_first->session->setCurrent({});
    QVERIFY(showsPeople(*m_third, id, 0));
}

void TestTwoDesktops::whoQuitsIsGoneAtOnce()
{
    QVERIFY(connectThird());
    QSignalSpy left(m_third->session.get(), &Session::left);
    m_third->session->leave();
    QVERIFY(left.wait());
    m_third.reset();
    QVERIFY(showsPeople(*m_first, path("shop"), 0));
}

void TestTwoDesktops::quittingWaitsForNobody()
{
    QVERIFY(connectThird());
    QSignalSpy left(m_third->session.get(), &Session::left);
    m_network.setStalled(true);
    m_third->session->leave();
    QVERIFY(left.wait(4000)); // a question would wait for 10 s
    m_network.setStalled(false);
    // What was on its way arrives.
    QVERIFY(showsPeople(*m_first, path("shop"), 0));
    m_third.reset();
}

void TestTwoDesktops::aWrongKeyIsSaid()
{
    QVERIFY(writePrivateFile(path("wrong-key"), "wrong\n").has_value());
    SessionConfig wrong = config("third");
    wrong.backendKeyFile = path("wrong-key");
    SessionRig rig(wrong);
    QTRY_COMPARE_WITH_TIMEOUT(rig.session->backend().state, BackendInfo::State::Failed, 20'000);
    QVERIFY(!rig.session->backend().problem.isEmpty());
    SessionConfig plain = config("fourth");
    plain.backendUrl = QStringLiteral("http://example.org");
    SessionRig other(plain);
    QTRY_COMPARE(other.session->backend().state, BackendInfo::State::Failed);
    QVERIFY(other.session->backend().problem.contains(u"https"));
}

QTEST_GUILESS_MAIN(TestTwoDesktops)
#include "tst_twodesktops.moc"
