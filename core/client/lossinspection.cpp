// SPDX-License-Identifier: GPL-3.0-or-later
#include "client/lossinspection.h"

#include "ssh/remoterun.h"

using namespace Qt::StringLiterals;

namespace skybranch::client {
namespace {

constexpr std::chrono::milliseconds connectTime(2000);
constexpr std::chrono::milliseconds answerTime(1500);
constexpr int mostCommits = 50;
constexpr qint64 mostOutput = 256 << 10;
constexpr qsizetype longestLine = 200;

/// One line of a VM, for a list: no control characters, not too long.
QString shown(QString line)
{
    line.removeIf([](QChar letter) { return !letter.isPrint(); });
    return line.left(longestLine);
}

LossReport reportOf(const std::optional<wire::RepositoryStatus> &status, const QDateTime &asOf)
{
    LossReport report;
    report.asOf = asOf;
    if (!status)
        return report;
    report.commitCount = status->ahead;
    report.fileCount = status->changed;
    for (const QString &file : status->files)
        report.files.append(shown(file));
    return report;
}

/// Commits of the VM that no remote branch holds, "7d1c0e4 Rotate the session id": of all its
/// branches and tags, and what was stashed.
Task<QStringList> unpushedCommits(std::shared_ptr<ssh::Connection> connection, QString folder)
{
    const auto output = co_await ssh::runRemote(
        connection.get(),
        {.words = {u"git"_s, u"-C"_s, folder, u"log"_s, u"--format=%h %s"_s, u"--max-count=1000"_s,
                   u"--branches"_s, u"--tags"_s, u"--glob=refs/stash"_s, u"HEAD"_s, u"--not"_s,
                   u"--remotes"_s, u"--"_s},
         .timeout = answerTime,
         .outputLimit = mostOutput});
    if (!output)
        co_return failure(output);
    if (output->exitCode != 0)
        co_return failure(ErrorCode::Unavailable, u"git in the VM could not list its commits."_s,
                          QString::fromUtf8(output->err).left(longestLine));
    QStringList commits;
    for (const QString &line : QString::fromUtf8(output->out).split(u'\n', Qt::SkipEmptyParts))
        commits.append(shown(line));
    co_return commits;
}

} // namespace

LossReport lastHeardLossOf(VmLink *link)
{
    const auto heard = link->git();
    return reportOf(link->repository(), heard ? heard->asOf : QDateTime());
}

Task<LossReport> inspectLossOf(QPointer<VmLink> link)
{
    const VmLinkUse use(link);
    LossReport report = lastHeardLossOf(link);
    const auto control = co_await link->control(connectTime);
    if (!control || !link || !link->connection())
        co_return report;
    const std::shared_ptr<ssh::Connection> connection = link->connection();
    const auto status = co_await (*control)->guest().status();
    if (!status)
        co_return report;
    report = reportOf(*status, QDateTime::currentDateTimeUtc());
    const auto activity = co_await (*control)->guest().activity();
    if (activity)
        report.foregroundJob = shown(activity->foregroundJob);
    if (!status->present) {
        report.known = activity.has_value();
        co_return report;
    }
    const auto commits = co_await unpushedCommits(connection, status->path);
    if (!commits || !activity)
        co_return report;
    report.commits = commits->first(std::min<qsizetype>(commits->size(), mostCommits));
    report.commitCount = int(commits->size());
    report.known = true;
    co_return report;
}

} // namespace skybranch::client
