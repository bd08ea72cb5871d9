// SPDX-License-Identifier: GPL-3.0-or-later
#include "edgerig.h"
#include "trpcclient.h"

using namespace skybranch;
using namespace skybranch::test;
using namespace Qt::StringLiterals;
using domain::WorkspaceStatus;

class TestTrpc : public QObject
{
    Q_OBJECT

private:
    PostgresRig m_postgres;
    std::unique_ptr<EdgeRig> m_rig;
    const QByteArray m_fellowKey = "fellow-key-fellow-key";
    const QByteArray m_revokedKey = "revoked-key-revoked-key";
    const QString m_session = QUuid::createUuid().toString(QUuid::WithoutBraces);

    HttpClient client() const { return m_rig->client(m_rig->ourKey); }

    QString makeWorkspace(WorkspaceStatus status,
                          domain::Placement placement = domain::Placement::Dedicated)
    {
        domain::Workspace workspace = m_rig->ours.workspace(status);
        workspace.placement = placement;
        const auto made = m_rig->ours.insert(*m_rig->database, workspace);
        return made ? made->id.toString() : QString();
    }

    std::optional<edge::Operation> operation(const QString &name)
    {
        for (const edge::Operation &candidate : edge::operations(m_rig->services())) {
            if (candidate.name == name)
                return candidate;
        }
        return std::nullopt;
    }

    static QJsonObject dataOf(const QJsonObject &envelope)
    {
        return envelope.value(u"result"_s).toObject().value(u"data"_s).toObject();
    }

    static QJsonObject errorOf(const QJsonObject &envelope)
    {
        return envelope.value(u"error"_s).toObject();
    }

    static QString codeOf(const QJsonObject &envelope)
    {
        return errorOf(envelope).value(u"data"_s).toObject().value(u"code"_s).toString();
    }

    /// What differs between two rows to which the same was done.
    static QJsonObject comparable(QJsonObject answer)
    {
        for (const QString &field :
             {u"id"_s, u"workspaceId"_s, u"connectedAt"_s, u"lastHeartbeatAt"_s, u"txid"_s,
              u"createdAt"_s, u"updatedAt"_s, u"statusChangedAt"_s, u"lastActiveAt"_s,
              u"stepStartedAt"_s, u"keepAwakeUntil"_s})
            answer.remove(field);
        return answer;
    }

    /// What no procedure has to refuse for its form.
    QJsonObject wellFormed(const QString &workspace) const
    {
        return {{u"id"_s, workspace},        {u"publicKey"_s, u"ssh-ed25519 AAAA"_s},
                {u"sessionId"_s, m_session}, {u"minutes"_s, 60},
                {u"name"_s, u"Walked"_s},    {u"url"_s, u"git@git.example.org:a/walk.git"_s}};
    }

    /// What the procedure changes something with, and the second time nothing any more.
    QJsonObject inputFor(const QString &name, const QString &workspace) const
    {
        QJsonObject input = wellFormed(workspace);
        input.insert(u"sessionId"_s, QUuid::createUuid().toString(QUuid::WithoutBraces));
        input.insert(u"url"_s, QString(u"https://git.example.org/a/"_s + workspace));
        if (name != "cloudWorkspace.create"_L1)
            return input;
        input.insert(u"id"_s, WorkspaceId::create().toString());
        input.insert(u"repositoryId"_s, m_rig->ours.repository.toString());
        input.insert(u"branch"_s, u"topic"_s);
        return input;
    }

    void compareFailures(const HttpReply &rest, const HttpReply &trpc, const QString &name)
    {
        QCOMPARE(trpc.status, rest.status);
        const QJsonObject error = errorOf(trpc.json());
        QCOMPARE(error.value(u"message"_s).toString(), rest.errorMessage());
        static const QMap<int, int> numbers{{400, -32600}, {401, -32001}, {403, -32003},
                                            {404, -32004}, {409, -32009}, {429, -32029}};
        QCOMPARE(error.value(u"code"_s).toInt(), numbers.value(rest.status, -32603));
        const QJsonObject data = error.value(u"data"_s).toObject();
        QCOMPARE(data.value(u"httpStatus"_s).toInt(), rest.status);
        QCOMPARE(data.value(u"path"_s).toString(), name);
    }

private Q_SLOTS:
    void initTestCase()
    {
        QVERIFY_RESULT(m_postgres.start());
        m_rig = std::make_unique<EdgeRig>();
        QVERIFY_RESULT(m_rig->start(m_postgres));
        const auto fellow = m_rig->addFellow(u"fred"_s);
        QVERIFY_RESULT(fellow);
        QVERIFY_RESULT(m_rig->addKey(m_rig->ours.organization, *fellow, m_fellowKey));
        const auto revoked
            = m_rig->addKey(m_rig->ours.organization, m_rig->ours.user, m_revokedKey);
        QVERIFY_RESULT(revoked);
        QVERIFY_RESULT(await(m_rig->database->run(u"revoke"_s, [=, this](clouddb::Transaction &t) {
            return clouddb::AccountStore(t).revokeKey(m_rig->ours.organization, *revoked);
        })));
    }

