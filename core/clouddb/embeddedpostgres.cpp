// SPDX-License-Identifier: GPL-3.0-or-later
#include "clouddb/embeddedpostgres.h"

#include "base/paths.h"
#include "base/process.h"
#include "clouddb/cluster.h"
#include "clouddb/database.h"

#include <QCoroTimer>
#include <QDeadlineTimer>
#include <QDir>
#include <QLockFile>
#include <QProcess>
#include <QUrl>

#include <signal.h>

namespace skybranch::clouddb {
namespace {

using namespace std::chrono_literals;

constexpr auto patience = 120s; ///< a recovery syncs all files first, which a busy disk makes slow
constexpr auto lookInterval = 10ms;
constexpr auto recoveryInterval = 100ms;
constexpr auto immediateStop = 10s;
constexpr int maxLaunches = 10;
constexpr auto pauseAfterLaunch = 50ms; ///< more of it after each

QString clusterFolder(const QString &dataFolder)
{
    return dataFolder + QStringLiteral("/postgres");
}
QString logFile(const QString &dataFolder)
{
    return dataFolder + QStringLiteral("/postgres.log");
}

/// Nothing of ours may reach the server's environment: it may hold keys.
QProcessEnvironment cleanEnvironment()
{
    QProcessEnvironment environment;
    environment.insert(QStringLiteral("PATH"), qEnvironmentVariable("PATH"));
    environment.insert(QStringLiteral("LC_ALL"), QStringLiteral("C.UTF-8"));
    return environment;
}

QStringList serverArguments(const QString &folder, const QString &sockets)
{
    const QStringList settings{
        QStringLiteral("listen_addresses="),
        QStringLiteral("unix_socket_directories=") + sockets,
        QStringLiteral("unix_socket_permissions=0700"),
        QStringLiteral("max_connections=40"),
        QStringLiteral("shared_buffers=32MB"),
        QStringLiteral("fsync=on"),
        QStringLiteral("synchronous_commit=on"),
        QStringLiteral("jit=off"),
        QStringLiteral("logging_collector=off"),
        // A statement's values are nobody's business in a log.
        QStringLiteral("log_min_error_statement=panic"),
        QStringLiteral("log_error_verbosity=terse"),
    };
    QStringList arguments{QStringLiteral("-D"), folder};
    for (const QString &setting : settings)
        arguments << QStringLiteral("-c") << setting;
    return arguments;
}

QString lastWords(const QString &dataFolder)
{
    const auto content = readFile(logFile(dataFolder));
    return content ? QString::fromUtf8(content->last(std::min(content->size(), qsizetype(2000))))
                   : QString();
}

/// Makes the cluster beside its place, so that there is never half of one.
Task<> makeCluster(QString dataFolder)
{
    const QString folder = clusterFolder(dataFolder);
    const Cluster fresh(folder + QStringLiteral(".new"));
    QDir(fresh.folder()).removeRecursively();
    auto initdb = fresh.program(QStringLiteral("initdb"));
    if (!initdb)
        co_return failure(initdb);
    const QStringList arguments{QStringLiteral("--no-sync"),
                                QStringLiteral("--encoding=UTF8"),
                                QStringLiteral("--locale=C"),
                                QStringLiteral("--auth=peer"),
                                QStringLiteral("--username=skybranch"),
                                QStringLiteral("--no-instructions"),
                                QStringLiteral("-D"),
                                fresh.folder()};
    const auto made = co_await runProcess({.program = initdb->program,
                                           .arguments = initdb->arguments + arguments,
                                           .environment = cleanEnvironment()});
    if (!made)
        co_return failure(made);
    if (made->exitCode != 0)
        co_return failure(ErrorCode::Unavailable,
                          QStringLiteral("The database can not be made in %1. Check that the disk "
                                         "is not full.")
                              .arg(dataFolder),
                          QString::fromUtf8(made->out + made->err));
    if (auto written = fresh.writeOwnFiles(); !written)
        co_return written;
    if (!QDir().rename(fresh.folder(), folder))
        co_return failure(ErrorCode::Unavailable,
                          QStringLiteral("The folder %1 can not be made.").arg(folder));
    co_return Result<>{};
}

/// Starts the server so that it outlives us, and gives its process.
Result<qint64> launch(const QString &dataFolder)
{
    const Cluster cluster(clusterFolder(dataFolder));
    const auto sockets = socketFolder(dataFolder);
    if (!sockets)
        return failure(sockets);
    const auto postgres = cluster.program(QStringLiteral("postgres"));
    if (!postgres)
        return failure(postgres);
    cluster.forgetDeadServer(*sockets);
    QProcess process;
    process.setProgram(postgres->program);
    process.setArguments(postgres->arguments + serverArguments(cluster.folder(), *sockets));
    process.setProcessEnvironment(cleanEnvironment());
    process.setStandardInputFile(QProcess::nullDevice());
    process.setStandardOutputFile(QProcess::nullDevice());
    process.setStandardErrorFile(logFile(dataFolder));
    qint64 pid = 0;
    if (!process.startDetached(&pid))
        return failure(ErrorCode::Unavailable,
                       QStringLiteral("The database server can not be started."),
                       process.errorString());
    return pid;
}

QString urlOf(const ClusterServer &server)
{
    return QStringLiteral("postgresql://skybranch@/postgres?host=")
        + QString::fromLatin1(QUrl::toPercentEncoding(server.socketFolder));
}

/// A server's file says that it is ready also while it recovers, because one of its processes was
/// killed. To end it then is to make it hang.
Task<bool> acceptsConnections(QString url)
{
    Database database(url, 1);
    const auto connected = co_await database.connect();
    co_return connected || connected.error().code != ErrorCode::Unavailable;
}

/// Waits for the server that runs, or launches one until one runs.
Task<QString> awaitServer(QString dataFolder)
{
    const Cluster cluster(clusterFolder(dataFolder));
    const QDeadlineTimer deadline(patience);
    qint64 launched = 0;
    int launches = 0;
    while (!deadline.hasExpired()) {
        const auto server = cluster.server();
        if (server && server->ready) {
            const auto accepts = co_await acceptsConnections(urlOf(*server));
            if (accepts && *accepts)
                co_return urlOf(*server);
            co_await QCoro::sleepFor(recoveryInterval);
            continue;
        }
        // A server that was killed leaves helpers behind; until they are gone, a new one gives up.
        if (!server && !isProcessAlive(launched)) {
            if (launches++ == maxLaunches)
                co_return failure(ErrorCode::Unavailable,
                                  QStringLiteral("The database server ends at once. Look into %1.")
                                      .arg(logFile(dataFolder)),
                                  lastWords(dataFolder));
            const auto pid = launch(dataFolder);
            if (!pid)
                co_return failure(pid);
            launched = *pid;
            co_await QCoro::sleepFor(launches > 1 ? launches * pauseAfterLaunch : lookInterval);
            continue;
        }
        co_await QCoro::sleepFor(lookInterval);
    }
    co_return failure(ErrorCode::Timeout,
                      QStringLiteral("The database server does not get ready. Look into %1.")
                          .arg(logFile(dataFolder)),
                      lastWords(dataFolder));
}

Task<QString> startCluster(QString dataFolder)
{
    if (auto made = makePrivateFolder(dataFolder); !made)
        co_return failure(made);
    // Two backends may be started at once.
    QLockFile lock(dataFolder + QStringLiteral("/postgres.lock"));
    const QDeadlineTimer deadline(patience);
    while (!lock.tryLock()) {
        if (deadline.hasExpired())
            co_return failure(ErrorCode::Timeout,
                              QStringLiteral("Another Skybranch is starting the database in %1 and "
                                             "does not finish. End it and try again.")
                                  .arg(dataFolder));
        co_await QCoro::sleepFor(lookInterval);
    }
    const Cluster cluster(clusterFolder(dataFolder));
    if (!cluster.exists()) {
        if (auto made = co_await makeCluster(dataFolder); !made)
            co_return failure(made);
    }
    if (auto checked = cluster.check(); !checked)
        co_return failure(checked);
    co_return co_await awaitServer(dataFolder);
}

Task<bool> endsWithin(qint64 process, std::chrono::milliseconds time)
{
    const QDeadlineTimer deadline(time);
    while (isProcessAlive(process) && !deadline.hasExpired())
        co_await QCoro::sleepFor(lookInterval);
    co_return !isProcessAlive(process);
}

Task<> stopCluster(QString dataFolder, std::chrono::milliseconds orderly)
{
    const Cluster cluster(clusterFolder(dataFolder));
    const auto server = cluster.server();
    if (!server)
        co_return Result<>{};
    ::kill(pid_t(server->pid), SIGINT); // "fast": does not wait for clients
    if (const auto ended = co_await endsWithin(server->pid, orderly); ended && *ended)
        co_return Result<>{};
    // "Immediate": what was committed is in its log, and read from there at the next start.
    ::kill(pid_t(server->pid), SIGQUIT);
    if (const auto ended = co_await endsWithin(server->pid, immediateStop); ended && *ended)
        co_return Result<>{};
    co_return failure(
        ErrorCode::Timeout,
        QStringLiteral("The database server does not end. It is process %1.").arg(server->pid));
}

} // namespace

EmbeddedPostgres::EmbeddedPostgres(QString dataFolder, std::chrono::milliseconds orderlyStop)
    : m_dataFolder(QDir(dataFolder).absolutePath())
    , m_orderlyStop(orderlyStop)
{
}

Task<QString> EmbeddedPostgres::start()
{
    return startCluster(m_dataFolder);
}
Task<> EmbeddedPostgres::stop()
{
    return stopCluster(m_dataFolder, m_orderlyStop);
}

} // namespace skybranch::clouddb
