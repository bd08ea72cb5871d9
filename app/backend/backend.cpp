// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend.h"

#include "base/log.h"
#include "cloud/accountservice.h"
#include "cloud/idlewatch.h"
#include "cloud/jobs.h"
#include "cloud/places.h"
#include "cloud/providermonitor.h"
#include "cloud/reconciler.h"
#include "cloud/revocations.h"
#include "clouddb/embeddedpostgres.h"
#include "clouddb/migrations.h"
#include "clouddb/notifications.h"
#include "clouddb/systemstore.h"
#include "databasekeeper.h"
#include "edge/httpserver.h"
#include "edge/services.h"
#include "providers/docker/dockerprovider.h"
#include "providers/sandbox/sandboxprovider.h"

#include <QCoreApplication>
#include <QSysInfo>

#include <optional>

using namespace Qt::StringLiterals;

namespace skybranch::backend {
namespace {

QString processName()
{
    return u"%1-%2-%3"_s.arg(QSysInfo::machineHostName())
        .arg(QCoreApplication::applicationPid())
        .arg(JobId::create().toString().first(8));
}

QString userName()
{
    const QString name = qEnvironmentVariable("USER");
    return name.isEmpty() ? u"owner"_s : name;
}

std::unique_ptr<providers::CloudProvider> makeProvider(const Options &options, const QString &name)
{
    if (name == "docker"_L1)
        return std::make_unique<providers::DockerProvider>(
            providers::DockerOptions{.address = options.dockerHost, .image = options.vmImage});
    return std::make_unique<providers::SandboxProvider>(
        options.sandboxFolder, QCoreApplication::applicationDirPath() + u"/skybranch-guest"_s);
}

/// A newer program may have changed the database beside us.
QCoro::Task<> checkSchema(clouddb::Database &database, Completion<> ended)
{
    const auto checked = co_await clouddb::checkSchema(database);
    if (!checked && checked.error().code == ErrorCode::Unsupported)
        ended.finish(checked);
}

/// Installed beside this program; VMs of our own image do not need it.
std::optional<cloud::GuestFolder> guestFolder()
{
    const auto guest = cloud::GuestFolder::read(QCoreApplication::applicationDirPath()
                                                + u"/../share/skybranch/guest"_s);
    if (!guest)
        qInfo("There is no guest to send to VMs of other images: %s",
              qPrintable(describe(guest.error())));
    return guest ? std::optional(*guest) : std::nullopt;
}

} // namespace

/// In the order in which they are made, so that each goes before what it uses.
struct Backend::Parts
{
    std::optional<clouddb::EmbeddedPostgres> postgres;
    QString databaseUrl;
    std::optional<clouddb::Database> database;
    cloud::ProviderSet providers;
    std::optional<cloud::CertificateAuthority> authority;
    std::optional<cloud::CloudContext> context;
    std::optional<cloud::AccountService> accounts;
    std::optional<cloud::WorkspaceService> workspaces;
    std::optional<cloud::MemberService> members;
    std::optional<cloud::RepositoryService> repositories;
    std::optional<cloud::PresenceService> presence;
    std::optional<cloud::UsageService> usage;
    std::optional<cloud::VmService> vms;
    std::optional<clouddb::ChangeLog> changes;
    cloud::ChangeFeed feed;
    std::optional<cloud::JobRunner> jobs;
    std::optional<cloud::Health> health;
    std::optional<cloud::Reconciler> reconciler;
    std::optional<cloud::IdleWatch> idle;
    std::optional<cloud::Revocations> revocations;
    std::optional<DatabaseKeeper> keeper;
    std::optional<cloud::ProviderMonitor> monitor;
    std::optional<clouddb::Notifications> notifications;
    std::optional<edge::HttpServer> server;
};

Backend::Backend(Options options, Completion<> ended)
    : m_options(std::move(options))
    , m_ended(std::move(ended))
    , m_parts(std::make_unique<Parts>())
{
}

Backend::~Backend() = default;

Task<quint16> Backend::start()
{
    if (auto locked = m_lock.take(m_options.dataFolder); !locked) {
        const bool isInUse = locked.error().code == ErrorCode::Conflict;
        m_exitCode = isInUse ? ExitCode::FolderInUse : ExitCode::DataFolder;
        co_return failure(locked);
    }
    m_exitCode = ExitCode::Usage;
    const auto key = readApiKey(m_options);
    if (!key)
        co_return failure(key);
    m_key = *key;
    if (auto opened = co_await openDatabase(); !opened)
        co_return failure(opened);
    if (auto opened = co_await openCloud(); !opened)
        co_return failure(opened);
    wire();
    co_return co_await listen();
}

Task<> Backend::openDatabase()
{
    m_exitCode = ExitCode::Database;
    m_parts->databaseUrl = m_options.databaseUrl;
    if (m_options.databaseUrl.isEmpty()) {
        m_parts->postgres.emplace(m_options.dataFolder + u"/postgres"_s);
        const auto url = co_await m_parts->postgres->start();
        if (!url)
            co_return failure(url);
        m_parts->databaseUrl = *url;
    }
    m_parts->database.emplace(m_parts->databaseUrl);
    if (auto connected = co_await m_parts->database->connect(); !connected)
        co_return connected;
    const auto migrated = co_await clouddb::migrate(*m_parts->database);
    if (!migrated && migrated.error().code == ErrorCode::Unsupported)
        m_exitCode = ExitCode::NewerDatabase;
    co_return migrated;
}

Task<> Backend::openCloud()
{
    m_exitCode = ExitCode::Provider;
    for (const QString &name : m_options.providers)
        m_parts->providers.add(makeProvider(m_options, name));
    // The others may come and go; their own health says so.
    if (auto usable = co_await m_parts->providers.standard().check(); !usable)
        co_return usable;
    for (providers::CloudProvider *provider : m_parts->providers.all()) {
        const auto bound = co_await cloud::bindPlace(*m_parts->database, *provider);
        if (!bound && bound.error().code == ErrorCode::Conflict)
            co_return bound;
    }
    m_exitCode = ExitCode::DataFolder;
    if (auto bound = co_await bindSandbox(); !bound)
        co_return bound;
    if (auto opened = co_await openAuthority(); !opened)
        co_return opened;
    m_exitCode = ExitCode::Database;
    const auto tag
        = co_await m_parts->database->run(u"installation"_s, [](clouddb::Transaction &transaction) {
              return clouddb::SystemStore(transaction).installation();
          });
    if (!tag)
        co_return failure(tag);
    m_parts->context.emplace(*m_parts->database, m_parts->providers, *m_parts->authority, *tag);
    m_parts->context->logKept
        = {.age = std::chrono::days(m_options.changesKeptDays), .rows = m_options.changesKept};
    m_parts->context->guestFolder = guestFolder();
    m_parts->accounts.emplace(*m_parts->database);
    co_return co_await letUsersIn();
}

/// A second data folder at this database would take the first one's VMs for gone.
Task<> Backend::bindSandbox()
{
    const QString type = u"sandbox"_s;
    if (!m_options.providers.contains(type))
        co_return Result<>{};
    const auto identity = folderIdentity(m_options.sandboxFolder);
    if (!identity)
        co_return failure(identity);
    co_return co_await m_parts->database->run(
        u"place"_s, [type, place = *identity](clouddb::Transaction &transaction) {
            return clouddb::SystemStore(transaction).bindPlace(type, place);
        });
}

/// With a key of its own, a backend would make certificates that this database's VMs refuse.
Task<> Backend::openAuthority()
{
    const QString folder = m_options.dataFolder + u"/ca"_s;
    const auto authority = m_options.authorityKey.isEmpty()
        ? co_await cloud::CertificateAuthority::open(folder)
        : co_await cloud::CertificateAuthority::openShared(m_options.authorityKey, folder);
    if (!authority)
        co_return failure(authority);
    m_parts->authority = *authority;
    co_return co_await m_parts->database->run(
        u"authority"_s, [key = authority->publicKey()](clouddb::Transaction &transaction) {
            return clouddb::SystemStore(transaction).bindAuthority(key);
        });
}

Task<> Backend::letUsersIn()
{
    // Without a key of ours, those that the database knows count.
    if (m_key.isEmpty())
        co_return Result<>{};
    const auto others = m_parts->postgres ? clouddb::OtherKeys::Removed : clouddb::OtherKeys::Kept;
    const auto caller = co_await m_parts->accounts->ensureDefault(userName(), m_key, others);
    if (!caller)
        co_return failure(caller);
    co_return Result<>{};
}

void Backend::wire()
{
    Parts &parts = *m_parts;
    parts.workspaces.emplace(*parts.context);
    parts.members.emplace(*parts.database);
    parts.repositories.emplace(*parts.database);
    parts.presence.emplace(*parts.database);
    parts.usage.emplace(*parts.database);
    parts.vms.emplace(*parts.database);
    parts.changes.emplace(*parts.database);
    parts.jobs.emplace(*parts.database, cloud::jobHandler(*parts.context),
                       cloud::JobRunner::Options{.owner = processName()});
    parts.health.emplace(*parts.context, *parts.jobs);
    parts.reconciler.emplace(*parts.context);
    parts.monitor.emplace(*parts.context);
    parts.idle.emplace(*parts.context);
    parts.revocations.emplace(*parts.context);
    QObject::connect(&*parts.idle, &cloud::IdleWatch::unanswered, &*parts.reconciler,
                     &cloud::Reconciler::wake);
    // A VM that was frozen has not heard of keys that were revoked meanwhile.
    QObject::connect(&*parts.jobs, &cloud::JobRunner::jobEnded, &*parts.revocations,
                     &cloud::Revocations::wake);
    parts.notifications.emplace(
        parts.databaseUrl,
        QStringList{QString(clouddb::changesChannel), QString(clouddb::jobsChannel),
                    QString(clouddb::keysChannel), QString(clouddb::schemaChannel)});
    QObject::connect(&*parts.notifications, &clouddb::Notifications::listening, &*parts.jobs,
                     [this, &parts] {
                         checkSchema(*parts.database, m_ended);
                         parts.accounts->setTold(true);
                         parts.feed.lookAgain();
                         parts.revocations->wake();
                         parts.jobs->wake();
                     });
    QObject::connect(&*parts.notifications, &clouddb::Notifications::notified, &*parts.jobs,
                     [this, &parts](const QString &channel, const QString &payload) {
                         if (channel == clouddb::changesChannel)
                             parts.feed.changed(payload);
                         else if (channel == clouddb::keysChannel)
                             keysChanged();
                         else if (channel == clouddb::schemaChannel)
                             checkSchema(*parts.database, m_ended);
                         else
                             parts.jobs->wake();
                     });
    QObject::connect(&*parts.notifications, &clouddb::Notifications::lost, &*parts.jobs,
                     [&parts] { parts.accounts->setTold(false); });
    if (!parts.postgres)
        return;
    parts.keeper.emplace(*parts.postgres);
    QObject::connect(&*parts.notifications, &clouddb::Notifications::lost, &*parts.keeper,
                     &DatabaseKeeper::bringBack);
}

/// Whoever has come in with a key that counts no more is shown out.
void Backend::keysChanged()
{
    m_parts->accounts->keysChanged();
    m_parts->feed.lookAgain();
    m_parts->revocations->wake();
}

Task<quint16> Backend::listen()
{
    Parts &parts = *m_parts;
    m_exitCode = ExitCode::Database;
    if (parts.postgres) {
        // This database is ours alone: whoever held a lease is dead.
        clouddb::JobQueue queue(*parts.database);
        if (auto released = co_await queue.releaseLeasesOfOthers(QString()); !released)
            co_return failure(released);
    }
    m_exitCode = ExitCode::Port;
    const edge::Services services{.workspaces = &*parts.workspaces,
                                  .repositories = &*parts.repositories,
                                  .health = &*parts.health,
                                  .changes = &*parts.changes,
                                  .feed = &parts.feed,
                                  .accounts = &*parts.accounts,
                                  .presence = &*parts.presence,
                                  .members = &*parts.members,
                                  .usage = &*parts.usage,
                                  .vms = &*parts.vms};
    parts.server.emplace(
        edge::allRoutes(services),
        [&parts](const QString &key) { return parts.accounts->callerForKey(key); },
        edge::HttpServer::Options{.hosts = m_options.hosts, .gate = m_options.gate});
    const auto port = parts.server->listen(m_options.address, m_options.port);
    if (!port)
        co_return port;
    m_exitCode = ExitCode::Success;
    parts.jobs->start();
    parts.reconciler->start();
    parts.idle->start();
    parts.monitor->start();
    co_return port;
}

Task<> Backend::stop()
{
    Parts &parts = *m_parts;
    // First, so that other backends go on with them while the rest of this one ends.
    if (parts.jobs)
        co_await parts.jobs->stop();
    if (parts.server)
        co_await parts.server->stop();
    if (parts.revocations)
        co_await parts.revocations->stop();
    if (parts.idle)
        co_await parts.idle->stop();
    if (parts.reconciler)
        co_await parts.reconciler->stop();
    if (parts.monitor)
        co_await parts.monitor->stop();
    parts.notifications.reset();
    if (parts.keeper)
        co_await parts.keeper->stop();
    Result<> stopped;
    if (parts.postgres) {
        parts.server.reset();
        parts.revocations.reset();
        parts.idle.reset();
        parts.reconciler.reset();
        parts.monitor.reset();
        parts.health.reset();
        parts.jobs.reset();
        parts.database.reset();
        stopped = co_await parts.postgres->stop();
    }
    co_return stopped;
}

} // namespace skybranch::backend
