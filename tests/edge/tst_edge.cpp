// SPDX-License-Identifier: GPL-3.0-or-later
#include "edgerig.h"

#include <QElapsedTimer>
#include <QTcpSocket>

using namespace skybranch;
using namespace skybranch::test;
using namespace Qt::StringLiterals;

class TestEdge : public QObject
{
    Q_OBJECT

private:
    PostgresRig m_postgres;
    std::unique_ptr<EdgeRig> m_rig;
    domain::Workspace m_workspace;
    bool m_isHasty = false;

    HttpClient client() const { return m_rig->client(m_rig->ourKey); }
    QString path(const QString &tail = {}) const
    {
        return u"/api/workspaces/"_s + m_workspace.id.toString() + tail;
    }

    /// Sends bytes as they are, and gives what has come when @p until is in it or the end is there.
    QByteArray raw(const QByteArray &bytes, const QByteArray &until, bool *closed = nullptr)
    {
        QTcpSocket socket;
        QByteArray answer;
        QObject::connect(&socket, &QTcpSocket::readyRead, &socket,
                         [&] { answer += socket.readAll(); });
        socket.connectToHost(QHostAddress::LocalHost, m_rig->port);
        if (!QTest::qWaitFor([&] { return socket.state() == QTcpSocket::ConnectedState; }))
            return {};
        socket.write(bytes);
        (void)QTest::qWaitFor(
            [&] { return answer.contains(until) || socket.state() != QTcpSocket::ConnectedState; },
            10'000);
        if (closed)
            *closed = QTest::qWaitFor(
                [&] { return socket.state() == QTcpSocket::UnconnectedState; }, 10'000);
        return answer;
    }

    static edge::HttpServer::Options few() { return {.limits = {.connections = 20}}; }

    /// From now on to the end of the test function.
    Result<> giveRequestsLittleTime()
    {
        m_isHasty = true;
        return m_rig->restart({.limits = {.requestTime = std::chrono::milliseconds(1500)}});
    }

    QByteArray head(const QByteArray &request, const QByteArray &more = {}) const
    {
        return request + " HTTP/1.1\r\nHost: 127.0.0.1:" + QByteArray::number(m_rig->port)
            + "\r\nAuthorization: Bearer " + m_rig->ourKey + "\r\n" + more;
    }

private Q_SLOTS:
    void initTestCase()
    {
        QVERIFY_RESULT(m_postgres.start());
        m_rig = std::make_unique<EdgeRig>();
        QVERIFY_RESULT(m_rig->start(m_postgres, few()));
        const auto workspace = m_rig->ours.insert(
            *m_rig->database, m_rig->ours.workspace(domain::WorkspaceStatus::Paused));
        QVERIFY_RESULT(workspace);
        m_workspace = *workspace;
    }

    void cleanup()
    {
        if (std::exchange(m_isHasty, false))
            QVERIFY_RESULT(m_rig->restart(few()));
    }

    void cleanupTestCase() { m_rig.reset(); }

    void aStrangersListIsEmpty()
    {
        const HttpReply reply = m_rig->client(m_rig->theirKey).get(u"/api/workspaces"_s);
        QCOMPARE(reply.status, 200);
        QVERIFY(reply.json().value(u"workspaces"_s).toArray().isEmpty());
        QCOMPARE(client().get(u"/api/workspaces"_s).json().value(u"workspaces"_s).toArray().size(),
                 1);
    }

    void aStrangersRepositoryCanNotBeUsed()
    {
        const HttpReply reply
            = client().post(u"/api/workspaces"_s,
                            {{u"repositoryId"_s, m_rig->theirs.repository.toString()},
                             {u"name"_s, u"x"_s},
                             {u"branch"_s, u"main"_s}});
        QCOMPARE(reply.status, 400);
    }

    void unknownAddressesAndMethodsAreTold()
    {
        QCOMPARE(client().get(u"/api/nothing"_s).status, 404);
        QCOMPARE(client().get(u"/api/workspaces/"_s).status, 404);
        QCOMPARE(client().get(u"/api/workspaces/no-id"_s).status, 404);
        const HttpReply reply = client().send("PUT", u"/api/workspaces"_s, "{}");
        QCOMPARE(reply.status, 405);
        QCOMPARE(reply.errorCode(), u"method_not_allowed"_s);
        // All that it says it takes is taken.
        QCOMPARE(reply.header("allow"), "POST, GET, HEAD");
        QVERIFY(reply.body.contains("It takes POST, GET, HEAD."));
        QCOMPARE(client().send("HEAD", u"/api/workspaces"_s).status, 200);
        QCOMPARE(client().send("DELETE", u"/health"_s).status, 405);
        QCOMPARE(m_rig->client("wrong").get(u"/api/vms"_s).header("www-authenticate"), "Bearer");
    }

    void aWrongFieldIsNamed_data()
    {
        QTest::addColumn<QByteArray>("body");
        QTest::addColumn<QString>("field");
        const QString start = uR"({"repositoryId":"%1","name":"a","branch":"b")"_s.arg(
            m_rig->ours.repository.toString());
        const auto with = [&start](const QString &more) { return (start + more).toUtf8(); };
        QTest::newRow("no id") << QByteArray(R"({"name":"a","branch":"b"})") << u"repositoryId"_s;
        QTest::newRow("no name") << with(uR"(,"name":null})"_s) << u"name"_s;
        QTest::newRow("long name")
            << with(uR"(,"name":"%1"})"_s.arg(QString(101, u'a'))) << u"name"_s;
        QTest::newRow("branch") << with(uR"(,"branch":"-x"})"_s) << u"branch"_s;
        QTest::newRow("minutes") << with(uR"(,"autoStopMinutes":4})"_s) << u"autoStopMinutes"_s;
        QTest::newRow("type") << with(uR"(,"autoStopMinutes":"30"})"_s) << u"autoStopMinutes"_s;
        QTest::newRow("seed") << with(uR"(,"seed":"moon"})"_s) << u"seed"_s;
        QTest::newRow("placement") << with(uR"(,"placement":"personal"})"_s) << u"placement"_s;
        QTest::newRow("provider") << with(uR"(,"provider":"moon"})"_s) << u"provider"_s;
    }

    void aWrongFieldIsNamed()
    {
        QFETCH(QByteArray, body);
        QFETCH(QString, field);
        const HttpReply reply = client().send("POST", u"/api/workspaces"_s, body);
        QCOMPARE(reply.status, 400);
        QCOMPARE(reply.errorCode(), u"invalid_argument"_s);
        QVERIFY2(reply.errorMessage().contains(field), qPrintable(reply.errorMessage()));
    }

    void aBodyThatIsNoObjectIsRefused()
    {
        for (const QByteArray &body :
             {QByteArray("{"), QByteArray("[]"), QByteArray("\xff\x00", 2)})
            QCOMPARE(client().send("POST", u"/api/workspaces"_s, body).status, 400);
    }

    void aForbiddenTransitionNamesTheState()
    {
        const HttpReply reply = client().post(path(u"/pause"_s));
        QCOMPARE(reply.status, 409);
        QCOMPARE(reply.errorCode(), u"conflict"_s);
        QVERIFY2(reply.errorMessage().contains(u"paused"_s), qPrintable(reply.errorMessage()));
        const HttpReply credentials
            = client().post(path(u"/ssh-credentials"_s), {{u"publicKey"_s, u"x"_s}});
        QCOMPARE(credentials.status, 409);
        QVERIFY(credentials.errorMessage().contains(u"paused"_s));
    }

    void aPatchChangesWhatItNames()
    {
        const HttpReply reply
            = client().send("PATCH", path(), R"({"name":"Other","autoStopMinutes":60})");
        QCOMPARE(reply.status, 200);
        QCOMPARE(reply.json().value(u"name"_s).toString(), u"Other"_s);
        QCOMPARE(reply.json().value(u"autoStopMinutes"_s).toInt(), 60);
        QCOMPARE(client().send("PATCH", path(), R"({"autoStopMinutes":481})").status, 400);
    }

    void aRepositoryIsMadeOnce()
    {
        const QJsonObject body{{u"url"_s, u"https://git.example.org/acme/other.git"_s}};
        const HttpReply first = client().post(u"/api/repositories"_s, body);
        QCOMPARE(first.status, 201);
        const HttpReply second = client().post(u"/api/repositories"_s, body);
        QCOMPARE(second.json().value(u"id"_s), first.json().value(u"id"_s));
        QCOMPARE(
            client()
                .post(u"/api/repositories"_s, {{u"url"_s, u"https://a:secret@git.example.org/x"_s}})
                .status,
            400);
        const HttpReply token = client().post(
            u"/api/repositories"_s, {{u"url"_s, u"https://ghp_secret@git.example.org/x"_s}});
        QCOMPARE(token.status, 400);
        QVERIFY(!token.body.contains("ghp_secret"));
    }

    void aRepositoryIsCalledAsAsked()
    {
        const QString url = u"https://git.example.org/acme/named.git"_s;
        const auto nameOf = [&](const QJsonObject &body) {
            return client().post(u"/api/repositories"_s, body).json().value(u"name"_s).toString();
        };
        QCOMPARE(nameOf({{u"url"_s, url}, {u"name"_s, u"Shop"_s}}), u"Shop"_s);
        QCOMPARE(nameOf({{u"url"_s, url}}), u"Shop"_s);
        QCOMPARE(nameOf({{u"url"_s, url}, {u"name"_s, u"Store"_s}}), u"Store"_s);
        const HttpReply bad = client().post(u"/api/repositories"_s,
                                            {{u"url"_s, url}, {u"name"_s, QString(101, u'x')}});
        QCOMPARE(bad.status, 400);
        QVERIFY(bad.errorMessage().contains(u"name"_s));
    }

    void aLargeBodyIsRefused()
    {
        bool closed = false;
        const QByteArray answer
            = raw(head("POST /api/workspaces", "Content-Length: 1048577\r\n\r\n")
                      + QByteArray(100'000, 'x'),
                  "\"message\"", &closed);
        QVERIFY2(answer.startsWith("HTTP/1.1 413 "), answer.constData());
        QVERIFY(closed);
        QCOMPARE(client().send("POST", u"/api/workspaces"_s, QByteArray(1 << 20, ' ')).status, 400);
    }

    void whatHasNoLengthIsRefused()
    {
        QVERIFY(raw(head("POST /api/workspaces", "Transfer-Encoding: chunked\r\n\r\n"), "411")
                    .startsWith("HTTP/1.1 411 "));
        QVERIFY(raw(head("POST /api/workspaces", "Content-Length: 2\r\nContent-Length: 3\r\n\r\n"),
                    "400")
                    .startsWith("HTTP/1.1 400 "));
        QVERIFY(raw(head("GET /health", "X: " + QByteArray(40'000, 'x')), "431")
                    .startsWith("HTTP/1.1 431 "));
    }

    void whatIsCutIsToldInTheWordsOfTrpc()
    {
        QVERIFY_RESULT(giveRequestsLittleTime());
        const QByteArray path = "POST /trpc/cloudWorkspace.create";
        QVERIFY(raw(head(path, "Content-Length: 1048577\r\n\r\n"), "}}}")
                    .contains(R"("code":"PAYLOAD_TOO_LARGE","httpStatus":413)"));
        QVERIFY(raw(head(path, "Content-Length: 10\r\n\r\n{"), "}}}")
                    .contains(R"("code":"TIMEOUT","httpStatus":408)"));
        const QByteArray large = raw(head(path, "X: " + QByteArray(40'000, 'x')), "}}}");
        QVERIFY(large.startsWith("HTTP/1.1 431 "));
        QVERIFY(large.contains(R"("code":"BAD_REQUEST","httpStatus":400)"));
    }

    void ahalfSentRequestIsCut_data()
    {
        QTest::addColumn<QByteArray>("part");
        QTest::newRow("head") << QByteArray("GET /health HTTP/1.1\r\nHo");
        QTest::newRow("body") << head("POST /api/workspaces", "Content-Length: 10\r\n\r\n{");
    }

    void ahalfSentRequestIsCut()
    {
        QVERIFY_RESULT(giveRequestsLittleTime());
        QFETCH(QByteArray, part);
        bool closed = false;
        const QByteArray answer = raw(part, "\"message\"", &closed);
        QVERIFY2(answer.startsWith("HTTP/1.1 408 "), answer.constData());
        QVERIFY(closed);
    }

    void aConnectionTakesManyRequests()
    {
        QVERIFY_RESULT(giveRequestsLittleTime());
        QTcpSocket socket;
        QByteArray answer;
        QObject::connect(&socket, &QTcpSocket::readyRead, &socket,
                         [&] { answer += socket.readAll(); });
        socket.connectToHost(QHostAddress::LocalHost, m_rig->port);
        const QByteArray request = head("GET /health", "\r\n");
        // One alone, then two at once, then one after more than the time of a request.
        socket.write(request);
        QTRY_COMPARE(answer.count("200 OK"), 1);
        socket.write(request + request);
        QTRY_COMPARE(answer.count("200 OK"), 3);
        QElapsedTimer idle;
        idle.start();
        QTRY_VERIFY(idle.elapsed() > 1700);
        socket.write(request);
        QTRY_COMPARE(answer.count("200 OK"), 4);
        QCOMPARE(answer.count("HTTP/1.1"), 4);
    }

    void onlyKnownNamesAreServed()
    {
        const auto with = [](const QByteArray &host, const QByteArray &more = {}) {
            return "GET /health HTTP/1.1\r\nHost: " + host + "\r\n" + more + "\r\n";
        };
        const QByteArray port = QByteArray::number(m_rig->port);
        QVERIFY(raw(with("localhost:" + port), "}").contains(" 200 "));
        QVERIFY(raw(with("evil.example:" + port), "}").contains(" 403 "));
        QVERIFY(raw(with("127.0.0.1:1"), "}").contains(" 403 "));
        QVERIFY(raw(with("localhost:" + port, "Origin: http://localhost:" + port + "\r\n"), "}")
                    .contains(" 200 "));
        QVERIFY(raw(with("localhost:" + port, "Origin: https://evil.example\r\n"), "}")
                    .contains(" 403 "));
        QVERIFY(raw(with("localhost:" + port, "Origin: null\r\n"), "}").contains(" 403 "));
    }

    void connectionsAreCounted()
    {
        std::vector<std::unique_ptr<QTcpSocket>> sockets;
        int closed = 0;
        for (int i = 0; i < 30; ++i) {
            sockets.push_back(std::make_unique<QTcpSocket>());
            QObject::connect(sockets.back().get(), &QTcpSocket::disconnected, this,
                             [&closed] { ++closed; });
            sockets.back()->connectToHost(QHostAddress::LocalHost, m_rig->port);
        }
        QTRY_VERIFY(closed >= 10);
        sockets.clear();
        QTRY_COMPARE(client().get(u"/health"_s).status, 200);
    }

    void healthSaysHowThePartsAre()
    {
        const QJsonObject json = client().get(u"/health/all"_s).json();
        QCOMPARE(json.value(u"database"_s).toObject().value(u"status"_s).toString(), u"ok"_s);
        QCOMPARE(json.value(u"provider"_s).toObject().value(u"type"_s).toString(), u"sandbox"_s);
    }
};

QTEST_GUILESS_MAIN(TestEdge)
#include "tst_edge.moc"
