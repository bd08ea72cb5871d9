// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "client/session.h"
#include "ui/dialogs/newworkspacedialog.h"

#include <QPointer>

namespace skybranch::ui {

/// Makes a cloud workspace with its worktree, from the dialog to the new row.
class NewWorkspaceFlow : public QObject
{
    Q_OBJECT

public:
    NewWorkspaceFlow(client::Session &session, QWidget *window);

    /// @p selectedId: the row whose repository stands there at first.
    void ask(const QString &selectedId);

Q_SIGNALS:
    void created(const QString &worktreeId);
    void repositoryNeeded(); ///< there is none to make it of
    void failedElsewhere(const skybranch::Error &error); ///< the dialog is not there any more

private:
    void connectDialog();
    void showFolder(qint64 repositoryId, const QString &branch);
    void onFailed(const Error &error);

    client::Session &m_session;
    QWidget *m_window;
    QPointer<NewWorkspaceDialog> m_dialog;
};

} // namespace skybranch::ui
