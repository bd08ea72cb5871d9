// SPDX-License-Identifier: GPL-3.0-or-later
#include "screen.h"
#include "sessionrig.h"
#include "support/backend.h"
#include "support/gitremote.h"
#include "support/localagent.h"

#include <QRegularExpression>
#include <QTcpSocket>

using namespace skybranch;
using namespace skybranch::client;
using namespace skybranch::test;
using domain::WorkspaceEvent;
using domain::WorkspaceStatus;

namespace {

/// Answers each connection's first line with itself, and says where it listens. Lives on without
/// its terminal.
constexpr char server[] = "(trap '' HUP; perl -MIO::Socket::INET -e "
                          "'$s=IO::Socket::INET->new(Listen=>9,LocalAddr=>\"127.0.0.1\")"
                          "or die;$|=1;print \"listens at \".$s->sockport.\"\\n\";"
                          "while($c=$s->accept){print $c scalar <$c>;close $c}') &\n";

/// What comes back over a connection to @p port; empty where it ends without a word.
QByteArray talk(quint16 port)
{
    QTcpSocket socket;
    socket.connectToHost(QStringLiteral("127.0.0.1"), port);
    socket.write("hello\n");
    (void)QTest::qWaitFor([&] { return socket.state() == QTcpSocket::UnconnectedState; }, 20'000);
    return socket.readAll();
}

} // namespace

/// Ports of a VM of a hosted backend. Its VM listens in this computer's network all the same, so a
/// forwarded port gets another number here.
class TestPorts : public QObject
{
    Q_OBJECT

    ScratchHome m_home;
    QTemporaryDir m_dir;
    GitRemote m_remote{m_dir.filePath(QStringLiteral("host"))};
    BackendProcess m_backend;
    LocalAgent m_agent;
    std::unique_ptr<SessionRig> m_rig;
    std::unique_ptr<Screen> m_screen;
    const QString m_shop = m_dir.filePath(QStringLiteral("shop"));
    quint16 m_port = 0;
    quint16 m_local = 0;

