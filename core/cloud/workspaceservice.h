// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "cloud/caller.h"
#include "cloud/context.h"
#include "clouddb/transaction.h"
#include "domain/vm.h"
#include "domain/workspacemachine.h"
#include "wire/guestrpc.h"
#include "wire/rest.h"

namespace skybranch::cloud {

using WrittenWorkspace = clouddb::Written<domain::Workspace>;

/// What callers can do with workspaces. What is asked of a VM is written down with its job and
/// answered at once; how it ends is told by the change log. A workspace of another organisation is
/// NotFound, what cloud/access.h does not allow is Forbidden, what the state does not allow is
/// Conflict and names the state.
class WorkspaceService
{
public:
    explicit WorkspaceService(CloudContext &context)
        : m_context(context)
    {
    }

    Task<WrittenWorkspace> create(Caller caller, wire::CreateWorkspace request);
    Task<QList<domain::Workspace>> list(Caller caller); ///< newest first, at most 1,000
    Task<domain::Workspace> get(Caller caller, WorkspaceId id);
    Task<WrittenWorkspace> patch(Caller caller, WorkspaceId id, wire::PatchWorkspace request);

    /// Pause, resume, stop, cancel or delete.
    Task<WrittenWorkspace> request(Caller caller, WorkspaceId id, domain::WorkspaceEvent event);
    Task<WrittenWorkspace> retry(Caller caller, WorkspaceId id, wire::RetryWorkspace request);

    /// Not paused for being idle for so long; 0 ends it. Conflict where it does not run.
    Task<WrittenWorkspace> keepAwake(Caller caller, WorkspaceId id, wire::KeepAwake request);

    /// A way in, for five minutes. While the workspace is running; and for its creator while it
    /// waits for a desktop to send the branch.
    Task<wire::SshCredentials> sshCredentials(Caller caller, WorkspaceId id,
                                              wire::SshCredentialsRequest request);

    /// Has the VM fetch and fast-forward now.
    Task<wire::RepositoryStatus> pull(Caller caller, WorkspaceId id, StopToken stop);

private:
    struct Place
    {
        domain::Workspace workspace;
        domain::Vm vm;
    };

    Task<Place> place(Caller caller, WorkspaceId id);
    Task<providers::SshEndpoint> endpointOf(domain::Vm vm);
    Task<> noteDesktop(Caller caller, Place place);

    CloudContext &m_context;
};

} // namespace skybranch::cloud
