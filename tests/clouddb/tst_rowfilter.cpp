// SPDX-License-Identifier: GPL-3.0-or-later
#include "clouddb/changelog.h"
#include "databasetest.h"

#include <QRandomGenerator>
#include <QTest>

using namespace skybranch;
using namespace skybranch::clouddb;
using namespace Qt::StringLiterals;
using skybranch::test::await;

namespace {

constexpr auto table = LoggedTable::CloudWorkspaces;

} // namespace

/// The conditions of shapes: what is understood, and that Postgres agrees.
class TestRowFilter : public test::DatabaseTest
{
    Q_OBJECT

private:
    /// Names of the workspaces that @p where takes, sorted.
    Result<QStringList> taken(const QString &where, const QMap<int, QString> &parameters = {})
    {
        const auto filter = rowFilter(table, where, parameters);
        if (!filter)
            return failure(filter);
        const auto page
            = await(ChangeLog(*m_database)
                        .snapshot(m_rows.organization, RowSelection(table, m_rows.user, *filter)));
        if (!page)
            return failure(page);
        QStringList names;
        for (const QJsonObject &row : page->rows)
            names << row.value("name"_L1).toString();
        names.sort();
        return names;
    }

private Q_SLOTS:
    void initTestCase()
    {
        QVERIFY_RESULT(m_rig.start());
        QVERIFY_RESULT(openWithRows());
        using domain::WorkspaceStatus;
        for (const auto &[name, status, minutes] :
             {std::tuple{u"a"_s, WorkspaceStatus::Running, 30},
              std::tuple{u"b"_s, WorkspaceStatus::Paused, 60},
              std::tuple{u"it's"_s, WorkspaceStatus::Stopped, 5}}) {
            domain::Workspace workspace = m_rows.workspace(status);
            workspace.name = name;
            workspace.autoStopMinutes = minutes;
            QVERIFY_RESULT(m_rows.insert(*m_database, workspace));
        }
        // Only one of them has a pending action; the others have NULL there.
        QVERIFY_RESULT(test::runSql(
            m_url, u"UPDATE cloud_workspaces SET pending_action = 'stop' WHERE name = 'a'"_s));
    }

    void rowsAreTaken_data()
    {
        QTest::addColumn<QString>("where");
        QTest::addColumn<QString>("expected");
        QTest::newRow("equal") << u"status = 'running'"_s << u"a"_s;
        QTest::newRow("quoted column") << u"\"status\" = 'running'"_s << u"a"_s;
        QTest::newRow("capitals") << u"STATUS = 'running' Or Name = 'b'"_s << u"a b"_s;
        QTest::newRow("unequal") << u"status <> 'running'"_s << u"b it's"_s;
        QTest::newRow("unequal too") << u"status != 'running'"_s << u"b it's"_s;
        QTest::newRow("value first") << u"30 < auto_stop_minutes"_s << u"b"_s;
        QTest::newRow("number") << u"auto_stop_minutes >= 30"_s << u"a b"_s;
        QTest::newRow("beyond the column") << u"auto_stop_minutes < 99999999999"_s << u"a b it's"_s;
        QTest::newRow("quote") << u"name = 'it''s'"_s << u"it's"_s;
        QTest::newRow("in") << u"name IN ('a', 'it''s', 'c')"_s << u"a it's"_s;
        QTest::newRow("not in") << u"name NOT IN ('a')"_s << u"b it's"_s;
        QTest::newRow("and before or")
            << u"name = 'a' OR name = 'b' AND status = 'running'"_s << u"a"_s;
        QTest::newRow("parentheses")
            << u"(name = 'a' OR name = 'b') AND status = 'paused'"_s << u"b"_s;
        QTest::newRow("null") << u"pending_action IS NULL"_s << u"b it's"_s;
        QTest::newRow("not null") << u"pending_action is not null"_s << u"a"_s;
        QTest::newRow("unknown is not true") << u"pending_action = 'stop'"_s << u"a"_s;
        QTest::newRow("not unknown is unknown") << u"NOT pending_action = 'stop'"_s << QString();
        QTest::newRow("unknown or true")
            << u"pending_action = 'stop' OR auto_stop_minutes = 60"_s << u"a b"_s;
        QTest::newRow("not unknown and false")
            << u"NOT (pending_action = 'stop' AND auto_stop_minutes = 60)"_s << u"a it's"_s;
        QTest::newRow("unknown not in") << u"pending_action NOT IN ('delete')"_s << u"a"_s;
        QTest::newRow("columns") << u"created_at <= updated_at"_s << u"a b it's"_s;
        QTest::newRow("time") << u"created_at > '2020-01-01T00:00:00Z'"_s << u"a b it's"_s;
        QTest::newRow("time as Postgres has it")
            << u"created_at < '2020-01-01 00:00:00+00'"_s << QString();
        QTest::newRow("id") << u"id = '00000000-0000-4000-8000-000000000001'"_s << QString();
        QTest::newRow("no SQL") << u"name = '); DROP TABLE vms; --'"_s << QString();
        QTest::newRow("parameter") << u"name = $1 AND auto_stop_minutes < $2"_s << u"a"_s;
    }

