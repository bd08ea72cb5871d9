// SPDX-License-Identifier: GPL-3.0-or-later
#include "commandline/workspaces.h"

#include "commandline/output.h"
#include "commandline/words.h"
#include "wire/rest.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace skybranch::commandline {
namespace {

using domain::PendingAction;
using domain::Workspace;
using domain::WorkspaceStatus;

constexpr std::chrono::milliseconds lookEvery{250};
constexpr qsizetype longestSlug = 60;
constexpr qsizetype shortId = 8;

/// Lower case letters, digits and "-": no shell and no ssh_config means anything by them.
QString slugOf(const QString &name)
{
    QString slug;
    for (const QChar letter : name.toLower()) {
        const bool isPlain
            = (letter >= u'a' && letter <= u'z') || (letter >= u'0' && letter <= u'9');
        if (isPlain)
            slug += letter;
        else if (!slug.isEmpty() && !slug.endsWith(u'-'))
            slug += u'-';
    }
    slug = slug.left(longestSlug);
    while (slug.endsWith(u'-'))
        slug.chop(1);
    return slug;
}

QString listed(const QList<Workspace> &several)
{
    QStringList lines;
    for (const Workspace &workspace : several)
        lines << u"  %1  %2 (%3)"_s.arg(workspace.id.toString(), workspace.name, workspace.branch);
    return lines.join(u'\n');
}

QString stepWords(domain::ProvisioningStep step)
{
    switch (step) {
    case domain::ProvisioningStep::CreatingVm:
        return Words::tr("Making the VM");
    case domain::ProvisioningStep::WaitingForSsh:
        return Words::tr("Waiting for the VM");
    case domain::ProvisioningStep::Cloning:
        return Words::tr("Bringing the repository");
    case domain::ProvisioningStep::Ready:
        return Words::tr("Ready");
    }
    return {};
}

QString progressOf(const Workspace &workspace)
{
    if (workspace.status != WorkspaceStatus::Provisioning || !workspace.step
        || workspace.pending != PendingAction::None)
        return stateWords(workspace);
    const QString step = stepWords(*workspace.step);
    return workspace.stepDetail.isEmpty() ? step : step + u": "_s + workspace.stepDetail;
}

} // namespace

Result<Workspace> pick(const QList<Workspace> &all, const QString &word)
{
    const QHash<WorkspaceId, QString> aliases = aliasesOf(all);
    const auto matching = [&](auto isMeant) {
        QList<Workspace> found;
        std::ranges::copy_if(all, std::back_inserter(found), [&](const Workspace &workspace) {
            return isMeant(workspace.id.toString()) || isMeant(workspace.name)
                || isMeant(aliases.value(workspace.id));
        });
        return found;
    };
    QList<Workspace> found = matching([&](const QString &name) { return name == word; });
    if (found.isEmpty() && !word.isEmpty())
        found = matching([&](const QString &name) { return name.startsWith(word); });
    if (found.isEmpty())
        return failure(
            ErrorCode::NotFound,
            Words::tr("There is no workspace \"%1\". \"skybranch list\" shows them.").arg(word));
    if (found.size() > 1)
        return failure(ErrorCode::InvalidArgument,
                       Words::tr("\"%1\" may be one of these. Name one by its id:").arg(word)
                           + u'\n' + listed(found));
    return found.first();
}

Task<Workspace> find(Cloud *cloud, QString word)
{
    const auto all = co_await cloud->workspaces();
    co_return all.and_then([&](const auto &list) { return pick(list, word); });
}

QHash<WorkspaceId, QString> aliasesOf(const QList<Workspace> &all)
{
    const auto counted = [&all](auto textOf) {
        QHash<QString, int> count;
        for (const Workspace &workspace : all)
            ++count[textOf(workspace)];
        return count;
    };
    const auto slugs = counted([](const Workspace &workspace) { return slugOf(workspace.name); });
    const auto nameOf = [&slugs](const Workspace &workspace) {
        const QString slug = slugOf(workspace.name);
        return slugs.value(slug) > 1 ? slug + u'-' + workspace.id.toString().left(shortId) : slug;
    };
    // Somebody may have chosen a name that looks like one of these.
    const auto names = counted(nameOf);
    QHash<WorkspaceId, QString> aliases;
    for (const Workspace &workspace : all) {
        const QString name = nameOf(workspace);
        const bool isPlain = !name.isEmpty() && names.value(name) == 1;
        aliases.insert(workspace.id, u"skybranch-"_s + (isPlain ? name : workspace.id.toString()));
    }
    return aliases;
}

bool isRunning(const Workspace &workspace)
{
    return workspace.status == WorkspaceStatus::Running && workspace.pending == PendingAction::None;
}

Task<Workspace> waitFor(Cloud *cloud, WorkspaceId id, Condition isThere)
{
    QString told;
    for (;;) {
        const auto workspace = co_await cloud->workspace(id);
        if (!workspace || isThere(*workspace))
            co_return workspace;
        if (workspace->status == WorkspaceStatus::Error
            && workspace->pending == PendingAction::None)
            co_return failure(ErrorCode::Internal,
                              workspace->statusMessage.isEmpty() ? stateWords(*workspace)
                                                                 : workspace->statusMessage);
        const QString progress = progressOf(*workspace);
        if (std::exchange(told, progress) != progress)
            note(progress);
        if (const auto rested = co_await cloud->rest(lookEvery); !rested)
            co_return failure(rested);
    }
}

Task<Workspace> ensureRunning(Cloud *cloud, WorkspaceId id)
{
    const auto settled = co_await waitFor(cloud, id, [](const Workspace &workspace) {
        return workspace.pending == PendingAction::None
            && workspace.status != WorkspaceStatus::Provisioning;
    });
    if (!settled || isRunning(*settled))
        co_return settled;
    note(Words::tr("%1 is %2. It is resumed.").arg(settled->name, stateWords(*settled)));
    const auto asked = co_await cloud->request(id, domain::WorkspaceEvent::Resume);
    if (!asked)
        co_return failure(asked);
    co_return co_await waitFor(cloud, id, isRunning);
}

QString stateWords(const Workspace &workspace)
{
    switch (workspace.pending) {
    case PendingAction::Pause:
        return Words::tr("pausing");
    case PendingAction::Resume:
        return Words::tr("resuming");
    case PendingAction::Stop:
        return Words::tr("stopping");
    case PendingAction::Delete:
    case PendingAction::Cancel:
        return Words::tr("deleting");
    case PendingAction::None:
        break;
    }
    switch (workspace.status) {
    case WorkspaceStatus::Provisioning:
        return Words::tr("provisioning");
    case WorkspaceStatus::Running:
        return Words::tr("running");
    case WorkspaceStatus::Paused:
        return Words::tr("paused");
    case WorkspaceStatus::Stopped:
        return Words::tr("stopped");
    case WorkspaceStatus::Error:
        return Words::tr("failed");
    }
    return {};
}

QJsonObject jsonOf(const Workspace &workspace, const QString &alias)
{
    QJsonObject json = wire::toJson(workspace);
    json.insert("sshHost"_L1, alias);
    return json;
}

} // namespace skybranch::commandline
