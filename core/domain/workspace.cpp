// SPDX-License-Identifier: GPL-3.0-or-later
#include "domain/workspace.h"

#include "domain/names.h"

namespace skybranch::domain {
namespace {

constexpr NameTable workspaceStatusNames{
    std::pair{WorkspaceStatus::Provisioning, "provisioning"},
    std::pair{WorkspaceStatus::Running, "running"},
    std::pair{WorkspaceStatus::Paused, "paused"},
    std::pair{WorkspaceStatus::Stopped, "stopped"},
    std::pair{WorkspaceStatus::Error, "error"},
};

constexpr NameTable pendingActionNames{
    std::pair{PendingAction::None, ""},         std::pair{PendingAction::Pause, "pause"},
    std::pair{PendingAction::Resume, "resume"}, std::pair{PendingAction::Stop, "stop"},
    std::pair{PendingAction::Delete, "delete"}, std::pair{PendingAction::Cancel, "cancel"},
};

constexpr NameTable placementNames{
    std::pair{Placement::Dedicated, "dedicated"},
    std::pair{Placement::Personal, "personal"},
};

constexpr NameTable locationNames{
    std::pair{Location::Desktop, "DESKTOP"},
    std::pair{Location::Cloud, "CLOUD"},
};

constexpr NameTable provisioningStepNames{
    std::pair{ProvisioningStep::CreatingVm, "creating_vm"},
    std::pair{ProvisioningStep::WaitingForSsh, "waiting_for_ssh"},
    std::pair{ProvisioningStep::Cloning, "cloning"},
    std::pair{ProvisioningStep::Ready, "ready"},
};

constexpr NameTable seedSourceNames{
    std::pair{SeedSource::Remote, "remote"},
    std::pair{SeedSource::Desktop, "desktop"},
};

} // namespace

QString name(WorkspaceStatus status)
{
    return workspaceStatusNames.nameOf(status);
}
QString name(PendingAction action)
{
    return pendingActionNames.nameOf(action);
}
QString name(Placement placement)
{
    return placementNames.nameOf(placement);
}
QString name(Location location)
{
    return locationNames.nameOf(location);
}
QString name(ProvisioningStep step)
{
    return provisioningStepNames.nameOf(step);
}
QString name(SeedSource source)
{
    return seedSourceNames.nameOf(source);
}

std::optional<WorkspaceStatus> workspaceStatus(QStringView name)
{
    return workspaceStatusNames.valueOf(name);
}
std::optional<PendingAction> pendingAction(QStringView name)
{
    return pendingActionNames.valueOf(name);
}
std::optional<Placement> placement(QStringView name)
{
    return placementNames.valueOf(name);
}
std::optional<Location> location(QStringView name)
{
    return locationNames.valueOf(name);
}
std::optional<ProvisioningStep> provisioningStep(QStringView name)
{
    return provisioningStepNames.valueOf(name);
}
std::optional<SeedSource> seedSource(QStringView name)
{
    return seedSourceNames.valueOf(name);
}

} // namespace skybranch::domain
