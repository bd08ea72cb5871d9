// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/views/paneviews.h"
#include "ui/views/words.h"

#include <QCoreApplication>
#include <QDir>

namespace skybranch::ui {
namespace {

using client::LossReport;
using client::WorktreeInfo;

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(DeleteView)
};

/// "7d1c0e4 Rotate the session id" in two parts.
LossGroup::Line lineOf(const QString &text)
{
    const QString line = text.trimmed();
    return {line.section(u' ', 0, 0), line.section(u' ', 1).trimmed()};
}

LossGroup groupOf(Icon icon, const QString &title, const QStringList &texts, int count)
{
    LossGroup group{.icon = icon, .title = title};
    for (const QString &text : texts)
        group.lines << lineOf(text);
    // The report is cut; the dialog counts what it does not show.
    while (group.lines.size() < count)
        group.lines << LossGroup::Line{};
    return group;
}

/// "Could not look inside: the VM is stopped."
QString unreadWords(const WorktreeInfo &info)
{
    switch (info.cloud->status) {
    case domain::WorkspaceStatus::Paused:
        return Words::tr("Could not look inside: the VM is paused.");
    case domain::WorkspaceStatus::Stopped:
        return Words::tr("Could not look inside: the VM is stopped.");
    case domain::WorkspaceStatus::Provisioning:
        return Words::tr("The VM is not ready yet.");
    case domain::WorkspaceStatus::Running:
    case domain::WorkspaceStatus::Error:
        break;
    }
    return Words::tr("Could not look inside: the VM does not answer.");
}

QString readWords(const WorktreeInfo &info, const LossReport &report, const QDateTime &now)
{
    const QString span = sinceWords(report.asOf, now);
    if (report.known && report.isEmpty())
        return Words::tr("Everything in the VM is pushed.");
    if (report.known && isJustNow(report.asOf, now))
        return Words::tr("Read from the VM just now.");
    if (report.known)
        return Words::tr("Read from the VM %1 ago.").arg(span);
    const QString unread = unreadWords(info);
    if (span.isEmpty())
        return unread;
    const QString seen = Words::tr("%1 Last seen %2 ago.").arg(unread, span);
    return report.isEmpty() ? Words::tr("%1 All was pushed then.").arg(seen) : seen;
}

QString staysWords(const WorktreeInfo &info)
{
    if (info.isCloudOnly())
        return Words::tr("Stays: all that is on %1.").arg(remoteWords(info));
    QString path = info.path;
    if (path.startsWith(QDir::homePath() + u'/'))
        path = u'~' + path.sliced(QDir::homePath().size());
    return Words::tr("Stays: the local worktree %1 and all on %2.").arg(path, remoteWords(info));
}

} // namespace

DeleteView deleteViewOf(const WorktreeInfo &info, const LossReport &report, const QDateTime &now)
{
    DeleteView view{.name = branchWords(info),
                    .read = readWords(info, report, now),
                    .known = report.known,
                    .stays = staysWords(info)};
    if (report.commitCount > 0)
        view.losses << groupOf(
            Icon::ArrowUp,
            Words::tr("%n commits that were never pushed", nullptr, report.commitCount),
            report.commits, report.commitCount);
    if (report.fileCount > 0)
        view.losses << groupOf(Icon::File,
                               Words::tr("%n uncommitted files", nullptr, report.fileCount),
                               report.files, report.fileCount);
    if (!report.foregroundJob.isEmpty())
        view.losses << LossGroup{.icon = Icon::Clock,
                                 .title = Words::tr("1 running job"),
                                 .lines = {{report.foregroundJob, {}}}};
    const bool pushes = report.known && report.commitCount > 0 && info.cloudReachable
        && !(info.cloudGit && info.cloudGit->needsKey);
    if (pushes)
        view.save = Words::tr("Push %n commits first", nullptr, report.commitCount);
    return view;
}

} // namespace skybranch::ui
