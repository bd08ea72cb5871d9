// SPDX-License-Identifier: GPL-3.0-or-later
#include "edge/httpserver.h"
#include "support/result.h"

#include <QTcpSocket>

using namespace skybranch;
using namespace skybranch::edge;
using namespace skybranch::test;
using namespace Qt::StringLiterals;

/// What connections may cost that ask for nothing.
class TestConnections : public QObject
{
    Q_OBJECT

private:
    using Sockets = std::vector<std::unique_ptr<QTcpSocket>>;

    std::unique_ptr<HttpServer> m_server;
    quint16 m_port = 0;
    std::optional<Completion<>> m_waiting; ///< what GET /wait waits for

    Result<> start(Limits limits)
    {
        const auto answer = []() -> Task<HttpResponse> { co_return HttpResponse::json(200, "{}"); };
        const QList<Route> routes{
            {Method::Get, u"/now"_s, [answer](const HttpRequest &) { return answer(); }, true},
            {Method::Get, u"/wait"_s, [this](const HttpRequest &) { return waitAndAnswer(); },
             true},
        };
        m_server = std::make_unique<HttpServer>(
            routes,
            [](const QString &) -> Task<cloud::Caller> {
                co_return failure(ErrorCode::Unauthorized, u"Nobody."_s);
            },
            HttpServer::Options{.limits = limits});
        const auto port = m_server->listen(QHostAddress::LocalHost, 0);
        if (!port)
            return failure(port);
        m_port = *port;
        return {};
    }

    Task<HttpResponse> waitAndAnswer()
    {
        m_waiting.emplace();
        (void)co_await m_waiting->wait();
        co_return HttpResponse::json(200, "{}");
    }

    std::unique_ptr<QTcpSocket> connected()
    {
        auto socket = std::make_unique<QTcpSocket>();
        socket->connectToHost(QHostAddress::LocalHost, m_port);
        (void)QTest::qWaitFor([&] { return socket->state() == QTcpSocket::ConnectedState; });
        return socket;
    }

    void ask(QTcpSocket &socket, const QByteArray &path) const
    {
        socket.write("GET " + path + " HTTP/1.1\r\nHost: 127.0.0.1:" + QByteArray::number(m_port)
                     + "\r\n\r\n");
    }

    static bool isAnswered(QTcpSocket &socket) { return socket.peek(1000).contains(" 200 OK\r\n"); }

    static bool isClosed(const QTcpSocket &socket)
    {
        return socket.state() == QTcpSocket::UnconnectedState;
    }

private Q_SLOTS:
    void cleanup()
    {
        if (m_waiting)
            m_waiting->finish({});
        QVERIFY_RESULT(await(m_server->stop()));
        m_waiting.reset();
        m_server.reset();
    }

    void aSilentOneIsClosed()
    {
        QVERIFY_RESULT(start({.idleTime = std::chrono::milliseconds(200)}));
        const auto silent = connected();
        const auto answered = connected();
        ask(*answered, "/now");
        QTRY_VERIFY(answered->bytesAvailable() > 0);
        QTRY_VERIFY(isClosed(*silent));
        QTRY_VERIFY(isClosed(*answered));
    }

    void oneThatWaitsForItsAnswerIsNotIdle()
    {
        QVERIFY_RESULT(start({.idleTime = std::chrono::milliseconds(200)}));
        const auto waits = connected();
        ask(*waits, "/wait");
        QTRY_VERIFY(m_waiting.has_value());
        const auto silent = connected();
        QTRY_VERIFY(isClosed(*silent));
        m_waiting->finish({});
        QTRY_VERIFY2(isAnswered(*waits), waits->peek(1000).constData());
    }

    void nothingIsBegunForOneThatWasClosed()
    {
        QVERIFY_RESULT(start({}));
        const auto broken = connected();
        const QByteArray host = "\r\nHost: 127.0.0.1:" + QByteArray::number(m_port) + "\r\n\r\n";
        broken->write("GET /now HTTP/1.1" + host + "no request\r\n\r\nGET /wait HTTP/1.1" + host);
        QTRY_VERIFY(isClosed(*broken));
        const auto further = connected();
        ask(*further, "/now");
        QTRY_VERIFY(isAnswered(*further));
        QVERIFY(!m_waiting);
    }

    void halfARequestBehindAWholeOneIsNotWaitedForForEver()
    {
        QVERIFY_RESULT(start({.requestTime = std::chrono::milliseconds(200)}));
        const auto half = connected();
        const QByteArray host = "Host: 127.0.0.1:" + QByteArray::number(m_port) + "\r\n";
        half->write("GET /now HTTP/1.1\r\n" + host + "\r\nGET /now HTTP/1.1\r\n" + host
                    + "Content-Length: 8\r\n\r\n{");
        QTRY_VERIFY(half->peek(1000).contains(" 200 OK\r\n"));
        QTRY_VERIFY(half->peek(1000).contains(" 408 Request Timeout\r\n"));
        QTRY_VERIFY(isClosed(*half));
    }

    void silentOnesLockNobodyOut()
    {
        QVERIFY_RESULT(start({.connections = 5}));
        const auto waits = connected();
        ask(*waits, "/wait");
        QTRY_VERIFY(m_waiting.has_value());
        Sockets silent;
        for (int i = 0; i < 4; ++i)
            silent.push_back(connected());
        const auto asks = connected();
        ask(*asks, "/now");
        QTRY_VERIFY(isAnswered(*asks));
        // The oldest of them has gone, and nobody else.
        QTRY_VERIFY(isClosed(*silent[0]));
        QVERIFY(!isClosed(*silent[1]) && !isClosed(*silent[3]) && !isClosed(*waits));
    }

    void busyOnesAreNotClosedForANewOne()
    {
        QVERIFY_RESULT(start({.connections = 1}));
        const auto waits = connected();
        ask(*waits, "/wait");
        QTRY_VERIFY(m_waiting.has_value());
        const auto further = connected();
        QTRY_VERIFY(isClosed(*further));
        QVERIFY(!isClosed(*waits));
    }
};

QTEST_GUILESS_MAIN(TestConnections)
#include "tst_connections.moc"
