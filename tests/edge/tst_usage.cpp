// SPDX-License-Identifier: GPL-3.0-or-later
#include "clouddb/usagestore.h"
#include "edgerig.h"

#include <QSemaphore>

using namespace skybranch;
using namespace skybranch::test;
using namespace Qt::StringLiterals;
using domain::WorkspaceEvent;
using domain::WorkspaceStatus;

/// What an organisation uses, and may use: over REST, with real events in a real database. Time is
/// not waited for: the events' times are moved instead.
class TestUsage : public QObject
{
    Q_OBJECT

private:
    PostgresRig m_postgres;
    std::unique_ptr<EdgeRig> m_rig;

    HttpClient client() const { return m_rig->client(m_rig->ourKey); }

    template <typename Work> auto run(Work work) const
    {
        return await(m_rig->database->run(u"test"_s, std::move(work)));
    }

    bool exec(const QString &sql, const QVariantList &bindings = {}) const
    {
        return run([=](clouddb::Transaction &t) { return t.exec(sql, bindings); }).has_value();
    }

    bool report(WorkspaceId id, WorkspaceEvent event) const
    {
        return run([=, this](clouddb::Transaction &t) {
                   return clouddb::WorkspaceStore(t, m_rig->ours.organization).report(id, event);
               })
            .has_value();
    }

    bool request(WorkspaceId id, WorkspaceEvent event) const
    {
        return run([=, this](clouddb::Transaction &t) {
                   return clouddb::WorkspaceStore(t, m_rig->ours.organization).request(id, event);
               })
            .has_value();
    }

    domain::Workspace provisioning() const
    {
        const auto made = m_rig->ours.insert(*m_rig->database,
                                             m_rig->ours.workspace(WorkspaceStatus::Provisioning));
        return made.value_or(domain::Workspace{});
    }

    /// The VM of a workspace, as a provider has made it.
    bool giveVm(WorkspaceId id, const QString &size) const
    {
        const auto vm = m_rig->ours.insertVm(*m_rig->database);
        return vm
            && run([=, this](clouddb::Transaction &t) {
                   clouddb::VmStore vms(t, m_rig->ours.organization);
                   if (auto set = vms.setSize(vm->id, size); !set)
                       return set;
                   return clouddb::WorkspaceStore(t, m_rig->ours.organization).setVm(id, vm->id);
               }).has_value();
    }

    /// As if the last event of a workspace had been @p minutes ago.
    bool age(WorkspaceId id, int minutes) const
    {
        return exec(u"UPDATE usage_events SET created_at = created_at - make_interval(mins => ?) "
                    "WHERE workspace_id = ?"_s,
                    {minutes, id.uuid()});
    }

    /// "running docker 2cpu-4096mb 10" of each entry, in minutes.
    QStringList entries(const HttpReply &reply) const
    {
        QStringList list;
        for (const QJsonValue &entry : reply.json().value(u"usage"_s).toArray())
            list << u"%1 %2 %3 %4"_s
                        .arg(entry[u"status"_s].toString(), entry[u"providerType"_s].toString(),
                             entry[u"size"_s].toString())
                        .arg(qRound(entry[u"seconds"_s].toDouble() / 60));
        list.sort();
        return list;
    }

    QStringList usageOf(WorkspaceId id, const QString &query = {}) const
    {
        return entries(client().get(u"/api/workspaces/%1/usage"_s.arg(id.toString()) + query));
    }

    static QString ago(int minutes)
    {
        return QDateTime::currentDateTimeUtc().addSecs(-60 * minutes).toString(Qt::ISODateWithMs);
    }

    bool setLimit(int most) const
    {
        return exec(u"UPDATE organizations SET max_workspaces = nullif(?, -1) WHERE id = ?"_s,
                    {most, m_rig->ours.organization.uuid()});
    }

    qint64 count(const QString &what) const
    {
        const auto rows = run([=](clouddb::Transaction &t) {
            return t.exec(u"SELECT count(*) AS n FROM "_s + what);
        });
        return rows ? rows->first().number("n"_L1) : -1;
    }

    QByteArray creation() const
    {
        return QJsonDocument(QJsonObject{{u"repositoryId"_s, m_rig->ours.repository.toString()},
                                         {u"name"_s, u"One more"_s},
                                         {u"branch"_s, u"more"_s}})
            .toJson();
    }

private Q_SLOTS:
    void initTestCase() { QVERIFY_RESULT(m_postgres.start()); }

    void init()
    {
        m_rig = std::make_unique<EdgeRig>();
        QVERIFY_RESULT(m_rig->start(m_postgres));
    }

    void cleanup() { m_rig.reset(); }

