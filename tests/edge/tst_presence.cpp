// SPDX-License-Identifier: GPL-3.0-or-later
#include "clouddb/presencestore.h"
#include "clouddb/systemstore.h"
#include "edgerig.h"

using namespace skybranch;
using namespace skybranch::test;
using namespace Qt::StringLiterals;

/// Who is connected where, over REST.
class TestPresence : public QObject
{
    Q_OBJECT

private:
    PostgresRig m_postgres;
    std::unique_ptr<EdgeRig> m_rig;
    domain::Workspace m_workspace;
    const QByteArray m_fellowKey = "fellow-key-fellow-key-fellow";
    QString m_session;

    HttpClient client() const { return m_rig->client(m_rig->ourKey); }
    HttpClient stranger() const { return m_rig->client(m_rig->theirKey); }
    HttpClient fellow() const { return m_rig->client(m_fellowKey); }

    QString path(const QString &tail = {}) const
    {
        return u"/api/workspaces/%1/presence"_s.arg(m_workspace.id.toString()) + tail;
    }

    QString mine(const QString &tail = {}) const { return path(u'/' + m_session + tail); }

    QJsonArray sessions() const
    {
        return client().get(path()).json().value(u"sessions"_s).toArray();
    }

    HttpReply join(HttpClient http, const QString &session) const
    {
        return http.post(path(), {{u"sessionId"_s, session}, {u"clientType"_s, u"desktop"_s}});
    }

    template <typename Work> auto run(Work work)
    {
        return await(m_rig->database->run(u"test"_s, std::move(work)));
    }

    /// Somebody else of our organisation.
    Result<> addFellow()
    {
        return run([this](clouddb::Transaction &transaction) -> Result<> {
            clouddb::AccountStore accounts(transaction);
            const auto user = accounts.findOrAddUser(u"cleo"_s);
            if (!user)
                return failure(user);
            const auto member = accounts.setMembership(m_rig->ours.organization, *user,
                                                       clouddb::Role::Member, u"Cleo"_s);
            if (!member)
                return failure(member);
            const auto key = accounts.addKey(m_rig->ours.organization, *user, u"test"_s,
                                             clouddb::AccountStore::hashOf(m_fellowKey));
            return key ? Result<>{} : failure(key);
        });
    }

    Result<qint64> logged()
    {
        return await(m_rig->database->run(
            u"count"_s, [this](clouddb::Transaction &transaction) -> Result<qint64> {
                const auto rows = transaction.exec(
                    u"SELECT count(*) AS count FROM change_log WHERE organization_id = ? "
                    "AND table_name = 'cloud_workspace_sessions'"_s,
                    {m_rig->ours.organization.uuid()});
                if (!rows)
                    return failure(rows);
                return rows->first().number("count"_L1);
            }));
    }

private Q_SLOTS:
    void initTestCase()
    {
        QVERIFY_RESULT(m_postgres.start());
        m_rig = std::make_unique<EdgeRig>();
        QVERIFY_RESULT(m_rig->start(m_postgres));
        QVERIFY_RESULT(addFellow());
    }

    void init()
    {
        const auto workspace = m_rig->ours.insert(
            *m_rig->database, m_rig->ours.workspace(domain::WorkspaceStatus::Paused));
        QVERIFY_RESULT(workspace);
        m_workspace = *workspace;
        m_session = QUuid::createUuid().toString(QUuid::WithoutBraces);
    }

    void cleanupTestCase() { m_rig.reset(); }

    void whoJoinsIsListedUntilTheyLeave()
    {
        const HttpReply joined = join(client(), m_session);
        QCOMPARE(joined.status, 201);
        QCOMPARE(joined.json().value(u"id"_s).toString(), m_session);
        QCOMPARE(joined.json().value(u"userName"_s).toString(), u"ann"_s);
        const HttpReply theirs = fellow().post(path(), {{u"clientType"_s, u"web"_s}});
        QCOMPARE(theirs.status, 201);
        QVERIFY(theirs.json().value(u"id"_s).toString() != m_session);
        QCOMPARE(sessions().size(), 2);
        QCOMPARE(sessions()[1][u"userName"_s].toString(), u"Cleo"_s);
        QCOMPARE(sessions()[1][u"clientType"_s].toString(), u"web"_s);
        QCOMPARE(client().send("DELETE", mine()).status, 200);
        QCOMPARE(client().send("DELETE", mine()).status, 200);
        QCOMPARE(sessions().size(), 1);
    }

    void joiningOnceMoreIsAHeartbeat()
    {
        const HttpReply first = join(client(), m_session);
        const HttpReply again = join(client(), m_session);
        QCOMPARE(again.status, 201);
        QCOMPARE(again.json().value(u"connectedAt"_s), first.json().value(u"connectedAt"_s));
        QVERIFY(again.json().value(u"lastHeartbeatAt"_s)
                != first.json().value(u"lastHeartbeatAt"_s));
        QCOMPARE(sessions().size(), 1);
    }

