// SPDX-License-Identifier: GPL-3.0-or-later
#include "clouddb/systemstore.h"
#include "edgerig.h"
#include "shapetalk.h"
#include "support/node.h"

#include <QRandomGenerator>

using namespace skybranch;
using namespace skybranch::test;
using namespace Qt::StringLiterals;

namespace {

using Names = QMap<QString, QString>;

/// Electric's own client, in a process of its own.
class ElectricClient
{
public:
    ElectricClient(const EdgeRig &rig, QJsonObject options)
    {
        options.insert(u"base"_s, rig.base);
        options.insert(u"key"_s, QString::fromLatin1(rig.ourKey));
        m_options = QString::fromUtf8(QJsonDocument(options).toJson(QJsonDocument::Compact));
    }

    Result<> start() { return m_script.start(u"shapeclient.mjs"_s, {{u"SHAPE"_s, m_options}}); }

    /// Whether it shows @p wanted, now or within some seconds.
    bool shows(const Names &wanted)
    {
        while (!m_hasState || names() != wanted) {
            const bool hasFailed = m_state.contains("error"_L1);
            const QByteArray line = hasFailed ? QByteArray() : m_script.waitForLine(20'000);
            if (line.isEmpty()) {
                qWarning() << "instead:" << m_state.value("rows"_L1) << m_state.value("offset"_L1)
                           << m_state.value("error"_L1);
                return false;
            }
            m_state = QJsonDocument::fromJson(line).object();
            m_hasState = true;
        }
        return true;
    }

    /// The status of the answer that it gives up after.
    int error()
    {
        while (!m_state.contains("error"_L1)) {
            const QByteArray line = m_script.waitForLine(20'000);
            if (line.isEmpty())
                return 0;
            m_state = QJsonDocument::fromJson(line).object();
        }
        return m_state[u"error"_s][u"status"_s].toInt();
    }

    /// What it has seen by the last state.
    QJsonObject state() const { return m_state; }
    QString text(const QString &name) const { return m_state.value(name).toString(); }
    int requests(const QString &kind) const { return m_state[u"requests"_s][kind].toInt(); }
    int answers(int status) const
    {
        return m_state[u"statuses"_s][QString::number(status)].toInt();
    }

    QStringList operations() const
    {
        QStringList all;
        for (const QJsonValue &operation : m_state.value("operations"_L1).toArray())
            all << operation[u"operation"_s].toString();
        return all;
    }

private:
    Names names() const
    {
        Names all;
        const QJsonObject rows = m_state.value("rows"_L1).toObject();
        for (auto row = rows.begin(); row != rows.end(); ++row)
            all.insert(row.key(), row.value().toString());
        return all;
    }

    NodeScript m_script;
    QString m_options;
    QJsonObject m_state;
    bool m_hasState = false;
};

} // namespace

/// Shapes as Electric's own client follows them.
class TestElectric : public QObject
{
    Q_OBJECT

private:
    PostgresRig m_postgres;
    QString m_url;
    std::unique_ptr<EdgeRig> m_rig;
    Names m_names; ///< what is in the database

    static QJsonObject workspaces(QJsonObject more = {}, bool sse = false)
    {
        more.insert(u"table"_s, u"cloud_workspaces"_s);
        return {{u"params"_s, more}, {u"liveSse"_s, sse}};
    }

    WorkspaceId add(const QString &name)
    {
        domain::Workspace workspace = m_rig->ours.workspace();
        workspace.name = name;
        const auto inserted = m_rig->ours.insert(*m_rig->database, workspace);
        if (!inserted)
            return {};
        m_names.insert(inserted->id.toString(), name);
        return inserted->id;
    }

    Result<> rename(WorkspaceId id, const QString &name)
    {
        m_names[id.toString()] = name;
        return runSql(
            m_url,
            u"UPDATE cloud_workspaces SET name = '%1' WHERE id = '%2'"_s.arg(name, id.toString()));
    }

    Result<> remove(WorkspaceId id)
    {
        m_names.remove(id.toString());
        return runSql(m_url, u"DELETE FROM cloud_workspaces WHERE id = '%1'"_s.arg(id.toString()));
    }

    Result<> trim()
    {
        const auto trimmed
            = await(m_rig->database->run(u"trim"_s, [](clouddb::Transaction &transaction) {
                  return clouddb::SystemStore(transaction).trimChangeLog({.rows = 1});
              }));
        return trimmed ? Result<>{} : failure(trimmed);
    }

private Q_SLOTS:
    void initTestCase() { QVERIFY_RESULT(m_postgres.start()); }

