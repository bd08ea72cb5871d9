// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "providers/docker/tar.h"
#include "providers/hostkey.h"
#include "providers/provider.h"

#include <QJsonObject>

namespace skybranch::providers {

/// What a VM may use. Zero: no cap.
struct DockerLimits
{
    double cpus = 2;
    qint64 memory = 4LL << 30; ///< bytes, swap included
    int processes = 4096;
    qint64 disk = 20LL << 30; ///< bytes; only where the engine's storage can
};

/// A VM's container, as the engine tells of it.
struct Container
{
    QString id; ///< the engine's
    VmId vm; ///< null where it is none of ours
    QString tag;
    QString owner;
    QString hostKey;
    VmState state = VmState::Missing;
    bool wasStarted = false; ///< once, at any time
    int exitCode = 0; ///< of its last end
    quint16 port = 0; ///< of its sshd on loopback; 0 where it does not run
    QStringList networks; ///< those it takes itself to be in, though they may be no more
};

namespace dockerlabel {
constexpr QLatin1StringView vm("skybranch.vm");
constexpr QLatin1StringView tag("skybranch.tag");
constexpr QLatin1StringView owner("skybranch.owner");
constexpr QLatin1StringView hostKey("skybranch.host-key");
} // namespace dockerlabel

// Names that only one container or network of an engine can have.
QString containerName(const QString &vmId);
QString guardName(const QString &vmId);
QString networkName(const QString &owner);

/// The body of a container's creation: process 1 and all below it are user dev, without a
/// capability or a way to get one.
QJsonObject containerJson(const VmSpec &spec, const QString &image, const DockerLimits &limits,
                          const QString &hostKey);

/// The body of the creation of a guard: for a moment it shares the network of @p vmContainer and
/// closes the way to link-local addresses, where clouds keep their metadata and credentials. The VM
/// waits for that before it starts anything, and has no right to undo it.
QJsonObject guardJson(const QString &vmContainer, const QString &image);

/// What the guard runs; it needs nothing of the image.
TarFile guardProgram();

/// The body of the creation of an owner's network.
QJsonObject networkJson(const QString &owner);

/// What process 1 and the VM's sshd need; they may read the key and change nothing.
QList<TarFile> containerFiles(const VmSpec &spec, const HostKey &key);

/// Of an inspection.
Container containerOf(const QJsonObject &inspected);

/// Of an item of a list; without a host key's or port's value.
ProviderVm listedVm(const QJsonObject &item);

} // namespace skybranch::providers