    void cleanupTestCase() { m_rig.reset(); }

    void restAndTrpcGiveTheSameAnswer_data()
    {
        QTest::addColumn<QString>("name");
        QTest::addColumn<QJsonObject>("input");
        QTest::addColumn<std::optional<WorkspaceStatus>>("state");
        QTest::addColumn<int>("status");
        using enum WorkspaceStatus;
        using State = std::optional<WorkspaceStatus>;
        const auto row = [](const char *tag, const char *name, const QJsonObject &input,
                            State state, int status) {
            QTest::newRow(tag) << u"cloudWorkspace."_s + QString::fromLatin1(name) << input << state
                               << status;
        };
        const QJsonObject made{{u"repositoryId"_s, m_rig->ours.repository.toString()},
                               {u"name"_s, u"A"_s},
                               {u"branch"_s, u"a"_s}};
        row("create", "create", made, {}, 201);
        row("create of nothing", "create", {}, {}, 400);
        row("list", "list", {}, {}, 200);
        row("get", "get", {}, Paused, 200);
        row("get nothing", "get", {{u"id"_s, WorkspaceId::create().toString()}}, {}, 404);
        row("get no id", "get", {{u"id"_s, u"x"_s}}, {}, 404);
        row("update", "update", {{u"name"_s, u"B"_s}}, Paused, 200);
        row("update wrongly", "update", {{u"autoStopMinutes"_s, 1}}, Paused, 400);
        row("pause", "pause", {}, Running, 202);
        row("pause the paused", "pause", {}, Paused, 409);
        row("resume", "resume", {}, Paused, 202);
        row("stop", "stop", {}, Running, 202);
        row("cancel", "cancel", {}, Provisioning, 202);
        row("cancel the running", "cancel", {}, Running, 409);
        row("retry", "retry", {{u"seed"_s, u"desktop"_s}}, Error, 202);
        row("retry wrongly", "retry", {{u"seed"_s, u"moon"_s}}, Error, 400);
        row("delete", "delete", {}, Running, 202);
        row("credentials of the paused", "getSSHCredentials", {{u"publicKey"_s, u"x"_s}}, Paused,
            409);
        row("credentials for nothing", "getSSHCredentials", {}, Paused, 400);
        row("pull the paused", "pull", {}, Paused, 409);
        row("keep awake", "keepAwake", {{u"minutes"_s, 60}}, Running, 200);
        row("keep awake for ever", "keepAwake", {{u"minutes"_s, 1e9}}, Running, 400);
        row("usage at a wrong time", "getUsage", {{u"from"_s, u"noon"_s}}, Running, 400);
        row("usage of nothing", "getUsage", {{u"id"_s, WorkspaceId::create().toString()}}, {}, 404);
        row("sessions", "getSessions", {}, Paused, 200);
        row("join", "join", {{u"clientType"_s, u"web"_s}}, Paused, 201);
        row("join as a stranger thing", "join", {{u"clientType"_s, u"moon"_s}}, Paused, 400);
        row("heartbeat of nobody", "heartbeat", {{u"sessionId"_s, m_session}}, Paused, 404);
        row("leave", "leave", {{u"sessionId"_s, m_session}}, Paused, 200);
    }

    void restAndTrpcGiveTheSameAnswer()
    {
        QFETCH(QString, name);
        QFETCH(QJsonObject, input);
        QFETCH(std::optional<WorkspaceStatus>, state);
        QFETCH(int, status);
        const auto asked = operation(name);
        QVERIFY(asked);
        const auto inputNow = [&] {
            if (state)
                input.insert(u"id"_s, makeWorkspace(*state));
            return input;
        };
        const HttpReply rest = callRest(client(), *asked, inputNow());
        const HttpReply trpc = callTrpc(client(), *asked, inputNow());
        QCOMPARE(rest.status, status);
        if (status >= 400)
            return compareFailures(rest, trpc, name);
        QCOMPARE(trpc.status, 200);
        QCOMPARE(comparable(dataOf(trpc.json())), comparable(rest.json()));
    }

