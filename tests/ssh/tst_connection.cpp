// SPDX-License-Identifier: GPL-3.0-or-later
#include "ssh/connection.h"
#include "ssh/tcptransport.h"
#include "support/sshlogin.h"

#include <QElapsedTimer>
#include <QSignalSpy>

using namespace skybranch;
using namespace skybranch::ssh;
using skybranch::test::await;

namespace {

/// Accepts, and then says what it is told to, which no SSH server would.
class OddServer
{
public:
    explicit OddServer(std::function<void(QTcpSocket *)> onConnection)
    {
        m_server.listen(QHostAddress::LocalHost);
        QObject::connect(&m_server, &QTcpServer::newConnection, &m_server,
                         [this, onConnection] { onConnection(m_server.nextPendingConnection()); });
    }
    quint16 port() const { return m_server.serverPort(); }

private:
    QTcpServer m_server;
};

} // namespace

class TestConnection : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { QVERIFY_RESULT(m_server.start()); }

    void aCertificateLogsIn()
    {
        Connection connection;
        QVERIFY_RESULT(await(connection.connectTo(endpoint(), login())));
        QVERIFY(connection.isConnected());
        connection.disconnectFrom();
        QVERIFY(!connection.isConnected());
    }

    void anotherHostKeyIsRefusedBeforeTheLogin()
    {
        const QString pinned = KeyPair::create()->publicKey();
        Endpoint wrong = endpoint();
        wrong.hostKeys = {pinned};
        wrong.user = QStringLiteral("not-to-be-told");
        Connection connection;
        const auto result = await(connection.connectTo(wrong, login()));
        QVERIFY(!result);
        QCOMPARE(result.error().code, ErrorCode::HostKeyMismatch);
        QCOMPARE(result.error().message.count(QStringLiteral("SHA256:")), 2);
        QTRY_VERIFY(m_server.log().contains(u"[preauth]"));
        QVERIFY(!m_server.log().contains(wrong.user));
    }

    void oneOfSeveralPinnedKeysIsEnough()
    {
        Endpoint two = endpoint();
        two.hostKeys.prepend(KeyPair::create()->publicKey());
        Connection connection;
        QVERIFY_RESULT(await(connection.connectTo(two, login())));
    }

    void ciphersOfTheProcessorComeFirst_data()
    {
        QTest::addColumn<QString>("offered");
        QTest::addColumn<QString>("taken");
        const QString chacha = QStringLiteral("chacha20-poly1305@openssh.com");
        const QString gcm = QStringLiteral("aes128-gcm@openssh.com");
        QTest::newRow("both") << QString(chacha + u',' + gcm) << gcm;
        QTest::newRow("one") << chacha << chacha;
    }

    void ciphersOfTheProcessorComeFirst()
    {
        QFETCH(const QString, offered);
        QFETCH(const QString, taken);
        test::SshServer server;
        QVERIFY_RESULT(server.start(
            {QStringLiteral("Ciphers=") + offered, QStringLiteral("LogLevel=DEBUG1")}));
        const KeyPair key = *KeyPair::create();
        Connection connection;
        QVERIFY_RESULT(
            await(connection.connectTo(Endpoint{.host = QStringLiteral("127.0.0.1"),
                                                .port = server.port(),
                                                .user = test::loginName(),
                                                .hostKeys = {server.hostKey()}},
                                       CertificateLogin{key, server.sign(key.publicKey())})));
        QTRY_VERIFY(server.log().contains(u"server->client cipher: " + taken));
        QVERIFY(server.log().contains(u"client->server cipher: " + taken));
    }

    void badCertificatesAreRefused_data()
    {
        QTest::addColumn<QString>("validity");
        QTest::addColumn<QString>("principal");
        QTest::newRow("expired") << QStringLiteral("-2h:-1h") << QStringLiteral("vm-1");
        QTest::newRow("not yet") << QStringLiteral("+1h:+2h") << QStringLiteral("vm-1");
        QTest::newRow("of another VM") << QStringLiteral("-1m:+5m") << QStringLiteral("vm-2");
    }

    void badCertificatesAreRefused()
    {
        QFETCH(const QString, validity);
        QFETCH(const QString, principal);
        const KeyPair key = *KeyPair::create();
        Connection connection;
        const auto result = await(connection.connectTo(
            endpoint(),
            CertificateLogin{key, m_server.sign(key.publicKey(), validity, principal)}));
        QVERIFY(!result);
        QCOMPARE(result.error().code, ErrorCode::AuthenticationFailed);
    }

    void aCertificateForAnotherKeyIsNotSent()
    {
        CertificateLogin mixed = login();
        mixed.key = *KeyPair::create();
        Connection connection;
        const auto result = await(connection.connectTo(endpoint(), mixed));
        QVERIFY(!result);
        QCOMPARE(result.error().code, ErrorCode::InvalidArgument);
    }

    void aClosedPortIsSaid()
    {
        Endpoint closed = endpoint();
        {
            QTcpServer probe;
            probe.listen(QHostAddress::LocalHost);
            closed.port = probe.serverPort();
        }
        Connection connection;
        const auto result = await(connection.connectTo(closed, login()));
        QVERIFY(!result);
        QCOMPARE(result.error().code, ErrorCode::Unavailable);
        QVERIFY(result.error().message.contains(QString::number(closed.port)));
    }

    void anUnknownNameIsSaid()
    {
        Endpoint unknown = endpoint();
        unknown.host = QStringLiteral("no-such-host.invalid");
        Connection connection;
        const auto result = await(connection.connectTo(unknown, login()));
        QVERIFY(!result);
        QCOMPARE(result.error().code, ErrorCode::Unavailable);
    }

    void aSilentServerTimesOut()
    {
        OddServer silent([](QTcpSocket *) { });
        Connection connection({.connect = std::chrono::milliseconds(300)});
        Endpoint there = endpoint();
        there.port = silent.port();
        QElapsedTimer timer;
        timer.start();
        const auto result = await(connection.connectTo(there, login()));
        QVERIFY(!result);
        QCOMPARE(result.error().code, ErrorCode::Timeout);
        QVERIFY(timer.elapsed() >= 300);
        QVERIFY(timer.elapsed() < 10'000);
    }

    void anEndlessBannerEnds_data()
    {
        QTest::addColumn<QByteArray>("line");
        QTest::newRow("without a line end") << QByteArray(4000, 'x');
        QTest::newRow("of lines") << QByteArray("hello\r\n").repeated(500);
    }

    void anEndlessBannerEnds()
    {
        QFETCH(const QByteArray, line);
        OddServer chatty([line](QTcpSocket *socket) {
            QObject::connect(socket, &QTcpSocket::bytesWritten, socket,
                             [socket, line] { socket->write(line); });
            socket->write(line);
        });
        Connection connection({.connect = std::chrono::milliseconds(700)});
        Endpoint there = endpoint();
        there.port = chatty.port();
        const auto result = await(connection.connectTo(there, login()));
        QVERIFY(!result);
        QVERIFY(result.error().code == ErrorCode::Timeout
                || result.error().code == ErrorCode::Unavailable);
    }

    void cancelEndsAConnect()
    {
        OddServer silent([](QTcpSocket *) { });
        Endpoint there = endpoint();
        there.port = silent.port();
        Connection connection;
        StopSource stop;
        auto task = connection.connectTo(there, login(), stop.get_token());
        QThreadPool::globalInstance()->start([&stop] { stop.request_stop(); });
        const auto result = await(std::move(task), 5000);
        QVERIFY(!result);
        QCOMPARE(result.error().code, ErrorCode::Cancelled);
    }

    void itCanBeDestroyedAtAnyTime()
    {
        // Each turn gets a little further into the handshake.
        for (int turns = 0; turns < 40; ++turns) {
            auto connection = std::make_unique<Connection>();
            auto task = connection->connectTo(endpoint(), login());
            for (int i = 0; i < turns; ++i)
                QCoreApplication::processEvents(QEventLoop::AllEvents, 1);
            connection.reset();
            const auto result = await(std::move(task), 5000);
            QVERIFY(result || result.error().code == ErrorCode::Cancelled);
        }
    }

    void aKilledServerIsNoticed()
    {
        Connection connection;
        QVERIFY_RESULT(await(connection.connectTo(endpoint(), login())));
        auto channel = await(connection.openExec({QStringLiteral("cat")}));
        QVERIFY_RESULT(channel);
        QSignalSpy closed(&connection, &Connection::closed);
        QSignalSpy channelClosed(channel->get(), &Channel::closed);
        m_server.killConnections();
        QVERIFY(closed.count() == 1 || closed.wait(10'000));
        QCOMPARE(closed.first().first().value<Error>().code, ErrorCode::Unavailable);
        QTRY_COMPARE(channelClosed.count(), 1);
        QVERIFY((*channel)->error().has_value());
        QVERIFY(!connection.isConnected());
        const auto late = await(connection.openExec({QStringLiteral("true")}));
        QVERIFY(!late);
        QCOMPARE(late.error().code, ErrorCode::Unavailable);
    }

    void aFrozenMachineIsNoticed()
    {
        Connection connection({.keepAlive = std::chrono::milliseconds(50), .keepAliveMisses = 3});
        QVERIFY_RESULT(await(connection.connectTo(endpoint(), login())));
        QSignalSpy closed(&connection, &Connection::closed);
        const test::Frozen frozen = m_server.freezeConnections();
        QVERIFY(closed.wait(10'000));
        QCOMPARE(closed.first().first().value<Error>().code, ErrorCode::Unavailable);
    }

    void aProbeTellsDeadFromIdle()
    {
        Connection connection;
        QVERIFY_RESULT(await(connection.connectTo(endpoint(), login())));
        QSignalSpy closed(&connection, &Connection::closed);
        connection.probe(std::chrono::milliseconds(1500));
        QVERIFY(!closed.wait(1700));
        const test::Frozen frozen = m_server.freezeConnections();
        connection.probe(std::chrono::milliseconds(200));
        QVERIFY(closed.wait(10'000));
        QCOMPARE(closed.first().first().value<Error>().code, ErrorCode::Unavailable);
    }

    void anIdleConnectionIsKept()
    {
        Connection connection({.keepAlive = std::chrono::milliseconds(20), .keepAliveMisses = 3});
        QVERIFY_RESULT(await(connection.connectTo(endpoint(), login())));
        QSignalSpy closed(&connection, &Connection::closed);
        QVERIFY(!closed.wait(1000));
        QVERIFY(connection.isConnected());
    }

    void aTunnelCarriesIt()
    {
        Endpoint behind = endpoint();
        behind.host = QStringLiteral("behind.a.tunnel.invalid");
        behind.port = 1;
        Connection connection;
        QVERIFY_RESULT(await(connection.connectThrough(
            std::make_shared<TcpTransport>(QStringLiteral("127.0.0.1"), m_server.port()), behind,
            login())));
        QVERIFY(connection.isConnected());
    }

    void itConnectsAgain()
    {
        Connection connection;
        QVERIFY_RESULT(await(connection.connectTo(endpoint(), login())));
        QSignalSpy closed(&connection, &Connection::closed);
        QVERIFY_RESULT(await(connection.connectTo(endpoint(), login())));
        QVERIFY_RESULT(await(connection.openExec({QStringLiteral("true")})));
        QCOMPARE(closed.count(), 0);
    }

private:
    Endpoint endpoint() const { return test::endpointOf(m_server); }
    CertificateLogin login() { return test::loginTo(m_server); }

    test::SshServer m_server;
};

QTEST_GUILESS_MAIN(TestConnection)
#include "tst_connection.moc"
