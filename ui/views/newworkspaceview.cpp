// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/views/newworkspaceview.h"

#include "domain/names.h"
#include "ui/views/words.h"

#include <QCoreApplication>
#include <QFileInfo>

#include <algorithm>

namespace skybranch::ui {
namespace {

using client::BackendInfo;
using client::BranchChoice;

constexpr int longestBranch = 200;

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(NewWorkspaceView)
};

QString isolationWords(const client::ProviderInfo &info)
{
    if (!info.isolated)
        return Words::tr("Shares this computer's network. A convenience, not isolation");
    return info.limits ? Words::tr("Isolated, with limits on CPU and memory")
                       : Words::tr("Isolated, without limits on CPU and memory");
}

NewWorkspaceView::Provider providerOf(const client::ProviderInfo &info, bool bundled)
{
    NewWorkspaceView::Provider provider{.type = info.type,
                                        .name = info.type,
                                        .words = isolationWords(info),
                                        .personal = info.personal};
    if (info.type == QLatin1StringView("sandbox"))
        provider.name = Words::tr("Sandbox");
    if (info.type == QLatin1StringView("docker")) {
        provider.name = Words::tr("Docker");
        if (bundled && info.isolated && info.limits)
            provider.words = Words::tr("A container on this computer, isolated, with limits");
    }
    if (!info.usable)
        provider.problem = info.problem;
    return provider;
}

NewWorkspaceView::Repository repositoryOf(const client::RepositoryInfo &info)
{
    NewWorkspaceView::Repository repository{
        .id = info.id, .name = info.name, .problem = info.problem};
    repository.remote = domain::remoteHostLabel(info.remoteUrl);
    if (!repository.problem.isEmpty())
        return repository;
    if (info.remoteUrl.isEmpty())
        repository.problem
            = Words::tr("This repository has no remote. Add one with \"git remote add\" first.");
    else if (const auto good = domain::checkRemoteUrl(info.remoteUrl); !good)
        repository.problem
            = Words::tr("A VM can not reach the remote of this repository: %1").arg(info.remoteUrl);
    else if (info.isShallow)
        repository.problem = Words::tr("This is a shallow clone. Run \"git fetch --unshallow\" in "
                                       "it first: a VM needs the older commits.");
    return repository;
}

QString ageWords(const QDateTime &when, const QDateTime &now)
{
    const qint64 days = when.daysTo(now);
    if (days < 1)
        return Words::tr("today");
    if (days < 14)
        return Words::tr("%n days ago", nullptr, static_cast<int>(days));
    if (days < 60)
        return Words::tr("%n weeks ago", nullptr, static_cast<int>(days / 7));
    if (days < 730)
        return Words::tr("%n months ago", nullptr, static_cast<int>(days / 30));
    return Words::tr("%n years ago", nullptr, static_cast<int>(days / 365));
}

QString placeWords(const BranchChoice &branch, const QString &remote)
{
    const QString host = remote.isEmpty() ? Words::tr("remote") : remote;
    if (branch.isLocal && branch.isRemote)
        return Words::tr("Local and %1").arg(host);
    return branch.isLocal ? Words::tr("Local") : host;
}

BranchRow rowOf(const BranchChoice &branch, const QString &remote, const QDateTime &now)
{
    const QString place = placeWords(branch, remote);
    return {.name = branch.name,
            .words = branch.when.isValid()
                ? Words::tr("%1, %2").arg(place, ageWords(branch.when, now))
                : place};
}

/// Characters that git refuses, by name where they can not be seen.
QString badCharacterProblem(const QString &name)
{
    for (const QChar c : name) {
        if (c.isSpace())
            return Words::tr("A branch name can not hold spaces. Use dashes.");
        if (c.unicode() < 0x20 || c.unicode() == 0x7f)
            return Words::tr("A branch name can not hold control characters.");
        if (QStringLiteral("~^:?*[\\").contains(c))
            return Words::tr("A branch name can not hold \"%1\".").arg(c);
    }
    return {};
}

QString partProblem(const QString &name)
{
    for (const QString &part : name.split(u'/')) {
        if (part.isEmpty())
            return Words::tr("A slash in a branch name stands between two words.");
        if (part.startsWith(u'.'))
            return Words::tr("No part of a branch name can begin with a dot.");
        if (part.endsWith(QStringLiteral(".lock")))
            return Words::tr("No part of a branch name can end with \".lock\".");
    }
    return {};
}

/// Git keeps branches as files: one can not be the folder of another.
QString clashProblem(const QString &name, const client::BranchList &branches)
{
    for (const BranchChoice &branch : branches.branches) {
        if (branch.name == name)
            return Words::tr("There is a branch \"%1\" already. Choose it under Existing branch.")
                .arg(name);
        if (branch.isLocal
            && (name.startsWith(branch.name + u'/') || branch.name.startsWith(name + u'/')))
            return Words::tr("Git can not keep \"%1\" beside \"%2\". Take another name.")
                .arg(name, branch.name);
    }
    return {};
}

} // namespace

