// SPDX-License-Identifier: GPL-3.0-or-later
#include "wire/vms.h"

using namespace Qt::StringLiterals;

namespace skybranch::wire {

void writeFields(JsonWriter &out, const domain::ShownVm &shown)
{
    const domain::Vm &vm = shown.vm;
    out.member("id"_L1, vm.id);
    out.member("ownerId"_L1, vm.ownerId);
    out.member("placement"_L1, shown.placement.transform([](auto of) { return domain::name(of); }));
    out.member("providerType"_L1, vm.providerType);
    out.member("providerVmId"_L1,
               vm.providerVmId.isEmpty() ? std::optional<QString>() : vm.providerVmId);
    out.member("status"_L1, domain::name(vm.status));
    out.member("hostKeys"_L1, vm.hostKeys);
    out.member("createdAt"_L1, vm.createdAt);
    out.member("lastHealthCheck"_L1, vm.lastHealthCheck);
}

} // namespace skybranch::wire