    void rowsAreTaken()
    {
        QFETCH(QString, where);
        QFETCH(QString, expected);
        const auto names = taken(where, {{1, u"a"_s}, {2, u"60"_s}});
        QVERIFY_RESULT(names);
        QCOMPARE(names->join(u' '), expected);
    }

    void whatIsNoConditionIsRefused_data()
    {
        QTest::addColumn<QString>("where");
        const QStringList texts{
            u""_s,
            u"name"_s,
            u"name ="_s,
            u"= 'a'"_s,
            u"name = 'a"_s,
            u"name = a"_s,
            u"name = 5"_s,
            u"name = TRUE"_s,
            u"'a' = 'a'"_s,
            u"1 = 1"_s,
            u"TRUE"_s,
            u"unknown = 'a'"_s,
            u"private_to = 'a'"_s,
            u"provisioned = TRUE"_s,
            u"name = NULL"_s,
            u"name LIKE 'a%'"_s,
            u"lower(name) = 'a'"_s,
            u"name = 'a'; SELECT 1"_s,
            u"name = 'a' -- b"_s,
            u"name = 'a' /* b */"_s,
            u"name = 'a' OR"_s,
            u"(name = 'a'"_s,
            u"name = 'a')"_s,
            u"name IN ()"_s,
            u"name IN ('a',)"_s,
            u"name IN (SELECT 'a')"_s,
            u"name IN 'a'"_s,
            u"name NOT 'a'"_s,
            u"name IS 'a'"_s,
            u"auto_stop_minutes = 'x'"_s,
            u"auto_stop_minutes = 1.5"_s,
            u"auto_stop_minutes = 99999999999999999999"_s,
            u"auto_stop_minutes = status"_s,
            u"id = 'a'"_s,
            u"created_at > 'now'"_s,
            u"created_at > 'yesterday'"_s,
            u"created_at > '2020-01-01T00:00:00'"_s,
            u"name = $3"_s,
            u"name = $0"_s,
            u"name = $1a"_s,
            u"$1"_s,
            u"name == 'a'"_s,
            u"name = E'a'"_s,
            u"name || 'a' = 'a'"_s,
            u"r.name = 'a'"_s,
            u"name = 'a' AND AND name = 'b'"_s,
            u"NOT"_s,
            u"name ? 'a'"_s,
        };
        for (const QString &text : texts)
            QTest::newRow(qPrintable(text)) << text;
        QTest::newRow("deep") << QString(u'(').repeated(50) + u"name = 'a'"_s
                + QString(u')').repeated(50);
        QTest::newRow("long") << u"name = '"_s + QString(u'a').repeated(5000) + u'\'';
        QTest::newRow("many") << u"auto_stop_minutes IN (1"_s + u",1"_s.repeated(300) + u')';
        QTest::newRow("null character") << u"name = 'a"_s + QChar(0) + u'\'';
    }

    void whatIsNoConditionIsRefused()
    {
        QFETCH(QString, where);
        const auto filter = rowFilter(table, where, {{1, u"a"_s}});
        QVERIFY2(!filter, filter ? qPrintable(filter->condition) : "");
        QCOMPARE(filter.error().code, ErrorCode::InvalidArgument);
        QVERIFY(!filter.error().message.isEmpty());
    }

    void whatIsUnderstoodRuns()
    {
        static const QStringList words{
            u"name"_s,
            u"\"status\""_s,
            u"auto_stop_minutes"_s,
            u"pending_action"_s,
            u"id"_s,
            u"created_at"_s,
            u"="_s,
            u"<>"_s,
            u"<="_s,
            u"AND"_s,
            u"OR"_s,
            u"NOT"_s,
            u"IN"_s,
            u"IS"_s,
            u"NULL"_s,
            u"("_s,
            u")"_s,
            u","_s,
            u"'a'"_s,
            u"'2020-01-01T00:00:00Z'"_s,
            u"5"_s,
            u"-7"_s,
            u"$1"_s,
            u"$2"_s,
            u"TRUE"_s,
            u"''"_s,
            u";"_s,
            u"%1"_s,
            u"?"_s,
            u"'"_s,
            u"\""_s,
            u"ä"_s,
        };
        QRandomGenerator random(4711);
        int understood = 0;
        for (int round = 0; round < 20'000; ++round) {
            QStringList text;
            // Half of them begin well, so that many are understood: a column, "=", a value.
            if (round % 2 == 0)
                text << words[random.bounded(6)] << words[random.bounded(6, 9)]
                     << words[random.bounded(18, 25)];
            for (int i = random.bounded(round % 2 == 0 ? 3 : 8); i > 0; --i)
                text << words[random.bounded(words.size())];
            const QString where = text.join(u' ');
            const auto filter = rowFilter(table, where, {{1, u"x"_s}, {2, u"12"_s}});
            if (!filter) {
                QCOMPARE(filter.error().code, ErrorCode::InvalidArgument);
                continue;
            }
            if (++understood % 10 == 0)
                QVERIFY2(taken(where, {{1, u"x"_s}, {2, u"12"_s}}), qPrintable(where));
        }
        QVERIFY2(understood > 100, qPrintable(QString::number(understood)));
    }
};

QTEST_GUILESS_MAIN(TestRowFilter)
#include "tst_rowfilter.moc"
