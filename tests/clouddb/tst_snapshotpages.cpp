// SPDX-License-Identifier: GPL-3.0-or-later
#include "clouddb/changelog.h"
#include "clouddb/systemstore.h"
#include "databasetest.h"

#include <QRandomGenerator>
#include <QTest>

using namespace skybranch;
using namespace skybranch::clouddb;
using namespace Qt::StringLiterals;
using skybranch::test::await;

namespace {

constexpr auto table = LoggedTable::CloudWorkspaces;
using RowMap = QMap<QString, QJsonObject>;

} // namespace

/// Snapshots in pages, selections that rows come into and leave, and a log that is cut.
class TestSnapshotPages : public test::DatabaseTest
{
    Q_OBJECT

private:
    QList<WorkspaceId> m_ids;

    ChangeLog log() { return ChangeLog(*m_database); }

    Result<> run(const QString &sql) { return test::runSql(m_url, sql); }

    Result<> add(int count)
    {
        for (int i = 0; i < count; ++i) {
            domain::Workspace workspace = m_rows.workspace();
            workspace.name = u"w%1"_s.arg(i);
            const auto inserted = m_rows.insert(*m_database, workspace);
            if (!inserted)
                return failure(inserted);
            m_ids << inserted->id;
        }
        return {};
    }

    static QString idOf(const QJsonObject &row) { return row.value("id"_L1).toString(); }

    /// Changes random rows in one transaction of random length.
    Result<> stir(QRandomGenerator &random)
    {
        QString script = u"BEGIN;"_s;
        for (int i = random.bounded(1, 6); i > 0; --i) {
            const QString id = m_ids[random.bounded(m_ids.size())].toString();
            if (random.bounded(4) == 0)
                script += u"DELETE FROM cloud_workspaces WHERE id = '%1';"_s.arg(id);
            else
                script += u"UPDATE cloud_workspaces SET name = 'n%1', auto_stop_minutes = %2 "
                          "WHERE id = '%3';"_s.arg(random.bounded(100))
                              .arg(random.bounded(5, 11))
                              .arg(id);
        }
        if (random.bounded(2) == 0) {
            if (auto added = add(1); !added)
                return added;
        }
        return run(script + u"COMMIT;"_s);
    }

    static void take(RowMap &rows, const Change &change)
    {
        const QString id = change.rowId.toString(QUuid::WithoutBraces);
        const bool known = rows.contains(id);
        switch (change.operation) {
        case ChangeOperation::Insert:
            QVERIFY2(!known, "a row came twice");
            break;
        case ChangeOperation::Update:
            QVERIFY2(known, "a row changed that had not come");
            QCOMPARE(change.before, rows.value(id));
            break;
        case ChangeOperation::Delete:
            QVERIFY2(known, "a row went that had not come");
            QCOMPARE(change.before, rows.value(id));
            rows.remove(id);
            return;
        }
        rows.insert(id, change.row);
    }

