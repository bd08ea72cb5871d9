// SPDX-License-Identifier: GPL-3.0-or-later
#include "cloud/access.h"
#include "edgerig.h"

using namespace skybranch;
using namespace skybranch::test;
using namespace Qt::StringLiterals;

namespace {

/// One request as a client makes it.
struct Request
{
    QByteArray verb;
    QString address;
    QByteArray body;
};

const QString inWorkspace = u"/api/workspaces/{}"_s;

/// Everything that answers without a key.
const QStringList openRoutes{u"GET /health"_s, u"GET /api/openapi.json"_s};

/// What every member of an organisation may do with somebody's personal workspace.
const QStringList seeing{u"GET "_s + inWorkspace, u"GET "_s + inWorkspace + u"/usage"_s};

/// Ids of other things than workspaces; tried by name below.
const QStringList ofOthers{u"DELETE /api/members/{}"_s, u"DELETE /api/keys/{}"_s,
                           u"GET /api/vms/{}"_s};

/// Whose procedures are tried one by one in tst_trpc.
const QString procedures = u"/trpc/{}"_s;

} // namespace

/// Walks the table of all that is served, and tries each with the keys of those whom it is not for.
class TestAccess : public QObject
{
    Q_OBJECT

private:
    PostgresRig m_postgres;
    std::unique_ptr<EdgeRig> m_rig;
    domain::Workspace m_shared;
    domain::Workspace m_personal;
    UserId m_fellow;
    const QByteArray m_fellowKey = "fellow-key-fellow-key";
    const QByteArray m_adminKey = "admin-key-admin-key-ad";
    const QByteArray m_revokedKey = "revoked-key-revoked-key";

    static QString title(const edge::Route &route)
    {
        return QString::fromLatin1(edge::name(route.method)) + u' ' + route.pattern;
    }

    /// A well-formed body, so that nothing is refused before rights are looked at.
    static QByteArray bodyOf(const edge::Route &route)
    {
        static const QHash<QString, QByteArray> bodies{
            {u"POST /api/repositories"_s, R"({"url":"git@git.example.org:a/walk.git"})"},
            {u"POST /api/members"_s, R"({"userId":"walker"})"},
            {u"POST /api/keys"_s, R"({"name":"walker"})"},
            {u"POST "_s + inWorkspace + u"/presence"_s, R"({"clientType":"web"})"},
            {u"POST "_s + inWorkspace + u"/keep-awake"_s, R"({"minutes":60})"},
            {u"PATCH "_s + inWorkspace, R"({"name":"Walked"})"},
            {u"POST "_s + inWorkspace + u"/ssh-credentials"_s,
             R"({"publicKey":"ssh-ed25519 AAAA"})"},
        };
        return bodies.value(title(route), route.method == edge::Method::Get ? "" : "{}");
    }

    /// What the route is for, done to @p workspace.
    static Request callOf(const edge::Route &route, const domain::Workspace &workspace)
    {
        return {edge::name(route.method),
                QString(route.pattern).replace(u"{}"_s, workspace.id.toString()), bodyOf(route)};
    }

    QStringList shapes() const
    {
        const auto names = await(m_rig->database->run(
            u"tables"_s, [](clouddb::Transaction &transaction) -> Result<QStringList> {
                const auto rows = transaction.exec(
                    u"SELECT table_name::text FROM information_schema.views "
                    "WHERE table_schema = 'public' AND table_name LIKE 'api\\_%'"_s);
                if (!rows)
                    return failure(rows);
                QStringList found;
                for (const clouddb::Row &row : *rows)
                    found << row.text("table_name"_L1).mid(4);
                return found;
            }));
        return names.value_or(QStringList());
    }

    Result<> addForeignAdmin(const QByteArray &key) const
    {
        const auto user
            = await(m_rig->database->run(u"admin"_s,
                                         [organization = m_rig->theirs.organization](
                                             clouddb::Transaction &transaction) -> Result<UserId> {
                                             clouddb::AccountStore accounts(transaction);
                                             const auto added = accounts.findOrAddUser(u"tess"_s);
                                             if (!added)
                                                 return added;
                                             const auto joined = accounts.setMembership(
                                                 organization, *added, domain::Role::Admin);
                                             return joined.transform([&added] { return *added; });
                                         }));
        if (!user)
            return failure(user);
        const auto added = m_rig->addKey(m_rig->theirs.organization, *user, key);
        return added ? Result<>() : failure(added);
    }