    void everySpanIsCountedOnce()
    {
        const WorkspaceId id = provisioning().id;
        QVERIFY(age(id, 1));
        QVERIFY(giveVm(id, u"2cpu-4096mb"_s));
        QVERIFY(age(id, 2));
        QVERIFY(report(id, WorkspaceEvent::Provisioned));
        QVERIFY(age(id, 30));
        QVERIFY(request(id, WorkspaceEvent::Pause));
        QVERIFY(age(id, 10));
        QVERIFY(report(id, WorkspaceEvent::Paused));
        QVERIFY(age(id, 60));
        QCOMPARE(usageOf(id),
                 QStringList({u"paused sandbox 2cpu-4096mb 60"_s, u"provisioning   1"_s,
                              u"provisioning sandbox 2cpu-4096mb 2"_s,
                              u"running sandbox 2cpu-4096mb 40"_s}));
        // A part of it: of an hour, beginning 80 min ago, 20 are running and 40 paused.
        QCOMPARE(
            usageOf(id, u"?from=%1&to=%2"_s.arg(ago(80), ago(20))),
            QStringList({u"paused sandbox 2cpu-4096mb 40"_s, u"running sandbox 2cpu-4096mb 20"_s}));
        // What has not been yet does not count.
        QCOMPARE(usageOf(id, u"?from=%1&to=%2"_s.arg(ago(10), ago(-60))),
                 QStringList{u"paused sandbox 2cpu-4096mb 10"_s});
    }

    void whatFailsTogetherIsNotCounted()
    {
        const WorkspaceId id = provisioning().id;
        QVERIFY(age(id, 5));
        const auto failed = run([=, this](clouddb::Transaction &t) -> Result<> {
            clouddb::WorkspaceStore store(t, m_rig->ours.organization);
            if (auto done = store.report(id, WorkspaceEvent::Provisioned); !done)
                return failure(done);
            return failure(ErrorCode::Internal, u"The backend dies here."_s);
        });
        QVERIFY(!failed);
        QCOMPARE(usageOf(id), QStringList{u"provisioning   5"_s});
    }

    void itOutlivesTheWorkspace()
    {
        const WorkspaceId id = provisioning().id;
        QVERIFY(giveVm(id, {}));
        QVERIFY(report(id, WorkspaceEvent::Provisioned));
        QVERIFY(age(id, 90));
        QVERIFY(request(id, WorkspaceEvent::Delete));
        QVERIFY(report(id, WorkspaceEvent::Deleted));
        QVERIFY(age(id, 90));
        QVERIFY(usageOf(id).contains(u"running sandbox  90"_s));
        const HttpReply all = client().get(u"/api/usage"_s);
        const QJsonObject entry = all.json().value(u"usage"_s)[0].toObject();
        QCOMPARE(entry.value(u"workspaceName"_s).toString(), u"Fix the cart"_s);
        QCOMPARE(entry.value(u"exists"_s), QJsonValue(false));
    }

    void itIsTheOrganisationsAlone()
    {
        const WorkspaceId id = provisioning().id;
        QVERIFY(age(id, 5));
        QCOMPARE(entries(client().get(u"/api/usage"_s)), QStringList{u"provisioning   5"_s});
        HttpClient stranger = m_rig->client(m_rig->theirKey);
        QVERIFY(entries(stranger.get(u"/api/usage"_s)).isEmpty());
        QCOMPARE(stranger.get(u"/api/workspaces/%1/usage"_s.arg(id.toString())).status, 404);
    }

    void wrongTimesAreTold()
    {
        QCOMPARE(client().get(u"/api/usage?from=yesterday"_s).status, 400);
        QCOMPARE(client().get(u"/api/usage?from=%1&to=%2"_s.arg(ago(1), ago(2))).status, 400);
        QCOMPARE(client().get(u"/api/usage?from=2001-01-01T00:00:00Z"_s).status, 400);
    }

