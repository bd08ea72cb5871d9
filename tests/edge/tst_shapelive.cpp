// SPDX-License-Identifier: GPL-3.0-or-later
#include "edgerig.h"
#include "shapetalk.h"

#include <QTcpSocket>

using namespace skybranch;
using namespace skybranch::test;
using namespace Qt::StringLiterals;
using std::chrono::milliseconds;

/// Answers that come piece by piece, and those that a client has already.
class TestShapeLive : public QObject
{
    Q_OBJECT

private:
    PostgresRig m_postgres;
    std::unique_ptr<EdgeRig> m_rig;
    std::optional<ShapeTalk> m_talk;

    HttpClient client() const { return m_rig->client(m_rig->ourKey); }

    Result<> start(const std::function<void(EdgeRig &)> &change = [](EdgeRig &) { })
    {
        m_rig = std::make_unique<EdgeRig>();
        change(*m_rig);
        if (auto started = m_rig->start(m_postgres); !started)
            return started;
        m_talk.emplace(client());
        (void)m_talk->readOn();
        return {};
    }

    domain::Workspace add(const QString &name)
    {
        domain::Workspace workspace = m_rig->ours.workspace();
        workspace.name = name;
        return m_rig->ours.insert(*m_rig->database, workspace).value_or(domain::Workspace{});
    }

    /// Two of these share the route, and its reads.
    QNetworkReply *listen(HttpClient &http, bool sse) const
    {
        return http.begin("GET", m_talk->path(true) + (sse ? u"&live_sse=true"_s : QString()));
    }

    std::unique_ptr<QTcpSocket> rawRequest(const QByteArray &verb, const QString &path,
                                           const QByteArray &headers = {}) const
    {
        auto socket = std::make_unique<QTcpSocket>();
        socket->connectToHost(QHostAddress::LocalHost, m_rig->port);
        (void)QTest::qWaitFor([&] { return socket->state() == QTcpSocket::ConnectedState; });
        socket->write(verb + ' ' + path.toUtf8()
                      + " HTTP/1.1\r\nHost: 127.0.0.1:" + QByteArray::number(m_rig->port)
                      + "\r\nAuthorization: Bearer " + m_rig->ourKey + "\r\n" + headers + "\r\n");
        return socket;
    }

private Q_SLOTS:
    void initTestCase() { QVERIFY_RESULT(m_postgres.start()); }

    void cleanup()
    {
        m_talk.reset();
        m_rig.reset();
    }

    void changesComeAsEvents()
    {
        QVERIFY_RESULT(start());
        HttpClient http = client();
        QNetworkReply *stream = listen(http, true);
        QTRY_COMPARE(m_rig->feed.waiting(), 1);
        QTRY_COMPARE(stream->rawHeader("content-type"), QByteArray("text/event-stream"));
        QCOMPARE(stream->rawHeader("electric-offset"), m_talk->offset.toLatin1());
        QCOMPARE(stream->rawHeader("electric-handle"), m_talk->handle.toLatin1());
        QVERIFY(!stream->rawHeader("electric-cursor").isEmpty());
        QVERIFY(stream->rawHeader("cache-control").contains("no-store"));
        for (const QString &name : {u"one"_s, u"two"_s}) {
            add(name);
            QByteArray text;
            QTRY_VERIFY((text += stream->readAll()).contains("up-to-date"));
            const QByteArrayList events = text.trimmed().split('\n');
            QCOMPARE(events.size(), 3);
            QVERIFY(events[0].startsWith("data: {") && events[0].contains(name.toLatin1()));
            QCOMPARE(events[1], QByteArray());
            const QJsonObject control = QJsonDocument::fromJson(events[2].sliced(6)).object();
            const QString lsn = control[u"headers"_s][u"global_last_seen_lsn"_s].toString();
            QCOMPARE(lsn,
                     QString::number(*await(
                         clouddb::ChangeLog(*m_rig->database).head(m_rig->ours.organization))));
        }
        QVERIFY(!stream->isFinished());
        stream->abort();
        HttpClient::finish(stream);
        QTRY_COMPARE(m_rig->feed.waiting(), 0);
    }

    void aQuietStreamSaysThatItLives()
    {
        QVERIFY_RESULT(start([](EdgeRig &rig) {
            rig.keepAlive = milliseconds(100);
            rig.eventStream = milliseconds(900);
        }));
        HttpClient http = client();
        QNetworkReply *stream = listen(http, true);
        QTRY_VERIFY(stream->isFinished());
        const HttpReply reply = HttpClient::finish(stream);
        QVERIFY(reply.body.count(": keep-alive\n\n") >= 3);
        // It ends with where to go on from.
        QVERIFY(reply.body.contains("global_last_seen_lsn"));
        // And leaves a connection that can be used.
        QCOMPARE(http.get(m_talk->path(false)).status, 200);
    }

