// SPDX-License-Identifier: GPL-3.0-or-later
#include "client/session.h"
#include "client/worktreeenabling.h"
#include "commandline/commands.h"
#include "commandline/words.h"

#include <QDir>

using namespace Qt::StringLiterals;

namespace skybranch::commandline {
namespace {

client::Unpushed unpushedOf(const Options &options)
{
    if (options.has(u"send-unpushed"_s))
        return client::Unpushed::Send;
    return options.has(u"pushed-only"_s) ? client::Unpushed::Leave : client::Unpushed::Refuse;
}

Task<> follow(Context *context, WorkspaceId id)
{
    const auto workspace = co_await context->cloud->workspace(id);
    if (!workspace)
        co_return failure(workspace);
    co_return co_await followNew(context, *workspace);
}

/// There is no window: its part is played here, until the VM has the branch.
Task<> enableHere(Context *context, QString folder, client::Unpushed unpushed)
{
    if (const auto api = co_await context->cloud->api(); !api)
        co_return failure(api);
    // Its files may still be opening, in threads of theirs, when there is nothing more to do.
    context->leavesAtOnce = true;
    client::Session session(context->config);
    session.start();
    const auto id
        = co_await client::enableWorktree(&session, folder, unpushed, context->cloud->stop());
    if (!id)
        co_return failure(id);
    co_return co_await follow(context, *id);
}

} // namespace

Task<> enable(Context *context)
{
    const Options &options = context->options;
    const QString folder
        = QDir(options.words.isEmpty() ? u"."_s : options.words.first()).absolutePath();
    const client::Unpushed unpushed = unpushedOf(options);
    const auto answer = co_await client::visitOnce(context->config.dataFolder, u"desktop"_s,
                                                   client::enablingQuestion(folder, unpushed),
                                                   context->cloud->stop());
    const auto id = client::enabledIn(answer);
    if (id)
        co_return co_await follow(context, *id);
    if (id.error().code != ErrorCode::NotFound)
        co_return failure(id);
    co_return co_await enableHere(context, folder, unpushed);
}

} // namespace skybranch::commandline
