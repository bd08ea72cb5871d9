// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "cloud/accountservice.h"
#include "cloud/jobs.h"
#include "clouddb/notifications.h"
#include "edge/httpserver.h"
#include "edge/services.h"
#include "providers/sandbox/sandboxprovider.h"
#include "support/cloudrows.h"
#include "support/http.h"
#include "support/postgres.h"

#include <QCoreApplication>

namespace skybranch::test {

/// The real server over the real services and a real database, where no job is done: a workspace
/// stays as a test has made it. Two organisations, each with a key.
class EdgeRig
{
public:
    Result<> start(PostgresRig &postgres, edge::HttpServer::Options options = {})
    {
        const auto url = postgres.database();
        if (!url)
            return failure(url);
        return start(*url, std::move(options));
    }

    /// @p url: of a database with the newest schema.
    Result<> start(const QString &url, edge::HttpServer::Options options = {})
    {
        databaseUrl = url;
        database = std::make_unique<clouddb::Database>(url);
        const auto opened = await(openCloud());
        if (!opened)
            return opened;
        notifications = std::make_unique<clouddb::Notifications>(
            url, QStringList{QString(clouddb::changesChannel), QString(clouddb::keysChannel)});
        bool listening = false;
        QObject::connect(notifications.get(), &clouddb::Notifications::listening,
                         notifications.get(), [&listening] { listening = true; });
        QObject::connect(notifications.get(), &clouddb::Notifications::notified,
                         notifications.get(), [this](const QString &channel, const QString &text) {
                             if (channel == clouddb::keysChannel)
                                 accounts->keysChanged();
                             if (channel == clouddb::keysChannel)
                                 feed.lookAgain();
                             else
                                 feed.changed(text);
                         });
        if (!QTest::qWaitFor([&listening] { return listening; }, 10'000))
            return failure(ErrorCode::Timeout, QStringLiteral("Nobody listens."));
        accounts->setTold(true);
        if (auto rows = makeRows(); !rows)
            return rows;
        return listen(std::move(options));
    }

    ~EdgeRig()
    {
        if (server)
            (void)await(server->stop());
    }

    edge::Services services()
    {
        return {.workspaces = &*workspaces,
                .repositories = &*repositories,
                .health = &*health,
                .changes = &*changes,
                .feed = &feed,
                .accounts = &*accounts,
                .presence = &*presence,
                .members = &*members,
                .usage = &*usage,
                .vms = &*vms,
                .longPoll = longPoll,
                .eventStream = eventStream,
                .keepAlive = keepAlive};
    }

    HttpClient client(const QByteArray &key) const { return {base, key}; }

    Result<QUuid> addKey(OrganizationId organization, UserId user, QByteArray key) const
    {
        return await(database->run(QStringLiteral("key"), [=](clouddb::Transaction &transaction) {
            return clouddb::AccountStore(transaction)
                .addKey(organization, user, QStringLiteral("test"),
                        clouddb::AccountStore::hashOf(key));
        }));
    }

    /// A further member of our organisation.
    Result<UserId> addFellow(QString name, domain::Role role = domain::Role::Member) const
    {
        return await(database->run(
            QStringLiteral("fellow"),
            [name, role, organization = ours.organization](
                clouddb::Transaction &transaction) -> Result<UserId> {
                clouddb::AccountStore store(transaction);
                const auto user = store.findOrAddUser(name);
                if (!user)
                    return user;
                if (auto joined = store.setMembership(organization, *user, role); !joined)
                    return failure(joined);
                return user;
            }));
    }

    /// The server ends, with its answers, and another one listens at its place.
    Result<> restart(edge::HttpServer::Options options = {})
    {
        if (auto stopped = await(server->stop()); !stopped)
            return stopped;
        server.reset();
        return listen(std::move(options), port);
    }

    std::chrono::milliseconds longPoll{20'000};
    std::chrono::milliseconds eventStream{60'000};
    std::chrono::milliseconds keepAlive{21'000};
    QString databaseUrl;
    QString base;
    quint16 port = 0;
    CloudRows ours;
    CloudRows theirs;
    const QByteArray ourKey = "our-key-our-key-our-key";
    const QByteArray theirKey = "their-key-their-key-their";
    cloud::ChangeFeed feed;
    std::unique_ptr<clouddb::Database> database;
    std::unique_ptr<cloud::CloudContext> context;
    std::optional<cloud::AccountService> accounts;

private:
    Task<> openCloud()
    {
        providers.add(std::make_unique<providers::SandboxProvider>(
            folder.path(),
            QCoreApplication::applicationDirPath() + QStringLiteral("/skybranch-guest")));
        const auto authority
            = co_await cloud::CertificateAuthority::open(folder.filePath(QStringLiteral("ca")));
        if (!authority)
            co_return failure(authority);
        context = std::make_unique<cloud::CloudContext>(*database, providers, *authority,
                                                        QStringLiteral("test"));
        accounts.emplace(*database);
        workspaces.emplace(*context);
        repositories.emplace(*database);
        members.emplace(*database);
        presence.emplace(*database);
        usage.emplace(*database);
        vms.emplace(*database);
        changes.emplace(*database);
        jobs.emplace(*database, cloud::jobHandler(*context), cloud::JobRunner::Options{});
        health.emplace(*context, *jobs);
        co_return Result<>{};
    }

    Result<> makeRows()
    {
        for (auto [rows, name, key] : {std::tuple{&ours, QStringLiteral("ann"), ourKey},
                                       std::tuple{&theirs, QStringLiteral("bob"), theirKey}}) {
            const auto made = CloudRows::create(*database, name);
            if (!made)
                return failure(made);
            *rows = *made;
            if (const auto added = addKey(made->organization, made->user, key); !added)
                return failure(added);
        }
        return {};
    }

    Result<> listen(edge::HttpServer::Options options, quint16 at = 0)
    {
        server = std::make_unique<edge::HttpServer>(
            edge::allRoutes(services()),
            [this](const QString &key) { return accounts->callerForKey(key); }, options);
        const auto bound = server->listen(QHostAddress::LocalHost, at);
        if (!bound)
            return failure(bound);
        port = *bound;
        base = QStringLiteral("http://127.0.0.1:%1").arg(port);
        return {};
    }

    QTemporaryDir folder;
    cloud::ProviderSet providers;
    std::optional<cloud::WorkspaceService> workspaces;
    std::optional<cloud::RepositoryService> repositories;
    std::optional<cloud::MemberService> members;
    std::optional<cloud::PresenceService> presence;
    std::optional<cloud::UsageService> usage;
    std::optional<cloud::VmService> vms;
    std::optional<clouddb::ChangeLog> changes;
    std::optional<cloud::JobRunner> jobs;
    std::optional<cloud::Health> health;
    std::unique_ptr<clouddb::Notifications> notifications;
    std::unique_ptr<edge::HttpServer> server;
};

} // namespace skybranch::test
