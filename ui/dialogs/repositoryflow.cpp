// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/dialogs/repositoryflow.h"

#include <QDir>

namespace skybranch::ui {

RepositoryFlow::RepositoryFlow(client::Session &session, QWidget *window)
    : QObject(window)
    , m_session(session)
    , m_window(window)
{
    connect(&session, &client::Session::failed, this, &RepositoryFlow::onFailed);
    connect(&session, &client::Session::cloneProgress, this, [this](const QString &text) {
        if (m_dialog && m_cloning)
            m_dialog->setBusy(text);
    });
    connect(&session, &client::Session::repositoryAdded, this,
            [this](qint64, const QString &mainWorktreeId) {
                m_cloning = false;
                m_dropped.clear();
                if (m_dialog)
                    m_dialog->finish();
                Q_EMIT added(mainWorktreeId);
            });
}

RepositoryDialog *RepositoryFlow::open(RepositoryDialog::Mode mode, const QString &folder)
{
    if (m_dialog)
        m_dialog->reject();
    m_dialog = new RepositoryDialog(mode, folder, m_window);
    connect(m_dialog, &QDialog::rejected, this, &RepositoryFlow::left);
    m_dialog->open();
    return m_dialog;
}

void RepositoryFlow::askForFolder(const QString &folder)
{
    RepositoryDialog *dialog = open(RepositoryDialog::Mode::Add, folder);
    connect(dialog, &RepositoryDialog::addRequested, this, [this](const QString &chosen) {
        m_dialog->setBusy(tr("Looking into the folder"));
        m_session.addRepository(QDir::fromNativeSeparators(chosen));
    });
}

void RepositoryFlow::askForUrl(const QString &known)
{
    RepositoryDialog *dialog = open(RepositoryDialog::Mode::Clone, QDir::homePath());
    dialog->setUrl(known);
    connect(dialog, &RepositoryDialog::cloneRequested, this,
            [this](const QString &url, const QString &folder) {
                m_cloning = true;
                m_dialog->setBusy(tr("Cloning"));
                m_session.cloneRepository(url, QDir::fromNativeSeparators(folder));
            });
    connect(dialog, &QDialog::rejected, this, [this] {
        if (std::exchange(m_cloning, false))
            m_session.cancelClone();
    });
}

void RepositoryFlow::addDropped(const QString &folder)
{
    m_dropped = folder;
    m_session.addRepository(folder);
}

void RepositoryFlow::onFailed(const QString &worktreeId, const Error &error)
{
    if (!worktreeId.isEmpty() || error.code == ErrorCode::Cancelled)
        return;
    m_cloning = false;
    if (!m_dropped.isEmpty())
        askForFolder(std::exchange(m_dropped, {}));
    if (m_dialog)
        m_dialog->fail(error.message);
    else
        Q_EMIT failedElsewhere(error);
}

} // namespace skybranch::ui
