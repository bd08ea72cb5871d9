// SPDX-License-Identifier: GPL-3.0-or-later
#include "client/localsync.h"

#include "base/log.h"
#include "client/words.h"
#include "work/repositoryreading.h"

#include <QDir>
#include <QFileInfo>
#include <QPointer>

namespace skybranch::client {
namespace {

Q_LOGGING_CATEGORY(logSync, "skybranch.client.sync")

template <typename T> Result<> withoutValue(const Result<T> &result)
{
    return result.transform([](const auto &) { });
}

} // namespace

QString progressText(const git::Progress &progress)
{
    QString text = progress.phase;
    if (progress.total > 0)
        text += QStringLiteral(": %1 %").arg(progress.done * 100 / progress.total);
    if (!progress.bytesText.isEmpty())
        text += QStringLiteral(", ") + progress.bytesText;
    return text;
}

LocalSync::LocalSync(QString gitProgram, RepositoryList &repositories, Operations &operations,
                     WorktreeSettings &settings)
    : m_gitProgram(std::move(gitProgram))
    , m_repositories(repositories)
    , m_operations(operations)
    , m_settings(settings)
{
    connect(&m_operations, &Operations::changed, this, &LocalSync::goOn);
}

LocalSync::~LocalSync()
{
    m_cloneStop.request_stop();
}

git::GitCall LocalSync::callIn(const QString &path, StopToken stop)
{
    git::GitCall call;
    call.folder = path;
    call.program.program = m_gitProgram;
    call.stop = std::move(stop);
    call.onProgress = [self = QPointer(this), path](const git::Progress &progress) {
        if (self)
            self->m_operations.setProgress(path, progressText(progress));
    };
    return call;
}

void LocalSync::finish(const QString &path, const Result<> &result)
{
    m_operations.end(path, result);
    const WorktreeInfo *info = m_repositories.worktree(path);
    if (info && result)
        m_settings.setCheckedNow(path, info->repositoryId);
    m_repositories.reread(path);
}

/// True where a look at the remote ends for the sake of @p next, which begins then.
bool LocalSync::makesWay(const QString &path, std::function<void()> next)
{
    if (m_operations.current(path) != Operation::Fetch)
        return false;
    m_next.insert(path, std::move(next));
    m_operations.cancel(path);
    return true;
}

void LocalSync::goOn(const QString &path)
{
    if (m_operations.isBusy(path))
        return;
    if (const auto next = m_next.take(path))
        next();
}

void LocalSync::fetch(const QString &path)
{
    if (!canSync(path))
        return;
    const auto stop = m_operations.begin(path, Operation::Fetch);
    if (!stop)
        return;
    QCoro::connect(git::fetch(callIn(path, *stop)), this,
                   [this, path](const Result<> &result) { finish(path, result); });
}

void LocalSync::push(const QString &path)
{
    const WorktreeInfo *info = m_repositories.worktree(path);
    if (!info || makesWay(path, [this, path] { push(path); }))
        return;
    const QString branch = info->branch;
    const auto stop = m_operations.begin(path, Operation::Push);
    if (!stop)
        return;
    if (branch.isEmpty()) {
        m_operations.end(path,
                         failure(ErrorCode::Conflict,
                                 Words::tr("No branch is checked out here, so there is "
                                           "nothing to push. Check out a branch.")));
        return;
    }
    QCoro::connect(git::push(callIn(path, *stop), branch), this,
                   [this, path](const Result<git::PushOutcome> &result) {
                       finish(path, withoutValue(result));
                   });
}

void LocalSync::pull(const QString &path)
{
    if (!m_repositories.worktree(path) || makesWay(path, [this, path] { pull(path); }))
        return;
    const auto stop = m_operations.begin(path, Operation::Pull);
    if (!stop)
        return;
    QCoro::connect(git::pullFastForward(callIn(path, *stop)), this,
                   [this, path](const Result<git::PullOutcome> &result) {
                       finish(path, withoutValue(result));
                   });
}

void LocalSync::merge(const QString &path)
{
    integrate(path, git::Integration::Merge, Operation::Merge);
}

void LocalSync::rebase(const QString &path)
{
    integrate(path, git::Integration::Rebase, Operation::Rebase);
}

void LocalSync::integrate(const QString &path, git::Integration how, Operation operation)
{
    const auto again = [this, path, how, operation] { integrate(path, how, operation); };
    if (!m_repositories.worktree(path) || makesWay(path, again))
        return;
    const auto stop = m_operations.begin(path, operation);
    if (!stop)
        return;
    QCoro::connect(git::integrate(callIn(path, *stop), how), this,
                   [this, path](const Result<> &result) {
                       m_operations.end(path, result);
                       m_repositories.reread(path);
                   });
}

void LocalSync::inspectDivergence(const QString &path)
{
    QCoro::connect(git::readRepository(m_repositories.pool(), path, work::readDivergence), this,
                   [this, path](const Result<domain::Divergence> &divergence) {
                       if (divergence)
                           Q_EMIT divergenceKnown(path, *divergence);
                       else
                           Q_EMIT divergenceFailed(path, divergence.error());
                   });
}

bool LocalSync::canSync(const QString &path) const
{
    const WorktreeInfo *info = m_repositories.worktree(path);
    return info && info->problem.isEmpty() && info->hasRemote && !m_operations.isBusy(path);
}

bool LocalSync::follow(const QString &path)
{
    if (!canSync(path))
        return false;
    const WorktreeInfo *info = m_repositories.worktree(path);
    if (m_settings.value(path).cloudSyncEnabled && info->changed == 0 && info->hasUpstream)
        pullQuietly(path);
    else
        fetchQuietly(path);
    return true;
}

void LocalSync::fetchQuietly(const QString &path)
{
    const auto stop = m_operations.begin(path, Operation::Fetch);
    if (!stop)
        return;
    QCoro::connect(git::fetch(callIn(path, *stop)), this, [this, path](const Result<> &result) {
        if (!result)
            qCInfo(logSync) << "fetch:" << describe(result.error());
        finish(path, result ? result : cancelled());
    });
}

void LocalSync::pullQuietly(const QString &path)
{
    const auto stop = m_operations.begin(path, Operation::Pull);
    if (!stop)
        return;
    QCoro::connect(git::pullFastForward(callIn(path, *stop)), this,
                   [this, path](const Result<git::PullOutcome> &result) {
                       finish(path, result ? Result<>() : cancelled());
                       if (result)
                           return;
                       qCInfo(logSync) << "pull:" << describe(result.error());
                       // Diverged or changed meanwhile: the user is shown both sides.
                       if (result.error().code == ErrorCode::Conflict)
                           fetchQuietly(path);
                   });
}

void LocalSync::clone(const QString &url, const QString &folder)
{
    if (m_isCloning) {
        // One that is cancelled takes its time to clean up.
        if (m_cloneStop.stop_requested())
            m_nextClone = {url, folder};
        return;
    }
    m_isCloning = true;
    m_cloneStop = StopSource();
    git::GitCall call = callIn(QFileInfo(folder).absolutePath(), m_cloneStop.get_token());
    call.onProgress = [self = QPointer(this)](const git::Progress &progress) {
        if (self)
            Q_EMIT self->cloneProgress(progressText(progress));
    };
    const QString target = QDir::cleanPath(QFileInfo(folder).absoluteFilePath());
    QCoro::connect(git::clone(call, {.url = url, .folder = target}), this,
                   [this, target](const Result<> &result) {
                       m_isCloning = false;
                       const auto next = std::exchange(m_nextClone, std::nullopt);
                       if (result)
                           Q_EMIT cloned(target);
                       else if (!next)
                           Q_EMIT cloneFailed(result.error());
                       if (next)
                           clone(next->first, next->second);
                   });
}

void LocalSync::cancelClone()
{
    m_nextClone.reset();
    m_cloneStop.request_stop();
}

} // namespace skybranch::client
