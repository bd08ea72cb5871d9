// SPDX-License-Identifier: GPL-3.0-or-later
#include "domain/names.h"
#include "domain/presence.h"
#include "domain/role.h"
#include "domain/vm.h"
#include "domain/workspace.h"
#include "wire/schemabuilder.h"

using namespace Qt::StringLiterals;

namespace skybranch::wire {
namespace {

using namespace build;

QList<SchemaField> workspaceIdentity()
{
    using domain::Location;
    using domain::Placement;
    using domain::SeedSource;
    return {
        uuid(u"id"_s, u"Its own."_s),
        uuid(u"organizationId"_s, u"Whose it is."_s),
        uuid(u"repositoryId"_s, u"What is in it."_s),
        orNull(uuid(u"vmId"_s, u"Null before the first VM is asked for."_s)),
        orNull(uuid(u"creatorId"_s, u"Null when that user is gone."_s)),
        oneOf(u"placement"_s, {Placement::Dedicated, Placement::Personal},
              u"A VM of its own, or its user's one VM."_s),
        text(u"name"_s, u"What people call it."_s),
        text(u"branch"_s, u"Its git branch."_s),
        oneOf(u"seed"_s, {SeedSource::Remote, SeedSource::Desktop},
              u"Where its first content comes from."_s),
        integer(u"autoStopMinutes"_s, domain::minAutoStopMinutes, domain::maxAutoStopMinutes,
                u"It is paused when nothing has happened in it for so long."_s),
        oneOf(u"location"_s, {Location::Desktop, Location::Cloud},
              u"Which side runs its agents."_s),
        orNull(text(u"providerType"_s, u"Where its VM comes from."_s)),
        orNull(text(u"providerVmId"_s, u"What the provider calls its VM."_s)),
    };
}

QList<SchemaField> workspaceState()
{
    using enum domain::WorkspaceStatus;
    using domain::PendingAction;
    using domain::ProvisioningStep;
    return {
        oneOf(u"status"_s, {Provisioning, Running, Paused, Stopped, Error},
              u"What the provider has confirmed."_s),
        orNull(oneOf(u"pendingAction"_s,
                     {PendingAction::Pause, PendingAction::Resume, PendingAction::Stop,
                      PendingAction::Delete, PendingAction::Cancel},
                     u"What has been asked of it and is not confirmed yet."_s)),
        text(u"statusMessage"_s, u"Why it is as it is, and what to do. May be empty."_s),
        orNull(oneOf(u"step"_s,
                     {ProvisioningStep::CreatingVm, ProvisioningStep::WaitingForSsh,
                      ProvisioningStep::Cloning, ProvisioningStep::Ready},
                     u"Of provisioning; where an error happened it stays."_s)),
        text(u"stepDetail"_s, u"How far the step is. May be empty."_s),
        orNull(time(u"stepStartedAt"_s, u"When the step began."_s)),
        orNull(time(u"lastActiveAt"_s, u"When something last happened in it."_s)),
        text(u"awakeReason"_s, u"A program that keeps it awake. May be empty."_s),
        orNull(time(u"keepAwakeUntil"_s,
                    u"Not paused for being idle before. Null where nobody asked."_s)),
        orNull(time(u"statusChangedAt"_s, u"When status became what it is."_s)),
        orNull(time(u"createdAt"_s, u"When it was made."_s)),
        orNull(time(u"updatedAt"_s, u"When it was last changed."_s)),
    };
}

Schema repositoryStatus()
{
    return {u"RepositoryStatus"_s,
            u"The repository in a VM."_s,
            {boolean(u"present"_s, u"Whether it is there."_s),
             text(u"path"_s, u"Its folder in the VM."_s),
             text(u"branch"_s, u"Empty while HEAD is detached."_s),
             text(u"head"_s, u"A commit; empty where nothing is committed."_s),
             text(u"upstream"_s, u"Empty without one."_s),
             boolean(u"hasUpstream"_s, u"Whether the branch follows one."_s),
             integer(u"ahead"_s, u"Commits that the upstream lacks."_s),
             integer(u"behind"_s, u"Commits that the branch lacks."_s),
             integer(u"changed"_s, u"Changed files, also those that are not listed."_s),
             texts(u"files"_s, u"Some of the changed files, with their kind of change."_s),
             orNull(time(u"lastFetchAt"_s, u"Null before the first."_s)),
             text(u"fetchProblem"_s, u"Why the last fetch or pull failed, else empty."_s),
             text(u"operation"_s, u"What goes on: clone, pull, push, merge, rebase, or empty."_s)}};
}

Schema presence()
{
    return {u"Session"_s,
            u"Somebody's connection to a workspace."_s,
            {uuid(u"id"_s, u"Its own."_s), uuid(u"workspaceId"_s, u"To what."_s),
             uuid(u"userId"_s, u"Who."_s), text(u"userName"_s, u"What they are called."_s),
             oneOf(u"clientType"_s, {domain::ClientType::Desktop, domain::ClientType::Web},
                   u"With what."_s),
             orNull(time(u"connectedAt"_s, u"Since when."_s)),
             orNull(time(u"lastHeartbeatAt"_s, u"When it was last heard of."_s))}};
}

Schema credentials()
{
    return {u"SshCredentials"_s,
            u"A way into a VM for a few minutes."_s,
            {text(u"host"_s, u"Where to connect to."_s),
             integer(u"port"_s, 1, 65535, u"Where to connect to."_s),
             text(u"user"_s, u"Whom to log in as."_s),
             texts(u"hostKeys"_s, u"Nothing else may be trusted."_s),
             text(u"certificate"_s, u"One line, for the key that was sent."_s),
             text(u"guestProgram"_s,
                  u"The path of Skybranch's guest in the VM; empty where there is none."_s),
             text(u"guestProblem"_s, u"Why there is none."_s),
             text(u"principal"_s, u"Whom it is made out to."_s),
             orNull(time(u"expiresAt"_s, u"A later login is refused."_s))}};
}

QList<Schema> vmSchemas()
{
    using domain::Placement;
    using enum domain::VmStatus;
    return {
        {u"Vm"_s,
         u"A virtual machine."_s,
         {uuid(u"id"_s, u"Its own."_s), orNull(uuid(u"ownerId"_s, u"Null before it has one."_s)),
          orNull(oneOf(u"placement"_s, {Placement::Dedicated, Placement::Personal},
                       u"For one workspace, or for all of its owner."_s)),
          text(u"providerType"_s, u"Where it comes from."_s),
          orNull(text(u"providerVmId"_s, u"What the provider calls it. Null before it answers."_s)),
          oneOf(u"status"_s, {Provisioning, Running, Suspended, Stopped, Error, Terminated},
                u"What the provider has confirmed."_s),
          texts(u"hostKeys"_s, u"As read when it was made."_s),
          orNull(time(u"createdAt"_s, u"When it was asked for."_s)),
          orNull(time(u"lastHealthCheck"_s, u"When it was last found well. Null before."_s))}},
        {u"VmList"_s, u"A list."_s, {objects(u"vms"_s, u"Vm"_s, u"Oldest first."_s)}},
    };
}

QList<SchemaField> keyFields()
{
    return {uuid(u"id"_s, u"Its own."_s),
            text(u"userId"_s, u"Whose it is, as other systems call them."_s),
            text(u"name"_s, u"What it is for."_s),
            orNull(time(u"createdAt"_s, u"When it was made."_s)),
            orNull(time(u"lastUsedAt"_s, u"To the minute; null before the first use."_s)),
            orNull(time(u"revokedAt"_s, u"Null while it counts."_s))};
}

QList<SchemaField> memberFields()
{
    return {uuid(u"id"_s, u"Their own."_s), text(u"userId"_s, u"What other systems call them."_s),
            text(u"displayName"_s, u"What they are called in this organisation."_s),
            oneOf(u"role"_s, {domain::Role::Member, domain::Role::Admin}, u"What they may do."_s),
            orNull(time(u"createdAt"_s, u"Since when they are one."_s))};
}

QList<Schema> accountSchemas()
{
    return {
        {u"Member"_s, u"A user in an organisation."_s, memberFields()},
        {u"Membership"_s, u"Who the caller is."_s,
         memberFields() << uuid(u"organizationId"_s, u"Of the organisation that the key is of."_s)
                        << text(u"organizationName"_s, u"What people call it."_s)},
        {u"MemberList"_s, u"A list."_s, {objects(u"members"_s, u"Member"_s, u"All of them."_s)}},
        {u"Key"_s, u"An API key without the key itself."_s, keyFields()},
        {u"KeyList"_s, u"A list."_s, {objects(u"keys"_s, u"Key"_s, u"All of them."_s)}},
        {u"NewKey"_s, u"An API key with the key itself."_s,
         keyFields() << text(u"key"_s, u"It is shown here and nowhere else."_s)},
    };
}

Schema usageEntry()
{
    using enum domain::WorkspaceStatus;
    return {u"UsageEntry"_s,
            u"How long one workspace was in one state, with one provider and size."_s,
            {uuid(u"workspaceId"_s, u"Which."_s),
             text(u"workspaceName"_s, u"As it is called now, or was called last."_s),
             boolean(u"exists"_s, u"False: it has been deleted since."_s),
             text(u"providerType"_s, u"Where its VM came from. Empty before there was one."_s),
             text(u"size"_s, u"The provider's words. Empty where it has none."_s),
             oneOf(u"status"_s, {Provisioning, Running, Paused, Stopped, Error}, u"The state."_s),
             integer(u"seconds"_s, u"How long."_s)}};
}

QList<Schema> healthSchemas()
{
    const auto state = [](const QStringList &values) {
        SchemaField field = text(u"status"_s, u"Whether it works."_s);
        field.values = values;
        return field;
    };
    const SchemaField version = text(u"version"_s, u"Of the backend."_s);
    const SchemaField message = text(u"message"_s, u"What to do where it does not; else empty."_s);
    const QStringList part{u"ok"_s, u"unavailable"_s};
    return {
        {u"Health"_s, u"The backend answers."_s, {state({u"ok"_s}), version}},
        {u"PartHealth"_s, u"A part of it."_s, {state(part), message}},
        {u"ProviderHealth"_s,
         u"Where VMs come from."_s,
         {state(part), message, text(u"type"_s, u"Which one."_s)}},
        {u"Jobs"_s, u"What it does."_s, {integer(u"running"_s, u"How many at a time now."_s)}},
        {u"FullHealth"_s,
         u"The backend and its parts."_s,
         {state({u"ok"_s, u"degraded"_s}), version,
          object(u"database"_s, u"PartHealth"_s, u"Postgres."_s),
          object(u"provider"_s, u"ProviderHealth"_s, u"The one that is used without a choice."_s),
          object(u"jobs"_s, u"Jobs"_s, u"What it does."_s)}},
    };
}

QList<Schema> errorSchemas()
{
    return {
        {u"Problem"_s,
         u"What is wrong."_s,
         {text(u"code"_s, u"Stable: \"not_found\"."_s),
          text(u"message"_s, u"A sentence for people that says what to do."_s)}},
        {u"Failure"_s,
         u"Every failure of the REST API."_s,
         {object(u"error"_s, u"Problem"_s, u"What is wrong."_s)}},
    };
}

} // namespace

QList<Schema> answerSchemas()
{
    const auto list = [](const QString &name, const QString &field, const QString &of) {
        return Schema{name, u"A list."_s, {objects(field, of, u"All of them."_s)}};
    };
    QList<Schema> all{
        {u"Workspace"_s, u"A cloud workspace."_s, workspaceIdentity() + workspaceState()},
        list(u"WorkspaceList"_s, u"workspaces"_s, u"Workspace"_s),
        {u"Repository"_s,
         u"A git repository as the cloud knows it."_s,
         {uuid(u"id"_s, u"Its own."_s), text(u"name"_s, u"\"acme/shop\"."_s),
          text(u"url"_s, u"Its remote."_s), orNull(time(u"createdAt"_s, u"When it was made."_s))}},
        list(u"RepositoryList"_s, u"repositories"_s, u"Repository"_s),
        presence(),
        list(u"SessionList"_s, u"sessions"_s, u"Session"_s),
        credentials(),
        repositoryStatus(),
        usageEntry(),
        {u"Usage"_s,
         u"What was used between two times."_s,
         {orNull(time(u"from"_s, u"When it begins."_s)), orNull(time(u"to"_s, u"When it ends."_s)),
          objects(u"usage"_s, u"UsageEntry"_s, u"By name; of each what was used most first."_s)}},
        {u"Pulled"_s,
         u"After a pull in the VM."_s,
         {object(u"status"_s, u"RepositoryStatus"_s, u"How the repository is now."_s)}},
        {u"Nothing"_s, u"There is nothing to tell."_s, {}},
        {u"Written"_s,
         u"A part of the answer of everything that changes something."_s,
         {orNull(integer(u"txid"_s,
                         u"The number of the transaction as a shape has it in headers.txids; null "
                         "where nothing was changed that a shape tells of."_s))}},
    };
    return all + vmSchemas() + accountSchemas() + healthSchemas() + errorSchemas();
}

} // namespace skybranch::wire
