// SPDX-License-Identifier: GPL-3.0-or-later
#include "domain/vm.h"

#include "domain/names.h"

namespace skybranch::domain {
namespace {

constexpr NameTable vmStatusNames{
    std::pair{VmStatus::Provisioning, "provisioning"},
    std::pair{VmStatus::Running, "running"},
    std::pair{VmStatus::Suspended, "suspended"},
    std::pair{VmStatus::Stopped, "stopped"},
    std::pair{VmStatus::Error, "error"},
    std::pair{VmStatus::Terminated, "terminated"},
};

} // namespace

QString name(VmStatus status)
{
    return vmStatusNames.nameOf(status);
}
std::optional<VmStatus> vmStatus(QStringView name)
{
    return vmStatusNames.valueOf(name);
}

} // namespace skybranch::domain
