// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/dialogs/newworkspaceflow.h"

#include <QDir>

namespace skybranch::ui {

NewWorkspaceFlow::NewWorkspaceFlow(client::Session &session, QWidget *window)
    : QObject(window)
    , m_session(session)
    , m_window(window)
{
    connect(&session, &client::Session::branchesKnown, this,
            [this](qint64 repositoryId, const client::BranchList &branches) {
                if (m_dialog && m_dialog->repositoryId() == repositoryId)
                    m_dialog->setBranches(branches, QDateTime::currentDateTimeUtc());
            });
    connect(&session, &client::Session::backendChanged, this, [this] {
        if (m_dialog)
            m_dialog->setProblem(newWorkspaceOf({}, 0, m_session.backend()).problem);
    });
    connect(&session, &client::Session::workspaceCreated, this, [this](const QString &id) {
        if (m_dialog)
            m_dialog->finish();
        Q_EMIT created(id);
    });
    connect(&session, &client::Session::creationFailed, this, &NewWorkspaceFlow::onFailed);
}

void NewWorkspaceFlow::ask(const QString &selectedId)
{
    if (m_dialog)
        return;
    const QList<client::RepositoryInfo> repositories = m_session.repositories();
    if (repositories.isEmpty()) {
        Q_EMIT repositoryNeeded();
        return;
    }
    const auto selected = m_session.worktree(selectedId);
    m_dialog = new NewWorkspaceDialog(
        newWorkspaceOf(repositories, selected ? selected->repositoryId : 0, m_session.backend()),
        m_window);
    connectDialog();
    connect(m_dialog, &QDialog::finished, &m_session, &client::Session::leaveBranches);
    m_session.askBranches(m_dialog->repositoryId());
    m_dialog->open();
}

void NewWorkspaceFlow::connectDialog()
{
    connect(m_dialog, &NewWorkspaceDialog::repositoryChosen, &m_session,
            &client::Session::askBranches);
    connect(m_dialog, &NewWorkspaceDialog::folderAsked, this, &NewWorkspaceFlow::showFolder);
    connect(m_dialog, &NewWorkspaceDialog::cancelRequested, &m_session,
            &client::Session::cancelCreation);
    connect(m_dialog, &NewWorkspaceDialog::createRequested, this,
            [this](const client::NewWorkspace &request) {
                m_dialog->setBusy();
                m_session.createWorkspace(request);
            });
}

void NewWorkspaceFlow::showFolder(qint64 repositoryId, const QString &branch)
{
    const QString folder = m_session.newWorktreeFolder(repositoryId, branch);
    const QString home = QDir::homePath() + u'/';
    m_dialog->setFolder(folder,
                        folder.startsWith(home) ? QStringLiteral("~/") + folder.sliced(home.size())
                                                : folder);
}

void NewWorkspaceFlow::onFailed(const Error &error)
{
    if (!m_dialog)
        Q_EMIT failedElsewhere(error);
    else if (error.code == ErrorCode::Cancelled)
        m_dialog->finish();
    else
        m_dialog->fail(error.message);
}

} // namespace skybranch::ui
