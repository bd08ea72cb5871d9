// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/dialogs/dialog.h"
#include "ui/views/newworkspaceform.h"

#include <QTimer>

class QComboBox;
class QLineEdit;
class QSpinBox;

namespace skybranch::ui {

class BranchPart;
class ElidedLabel;
class VmPart;

/// Asks for a worktree and a cloud workspace to be made together. It stays open until finish() or
/// fail() answers what it asked for.
class NewWorkspaceDialog : public Dialog
{
    Q_OBJECT

public:
    NewWorkspaceDialog(const NewWorkspaceView &view, QWidget *parent);
    ~NewWorkspaceDialog() override;

    qint64 repositoryId() const;

    /// NewWorkspaceView::problem, which comes and goes.
    void setProblem(const QString &problem);

    /// The answer to repositoryChosen(), and what the remote had besides.
    void setBranches(const client::BranchList &branches, const QDateTime &now);

    /// The answer to folderAsked(). @p shown is how it is written in the dialog.
    void setFolder(const QString &folder, const QString &shown);

    void setBusy();
    void fail(const QString &sentence);
    void finish() { done(Accepted); }

Q_SIGNALS:
    void repositoryChosen(qint64 id);
    void folderAsked(qint64 repositoryId, const QString &branch);
    void createRequested(const skybranch::client::NewWorkspace &request);
    void cancelRequested(); ///< while it is busy

private:
    void makeRepository();
    void makeBranch();
    void makeName();
    void makeIdle();
    void makeVm();
    void makeButtons();
    void addRow(const QString &label, QLayout *content, QWidget *buddy = nullptr);
    NewWorkspaceForm form() const;
    QString missing() const;
    void onRepository();
    void onBranch();
    void onEdited();
    void check();
    void submit();
    void setFieldsEnabled(bool enabled);
    void reject() override;

    NewWorkspaceView m_view;
    QComboBox *m_repository = nullptr;
    BranchPart *m_branch = nullptr;
    QLineEdit *m_name = nullptr;
    ElidedLabel *m_folderWords = nullptr;
    QSpinBox *m_minutes = nullptr;
    VmPart *m_vm = nullptr;
    Button *m_create = nullptr;
    client::BranchList m_branches;
    QString m_folder;
    bool m_nameEdited = false;
    bool m_reading = true; ///< the branches are on their way
    QTimer m_seconds;
    QDateTime m_busySince; ///< invalid while it is not
    QString m_failure; ///< of the last try, until something is edited
};

} // namespace skybranch::ui