    void joiningOnceMoreIsNoActivity()
    {
        QCOMPARE(join(client(), m_session).status, 201);
        const auto change = [this](const QString &sql) {
            return run([this, sql](clouddb::Transaction &transaction) {
                return transaction.exec(sql, {m_workspace.id.uuid()});
            });
        };
        QVERIFY_RESULT(change(u"UPDATE cloud_workspaces SET last_active_at = now() - "
                              "interval '1 hour' WHERE id = ?"_s));
        QCOMPARE(join(client(), m_session).status, 201);
        const auto moved = change(u"SELECT 1 FROM cloud_workspaces WHERE last_active_at > now() - "
                                  "interval '50 minutes' AND id = ?"_s);
        QVERIFY_RESULT(moved);
        QVERIFY(moved->isEmpty());
    }

    void aHeartbeatKeepsItAndIsNotLogged()
    {
        QCOMPARE(join(client(), m_session).status, 201);
        const auto before = logged();
        const HttpReply beaten = client().post(mine(u"/heartbeat"_s));
        QCOMPARE(beaten.status, 200);
        QVERIFY(beaten.json().value(u"lastHeartbeatAt"_s) != beaten.json().value(u"connectedAt"_s));
        QCOMPARE(*logged(), *before);
    }

    void whatIsStaleIsRemovedOnceAndMayComeBack()
    {
        QCOMPARE(join(client(), m_session).status, 201);
        const auto before = logged();
        const auto reap = [this] {
            return run([](clouddb::Transaction &transaction) {
                return clouddb::SystemStore(transaction)
                    .removeStalePresence(std::chrono::seconds(-1));
            });
        };
        QVERIFY(*reap() > 0);
        QCOMPARE(*reap(), 0);
        QVERIFY(*logged() > *before);
        const HttpReply late = client().post(mine(u"/heartbeat"_s));
        QCOMPARE(late.status, 404);
        QCOMPARE(join(client(), m_session).status, 201);
        QCOMPARE(client().post(mine(u"/heartbeat"_s)).status, 200);
    }

    void nobodyTouchesAnothersConnection()
    {
        QCOMPARE(join(client(), m_session).status, 201);
        QCOMPARE(join(fellow(), m_session).status, 409);
        QCOMPARE(fellow().post(mine(u"/heartbeat"_s)).status, 404);
        QCOMPARE(fellow().send("DELETE", mine()).status, 200);
        QCOMPARE(sessions().size(), 1);
        // Neither in another workspace.
        const auto other = m_rig->ours.insert(*m_rig->database, m_rig->ours.workspace());
        const QString elsewhere
            = u"/api/workspaces/%1/presence/"_s.arg(other->id.toString()) + m_session;
        QCOMPARE(client().post(elsewhere + u"/heartbeat"_s).status, 404);
        QCOMPARE(client().send("DELETE", elsewhere).status, 200);
        QCOMPARE(client()
                     .post(u"/api/workspaces/%1/presence"_s.arg(other->id.toString()),
                           {{u"sessionId"_s, m_session}, {u"clientType"_s, u"desktop"_s}})
                     .status,
                 409);
        QCOMPARE(sessions().size(), 1);
    }

    void whoJoinsIsActive()
    {
        QVERIFY_RESULT(run([this](clouddb::Transaction &transaction) {
            return transaction.exec(u"UPDATE cloud_workspaces SET last_active_at = now() - "
                                    "interval '1 hour' WHERE id = ?"_s,
                                    {clouddb::bind(m_workspace.id)});
        }));
        QCOMPARE(join(client(), m_session).status, 201);
        const auto active = run([this](clouddb::Transaction &transaction) {
            return clouddb::WorkspaceStore(transaction, m_rig->ours.organization)
                .find(m_workspace.id);
        });
        QVERIFY_RESULT(active);
        QVERIFY(active->lastActiveAt.secsTo(QDateTime::currentDateTimeUtc()) < 600);
    }

    void strangersLearnNothing()
    {
        QCOMPARE(join(client(), m_session).status, 201);
        const HttpReply listed = stranger().get(path());
        QCOMPARE(listed.status, 404);
        QVERIFY(!listed.body.contains(m_session.toUtf8()));
        QCOMPARE(join(stranger(), m_session).status, 404);
        QCOMPARE(stranger().send("DELETE", mine()).status, 404);
        QCOMPARE(sessions().size(), 1);
    }

    void aWrongFieldIsNamed()
    {
        const HttpReply type = client().post(path(), {{u"clientType"_s, u"moon"_s}});
        QCOMPARE(type.status, 400);
        QVERIFY(type.errorMessage().contains(u"clientType"_s));
        QCOMPARE(join(client(), u"no id"_s).status, 400);
        QCOMPARE(client().post(path(u"/no-id/heartbeat"_s)).status, 404);
    }

    void connectionsAreBounded()
    {
        QVERIFY_RESULT(run([this](clouddb::Transaction &transaction) {
            return transaction.exec(
                u"INSERT INTO cloud_workspace_sessions "
                "(id, organization_id, workspace_id, user_id, client_type) "
                "SELECT gen_random_uuid(), ?, ?, ?, 'web' FROM generate_series(1, ?)"_s,
                {m_rig->ours.organization.uuid(), m_workspace.id.uuid(), m_rig->ours.user.uuid(),
                 clouddb::maxPresences - 1});
        }));
        QCOMPARE(join(client(), m_session).status, 201);
        QCOMPARE(join(client(), QUuid::createUuid().toString()).status, 429);
        QCOMPARE(join(client(), m_session).status, 201);
    }
};

QTEST_GUILESS_MAIN(TestPresence)
#include "tst_presence.moc"
