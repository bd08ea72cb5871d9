// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"

#include <QDateTime>
#include <QJsonObject>
#include <QLatin1StringView>
#include <QString>
#include <QStringList>

#include <optional>

/// What the guest, the backend and the desktop say to each other about a VM's repository, with its
/// JSON. Every fromJson() takes what a stranger sent: sizes are capped, types are checked, and the
/// error names the field.
namespace skybranch::wire {

inline constexpr int guestProtocolVersion = 1;

/// Where the guest is in every VM; exec commands name it by this path.
inline constexpr QLatin1StringView guestProgram("/opt/skybranch/bin/skybranch-guest");

namespace guestmethod {
inline constexpr QLatin1StringView hello("hello");
inline constexpr QLatin1StringView repositoryClone("repository.clone");
inline constexpr QLatin1StringView repositorySeed("repository.seed");
inline constexpr QLatin1StringView repositoryStatus("repository.status");
inline constexpr QLatin1StringView repositoryPull("repository.pull");
inline constexpr QLatin1StringView repositoryPush("repository.push");
inline constexpr QLatin1StringView repositoryIntegrate("repository.integrate");
inline constexpr QLatin1StringView repositoryDivergence("repository.divergence");
inline constexpr QLatin1StringView repositoryFetch("repository.fetch");
inline constexpr QLatin1StringView repositoryWatch("repository.watch");
inline constexpr QLatin1StringView keyPublic("key.public");
inline constexpr QLatin1StringView remoteTrust("remote.trust");
inline constexpr QLatin1StringView portsList("ports.list");
inline constexpr QLatin1StringView portsWatch("ports.watch");
inline constexpr QLatin1StringView activity("activity");
inline constexpr QLatin1StringView terminalJob("terminal.job");
inline constexpr QLatin1StringView terminalWatch("terminal.watch");
inline constexpr QLatin1StringView terminalName("terminal.name");
inline constexpr QLatin1StringView terminalEnd("terminal.end");
inline constexpr QLatin1StringView terminalForget("terminal.forget");
inline constexpr QLatin1StringView terminalsChanged("terminals.changed"); ///< notification
inline constexpr QLatin1StringView portsChanged("ports.changed"); ///< notification
inline constexpr QLatin1StringView repositoryChanged("repository.changed"); ///< notification
inline constexpr QLatin1StringView repositoryProgress("repository.progress"); ///< notification
} // namespace guestmethod

/// Most changed files that a status lists.
inline constexpr qsizetype maxListedFiles = 50;

/// The repository in a VM, as its guest sees it.
struct RepositoryStatus
{
    bool present = false;
    QString path; ///< "/workspace/shop"
    QString branch; ///< empty while HEAD is detached
    QString head; ///< commit id; empty where nothing is committed
    QString upstream; ///< "origin/topic"; empty without one
    bool hasUpstream = false;
    int ahead = 0; ///< of its upstream; without one: commits that no branch of the remote has
    int behind = 0;
    int changed = 0; ///< all changed files, also those that @c files leaves out
    QStringList files; ///< "M path", at most maxListedFiles
    QDateTime lastFetchAt; ///< invalid before the first
    QString fetchProblem; ///< a sentence while the last fetch or pull failed, else empty
    QString operation; ///< "", "clone", "pull", "push", "merge" or "rebase"

    QJsonObject toJson() const;
    static Result<RepositoryStatus> fromJson(const QJsonObject &json);
    friend bool operator==(const RepositoryStatus &, const RepositoryStatus &) = default;
};

/// How a branch that has diverged comes together again.
enum class Integration { Merge, Rebase };

QString name(Integration how); ///< "merge"
std::optional<Integration> integrationFromName(const QString &name);

/// Whose commits are made in the VM.
struct GitIdentity
{
    QString name;
    QString email;

    friend bool operator==(const GitIdentity &, const GitIdentity &) = default;
};

/// What a VM must know of the remote, for a clone and for a seed.
struct CloneRequest
{
    QString url;
    QString branch; ///< made from the remote's default branch where the remote has none so named
    GitIdentity identity;
    QStringList knownHosts; ///< lines of a known_hosts file that pin the remote

    QJsonObject toJson() const;
    static Result<CloneRequest> fromJson(const QJsonObject &json);
    friend bool operator==(const CloneRequest &, const CloneRequest &) = default;
};

/// The first line that `skybranch-guest seed` reads; the bundle follows it.
struct SeedHeader
{
    CloneRequest remote;
    QString head; ///< the commit that the branch must have; empty: what the bundle says

    QJsonObject toJson() const;
    static Result<SeedHeader> fromJson(const QJsonObject &json);
    friend bool operator==(const SeedHeader &, const SeedHeader &) = default;
};

/// The one line that `skybranch-guest seed` prints.
struct SeedReply
{
    bool ok = false;
    QString head; ///< where it worked
    QString message; ///< a sentence where it did not

    QJsonObject toJson() const;
    static Result<SeedReply> fromJson(const QJsonObject &json);
};

/// How far a transfer is.
struct Progress
{
    QString phase; ///< "Receiving objects"
    qint64 done = 0;
    qint64 total = 0; ///< 0: not known
    QString text; ///< "18.4 MiB | 3.10 MiB/s", or what the remote said

    QJsonObject toJson() const;
    static Result<Progress> fromJson(const QJsonObject &json);
    friend bool operator==(const Progress &, const Progress &) = default;
};

/// Whether somebody or something works in the VM.
struct Activity
{
    QDateTime lastInputAt; ///< a key pressed in any terminal; invalid where there is none
    QDateTime lastOutputAt;
    QString foregroundJob; ///< the name of a program that runs in front of a shell, else empty
    bool jobWaits = true; ///< it has the terminal's keys to itself, as one that waits for them does
    double cpuPercent = 0; ///< of one core, over the last second or more
    int terminals = 0;

    QJsonObject toJson() const;
    static Result<Activity> fromJson(const QJsonObject &json);
    friend bool operator==(const Activity &, const Activity &) = default;
};

/// What the guest answers to hello.
struct GuestHello
{
    int version = guestProtocolVersion;
    QString guestVersion;

    QJsonObject toJson() const;
    static Result<GuestHello> fromJson(const QJsonObject &json);
};

} // namespace skybranch::wire
