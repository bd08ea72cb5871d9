// SPDX-License-Identifier: GPL-3.0-or-later
#include "edgerig.h"
#include "shapetalk.h"

using namespace skybranch;
using namespace skybranch::test;
using namespace Qt::StringLiterals;

class TestShape : public QObject
{
    Q_OBJECT

private:
    PostgresRig m_postgres;
    std::unique_ptr<EdgeRig> m_rig;

    HttpClient client() const { return m_rig->client(m_rig->ourKey); }

    Result<> rename(WorkspaceId id, const QString &name)
    {
        const auto done = await(
            m_rig->database->run(u"rename"_s, [this, id, name](clouddb::Transaction &transaction) {
                return clouddb::WorkspaceStore(transaction, m_rig->ours.organization)
                    .rename(id, name);
            }));
        return done ? Result<>{} : failure(done);
    }

private Q_SLOTS:
    void initTestCase() { QVERIFY_RESULT(m_postgres.start()); }

    void init()
    {
        m_rig = std::make_unique<EdgeRig>();
        m_rig->longPoll = std::chrono::milliseconds(700);
        QVERIFY_RESULT(m_rig->start(m_postgres));
    }

    void cleanup() { m_rig.reset(); }

    void aRevokedKeyEndsAWaitingRequest()
    {
        m_rig.reset();
        m_rig = std::make_unique<EdgeRig>();
        QVERIFY_RESULT(m_rig->start(m_postgres));
        ShapeTalk follower(client());
        QCOMPARE(follower.step(false).status, 200);
        HttpClient http = client();
        QNetworkReply *live = http.begin(
            "GET",
            u"/v1/shape?table=cloud_workspaces&log=full&live=true&cursor=0&offset=%1&handle=%2"_s
                .arg(follower.offset, follower.handle));
        QTRY_COMPARE(m_rig->feed.waiting(), 1);
        QVERIFY_RESULT(
            await(m_rig->database->run(u"revoke"_s, [this](clouddb::Transaction &transaction) {
                clouddb::AccountStore accounts(transaction);
                const auto holder
                    = accounts.findByKey(clouddb::AccountStore::hashOf(m_rig->ourKey));
                return accounts.revokeKey(m_rig->ours.organization, holder->keyId);
            })));
        // Far sooner than the 20 s of a long poll.
        QTRY_VERIFY_WITH_TIMEOUT(live->isFinished(), 5'000);
        QCOMPARE(HttpClient::finish(live).status, 401);
    }

    void aFollowerSeesRowsThenChanges()
    {
        const auto first = m_rig->ours.insert(*m_rig->database, m_rig->ours.workspace());
        QVERIFY_RESULT(first);
        QVERIFY_RESULT(m_rig->theirs.insert(*m_rig->database, m_rig->theirs.workspace()));
        ShapeTalk follower(client());
        const HttpReply snapshot = follower.step(false);
        QCOMPARE(snapshot.status, 200);
        QVERIFY(QJsonDocument::fromJson(snapshot.header("electric-schema"))
                    .object()
                    .contains(u"status"_s));
        QCOMPARE(follower.rows.size(), 1);
        QVERIFY(follower.upToDate);
        const QJsonObject row = follower.rows.begin().value();
        QCOMPARE(row.value(u"id"_s).toString(), first->id.toString());
        QCOMPARE(row.value(u"auto_stop_minutes"_s).toString(), u"30"_s);
        QVERIFY(row.value(u"pending_action"_s).isNull());
        QVERIFY_RESULT(rename(first->id, u"Second"_s));
        QCOMPARE(follower.step(false).status, 200);
        QCOMPARE(follower.rows.begin()->value(u"name"_s).toString(), u"Second"_s);
        const HttpReply live = follower.step(true);
        QVERIFY(!live.header("electric-cursor").isEmpty());
        // Caches must not take the next request for this one.
        QVERIFY_RESULT(rename(first->id, u"Third"_s));
        QVERIFY(follower.step(true).header("electric-cursor") != live.header("electric-cursor"));
        QVERIFY(follower.upToDate);
        QCOMPARE(follower.operations.size(), 3);
    }

    void aWaitingClientIsWoken()
    {
        const auto workspace = m_rig->ours.insert(*m_rig->database, m_rig->ours.workspace());
        QVERIFY_RESULT(workspace);
        ShapeTalk follower(client());
        follower.step(false);
        HttpClient waiter = client();
        QElapsedTimer timer;
        timer.start();
        auto *reply = waiter.begin("GET",
                                   u"/v1/shape?table=cloud_workspaces&live=true&offset="_s
                                       + follower.offset + u"&handle="_s + follower.handle);
        QTRY_COMPARE(m_rig->feed.waiting(), 1);
        QVERIFY_RESULT(rename(workspace->id, u"Woken"_s));
        QTRY_VERIFY(reply->isFinished());
        const HttpReply done = HttpClient::finish(reply);
        QVERIFY(timer.elapsed() < 700);
        QVERIFY(done.body.contains("Woken"));
        QCOMPARE(m_rig->feed.waiting(), 0);
    }

    void anAbandonedClientCostsNothing()
    {
        ShapeTalk follower(client());
        follower.step(false);
        HttpClient waiter = client();
        auto *reply = waiter.begin("GET",
                                   u"/v1/shape?table=cloud_workspaces&live=true&offset="_s
                                       + follower.offset + u"&handle="_s + follower.handle);
        QTRY_COMPARE(m_rig->feed.waiting(), 1);
        QElapsedTimer timer;
        timer.start();
        reply->abort();
        HttpClient::finish(reply);
        QTRY_COMPARE(m_rig->feed.waiting(), 0);
        QVERIFY2(timer.elapsed() < 500, "it waited for its time-out instead");
    }

    void anUnknownHandleMustFetchAgain()
    {
        ShapeTalk follower(client());
        follower.step(false);
        const QString known = follower.handle;
        follower.handle = u"unknown"_s;
        const HttpReply reply = follower.step(false);
        QCOMPARE(reply.status, 409);
        QVERIFY(reply.body.contains("must-refetch"));
        QVERIFY(!reply.header("electric-handle").isEmpty());
        // A stranger's handle is unknown, and so is an offset that never was.
        ShapeTalk stranger(m_rig->client(m_rig->theirKey));
        stranger.handle = known;
        stranger.offset = u"0_0"_s;
        QCOMPARE(stranger.step(false).status, 409);
        ShapeTalk beyond(client());
        beyond.handle = known;
        beyond.offset = u"999999999_0"_s;
        const HttpReply lost = beyond.step(false);
        QCOMPARE(lost.status, 409);
        QVERIFY(lost.header("electric-handle") != known.toLatin1());
    }

    void whatIsNotKnownIsRefused_data()
    {
        QTest::addColumn<QString>("query");
        QTest::newRow("no table") << u"offset=-1"_s;
        QTest::newRow("another table") << u"table=users&offset=-1"_s;
        QTest::newRow("no offset") << u"table=repositories"_s;
        QTest::newRow("bad offset") << u"table=repositories&offset=5"_s;
        QTest::newRow("negative offset") << u"table=repositories&offset=-7_0"_s;
        QTest::newRow("live from the start") << u"table=repositories&offset=-1&live=true"_s;
        QTest::newRow("where") << u"table=repositories&offset=-1&where=true"_s;
        QTest::newRow("events that are not live")
            << u"table=repositories&offset=0_0&handle=a&live_sse=true"_s;
        QTest::newRow("twice") << u"table=repositories&offset=-1&offset=-1"_s;
        QTest::newRow("organisation") << u"table=repositories&offset=-1&organization_id=1"_s;
        QTest::newRow("log") << u"table=repositories&offset=-1&log=changes_only"_s;
        QTest::newRow("replica") << u"table=repositories&offset=-1&replica=some"_s;
        const QString workspaces = u"table=cloud_workspaces&offset=-1&"_s;
        QTest::newRow("function") << workspaces + u"where=lower(name)='a'"_s;
        QTest::newRow("widening") << workspaces
                + u"where=organization_id = organization_id) OR (1=1"_s;
        QTest::newRow("no parameter") << workspaces + u"where=name = $1"_s;
        QTest::newRow("wrong parameter")
            << workspaces + u"where=auto_stop_minutes = $1&params[1]=x"_s;
        QTest::newRow("parameter 0") << workspaces + u"where=name = $1&params[0]=x"_s;
        QTest::newRow("columns without key") << workspaces + u"columns=name"_s;
        QTest::newRow("unknown column") << workspaces + u"columns=id,provisioned"_s;
        QTest::newRow("hidden column") << workspaces + u"columns=id,private_to"_s;
        QTest::newRow("no column") << workspaces + u"columns="_s;
        QTest::newRow("half a list") << workspaces + u"columns=id,"_s;
    }

    void whatIsNotKnownIsRefused()
    {
        QFETCH(QString, query);
        const HttpReply reply = client().get(u"/v1/shape?"_s + query);
        QCOMPARE(reply.status, 400);
        QCOMPARE(reply.errorCode(), u"invalid_argument"_s);
    }

    void theSchemaNamesTheColumnsOfTheDatabase_data()
    {
        QTest::addColumn<QString>("table");
        QTest::newRow("workspaces") << u"cloud_workspaces"_s;
        QTest::newRow("sessions") << u"cloud_workspace_sessions"_s;
        QTest::newRow("repositories") << u"repositories"_s;
        QTest::newRow("providers") << u"providers"_s;
        QTest::newRow("vms") << u"vms"_s;
    }

    void theSchemaNamesTheColumnsOfTheDatabase()
    {
        QFETCH(QString, table);
        const HttpReply reply = client().get(u"/v1/shape?offset=-1&table="_s + table);
        QStringList shown
            = QJsonDocument::fromJson(reply.header("electric-schema")).object().keys();
        shown.sort();
        const auto columns
            = await(m_rig->database->run(u"columns"_s, [table](clouddb::Transaction &transaction) {
                  return transaction.exec(u"SELECT column_name::text AS name FROM "
                                          "information_schema.columns WHERE table_name = ? "
                                          "AND column_name <> 'private_to'"_s,
                                          QVariantList{QString(u"api_"_s + table)});
              }));
        QVERIFY_RESULT(columns);
        QStringList real;
        for (const clouddb::Row &row : *columns)
            real << row.text("name"_L1);
        real.sort();
        QCOMPARE(shown, real);
    }

    void writersAtOnceAreAllSeen()
    {
        constexpr int writers = 4;
        constexpr int each = 15;
        ShapeTalk follower(client());
        follower.step(false);
        int done = 0;
        std::vector<QCoro::Task<>> tasks;
        for (int i = 0; i < writers; ++i)
            tasks.push_back(write(each, done));
        while (done < writers)
            QCOMPARE(follower.step(true).status, 200);
        do
            QCOMPARE(follower.step(false).status, 200);
        while (!follower.upToDate);
        ShapeTalk fresh(client());
        fresh.step(false);
        QCOMPARE(fresh.rows.size(), writers * each);
        QCOMPARE(follower.rows, fresh.rows);
        // Each was inserted once and renamed once, and none of it came twice.
        QCOMPARE(follower.operations.count(u"insert"_s), writers * each);
        QCOMPARE(follower.operations.count(u"update"_s), writers * each);
    }

private:
    QCoro::Task<> write(int count, int &done)
    {
        for (int i = 0; i < count; ++i) {
            const domain::Workspace workspace = m_rig->ours.workspace();
            const OrganizationId organization = m_rig->ours.organization;
            (void)co_await m_rig->database->run(
                u"insert"_s, [organization, workspace](clouddb::Transaction &transaction) {
                    return clouddb::WorkspaceStore(transaction, organization).insert(workspace);
                });
            (void)co_await m_rig->database->run(
                u"rename"_s, [organization, workspace, i](clouddb::Transaction &transaction) {
                    return clouddb::WorkspaceStore(transaction, organization)
                        .rename(workspace.id, u"Name %1"_s.arg(i));
                });
        }
        ++done;
    }
};

QTEST_GUILESS_MAIN(TestShape)
#include "tst_shape.moc"
