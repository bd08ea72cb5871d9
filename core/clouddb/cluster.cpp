// SPDX-License-Identifier: GPL-3.0-or-later
#include "clouddb/cluster.h"

#include "base/paths.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>

#include <algorithm>
#include <pwd.h>
#include <unistd.h>

namespace skybranch::clouddb {
namespace {

constexpr QLatin1StringView installRoot("/usr/lib/postgresql");
constexpr QLatin1StringView markName("skybranch-cluster");
constexpr QLatin1StringView pidName("postmaster.pid");

// Lines of postmaster.pid, as PostgreSQL's pidfile.h has them.
constexpr qsizetype pidLine = 0;
constexpr qsizetype socketLine = 4;
constexpr qsizetype statusLine = 7;

QStringList installedVersions()
{
    QStringList versions;
    for (const QString &version : QDir(installRoot).entryList(QDir::Dirs | QDir::NoDotAndDotDot)) {
        if (QFileInfo::exists(installRoot + QLatin1Char('/') + version
                              + QStringLiteral("/bin/postgres")))
            versions << version;
    }
    std::ranges::sort(versions, {}, [](const QString &version) { return version.toDouble(); });
    return versions;
}

/// The user that the server sees itself as.
const passwd *serverUser()
{
    return ::getuid() == 0 ? ::getpwnam("postgres") : ::getpwuid(::getuid());
}

Result<ClusterProgram> forThisUser(ClusterProgram wanted)
{
    const passwd *user = serverUser();
    if (!user)
        return failure(ErrorCode::Unsupported,
                       QStringLiteral("PostgreSQL needs an ordinary user. Start Skybranch as one, "
                                      "or give it a --database-url."));
    if (::getuid() != 0)
        return wanted;
    return ClusterProgram{
        QStringLiteral("unshare"),
        QStringList{QStringLiteral("--user"), QStringLiteral("--map-user=%1").arg(user->pw_uid),
                    QStringLiteral("--map-group=%1").arg(user->pw_gid), wanted.program}
            + wanted.arguments};
}

} // namespace

Cluster::Cluster(QString folder)
    : m_folder(std::move(folder))
{
}

bool Cluster::exists() const
{
    return QFileInfo::exists(m_folder);
}

QString Cluster::version() const
{
    const auto content = readFile(m_folder + QStringLiteral("/PG_VERSION"), 64);
    return content ? QString::fromLatin1(content->trimmed()) : QString();
}

Result<> Cluster::check() const
{
    if (!QFileInfo::exists(m_folder + QLatin1Char('/') + markName) || version().isEmpty())
        return failure(ErrorCode::Unsupported,
                       QStringLiteral("%1 is not a database of Skybranch. Move it away, or choose "
                                      "another data folder.")
                           .arg(m_folder));
    if (!installedVersions().contains(version()))
        return failure(ErrorCode::Unsupported,
                       QStringLiteral("The database in %1 needs PostgreSQL %2, which is not "
                                      "installed. Install postgresql-%2.")
                           .arg(m_folder, version()));
    return {};
}

std::optional<ClusterServer> Cluster::server() const
{
    const auto content = readFile(m_folder + QLatin1Char('/') + pidName, 4096);
    if (!content)
        return std::nullopt;
    const QList<QByteArray> lines = content->split('\n');
    ClusterServer server{.pid = lines.value(pidLine).toLongLong(),
                         .socketFolder = QString::fromUtf8(lines.value(socketLine)),
                         .ready = lines.value(statusLine).trimmed() == "ready"};
    // The number may have gone to another process: a server works in its data folder.
    const QString process = QStringLiteral("/proc/%1/").arg(server.pid);
    const bool isPostgres = QFileInfo(QFileInfo(process + QStringLiteral("exe")).symLinkTarget())
                                .fileName()
                                .startsWith(QLatin1StringView("postgres"));
    const bool isHere = QFileInfo(process + QStringLiteral("cwd")).symLinkTarget()
        == QFileInfo(m_folder).canonicalFilePath();
    if (!isPostgres || !isHere)
        return std::nullopt;
    return server;
}

void Cluster::forgetDeadServer(const QString &socketFolder) const
{
    if (server())
        return;
    QFile::remove(m_folder + QLatin1Char('/') + pidName);
    QFile::remove(socketFolder + QStringLiteral("/.s.PGSQL.5432.lock"));
}

Result<ClusterProgram> Cluster::program(const QString &name) const
{
    const QStringList versions = installedVersions();
    if (versions.isEmpty())
        return failure(ErrorCode::Unsupported,
                       QStringLiteral("PostgreSQL is not installed. Install the package "
                                      "\"postgresql\", or give Skybranch a --database-url."));
    const QString wanted = exists() ? version() : versions.last();
    return forThisUser(
        {.program = installRoot + QLatin1Char('/') + wanted + QStringLiteral("/bin/") + name,
         .arguments = {}});
}

Result<> Cluster::writeOwnFiles() const
{
    const passwd *user = serverUser();
    if (!user)
        return failure(ErrorCode::Unsupported, QStringLiteral("This user has no name."));
    const QByteArray map = QByteArray("skybranch ") + user->pw_name + " skybranch\n";
    const std::pair<QString, QByteArray> files[]{
        {QStringLiteral("/pg_hba.conf"), "local all skybranch peer map=skybranch\n"},
        {QStringLiteral("/pg_ident.conf"), map},
        {QLatin1Char('/') + markName, "This cluster was made by Skybranch.\n"},
    };
    for (const auto &[name, content] : files) {
        if (auto written = writePrivateFile(m_folder + name, content); !written)
            return written;
    }
    return {};
}

bool isProcessAlive(qint64 pid)
{
    return !QFileInfo(QStringLiteral("/proc/%1/exe").arg(pid)).symLinkTarget().isEmpty();
}

} // namespace skybranch::clouddb