    HttpReply send(const QByteArray &key, const Request &call) const
    {
        return m_rig->client(key).send(call.verb, call.address, call.body);
    }

    Result<domain::Workspace> find(WorkspaceId id) const
    {
        return await(m_rig->database->run(u"look"_s, [=, this](clouddb::Transaction &t) {
            return clouddb::WorkspaceStore(t, m_rig->ours.organization).find(id);
        }));
    }

    /// Nobody may have done anything to either.
    bool areUntouched() const
    {
        for (const domain::Workspace &before : {m_shared, m_personal}) {
            const auto now = find(before.id);
            if (!now || now->updatedAt != before.updatedAt || now->name != before.name
                || now->pending != before.pending)
                return false;
        }
        return true;
    }

    void addRoutes(const std::function<bool(const edge::Route &)> &wanted) const
    {
        QTest::addColumn<int>("index");
        const QList<edge::Route> routes = edge::allRoutes(m_rig->services());
        for (int i = 0; i < routes.size(); ++i) {
            if (!openRoutes.contains(title(routes[i])) && routes[i].pattern != procedures
                && wanted(routes[i]))
                QTest::addRow("%s", qPrintable(title(routes[i]))) << i;
        }
    }

    edge::Route route() const
    {
        QFETCH(int, index);
        return edge::allRoutes(m_rig->services()).at(index);
    }

    static bool isOfWorkspace(const edge::Route &route)
    {
        return route.pattern.startsWith(inWorkspace);
    }

    /// Ids, names and users of ours that no answer to a stranger may hold.
    QByteArrayList secrets() const
    {
        return {m_shared.id.toString().toUtf8(),
                m_personal.id.toString().toUtf8(),
                m_rig->ours.organization.toString().toUtf8(),
                m_rig->ours.user.toString().toUtf8(),
                m_rig->ours.repository.toString().toUtf8(),
                "Secret plan"};
    }

    void verifyTellsNothing(const HttpReply &reply) const
    {
        for (const QByteArray &secret : secrets())
            QVERIFY2(!reply.body.contains(secret), reply.body.constData());
    }

private Q_SLOTS:
    void initTestCase()
    {
        QVERIFY_RESULT(m_postgres.start());
        m_rig = std::make_unique<EdgeRig>();
        QVERIFY_RESULT(m_rig->start(m_postgres));
        const CloudRows &ours = m_rig->ours;
        domain::Workspace shared = ours.workspace(domain::WorkspaceStatus::Paused);
        shared.name = u"Secret plan"_s;
        domain::Workspace personal = shared;
        personal.id = WorkspaceId::create();
        personal.placement = domain::Placement::Personal;
        m_shared = ours.insert(*m_rig->database, shared).value();
        m_personal = ours.insert(*m_rig->database, personal).value();
        const auto fellow = m_rig->addFellow(u"fred"_s);
        QVERIFY_RESULT(fellow);
        m_fellow = *fellow;
        QVERIFY_RESULT(m_rig->addKey(ours.organization, m_fellow, m_fellowKey));
        const auto admin = m_rig->addFellow(u"ada"_s, domain::Role::Admin);
        QVERIFY_RESULT(admin);
        QVERIFY_RESULT(m_rig->addKey(ours.organization, *admin, m_adminKey));
        const auto revoked = m_rig->addKey(ours.organization, ours.user, m_revokedKey);
        QVERIFY_RESULT(revoked);
        QVERIFY_RESULT(await(m_rig->database->run(u"revoke"_s, [=](clouddb::Transaction &t) {
            return clouddb::AccountStore(t).revokeKey(ours.organization, *revoked);
        })));
    }

    void cleanupTestCase() { m_rig.reset(); }

    void openRoutesAreTheNamedOnes()
    {
        QStringList open;
        for (const edge::Route &route : edge::allRoutes(m_rig->services())) {
            if (route.open)
                open << title(route);
        }
        QCOMPARE(open, openRoutes);
        for (const QString &name : openRoutes) {
            const HttpReply reply = m_rig->client({}).get(name.section(u' ', 1));
            QCOMPARE(reply.status, 200);
            verifyTellsNothing(reply);
        }
    }

    void nobodyComesInWithoutAKeyThatCounts_data()
    {
        addRoutes([](const edge::Route &) { return true; });
    }

