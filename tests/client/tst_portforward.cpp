// SPDX-License-Identifier: GPL-3.0-or-later
#include "client/portforward.h"
#include "support/echoserver.h"
#include "support/sshlogin.h"

#include <QDir>
#include <QSignalSpy>
#include <QTcpSocket>

using namespace skybranch;
using client::PortForward;
using skybranch::test::await;

namespace {

/// A machine with something that echoes, and a connection to it that comes and goes.
struct Machine
{
    Result<> start() { return server.start(); }

    Result<> connect()
    {
        auto fresh = std::make_shared<ssh::Connection>();
        auto connected = await(fresh->connectTo(test::endpointOf(server), test::loginTo(server)));
        if (connected)
            connection = std::move(fresh);
        return connected;
    }

    void lose()
    {
        QSignalSpy closed(connection.get(), &ssh::Connection::closed);
        server.killConnections();
        QVERIFY(closed.wait(10'000));
    }

    PortForward::Access access()
    {
        return {.connection = [this] { return connection; }, .isComing = [this] { return coming; }};
    }

    test::SshServer server;
    test::EchoServer echo;
    std::shared_ptr<ssh::Connection> connection;
    bool coming = true;
};

qsizetype openDescriptors()
{
    return QDir(QStringLiteral("/proc/self/fd"))
        .entryList(QDir::NoDotAndDotDot | QDir::AllEntries | QDir::System)
        .size();
}

/// A program of this computer that talks to a local port.
struct Program
{
    explicit Program(quint16 port, const QString &address = QStringLiteral("127.0.0.1"))
    {
        socket.connectToHost(address, port);
    }

    bool says(const QByteArray &words)
    {
        const qsizetype wanted = heard.size() + words.size();
        socket.write(words);
        return QTest::qWaitFor([&] {
                   heard += socket.readAll();
                   return heard.size() >= wanted;
               })
            && heard.endsWith(words);
    }

    bool isEnded()
    {
        return QTest::qWaitFor([this] { return socket.state() == QTcpSocket::UnconnectedState; });
    }

    QTcpSocket socket;
    QByteArray heard;
};

quint16 freePort()
{
    QTcpServer probe;
    return probe.listen(QHostAddress::LocalHost) ? probe.serverPort() : 0;
}

} // namespace

class TestPortForward : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        m_machine = std::make_unique<Machine>();
        QVERIFY_RESULT(m_machine->start());
        QVERIFY_RESULT(m_machine->connect());
    }

    void bytesReachTheProgramInTheVm()
    {
        PortForward forward(m_machine->access(), m_machine->echo.port());
        QVERIFY_RESULT(forward.listen(freePort()));
        Program first(forward.localPort());
        Program second(forward.localPort());
        QVERIFY(first.says("one"));
        QVERIFY(second.says("two"));
        QVERIFY(first.says("three"));
        QCOMPARE(first.heard, QByteArray("onethree"));
    }

    void localhostIsTheSameByBothAddresses()
    {
        PortForward forward(m_machine->access(), m_machine->echo.port());
        QVERIFY_RESULT(forward.listen(freePort()));
        Program program(forward.localPort(), QStringLiteral("::1"));
        QVERIFY(program.says("six"));
    }

    void theSameNumberIsTakenWhereItIsFree()
    {
        const quint16 number = freePort();
        PortForward forward(m_machine->access(), number);
        QVERIFY_RESULT(forward.listen(number));
        QCOMPARE(forward.localPort(), number);
    }

    void aTakenNumberIsReplaced_data()
    {
        QTest::addColumn<QString>("address");
        QTest::newRow("IPv4") << "127.0.0.1";
        QTest::newRow("IPv6") << "::1";
        QTest::newRow("everywhere") << "0.0.0.0";
    }

    void aTakenNumberIsReplaced()
    {
        QFETCH(const QString, address);
        QTcpServer other;
        QVERIFY(other.listen(QHostAddress(address)));
        PortForward forward(m_machine->access(), m_machine->echo.port());
        QVERIFY_RESULT(forward.listen(other.serverPort()));
        QVERIFY(forward.localPort() != 0);
        QVERIFY(forward.localPort() != other.serverPort());
        Program program(forward.localPort());
        QVERIFY(program.says("elsewhere"));
    }

    void onlyThisComputerReachesIt()
    {
        PortForward forward(m_machine->access(), m_machine->echo.port());
        QVERIFY_RESULT(forward.listen(freePort()));
        Program stranger(forward.localPort(), QStringLiteral("127.0.0.2"));
        QVERIFY(QTest::qWaitFor(
            [&] { return stranger.socket.error() == QTcpSocket::ConnectionRefusedError; }));
    }

