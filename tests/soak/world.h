// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "cutproxy.h"
#include "desktop.h"
#include "support/backend.h"
#include "support/gitdaemon.h"
#include "support/scratchrepository.h"

namespace skybranch::soak {

/// One backend with its private database and its VMs, a git host, and two desktops that reach the
/// backend over a network that can be cut.
class World
{
public:
    static constexpr int desktopCount = 2;

    explicit World(QStringList backendOptions);
    ~World();
    World(const World &) = delete;
    World &operator=(const World &) = delete;

    bool start();

    /// Starts what was killed and mends what was cut. False where something does not come back.
    bool heal();

    bool startBackend();
    void killBackend() { m_backend.kill(); }
    void endBackend() { m_backend.terminate(); }
    qint64 backendProcess() { return m_backend.process().processId(); }
    CutProxy &network() { return m_network; }
    Desktop &desktop(int index) { return *m_desktops[size_t(index)]; }

    /// What the database holds, told by the backend itself; nothing while it does not answer.
    std::optional<QJsonArray> workspaces();
    bool request(const QString &workspaceId, const QString &action);

    QString vmFolder(const QString &vmId) const;
    QStringList vmFolders() const; ///< the ids of all VMs that the sandbox has
    QString postgresFolder() const
    {
        return m_backend.dataFolder() + QStringLiteral("/postgres/postgres");
    }
    QString sandboxFolder() const { return m_backend.dataFolder() + QStringLiteral("/sandbox"); }

    /// Process 1 of a VM as this computer numbers it; 0 where the VM does not run.
    qint64 vmProcess(const QString &vmId) const;

    /// The ends of all logs.
    QByteArray logs();

private:
    bool makeDesktop(int index);

    test::ScratchHome m_home;
    QTemporaryDir m_dir;
    test::GitDaemon m_git;
    test::BackendProcess m_backend;
    CutProxy m_network;
    QStringList m_backendOptions;
    std::vector<std::unique_ptr<Desktop>> m_desktops;
};

/// All processes below @p parent.
QList<qint64> descendants(qint64 parent);
QByteArray commandLine(qint64 process);

} // namespace skybranch::soak