    void nobodyComesInWithoutAKeyThatCounts()
    {
        const Request call = callOf(route(), m_shared);
        for (const QByteArray &key : {QByteArray(), QByteArray("wrong-key-wrong-key"),
                                      QByteArray(5000, 'k'), m_revokedKey}) {
            const HttpReply reply = send(key, call);
            QCOMPARE(reply.status, 401);
            QCOMPARE(reply.errorCode(), u"unauthorized"_s);
            verifyTellsNothing(reply);
        }
        QVERIFY(areUntouched());
    }

    void aStrangerFindsNothing_data()
    {
        addRoutes([](const edge::Route &) { return true; });
    }

    void aStrangerFindsNothing()
    {
        const edge::Route walked = route();
        for (const domain::Workspace &workspace : {m_shared, m_personal}) {
            const HttpReply reply = send(m_rig->theirKey, callOf(walked, workspace));
            // Strangers are no admins; an admin's 404 is tried below.
            if (isOfWorkspace(walked)) {
                QCOMPARE(reply.status, 404);
                QCOMPARE(reply.errorCode(), u"not_found"_s);
            }
            verifyTellsNothing(reply);
        }
        QVERIFY(areUntouched());
    }

    void aStrangerFollowsNothing()
    {
        const QStringList tables = shapes();
        QVERIFY(tables.contains(u"cloud_workspaces"_s));
        for (const QString &table : tables) {
            const Request call{"GET", u"/v1/shape?offset=-1&table="_s + table, {}};
            for (const QByteArray &key : {QByteArray(), QByteArray("wrong"), m_revokedKey})
                QCOMPARE(send(key, call).status, 401);
            verifyTellsNothing(send(m_rig->theirKey, call));
        }
        const HttpReply own
            = send(m_rig->ourKey, {"GET", u"/v1/shape?offset=-1&table=cloud_workspaces"_s, {}});
        QVERIFY(own.body.contains("Secret plan"));
    }

    void whatIsPersonalIsItsOwnersAlone_data() { addRoutes(isOfWorkspace); }

    void whatIsPersonalIsItsOwnersAlone()
    {
        const edge::Route walked = route();
        const HttpReply reply = send(m_fellowKey, callOf(walked, m_personal));
        if (seeing.contains(title(walked))) {
            QCOMPARE(reply.status, 200);
            return;
        }
        QCOMPARE(reply.status, 403);
        QCOMPARE(reply.errorCode(), u"forbidden"_s);
        QVERIFY(areUntouched());
    }

    void whatIsPersonalIsInNoFellowsShape()
    {
        const auto vm = m_rig->ours.insertVm(*m_rig->database, domain::Placement::Personal);
        QVERIFY_RESULT(vm);
        const HttpReply joined
            = send(m_rig->ourKey,
                   {"POST", u"/api/workspaces/%1/presence"_s.arg(m_personal.id.toString()),
                    R"({"clientType":"web"})"});
        QCOMPARE(joined.status, 201);
        const QByteArray session = joined.json().value(u"id"_s).toString().toUtf8();
        const QByteArray machine = vm->id.toString().toUtf8();
        for (const QString &table : shapes()) {
            const Request call{"GET", u"/v1/shape?offset=-1&table="_s + table, {}};
            const HttpReply own = send(m_rig->ourKey, call);
            QCOMPARE(own.body.contains(session), table == "cloud_workspace_sessions"_L1);
            QCOMPARE(own.body.contains(machine), table == "vms"_L1);
            const HttpReply fellows = send(m_fellowKey, call);
            QVERIFY2(!fellows.body.contains(session), qPrintable(table));
            QVERIFY2(!fellows.body.contains(machine), qPrintable(table));
        }
    }

    void aVmIsItsOrganisationsAndAPersonalOneItsOwners()
    {
        // A user has one personal VM, and another test has made it.
        const CloudRows fellow{m_rig->ours.organization, m_fellow, m_rig->ours.repository};
        const auto shared = m_rig->ours.insertVm(*m_rig->database);
        const auto personal = fellow.insertVm(*m_rig->database, domain::Placement::Personal);
        QVERIFY_RESULT(shared);
        QVERIFY_RESULT(personal);
        const auto sees = [this](const QByteArray &key, VmId vm) {
            const HttpReply list = send(key, {"GET", u"/api/vms"_s, {}});
            const HttpReply one = send(key, {"GET", u"/api/vms/"_s + vm.toString(), {}});
            const bool isListed = list.body.contains(vm.toString().toUtf8());
            return list.status == 200 && one.status == (isListed ? 200 : 404)
                ? std::optional(isListed)
                : std::nullopt;
        };
        for (const QByteArray &key : {m_rig->ourKey, m_fellowKey, m_adminKey, m_rig->theirKey})
            QCOMPARE(sees(key, shared->id), std::optional(key != m_rig->theirKey));
        for (const QByteArray &key : {m_rig->ourKey, m_fellowKey, m_adminKey, m_rig->theirKey})
            QCOMPARE(sees(key, personal->id), std::optional(key == m_fellowKey));
    }

