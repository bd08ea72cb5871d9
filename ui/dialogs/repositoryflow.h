// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "client/session.h"
#include "ui/dialogs/repositorydialog.h"

#include <QPointer>

namespace skybranch::ui {

/// Adds repositories: from a dialog, from a URL, or as a folder that was dropped.
class RepositoryFlow : public QObject
{
    Q_OBJECT

public:
    RepositoryFlow(client::Session &session, QWidget *window);

    void askForFolder(const QString &folder = {});
    void askForUrl(const QString &known = {});

    /// Adds it at once; the dialog opens only to say why that was not possible.
    void addDropped(const QString &folder);

Q_SIGNALS:
    void added(const QString &mainWorktreeId);
    void left(); ///< nothing is added
    void failedElsewhere(const skybranch::Error &error); ///< nothing that was asked for here

private:
    RepositoryDialog *open(RepositoryDialog::Mode mode, const QString &folder);
    void onFailed(const QString &worktreeId, const Error &error);

    client::Session &m_session;
    QWidget *m_window;
    QPointer<RepositoryDialog> m_dialog;
    QString m_dropped; ///< asked for without a dialog
    bool m_cloning = false;
};

} // namespace skybranch::ui