    void startDesktop();
    bool waitStatus(WorkspaceStatus status) const;
    std::optional<PortInfo> port() const;

private Q_SLOTS:
    void initTestCase();
    void cleanupTestCase();
    void whatListensInTheVmIsShown();
    void oneClickForwardsIt();
    void aPausedVmStaysPaused();
    void theLocalPortIsKeptOverResume();
    void theLocalPortIsKeptOverARestart();
    void stoppingIsForGood();
    void theAgentIsLentOnlyWhenAsked();
};

void TestPorts::startDesktop()
{
    m_screen.reset();
    m_rig.reset();
    m_rig = std::make_unique<SessionRig>(
        SessionConfig{.dataFolder = m_dir.filePath(QStringLiteral("data")),
                      .backendUrl = m_backend.base(),
                      .backendKeyFile = m_dir.filePath(QStringLiteral("key"))});
    QVERIFY(m_rig->waitLoaded());
    QTRY_COMPARE(m_rig->session->backend().state, BackendInfo::State::Ready);
}

bool TestPorts::waitStatus(WorkspaceStatus status) const
{
    return waitRow(
        *m_rig, m_shop,
        [status](const auto &row) { return row.cloud && row.cloud->status == status; }, 60'000);
}

std::optional<PortInfo> TestPorts::port() const
{
    for (const PortInfo &port : m_rig->session->ports(m_shop).ports) {
        if (port.port == m_port)
            return port;
    }
    return std::nullopt;
}

void TestPorts::initTestCase()
{
    QVERIFY(m_remote.start());
    m_remote.createRepository(QStringLiteral("acme/shop"));
    const QByteArray ssh = "ssh -F " + QFile::encodeName(m_remote.clientConfig());
    qputenv("GIT_SSH_COMMAND", ssh);
    const ScratchRepository shop = ScratchRepository::create(m_shop);
    shop.git({QStringLiteral("remote"), QStringLiteral("add"), QStringLiteral("origin"),
              m_remote.url(QStringLiteral("acme/shop"))});
    shop.git({QStringLiteral("push"), QStringLiteral("-qu"), QStringLiteral("origin"),
              QStringLiteral("main")});
    QVERIFY2(m_backend.start(), m_backend.errors().constData());
    QVERIFY(writePrivateFile(m_dir.filePath(QStringLiteral("key")), m_backend.key()).has_value());
    startDesktop();
    QCOMPARE(m_rig->add(m_shop), m_shop);
    m_rig->session->enableCloud(m_shop, false);
    QVERIFY(waitStatus(WorkspaceStatus::Running));
}

void TestPorts::cleanupTestCase()
{
    m_screen.reset();
    m_rig.reset();
}

void TestPorts::whatListensInTheVmIsShown()
{
    QSignalSpy changed(m_rig->session.get(), &Session::portsChanged);
    m_screen
        = std::make_unique<Screen>(m_rig->session->openTerminal(m_shop, Terminal::Place::Cloud));
    QTRY_VERIFY_WITH_TIMEOUT(m_rig->session->ports(m_shop).isKnown, 20'000);
    QVERIFY(!m_rig->session->ports(m_shop).isShared);
    QVERIFY(m_rig->session->ports(m_shop).ports.isEmpty());
    QVERIFY(m_screen->waitState(Terminal::State::Open));
    QVERIFY(m_screen->terminal->write(server));
    const QRegularExpression said(QStringLiteral("listens at (\\d+)"));
    QTRY_VERIFY_WITH_TIMEOUT(said.match(QString::fromUtf8(m_screen->text)).hasMatch(), 20'000);
    m_port = said.match(QString::fromUtf8(m_screen->text)).captured(1).toUShort();
    QTRY_VERIFY_WITH_TIMEOUT(port(), 20'000);
    QCOMPARE(port()->program, QStringLiteral("perl"));
    QVERIFY(port()->isListening);
    QCOMPARE(port()->localPort, 0);
    QCOMPARE(changed.last().first().toString(), m_shop);
}

void TestPorts::oneClickForwardsIt()
{
    m_rig->session->forwardPort(m_shop, m_port);
    QVERIFY(port());
    m_local = port()->localPort;
    QVERIFY(m_local != 0);
    QVERIFY(m_local != m_port);
    QCOMPARE(talk(m_local), QByteArray("hello\n"));
    QCOMPARE(port()->problem, QString());
}

void TestPorts::aPausedVmStaysPaused()
{
    m_rig->session->request(m_shop, WorkspaceEvent::Pause);
    QVERIFY(waitStatus(WorkspaceStatus::Paused));
    QVERIFY(!m_rig->session->ports(m_shop).isKnown);
    QVERIFY(port());
    QCOMPARE(port()->localPort, m_local);
    QCOMPARE(talk(m_local), QByteArray());
    QCOMPARE(m_rig->row(m_shop).cloud->pending, domain::PendingAction::None);
    QCOMPARE(m_rig->row(m_shop).cloud->status, WorkspaceStatus::Paused);
}

void TestPorts::theLocalPortIsKeptOverResume()
{
    m_rig->session->request(m_shop, WorkspaceEvent::Resume);
    QVERIFY(waitStatus(WorkspaceStatus::Running));
    QCOMPARE(talk(m_local), QByteArray("hello\n"));
    QTRY_VERIFY_WITH_TIMEOUT(port() && port()->isListening, 20'000);
    QCOMPARE(port()->localPort, m_local);
}

void TestPorts::theLocalPortIsKeptOverARestart()
{
    startDesktop();
    QVERIFY(waitStatus(WorkspaceStatus::Running));
    m_rig->session->setCurrent(m_shop);
    QTRY_VERIFY_WITH_TIMEOUT(port() && port()->localPort == m_local, 20'000);
    QCOMPARE(talk(m_local), QByteArray("hello\n"));
}

void TestPorts::stoppingIsForGood()
{
    // The list comes some moments after the connection.
    QTRY_VERIFY_WITH_TIMEOUT(port() && port()->isListening, 20'000);
    m_rig->session->stopForwarding(m_shop, m_port);
    QVERIFY(port());
    QCOMPARE(port()->localPort, 0);
    QCOMPARE(talk(m_local), QByteArray());
    startDesktop();
    m_rig->session->setCurrent(m_shop);
    QTRY_VERIFY_WITH_TIMEOUT(port() && port()->isListening, 20'000);
    QCOMPARE(port()->localPort, 0);
}

void TestPorts::theAgentIsLentOnlyWhenAsked()
{
    QVERIFY(m_agent.start());
    QVERIFY(!m_rig->session->isAgentForwarded(m_shop));
    {
        const auto before
            = qScopeGuard([this] { qputenv("SSH_AUTH_SOCK", m_agent.path().toUtf8()); });
        qunsetenv("SSH_AUTH_SOCK");
        m_rig->session->setAgentForwarded(m_shop, true);
        QVERIFY(!m_rig->session->isAgentForwarded(m_shop));
        QCOMPARE(m_rig->failures.size(), 1);
    }
    const QByteArray ask = "ssh-add -l; echo le''ft $?\n";
    Screen plain(m_rig->session->openTerminal(m_shop, Terminal::Place::Cloud));
    QVERIFY(plain.waitState(Terminal::State::Open));
    QVERIFY(plain.terminal->write(ask));
    QVERIFY(plain.waitFor("left"));
    QVERIFY(!plain.text.contains("vera (ED25519)"));

    m_rig->session->setAgentForwarded(m_shop, true);
    Screen lent(m_rig->session->openTerminal(m_shop, Terminal::Place::Cloud));
    QVERIFY(lent.waitState(Terminal::State::Open));
    QVERIFY(lent.terminal->write(ask));
    QVERIFY(lent.waitFor("left 0"));
    QVERIFY(lent.text.contains("vera (ED25519)"));

    // It stays so over a restart, and ends at once.
    startDesktop();
    QTRY_VERIFY(m_rig->session->isAgentForwarded(m_shop));
    Screen again(m_rig->session->openTerminal(m_shop, Terminal::Place::Cloud));
    QVERIFY(again.waitState(Terminal::State::Open));
    QVERIFY(again.terminal->write(ask));
    QVERIFY(again.waitFor("left 0"));
    m_rig->session->setAgentForwarded(m_shop, false);
    again.text.clear();
    QVERIFY(again.terminal->write(ask));
    QVERIFY(again.waitFor("left"));
    QVERIFY(!again.text.contains("left 0"));
}

QTEST_GUILESS_MAIN(TestPorts)
#include "tst_ports.moc"
