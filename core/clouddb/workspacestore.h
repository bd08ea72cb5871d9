// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "clouddb/transaction.h"
#include "domain/workspace.h"
#include "domain/workspacemachine.h"

#include <chrono>

namespace skybranch::clouddb {

/// What request() or report() has made of a workspace.
struct WorkspaceOutcome
{
    domain::Workspace workspace; ///< as it is now; as it was, where it has been removed
    domain::WorkspaceChange change; ///< joins: there is a job already; removed: the row is gone
};

/// The cloud workspaces of one organisation, inside one transaction. What belongs to another
/// organisation does not exist here: NotFound.
class WorkspaceStore
{
public:
    WorkspaceStore(Transaction &transaction, OrganizationId organization);

    /// Inserts it as it is given, except for organisation (ours), providerType and providerVmId
    /// (of the VM) and the times (now). InvalidArgument where repository, VM or creator are not
    /// of this organisation.
    [[nodiscard]] Result<domain::Workspace> insert(const domain::Workspace &workspace);

    [[nodiscard]] Result<domain::Workspace> find(WorkspaceId id);

    /// The same, and no other transaction can change the row before this one has ended.
    [[nodiscard]] Result<domain::Workspace> lock(WorkspaceId id);

    /// Newest first; of one repository where @p repository is given.
    [[nodiscard]] Result<QList<domain::Workspace>> list(int limit, RepositoryId repository = {});

    /// All that live in one VM.
    [[nodiscard]] Result<QList<domain::Workspace>> listInVm(VmId vm);

    /// Applies an event that somebody asks for, by the table in domain/workspacemachine.h, with
    /// the row locked. Where the outcome does not join, enqueue the job in this transaction.
    /// Errors: NotFound, Conflict.
    [[nodiscard]] Result<WorkspaceOutcome> request(WorkspaceId id, domain::WorkspaceEvent event);

    /// Applies what a provider or a guest has reported. @p message becomes statusMessage; without
    /// one statusMessage is cleared. Deleted removes the row, its waiting jobs,
    /// and the row of its VM when the VM was its own; nothing else removes either.
    [[nodiscard]] Result<WorkspaceOutcome> report(WorkspaceId id, domain::WorkspaceEvent event,
                                                  const QString &message = {});

    /// Shows a step of provisioning. stepStartedAt moves only when the step changes. @p detail is
    /// cut to 200 characters. Conflict where it is not provisioning.
    [[nodiscard]] Result<> setStep(WorkspaceId id, domain::ProvisioningStep step,
                                   const QString &detail = {});

    [[nodiscard]] Result<> setVm(WorkspaceId id, VmId vm); ///< a null @p vm takes it away
    [[nodiscard]] Result<> setSeed(WorkspaceId id, domain::SeedSource seed);
    [[nodiscard]] Result<> setLocation(WorkspaceId id, domain::Location location);

    /// Somebody is at work in it: moves lastActiveAt, at most once a minute.
    [[nodiscard]] Result<> touchActive(WorkspaceId id);

    [[nodiscard]] Result<domain::Workspace> rename(WorkspaceId id, const QString &name);
    [[nodiscard]] Result<domain::Workspace> setAutoStop(WorkspaceId id, int minutes);

    /// Whatever goes on in it, it is not paused for being idle before @p span has passed; 0 ends
    /// that. It ends by itself when the workspace does not run any more.
    [[nodiscard]] Result<domain::Workspace> setKeepAwake(WorkspaceId id, std::chrono::minutes span);

    /// Remembers the pages on GitHub; an empty text clears one.
    [[nodiscard]] Result<> setLinks(WorkspaceId id, const QString &issueUrl, const QString &prUrl);

private:
    [[nodiscard]] Result<WorkspaceOutcome> apply(WorkspaceId id, domain::WorkspaceEvent event,
                                                 const QString &message);
    [[nodiscard]] Result<> write(const domain::Workspace &before,
                                 const domain::WorkspaceChange &change,
                                 domain::WorkspaceEvent event, const QString &message);
    [[nodiscard]] Result<> remove(const domain::Workspace &workspace);
    [[nodiscard]] Result<> update(const QString &assignments, QVariantList bindings,
                                  WorkspaceId id);

    Transaction &m_transaction;
    OrganizationId m_organization;
};

} // namespace skybranch::clouddb
