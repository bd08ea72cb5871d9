// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/views/divergedviews.h"
#include "ui/views/words.h"

#include <QCoreApplication>

namespace skybranch::ui {
namespace {

using client::WorktreeInfo;
using domain::CommitSummary;
using domain::Divergence;
using Kind = DivergedChoice::Kind;

constexpr qsizetype namedFiles = 3;

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(DivergedView)
};

QString placeWords(DivergedPlace place)
{
    return place == DivergedPlace::Local ? Words::tr("Local") : Words::tr("The cloud");
}

QString titleOf(const WorktreeInfo &info, DivergedPlace place)
{
    return Words::tr("%1 and %2 have both moved on").arg(placeWords(place), remoteWords(info));
}

/// "you, 12 min ago"
QString lineOf(const CommitSummary &commit, const QDateTime &now)
{
    const QString who = commit.isMine ? Words::tr("you") : commit.author;
    const QString span = sinceWords(commit.when, now);
    return span.isEmpty() ? who : Words::tr("%1, %2 ago").arg(who, span);
}

CommitLine commitLine(const CommitSummary &commit, const QDateTime &now)
{
    return {.id = commit.id, .summary = commit.summary, .line = lineOf(commit, now)};
}

DivergedSide sideOf(const QList<CommitSummary> &commits, int count, const QDateTime &now)
{
    DivergedSide side{.count = Words::tr("%n commits", nullptr, count)};
    for (const CommitSummary &commit : commits)
        side.commits << commitLine(commit, now);
    if (count > commits.size())
        side.more = Words::tr("and %n more", nullptr, count - int(commits.size()));
    return side;
}

/// Left is what flows to the right: the local commits, or those that the cloud has to get.
void setSides(DivergedView &view, const WorktreeInfo &info, DivergedPlace place,
              const Divergence &divergence, const QDateTime &now)
{
    DivergedSide own = sideOf(divergence.here, divergence.hereCount, now);
    DivergedSide remote = sideOf(divergence.there, divergence.thereCount, now);
    const bool local = place == DivergedPlace::Local;
    own.icon = local ? Icon::Laptop : Icon::Cloud;
    own.title = local ? Words::tr("Only local") : Words::tr("Only in the cloud");
    remote.icon = Icon::Remote;
    remote.title = Words::tr("Only on %1").arg(remoteWords(info));
    view.left = local ? own : remote;
    view.right = local ? remote : own;
}

QString treeWords(DivergedPlace place, int uncommitted)
{
    if (uncommitted > 0)
        return Words::tr("Nothing has been touched. %n changed files are not committed: commit or "
                         "stash them before a merge or a rebase.",
                         nullptr, uncommitted);
    return place == DivergedPlace::Local
        ? Words::tr("Nothing has been touched. Look at both sides, then choose. The local tree is "
                    "clean.")
        : Words::tr("Nothing has been touched. Look at both sides, then choose. The tree in the "
                    "cloud is clean.");
}

QList<DivergedChoice> choicesOf(DivergedPlace place, const Divergence &divergence)
{
    const QString whyNot = divergence.uncommitted > 0
        ? Words::tr("Changed files are not committed. Commit or stash them first.")
        : QString();
    const int own = divergence.hereCount;
    const QString replayed = place == DivergedPlace::Local
        ? Words::tr("Your %n commits are replayed on top. Their ids change.", nullptr, own)
        : Words::tr("The cloud's %n commits are replayed on top. Their ids change.", nullptr, own);
    return {{.kind = Kind::Merge,
             .name = Words::tr("Merge"),
             .consequence = Words::tr("One merge commit. Both histories stay as they are."),
             .act = Words::tr("Merge %n commits", nullptr, divergence.thereCount),
             .whyNot = whyNot},
            {.kind = Kind::Rebase,
             .name = Words::tr("Rebase"),
             .consequence = replayed,
             .act = Words::tr("Rebase %n commits", nullptr, own),
             .whyNot = whyNot},
            {.kind = Kind::Leave,
             .name = Words::tr("Leave as it is"),
             .consequence = Words::tr("Sync stays off for this branch until you choose."),
             .act = Words::tr("Leave it")}};
}

} // namespace

DivergedView divergedReading(const WorktreeInfo &info, DivergedPlace place)
{
    return {.title = titleOf(info, place),
            .line = Words::tr("Nothing has been touched. Reading both sides."),
            .reading = true};
}

DivergedView divergedOf(const WorktreeInfo &info, DivergedPlace place, const Divergence &divergence,
                        const QDateTime &now)
{
    DivergedView view{
        .title = titleOf(info, place),
        .line = treeWords(place, divergence.uncommitted),
        .files = divergence.files.first(std::min<qsizetype>(namedFiles, divergence.files.size())),
        .choices = choicesOf(place, divergence),
        .safety = Words::tr("On a conflict it is undone whole, and nothing "
                            "changes.")};
    setSides(view, info, place, divergence, now);
    if (divergence.base)
        view.base
            = CommitLine{.id = divergence.base->id,
                         .summary = Words::tr("Last commit in common"),
                         .line = Words::tr("%1, %2").arg(divergence.base->summary,
                                                         timeWords(divergence.base->when, now))};
    if (divergence.fileCount > view.files.size())
        view.moreFiles
            = Words::tr("and %n more", nullptr, divergence.fileCount - int(view.files.size()));
    return view;
}

} // namespace skybranch::ui