    void aStrangerAndNobodyAreToldTheSameByBoth_data()
    {
        QTest::addColumn<QString>("name");
        for (const edge::Operation &each : edge::operations(m_rig->services()))
            QTest::newRow(qPrintable(each.name)) << each.name;
    }

    void aStrangerAndNobodyAreToldTheSameByBoth()
    {
        QFETCH(QString, name);
        const auto asked = operation(name);
        QVERIFY(asked);
        const QJsonObject input = wellFormed(makeWorkspace(WorkspaceStatus::Paused));
        for (const QByteArray &key :
             {QByteArray(), QByteArray("wrong-key-wrong-key"), m_revokedKey}) {
            const HttpReply trpc = callTrpc(m_rig->client(key), *asked, input);
            QCOMPARE(codeOf(trpc.json()), u"UNAUTHORIZED"_s);
            compareFailures(callRest(m_rig->client(key), *asked, input), trpc, name);
        }
        if (!asked->path.contains(u"{id}"_s))
            return;
        const QByteArray stranger = m_rig->theirKey;
        const HttpReply trpc = callTrpc(m_rig->client(stranger), *asked, input);
        QCOMPARE(codeOf(trpc.json()), u"NOT_FOUND"_s);
        compareFailures(callRest(m_rig->client(stranger), *asked, input), trpc, name);
    }

    void whatIsPersonalIsItsOwnersAlone_data()
    {
        QTest::addColumn<QString>("name");
        for (const edge::Operation &each : edge::operations(m_rig->services())) {
            const bool onlySees
                = each.name == "cloudWorkspace.get"_L1 || each.name == "cloudWorkspace.getUsage"_L1;
            if (each.path.startsWith("/api/workspaces/{id}"_L1) && !onlySees)
                QTest::newRow(qPrintable(each.name)) << each.name;
        }
    }

    void whatIsPersonalIsItsOwnersAlone()
    {
        QFETCH(QString, name);
        const QJsonObject input
            = wellFormed(makeWorkspace(WorkspaceStatus::Running, domain::Placement::Personal));
        const HttpReply reply = callTrpc(m_rig->client(m_fellowKey), *operation(name), input);
        QCOMPARE(codeOf(reply.json()), u"FORBIDDEN"_s);
    }

    void aClientCanWaitForItsOwnWrite_data()
    {
        QTest::addColumn<QString>("name");
        QTest::addColumn<QString>("table");
        QTest::addColumn<WorkspaceStatus>("state");
        const QString workspaces = u"cloud_workspaces"_s;
        const QString sessions = u"cloud_workspace_sessions"_s;
        using enum WorkspaceStatus;
        const auto row = [](const char *name, const QString &table, WorkspaceStatus state) {
            QTest::newRow(name) << QString::fromLatin1(name) << table << state;
        };
        row("cloudWorkspace.create", workspaces, Paused);
        row("cloudWorkspace.update", workspaces, Paused);
        row("cloudWorkspace.pause", workspaces, Running);
        row("cloudWorkspace.retry", workspaces, Error);
        row("cloudWorkspace.delete", workspaces, Stopped);
        row("cloudWorkspace.join", sessions, Running);
        row("cloudWorkspace.leave", sessions, Running);
        row("repository.create", u"repositories"_s, Paused);
    }

    void aClientCanWaitForItsOwnWrite()
    {
        QFETCH(QString, name);
        QFETCH(QString, table);
        QFETCH(WorkspaceStatus, state);
        const QString id = makeWorkspace(state);
        const QJsonObject input = inputFor(name, id);
        if (name == "cloudWorkspace.leave"_L1)
            QCOMPARE(callTrpc(client(), *operation(u"cloudWorkspace.join"_s), input).status, 200);
        const QString shape = u"/v1/shape?table="_s + table;
        const HttpReply before = client().get(shape + u"&offset=-1"_s);
        const QJsonValue transaction
            = dataOf(callTrpc(client(), *operation(name), input).json()).value(u"txid"_s);
        QVERIFY(transaction.isDouble());
        const HttpReply after = client().get(
            shape + u"&handle="_s + QString::fromLatin1(before.header("electric-handle"))
            + u"&offset="_s + QString::fromLatin1(before.header("electric-offset")));
        QList<QJsonValue> seen;
        for (const QJsonValue &message : QJsonDocument::fromJson(after.body).array()) {
            for (const QJsonValue &txid : message[u"headers"_s][u"txids"_s].toArray())
                seen.append(txid);
        }
        QCOMPARE(seen, QList{transaction});
    }

