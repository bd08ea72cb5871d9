// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/terminal/terminalarea.h"

#include "ui/terminal/terminalview.h"
#include "ui/widgets/button.h"
#include "ui/widgets/emptystate.h"

#include <QStackedWidget>
#include <QVBoxLayout>

namespace skybranch::ui {

TerminalArea::TerminalArea(QWidget *parent)
    : QWidget(parent)
    , m_bar(new TabBar)
    , m_stack(new QStackedWidget)
    , m_emptyPage(makeEmptyPage())
{
    setObjectName(QStringLiteral("terminalArea"));
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(m_bar);
    layout->addWidget(m_stack, 1);
    m_stack->addWidget(m_emptyPage);
    connect(m_bar, &TabBar::chosen, this, &TerminalArea::setCurrent);
    connect(m_bar, &TabBar::closeRequested, this, &TerminalArea::closeRequested);
    connect(m_bar, &TabBar::newRequested, this, &TerminalArea::newRequested);
    connect(m_bar, &TabBar::searchRequested, this, [this] {
        if (TerminalView *view = terminal(m_currentId))
            view->toggleSearch();
    });
}

QWidget *TerminalArea::makeEmptyPage()
{
    auto *page = new QWidget;
    page->setObjectName(QStringLiteral("terminalPage"));
    page->setAttribute(Qt::WA_StyledBackground);
    m_empty = new EmptyState(tr("No terminal open"), {});
    m_empty->setFixedWidth(360);
    m_openCloud = m_empty->addButton(tr("Open cloud terminal"), QStringLiteral("openCloud"));
    m_openLocal = m_empty->addButton(tr("Open local terminal"), QStringLiteral("openLocal"));
    connect(m_openCloud, &QAbstractButton::clicked, this, &TerminalArea::cloudTerminalRequested);
    connect(m_openLocal, &QAbstractButton::clicked, this, &TerminalArea::localTerminalRequested);
    auto *layout = new QVBoxLayout(page);
    layout->addStretch(2);
    layout->addWidget(m_empty, 0, Qt::AlignHCenter);
    layout->addStretch(3);
    return page;
}

void TerminalArea::setPlaces(bool cloud, bool local, const QString &hint)
{
    m_openCloud->setVisible(cloud);
    m_openLocal->setVisible(local);
    m_empty->setWords(tr("No terminal open"), hint);
}

TerminalView *TerminalArea::addTerminal(const TabView &tab)
{
    Page page;
    page.tab = tab;
    page.widget = new QWidget;
    page.widget->setObjectName(QStringLiteral("terminalPage"));
    page.widget->setAttribute(Qt::WA_StyledBackground);
    page.terminal = new TerminalView;
    page.overlay = new TerminalOverlay(page.widget);
    auto *layout = new QVBoxLayout(page.widget);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(page.terminal);
    m_stack->addWidget(page.widget);
    const QString id = tab.id;
    connect(page.overlay, &TerminalOverlay::actionRequested, this,
            [this, id] { Q_EMIT overlayActionRequested(id); });
    connect(page.overlay, &TerminalOverlay::closeRequested, this,
            [this, id] { Q_EMIT closeRequested(id); });
    connect(page.terminal, &TerminalView::refused, page.overlay, &TerminalOverlay::refuse);
    m_pages.insert(id, page);
    giveSize(page.widget);
    return page.terminal;
}

void TerminalArea::giveSize(QWidget *page)
{
    // A terminal that was never in sight has no size, and would wrap its first output at nothing.
    QWidget *before = m_stack->currentWidget();
    setUpdatesEnabled(false);
    m_stack->setCurrentWidget(page);
    m_stack->setCurrentWidget(before);
    setUpdatesEnabled(true);
}

void TerminalArea::removeTerminal(const QString &id)
{
    const Page page = m_pages.take(id);
    if (!page.widget)
        return;
    const qsizetype at = m_shown.indexOf(id);
    m_shown.removeAll(id);
    if (m_currentId == id)
        m_currentId = m_shown.value(
            std::clamp<qsizetype>(at, 0, std::max<qsizetype>(0, m_shown.size() - 1)));
    refresh();
    m_stack->removeWidget(page.widget);
    page.widget->deleteLater();
    Q_EMIT currentChanged(m_currentId);
}

void TerminalArea::updateTab(const TabView &tab)
{
    if (!m_pages.contains(tab.id))
        return;
    m_pages[tab.id].tab = tab;
    refresh();
}

void TerminalArea::showTabs(const QStringList &ids, const QString &currentId)
{
    m_shown = ids;
    m_currentId = ids.contains(currentId) ? currentId : ids.value(0);
    refresh();
}

void TerminalArea::setCurrent(const QString &id)
{
    if (!m_pages.contains(id))
        return;
    m_currentId = id;
    m_pages[id].tab.unseen = false;
    refresh();
    Page &page = m_pages[id];
    if (page.overlay->takesFocus())
        page.overlay->button()->setFocus(Qt::OtherFocusReason);
    else
        page.terminal->setFocus(Qt::OtherFocusReason);
    Q_EMIT currentChanged(id);
}

void TerminalArea::refresh()
{
    QList<TabView> tabs;
    for (const QString &id : std::as_const(m_shown))
        tabs.append(m_pages.value(id).tab);
    m_bar->setTabs(tabs, m_currentId);
    const Page page = m_pages.value(m_currentId);
    m_stack->setCurrentWidget(page.widget ? page.widget : m_emptyPage);
}

TerminalView *TerminalArea::terminal(const QString &id) const
{
    return m_pages.value(id).terminal;
}

void TerminalArea::refuse(const QString &id)
{
    if (const Page page = m_pages.value(id); page.overlay)
        page.overlay->refuse();
}

void TerminalArea::setOverlay(const QString &id, const OverlayView &overlay)
{
    const Page page = m_pages.value(id);
    if (!page.widget)
        return;
    page.terminal->setTyping(overlay.state == OverlayState::None
                             || overlay.state == OverlayState::Connecting);
    page.overlay->setView(overlay);
    if (overlay.state == OverlayState::None && id == m_currentId
        && page.widget->isAncestorOf(window()->focusWidget()))
        page.terminal->setFocus(Qt::OtherFocusReason);
}

} // namespace skybranch::ui