    void init()
    {
        const auto url = m_postgres.database();
        QVERIFY_RESULT(url);
        m_url = *url;
        m_rig = std::make_unique<EdgeRig>();
        QVERIFY_RESULT(m_rig->start(m_url));
        m_names.clear();
    }

    void cleanup() { m_rig.reset(); }

    void bothLiveModes_data()
    {
        QTest::addColumn<bool>("sse");
        QTest::newRow("long poll") << false;
        QTest::newRow("server-sent events") << true;
    }

    void bothLiveModes()
    {
        QFETCH(bool, sse);
        const WorkspaceId one = add(u"one"_s);
        ElectricClient client(*m_rig, workspaces({}, sse));
        QVERIFY_RESULT(client.start());
        QVERIFY(client.shows(m_names));
        const WorkspaceId two = add(u"two"_s);
        QVERIFY(client.shows(m_names));
        QVERIFY_RESULT(rename(one, u"first"_s));
        QVERIFY(client.shows(m_names));
        QVERIFY_RESULT(remove(two));
        QVERIFY(client.shows(m_names));
        QCOMPARE(client.operations(),
                 QStringList({u"insert"_s, u"insert"_s, u"update"_s, u"delete"_s}));
        QCOMPARE(client.requests(u"sse"_s) > 0, sse);
        // A stream goes on; a poll is asked again after each change.
        QVERIFY(sse ? client.requests(u"live"_s) == 1 : client.requests(u"live"_s) >= 3);
    }

    void aServerThatComesBack_data() { bothLiveModes_data(); }

    void aServerThatComesBack()
    {
        QFETCH(bool, sse);
        const WorkspaceId one = add(u"one"_s);
        ElectricClient client(*m_rig, workspaces({}, sse));
        QVERIFY_RESULT(client.start());
        QVERIFY(client.shows(m_names));
        QVERIFY_RESULT(m_rig->restart());
        QVERIFY_RESULT(rename(one, u"first"_s));
        QVERIFY(client.shows(m_names));
        // It went on where it was.
        QCOMPARE(client.operations(), QStringList({u"insert"_s, u"update"_s}));
    }

    void aSelection()
    {
        const WorkspaceId one = add(u"one"_s);
        const WorkspaceId two = add(u"it's two"_s);
        Names wanted{{two.toString(), u"it's two"_s}};
        ElectricClient client(
            *m_rig,
            workspaces({{u"where"_s, u"name = $1 OR name = $2 AND status IN ('running')"_s},
                        {u"params"_s, QJsonArray{u"it's two"_s, u"three + 1"_s}},
                        {u"columns"_s, QJsonArray{u"id"_s, u"name"_s}},
                        {u"replica"_s, u"full"_s}}));
        QVERIFY_RESULT(client.start());
        QVERIFY(client.shows(wanted));
        QVERIFY_RESULT(rename(one, u"three + 1"_s));
        wanted.insert(one.toString(), u"three + 1"_s);
        QVERIFY(client.shows(wanted));
        QVERIFY_RESULT(rename(two, u"four"_s));
        wanted.remove(two.toString());
        QVERIFY(client.shows(wanted));
        QCOMPARE(client.operations(), QStringList({u"insert"_s, u"insert"_s, u"delete"_s}));
        const QJsonValue insert = client.state().value("operations"_L1)[0];
        QCOMPARE(insert[u"value"_s].toObject().keys(), QStringList({u"id"_s, u"name"_s}));
    }

    void aConditionThatIsNotUnderstood()
    {
        ElectricClient client(*m_rig, workspaces({{u"where"_s, u"lower(name) = 'a'"_s}}));
        QVERIFY_RESULT(client.start());
        QCOMPARE(client.error(), 400);
    }

    void anOffsetFromBeforeTheLogWasCut()
    {
        const WorkspaceId one = add(u"one"_s);
        QJsonObject options = workspaces();
        {
            ElectricClient before(*m_rig, options);
            QVERIFY_RESULT(before.start());
            QVERIFY(before.shows(m_names));
            options.insert(u"offset"_s, before.text(u"offset"_s));
            options.insert(u"handle"_s, before.text(u"handle"_s));
        }
        for (int i = 0; i < 4; ++i)
            QVERIFY_RESULT(rename(one, u"name %1"_s.arg(i)));
        QVERIFY_RESULT(trim());
        ElectricClient client(*m_rig, options);
        QVERIFY_RESULT(client.start());
        QVERIFY(client.shows(m_names));
        QCOMPARE(client.answers(409), 1);
        // It fetched again, and is live.
        add(u"two"_s);
        QVERIFY(client.shows(m_names));
    }

