// SPDX-License-Identifier: GPL-3.0-or-later
#include "domain/names.h"
#include "domain/presence.h"
#include "domain/role.h"
#include "domain/workspace.h"
#include "wire/schemabuilder.h"

using namespace Qt::StringLiterals;

namespace skybranch::wire {
namespace {

using namespace build;

SchemaField workspaceName()
{
    return text(u"name"_s, 1, domain::maxWorkspaceName, u"What people call it."_s);
}

SchemaField autoStop()
{
    return integer(u"autoStopMinutes"_s, domain::minAutoStopMinutes, domain::maxAutoStopMinutes,
                   u"It is paused when nothing has happened in it for so long."_s);
}

SchemaField seed()
{
    return oneOf(u"seed"_s, {domain::SeedSource::Remote, domain::SeedSource::Desktop},
                 u"Where the first content comes from: the git remote, or a desktop."_s);
}

Schema createWorkspace()
{
    return {
        u"CreateWorkspace"_s,
        u"A new workspace."_s,
        {uuid(u"repositoryId"_s, u"A repository of the organisation."_s), workspaceName(),
         text(u"branch"_s, 1, 200, u"Its git branch."_s),
         optional(oneOf(u"placement"_s, {domain::Placement::Dedicated, domain::Placement::Personal},
                        u"A VM of its own, or its user's one VM. Left out: dedicated."_s)),
         optional(seed()), optional(autoStop()),
         optional(
             text(u"provider"_s, 0, 64, u"Where its VM comes from. Left out: the standard one."_s)),
         optional(uuid(u"id"_s,
                       u"Chosen by who asks, so that the same can be asked again after a lost "
                       "answer."_s))}};
}

Schema join()
{
    return {
        u"JoinWorkspace"_s,
        u"A connection to a workspace."_s,
        {optional(uuid(u"sessionId"_s,
                       u"Chosen by who asks; the same once more is a heartbeat. Left out: any."_s)),
         optional(oneOf(u"clientType"_s, {domain::ClientType::Desktop, domain::ClientType::Web},
                        u"What it is made with. Left out: desktop."_s))}};
}

} // namespace

QList<Schema> requestSchemas()
{
    return {
        {u"CreateRepository"_s,
         u"A git repository that workspaces can be made of."_s,
         {text(u"url"_s, 1, 4096, u"Its remote, with no password in it."_s),
          optional(text(u"name"_s, 1, domain::maxWorkspaceName,
                        u"What people call it. Left out: made of the URL."_s))}},
        createWorkspace(),
        {u"UpdateWorkspace"_s,
         u"What is there is changed."_s,
         {optional(workspaceName()), optional(autoStop())}},
        {u"RetryWorkspace"_s, u"Another try after an error."_s, {optional(seed())}},
        {u"SshCredentialsRequest"_s,
         u"A key to get a certificate for."_s,
         {text(u"publicKey"_s, 0, 1000, u"One line: \"ssh-ed25519 AAAA...\"."_s)}},
        join(),
        {u"AddMember"_s,
         u"Somebody who is to be a member."_s,
         {text(u"userId"_s, 1, 200, u"What other systems call them."_s),
          optional(text(u"displayName"_s, 1, 200,
                        u"What they are called here. Left out: as before, or the userId."_s)),
          optional(oneOf(u"role"_s, {domain::Role::Member, domain::Role::Admin},
                         u"What they may do. Left out: as before, or member."_s))}},
        {u"CreateKey"_s,
         u"An API key to be made."_s,
         {text(u"name"_s, 1, 200, u"What it is for."_s),
          optional(text(u"userId"_s, 0, 200, u"Whose it is. Left out: the caller's own."_s))}},
        {u"KeepAwake"_s,
         u"How long a workspace is to stay awake."_s,
         {integer(u"minutes"_s, 0, domain::maxKeepAwakeMinutes, u"From now; 0 ends it."_s)}},
        {u"UsageQuery"_s,
         u"A time of at most 400 days."_s,
         {optional(time(u"from"_s, u"Left out: 30 days before the end."_s)),
          optional(time(u"to"_s, u"Left out: now."_s))}},
    };
}

} // namespace skybranch::wire