    void manyAtOnceNeverPassTheLimit()
    {
        QVERIFY(setLimit(5));
        HttpClient http = client();
        QList<QNetworkReply *> asked;
        for (int i = 0; i < 30; ++i)
            asked << http.begin("POST", u"/api/workspaces"_s, creation());
        QMap<int, int> count;
        for (QNetworkReply *reply : asked) {
            QVERIFY(QTest::qWaitFor([reply] { return reply->isFinished(); }, 30'000));
            const HttpReply answer = HttpClient::finish(reply);
            ++count[answer.status];
            if (answer.status != 201) {
                QVERIFY(answer.errorMessage().contains(u"5 workspaces"_s));
                QVERIFY(answer.errorMessage().contains(u"Stop or delete one"_s));
            }
        }
        QCOMPARE(count, (QMap<int, int>{{201, 5}, {429, 25}}));
    }

    void whatStopsMakesRoomAndWhatResumesNeedsIt()
    {
        QVERIFY(setLimit(1));
        const WorkspaceId first = provisioning().id;
        QCOMPARE(client().send("POST", u"/api/workspaces"_s, creation()).status, 429);
        QVERIFY(report(first, WorkspaceEvent::Provisioned));
        QVERIFY(report(first, WorkspaceEvent::Stopped));
        QCOMPARE(client().send("POST", u"/api/workspaces"_s, creation()).status, 201);
        const QString resume = u"/api/workspaces/%1/resume"_s.arg(first.toString());
        const HttpReply refused = client().post(resume);
        QCOMPARE(refused.status, 429);
        // Nothing has been asked of it.
        const QJsonObject now = client().get(u"/api/workspaces/"_s + first.toString()).json();
        QCOMPARE(now.value(u"pendingAction"_s), QJsonValue(QJsonValue::Null));
        QVERIFY(setLimit(-1));
        QCOMPARE(client().post(resume).status, 202);
    }

    void twoThatCountAtOnceDoNotBothFindRoom()
    {
        QVERIFY(setLimit(1));
        QVERIFY_RESULT(runSql(m_rig->databaseUrl,
                              u"CREATE FUNCTION linger() RETURNS trigger LANGUAGE plpgsql AS "
                              "'BEGIN PERFORM pg_advisory_xact_lock_shared(42); RETURN NULL; END';"
                              "CREATE TRIGGER linger AFTER INSERT ON cloud_workspaces "
                              "FOR EACH ROW EXECUTE FUNCTION linger()"_s));
        // Neither can commit before both have counted, or wait for the other.
        QSemaphore open;
        clouddb::Database other(m_rig->databaseUrl);
        const auto end = qScopeGuard([&open] { open.release(); });
        const auto gate = other.run(u"gate"_s, [&open](clouddb::Transaction &t) {
            auto locked = t.exec(u"SELECT pg_advisory_xact_lock(42)"_s);
            open.acquire();
            return locked;
        });
        QTRY_COMPARE(count(u"pg_locks WHERE locktype = 'advisory' AND objid = 42 AND granted"_s),
                     1);
        HttpClient http = client();
        const QList<QNetworkReply *> asked{http.begin("POST", u"/api/workspaces"_s, creation()),
                                           http.begin("POST", u"/api/workspaces"_s, creation())};
        QTRY_COMPARE(count(u"pg_stat_activity WHERE datname = current_database() "
                           "AND wait_event_type = 'Lock'"_s),
                     2);
        open.release();
        QList<int> answers;
        for (QNetworkReply *reply : asked) {
            QTRY_VERIFY(reply->isFinished());
            answers << HttpClient::finish(reply).status;
        }
        std::ranges::sort(answers);
        QCOMPARE(answers, QList<int>({201, 429}));
    }

    void whatIsToRunAgainIsCounted()
    {
        const WorkspaceId stopped = provisioning().id;
        QVERIFY(report(stopped, WorkspaceEvent::Provisioned));
        QVERIFY(report(stopped, WorkspaceEvent::Stopped));
        QVERIFY(setLimit(1));
        QCOMPARE(client().post(u"/api/workspaces/%1/resume"_s.arg(stopped.toString())).status, 202);
        QCOMPARE(client().send("POST", u"/api/workspaces"_s, creation()).status, 429);
        // What has failed has given up its place, and needs another.
        const WorkspaceId failed = provisioning().id;
        QVERIFY(report(failed, WorkspaceEvent::Failed));
        const QString retry = u"/api/workspaces/%1/retry"_s.arg(failed.toString());
        QCOMPARE(client().post(retry).status, 429);
        QVERIFY(setLimit(2));
        QCOMPARE(client().post(retry).status, 202);
    }

    void whatIsPausedIsCountedAlready()
    {
        QVERIFY(setLimit(1));
        const WorkspaceId id = provisioning().id;
        QVERIFY(report(id, WorkspaceEvent::Provisioned));
        QVERIFY(report(id, WorkspaceEvent::Paused));
        QCOMPARE(client().send("POST", u"/api/workspaces"_s, creation()).status, 429);
        QCOMPARE(client().post(u"/api/workspaces/%1/resume"_s.arg(id.toString())).status, 202);
    }

    void keepingAwakeHasAnEnd()
    {
        const WorkspaceId id = provisioning().id;
        const QString path = u"/api/workspaces/%1/keep-awake"_s.arg(id.toString());
        QCOMPARE(client().post(path, {{u"minutes"_s, 60}}).status, 409);
        QVERIFY(report(id, WorkspaceEvent::Provisioned));
        const HttpReply kept = client().post(path, {{u"minutes"_s, 60}});
        QCOMPARE(kept.status, 200);
        const auto until = QDateTime::fromString(kept.json().value(u"keepAwakeUntil"_s).toString(),
                                                 Qt::ISODateWithMs);
        QVERIFY(std::abs(QDateTime::currentDateTimeUtc().secsTo(until) - 3600) < 60);
        for (int minutes : {-1, 481})
            QCOMPARE(client().post(path, {{u"minutes"_s, minutes}}).status, 400);
        QCOMPARE(client().post(path).status, 400);
        const HttpReply ended = client().post(path, {{u"minutes"_s, 0}});
        QCOMPARE(ended.json().value(u"keepAwakeUntil"_s), QJsonValue(QJsonValue::Null));
        // It ends with what it was for.
        QCOMPARE(client().post(path, {{u"minutes"_s, 480}}).status, 200);
        QVERIFY(report(id, WorkspaceEvent::Paused));
        const QJsonObject now = client().get(u"/api/workspaces/"_s + id.toString()).json();
        QCOMPARE(now.value(u"keepAwakeUntil"_s), QJsonValue(QJsonValue::Null));
    }
};

QTEST_GUILESS_MAIN(TestUsage)
#include "tst_usage.moc"
