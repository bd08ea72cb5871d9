// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "network.h"

#include <QHash>
#include <QHostAddress>
#include <QString>
#include <QStringList>

#include <functional>
#include <memory>
#include <optional>

namespace skybranch::soak {

/// Which world a soak is in.
struct Setting
{
    QString provider = QStringLiteral("sandbox");
    bool externalDatabase = false;
    QString engineFolder; ///< of a Docker engine that may be killed, as lib/keepengine.sh keeps it
    QString vmImage;
    QHostAddress address{QHostAddress::LocalHost}; ///< where VMs reach this computer
};

struct NamedNetwork
{
    QString name;
    Network *network = nullptr;
};

/// The VMs of one provider, looked at and harmed past the backend.
class Machines
{
public:
    using Draw = std::function<int(int below)>;

    /// @p folder is the backend's data folder, @p scratch one for us; they are there.
    static std::unique_ptr<Machines> make(const Setting &setting, const QString &folder,
                                          const QString &scratch);
    virtual ~Machines() = default;

    /// What a backend needs is there.
    virtual bool start() { return true; }
    virtual QStringList backendOptions() const = 0;
    virtual QList<NamedNetwork> networks() { return {}; }

    /// All VMs that there are, and whether they run; a frozen one does. Nothing while the provider
    /// does not answer.
    virtual std::optional<QHash<QString, bool>> all() = 0;

    /// Process 1 of a VM as this computer numbers it; 0 where it does not run.
    virtual qint64 process(const QString &id) = 0;

    virtual bool hasCommit(const QString &id, const QString &commit) = 0;

    /// What is there and belongs to none of these VMs; empty where there is nothing.
    virtual QString leftover(const QStringList &ids) = 0;

    /// Something that can happen to this provider alone, in words; empty where there is no such.
    virtual QString harm(const Draw &draw) = 0;

    /// Starts what harm() has ended.
    virtual bool heal() { return true; }

    virtual QByteArray log(const QString &id) = 0;

    static bool isInRepository(const QString &commit, const QString &folder);
};

std::unique_ptr<Machines> makeSandboxMachines(const QString &folder);
std::unique_ptr<Machines> makeDockerMachines(const Setting &setting, const QString &scratch);

} // namespace skybranch::soak
