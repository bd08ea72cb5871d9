// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "client/newworkspace.h"
#include "client/views.h"
#include "ui/widgets/branchpicker.h"

namespace skybranch::ui {

/// What the dialog for a new workspace offers.
struct NewWorkspaceView
{
    struct Repository
    {
        qint64 id = 0;
        QString name;
        QString remote; ///< "GitHub"
        QString problem; ///< why no branch of it can go to the cloud; empty when it can

        friend bool operator==(const Repository &, const Repository &) = default;
    };

    struct Provider
    {
        QString type; ///< as the backend names it
        QString name;
        QString words; ///< one honest line
        QString problem; ///< why it makes no VM now; empty when it does
        bool personal = false; ///< the user's one VM may be chosen as the place

        friend bool operator==(const Provider &, const Provider &) = default;
    };

    QList<Repository> repositories;
    qint64 chosen = 0; ///< of them, at first
    QList<Provider> providers; ///< the standard one first
    QString problem; ///< why nothing can be made now: the backend is away

    friend bool operator==(const NewWorkspaceView &, const NewWorkspaceView &) = default;
};

NewWorkspaceView newWorkspaceOf(const QList<client::RepositoryInfo> &repositories, qint64 chosen,
                                const client::BackendInfo &backend);

/// Branches for a workspace; what is taken says why.
QList<BranchRow> branchRowsOf(const client::BranchList &branches, const QString &remote,
                              const QDateTime &now);

/// Branches to begin at: all of them.
QList<BranchRow> baseRowsOf(const client::BranchList &branches, const QString &remote,
                            const QDateTime &now);

/// How fresh the branches are, where that is worth a word.
QString freshWordsOf(const client::BranchList &branches, const QString &remote);

/// Why @p name can not be the name of a new branch, by git's rules; empty when it can.
QString newBranchProblem(const QString &name, const client::BranchList &branches);

/// Why @p name can not be the name of a workspace; empty when it can.
QString workspaceNameProblem(const QString &name);

/// "login" for "feature/login".
QString workspaceNameFor(const QString &branch);

} // namespace skybranch::ui
