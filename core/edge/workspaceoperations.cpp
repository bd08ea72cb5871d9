// SPDX-License-Identifier: GPL-3.0-or-later
#include "edge/operationmaker.h"

namespace skybranch::edge {
namespace {

using namespace Qt::StringLiterals;
using domain::WorkspaceEvent;

Task<QByteArray> create(Services services, Call call, wire::CreateWorkspace request)
{
    co_return answer(co_await services.workspaces->create(call.caller, request));
}

Task<QByteArray> list(Services services, Call call)
{
    co_return answerList("workspaces"_L1, co_await services.workspaces->list(call.caller));
}

Task<QByteArray> get(Services services, Call call, WorkspaceId id)
{
    co_return answer(co_await services.workspaces->get(call.caller, id));
}

Task<QByteArray> update(Services services, Call call, WorkspaceId id, wire::PatchWorkspace request)
{
    co_return answer(co_await services.workspaces->patch(call.caller, id, request));
}

Task<QByteArray> retry(Services services, Call call, WorkspaceId id, wire::RetryWorkspace request)
{
    co_return answer(co_await services.workspaces->retry(call.caller, id, request));
}

Task<QByteArray> sshCredentials(Services services, Call call, WorkspaceId id,
                                wire::SshCredentialsRequest request)
{
    co_return answerUnlogged(
        co_await services.workspaces->sshCredentials(call.caller, id, request));
}

Task<QByteArray> pull(Services services, Call call, WorkspaceId id)
{
    const auto pulled = co_await services.workspaces->pull(call.caller, id, call.gone);
    co_return pulled.transform([](const wire::RepositoryStatus &status) {
        return withTransaction(std::nullopt, [&status](wire::JsonWriter &out) {
            out.member("status"_L1, status.toJson());
        });
    });
}

Task<QByteArray> ask(Services services, Call call, WorkspaceId id, WorkspaceEvent event)
{
    co_return answer(co_await services.workspaces->request(call.caller, id, event));
}

} // namespace

QList<Operation> workspaceOperations(Services services)
{
    using enum Method;
    const OperationMaker make{services};
    const QString all = u"/api/workspaces"_s;
    const QString one = u"/api/workspaces/{id}"_s;
    const auto name = [](QLatin1StringView verb) -> QString { return u"cloudWorkspace."_s + verb; };
    const QString workspace = u"Workspace"_s;
    // Answered at once and done later.
    const auto asking = [&](QLatin1StringView verb, Method method, const QString &path,
                            const QString &summary, WorkspaceEvent event) {
        return make.mutation(
            name(verb), method, path, {.summary = summary, .response = workspace, .status = 202},
            [event](const Services &its, Call call, WorkspaceId id) {
                return ask(its, std::move(call), id, event);
            },
            workspaceIdOf);
    };
    return {
        make.mutation(
            name("create"_L1), Post, all,
            {u"Makes a workspace. Its VM comes later."_s, workspace, u"CreateWorkspace"_s, 201},
            create, wire::createWorkspace),
        make.query(name("list"_L1), all,
                   {u"The workspaces of the organisation, newest first, at most 1,000."_s,
                    u"WorkspaceList"_s},
                   list),
        make.query(name("get"_L1), one, {u"One workspace."_s, workspace}, get, workspaceIdOf),
        make.mutation(
            name("update"_L1), Patch, one,
            {u"Changes its name or its time to pause."_s, workspace, u"UpdateWorkspace"_s}, update,
            workspaceIdOf, wire::patchWorkspace),
        asking("delete"_L1, Delete, one, u"Removes it, its VM first."_s, WorkspaceEvent::Delete),
        asking("pause"_L1, Post, one + u"/pause"_s, u"Freezes its VM."_s, WorkspaceEvent::Pause),
        asking("resume"_L1, Post, one + u"/resume"_s, u"Lets its VM go on."_s,
               WorkspaceEvent::Resume),
        asking("stop"_L1, Post, one + u"/stop"_s, u"Ends its VM; its disk is kept."_s,
               WorkspaceEvent::Stop),
        asking("cancel"_L1, Post, one + u"/cancel"_s, u"Gives up while it is being made."_s,
               WorkspaceEvent::Cancel),
        make.mutation(name("retry"_L1), Post, one + u"/retry"_s,
                      {u"Tries again after an error."_s, workspace, u"RetryWorkspace"_s, 202},
                      retry, workspaceIdOf, wire::retryWorkspace),
        make.mutation(name("getSSHCredentials"_L1), Post, one + u"/ssh-credentials"_s,
                      {u"A way into its VM for five minutes, while it runs."_s, u"SshCredentials"_s,
                       u"SshCredentialsRequest"_s},
                      sshCredentials, workspaceIdOf, wire::sshCredentialsRequest),
        make.mutation(name("pull"_L1), Post, one + u"/pull"_s,
                      {u"Has the VM fetch and fast-forward now."_s, u"Pulled"_s}, pull,
                      workspaceIdOf),
    };
}

} // namespace skybranch::edge
