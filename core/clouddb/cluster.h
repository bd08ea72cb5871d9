// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"

#include <QString>
#include <QStringList>

#include <optional>

namespace skybranch::clouddb {

/// What the files of a cluster's data folder and the process table say of its server.
struct ClusterServer
{
    qint64 pid = 0;
    QString socketFolder;
    bool ready = false; ///< it accepts connections
};

/// A program of Postgres, and how it has to be called.
struct ClusterProgram
{
    QString program;
    QStringList arguments;
};

/// The data folder of a Postgres cluster: questions about it, and files in it.
class Cluster
{
public:
    explicit Cluster(QString folder);

    const QString &folder() const { return m_folder; }
    bool exists() const;

    /// Unsupported where we did not make it, or PostgreSQL of its version is not installed.
    Result<> check() const;

    /// The server that runs on it now. A postmaster.pid that a dead server left does not count.
    std::optional<ClusterServer> server() const;

    /// Takes away the locks that a dead server left here and in @p socketFolder. Postgres would do
    /// it by itself, but not while another process has the number of the dead one.
    void forgetDeadServer(const QString &socketFolder) const;

    /// @p name ("postgres", "initdb") of the cluster's version, or of the newest installed one
    /// where there is no cluster yet. Postgres refuses to run as root, so for root it runs in a
    /// user namespace in which root is the user "postgres".
    Result<ClusterProgram> program(const QString &name) const;

    /// Who may connect: we alone, and a mark that the cluster is ours. For a new one.
    Result<> writeOwnFiles() const;

private:
    QString version() const;

    QString m_folder;
};

/// Whether a process of this number exists and is not just waiting to be reaped.
bool isProcessAlive(qint64 pid);

} // namespace skybranch::clouddb
