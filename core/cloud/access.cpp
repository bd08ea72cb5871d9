// SPDX-License-Identifier: GPL-3.0-or-later
#include "cloud/access.h"

#include "clouddb/workspacestore.h"

using namespace Qt::StringLiterals;

namespace skybranch::cloud {
namespace {

using domain::Workspace;

Result<Workspace> checked(const Caller &caller, Result<Workspace> workspace, Right right)
{
    if (!workspace || may(caller, *workspace, right))
        return workspace;
    return failure(ErrorCode::Forbidden,
                   u"This workspace is in the personal VM of another member. Only its owner can "
                   "do that; make a workspace of your own."_s);
}

} // namespace

bool may(const Caller &caller, const Workspace &workspace, Right right)
{
    if (workspace.organizationId != caller.organizationId)
        return false;
    if (right == Right::See || workspace.placement == domain::Placement::Dedicated
        || workspace.creatorId == caller.userId)
        return true;
    return right == Right::End && caller.role == domain::Role::Admin;
}

Result<Workspace> allowed(clouddb::Transaction &transaction, const Caller &caller, WorkspaceId id,
                          Right right)
{
    return checked(caller, clouddb::WorkspaceStore(transaction, caller.organizationId).find(id),
                   right);
}

Result<Workspace> allowedAndLocked(clouddb::Transaction &transaction, const Caller &caller,
                                   WorkspaceId id, Right right)
{
    return checked(caller, clouddb::WorkspaceStore(transaction, caller.organizationId).lock(id),
                   right);
}

Result<> checkAdmin(const Caller &caller)
{
    if (caller.role == domain::Role::Admin)
        return {};
    return failure(ErrorCode::Forbidden,
                   u"Only an admin of the organisation can do that. Ask one."_s);
}

} // namespace skybranch::cloud
