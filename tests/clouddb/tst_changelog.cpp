// SPDX-License-Identifier: GPL-3.0-or-later
#include "clouddb/changelog.h"
#include "clouddb/notifications.h"
#include "clouddb/presencestore.h"
#include "databasetest.h"

#include <QSemaphore>
#include <QSignalSpy>
#include <QTest>

using namespace skybranch;
using namespace skybranch::clouddb;
using domain::Workspace;
using skybranch::test::await;

namespace {

constexpr auto table = LoggedTable::CloudWorkspaces;

/// A reader of the log, as the edge is one: what it believes the rows to be.
class Reader
{
public:
    Reader(ChangeLog log, OrganizationId organization)
        : m_log(log)
        , m_organization(organization)
    {
    }

    Result<> start()
    {
        const auto snapshot = await(m_log.snapshot(m_organization, table));
        if (!snapshot)
            return failure(snapshot);
        m_offset = snapshot->offset;
        for (const QJsonObject &row : snapshot->rows)
            m_rows.insert(row[QStringLiteral("id")].toString(), row);
        return {};
    }

    /// Reads on to the end, @p limit at a time.
    Result<> read(int limit = 100)
    {
        for (;;) {
            const auto changes
                = await(m_log.since(m_organization, table, m_offset, {.rows = limit}));
            if (!changes)
                return failure(changes);
            for (const Change &change : changes->changes)
                take(change);
            m_offset = changes->offset;
            if (changes->upToDate)
                return {};
        }
    }

    QString nameOf(WorkspaceId id) const
    {
        return m_rows.value(id.toString())[QStringLiteral("name")].toString();
    }

    const QMap<QString, QJsonObject> &rows() const { return m_rows; }
    const QList<Change> &changes() const { return m_changes; }
    qint64 offset() const { return m_offset; }

private:
    void take(const Change &change)
    {
        const QString id = change.rowId.toString(QUuid::WithoutBraces);
        if (change.operation == ChangeOperation::Delete)
            m_rows.remove(id);
        else
            m_rows.insert(id, change.row);
        m_changes << change;
    }

    ChangeLog m_log;
    OrganizationId m_organization;
    qint64 m_offset = 0;
    QMap<QString, QJsonObject> m_rows;
    QList<Change> m_changes;
};

/// A transaction that goes on statement by statement, when the test says so.
class Held
{
public:
    Held(Database &database, QList<QPair<QString, QVariantList>> statements)
        : m_state(std::make_shared<State>())
        , m_task(database.run(QStringLiteral("held"),
                              [state = m_state, statements](Transaction &transaction) -> Result<> {
                                  for (const auto &[sql, bindings] : statements) {
                                      state->go.acquire();
                                      if (auto done = transaction.exec(sql, bindings); !done)
                                          return failure(done);
                                      state->done.release();
                                  }
                                  state->go.acquire();
                                  return {};
                              }))
    {
    }

    /// Lets it run to its end, so that a test that fails does not hang.
    ~Held() { m_state->go.release(100); }
    Held(const Held &) = delete;
    Held &operator=(const Held &) = delete;

    /// The next statement, to its end.
    bool step()
    {
        m_state->go.release();
        return m_state->done.tryAcquire(1, 10'000);
    }

    void beginCommit() { m_state->go.release(); }
    Result<> committed() { return await(std::move(m_task)); }

    Result<> commit()
    {
        beginCommit();
        return committed();
    }

private:
    struct State
    {
        QSemaphore go;
        QSemaphore done;
    };

    std::shared_ptr<State> m_state;
    Task<> m_task;
};

} // namespace

class TestChangeLog : public test::DatabaseTest
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { QVERIFY_RESULT(m_rig.start()); }

    void init() { QVERIFY_RESULT(openWithRows(6)); }

    void cleanup() { m_database.reset(); }

