// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "client/newworkspace.h"

#include <QWidget>

class QLineEdit;

namespace skybranch::ui {

class BranchPicker;
class ElidedLabel;
class SegmentedControl;

/// The branch of a new workspace: one that exists, or the name of a new one and where it begins.
class BranchPart : public QWidget
{
    Q_OBJECT

public:
    explicit BranchPart(QWidget *parent = nullptr);
    ~BranchPart() override;

    /// @p remote: "GitHub". What is chosen stays, where it still can be.
    void setBranches(const client::BranchList &branches, const QString &remote,
                     const QDateTime &now);
    void clear(); ///< of another repository's

    bool isNew() const;
    QString branch() const;
    QString base() const;
    QWidget *firstField() const;

Q_SIGNALS:
    void branchChanged();
    void baseChanged();

private:
    void makeNewPart();
    void onMode();
    void onBranch();
    void markWrong();

    SegmentedControl *m_mode;
    BranchPicker *m_existing;
    QWidget *m_newPart;
    QLineEdit *m_newBranch;
    BranchPicker *m_base;
    ElidedLabel *m_hint; ///< how fresh the branches are
    client::BranchList m_branches;
};

} // namespace skybranch::ui
