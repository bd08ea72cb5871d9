// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/views/newworkspaceform.h"

#include <QCoreApplication>

#include <algorithm>

namespace skybranch::ui {
namespace {

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(NewWorkspaceForm)
};

QString branchMissing(const NewWorkspaceForm &form)
{
    if (!form.isNew)
        return form.branch.isEmpty() ? Words::tr("Choose a branch to go on.") : QString();
    if (const QString problem = newBranchProblem(form.branch, form.branches); !problem.isEmpty())
        return problem;
    return form.base.isEmpty() ? Words::tr("Choose a branch to begin at.") : QString();
}

} // namespace

QString NewWorkspaceForm::missing() const
{
    if (!repository.problem.isEmpty())
        return repository.problem;
    if (!branches.problem.isEmpty())
        return branches.problem;
    if (isReading)
        return Words::tr("Reading the branches.");
    if (const QString problem = branchMissing(*this); !problem.isEmpty())
        return problem;
    if (const QString problem = workspaceNameProblem(name); !problem.isEmpty())
        return problem;
    return provider ? provider->problem : Words::tr("No provider can make a VM now.");
}

QString NewWorkspaceForm::effect() const
{
    const auto chosen = std::ranges::find(branches.branches, branch, &client::BranchChoice::name);
    const bool ahead = !isNew && chosen != branches.branches.end() && chosen->isLocal
        && (!chosen->isRemote || chosen->differs);
    if (ahead)
        return Words::tr("Makes the worktree and the VM together, or neither. Commits that %1 "
                         "lacks go to the VM too.")
            .arg(repository.remote.isEmpty() ? Words::tr("the remote") : repository.remote);
    return Words::tr("Makes the worktree and the VM together, or neither.");
}

client::NewWorkspace NewWorkspaceForm::request() const
{
    return {.repositoryId = repository.id,
            .branch = branch,
            .base = isNew ? base : QString(),
            .name = name.trimmed(),
            .folder = folder,
            .autoStopMinutes = minutes,
            .provider = provider ? provider->type : QString(),
            .placement = placement};
}

} // namespace skybranch::ui
