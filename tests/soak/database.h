// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "clouddb/cluster.h"
#include "clouddb/embeddedpostgres.h"
#include "cutproxy.h"

#include <QStringList>

#include <memory>
#include <optional>

namespace skybranch::soak {

/// The backend's database: its own, that it brings back by itself, or one that it was given a URL
/// of, over a network that can be cut.
class Database
{
public:
    /// @p folder holds the cluster, or will.
    Database(QString folder, bool isExternal);
    ~Database();
    Database(const Database &) = delete;
    Database &operator=(const Database &) = delete;

    bool start();
    QStringList backendOptions() const;

    /// Starts an external one again where it was killed.
    bool heal();

    QByteArray log() const;

    Network *network() { return m_network.get(); } ///< of an external one; else null
    std::optional<clouddb::ClusterServer> server() const { return m_cluster.server(); }

private:
    QString proxyFolder() const { return m_folder + QStringLiteral("/proxy"); }

    QString m_folder;
    clouddb::Cluster m_cluster;
    std::unique_ptr<clouddb::EmbeddedPostgres> m_external;
    std::unique_ptr<CutProxy> m_network;
};

} // namespace skybranch::soak
