// SPDX-License-Identifier: GPL-3.0-or-later
#include "edge/operationmaker.h"

namespace skybranch::edge {
namespace {

using namespace Qt::StringLiterals;
using domain::WorkspaceEvent;

Task<QJsonObject> create(Services services, Call call)
{
    const auto request = wire::createWorkspace(call.input);
    if (!request)
        co_return failure(request);
    co_return answer(co_await services.workspaces->create(call.caller, *request));
}

Task<QJsonObject> list(Services services, Call call)
{
    co_return answerList(u"workspaces"_s, co_await services.workspaces->list(call.caller));
}

Task<QJsonObject> get(Services services, Call call)
{
    const auto id = workspaceIdOf(call.input);
    if (!id)
        co_return failure(id);
    co_return answer(co_await services.workspaces->get(call.caller, *id));
}

Task<QJsonObject> update(Services services, Call call)
{
    const auto id = workspaceIdOf(call.input);
    if (!id)
        co_return failure(id);
    const auto request = wire::patchWorkspace(call.input);
    if (!request)
        co_return failure(request);
    co_return answer(co_await services.workspaces->patch(call.caller, *id, *request));
}

Task<QJsonObject> retry(Services services, Call call)
{
    const auto id = workspaceIdOf(call.input);
    if (!id)
        co_return failure(id);
    const auto request = wire::retryWorkspace(call.input);
    if (!request)
        co_return failure(request);
    co_return answer(co_await services.workspaces->retry(call.caller, *id, *request));
}

Task<QJsonObject> sshCredentials(Services services, Call call)
{
    const auto id = workspaceIdOf(call.input);
    if (!id)
        co_return failure(id);
    const auto request = wire::sshCredentialsRequest(call.input);
    if (!request)
        co_return failure(request);
    co_return changesNothing(
        answer(co_await services.workspaces->sshCredentials(call.caller, *id, *request)));
}

Task<QJsonObject> pull(Services services, Call call)
{
    const auto id = workspaceIdOf(call.input);
    if (!id)
        co_return failure(id);
    const auto status = co_await services.workspaces->pull(call.caller, *id, call.gone);
    if (!status)
        co_return failure(status);
    co_return withTransaction({{u"status"_s, status->toJson()}}, std::nullopt);
}

Task<QJsonObject> ask(Services services, Call call, WorkspaceEvent event)
{
    const auto id = workspaceIdOf(call.input);
    if (!id)
        co_return failure(id);
    co_return answer(co_await services.workspaces->request(call.caller, *id, event));
}

} // namespace

QList<Operation> workspaceOperations(Services services)
{
    using enum Method;
    const OperationMaker make{services};
    const QString all = u"/api/workspaces"_s;
    const QString one = u"/api/workspaces/{id}"_s;
    const auto name = [](QLatin1StringView verb) -> QString { return u"cloudWorkspace."_s + verb; };
    // Answered at once and done later.
    const auto asking = [&make](const QString &operation, Method method, const QString &path,
                                WorkspaceEvent event) {
        return make.mutation(operation, method, path, 202, [event](const Services &its, Call call) {
            return ask(its, std::move(call), event);
        });
    };
    return {
        make.mutation(name("create"_L1), Post, all, 201, create),
        make.query(name("list"_L1), all, list),
        make.query(name("get"_L1), one, get),
        make.mutation(name("update"_L1), Patch, one, 200, update),
        asking(name("delete"_L1), Delete, one, WorkspaceEvent::Delete),
        asking(name("pause"_L1), Post, one + u"/pause"_s, WorkspaceEvent::Pause),
        asking(name("resume"_L1), Post, one + u"/resume"_s, WorkspaceEvent::Resume),
        asking(name("stop"_L1), Post, one + u"/stop"_s, WorkspaceEvent::Stop),
        asking(name("cancel"_L1), Post, one + u"/cancel"_s, WorkspaceEvent::Cancel),
        make.mutation(name("retry"_L1), Post, one + u"/retry"_s, 202, retry),
        make.mutation(name("getSSHCredentials"_L1), Post, one + u"/ssh-credentials"_s, 200,
                      sshCredentials),
        make.mutation(name("pull"_L1), Post, one + u"/pull"_s, 200, pull),
    };
}

} // namespace skybranch::edge