    void everyRouteWithAnIdIsOfAWorkspace()
    {
        // Whoever adds one says here whose it is, and how it is tried.
        for (const edge::Route &route : edge::allRoutes(m_rig->services()))
            QVERIFY2(!route.pattern.contains(u"{}"_s) || isOfWorkspace(route)
                         || route.pattern == procedures || ofOthers.contains(title(route)),
                     qPrintable(title(route)));
    }

    void rightsAreAsTheTableSays_data()
    {
        QTest::addColumn<bool>("isPersonal");
        QTest::addColumn<QByteArray>("who");
        QTest::addColumn<QByteArray>("can");
        QTest::newRow("dedicated, creator") << false << QByteArray("creator") << QByteArray("SUE");
        QTest::newRow("dedicated, fellow") << false << QByteArray("fellow") << QByteArray("SUE");
        QTest::newRow("dedicated, admin") << false << QByteArray("admin") << QByteArray("SUE");
        QTest::newRow("dedicated, stranger") << false << QByteArray("stranger") << QByteArray();
        QTest::newRow("personal, creator") << true << QByteArray("creator") << QByteArray("SUE");
        QTest::newRow("personal, fellow") << true << QByteArray("fellow") << QByteArray("S");
        QTest::newRow("personal, admin") << true << QByteArray("admin") << QByteArray("SE");
        QTest::newRow("personal, stranger") << true << QByteArray("stranger") << QByteArray();
    }

    void rightsAreAsTheTableSays()
    {
        QFETCH(bool, isPersonal);
        QFETCH(QByteArray, who);
        QFETCH(QByteArray, can);
        domain::Workspace workspace = isPersonal ? m_personal : m_shared;
        cloud::Caller caller{UserId::create(), workspace.organizationId};
        if (who == "creator")
            caller.userId = workspace.creatorId;
        if (who == "admin")
            caller.role = domain::Role::Admin;
        if (who == "stranger")
            caller = {workspace.creatorId, OrganizationId::create(), domain::Role::Admin};
        QCOMPARE(cloud::may(caller, workspace, cloud::Right::See), can.contains('S'));
        QCOMPARE(cloud::may(caller, workspace, cloud::Right::Use), can.contains('U'));
        QCOMPARE(cloud::may(caller, workspace, cloud::Right::End), can.contains('E'));
    }

    void onlyAdminsManageMembers()
    {
        const Request add{"POST", u"/api/members"_s, R"({"userId":"test-user","role":"member"})"};
        QCOMPARE(send(m_fellowKey, add).status, 403);
        const HttpReply added = send(m_adminKey, add);
        QCOMPARE(added.status, 201);
        QCOMPARE(send(m_adminKey, add).json().value(u"id"_s), added.json().value(u"id"_s));
        const Request remove{"DELETE", u"/api/members/test-user"_s, {}};
        QCOMPARE(send(m_fellowKey, remove).status, 403);
        QCOMPARE(send(m_adminKey, remove).status, 200);
        QCOMPARE(send(m_adminKey, remove).status, 404);
        // A user of another organisation is no member of ours.
        QCOMPARE(send(m_adminKey, {"DELETE", u"/api/members/bob"_s, {}}).status, 404);
        QCOMPARE(
            send(m_adminKey, {"POST", u"/api/keys"_s, R"({"name":"x","userId":"bob"})"}).status,
            404);
    }

    void anOrganisationKeepsAnAdmin()
    {
        const auto add = [this](const QByteArray &body) {
            return send(m_adminKey, {"POST", u"/api/members"_s, body});
        };
        // What nobody asked for does not change.
        QCOMPARE(add(R"({"userId":"ada"})").json().value(u"role"_s).toString(), u"admin"_s);
        QCOMPARE(add(R"({"userId":"ada","role":"member"})").status, 409);
        QCOMPARE(send(m_adminKey, {"DELETE", u"/api/members/ada"_s, {}}).status, 409);
        QCOMPARE(add(R"({"userId":"eve","role":"admin"})").status, 201);
        QCOMPARE(add(R"({"userId":"eve","role":"member"})").status, 201);
        QCOMPARE(add(R"({"userId":"ada","role":"member"})").status, 409);
        QCOMPARE(send(m_adminKey, {"DELETE", u"/api/members/eve"_s, {}}).status, 200);
    }

