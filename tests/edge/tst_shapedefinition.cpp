// SPDX-License-Identifier: GPL-3.0-or-later
#include "edgerig.h"
#include "shapetalk.h"

using namespace skybranch;
using namespace skybranch::test;
using namespace Qt::StringLiterals;

/// Which rows and columns a shape shows, and how: where, columns, replica, pages.
class TestShapeDefinition : public QObject
{
    Q_OBJECT

private:
    PostgresRig m_postgres;
    std::unique_ptr<EdgeRig> m_rig;

    HttpClient client() const { return m_rig->client(m_rig->ourKey); }

    domain::Workspace insert(domain::WorkspaceStatus status, const QString &name)
    {
        domain::Workspace workspace = m_rig->ours.workspace(status);
        workspace.name = name;
        const auto inserted = m_rig->ours.insert(*m_rig->database, workspace);
        return inserted ? *inserted : domain::Workspace{};
    }

    Result<> run(const QString &sql, const QVariantList &values)
    {
        return await(m_rig->database->run(u"test"_s, [=](clouddb::Transaction &transaction) {
            return transaction.exec(sql, values).transform([](const clouddb::Rows &) { });
        }));
    }

    Result<> rename(const domain::Workspace &workspace, const QString &name)
    {
        return run(u"UPDATE cloud_workspaces SET name = ? WHERE id = ?"_s,
                   {name, clouddb::bind(workspace.id)});
    }

