// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/workspace/workspacepane.h"

#include "ui/terminal/terminalarea.h"
#include "ui/widgets/emptystate.h"
#include "ui/workspace/divergedsheet.h"
#include "ui/workspace/errorpane.h"
#include "ui/workspace/firststart.h"
#include "ui/workspace/header.h"
#include "ui/workspace/provisioningpane.h"
#include "ui/workspace/syncbar.h"

#include <QStackedWidget>
#include <QVBoxLayout>

namespace skybranch::ui {

WorkspacePane::WorkspacePane(QWidget *parent)
    : QWidget(parent)
    , m_header(new Header)
    , m_syncBar(new SyncBar)
    , m_noticeRow(new QWidget)
    , m_notice(new Notice)
    , m_stack(new QStackedWidget)
    , m_firstStart(new FirstStart)
    , m_terminals(new TerminalArea)
    , m_provisioning(new ProvisioningPane)
    , m_error(new ErrorPane)
    , m_diverged(new DivergedSheet(m_stack))
{
    setObjectName(QStringLiteral("workspacePane"));
    setAttribute(Qt::WA_StyledBackground);
    auto *row = new QVBoxLayout(m_noticeRow);
    row->setContentsMargins(12, 8, 12, 8);
    row->addWidget(m_notice);
    m_noticeRow->hide();
    // In the order of Page.
    m_stack->addWidget(m_firstStart);
    m_stack->addWidget(makeChoose());
    m_stack->addWidget(m_terminals);
    m_stack->addWidget(m_provisioning);
    m_stack->addWidget(m_error);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(m_header);
    layout->addWidget(m_syncBar);
    layout->addWidget(m_noticeRow);
    layout->addWidget(m_stack, 1);
    connect(m_notice, &Notice::linkActivated, this, &WorkspacePane::noticeActivated);
    showPage(Page::FirstStart);
}

QWidget *WorkspacePane::makeChoose()
{
    auto *words
        = new EmptyState(tr("Choose a branch at the left."),
                         tr("Enter opens a terminal, the cloud mark takes it to the cloud."));
    words->setObjectName(QStringLiteral("chooseBranch"));
    words->setFixedWidth(400);
    auto *page = new QWidget;
    auto *layout = new QVBoxLayout(page);
    layout->addStretch(2);
    layout->addWidget(words, 0, Qt::AlignHCenter);
    layout->addStretch(3);
    return page;
}

void WorkspacePane::showPage(Page page)
{
    m_page = page;
    const bool branch = page != Page::FirstStart && page != Page::Choose;
    m_header->setVisible(branch);
    m_syncBar->setVisible(branch);
    m_stack->setCurrentIndex(static_cast<int>(page));
}

void WorkspacePane::setNotice(const std::optional<NoticeView> &notice)
{
    m_noticeRow->setVisible(notice.has_value());
    if (notice)
        m_notice->setView(*notice);
}

} // namespace skybranch::ui
