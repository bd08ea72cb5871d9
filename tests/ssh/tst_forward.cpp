// SPDX-License-Identifier: GPL-3.0-or-later
#include "ssh/connection.h"
#include "ssh/splice.h"
#include "support/echoserver.h"
#include "support/sshlogin.h"

#include <QCryptographicHash>
#include <QSignalSpy>
#include <QTcpServer>
#include <QTcpSocket>

using namespace skybranch;
using namespace skybranch::ssh;
using skybranch::test::await;

namespace {

QByteArray manyNumbers(qsizetype atLeast)
{
    QByteArray data;
    for (int i = 0; data.size() < atLeast; ++i)
        data += QByteArray::number(i) + ' ';
    return data;
}

ForwardTarget at(quint16 port)
{
    return {QStringLiteral("127.0.0.1"), port};
}

/// A socket pair of which one end is joined to a channel; the other end is this computer's program.
struct Joined
{
    explicit Joined(const Result<std::shared_ptr<Channel>> &channel)
    {
        std::array<int, 2> ends{-1, -1};
        if (!channel || ::socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, ends.data()) != 0)
            return;
        ours = Socket(ends[0]);
        splice = std::make_unique<Splice>(Socket(ends[1]), *channel);
    }

    /// Says all, ends its side, and listens until the other side ends.
    void talk(QByteArray words)
    {
        thread = std::thread([this, words = std::move(words)] {
            std::thread speaker([this, &words] {
                for (qsizetype sent = 0; sent < words.size();)
                    sent += ::send(ours.descriptor(), words.constData() + sent,
                                   size_t(words.size() - sent), 0);
                ::shutdown(ours.descriptor(), SHUT_WR);
            });
            hear();
            speaker.join();
        });
    }

    /// Listens until the other side ends, and ends then.
    void listen()
    {
        thread = std::thread([this] {
            hear();
            ::shutdown(ours.descriptor(), SHUT_WR);
        });
    }

    void hear()
    {
        std::array<char, 64 << 10> block;
        ssize_t count = 0;
        while ((count = ::recv(ours.descriptor(), block.data(), block.size(), 0)) > 0)
            heard.append(block.data(), count);
    }

    Socket ours;
    std::unique_ptr<Splice> splice;
    std::thread thread;
    QByteArray heard;
};

} // namespace