    static QStringList namesOf(const ShapeTalk &talk)
    {
        QStringList names;
        for (const QJsonObject &row : talk.rows)
            names << row.value("name"_L1).toString();
        names.sort();
        return names;
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

    void rowsComeIntoAShapeAndLeaveIt()
    {
        const auto one = insert(domain::WorkspaceStatus::Running, u"one"_s);
        const auto two = insert(domain::WorkspaceStatus::Running, u"two"_s);
        ShapeTalk talk(client());
        talk.set(u"where"_s, u"name IN ($1, 'three')"_s);
        talk.set(u"params[1]"_s, u"one"_s);
        QCOMPARE(talk.readOn(), 200);
        QCOMPARE(namesOf(talk), QStringList{u"one"_s});
        QVERIFY_RESULT(rename(two, u"three"_s));
        QVERIFY_RESULT(rename(one, u"four"_s));
        QVERIFY_RESULT(rename(one, u"five"_s));
        QCOMPARE(talk.readOn(), 200);
        QCOMPARE(namesOf(talk), QStringList{u"three"_s});
        QCOMPARE(talk.operations, QStringList({u"insert"_s, u"insert"_s, u"delete"_s}));
        // What came in is whole.
        QCOMPARE(talk.rows.begin()->value("status"_L1).toString(), u"running"_s);
    }

    void aPlusInAConditionIsASpace()
    {
        insert(domain::WorkspaceStatus::Running, u"one"_s);
        const HttpReply reply = client().get(
            u"/v1/shape?table=cloud_workspaces&offset=-1&where=status+%3D+%27running%27"_s);
        QCOMPARE(reply.status, 200);
        QVERIFY(reply.body.contains("\"one\""));
    }

    void aWaitingClientIsNotWokenByOtherRows()
    {
        const auto one = insert(domain::WorkspaceStatus::Running, u"one"_s);
        ShapeTalk talk(client());
        talk.set(u"where"_s, u"status = 'paused'"_s);
        QCOMPARE(talk.readOn(), 200);
        HttpClient waiter = client();
        QNetworkReply *live = waiter.begin("GET", talk.path(true));
        QTRY_COMPARE(m_rig->feed.waiting(), 1);
        QVERIFY_RESULT(rename(one, u"other"_s));
        QTRY_VERIFY(live->isFinished());
        const HttpReply reply = HttpClient::finish(live);
        QCOMPARE(reply.status, 200);
        QCOMPARE(QJsonDocument::fromJson(reply.body).array().size(), 1);
        // But it goes on behind what is none of its business.
        QVERIFY(reply.header("electric-offset") != talk.offset.toLatin1());
    }

    void onlyColumnsThatWereAskedFor()
    {
        const auto one = insert(domain::WorkspaceStatus::Running, u"one"_s);
        ShapeTalk talk(client());
        talk.set(u"columns"_s, u"\"name\",\"id\""_s);
        const HttpReply first = talk.step();
        QCOMPARE(QJsonDocument::fromJson(first.header("electric-schema")).object().keys(),
                 QStringList({u"id"_s, u"name"_s}));
        QCOMPARE(talk.rows.begin()->keys(), QStringList({u"id"_s, u"name"_s}));
        QVERIFY_RESULT(run(u"UPDATE cloud_workspaces SET auto_stop_minutes = 60"_s, {}));
        QVERIFY_RESULT(rename(one, u"two"_s));
        QCOMPARE(talk.readOn(), 200);
        QCOMPARE(talk.operations, QStringList({u"insert"_s, u"update"_s}));
        QCOMPARE(namesOf(talk), QStringList{u"two"_s});
    }

    void changesHoldWhatTheReplicaAsksFor_data()
    {
        QTest::addColumn<bool>("full");
        QTest::newRow("default") << false;
        QTest::newRow("full") << true;
    }

    void changesHoldWhatTheReplicaAsksFor()
    {
        QFETCH(bool, full);
        const auto one = insert(domain::WorkspaceStatus::Running, u"one"_s);
        ShapeTalk talk(client());
        talk.set(u"replica"_s, full ? u"full"_s : u"default"_s);
        talk.set(u"columns"_s, u"id,name,status,placement"_s);
        QCOMPARE(talk.readOn(), 200);
        QVERIFY_RESULT(rename(one, u"two"_s));
        QVERIFY_RESULT(
            run(u"DELETE FROM cloud_workspaces WHERE id = ?"_s, {clouddb::bind(one.id)}));
        QCOMPARE(talk.readOn(), 200);
        QCOMPARE(talk.operations, QStringList({u"insert"_s, u"update"_s, u"delete"_s}));
        const QJsonObject update = talk.messages[1].value("value"_L1).toObject();
        const QJsonObject removed = talk.messages[2].value("value"_L1).toObject();
        const QStringList all{u"id"_s, u"name"_s, u"placement"_s, u"status"_s};
        QCOMPARE(update.keys(), full ? all : QStringList({u"id"_s, u"name"_s}));
        QCOMPARE(removed.keys(), full ? all : QStringList{u"id"_s});
        QCOMPARE(talk.messages[1].contains("old_value"_L1), full);
        if (full)
            QCOMPARE(talk.messages[1].value("old_value"_L1).toObject(),
                     (QJsonObject{{u"name"_s, u"one"_s}}));
        QVERIFY(talk.messages[1].value("headers"_L1)[u"last"_s].toBool());
    }

    void theLastChangeOfATransactionSaysSo()
    {
        insert(domain::WorkspaceStatus::Running, u"one"_s);
        insert(domain::WorkspaceStatus::Running, u"two"_s);
        ShapeTalk talk(client());
        QCOMPARE(talk.readOn(), 200);
        talk.messages.clear();
        QVERIFY_RESULT(run(u"UPDATE cloud_workspaces SET branch = 'both'"_s, {}));
        QVERIFY_RESULT(run(u"UPDATE cloud_workspaces SET branch = 'again'"_s, {}));
        QCOMPARE(talk.readOn(), 200);
        QList<bool> last;
        for (const QJsonObject &message : std::as_const(talk.messages))
            last << message.value("headers"_L1)[u"last"_s].toBool();
        QCOMPARE(last, QList<bool>({false, true, false, true}));
    }

    void timesAreAsPostgresHasThem()
    {
        insert(domain::WorkspaceStatus::Running, u"one"_s);
        ShapeTalk talk(client());
        talk.step();
        static const QRegularExpression form(
            u"\\A\\d{4}-\\d\\d-\\d\\d \\d\\d:\\d\\d:\\d\\d(\\.\\d+)?\\+00\\z"_s);
        const QString time = talk.rows.begin()->value("created_at"_L1).toString();
        QVERIFY2(form.match(time).hasMatch(), qPrintable(time));
    }

    void aHandleBelongsToItsDefinition_data()
    {
        QTest::addColumn<QString>("name");
        QTest::addColumn<QString>("value");
        QTest::newRow("where") << u"where"_s << u"name = 'a'"_s;
        QTest::newRow("columns") << u"columns"_s << u"id,name"_s;
        QTest::newRow("replica") << u"replica"_s << u"full"_s;
    }

    void aHandleBelongsToItsDefinition()
    {
        QFETCH(QString, name);
        QFETCH(QString, value);
        ShapeTalk plain(client());
        QCOMPARE(plain.readOn(), 200);
        ShapeTalk other(client());
        other.set(name, value);
        other.handle = plain.handle;
        other.offset = plain.offset;
        const HttpReply reply = other.step();
        QCOMPARE(reply.status, 409);
        QVERIFY(reply.body.contains("must-refetch"));
        QVERIFY(reply.header("electric-handle") != plain.handle.toLatin1());
    }

    void anotherTablesHandleIsUnknown()
    {
        ShapeTalk vms(client(), u"vms"_s);
        QCOMPARE(vms.readOn(), 200);
        ShapeTalk repositories(client(), u"repositories"_s);
        repositories.handle = vms.handle;
        repositories.offset = vms.offset;
        QCOMPARE(repositories.step().status, 409);
    }

    void aLargeTableComesInPages()
    {
        QVERIFY_RESULT(
            run(u"INSERT INTO cloud_workspaces (id, organization_id, repository_id, "
                "creator_id, placement, name, branch, status, seed) SELECT "
                "gen_random_uuid(), ?, ?, ?, 'dedicated', 'w' || i, 'b', 'stopped', "
                "'remote' FROM generate_series(1, 1200) i"_s,
                {clouddb::bind(m_rig->ours.organization), clouddb::bind(m_rig->ours.repository),
                 clouddb::bind(m_rig->ours.user)}));
        ShapeTalk talk(client());
        QSet<QString> offsets{talk.offset};
        while (!talk.upToDate) {
            const HttpReply reply = talk.step();
            QCOMPARE(reply.status, 200);
            QCOMPARE(reply.header("electric-up-to-date").isEmpty(), !talk.upToDate);
            QVERIFY2(!offsets.contains(talk.offset), "clients take that for a loop");
            offsets << talk.offset;
            // Another page's changes come with the log.
            if (talk.answers == 1) {
                QVERIFY_RESULT(run(u"UPDATE cloud_workspaces SET name = 'late'"_s, {}));
                ShapeTalk other(client());
                other.handle = u"another"_s;
                other.offset = talk.offset;
                QCOMPARE(other.step().status, 409);
            }
        }
        QVERIFY(talk.answers > 2);
        QCOMPARE(talk.rows.size(), 1200);
        QCOMPARE(talk.operations.count(u"update"_s), 0);
        QCOMPARE(talk.readOn(), 200);
        QCOMPARE(talk.operations.count(u"update"_s), 1200);
        for (const QJsonObject &row : std::as_const(talk.rows))
            QCOMPARE(row.value("name"_L1).toString(), u"late"_s);
    }
};

QTEST_GUILESS_MAIN(TestShapeDefinition)
#include "tst_shapedefinition.moc"
