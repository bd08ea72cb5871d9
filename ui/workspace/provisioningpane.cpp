// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/workspace/provisioningpane.h"

#include "ui/widgets/button.h"
#include "ui/widgets/text.h"

#include <QHBoxLayout>
#include <QPlainTextEdit>

namespace skybranch::ui {
namespace {

constexpr int columnWidth = 560;
constexpr int fromTop = 88;
constexpr int stepIndent = 34;

} // namespace

ProvisioningPane::ProvisioningPane(QWidget *parent)
    : Column(columnWidth, fromTop, parent)
    , m_title(makeParagraph({}, "title"))
    , m_line(makeParagraph({}, "", "muted"))
    , m_steps(new StepList)
    , m_cancel(new Button(tr("Cancel")))
    , m_log(new Button(tr("Show log"), Button::Kind::Plain))
    , m_logText(new QPlainTextEdit)
    , m_notice(new Notice)
{
    setObjectName(QStringLiteral("provisioningPane"));
    m_title->setObjectName(QStringLiteral("provisioningTitle"));
    m_cancel->setObjectName(QStringLiteral("provisioningCancel"));
    m_log->setObjectName(QStringLiteral("provisioningShowLog"));
    m_logText->setObjectName(QStringLiteral("provisioningLog"));
    m_logText->setReadOnly(true);
    m_logText->setPlaceholderText(tr("Nothing has been said yet."));
    m_logText->setProperty("quiet", true);
    m_logText->setMinimumHeight(140);
    m_logText->hide();
    auto *buttons = new QHBoxLayout;
    buttons->setContentsMargins(stepIndent, 0, 0, 0);
    buttons->setSpacing(12);
    buttons->addWidget(m_cancel);
    buttons->addWidget(m_log);
    buttons->addStretch();
    column()->addWidget(m_title);
    column()->addSpacing(6);
    column()->addWidget(m_line);
    column()->addSpacing(28);
    column()->addWidget(m_steps);
    column()->addSpacing(24);
    column()->addLayout(buttons);
    column()->addSpacing(16);
    column()->addWidget(m_logText);
    column()->addSpacing(24);
    column()->addWidget(m_notice);
    connect(m_cancel, &QAbstractButton::clicked, this, &ProvisioningPane::cancelRequested);
    connect(m_log, &QAbstractButton::clicked, this, &ProvisioningPane::toggleLog);
    connect(m_notice, &Notice::linkActivated, this, &ProvisioningPane::noticeActivated);
}

void ProvisioningPane::setView(const ProvisioningView &view)
{
    m_title->setText(view.title);
    m_line->setText(view.line);
    m_steps->setSteps(view.steps);
    m_cancel->setVisible(view.cancellable);
    if (m_logText->toPlainText() != view.log)
        m_logText->setPlainText(view.log);
    m_notice->setVisible(view.notice.has_value());
    if (view.notice)
        m_notice->setView(*view.notice);
}

void ProvisioningPane::toggleLog()
{
    m_logText->setVisible(!m_logText->isVisible());
    m_log->setText(m_logText->isVisible() ? tr("Hide log") : tr("Show log"));
}

} // namespace skybranch::ui