class TestForward : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        QVERIFY_RESULT(m_server.start());
        QVERIFY_RESULT(
            await(m_connection.connectTo(test::endpointOf(m_server), test::loginTo(m_server))));
    }

    void bytesGoBothWaysAndTheEndArrives()
    {
        const test::EchoServer server;
        auto channel = await(m_connection.openForward(at(server.port())));
        QVERIFY_RESULT(channel);
        QSignalSpy closed(channel->get(), &Channel::closed);
        QByteArray got;
        connect(channel->get(), &Channel::readyRead, this, [&] { got += (*channel)->takeAll(); });
        const QByteArray data = manyNumbers(2'000'000);
        (*channel)->write(data);
        (*channel)->sendEof();
        QVERIFY(closed.wait(30'000));
        QVERIFY(got == data);
        QVERIFY(!(*channel)->error());
    }

    void manyAreOpenAtOnce()
    {
        const test::EchoServer server;
        std::vector<std::shared_ptr<Channel>> channels;
        std::vector<QByteArray> got(40);
        for (size_t i = 0; i < got.size(); ++i) {
            auto channel = await(m_connection.openForward(at(server.port())));
            QVERIFY_RESULT(channel);
            connect(channel->get(), &Channel::readyRead, this,
                    [&got, i, raw = channel->get()] { got[i] += raw->takeAll(); });
            channels.push_back(*channel);
        }
        for (size_t i = 0; i < got.size(); ++i)
            channels[i]->write(QByteArray::number(qulonglong(i)).repeated(1000));
        for (size_t i = 0; i < got.size(); ++i)
            QTRY_COMPARE(got[i], QByteArray::number(qulonglong(i)).repeated(1000));
    }

    void whoDoesNotReadStopsTheFarSide()
    {
        constexpr qint64 much = 50 << 20;
        QTcpSocket *source = nullptr;
        QTcpServer listener;
        QVERIFY(listener.listen(QHostAddress::LocalHost));
        connect(&listener, &QTcpServer::newConnection, this, [&] {
            source = listener.nextPendingConnection();
            source->write(QByteArray(much, 'x'));
            source->disconnectFromHost();
        });
        auto channel = await(m_connection.openForward(at(listener.serverPort())));
        QVERIFY_RESULT(channel);
        // Another one goes on meanwhile, which shows that the first has had its time.
        const test::EchoServer server;
        auto second = await(m_connection.openForward(at(server.port())));
        QVERIFY_RESULT(second);
        QByteArray echoed;
        connect(second->get(), &Channel::readyRead, this, [&] { echoed += (*second)->takeAll(); });
        (*second)->write(manyNumbers(3'000'000));
        QTRY_VERIFY(echoed.size() >= 3'000'000);
        QVERIFY2(source->bytesToWrite() > much / 2, "the far side was not stopped");

        qint64 taken = 0;
        QSignalSpy ended(channel->get(), &Channel::eofReceived);
        const auto take = [&] { taken += (*channel)->takeAll().size(); };
        connect(channel->get(), &Channel::readyRead, this, take);
        take();
        QVERIFY(ended.count() == 1 || ended.wait(30'000));
        QCOMPARE(taken, much);
    }

    void aPortThatNobodyHasIsRefusedInWords()
    {
        quint16 free = 0;
        {
            QTcpServer probe;
            QVERIFY(probe.listen(QHostAddress::LocalHost));
            free = probe.serverPort();
        }
        auto channel = await(m_connection.openForward({QStringLiteral("127.0.0.1"), free}));
        QVERIFY(!channel);
        QCOMPARE(channel.error().code, ErrorCode::Unavailable);
        QVERIFY(channel.error().message.contains(QString::number(free)));
        QVERIFY(m_connection.isConnected());
    }

    void noOtherHostIsAskedFor()
    {
        for (const char *host : {"192.0.2.1", "localhost", "", "0.0.0.0", "metadata.internal"}) {
            auto channel = await(m_connection.openForward({QString::fromLatin1(host), 80}));
            QVERIFY(!channel);
            QCOMPARE(channel.error().code, ErrorCode::InvalidArgument);
        }
        auto none = await(m_connection.openForward({QStringLiteral("127.0.0.1"), 0}));
        QVERIFY(!none);
        QCOMPARE(none.error().code, ErrorCode::InvalidArgument);
    }

    void aSocketOfThisComputerIsJoinedToIt()
    {
        const test::EchoServer server;
        Joined joined(await(m_connection.openForward(at(server.port()))));
        QVERIFY(joined.splice);
        QSignalSpy finished(joined.splice.get(), &Splice::finished);
        const QByteArray data = manyNumbers(3'000'000);
        joined.talk(data);
        // Both ends are told: the echo ends after ours.
        QVERIFY(finished.wait(30'000));
        joined.thread.join();
        QVERIFY(joined.heard == data);
    }

    void whoeverListensSlowlyAtThisComputerStopsTheFarSide()
    {
        constexpr qint64 much = 50 << 20;
        QTcpServer listener;
        QTcpSocket *source = nullptr;
        QVERIFY(listener.listen(QHostAddress::LocalHost));
        connect(&listener, &QTcpServer::newConnection, this, [&] {
            source = listener.nextPendingConnection();
            source->write(QByteArray(much, 'x'));
            source->disconnectFromHost();
        });
        Joined joined(await(m_connection.openForward(at(listener.serverPort()))));
        QVERIFY(joined.splice);
        // Others go on meanwhile.
        const test::EchoServer server;
        Joined other(await(m_connection.openForward(at(server.port()))));
        QSignalSpy otherFinished(other.splice.get(), &Splice::finished);
        other.talk(manyNumbers(3'000'000));
        QVERIFY(otherFinished.wait(30'000));
        other.thread.join();
        QVERIFY2(source->bytesToWrite() > much / 2, "the far side was not stopped");

        QSignalSpy finished(joined.splice.get(), &Splice::finished);
        joined.listen();
        const bool ended = finished.wait(30'000);
        joined.splice.reset();
        joined.thread.join();
        QVERIFY(ended);
        QCOMPARE(joined.heard.size(), much);
    }

    void aSocketThatBreaksEndsTheChannel()
    {
        const test::EchoServer server;
        auto channel = await(m_connection.openForward(at(server.port())));
        QVERIFY_RESULT(channel);
        Joined joined(*channel);
        QSignalSpy closed(channel->get(), &Channel::closed);
        joined.ours = Socket(); // both directions are gone
        (*channel)->write("x");
        QVERIFY(closed.wait(10'000));
    }

    void whoHasGoneBeforeTheFirstByteIsTold()
    {
        QTcpServer listener;
        QVERIFY(listener.listen(QHostAddress::LocalHost));
        auto channel = await(m_connection.openForward(at(listener.serverPort())));
        QVERIFY_RESULT(channel);
        QSignalSpy ready(channel->get(), &Channel::readyRead);
        QTRY_VERIFY(listener.hasPendingConnections());
        listener.nextPendingConnection()->write("hello");
        QVERIFY(ready.wait(10'000));
        std::array<int, 2> ends{-1, -1};
        QCOMPARE(::socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, ends.data()), 0);
        ::close(ends[0]);
        const Splice splice(Socket(ends[1]), *channel);
        QSignalSpy finished(&splice, &Splice::finished);
        QVERIFY(finished.wait(10'000));
    }

    void aLostConnectionEndsIt()
    {
        const test::EchoServer server;
        test::SshServer machine;
        QVERIFY_RESULT(machine.start());
        Connection connection;
        QVERIFY_RESULT(
            await(connection.connectTo(test::endpointOf(machine), test::loginTo(machine))));
        auto channel = await(connection.openForward(at(server.port())));
        QVERIFY_RESULT(channel);
        QSignalSpy closed(channel->get(), &Channel::closed);
        machine.killConnections();
        QVERIFY(closed.wait(10'000));
        QVERIFY((*channel)->error());
    }

    void cancelEndsAnOpen()
    {
        StopSource stop;
        stop.request_stop();
        const test::EchoServer server;
        auto channel = await(m_connection.openForward(at(server.port()), stop.get_token()));
        QVERIFY(!channel);
        QCOMPARE(channel.error().code, ErrorCode::Cancelled);
    }

private:
    test::SshServer m_server;
    Connection m_connection;
};

QTEST_GUILESS_MAIN(TestForward)
#include "tst_forward.moc"
