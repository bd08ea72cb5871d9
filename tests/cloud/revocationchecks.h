// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "cloud/revocations.h"
#include "cloudrig.h"
#include "ssh/connection.h"
#include "ssh/remoterun.h"

namespace skybranch::test {

using namespace Qt::StringLiterals;

/// What a revoked key may not go on with, in a real VM of any provider, with its real sshd.
class RevocationChecks : public QObject
{
    Q_OBJECT

public:
    using MakeProvider = std::function<std::unique_ptr<providers::CloudProvider>()>;

    explicit RevocationChecks(MakeProvider makeProvider = [] { return nullptr; })
        : m_makeProvider(std::move(makeProvider))
    {
    }

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

    MakeProvider m_makeProvider;
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
                const auto user = accounts.findOrAddUser(name);
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

    /// Credentials as the API gives them to a workspace that runs.
    Result<> prepare(const cloud::Caller &caller, Visit &visit)
    {
        const VmId vm = m_rig->now(m_id)->vmId;
        const auto key = ssh::KeyPair::create();
        if (!key)
            return failure(key);
        const auto given = await(m_rig->provider->sshEndpoint(vm.toString()));
        if (!given)
            return failure(given);
        const auto certificate = await(
            m_rig->context->authority.sign(key->publicKey(), vm, caller.userId, caller.keyId));
        if (!certificate)
            return failure(certificate);
        visit.endpoint = {given->host, given->port, given->user, given->hostKeys};
        visit.login = ssh::CertificateLogin{*key, certificate->line};
        return {};
    }

    bool isUp()
    {
        const auto workspace = m_rig->now(m_id);
        return workspace
            && (workspace->status == domain::WorkspaceStatus::Running
                || workspace->step == domain::ProvisioningStep::Cloning);
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
        QVERIFY_RESULT(m_rig->start(m_postgres, m_git, m_makeProvider()));
        m_rig->context->times.desktopToBegin = std::chrono::minutes(10);
        m_revocations
            = std::make_unique<cloud::Revocations>(*m_rig->context, std::chrono::milliseconds(500));
        // The branch never comes: a container has no way to a git host on this loopback.
        const auto made = await(
            m_rig->workspaces->create(m_rig->caller, m_rig->request(domain::SeedSource::Desktop)));
        QVERIFY_RESULT(made);
        m_id = made->value.id;
        QTRY_VERIFY_WITH_TIMEOUT(isUp(), 60'000);
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

    void ofConnectionsWithoutASessionTheRevokedOneIsEnded()
    {
        Visit fellow;
        Visit revoked;
        Visit another;
        QVERIFY_RESULT(prepare(m_fred, fellow));
        QVERIFY_RESULT(prepare(m_ann, revoked));
        QVERIFY_RESULT(prepare(m_fred, another));
        for (Visit *visit : {&fellow, &revoked, &another})
            QVERIFY_RESULT(enter(*visit));
        revoke(m_ann);
        QTRY_VERIFY_WITH_TIMEOUT(revoked.isLost, 15'000);
        for (Visit *visit : {&fellow, &another}) {
            QVERIFY_RESULT(beginProgram(*visit));
            QVERIFY(answers(*visit));
        }
    }

    void oneOfWhichNobodyCanTellIsEnded()
    {
        Visit unknown;
        Visit vandal;
        QVERIFY_RESULT(prepare(m_ann, unknown));
        QVERIFY_RESULT(prepare(m_fred, vandal));
        QVERIFY_RESULT(enter(unknown));
        QVERIFY_RESULT(enter(vandal));
        QVERIFY_RESULT(await(ssh::runRemote(
            vandal.connection.get(), {.words = {u"sh"_s, u"-c"_s, u"rm /tmp/sshauth.*"_s}})));
        revoke(m_ann);
        QTRY_VERIFY_WITH_TIMEOUT(unknown.isLost, 15'000);
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

} // namespace skybranch::test