    void aChangeHasTheRowOfTheApi()
    {
        Reader reader = newReader();
        const auto vm = m_rows.insertVm(*m_database);
        Workspace wanted = m_rows.workspace(domain::WorkspaceStatus::Provisioning);
        wanted.vmId = vm->id;
        const auto workspace = m_rows.insert(*m_database, wanted);
        QVERIFY_RESULT(workspace);
        QVERIFY_RESULT(reader.read());
        QCOMPARE(reader.changes().size(), 1);
        const Change &insert = reader.changes().first();
        QCOMPARE(insert.operation, ChangeOperation::Insert);
        QCOMPARE(insert.rowId, workspace->id.uuid());
        QCOMPARE(insert.row[QStringLiteral("provider_type")].toString(), QStringLiteral("sandbox"));
        QVERIFY(insert.row[QStringLiteral("provider_vm_id")].isNull());
        QVERIFY(
            insert.row[QStringLiteral("created_at")].toString().endsWith(QStringLiteral("+00:00")));
        QVERIFY(!insert.row.contains(QStringLiteral("provisioned")));

        QVERIFY_RESULT(run([this, id = vm->id](Transaction &t) {
            return VmStore(t, m_rows.organization).setProviderVm(id, QStringLiteral("vm-7"), {});
        }));
        QVERIFY_RESULT(reader.read());
        QCOMPARE(reader.changes().size(), 2);
        QCOMPARE(reader.changes().last().row[QStringLiteral("provider_vm_id")].toString(),
                 QStringLiteral("vm-7"));
    }

    void aDeletedRowIsLogged()
    {
        const auto workspace = m_rows.insert(*m_database, m_rows.workspace());
        Reader reader = newReader();
        QCOMPARE(reader.rows().size(), 1);
        QVERIFY_RESULT(run([&](Transaction &t) -> Result<> {
            WorkspaceStore store(t, m_rows.organization);
            if (auto asked = store.request(workspace->id, domain::WorkspaceEvent::Delete); !asked)
                return failure(asked);
            return store.report(workspace->id, domain::WorkspaceEvent::Deleted)
                .transform([](const auto &) { });
        }));
        QVERIFY_RESULT(reader.read());
        QCOMPARE(reader.rows().size(), 0);
        QCOMPARE(reader.changes().last().operation, ChangeOperation::Delete);
    }

    void heartbeatsAreNotLogged()
    {
        const auto workspace = m_rows.insert(*m_database, m_rows.workspace());
        const domain::Presence presence{
            .id = QUuid::createUuid(), .workspaceId = workspace->id, .userId = m_rows.user};
        QVERIFY_RESULT(run([&](Transaction &t) {
            return PresenceStore(t, m_rows.organization).connect(presence);
        }));
        const qint64 before = *await(log().head(m_rows.organization));
        QVERIFY_RESULT(run([&](Transaction &t) {
            return WorkspaceStore(t, m_rows.organization).touchActive(workspace->id);
        }));
        QVERIFY_RESULT(run([&](Transaction &t) {
            return PresenceStore(t, m_rows.organization)
                .heartbeat(workspace->id, presence.id, m_rows.user);
        }));
        QCOMPARE(*await(log().head(m_rows.organization)), before);
        const auto present
            = await(log().snapshot(m_rows.organization, LoggedTable::CloudWorkspaceSessions));
        QCOMPARE(present->rows.size(), 1);
        QCOMPARE(present->rows.first()[QStringLiteral("user_name")].toString(),
                 QStringLiteral("ann"));
    }

    void lastActiveIsToldAtMostOnceAMinute()
    {
        const auto workspace = m_rows.insert(*m_database, m_rows.workspace());
        const auto touch = [&] {
            return run([&](Transaction &t) {
                return WorkspaceStore(t, m_rows.organization).touchActive(workspace->id);
            });
        };
        const auto age = [&](const QString &interval) {
            return run([&](Transaction &t) {
                return t.exec(QStringLiteral("UPDATE cloud_workspaces "
                                             "SET last_active_at = now() + ?::interval"),
                              {interval});
            });
        };
        QVERIFY_RESULT(age(QStringLiteral("-61 seconds")));
        const qint64 before = *await(log().head(m_rows.organization));
        QVERIFY_RESULT(touch());
        const qint64 after = *await(log().head(m_rows.organization));
        QVERIFY(after > before);
        QVERIFY_RESULT(touch());
        QCOMPARE(*await(log().head(m_rows.organization)), after);
        // A clock that was set back.
        QVERIFY_RESULT(age(QStringLiteral("1 day")));
        QVERIFY_RESULT(touch());
        const auto now = await(log().snapshot(m_rows.organization, LoggedTable::CloudWorkspaces));
        const auto shown = QDateTime::fromString(
            now->rows.first()[QStringLiteral("last_active_at")].toString(), Qt::ISODateWithMs);
        QVERIFY(std::abs(shown.secsTo(QDateTime::currentDateTimeUtc())) < 60);
    }

    void otherOrganisationsAreNotThere()
    {
        const auto other = test::CloudRows::create(*m_database, QStringLiteral("eve"));
        QVERIFY_RESULT(other);
        QVERIFY_RESULT(m_rows.insert(*m_database, m_rows.workspace()));
        Reader reader(log(), other->organization);
        QVERIFY_RESULT(reader.start());
        QVERIFY(reader.rows().isEmpty());
        QVERIFY_RESULT(m_rows.insert(*m_database, m_rows.workspace()));
        QVERIFY_RESULT(reader.read());
        QVERIFY(reader.changes().isEmpty());
    }

