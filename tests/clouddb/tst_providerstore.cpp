// SPDX-License-Identifier: GPL-3.0-or-later
#include "clouddb/changelog.h"
#include "clouddb/providerstore.h"
#include "databasetest.h"

#include <QTest>

using namespace skybranch;
using namespace skybranch::clouddb;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using skybranch::test::await;

/// What clients of two organisations hear of the providers.
class TestProviderStore : public test::DatabaseTest
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { QVERIFY_RESULT(m_rig.start()); }

    void init()
    {
        QVERIFY_RESULT(openDatabase(2));
        const auto ours = test::CloudRows::create(*m_database);
        QVERIFY_RESULT(ours);
        const auto theirs = test::CloudRows::create(*m_database, u"bob"_s);
        QVERIFY_RESULT(theirs);
        m_organizations = {ours->organization, theirs->organization};
        QVERIFY_RESULT(save({m_sandbox, m_docker}));
    }

    void cleanup() { m_database.reset(); }

    void everyOrganizationHearsOfAChange()
    {
        const QList<qint64> before = heads();
        ProviderRow away = m_docker;
        away.ok = false;
        away.message = u"Docker is not running. Start it."_s;
        QVERIFY_RESULT(save({m_sandbox, away}));
        for (int i = 0; i < 2; ++i) {
            const QList<Change> changes = changesOf(m_organizations[i], before[i]);
            QCOMPARE(changes.size(), 1);
            QCOMPARE(changes[0].operation, ChangeOperation::Update);
            const QJsonObject row = changes[0].row;
            QCOMPARE(row["type"_L1].toString(), u"docker"_s);
            QCOMPARE(row["status"_L1].toString(), u"unavailable"_s);
            QCOMPARE(row["message"_L1].toString(), away.message);
            QCOMPARE(row["organization_id"_L1].toString(), m_organizations[i].toString());
            QVERIFY(!row.contains("last_checked"_L1));
        }
    }

    void aCheckWithoutNewsIsNotLogged()
    {
        const QList<qint64> before = heads();
        QVERIFY_RESULT(save({m_sandbox, m_docker}));
        QCOMPARE(heads(), before);
    }

    void aForgottenProviderGoes()
    {
        const QList<qint64> before = heads();
        // In one transaction all times are the same: what was checked before it is older.
        QVERIFY_RESULT(save({m_sandbox}, 0s));
        const QList<Change> changes = changesOf(m_organizations[0], before[0]);
        QCOMPARE(changes.size(), 1);
        QCOMPARE(changes[0].operation, ChangeOperation::Delete);
        const auto rows
            = await(ChangeLog(*m_database).snapshot(m_organizations[1], LoggedTable::Providers));
        QVERIFY_RESULT(rows);
        QCOMPARE(rows->rows.size(), 1);
        QCOMPARE(rows->rows[0]["type"_L1].toString(), u"sandbox"_s);
    }

private:
    Result<> save(const QList<ProviderRow> &rows, std::chrono::seconds age = 300s) const
    {
        return await(m_database->run(u"save"_s, [rows, age](Transaction &transaction) {
            return ProviderStore(transaction).save(rows, age);
        }));
    }

    QList<Change> changesOf(OrganizationId organization, qint64 offset) const
    {
        const auto changes
            = await(ChangeLog(*m_database)
                        .since(organization, LoggedTable::Providers, offset, {.rows = 10}));
        return changes ? changes->changes : QList<Change>();
    }

    QList<qint64> heads() const
    {
        QList<qint64> heads;
        for (const OrganizationId organization : m_organizations)
            heads << await(ChangeLog(*m_database).head(organization)).value_or(-1);
        return heads;
    }

    const ProviderRow m_sandbox{.type = u"sandbox"_s, .isDefault = true, .ok = true};
    const ProviderRow m_docker{
        .type = u"docker"_s, .ok = true, .capabilities = {{u"limits"_s, true}}};
    QList<OrganizationId> m_organizations;
};

QTEST_GUILESS_MAIN(TestProviderStore)
#include "tst_providerstore.moc"