    void aHandleOfAnotherShape()
    {
        add(u"one"_s);
        QJsonObject options = workspaces({{u"replica"_s, u"full"_s}});
        {
            ElectricClient other(*m_rig, workspaces());
            QVERIFY_RESULT(other.start());
            QVERIFY(other.shows(m_names));
            options.insert(u"offset"_s, other.text(u"offset"_s));
            options.insert(u"handle"_s, other.text(u"handle"_s));
        }
        ElectricClient client(*m_rig, options);
        QVERIFY_RESULT(client.start());
        QVERIFY(client.shows(m_names));
        QCOMPARE(client.answers(409), 1);
    }

    void writersAtOnce_data() { bothLiveModes_data(); }

    void writersAtOnce()
    {
        QFETCH(bool, sse);
        constexpr int writers = 4;
        ElectricClient all(*m_rig, workspaces({}, sse));
        ElectricClient some(*m_rig, workspaces({{u"where"_s, u"auto_stop_minutes < 60"_s}}, sse));
        QVERIFY_RESULT(all.start());
        QVERIFY_RESULT(some.start());
        std::vector<Task<>> tasks;
        for (int i = 0; i < writers; ++i)
            tasks.push_back(write(*m_rig->database, m_rig->ours, quint32(i)));
        // In the middle of it, everybody is sent away.
        QTRY_VERIFY(m_rig->feed.waiting() > 0);
        QVERIFY_RESULT(m_rig->restart());
        for (auto &task : tasks)
            QVERIFY_RESULT(await(std::move(task)));
        Names wanted;
        Names wantedSome;
        ShapeTalk talk(m_rig->client(m_rig->ourKey));
        QCOMPARE(talk.readOn(), 200);
        for (const QJsonObject &row : std::as_const(talk.rows)) {
            const QString id = row.value("id"_L1).toString();
            wanted.insert(id, row.value("name"_L1).toString());
            if (row.value("auto_stop_minutes"_L1).toString().toInt() < 60)
                wantedSome.insert(id, row.value("name"_L1).toString());
        }
        QVERIFY(wanted.size() > 10 && wantedSome.size() < wanted.size());
        QVERIFY(all.shows(wanted));
        QVERIFY(some.shows(wantedSome));
    }

private:
    /// Transactions of random length, of which all writers share some rows.
    static Task<> write(clouddb::Database &database, CloudRows rows, quint32 seed)
    {
        QRandomGenerator random(seed);
        for (int i = 0; i < 25; ++i) {
            QList<domain::Workspace> fresh;
            for (int n = random.bounded(3); n > 0; --n) {
                fresh << rows.workspace();
                fresh.last().autoStopMinutes = random.bounded(2) == 0 ? 30 : 90;
            }
            const int steps = random.bounded(1, 6);
            const quint32 next = random.generate();
            const auto done = co_await database.run(
                u"write"_s, [=](clouddb::Transaction &transaction) -> Result<> {
                    QRandomGenerator each(next);
                    for (const domain::Workspace &workspace : fresh)
                        (void)clouddb::WorkspaceStore(transaction, rows.organization)
                            .insert(workspace);
                    for (int n = 0; n < steps; ++n)
                        (void)transaction.exec(
                            each.bounded(5) == 0
                                ? u"DELETE FROM cloud_workspaces WHERE id = (SELECT id FROM "
                                  "cloud_workspaces ORDER BY id OFFSET ? LIMIT 1)"_s
                                : u"UPDATE cloud_workspaces SET name = 'n' || random(), "
                                  "auto_stop_minutes = 120 - auto_stop_minutes WHERE id = (SELECT "
                                  "id FROM cloud_workspaces ORDER BY id OFFSET ? LIMIT 1)"_s,
                            {each.bounded(20)});
                    // Those who met in the wrong order are told so, and write nothing.
                    return {};
                });
            if (!done && done.error().code != ErrorCode::Unavailable)
                co_return failure(done);
        }
        co_return Result<>{};
    }
};

QTEST_GUILESS_MAIN(TestElectric)
#include "tst_electric.moc"
