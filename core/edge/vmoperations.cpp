// SPDX-License-Identifier: GPL-3.0-or-later
#include "edge/operationmaker.h"
#include "wire/vms.h"

namespace skybranch::edge {
namespace {

using namespace Qt::StringLiterals;

/// What is no id is nobody's: the store finds nothing.
Result<VmId> vmIdOf(const QJsonObject &input)
{
    wire::JsonReader reader(input);
    const QString text = reader.text("id"_L1);
    return reader.finish(VmId::fromString(text));
}

Task<QByteArray> list(Services services, Call call)
{
    co_return answerList("vms"_L1, co_await services.vms->list(call.caller));
}

Task<QByteArray> get(Services services, Call call, VmId id)
{
    co_return answer(co_await services.vms->get(call.caller, id));
}

} // namespace

QList<Operation> vmOperations(Services services)
{
    const OperationMaker make{services};
    const QString all = u"/api/vms"_s;
    return {
        make.query(
            u"vm.list"_s, all,
            {u"The organisation's VMs; of the personal ones the caller's own."_s, u"VmList"_s},
            list),
        make.query(u"vm.get"_s, all + u"/{id}"_s, {u"One of them."_s, u"Vm"_s}, get, vmIdOf),
    };
}

} // namespace skybranch::edge