NewWorkspaceView newWorkspaceOf(const QList<client::RepositoryInfo> &repositories, qint64 chosen,
                                const BackendInfo &backend)
{
    NewWorkspaceView view;
    for (const client::RepositoryInfo &info : repositories)
        view.repositories << repositoryOf(info);
    const auto usable = std::ranges::find_if(
        view.repositories, [](const auto &repository) { return repository.problem.isEmpty(); });
    view.chosen = chosen;
    if (std::ranges::find(view.repositories, chosen, &NewWorkspaceView::Repository::id)
        == view.repositories.end())
        view.chosen
            = usable == view.repositories.end() ? view.repositories.value(0).id : usable->id;
    const QList<client::ProviderInfo> standard{{.type = backend.providerType, .usable = true}};
    for (const client::ProviderInfo &info :
         backend.providers.isEmpty() ? standard : backend.providers)
        view.providers << providerOf(info, backend.bundled);
    if (backend.state != BackendInfo::State::Ready)
        view.problem = Words::tr("The backend is not there yet. Create works when it answers.");
    return view;
}

QList<BranchRow> branchRowsOf(const client::BranchList &branches, const QString &remote,
                              const QDateTime &now)
{
    QList<BranchRow> rows;
    rows.reserve(branches.branches.size());
    for (const BranchChoice &branch : branches.branches) {
        BranchRow row = rowOf(branch, remote, now);
        row.isTaken = branch.inCloud || !branch.worktree.isEmpty();
        if (branch.inCloud)
            row.words = Words::tr("already in the cloud");
        else if (row.isTaken)
            row.words = Words::tr("checked out in %1").arg(QFileInfo(branch.worktree).fileName());
        rows << row;
    }
    return rows;
}

QString freshWordsOf(const client::BranchList &branches, const QString &remote)
{
    if (branches.isFetching)
        return Words::tr("Asking %1 for new branches")
            .arg(remote.isEmpty() ? Words::tr("the remote") : remote);
    if (branches.fetchProblem.isEmpty())
        return {};
    return Words::tr("Perhaps not the newest: %1").arg(branches.fetchProblem.section(u'\n', 0, 0));
}

QList<BranchRow> baseRowsOf(const client::BranchList &branches, const QString &remote,
                            const QDateTime &now)
{
    QList<BranchRow> rows;
    rows.reserve(branches.branches.size());
    for (const BranchChoice &branch : branches.branches)
        rows << rowOf(branch, remote, now);
    return rows;
}

QString newBranchProblem(const QString &name, const client::BranchList &branches)
{
    if (name.isEmpty())
        return Words::tr("Name the new branch to go on.");
    if (name.size() > longestBranch)
        return Words::tr("A branch name can have 200 characters; this one has %1.")
            .arg(name.size());
    if (name.startsWith(u'-'))
        return Words::tr("A branch name can not begin with a dash.");
    if (const QString problem = badCharacterProblem(name); !problem.isEmpty())
        return problem;
    if (name.contains(QStringLiteral("..")))
        return Words::tr("A branch name can not hold two dots in a row.");
    if (const QString problem = partProblem(name); !problem.isEmpty())
        return problem;
    if (name.endsWith(u'.'))
        return Words::tr("A branch name can not end with a dot.");
    if (!domain::checkBranchName(name))
        return Words::tr("Git keeps \"%1\" for itself. Take another name.").arg(name);
    return clashProblem(name, branches);
}

QString workspaceNameProblem(const QString &name)
{
    if (name.trimmed().isEmpty())
        return Words::tr("Name the workspace to go on.");
    if (name.size() > domain::maxWorkspaceName)
        return Words::tr("A workspace's name can have 100 characters; this one has %1.")
            .arg(name.size());
    return domain::checkWorkspaceName(name)
        ? QString()
        : Words::tr("A workspace's name can not hold control characters.");
}

QString workspaceNameFor(const QString &branch)
{
    return domain::workspaceNameOf(branch.section(u'/', -1));
}

} // namespace skybranch::ui
