// SPDX-License-Identifier: GPL-3.0-or-later
#include "client/lossinspection.h"
#include "commandline/commands.h"
#include "commandline/output.h"
#include "commandline/words.h"
#include "commandline/workspaces.h"

#include <unistd.h>

using namespace Qt::StringLiterals;

namespace skybranch::commandline {
namespace {

using domain::PendingAction;
using domain::Workspace;
using domain::WorkspaceEvent;
using domain::WorkspaceStatus;

struct Change
{
    WorkspaceEvent event;
    WorkspaceStatus target;
};

Change changeOf(const QString &command)
{
    if (command == "pause"_L1)
        return {WorkspaceEvent::Pause, WorkspaceStatus::Paused};
    if (command == "stop"_L1)
        return {WorkspaceEvent::Stop, WorkspaceStatus::Stopped};
    return {WorkspaceEvent::Resume, WorkspaceStatus::Running};
}

Task<> tell(Context *context, Workspace workspace)
{
    if (context->options.has(u"json"_s)) {
        const auto all = co_await context->cloud->workspaces();
        const QString alias = all ? aliasesOf(*all).value(workspace.id) : QString();
        printJson({{u"workspace"_s, jsonOf(workspace, alias)}});
    } else {
        print(workspace.name + u": "_s + stateWords(workspace));
    }
    co_return {};
}

QString lossWords(const client::LossReport &report)
{
    if (!report.known)
        return Words::tr("What is only in its VM could not be read.");
    QStringList lines;
    if (report.commitCount > 0)
        lines << Words::tr("%n commits were never pushed:", nullptr, report.commitCount);
    for (const QString &commit : report.commits)
        lines << u"  "_s + shown(commit);
    if (report.fileCount > 0)
        lines << Words::tr("%n files are not committed:", nullptr, report.fileCount);
    for (const QString &file : report.files)
        lines << u"  "_s + shown(file);
    if (!report.foregroundJob.isEmpty())
        lines << Words::tr("This still runs: %1").arg(shown(report.foregroundJob));
    return lines.join(u'\n');
}

Task<client::LossReport> lossOf(Context *context, Workspace workspace)
{
    const auto api = co_await context->cloud->api();
    if (!api)
        co_return failure(api);
    client::VmLink link(workspace);
    link.setApi(*api);
    co_return co_await client::inspectLossOf(&link);
}

/// Says what would be lost, and asks.
Task<> confirmDelete(Context *context, Workspace workspace)
{
    if (!isTerminal(STDIN_FILENO))
        co_return failure(
            ErrorCode::InvalidArgument,
            Words::tr("Nobody can be asked here. Add --yes to delete %1.").arg(workspace.name));
    const auto report = co_await lossOf(context, workspace);
    for (const QString &line : lossWords(report.value_or(client::LossReport())).split(u'\n'))
        note(line);
    if (!isConfirmed(Words::tr("Delete %1 and its VM?").arg(workspace.name)))
        co_return cancelled();
    co_return {};
}

Task<> waitUntilGone(Cloud *cloud, WorkspaceId id)
{
    const auto gone = co_await waitFor(cloud, id, [](const Workspace &) { return false; });
    if (gone || gone.error().code == ErrorCode::NotFound)
        co_return {};
    co_return failure(gone);
}

} // namespace

bool waitsFor(const Context &context, QLatin1StringView flag, bool ifGiven)
{
    return context.cloud->endsWithUs() || context.options.has(flag) == ifGiven;
}

Task<> change(Context *context)
{
    const Change wanted = changeOf(context->options.command);
    const auto workspace = co_await find(context->cloud, context->options.words.first());
    if (!workspace)
        co_return failure(workspace);
    const auto isDone = [wanted](const Workspace &now) {
        return now.status == wanted.target && now.pending == PendingAction::None;
    };
    if (isDone(*workspace))
        co_return co_await tell(context, *workspace);
    auto now = co_await context->cloud->request(workspace->id, wanted.event);
    if (now && waitsFor(*context, "wait"_L1, true))
        now = co_await waitFor(context->cloud, workspace->id, isDone);
    if (!now)
        co_return failure(now);
    co_return co_await tell(context, *now);
}

Task<> remove(Context *context)
{
    const auto workspace = co_await find(context->cloud, context->options.words.first());
    if (!workspace)
        co_return failure(workspace);
    if (!context->options.has(u"yes"_s)) {
        if (const auto confirmed = co_await confirmDelete(context, *workspace); !confirmed)
            co_return confirmed;
    }
    const auto asked = co_await context->cloud->request(workspace->id, WorkspaceEvent::Delete);
    if (!asked && asked.error().code != ErrorCode::NotFound)
        co_return failure(asked);
    const bool isGone = waitsFor(*context, "wait"_L1, true);
    if (isGone) {
        if (const auto gone = co_await waitUntilGone(context->cloud, workspace->id); !gone)
            co_return gone;
        if (const auto left = co_await context->cloud->workspaces())
            tellOthers(*context, *left);
    }
    if (context->options.has(u"json"_s))
        printJson({{isGone ? u"deleted"_s : u"deleting"_s, workspace->id.toString()}});
    else if (isGone)
        print(Words::tr("%1 is deleted.").arg(workspace->name));
    else
        print(Words::tr("%1 is being deleted.").arg(workspace->name));
    co_return {};
}

} // namespace skybranch::commandline
