// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/dialogs/branchpart.h"

#include "ui/views/newworkspaceview.h"
#include "ui/widgets/branchpicker.h"
#include "ui/widgets/elidedlabel.h"
#include "ui/widgets/segmentedcontrol.h"
#include "ui/widgets/text.h"

#include <QLineEdit>
#include <QVBoxLayout>

namespace skybranch::ui {

BranchPart::BranchPart(QWidget *parent)
    : QWidget(parent)
    , m_mode(new SegmentedControl({tr("Existing branch"), tr("New branch")}, tr("Branch"),
                                  QStringLiteral("newWorkspaceMode")))
    , m_existing(new BranchPicker(tr("Search branches"), QStringLiteral("newWorkspaceBranch")))
    , m_newPart(new QWidget)
    , m_newBranch(new QLineEdit)
    , m_base(
          new BranchPicker(tr("Search the branch to begin at"), QStringLiteral("newWorkspaceBase")))
    , m_hint(new ElidedLabel(Qt::ElideRight, "small", "muted"))
{
    m_hint->setObjectName(QStringLiteral("newWorkspaceFresh"));
    makeNewPart();
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(8);
    column->addWidget(m_mode);
    column->addWidget(m_existing);
    column->addWidget(m_newPart);
    column->addWidget(m_hint);
    m_newPart->setVisible(false);
    connect(m_mode, &SegmentedControl::currentChanged, this, &BranchPart::onMode);
    connect(m_existing, &BranchPicker::chosenChanged, this, &BranchPart::onBranch);
    connect(m_base, &BranchPicker::chosenChanged, this, &BranchPart::baseChanged);
    connect(m_newBranch, &QLineEdit::textChanged, this, &BranchPart::onBranch);
    connect(m_newBranch, &QLineEdit::editingFinished, this, &BranchPart::markWrong);
}

BranchPart::~BranchPart()
{
    // A field that loses the focus while it is deleted says so, when we are gone already.
    m_newBranch->disconnect(this);
}

void BranchPart::makeNewPart()
{
    m_newBranch->setObjectName(QStringLiteral("newWorkspaceNewBranch"));
    m_newBranch->setAccessibleName(tr("Name of the new branch"));
    m_newBranch->setPlaceholderText(tr("Name of the new branch, like feature/login"));
    auto *column = new QVBoxLayout(m_newPart);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(8);
    column->addWidget(m_newBranch);
    column->addWidget(makeLabel(tr("from"), "small", "muted"));
    column->addWidget(m_base);
}

bool BranchPart::isNew() const
{
    return m_mode->current() == 1;
}

QString BranchPart::branch() const
{
    return isNew() ? m_newBranch->text().trimmed() : m_existing->chosen();
}

QString BranchPart::base() const
{
    return m_base->chosen();
}

QWidget *BranchPart::firstField() const
{
    return isNew() ? m_newBranch : m_existing->field();
}

void BranchPart::clear()
{
    m_branches = {};
    m_existing->setRows({});
    m_base->setRows({});
    m_hint->setFullText({});
}

void BranchPart::setBranches(const client::BranchList &branches, const QString &remote,
                             const QDateTime &now)
{
    m_branches = branches;
    m_existing->setRows(branchRowsOf(branches, remote, now));
    m_base->setRows(baseRowsOf(branches, remote, now));
    if (m_base->chosen().isEmpty())
        m_base->choose(branches.defaultBranch);
    m_hint->setFullText(freshWordsOf(branches, remote));
}

void BranchPart::onMode()
{
    m_existing->setVisible(!isNew());
    m_newPart->setVisible(isNew());
    firstField()->setFocus(Qt::OtherFocusReason);
    onBranch();
}

void BranchPart::onBranch()
{
    setStyleProperty(m_newBranch, "wrong", false);
    Q_EMIT branchChanged();
}

void BranchPart::markWrong()
{
    setStyleProperty(m_newBranch, "wrong",
                     !m_newBranch->text().isEmpty()
                         && !newBranchProblem(m_newBranch->text(), m_branches).isEmpty());
}

} // namespace skybranch::ui
