// SPDX-License-Identifier: GPL-3.0-or-later
#include "commandline/commands.h"
#include "commandline/output.h"
#include "commandline/words.h"
#include "commandline/workspaces.h"

#include <QJsonArray>

using namespace Qt::StringLiterals;

namespace skybranch::commandline {
namespace {

QString repositoryName(const QList<domain::Repository> &all, RepositoryId id)
{
    const auto found = std::ranges::find(all, id, &domain::Repository::id);
    return found == all.end() ? QString() : found->name;
}

void printList(const QList<domain::Workspace> &all, const QList<domain::Repository> &repositories)
{
    QList<QStringList> rows{{Words::tr("NAME"), Words::tr("STATE"), Words::tr("REPOSITORY"),
                             Words::tr("BRANCH"), Words::tr("PROVIDER"), Words::tr("ID")}};
    for (const domain::Workspace &workspace : all)
        rows << QStringList{workspace.name,
                            stateWords(workspace),
                            repositoryName(repositories, workspace.repositoryId),
                            workspace.branch,
                            workspace.providerType,
                            workspace.id.toString()};
    printTable(rows);
}

void printOne(const domain::Workspace &workspace, const QString &repository, const QString &alias)
{
    QList<QStringList> rows{{Words::tr("Name:"), workspace.name},
                            {Words::tr("State:"), stateWords(workspace)},
                            {Words::tr("Repository:"), repository},
                            {Words::tr("Branch:"), workspace.branch},
                            {Words::tr("Provider:"), workspace.providerType},
                            {Words::tr("SSH host:"), alias},
                            {Words::tr("Id:"), workspace.id.toString()}};
    if (!workspace.statusMessage.isEmpty())
        rows.insert(2, {Words::tr("Why:"), workspace.statusMessage});
    if (!workspace.awakeReason.isEmpty())
        rows.insert(2, {Words::tr("Awake for:"), workspace.awakeReason});
    printTable(rows);
}

Task<> statusOfAll(Context *context)
{
    const auto all = co_await context->cloud->workspaces();
    if (!all)
        co_return failure(all);
    const client::BackendInfo info = context->cloud->info();
    const auto running = std::ranges::count_if(*all, isRunning);
    if (context->options.has(u"json"_s)) {
        printJson({{u"backend"_s,
                    QJsonObject{{u"bundled"_s, info.bundled},
                                {u"url"_s, info.bundled ? QString() : context->config.backendUrl}}},
                   {u"workspaces"_s, qint64(all->size())},
                   {u"running"_s, qint64(running)}});
        co_return {};
    }
    print(info.bundled ? Words::tr("The backend on this computer answers.")
                       : Words::tr("The backend %1 answers.").arg(info.label));
    print(Words::tr("%n workspaces, %1 of them running.", nullptr, int(all->size())).arg(running));
    co_return {};
}

} // namespace

Task<> list(Context *context)
{
    const auto all = co_await context->cloud->workspaces();
    if (!all)
        co_return failure(all);
    rememberNames(*context, *all);
    if (context->options.has(u"json"_s)) {
        QJsonArray items;
        const auto aliases = aliasesOf(*all);
        for (const domain::Workspace &workspace : *all)
            items.append(jsonOf(workspace, aliases.value(workspace.id)));
        printJson({{u"workspaces"_s, items}});
        co_return {};
    }
    const auto repositories = co_await context->cloud->repositories();
    if (!repositories)
        co_return failure(repositories);
    if (all->isEmpty())
        note(Words::tr("There are no cloud workspaces."));
    else
        printList(*all, *repositories);
    co_return {};
}

Task<> status(Context *context)
{
    if (context->options.words.isEmpty())
        co_return co_await statusOfAll(context);
    const auto all = co_await context->cloud->workspaces();
    if (!all)
        co_return failure(all);
    const auto workspace = pick(*all, context->options.words.first());
    if (!workspace)
        co_return failure(workspace);
    const QString alias = aliasesOf(*all).value(workspace->id);
    if (context->options.has(u"json"_s)) {
        printJson({{u"workspace"_s, jsonOf(*workspace, alias)}});
        co_return {};
    }
    const auto repositories = co_await context->cloud->repositories();
    if (!repositories)
        co_return failure(repositories);
    printOne(*workspace, repositoryName(*repositories, workspace->repositoryId), alias);
    co_return {};
}

} // namespace skybranch::commandline