    void anOffsetFromElsewhereIsRefused()
    {
        QVERIFY_RESULT(m_rows.insert(*m_database, m_rows.workspace()));
        const qint64 head = *await(log().head(m_rows.organization));
        QVERIFY_RESULT(await(log().since(m_rows.organization, table, head)));
        const auto later = await(log().since(m_rows.organization, table, head + 1));
        QCOMPARE(later.error().code, ErrorCode::Conflict);
        QVERIFY_RESULT(test::runSql(
            m_url, QStringLiteral("UPDATE change_log_state SET floor = %1").arg(head)));
        const auto lost = await(log().since(m_rows.organization, table, head - 1));
        QCOMPARE(lost.error().code, ErrorCode::Conflict);
        QVERIFY(!await(log().handle())->isEmpty());
    }

    void aChangeIsNotified()
    {
        Notifications notifications(m_url, {changesChannel});
        QSignalSpy listening(&notifications, &Notifications::listening);
        QSignalSpy notified(&notifications, &Notifications::notified);
        QTRY_COMPARE(listening.size(), 1);
        QVERIFY_RESULT(m_rows.insert(*m_database, m_rows.workspace()));
        QTRY_COMPARE(notified.size(), 1);
        QCOMPARE(notified.first().last().toString(), m_rows.organization.toString());
    }

    // Two rival orders go wrong here: with numbers taken in the row trigger, B's change has a
    // smaller number than C's and is never read; ordered by transaction, A's last word comes
    // before B's.
    void threeOverlappingTransactions()
    {
        const auto one = m_rows.insert(*m_database, m_rows.workspace());
        const auto two = m_rows.insert(*m_database, m_rows.workspace());
        const auto three = m_rows.insert(*m_database, m_rows.workspace());
        Reader reader = newReader();

        Held a(*m_database, {rename(three->id, "a"), rename(one->id, "a")});
        Held b(*m_database, {rename(one->id, "b")});
        Held c(*m_database, {rename(two->id, "c")});
        QVERIFY(a.step());
        QVERIFY(b.step());
        QVERIFY(c.step());
        QVERIFY_RESULT(c.commit());
        QVERIFY_RESULT(reader.read());
        QCOMPARE(reader.nameOf(two->id), QStringLiteral("c"));
        QVERIFY_RESULT(b.commit());
        QVERIFY_RESULT(reader.read());
        QCOMPARE(reader.nameOf(one->id), QStringLiteral("b"));
        QVERIFY(a.step());
        QVERIFY_RESULT(a.commit());
        QVERIFY_RESULT(reader.read());
        QCOMPARE(reader.nameOf(one->id), QStringLiteral("a"));
        QCOMPARE(reader.nameOf(three->id), QStringLiteral("a"));

        Reader fromStart = newReader();
        QCOMPARE(reader.rows(), fromStart.rows());
    }

    void aNumberIsVisibleBeforeTheNextIsGiven_data()
    {
        QTest::addColumn<bool>("withLock");
        QTest::newRow("as it is") << true;
        QTest::newRow("without the lock, a change is missed") << false;
    }

    void aNumberIsVisibleBeforeTheNextIsGiven()
    {
        QFETCH(const bool, withLock);
        if (!withLock)
            QVERIFY_RESULT(test::runSql(
                m_url,
                QStringLiteral("CREATE OR REPLACE FUNCTION lock_change_log(organization "
                               "uuid) RETURNS void LANGUAGE sql AS 'SELECT'")));
        QVERIFY_RESULT(
            test::runSql(m_url,
                         QStringLiteral("CREATE FUNCTION run_triggers_now() RETURNS void LANGUAGE "
                                        "plpgsql AS 'BEGIN SET CONSTRAINTS ALL IMMEDIATE; END'")));
        const auto one = m_rows.insert(*m_database, m_rows.workspace());
        const auto two = m_rows.insert(*m_database, m_rows.workspace());
        Reader reader = newReader();

        // The slow one has its number, and does not commit yet.
        Held slow(*m_database,
                  {rename(one->id, "slow"), {QStringLiteral("SELECT run_triggers_now()"), {}}});
        Held quick(*m_database, {rename(two->id, "quick")});
        QVERIFY(slow.step());
        QVERIFY(slow.step());
        QVERIFY(quick.step());
        quick.beginCommit();
        QTRY_VERIFY(withLock ? isSomebodyWaiting() : nameOf(two->id) == QStringLiteral("quick"));
        QVERIFY_RESULT(reader.read());
        QVERIFY_RESULT(slow.commit());
        QVERIFY_RESULT(quick.committed());
        QVERIFY_RESULT(reader.read());
        QCOMPARE(reader.nameOf(two->id), QStringLiteral("quick"));
        QCOMPARE(reader.nameOf(one->id) == QStringLiteral("slow"), withLock);
    }