    void whatChangesNothingHasNoTransaction_data()
    {
        QTest::addColumn<QString>("name");
        for (const char *name :
             {"cloudWorkspace.create", "cloudWorkspace.pause", "cloudWorkspace.join",
              "cloudWorkspace.leave", "cloudWorkspace.heartbeat", "repository.create"})
            QTest::newRow(name) << QString::fromLatin1(name);
    }

    void whatChangesNothingHasNoTransaction()
    {
        QFETCH(QString, name);
        const QString id = makeWorkspace(WorkspaceStatus::Running);
        const QJsonObject input = inputFor(name, id);
        if (name == "cloudWorkspace.heartbeat"_L1)
            callTrpc(client(), *operation(u"cloudWorkspace.join"_s), input);
        else
            callTrpc(client(), *operation(name), input);
        const QJsonObject again = dataOf(callTrpc(client(), *operation(name), input).json());
        QVERIFY(again.contains(u"txid"_s));
        QCOMPARE(again.value(u"txid"_s), QJsonValue());
        const HttpReply rest = callRest(client(), *operation(name), input);
        QVERIFY(rest.status < 300);
        QCOMPARE(rest.json().value(u"txid"_s), QJsonValue());
    }

    void aBatchAnswersEachCallInOrder()
    {
        const QString id = makeWorkspace(WorkspaceStatus::Paused);
        const QJsonObject inputs{{u"0"_s, QJsonObject{{u"id"_s, id}}},
                                 {u"2"_s, QJsonObject{{u"id"_s, u"x"_s}}}};
        const HttpReply reply = client().get(
            u"/trpc/cloudWorkspace.get,cloudWorkspace.list,cloudWorkspace.get?batch=1&input="_s
            + encoded(jsonText(inputs)));
        QCOMPARE(reply.status, 207);
        const QJsonArray answers = QJsonDocument::fromJson(reply.body).array();
        QCOMPARE(answers.size(), 3);
        QCOMPARE(dataOf(answers[0].toObject()).value(u"id"_s).toString(), id);
        QVERIFY(dataOf(answers[1].toObject()).value(u"workspaces"_s).isArray());
        QCOMPARE(codeOf(answers[2].toObject()), u"NOT_FOUND"_s);
        QCOMPARE(reply.header("content-type"), "application/json");
        QCOMPARE(reply.header("vary"), "trpc-accept, accept");
    }

    void aBatchOfOneIsAList()
    {
        const HttpReply reply = client().get(u"/trpc/cloudWorkspace.list?batch=1&input=%7B%7D"_s);
        QCOMPARE(reply.status, 200);
        QCOMPARE(QJsonDocument::fromJson(reply.body).array().size(), 1);
    }

    void theMutationsOfABatchAreDoneInOrder()
    {
        const QString id = makeWorkspace(WorkspaceStatus::Paused);
        const auto named
            = [&id](const QString &name) { return QJsonObject{{u"id"_s, id}, {u"name"_s, name}}; };
        const HttpReply reply
            = client().send("POST", u"/trpc/cloudWorkspace.update,cloudWorkspace.update?batch=1"_s,
                            jsonText({{u"0"_s, named(u"first"_s)}, {u"1"_s, named(u"second"_s)}}));
        QCOMPARE(reply.status, 200);
        const auto get = operation(u"cloudWorkspace.get"_s);
        QCOMPARE(callRest(client(), *get, {{u"id"_s, id}}).json().value(u"name"_s).toString(),
                 u"second"_s);
    }

