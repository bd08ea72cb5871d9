// SPDX-License-Identifier: GPL-3.0-or-later
#include "cloud/presenceservice.h"

#include "cloud/access.h"
#include "clouddb/presencestore.h"

using namespace Qt::StringLiterals;

namespace skybranch::cloud {
namespace {

using clouddb::PresenceStore;
using clouddb::Transaction;
using domain::Presence;

/// What @p work gives, where the caller may use the workspace.
template <typename Work>
auto inWorkspace(Transaction &transaction, const Caller &caller, WorkspaceId id, Work work)
    -> std::invoke_result_t<Work, PresenceStore &>
{
    const auto workspace = allowed(transaction, caller, id, Right::Use);
    if (!workspace)
        return failure(workspace);
    PresenceStore store(transaction, caller.organizationId);
    return work(store);
}

} // namespace

Task<QList<Presence>> PresenceService::sessions(Caller caller, WorkspaceId workspace)
{
    co_return co_await m_database.run(
        u"presence.sessions"_s, [caller, workspace](Transaction &transaction) {
            return inWorkspace(transaction, caller, workspace,
                               [workspace](PresenceStore &store) { return store.list(workspace); });
        });
}

Task<clouddb::Written<Presence>> PresenceService::join(Caller caller, WorkspaceId workspace,
                                                       wire::JoinWorkspace request)
{
    const Presence presence{.id
                            = request.sessionId.isNull() ? QUuid::createUuid() : request.sessionId,
                            .workspaceId = workspace,
                            .userId = caller.userId,
                            .type = request.clientType};
    co_return co_await m_database.run(
        u"presence.join"_s, [caller, presence](Transaction &transaction) {
            return inWorkspace(
                transaction, caller, presence.workspaceId,
                [presence](PresenceStore &store) { return store.connect(presence); });
        });
}

Task<Presence> PresenceService::heartbeat(Caller caller, WorkspaceId workspace, QUuid session)
{
    co_return co_await m_database.run(
        u"presence.heartbeat"_s, [caller, workspace, session](Transaction &transaction) {
            return inWorkspace(transaction, caller, workspace,
                               [caller, workspace, session](PresenceStore &store) {
                                   return store.heartbeat(workspace, session, caller.userId);
                               });
        });
}

Task<std::optional<qint64>> PresenceService::leave(Caller caller, WorkspaceId workspace,
                                                   QUuid session)
{
    co_return co_await m_database.run(
        u"presence.leave"_s, [caller, workspace, session](Transaction &transaction) {
            return inWorkspace(transaction, caller, workspace,
                               [caller, workspace, session](PresenceStore &store) {
                                   return store.disconnect(workspace, session, caller.userId);
                               });
        });
}

} // namespace skybranch::cloud
