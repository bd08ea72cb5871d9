// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "database.h"
#include "desktop.h"
#include "machines.h"
#include "support/backend.h"
#include "support/gitdaemon.h"
#include "support/scratchrepository.h"

namespace skybranch::soak {

/// One backend with its database and its VMs, a git host, and two desktops. What lies between any
/// two of them can be cut.
class World
{
public:
    static constexpr int desktopCount = 2;

    explicit World(Setting setting);
    ~World();
    World(const World &) = delete;
    World &operator=(const World &) = delete;

    bool start();

    /// Starts what was killed and mends what was cut. Says what does not come back.
    QString heal();

    bool startBackend();
    void killBackend() { m_backend.kill(); }
    void endBackend() { m_backend.terminate(); }
    Database &database() { return *m_database; }
    Machines &machines() { return *m_machines; }
    const QList<NamedNetwork> &networks() const { return m_networks; }
    void moveVms() { m_vmNetwork.move(); }
    Desktop &desktop(int index) { return *m_desktops[size_t(index)]; }

    /// What the database holds, told by the backend itself; nothing while it does not answer.
    std::optional<QJsonArray> workspaces();
    bool request(const QString &workspaceId, const QString &action);

    /// By whom each log is, and all that it has.
    QList<std::pair<QString, QByteArray>> logs();

private:
    bool makeDesktop(int index);
    void listNetworks();

    Setting m_setting;
    test::ScratchHome m_home;
    QTemporaryDir m_dir;
    test::GitDaemon m_git;
    CutProxy m_gitNetwork;
    std::unique_ptr<Database> m_database;
    std::unique_ptr<Machines> m_machines;
    test::BackendProcess m_backend;
    QByteArray m_oldLog; ///< of backends before the one that runs
    VmNetwork m_vmNetwork;
    CutProxy m_network;
    QList<NamedNetwork> m_networks;
    QStringList m_backendOptions;
    std::vector<std::unique_ptr<Desktop>> m_desktops;
};

} // namespace skybranch::soak
