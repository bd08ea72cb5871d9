// SPDX-License-Identifier: GPL-3.0-or-later
#include "client/worktreeenabling.h"

#include "client/words.h"
#include "wire/jsonreader.h"

#include <QDir>
#include <QFileInfo>

using namespace Qt::StringLiterals;

namespace skybranch::client {
namespace {

constexpr int longestPath = 4096;
constexpr std::chrono::milliseconds patience{120'000};

using Condition = std::function<bool()>;

/// Waits until @p isThere holds; it is looked at whenever the session says something. What fails
/// meanwhile for @p row, or for none, ends it.
Task<> settle(QPointer<Session> session, QString row, Condition isThere, StopToken stop)
{
    const Completion<> completion;
    auto done = completion.wait();
    QObject waiting;
    const auto look = [isThere, completion] {
        if (isThere())
            completion.finish({});
    };
    QObject::connect(session, &Session::loaded, &waiting, look);
    QObject::connect(session, &Session::repositoriesChanged, &waiting, look);
    QObject::connect(session, &Session::worktreeChanged, &waiting, look);
    QObject::connect(session, &Session::backendChanged, &waiting, look);
    QObject::connect(session, &Session::failed, &waiting,
                     [row, completion](const QString &id, const Error &error) {
                         if (id == row || id.isEmpty())
                             completion.finish(std::unexpected(error));
                     });
    QObject::connect(session, &QObject::destroyed, &waiting,
                     [completion] { completion.finish(cancelled()); });
    QTimer::singleShot(patience, &waiting, [completion] {
        completion.finish(failure(ErrorCode::Timeout,
                                  Words::tr("The worktree could not be read in time. Try again.")));
    });
    const std::stop_callback onStop(stop, [completion] { completion.finish(cancelled()); });
    look();
    const auto settled = co_await done;
    // It may be gone since then.
    co_return session ? settled : cancelled();
}

/// The top of the worktree that @p folder lies in.
Result<QString> topOf(const QString &folder)
{
    QDir place(QFileInfo(folder).canonicalFilePath());
    if (!place.exists() || folder.isEmpty())
        return failure(ErrorCode::NotFound, Words::tr("There is no folder %1.").arg(folder));
    while (!place.exists(QStringLiteral(".git"))) {
        if (!place.cdUp())
            return failure(ErrorCode::NotFound,
                           Words::tr("%1 is in no git repository.").arg(folder));
    }
    return place.path();
}

bool isThrough(const BackendInfo &backend)
{
    return backend.state == BackendInfo::State::Ready
        || backend.state == BackendInfo::State::Failed;
}

Result<> checkUnpushed(const WorktreeInfo &row, Unpushed unpushed)
{
    if (unpushed != Unpushed::Refuse || (row.hasUpstream && row.distance.ahead == 0))
        return {};
    return failure(ErrorCode::InvalidArgument,
                   row.hasUpstream
                       ? Words::tr("%n commits are not on the remote yet. Push them first, or add "
                                   "--send-unpushed or --pushed-only.",
                                   nullptr, row.distance.ahead)
                       : Words::tr("This branch is not on the remote yet. Push it first, or add "
                                   "--send-unpushed."));
}

Task<WorktreeInfo> readRow(QPointer<Session> session, QString folder, StopToken stop)
{
    const auto loaded = co_await settle(
        session, {}, [session] { return session->isLoaded() && isThrough(session->backend()); },
        stop);
    if (!loaded)
        co_return failure(loaded);
    if (session->backend().state != BackendInfo::State::Ready)
        co_return failure(ErrorCode::Unavailable, session->backend().problem);
    if (!session->worktree(folder))
        session->addRepository(folder);
    const auto read = co_await settle(
        session, {}, [session, folder] { return session->worktree(folder).has_value(); }, stop);
    if (!read)
        co_return failure(read);
    co_return *session->worktree(folder);
}

} // namespace

Task<WorkspaceId> enableWorktree(QPointer<Session> session, QString folder, Unpushed unpushed,
                                 StopToken stop)
{
    const auto place = topOf(folder);
    if (!place)
        co_return failure(place);
    const auto row = co_await readRow(session, *place, stop);
    if (!row)
        co_return failure(row);
    if (row->cloud)
        co_return failure(ErrorCode::Conflict, Words::tr("This worktree is in the cloud already."));
    if (const auto good = checkUnpushed(*row, unpushed); !good)
        co_return failure(good);
    const QString id = row->id;
    const auto isInCloud = [session, id] {
        const auto now = session->worktree(id);
        return now && now->cloud;
    };
    // What it says at once counts too.
    auto enabled = settle(session, id, isInCloud, stop);
    session->enableCloud(id, unpushed == Unpushed::Send);
    if (const auto done = co_await enabled; !done)
        co_return failure(done);
    co_return session->worktree(id)->cloud->id;
}

QJsonObject enablingQuestion(const QString &folder, Unpushed unpushed)
{
    return {{QStringLiteral("folder"), folder}, {QStringLiteral("unpushed"), int(unpushed)}};
}

Task<QJsonObject> answerEnabling(QPointer<Session> session, QJsonObject question)
{
    wire::JsonReader reader(question);
    const QString folder = reader.text("folder"_L1, longestPath);
    const auto unpushed = Unpushed(reader.integer("unpushed"_L1, 0, int(Unpushed::Leave)));
    if (const auto good = reader.finish(folder); !good)
        co_return failure(good);
    const auto id = co_await enableWorktree(session, folder, unpushed);
    co_return id.transform([](WorkspaceId workspace) {
        return QJsonObject{{QStringLiteral("id"), workspace.toString()}};
    });
}

Result<WorkspaceId> enabledIn(const Result<QJsonObject> &answer)
{
    if (!answer)
        return failure(answer);
    const auto id = WorkspaceId::fromString(answer->value("id"_L1).toString());
    if (id.isNull())
        return failure(ErrorCode::Internal,
                       Words::tr("The other Skybranch answers with nonsense. Start it again."));
    return id;
}

} // namespace skybranch::client