    void aRevokedKeyEndsAStream()
    {
        QVERIFY_RESULT(start());
        HttpClient http = client();
        QNetworkReply *stream = listen(http, true);
        QTRY_COMPARE(m_rig->feed.waiting(), 1);
        QVERIFY_RESULT(
            await(m_rig->database->run(u"revoke"_s, [this](clouddb::Transaction &transaction) {
                clouddb::AccountStore accounts(transaction);
                const auto holder
                    = accounts.findByKey(clouddb::AccountStore::hashOf(m_rig->ourKey));
                return accounts.revokeKey(m_rig->ours.organization, holder->keyId);
            })));
        QTRY_VERIFY_WITH_TIMEOUT(stream->isFinished(), 5'000);
        HttpClient::finish(stream);
        add(u"unseen"_s);
        QCOMPARE(http.get(m_talk->path(false)).status, 401);
    }

    void aServerThatStopsEndsStreams()
    {
        QVERIFY_RESULT(start());
        HttpClient http = client();
        QNetworkReply *stream = listen(http, true);
        QTRY_COMPARE(m_rig->feed.waiting(), 1);
        QVERIFY_RESULT(m_rig->restart());
        QTRY_VERIFY(stream->isFinished());
        HttpClient::finish(stream);
    }

    void aLostLogEndsAStream()
    {
        QVERIFY_RESULT(start());
        HttpClient http = client();
        const QString beyond = m_talk->offset;
        m_talk->offset = u"999999_0"_s;
        QNetworkReply *stream = listen(http, true);
        QTRY_VERIFY(stream->isFinished());
        QCOMPARE(HttpClient::finish(stream).status, 409);
    }

    void aClientThatTakesNothingIsDropped()
    {
        m_rig = std::make_unique<EdgeRig>();
        QVERIFY_RESULT(m_rig->start(m_postgres, {.limits = {.requestTime = milliseconds(500)}}));
        m_talk.emplace(client());
        QCOMPARE(m_talk->readOn(), 200);
        const auto socket = std::make_unique<QTcpSocket>();
        socket->setReadBufferSize(1);
        socket->connectToHost(QHostAddress::LocalHost, m_rig->port);
        QTRY_COMPARE(socket->state(), QTcpSocket::ConnectedState);
        socket->setSocketOption(QAbstractSocket::ReceiveBufferSizeSocketOption, 4096);
        socket->write("GET " + m_talk->path(true).toUtf8()
                      + "&live_sse=true HTTP/1.1\r\nHost: 127.0.0.1:"
                      + QByteArray::number(m_rig->port) + "\r\nAuthorization: Bearer "
                      + m_rig->ourKey + "\r\n\r\n");
        QTRY_COMPARE(m_rig->feed.waiting(), 1);
        const auto filled
            = await(m_rig->database->run(u"fill"_s, [this](clouddb::Transaction &transaction) {
                  return transaction.exec(
                      u"INSERT INTO cloud_workspaces (id, organization_id, repository_id, "
                      "creator_id, placement, name, branch, status, seed, status_message) SELECT "
                      "gen_random_uuid(), ?, ?, ?, 'dedicated', 'w', 'b', 'stopped', 'remote', "
                      "repeat('x', 2000) FROM generate_series(1, 3000) i"_s,
                      {clouddb::bind(m_rig->ours.organization),
                       clouddb::bind(m_rig->ours.repository), clouddb::bind(m_rig->ours.user)});
              }));
        QVERIFY_RESULT(filled);
        // It was given some, waited for, and let go; nothing of it is left.
        QTRY_COMPARE_WITH_TIMEOUT(m_rig->feed.waiting(), 0, 10'000);
        // A server that stops has nobody to wait for.
        QVERIFY_RESULT(m_rig->restart());
    }

    void headIsGetWithoutABody_data()
    {
        QTest::addColumn<QString>("more");
        QTest::newRow("snapshot") << QString();
        QTest::newRow("events") << u"&live=true&live_sse=true"_s;
    }

    void headIsGetWithoutABody()
    {
        QFETCH(QString, more);
        QVERIFY_RESULT(start());
        add(u"one"_s);
        const auto socket = rawRequest("HEAD", m_talk->path(false) + more);
        QByteArray answer;
        QTRY_VERIFY((answer += socket->readAll()).contains("\r\n\r\n"));
        QVERIFY2(answer.startsWith("HTTP/1.1 200"), answer.constData());
        QVERIFY(
            answer.toLower().contains(QByteArray("electric-handle: " + m_talk->handle.toLatin1())));
        QVERIFY(answer.endsWith("\r\n\r\n"));
    }

    void whatTheClientHasIsNotSentAgain()
    {
        QVERIFY_RESULT(start());
        const HttpReply first = client().get(m_talk->path(false));
        const QByteArray tag = first.header("etag");
        QVERIFY(tag.startsWith('"') && tag.endsWith('"'));
        QVERIFY(first.header("cache-control").contains("private"));
        const auto socket
            = rawRequest("GET", m_talk->path(false), "If-None-Match: " + tag + "\r\n");
        QByteArray answer;
        QTRY_VERIFY((answer += socket->readAll()).contains("\r\n\r\n"));
        QVERIFY2(answer.startsWith("HTTP/1.1 304"), answer.constData());
        QVERIFY(answer.endsWith("\r\n\r\n"));
        add(u"one"_s);
        const auto later = rawRequest("GET", m_talk->path(false), "If-None-Match: " + tag + "\r\n");
        answer.clear();
        QTRY_VERIFY((answer += later->readAll()).contains("\"one\""));
    }

    void allWhoWaitAreToldOfEachChange()
    {
        QVERIFY_RESULT(start());
        constexpr int waiting = 20;
        constexpr int changes = 5;
        std::vector<ShapeTalk> talks(size_t(waiting), *m_talk);
        std::vector<HttpClient> clients;
        QList<QNetworkReply *> replies;
        for (int i = 0; i < waiting; ++i)
            clients.push_back(client());
        for (int change = 0; change < changes; ++change) {
            for (size_t i = 0; i < waiting; ++i)
                replies << clients[i].begin("GET", talks[i].path(true));
            // Some have begun to wait, and some will find it.
            QTRY_VERIFY(m_rig->feed.waiting() > 0);
            add(u"name %1"_s.arg(change));
            for (size_t i = 0; i < waiting; ++i) {
                QTRY_VERIFY(replies[qsizetype(i)]->isFinished());
                const HttpReply reply = HttpClient::finish(replies[qsizetype(i)]);
                QCOMPARE(reply.status, 200);
                talks[i].take(reply);
            }
            replies.clear();
        }
        for (ShapeTalk &talk : talks) {
            QCOMPARE(talk.readOn(), 200);
            QCOMPARE(talk.operations.size(), changes);
        }
    }

    /// Who asks for the same at the same place shares a read, but not with strangers.
    void anotherOrganisationsReadIsNotShared()
    {
        QVERIFY_RESULT(start());
        HttpClient stranger = m_rig->client(m_rig->theirKey);
        ShapeTalk theirs(m_rig->client(m_rig->theirKey));
        QCOMPARE(theirs.readOn(), 200);
        theirs.offset = m_talk->offset;
        add(u"Secret plan"_s);
        domain::Workspace open = m_rig->theirs.workspace();
        open.name = u"Open plan"_s;
        QVERIFY_RESULT(m_rig->theirs.insert(*m_rig->database, open));
        QTRY_COMPARE(m_rig->feed.generation(m_rig->ours.organization),
                     m_rig->feed.generation(m_rig->theirs.organization));
        const QByteArray ours = client().get(m_talk->path(true)).body;
        QVERIFY(ours.contains("Secret plan") && !ours.contains("Open plan"));
        const QByteArray told = stranger.get(theirs.path(true)).body;
        QVERIFY(told.contains("Open plan") && !told.contains("Secret plan"));
    }

    void whatIsPersonalIsToldToItsOwnerAlone()
    {
        QVERIFY_RESULT(start());
        const QByteArray fellowKey = "fellow-key-fellow-key";
        const auto fred = m_rig->addFellow(u"fred"_s);
        QVERIFY_RESULT(fred);
        QVERIFY_RESULT(m_rig->addKey(m_rig->ours.organization, *fred, fellowKey));
        ShapeTalk own(client(), u"vms"_s);
        ShapeTalk fellows(m_rig->client(fellowKey), u"vms"_s);
        QCOMPARE(own.readOn(), 200);
        QCOMPARE(fellows.readOn(), 200);
        HttpClient owner = client();
        HttpClient fellow = m_rig->client(fellowKey);
        QNetworkReply *owners = owner.begin("GET", own.path(true));
        QNetworkReply *others = fellow.begin("GET", fellows.path(true));
        QTRY_COMPARE(m_rig->feed.waiting(), 2);
        const auto personal = m_rig->ours.insertVm(*m_rig->database, domain::Placement::Personal);
        QVERIFY_RESULT(personal);
        QTRY_VERIFY(owners->isFinished());
        QVERIFY(HttpClient::finish(owners).body.contains(personal->id.toString().toUtf8()));
        const auto shared = m_rig->ours.insertVm(*m_rig->database);
        QVERIFY_RESULT(shared);
        QTRY_VERIFY(others->isFinished());
        const QByteArray told = HttpClient::finish(others).body;
        QVERIFY(told.contains(shared->id.toString().toUtf8()));
        QVERIFY(!told.contains(personal->id.toString().toUtf8()));
        // Nor does the owner's handle lead a fellow on.
        fellows.handle = own.handle;
        QCOMPARE(fellows.step().status, 409);
    }
};

QTEST_GUILESS_MAIN(TestShapeLive)
#include "tst_shapelive.moc"
