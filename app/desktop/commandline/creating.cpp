// SPDX-License-Identifier: GPL-3.0-or-later
#include "client/repositoryreading.h"
#include "commandline/commands.h"
#include "commandline/output.h"
#include "commandline/words.h"
#include "commandline/workspaces.h"
#include "domain/names.h"

#include <QDir>
#include <QFileInfo>

using namespace Qt::StringLiterals;

namespace skybranch::commandline {
namespace {

using domain::Workspace;

/// @p repository: a remote's address, or a folder whose repository has one.
Task<QString> remoteOf(QString repository)
{
    const QFileInfo place(repository.isEmpty() ? QDir::currentPath() : repository);
    if (!place.isDir())
        co_return repository;
    const auto reading = co_await runOn(
        QThreadPool::globalInstance(),
        [folder = place.absoluteFilePath()]() -> Result<client::RepositoryReading> {
            return client::readRepository(folder);
        });
    if (!reading)
        co_return failure(reading);
    if (!reading->problem.isEmpty())
        co_return failure(ErrorCode::InvalidArgument, reading->problem);
    if (reading->remoteUrl.isEmpty())
        co_return failure(ErrorCode::InvalidArgument,
                          Words::tr("%1 has no remote. Add one with \"git remote add\".")
                              .arg(place.absoluteFilePath()));
    co_return QString(reading->remoteUrl);
}

} // namespace

Task<> followNew(Context *context, Workspace made)
{
    Result<Workspace> now = made;
    if (waitsFor(*context, "no-wait"_L1, false)) {
        now = co_await waitFor(context->cloud, made.id, isRunning);
        if (!now && now.error().code == ErrorCode::Cancelled) {
            note(Words::tr("Taking it back…"));
            static_cast<void>(co_await context->cloud->takeBack(made.id));
        }
    }
    if (!now)
        co_return failure(now);
    const auto all = co_await context->cloud->workspaces();
    if (!all)
        co_return failure(all);
    tellOthers(*context, *all);
    const QString alias = aliasesOf(*all).value(made.id);
    if (context->options.has(u"json"_s))
        printJson({{u"workspace"_s, jsonOf(*now, alias)}});
    else
        print(now->name + u": "_s + stateWords(*now));
    co_return {};
}

Task<> create(Context *context)
{
    const Options &options = context->options;
    if (options.branch.isEmpty())
        co_return failure(ErrorCode::InvalidArgument,
                          Words::tr("\"skybranch create\" needs --branch BRANCH."));
    const auto url = co_await remoteOf(options.repository);
    if (!url)
        co_return failure(url);
    const QString name
        = options.name.isEmpty() ? domain::workspaceNameOf(options.branch) : options.name;
    const wire::CreateWorkspace request{.name = name,
                                        .branch = options.branch,
                                        .provider = options.provider,
                                        .id = WorkspaceId::create()};
    const auto repository = co_await context->cloud->ask(
        [url = *url](std::shared_ptr<client::ApiClient> api) { return api->addRepository(url); });
    if (!repository)
        co_return failure(repository);
    const auto made = co_await context->cloud->ask(
        [request, id = repository->id](std::shared_ptr<client::ApiClient> api) {
            wire::CreateWorkspace filled = request;
            filled.repositoryId = id;
            return api->createWorkspace(filled);
        });
    if (!made)
        co_return failure(made);
    co_return co_await followNew(context, *made);
}

} // namespace skybranch::commandline