    Result<RowMap> whole(const RowSelection &selection)
    {
        const auto page
            = await(log().snapshot(m_rows.organization, selection, {}, {.rows = 10'000}));
        if (!page)
            return failure(page);
        RowMap rows;
        for (const QJsonObject &row : page->rows)
            rows.insert(idOf(row), row);
        return rows;
    }

    Result<int> trim(LogLimits limits)
    {
        return await(m_database->run(u"trim"_s, [limits](Transaction &transaction) {
            return SystemStore(transaction).trimChangeLog(limits);
        }));
    }

    RowSelection some() const
    {
        return {table, m_rows.user, *rowFilter(table, u"auto_stop_minutes < 8"_s, {})};
    }

private Q_SLOTS:
    void initTestCase() { QVERIFY_RESULT(m_rig.start()); }

    void init()
    {
        QVERIFY_RESULT(openWithRows());
        m_ids.clear();
    }

    void cleanup() { m_database.reset(); }

    void pagesAreOfOneMoment_data()
    {
        QTest::addColumn<bool>("filtered");
        QTest::newRow("all") << false;
        QTest::newRow("some") << true;
    }

    void pagesAreOfOneMoment()
    {
        QFETCH(bool, filtered);
        const RowSelection selection = filtered ? some() : RowSelection(table);
        QRandomGenerator random(filtered ? 1 : 2);
        QVERIFY_RESULT(add(40));
        for (int i = 0; i < 10; ++i)
            QVERIFY_RESULT(stir(random));
        const auto expected = whole(selection);
        QVERIFY_RESULT(expected);
        RowMap rows;
        std::optional<SnapshotPlace> place;
        bool complete = false;
        while (!complete) {
            const auto page
                = await(log().snapshot(m_rows.organization, selection, place, {.rows = 7}));
            QVERIFY_RESULT(page);
            for (const QJsonObject &row : page->rows) {
                QVERIFY(!rows.contains(idOf(row)));
                rows.insert(idOf(row), row);
            }
            place = {page->offset, page->skip};
            complete = page->complete;
            QVERIFY_RESULT(stir(random));
            QVERIFY_RESULT(stir(random));
        }
        QCOMPARE(rows, *expected);
        // And from there on, each change is one.
        qint64 offset = place->offset;
        for (bool upToDate = false; !upToDate;) {
            const auto changes
                = await(log().since(m_rows.organization, selection, offset, {.rows = 3}));
            QVERIFY_RESULT(changes);
            for (const Change &change : changes->changes)
                take(rows, change);
            QVERIFY(!QTest::currentTestFailed());
            offset = changes->offset;
            upToDate = changes->upToDate;
        }
        QCOMPARE(rows, *whole(selection));
    }

    void aPageIsBounded()
    {
        QVERIFY_RESULT(add(4));
        const auto page
            = await(log().snapshot(m_rows.organization, table, {}, {.rows = 100, .bytes = 1500}));
        QVERIFY_RESULT(page);
        QVERIFY(!page->complete);
        QVERIFY(page->rows.size() < 4 && !page->rows.isEmpty());
        // One row is in it, however large.
        const auto changes
            = await(log().since(m_rows.organization, table, 0, {.rows = 100, .bytes = 1}));
        QVERIFY_RESULT(changes);
        QCOMPARE(changes->changes.size(), 1);
        QVERIFY(!changes->upToDate);
    }

    void whatIsSaidTwiceIsLoggedOnce()
    {
        QVERIFY_RESULT(add(1));
        const qint64 before = *await(log().head(m_rows.organization));
        QVERIFY_RESULT(
            run(u"BEGIN; UPDATE cloud_workspaces SET name = 'a'; UPDATE cloud_workspaces "
                "SET name = 'b'; COMMIT"_s));
        const auto changes = await(log().since(m_rows.organization, table, before));
        QVERIFY_RESULT(changes);
        QCOMPARE(changes->changes.size(), 1);
        QCOMPARE(changes->changes[0].row.value("name"_L1).toString(), u"b"_s);
        QCOMPARE(changes->changes[0].before.value("name"_L1).toString(), u"w0"_s);
    }

    void whatIsPersonalIsItsOwnersAlone()
    {
        QVERIFY_RESULT(m_rows.insertVm(*m_database, domain::Placement::Personal));
        QVERIFY_RESULT(m_rows.insertVm(*m_database));
        const auto vms = [this](const UserId &viewer) {
            return whole(RowSelection(LoggedTable::Vms, viewer));
        };
        QCOMPARE(vms(m_rows.user)->size(), 2);
        QCOMPARE(vms(UserId::create())->size(), 1);
        QCOMPARE(vms(UserId())->size(), 1);
        const auto changes = await(
            log().since(m_rows.organization, RowSelection(LoggedTable::Vms, UserId::create()), 0));
        QVERIFY_RESULT(changes);
        QCOMPARE(changes->changes.size(), 1);
    }

    void whoWasAwayForLongBeginsAnew_data()
    {
        QTest::addColumn<bool>("byAge");
        QTest::newRow("by age") << true;
        QTest::newRow("by number") << false;
    }

    void whoWasAwayForLongBeginsAnew()
    {
        QFETCH(bool, byAge);
        const auto other = test::CloudRows::create(*m_database, u"eve"_s);
        QVERIFY_RESULT(other);
        QVERIFY_RESULT(add(6));
        QVERIFY_RESULT(other->insert(*m_database, other->workspace()));
        if (byAge)
            QVERIFY_RESULT(
                run(u"UPDATE change_log SET created_at = now() - interval '8 days' WHERE "
                    "seq < (SELECT max(seq) FROM change_log) - 3"_s));
        const qint64 head = *await(log().head(m_rows.organization));
        const qint64 others = *await(log().head(other->organization));
        const auto trimmed = trim(byAge ? LogLimits{} : LogLimits{.rows = 3});
        QVERIFY_RESULT(trimmed);
        QVERIFY(*trimmed >= 3);
        QCOMPARE(await(log().since(m_rows.organization, table, 1)).error().code,
                 ErrorCode::Conflict);
        const auto place
            = await(log().snapshot(m_rows.organization, table, SnapshotPlace{.offset = 1}));
        QCOMPARE(place.error().code, ErrorCode::Conflict);
        // Who is up to date goes on, and whom it does not concern.
        QCOMPARE(*await(log().head(m_rows.organization)), head);
        QVERIFY_RESULT(await(log().since(m_rows.organization, table, head)));
        QVERIFY_RESULT(await(log().since(m_rows.organization, table, head - 1)));
        QVERIFY_RESULT(await(log().since(other->organization, table, others - 1)));
        QCOMPARE(*trim({}), 0);
    }

    void anEmptyLogIsGoneOnWith()
    {
        QVERIFY_RESULT(add(2));
        const qint64 head = *await(log().head(m_rows.organization));
        QVERIFY(*trim({.rows = 0}) > 0);
        QVERIFY_RESULT(await(log().since(m_rows.organization, table, head)));
        QCOMPARE(await(log().since(m_rows.organization, table, head - 1)).error().code,
                 ErrorCode::Conflict);
        const auto before
            = await(log().snapshot(m_rows.organization, table, SnapshotPlace{.offset = head - 1}));
        QCOMPARE(before.error().code, ErrorCode::Conflict);
        QVERIFY_RESULT(
            await(log().snapshot(m_rows.organization, table, SnapshotPlace{.offset = head})));
        QCOMPARE(*await(log().head(m_rows.organization)), head);
        const auto page = await(log().snapshot(m_rows.organization, table));
        QVERIFY_RESULT(page);
        QCOMPARE(page->rows.size(), 2);
        QVERIFY_RESULT(add(1));
        QCOMPARE(await(log().since(m_rows.organization, table, page->offset))->changes.size(), 1);
    }

    void theLogIsCutWhileItIsRead()
    {
        QRandomGenerator random(3);
        QVERIFY_RESULT(add(20));
        const RowSelection selection = some();
        RowMap rows;
        std::optional<qint64> offset;
        int refetched = 0;
        for (int round = 0; round < 60; ++round) {
            QVERIFY_RESULT(stir(random));
            if (round % 3 == 0)
                QVERIFY_RESULT(trim({.rows = random.bounded(8)}));
            // It is away now and then.
            if (random.bounded(3) == 0)
                continue;
            const auto changes = offset
                ? await(log().since(m_rows.organization, selection, *offset, {.rows = 2}))
                : Result<Changes>(failure(ErrorCode::Conflict, {}));
            if (!changes && changes.error().code == ErrorCode::Conflict) {
                const auto page
                    = await(log().snapshot(m_rows.organization, selection, {}, {.rows = 1'000}));
                QVERIFY_RESULT(page);
                rows.clear();
                for (const QJsonObject &row : page->rows)
                    rows.insert(idOf(row), row);
                offset = page->offset;
                ++refetched;
                continue;
            }
            QVERIFY_RESULT(changes);
            for (const Change &change : changes->changes)
                take(rows, change);
            QVERIFY(!QTest::currentTestFailed());
            offset = changes->offset;
            if (changes->upToDate)
                QCOMPARE(rows, *whole(selection));
        }
        QVERIFY2(refetched > 1 && refetched < 40, qPrintable(QString::number(refetched)));
    }

    void anotherNameOfSomebodyPresentIsTold()
    {
        QVERIFY_RESULT(add(1));
        QVERIFY_RESULT(run(u"INSERT INTO cloud_workspace_sessions (id, organization_id, "
                           "workspace_id, user_id, client_type) SELECT gen_random_uuid(), "
                           "organization_id, id, creator_id, 'desktop' FROM cloud_workspaces"_s));
        const qint64 before = *await(log().head(m_rows.organization));
        QVERIFY_RESULT(run(u"UPDATE memberships SET display_name = 'Ann B.'"_s));
        const auto changes
            = await(log().since(m_rows.organization, LoggedTable::CloudWorkspaceSessions, before));
        QVERIFY_RESULT(changes);
        QCOMPARE(changes->changes.size(), 1);
        QCOMPARE(changes->changes[0].row.value("user_name"_L1).toString(), u"Ann B."_s);
        // Who has left without a goodbye is called by the name that others know.
        QVERIFY_RESULT(run(u"DELETE FROM memberships"_s));
        const auto later = await(
            log().since(m_rows.organization, LoggedTable::CloudWorkspaceSessions, changes->offset));
        QVERIFY_RESULT(later);
        QCOMPARE(later->changes.size(), 1);
        QCOMPARE(later->changes[0].row.value("user_name"_L1).toString(), u"ann"_s);
    }
};

QTEST_GUILESS_MAIN(TestSnapshotPages)
#include "tst_snapshotpages.moc"
