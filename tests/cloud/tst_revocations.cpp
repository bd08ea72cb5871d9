// SPDX-License-Identifier: GPL-3.0-or-later
#include "cloud/revocations.h"
#include "cloudrig.h"
#include "ssh/connection.h"

using namespace skybranch;
using namespace skybranch::test;
using namespace Qt::StringLiterals;
using domain::WorkspaceStatus;

/// Against a real VM, with its real sshd and guest.
class TestRevocations : public QObject
{
    Q_OBJECT

private:
    /// What a desktop holds open: a certificate, a connection, and mostly a program in it.
    struct Visit
    {
        ssh::Endpoint endpoint;
        std::optional<ssh::CertificateLogin> login;
        std::unique_ptr<ssh::Connection> connection = std::make_unique<ssh::Connection>();
        std::shared_ptr<ssh::Channel> channel;
        bool isLost = false;
    };

    PostgresRig m_postgres;
    GitDaemon m_git;
    std::unique_ptr<CloudRig> m_rig;
    std::unique_ptr<cloud::Revocations> m_revocations;
    WorkspaceId m_id;
    cloud::Caller m_ann;
    cloud::Caller m_fred;

    Result<cloud::Caller> member(const QString &name)
    {
        const OrganizationId organization = m_rig->caller.organizationId;
        return await(m_rig->database->run(
            u"member"_s, [=](clouddb::Transaction &t) -> Result<cloud::Caller> {
                clouddb::AccountStore accounts(t);
                const auto user = accounts.findOrAddUser(name, name);
                if (!user)
                    return failure(user);
                (void)accounts.setMembership(organization, *user, domain::Role::Member);
                const auto key = accounts.addKey(organization, *user, u"laptop"_s,
                                                 clouddb::AccountStore::hashOf(name.toUtf8()));
                if (!key)
                    return failure(key);
                return cloud::Caller{*user, organization, domain::Role::Member, *key};
            }));
    }

    /// Credentials as the API gives them.
    Result<> prepare(const cloud::Caller &caller, Visit &visit)
    {
        const auto key = ssh::KeyPair::create();
        const auto given
            = await(m_rig->workspaces->sshCredentials(caller, m_id, {key->publicKey()}));
        if (!given)
            return failure(given);
        visit.endpoint = {given->host, given->port, given->user, given->hostKeys};
        visit.login = ssh::CertificateLogin{*key, given->certificate};
        return {};
    }

    static Result<> enter(Visit &visit)
    {
        QObject::connect(visit.connection.get(), &ssh::Connection::closed, visit.connection.get(),
                         [&visit] { visit.isLost = true; });
        return await(visit.connection->connectTo(visit.endpoint, *visit.login));
    }

    static Result<> beginProgram(Visit &visit)
    {
        const auto channel = await(visit.connection->openExec({u"cat"_s}));
        if (!channel)
            return failure(channel);
        visit.channel = *channel;
        return {};
    }

    /// A program that is there answers.
    static bool answers(Visit &visit)
    {
        if (visit.isLost)
            return false;
        visit.channel->write("still here\n");
        return QTest::qWaitFor([&] { return visit.channel->takeAll().contains("still here"); });
    }

    void revoke(const cloud::Caller &caller)
    {
        QVERIFY_RESULT(await(m_rig->database->run(u"revoke"_s, [=](clouddb::Transaction &t) {
            return clouddb::AccountStore(t).revokeKey(caller.organizationId, caller.keyId);
        })));
        m_revocations->wake();
    }

private Q_SLOTS:
    void initTestCase()
    {
        QVERIFY_RESULT(m_postgres.start());
        QVERIFY(m_git.start());
        m_rig = std::make_unique<CloudRig>();
        QVERIFY_RESULT(m_rig->start(m_postgres, m_git));
        m_revocations
            = std::make_unique<cloud::Revocations>(*m_rig->context, std::chrono::milliseconds(500));
        const auto made = await(m_rig->workspaces->create(m_rig->caller, m_rig->request()));
        QVERIFY_RESULT(made);
        m_id = made->value.id;
        QVERIFY(m_rig->waitFor(m_id, WorkspaceStatus::Running));
    }

    void cleanupTestCase()
    {
        (void)await(m_revocations->stop());
        m_revocations.reset();
        if (m_rig)
            m_rig->context->links->closeAll();
        m_rig.reset();
    }

    void init()
    {
        const QString tail = QString::fromLatin1(QTest::currentTestFunction());
        m_ann = member(u"ann-"_s + tail).value();
        m_fred = member(u"fred-"_s + tail).value();
    }

    void aRevokedKeysTerminalEndsAndAFellowsLivesOn()
    {
        Visit revoked;
        Visit fellow;
        Visit later;
        QVERIFY_RESULT(prepare(m_ann, revoked));
        QVERIFY_RESULT(prepare(m_ann, later));
        QVERIFY_RESULT(prepare(m_fred, fellow));
        for (Visit *visit : {&revoked, &fellow}) {
            QVERIFY_RESULT(enter(*visit));
            QVERIFY_RESULT(beginProgram(*visit));
            QVERIFY(answers(*visit));
        }
        revoke(m_ann);
        QTRY_VERIFY_WITH_TIMEOUT(revoked.isLost, 10'000);
        QVERIFY(answers(fellow));
        // Its certificate is still good, and sshd asks nobody.
        QVERIFY_RESULT(enter(later));
        QVERIFY_RESULT(beginProgram(later));
        QTRY_VERIFY_WITH_TIMEOUT(later.isLost, 10'000);
        QVERIFY(answers(fellow));
        QVERIFY(!await(m_rig->workspaces->sshCredentials(m_ann, m_id, {})));
    }

    void aConnectionThatTellsNothingIsEnded()
    {
        Visit silent;
        QVERIFY_RESULT(prepare(m_ann, silent));
        QVERIFY_RESULT(enter(silent));
        revoke(m_ann);
        QTRY_VERIFY_WITH_TIMEOUT(silent.isLost, 15'000);
    }

    void whoLeavesIsShownOut()
    {
        Visit leaver;
        QVERIFY_RESULT(prepare(m_fred, leaver));
        QVERIFY_RESULT(enter(leaver));
        QVERIFY_RESULT(beginProgram(leaver));
        QVERIFY_RESULT(await(m_rig->database->run(u"leave"_s, [this](clouddb::Transaction &t) {
            return clouddb::AccountStore(t).removeMembership(m_fred.organizationId, m_fred.userId);
        })));
        // As after a start: nobody has told this one.
        (void)await(m_revocations->stop());
        m_revocations = std::make_unique<cloud::Revocations>(*m_rig->context);
        m_revocations->wake();
        QTRY_VERIFY_WITH_TIMEOUT(leaver.isLost, 10'000);
    }
};

QTEST_GUILESS_MAIN(TestRevocations)
#include "tst_revocations.moc"