    void nothingIsMissedOrDoubledUnderLoad()
    {
        constexpr int writers = 4;
        constexpr int each = 60;
        for (int i = 0; i < 5; ++i)
            QVERIFY_RESULT(m_rows.insert(*m_database, m_rows.workspace()));
        int running = writers;
        std::vector<Task<>> tasks;
        for (int i = 0; i < writers; ++i)
            tasks.push_back(write(*m_database, m_rows, i, each, &running));
        // Begins while they write.
        Reader reader = newReader();
        const qint64 start = reader.offset();
        while (running > 0)
            QVERIFY_RESULT(reader.read(7));
        for (auto &task : tasks)
            QVERIFY_RESULT(await(std::move(task)));
        QVERIFY_RESULT(reader.read());

        QCOMPARE(reader.rows(), newReader().rows());
        qint64 last = start;
        for (const Change &change : reader.changes()) {
            QVERIFY(change.sequence > last);
            last = change.sequence;
        }
        const auto logged = run([&](Transaction &t) {
            return t.exec(QStringLiteral("SELECT 1 FROM change_log WHERE table_name = ? "
                                         "AND seq > ?"),
                          {name(table), start});
        });
        QCOMPARE(reader.changes().size(), logged->rows.size());
        QVERIFY(reader.changes().size() > writers);
    }

private:
    ChangeLog log() { return ChangeLog(*m_database); }

    Reader newReader()
    {
        Reader reader(log(), m_rows.organization);
        if (const auto started = reader.start(); !started)
            qCritical() << describe(started.error());
        return reader;
    }

    template <typename Work> std::invoke_result_t<Work, Transaction &> run(Work work)
    {
        return await(m_database->run(QStringLiteral("test"), std::move(work)));
    }

    static QPair<QString, QVariantList> rename(WorkspaceId id, const char *name)
    {
        return {QStringLiteral("UPDATE cloud_workspaces SET name = ? WHERE id = ?"),
                {QString::fromLatin1(name), bind(id)}};
    }

    QString nameOf(WorkspaceId id)
    {
        const auto workspace = run(
            [this, id](Transaction &t) { return WorkspaceStore(t, m_rows.organization).find(id); });
        return workspace ? workspace->name : QString();
    }

    bool isSomebodyWaiting()
    {
        const auto rows = run([](Transaction &t) {
            return t.exec(QStringLiteral(
                "SELECT 1 FROM pg_locks WHERE locktype = 'advisory' AND NOT granted"));
        });
        return rows && !rows->isEmpty();
    }

    /// Inserts, renames and removes, one transaction after another.
    static Task<> write(Database &database, test::CloudRows rows, int writer, int count,
                        int *running)
    {
        QList<WorkspaceId> own;
        for (int i = 0; i < count; ++i) {
            const auto workspace = rows.workspace();
            const QString name = QStringLiteral("writer %1, %2").arg(writer).arg(i);
            const auto done = co_await database.run(
                QStringLiteral("write"),
                [=, oldest = own.value(0)](Transaction &transaction) -> Result<> {
                    // All writers meet in the organisation's first rows, in one order.
                    (void)transaction.exec(
                        QStringLiteral("UPDATE cloud_workspaces SET name = ? WHERE id = (SELECT id "
                                       "FROM cloud_workspaces WHERE organization_id = ? "
                                       "ORDER BY created_at, id LIMIT 1)"),
                        {name, bind(rows.organization)});
                    if (i % 3 == 2)
                        (void)transaction.exec(
                            QStringLiteral("DELETE FROM cloud_workspaces WHERE id = ?"),
                            {bind(oldest)});
                    return WorkspaceStore(transaction, rows.organization)
                        .insert(workspace)
                        .transform([](const auto &) { });
                });
            if (!done) {
                --*running;
                co_return done;
            }
            own << workspace.id;
            if (i % 3 == 2)
                own.removeFirst();
        }
        --*running;
        co_return Result<>{};
    }
};

QTEST_GUILESS_MAIN(TestChangeLog)
#include "tst_changelog.moc"
