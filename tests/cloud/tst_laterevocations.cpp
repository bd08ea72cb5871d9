// SPDX-License-Identifier: GPL-3.0-or-later
#include "cloud/revocations.h"
#include "cloudrig.h"
#include "ssh/connection.h"

#include <QSignalSpy>

using namespace skybranch;
using namespace skybranch::test;
using namespace Qt::StringLiterals;
using domain::WorkspaceEvent;
using domain::WorkspaceStatus;

/// Keys of which a VM can not be told at once, or not at one time.
class TestLateRevocations : public QObject
{
    Q_OBJECT

private:
    PostgresRig m_postgres;
    GitDaemon m_git;
    std::unique_ptr<CloudRig> m_rig;
    std::unique_ptr<cloud::Revocations> m_revocations;
    WorkspaceId m_id;

    Result<clouddb::Rows> exec(const QString &sql, const QVariantList &bindings = {})
    {
        return await(m_rig->database->run(
            u"test"_s, [=](clouddb::Transaction &t) { return t.exec(sql, bindings); }));
    }

    Result<QUuid> addKey(const QByteArray &key)
    {
        return await(m_rig->database->run(u"key"_s, [=, this](clouddb::Transaction &t) {
            return clouddb::AccountStore(t).addKey(m_rig->caller.organizationId,
                                                   m_rig->caller.userId, u"laptop"_s,
                                                   clouddb::AccountStore::hashOf(key));
        }));
    }

    Result<> revoke(QUuid key)
    {
        return await(m_rig->database->run(u"revoke"_s, [=, this](clouddb::Transaction &t) {
            return clouddb::AccountStore(t).revokeKey(m_rig->caller.organizationId, key);
        }));
    }

    /// A program in the VM that a certificate of @p key let in.
    Task<std::shared_ptr<ssh::Channel>> visit(ssh::Connection *connection, QUuid key)
    {
        const auto now = m_rig->now(m_id);
        const auto pair = ssh::KeyPair::create();
        const auto certificate = co_await m_rig->context->authority.sign(
            pair->publicKey(), now->vmId, m_rig->caller.userId, key);
        if (!certificate)
            co_return failure(certificate);
        const auto endpoint = co_await m_rig->provider->sshEndpoint(now->providerVmId);
        if (!endpoint)
            co_return failure(endpoint);
        const auto connected = co_await connection->connectTo(
            {endpoint->host, endpoint->port, endpoint->user, endpoint->hostKeys},
            ssh::CertificateLogin{*pair, certificate->line});
        if (!connected)
            co_return failure(connected);
        co_return co_await connection->openExec({u"cat"_s});
    }

    /// How many VMs have something to hear.
    qsizetype untold()
    {
        const auto left = await(m_rig->database->run(u"untold"_s, [](clouddb::Transaction &t) {
            return clouddb::AccountStore(t).revokedUntold(std::chrono::seconds(360));
        }));
        return left ? left->size() : -1;
    }

private Q_SLOTS:
    void initTestCase()
    {
        QVERIFY_RESULT(m_postgres.start());
        QVERIFY(m_git.start());
    }

    void init()
    {
        m_rig = std::make_unique<CloudRig>();
        QVERIFY_RESULT(m_rig->start(m_postgres, m_git));
        m_revocations = std::make_unique<cloud::Revocations>(*m_rig->context);
        connect(m_rig->jobs.get(), &cloud::JobRunner::jobEnded, m_revocations.get(),
                &cloud::Revocations::wake);
        const auto made = await(m_rig->workspaces->create(m_rig->caller, m_rig->request()));
        QVERIFY_RESULT(made);
        m_id = made->value.id;
        QVERIFY(m_rig->waitFor(m_id, WorkspaceStatus::Running));
    }

    void cleanup()
    {
        (void)await(m_revocations->stop());
        m_revocations.reset();
        m_rig->context->links->closeAll();
        m_rig.reset();
    }

    void whoIsRevokedDuringAPauseIsShownOutAfterIt()
    {
        const auto key = addKey("laptop");
        QVERIFY_RESULT(key);
        ssh::Connection connection;
        const QSignalSpy closed(&connection, &ssh::Connection::closed);
        const auto program = await(visit(&connection, *key));
        QVERIFY_RESULT(program);
        QVERIFY_RESULT(
            await(m_rig->workspaces->request(m_rig->caller, m_id, WorkspaceEvent::Pause)));
        QVERIFY(m_rig->waitFor(m_id, WorkspaceStatus::Paused));
        QVERIFY_RESULT(revoke(*key));
        QCOMPARE(untold(), 0);
        // It was a long pause.
        QVERIFY_RESULT(exec(u"DELETE FROM vm_keys_told"_s));
        QVERIFY_RESULT(exec(u"UPDATE vms SET created_at = now() - interval '2h'"_s));
        QVERIFY_RESULT(exec(u"UPDATE api_keys SET revoked_at = now() - interval '1h' "
                            "WHERE revoked_at IS NOT NULL"_s));
        QVERIFY_RESULT(
            await(m_rig->workspaces->request(m_rig->caller, m_id, WorkspaceEvent::Resume)));
        QVERIFY(m_rig->waitFor(m_id, WorkspaceStatus::Running));
        QTRY_VERIFY_WITH_TIMEOUT(!closed.isEmpty(), 10'000);
        // Told once, so long after, it has nothing more to hear.
        QTRY_COMPARE(untold(), 0);
    }

    void aThousandOtherKeysHideNone()
    {
        const auto key = addKey("laptop");
        QVERIFY_RESULT(key);
        ssh::Connection connection;
        const QSignalSpy closed(&connection, &ssh::Connection::closed);
        const auto program = await(visit(&connection, *key));
        QVERIFY_RESULT(program);
        QVERIFY_RESULT(
            exec(u"INSERT INTO api_keys (id, organization_id, user_id, name, hash, revoked_at) "
                 "SELECT gen_random_uuid(), ?, ?, 'flood', sha256(i::text::bytea), "
                 "now() + interval '1 minute' FROM generate_series(1, 1500) i"_s,
                 {m_rig->caller.organizationId.uuid(), m_rig->caller.userId.uuid()}));
        QVERIFY_RESULT(revoke(*key));
        m_revocations->wake();
        QTRY_VERIFY_WITH_TIMEOUT(!closed.isEmpty(), 10'000);
    }
};

QTEST_GUILESS_MAIN(TestLateRevocations)
#include "tst_laterevocations.moc"
