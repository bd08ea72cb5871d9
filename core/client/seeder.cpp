// SPDX-License-Identifier: GPL-3.0-or-later
#include "client/seeder.h"

#include "base/log.h"
#include "client/seedpackage.h"
#include "client/words.h"
#include "ssh/remoterun.h"
#include "wire/jsonreader.h"

#include <QCoreApplication>
#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QLocale>
#include <QTimer>

namespace skybranch::client {
namespace {

Q_LOGGING_CATEGORY(logSeed, "skybranch.client.seed")

constexpr std::chrono::minutes sendTime(30);
constexpr std::chrono::seconds connectTime(60);
constexpr std::chrono::milliseconds firstRetry(1'000);
constexpr std::chrono::milliseconds longestRetry(30'000);
constexpr int mostDoublings = 5;
constexpr qint64 replyLimit = 64 << 10;

Result<> replyOf(const ssh::RemoteOutput &output)
{
    const auto json = wire::parseObject(output.out.trimmed());
    if (!json)
        return failure(ErrorCode::Internal,
                       Words::tr("The VM has not taken the branch. Try again."),
                       QString::fromUtf8(output.err.right(1000)));
    const auto reply = wire::SeedReply::fromJson(*json);
    if (!reply)
        return failure(reply);
    if (!reply->ok)
        return failure(ErrorCode::Unavailable, reply->message);
    return {};
}

/// Sends the package over the link's connection.
Task<> sendPackage(QPointer<VmLink> link, QString file, StopToken stop)
{
    const VmLinkUse use(link);
    // A guest that answers is a guest that can take it.
    const auto control = co_await link->control(connectTime);
    if (!control)
        co_return failure(control);
    if (!link || !link->connection())
        co_return failure(ErrorCode::Unavailable,
                          Words::tr("The connection to the VM was lost. Try again."));
    const std::shared_ptr<ssh::Connection> connection = link->connection();
    const auto output
        = co_await ssh::runRemote(connection.get(),
                                  {.words = {link->guest().program, QStringLiteral("seed")},
                                   .inputFile = file,
                                   .timeout = sendTime,
                                   .outputLimit = replyLimit},
                                  stop);
    if (!output)
        co_return failure(output);
    co_return replyOf(*output);
}

/// What a desktop that was killed has packed: private code, and nobody sends it any more. Each
/// process has a folder of its own.
void removeLeft(const QString &folder)
{
    const QString own = QString::number(QCoreApplication::applicationPid());
    for (const QString &name : QDir(folder).entryList(QDir::AllEntries | QDir::NoDotAndDotDot)) {
        if (name != own && QFile::exists(QStringLiteral("/proc/") + name))
            continue;
        const QString path = folder + u'/' + name;
        if (!QDir(path).removeRecursively())
            QFile::remove(path);
    }
}

} // namespace

Seeder::Seeder(QString gitProgram, QString folder, RepositoryList &repositories,
               Operations &operations)
    : m_gitProgram(std::move(gitProgram))
    , m_folder(std::move(folder))
    , m_repositories(repositories)
    , m_operations(operations)
{
    removeLeft(m_folder);
    m_folder += u'/' + QString::number(QCoreApplication::applicationPid());
}

Seeder::~Seeder()
{
    for (Package &package : m_packages)
        package.stop.request_stop();
}

Seeder::Source Seeder::sourceOf(const QString &path, bool withUnpushed) const
{
    const WorktreeInfo *info = m_repositories.worktree(path);
    return info ? Source{info->headId, info->distance, withUnpushed} : Source();
}

void Seeder::prepare(WorkspaceId id, const QString &path, const QString &branch, bool withUnpushed)
{
    const WorktreeInfo *info = m_repositories.worktree(path);
    const RepositoryInfo *repository
        = info ? m_repositories.repository(info->repositoryId) : nullptr;
    discardUnserved(id);
    if (!repository || m_packages.contains(id))
        return;
    Package &package = m_packages[id];
    package.source = sourceOf(path, withUnpushed);
    package.path = path;
    package.file = m_folder + QStringLiteral("/%1-%2.seed").arg(id.toString()).arg(++m_packed);
    package.isPacking = true;
    SeedRequest request{.call = {.folder = path, .stop = package.stop.get_token()},
                        .branch = branch,
                        .url = repository->remoteUrl,
                        .withUnpushed = withUnpushed,
                        .file = package.file,
                        .pool = m_repositories.pool()};
    request.call.program.program = m_gitProgram;
    QCoro::connect(
        packSeed(std::move(request)), this,
        [this, id, file = package.file](const Result<> &packed) { takePacked(id, file, packed); });
}

void Seeder::takePacked(WorkspaceId id, const QString &file, const Result<> &packed)
{
    const auto package = m_packages.find(id);
    if (package == m_packages.end() || package->file != file) {
        QFile::remove(file);
        return;
    }
    package->isPacking = false;
    package->packed = packed;
    if (package->isServed)
        send(id);
}

void Seeder::serve(VmLink *link, const QString &path, bool withUnpushed)
{
    const domain::Workspace &workspace = link->workspace();
    const bool isWanted = workspace.status == domain::WorkspaceStatus::Provisioning
        && workspace.pending == domain::PendingAction::None
        && workspace.step == domain::ProvisioningStep::Cloning
        && workspace.seed == domain::SeedSource::Desktop;
    const Served served = m_served.value(workspace.id);
    const bool isAnswered = served.step == workspace.stepStartedAt;
    if (!isWanted || (isAnswered && !served.isDue))
        return;
    // A look at the remote makes way: it may hang, and the VM waits.
    if (m_operations.current(path) == Operation::Fetch)
        m_operations.cancel(path);
    // A row that is busy with something else asks again when that is done.
    if (m_operations.isBusy(path))
        return;
    if (m_packages.value(workspace.id).source != sourceOf(path, withUnpushed))
        prepare(workspace.id, path, workspace.branch, withUnpushed);
    if (!m_packages.contains(workspace.id))
        return;
    m_served.insert(
        workspace.id,
        {.step = workspace.stepStartedAt, .failures = isAnswered ? served.failures : 0});
    const auto stop = m_operations.begin(path, Operation::Seed);
    const auto package = m_packages.find(workspace.id);
    if (!stop)
        return;
    package->isServed = true;
    package->link = link;
    package->sendStop = *stop;
    const bool isPacked = !package->isPacking;
    // While it is being packed, the way to the VM is made.
    link->setSeeding(true);
    if (isPacked)
        send(workspace.id);
}

void Seeder::send(WorkspaceId id)
{
    const Package &package = m_packages[id];
    if (!package.packed) {
        finish(id, package.packed);
        return;
    }
    const qint64 size = QFileInfo(package.file).size();
    m_operations.setProgress(
        package.path, QStringLiteral("Sending %1").arg(QLocale::c().formattedDataSize(size)));
    auto sent = sendPackage(package.link, package.file, package.sendStop);
    QCoro::connect(std::move(sent), this,
                   [this, id](const Result<> &result) { finish(id, result); });
}

void Seeder::finish(WorkspaceId id, const Result<> &result)
{
    const auto package = m_packages.find(id);
    if (package == m_packages.end())
        return;
    if (!result)
        qCWarning(logSeed) << id.toString() << describe(result.error());
    if (package->link)
        package->link->setSeeding(false);
    const QString path = package->path;
    const bool isGivenUp = package->sendStop.stop_requested();
    // Another try packs anew: the branch may have moved.
    discard(id);
    m_operations.end(path, result);
    if (!result && !isGivenUp)
        tryAgainLater(id);
}

/// The backend waits for half an hour: what was in the way may be gone long before.
void Seeder::tryAgainLater(WorkspaceId id)
{
    const auto served = m_served.find(id);
    if (served == m_served.end())
        return;
    const auto wait = firstRetry * (1 << std::min(served->failures++, mostDoublings));
    QTimer::singleShot(std::min(wait, longestRetry), this, [this, id, step = served->step] {
        const auto still = m_served.find(id);
        if (still == m_served.end() || still->step != step)
            return;
        still->isDue = true;
        Q_EMIT due(id);
    });
}

void Seeder::discard(WorkspaceId id)
{
    Package package = m_packages.take(id);
    package.stop.request_stop();
    QFile::remove(package.file);
}

void Seeder::discardUnserved(WorkspaceId id)
{
    if (const auto package = m_packages.constFind(id);
        package != m_packages.cend() && !package->isServed)
        discard(id);
}

/// Its link may be gone already, so that what it is busy with is known here alone.
void Seeder::forget(WorkspaceId id)
{
    m_served.remove(id);
    if (!m_packages.contains(id))
        return;
    const Package package = m_packages.value(id);
    discard(id);
    if (!package.isServed)
        return;
    m_operations.cancel(package.path);
    m_operations.end(package.path, cancelled());
}

} // namespace skybranch::client