    void whatIsNoCallIsRefused_data()
    {
        QTest::addColumn<QByteArray>("verb");
        QTest::addColumn<QString>("address");
        QTest::addColumn<QByteArray>("body");
        QTest::addColumn<int>("status");
        QTest::addColumn<QString>("code");
        const auto row = [](const char *tag, const char *verb, const QString &address,
                            const QByteArray &body, int status, const char *code) {
            QTest::newRow(tag) << QByteArray(verb) << u"/trpc/"_s + address << body << status
                               << QString::fromLatin1(code);
        };
        row("unknown", "GET", u"cloudWorkspace.dance"_s, {}, 404, "NOT_FOUND");
        row("no name", "POST", u"x"_s, "{}", 404, "NOT_FOUND");
        row("mutation by GET", "GET", u"cloudWorkspace.pause"_s, {}, 405, "METHOD_NOT_SUPPORTED");
        row("query by POST", "POST", u"cloudWorkspace.get"_s, "{}", 405, "METHOD_NOT_SUPPORTED");
        row("no JSON", "POST", u"cloudWorkspace.pause"_s, "{", 400, "BAD_REQUEST");
        row("two values", "POST", u"cloudWorkspace.pause"_s, "{},{}", 400, "BAD_REQUEST");
        row("no object", "POST", u"cloudWorkspace.pause"_s, "[1]", 400, "BAD_REQUEST");
        row("no UTF-8", "POST", u"cloudWorkspace.pause"_s, "{\"id\":\"\xff\"}", 400, "BAD_REQUEST");
        row("no input", "POST", u"cloudWorkspace.pause"_s, {}, 400, "BAD_REQUEST");
        row("null", "POST", u"cloudWorkspace.pause"_s, "null", 400, "BAD_REQUEST");
        row("no JSON in the URL", "GET", u"cloudWorkspace.get?input=%7B"_s, {}, 400, "BAD_REQUEST");
    }

    void whatIsNoCallIsRefused()
    {
        QFETCH(QByteArray, verb);
        QFETCH(QString, address);
        QFETCH(QByteArray, body);
        QFETCH(int, status);
        QFETCH(QString, code);
        const HttpReply reply = client().send(verb, address, body);
        QCOMPARE(reply.status, status);
        QCOMPARE(codeOf(reply.json()), code);
        QVERIFY(!errorOf(reply.json()).value(u"message"_s).toString().isEmpty());
        if (status == 405)
            QCOMPARE(reply.header("allow"), QByteArray(verb == "GET" ? "POST" : "GET"));
    }

    void aBatchThatIsNoneIsRefused()
    {
        const QString two = u"/trpc/cloudWorkspace.pause,cloudWorkspace.stop?batch=1"_s;
        const HttpReply list = client().send("POST", two, "[{},{}]");
        QCOMPARE(list.status, 400);
        const QJsonArray answers = QJsonDocument::fromJson(list.body).array();
        QCOMPARE(answers.size(), 2);
        QCOMPARE(codeOf(answers[1].toObject()), u"BAD_REQUEST"_s);
        const HttpReply unknown = m_rig->client({}).send("POST", two, "{}");
        QCOMPARE(unknown.status, 401);
        QCOMPARE(codeOf(QJsonDocument::fromJson(unknown.body).array()[1].toObject()),
                 u"UNAUTHORIZED"_s);
        QStringList names(51, u"cloudWorkspace.list"_s);
        const HttpReply many = client().get(u"/trpc/"_s + names.join(u',') + u"?batch=1"_s);
        QCOMPARE(many.status, 400);
        QCOMPARE(codeOf(many.json()), u"BAD_REQUEST"_s);
        names.removeLast();
        QCOMPARE(client().get(u"/trpc/"_s + names.join(u',') + u"?batch=1"_s).status, 200);
    }

    void otherContentIsRefused()
    {
        QNetworkAccessManager network;
        QNetworkRequest request(QUrl(m_rig->base + u"/trpc/cloudWorkspace.pause"_s));
        request.setRawHeader("Authorization", "Bearer " + m_rig->ourKey);
        request.setHeader(QNetworkRequest::ContentTypeHeader, u"text/plain"_s);
        auto *reply = network.post(request, "{}");
        QTRY_VERIFY(reply->isFinished());
        const HttpReply answer = HttpClient::finish(reply);
        QCOMPARE(answer.status, 415);
        QCOMPARE(codeOf(answer.json()), u"UNSUPPORTED_MEDIA_TYPE"_s);
    }

    void headSaysThatThereIsSomething()
    {
        const HttpReply reply = client().send("HEAD", u"/trpc/cloudWorkspace.list"_s);
        QCOMPARE(reply.status, 204);
        QVERIFY(reply.body.isEmpty());
        const HttpReply other = client().send("PUT", u"/trpc/cloudWorkspace.list"_s, "{}");
        QCOMPARE(other.status, 405);
        QCOMPARE(other.header("allow"), "GET, POST, HEAD");
    }
};

QTEST_GUILESS_MAIN(TestTrpc)
#include "tst_trpc.moc"
