// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/workspace/header.h"

#include "ui/ports/portsbutton.h"
#include "ui/widgets/button.h"
#include "ui/widgets/elidedlabel.h"
#include "ui/widgets/iconlabel.h"
#include "ui/widgets/statusmark.h"
#include "ui/widgets/text.h"

#include <QHBoxLayout>
#include <QMenu>

namespace skybranch::ui {

Header::Header(QWidget *parent)
    : QWidget(parent)
    , m_sidebar(new IconButton(Icon::Sidebar, tr("Show the sidebar (Ctrl+B)")))
    , m_repository(new ElidedLabel(Qt::ElideMiddle, "", "muted"))
    , m_chevron(new IconLabel(isRightToLeft() ? Icon::ChevronLeft : Icon::ChevronRight))
    , m_branch(new ElidedLabel(Qt::ElideMiddle, "monoheader"))
    , m_mark(new StatusMark)
    , m_word(makeLabel({}, "strong"))
    , m_reason(makeLabel({}, "small", "muted"))
    , m_ports(new PortsButton)
    , m_action(new Button({}))
    , m_dots(new IconButton(Icon::Dots, tr("More actions")))
{
    setObjectName(QStringLiteral("header"));
    setAttribute(Qt::WA_StyledBackground);
    setMinimumHeight(48);
    m_sidebar->setObjectName(QStringLiteral("showSidebar"));
    m_repository->setObjectName(QStringLiteral("headerRepository"));
    m_branch->setObjectName(QStringLiteral("headerBranch"));
    m_word->setObjectName(QStringLiteral("headerStatus"));
    m_reason->setObjectName(QStringLiteral("headerReason"));
    m_action->setObjectName(QStringLiteral("primaryAction"));
    m_dots->setObjectName(QStringLiteral("headerMenu"));
    m_dots->setProperty("framed", true);
    m_sidebar->hide();
    auto *layout = new QHBoxLayout(this);
    layout->setSizeConstraint(QLayout::SetNoConstraint);
    layout->setContentsMargins(16, 0, 12, 0);
    layout->setSpacing(10);
    layout->addWidget(m_sidebar);
    layout->addWidget(m_repository);
    layout->addWidget(m_chevron);
    layout->addWidget(m_branch);
    layout->addStretch(1);
    layout->addWidget(m_mark);
    layout->addSpacing(-5);
    layout->addWidget(m_word);
    layout->addWidget(m_reason);
    layout->addSpacing(4);
    layout->addWidget(m_ports);
    layout->addWidget(m_action);
    layout->addWidget(m_dots);
    connect(m_ports, &PortsButton::changed, this, &Header::fit);
    connect(m_sidebar, &QAbstractButton::clicked, this, &Header::sidebarRequested);
    connect(m_dots, &QAbstractButton::clicked, this, &Header::showMenu);
    connect(m_action, &QAbstractButton::clicked, this, [this] {
        if (m_view.action)
            Q_EMIT actionRequested(*m_view.action);
    });
}

QSize Header::minimumSizeHint() const
{
    return {280, QWidget::minimumSizeHint().height()};
}

void Header::setView(const HeaderView &view)
{
    if (view == m_view)
        return;
    m_view = view;
    m_repository->setFullText(view.repository);
    m_branch->setFullText(view.branch);
    m_mark->setMark(view.mark);
    m_mark->setVisible(view.mark != Mark::LocalOnly);
    m_mark->setToolTip(plainTip(view.tip));
    m_word->setText(view.mark == Mark::LocalOnly ? QString() : markWord(view.mark));
    m_word->setToolTip(plainTip(view.tip));
    setStyleProperty(m_word, "tone", markTone(view.mark));
    m_reason->setText(view.reason);
    if (view.action) {
        const Action *action = findAction(view.actions, *view.action);
        m_action->setDrawing(actionIcon(*view.action));
        m_action->setAccessibleName(actionWords(*view.action));
        m_action->setPossible(!action || action->enabled, action ? action->whyNot : QString());
    }
    m_dots->setEnabled(!view.actions.isEmpty());
    fit();
}

void Header::setSidebarHidden(bool hidden)
{
    m_sidebar->setVisible(hidden);
    fit();
}

void Header::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    fit();
}

void Header::fit()
{
    for (int given = 0; given <= 4; ++given) {
        m_reason->setVisible(given < 1 && !m_view.reason.isEmpty());
        m_repository->setVisible(given < 2);
        m_chevron->setVisible(given < 2);
        m_ports->setVisible(m_ports->hasVm());
        m_ports->setNarrow(given >= 3);
        m_action->setVisible(m_view.action.has_value());
        m_action->setText(given < 3 && m_view.action ? actionWords(*m_view.action) : QString());
        m_action->setIconSize({given < 3 ? 20 : 16, 16});
        if (m_action->isEnabled())
            m_action->setToolTip(given < 3 ? QString() : m_action->accessibleName());
        m_word->setVisible(given < 4 && !m_word->text().isEmpty());
        layout()->invalidate();
        if (layout()->sizeHint().width() <= width())
            break;
    }
}

void Header::showMenu()
{
    QMenu *menu = makeActionMenu(m_view.actions, this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    Q_EMIT menuMade(menu);
    connect(menu, &QMenu::triggered, this, [this](QAction *entry) {
        if (entry->data().isValid())
            Q_EMIT actionRequested(static_cast<ActionKind>(entry->data().toInt()));
    });
    const QPoint corner = m_dots->mapToGlobal(QPoint(m_dots->width(), m_dots->height() + 4));
    menu->popup(corner - QPoint(menu->sizeHint().width(), 0));
}

} // namespace skybranch::ui
