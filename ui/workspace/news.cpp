// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/workspace/news.h"

#include "ui/views/words.h"

namespace skybranch::ui {

using client::Operation;
using client::WorktreeInfo;
using domain::WorkspaceStatus;

News::News(client::Session &session, std::function<bool(const QString &)> inSight, QObject *parent)
    : QObject(parent)
    , m_session(session)
    , m_inSight(std::move(inSight))
{
    connect(&session, &client::Session::worktreeChanged, this, &News::onChanged);
}

void News::onChanged(const QString &worktreeId)
{
    const auto info = m_session.worktree(worktreeId);
    if (!info) {
        m_going.remove(worktreeId);
        return;
    }
    const QDateTime now = QDateTime::currentDateTimeUtc();
    const bool provisioning = info->cloud && info->cloud->status == WorkspaceStatus::Provisioning;
    const Going before = m_going.value(worktreeId);
    const bool same = before.provisioning == provisioning && before.operation == info->operation;
    if (same)
        return;
    if (provisioning || info->operation != Operation::None)
        m_going.insert(worktreeId, {provisioning, info->operation, now});
    else
        m_going.remove(worktreeId);
    const bool shown = !m_notifier || !before.since.isValid()
        || before.since.msecsTo(now) < m_patience.count() || m_inSight(worktreeId);
    const QString words = shown ? QString() : wordsFor(before, *info);
    if (!words.isEmpty())
        m_notifier->notify(branchWords(*info), words);
}

void News::tell(const QString &worktreeId, const QString &words)
{
    const auto info = m_session.worktree(worktreeId);
    if (info && m_notifier)
        m_notifier->notify(branchWords(*info), words);
}

QString News::wordsFor(const Going &ended, const WorktreeInfo &info) const
{
    if (ended.provisioning && !info.cloud)
        return {};
    if (ended.provisioning && info.cloud->status == WorkspaceStatus::Running)
        return tr("The cloud workspace is ready.");
    if (ended.provisioning && info.cloud->status == WorkspaceStatus::Error)
        return tr("The cloud workspace could not be made. %1").arg(info.cloud->statusMessage);
    if (ended.provisioning || ended.operation == Operation::None
        || ended.operation == Operation::Fetch || ended.operation == info.operation)
        return {};
    const QString what = operationWords(ended.operation);
    return info.failure ? tr("%1 failed. %2").arg(what, info.failure->error.message)
                        : tr("%1 is done.").arg(what);
}

} // namespace skybranch::ui