    void whatSomebodyIsCalledIsEachOrganisationsOwn()
    {
        const QByteArray foreignAdmin = "foreign-admin-foreign-admin";
        QVERIFY_RESULT(addForeignAdmin(foreignAdmin));
        const auto call = [this](const QByteArray &key, const QByteArray &body) {
            return send(key, {"POST", u"/api/members"_s, body});
        };
        QCOMPARE(call(m_adminKey, R"({"userId":"spy-me","displayName":"Agnes"})").status, 201);
        // Who guesses the user's name learns nothing of it, and changes nothing.
        const HttpReply guessed = call(foreignAdmin, R"({"userId":"spy-me"})");
        QCOMPARE(guessed.json().value(u"displayName"_s).toString(), u"spy-me"_s);
        QCOMPARE(call(foreignAdmin, R"({"userId":"spy-me","displayName":"Fool"})").status, 201);
        QVERIFY(!send(foreignAdmin, {"GET", u"/api/members"_s, {}}).body.contains("Agnes"));
        const HttpReply ours = call(m_adminKey, R"({"userId":"spy-me","role":"member"})");
        QCOMPARE(ours.json().value(u"displayName"_s).toString(), u"Agnes"_s);
        const HttpReply renamed = call(m_adminKey, R"({"userId":"spy-me","displayName":"Aggie"})");
        QCOMPARE(renamed.json().value(u"displayName"_s).toString(), u"Aggie"_s);
        QVERIFY(send(foreignAdmin, {"GET", u"/api/members"_s, {}}).body.contains("Fool"));
        for (const QByteArray &key : {m_adminKey, foreignAdmin})
            QCOMPARE(send(key, {"DELETE", u"/api/members/spy-me"_s, {}}).status, 200);
    }

    void keysAreTheirOwnersAndTheAdmins()
    {
        const HttpReply own = send(m_fellowKey, {"POST", u"/api/keys"_s, R"({"name":"ci"})"});
        QCOMPARE(own.status, 201);
        const QByteArray key = own.json().value(u"key"_s).toString().toUtf8();
        const QString address = u"/api/keys/"_s + own.json().value(u"id"_s).toString();
        QCOMPARE(send(key, {"GET", u"/api/workspaces"_s, {}}).status, 200);
        const auto listed = [this](const QByteArray &asking) {
            return send(asking, {"GET", u"/api/keys"_s, {}}).json().value(u"keys"_s).toArray();
        };
        QCOMPARE(listed(m_fellowKey).size(), 2);
        QVERIFY(listed(m_adminKey).size() > 3);
        QVERIFY(!QJsonDocument(listed(m_adminKey)).toJson().contains(key));
        QCOMPARE(send(m_rig->ourKey, {"DELETE", address, {}}).status, 404);
        QCOMPARE(send(m_rig->theirKey, {"DELETE", address, {}}).status, 404);
        QCOMPARE(
            send(m_fellowKey, {"POST", u"/api/keys"_s, R"({"name":"x","userId":"ada"})"}).status,
            403);
        QCOMPARE(send(m_fellowKey, {"DELETE", address, {}}).status, 200);
        QTRY_COMPARE_WITH_TIMEOUT(send(key, {"GET", u"/api/workspaces"_s, {}}).status, 401, 20'000);
    }

    void anAdminEndsWhatALeaverLeaves()
    {
        const QString address = u"/api/workspaces/"_s + m_personal.id.toString();
        QCOMPARE(send(m_adminKey, {"POST", address + u"/resume"_s, {}}).status, 403);
        QCOMPARE(send(m_adminKey, {"DELETE", address, {}}).status, 202);
    }

    void aFellowUsesWhatIsDedicated()
    {
        const QString address = u"/api/workspaces/"_s + m_shared.id.toString();
        QCOMPARE(send(m_fellowKey, {"PATCH", address, R"({"name":"Ours"})"}).status, 200);
        QCOMPARE(send(m_fellowKey, {"POST", address + u"/resume"_s, {}}).status, 202);
    }
};

QTEST_GUILESS_MAIN(TestAccess)
#include "tst_access.moc"
