// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/ids.h"

#include <QDateTime>
#include <QString>

#include <optional>

namespace skybranch::domain {

/// What a workspace is, as the provider has confirmed it.
enum class WorkspaceStatus { Provisioning, Running, Paused, Stopped, Error };

/// What has been asked of it and is not confirmed yet.
enum class PendingAction { None, Pause, Resume, Stop, Delete, Cancel };

/// Whether the VM is this workspace's own, or its user's, shared with their other workspaces.
enum class Placement { Dedicated, Personal };

/// Which side runs agents and ratchet. Enabling cloud leaves it at Desktop.
enum class Location { Desktop, Cloud };

/// The named steps of provisioning, in order.
enum class ProvisioningStep { CreatingVm, WaitingForSsh, Cloning, Ready };

/// Where the first content of a new VM comes from.
enum class SeedSource {
    Remote, ///< the VM clones from the git remote by itself
    Desktop, ///< a desktop sends a git bundle over SSH
};

// The names that the database and every API use: lower case, "provisioning", "dedicated",
// "creating_vm". The UI has words of its own. An unknown name gives nullopt.
QString name(WorkspaceStatus status);
QString name(PendingAction action); ///< None is the empty string
QString name(Placement placement);
QString name(Location location); ///< "DESKTOP", "CLOUD": fixed by the first design
QString name(ProvisioningStep step);
QString name(SeedSource source);
std::optional<WorkspaceStatus> workspaceStatus(QStringView name);
std::optional<PendingAction> pendingAction(QStringView name);
std::optional<Placement> placement(QStringView name);
std::optional<Location> location(QStringView name);
std::optional<ProvisioningStep> provisioningStep(QStringView name);
std::optional<SeedSource> seedSource(QStringView name);

/// A cloud workspace as everybody outside the database sees it.
struct Workspace
{
    WorkspaceId id;
    OrganizationId organizationId;
    RepositoryId repositoryId;
    VmId vmId; ///< null before the first VM is asked for
    UserId creatorId;
    Placement placement = Placement::Dedicated;
    QString name; ///< 1 to 100 characters
    QString branch;
    WorkspaceStatus status = WorkspaceStatus::Provisioning;
    PendingAction pending = PendingAction::None;
    QString statusMessage; ///< why it is in Error, and the next step; or why it was paused
    std::optional<ProvisioningStep> step; ///< while provisioning, and where an error happened
    QString stepDetail; ///< "Receiving objects: 4,812 of 7,760, 18.4 MB"; from a VM, so untrusted
    QDateTime stepStartedAt;
    SeedSource seed = SeedSource::Remote;
    int autoStopMinutes = 30;
    Location location = Location::Desktop;
    QString providerType; ///< read through the VM
    QString providerVmId; ///< read through the VM; empty until the provider has answered
    QDateTime lastActiveAt; ///< moved at most once a minute; paused autoStopMinutes after it
    QString awakeReason; ///< a program that keeps it awake, else empty; from a VM, so untrusted
    QDateTime keepAwakeUntil; ///< not paused for being idle before; invalid where nobody asked
    QDateTime statusChangedAt;
    QDateTime createdAt;
    QDateTime updatedAt;

    friend bool operator==(const Workspace &, const Workspace &) = default;
};

/// A git repository as the cloud knows it.
struct Repository
{
    RepositoryId id;
    OrganizationId organizationId;
    QString name; ///< "acme/shop"
    QString url; ///< the remote, never with a password in it
    QDateTime createdAt;

    friend bool operator==(const Repository &, const Repository &) = default;
};

} // namespace skybranch::domain