    void theLocalPortStaysWhileTheConnectionComesBack()
    {
        PortForward forward(m_machine->access(), m_machine->echo.port());
        QVERIFY_RESULT(forward.listen(freePort()));
        const quint16 local = forward.localPort();
        Program before(local);
        QVERIFY(before.says("before"));
        m_machine->lose();
        forward.update();
        QVERIFY(before.isEnded());

        Program meanwhile(local);
        meanwhile.socket.write("meanwhile");
        QVERIFY(QTest::qWaitFor(
            [&] { return meanwhile.socket.state() == QTcpSocket::ConnectedState; }));
        QVERIFY_RESULT(m_machine->connect());
        forward.update();
        QTRY_COMPARE(meanwhile.socket.bytesAvailable(), 9);
        QCOMPARE(meanwhile.socket.readAll(), QByteArray("meanwhile"));
        QCOMPARE(forward.localPort(), local);
    }

    void nobodyWaitsForAVmThatIsPaused()
    {
        PortForward forward(m_machine->access(), m_machine->echo.port());
        QVERIFY_RESULT(forward.listen(freePort()));
        m_machine->lose();
        Program early(forward.localPort());
        QVERIFY(
            QTest::qWaitFor([&] { return early.socket.state() == QTcpSocket::ConnectedState; }));
        m_machine->coming = false;
        forward.update();
        QVERIFY(early.isEnded());
        Program late(forward.localPort());
        QVERIFY(late.isEnded());
    }

    void aProgramThatDoesNotListenIsTold()
    {
        PortForward forward(m_machine->access(), freePort());
        QVERIFY_RESULT(forward.listen(freePort()));
        QSignalSpy changed(&forward, &PortForward::changed);
        Program program(forward.localPort());
        QVERIFY(program.isEnded());
        QCOMPARE(changed.count(), 1);
        QVERIFY(forward.problem().contains(QString::number(forward.port())));
        QVERIFY(m_machine->connection->isConnected());
    }

    void moreThanTheLimitWait()
    {
        PortForward forward(m_machine->access(), m_machine->echo.port());
        QVERIFY_RESULT(forward.listen(freePort()));
        std::vector<std::unique_ptr<Program>> programs;
        for (size_t i = 0; i < PortForward::maxConnections; ++i)
            programs.push_back(std::make_unique<Program>(forward.localPort()));
        for (const auto &program : programs)
            QVERIFY(program->says("x"));
        Program late(forward.localPort());
        late.socket.write("late");
        QVERIFY(programs.front()->says("still"));
        QCOMPARE(late.socket.bytesAvailable(), 0);
        programs.pop_back();
        QTRY_COMPARE(late.socket.bytesAvailable(), 4);
    }

    /// Also those that wait for a connection to the VM: each of them takes a descriptor.
    void thoseWhoWaitCount()
    {
        const auto connection = std::exchange(m_machine->connection, nullptr);
        PortForward forward(m_machine->access(), m_machine->echo.port());
        QVERIFY_RESULT(forward.listen(freePort()));
        constexpr qsizetype most = PortForward::maxConnections;
        constexpr qsizetype more = 20;
        const qsizetype before = openDescriptors();
        std::vector<std::unique_ptr<Program>> programs;
        for (qsizetype count = 1; count <= most; ++count) {
            programs.push_back(std::make_unique<Program>(forward.localPort()));
            // No more at once than the kernel queues.
            if (count % 16 == 0)
                QTRY_COMPARE(openDescriptors(), before + 2 * count);
        }
        for (qsizetype i = 0; i < more; ++i)
            programs.push_back(std::make_unique<Program>(forward.localPort()));
        Program beside(m_machine->echo.port());
        QVERIFY(beside.says("whatever was due has been done"));
        QCOMPARE(openDescriptors(), before + 2 * most + more + 2);
        m_machine->connection = connection;
        forward.update();
        programs.resize(1);
        QVERIFY(programs.front()->says("first"));
    }

    void whatIsStoppedIsFree()
    {
        quint16 local = 0;
        {
            PortForward forward(m_machine->access(), m_machine->echo.port());
            QVERIFY_RESULT(forward.listen(freePort()));
            local = forward.localPort();
            Program program(local);
            QVERIFY(program.says("x"));
        }
        PortForward again(m_machine->access(), m_machine->echo.port());
        QVERIFY_RESULT(again.listen(local));
        QCOMPARE(again.localPort(), local);
    }

private:
    std::unique_ptr<Machine> m_machine;
};

QTEST_GUILESS_MAIN(TestPortForward)
#include "tst_portforward.moc"
