// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/terminal/terminalarea.h"

#include "ui/terminal/terminalpane.h"
#include "ui/terminal/terminalview.h"
#include "ui/widgets/askstrip.h"
#include "ui/widgets/button.h"
#include "ui/widgets/emptystate.h"

#include <QStackedWidget>
#include <QVBoxLayout>

namespace skybranch::ui {

TerminalArea::TerminalArea(QWidget *parent)
    : QWidget(parent)
    , m_bar(new TabBar)
    , m_ask(new AskStrip(AskStrip::Edge::Top, this))
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
    connect(m_bar, &TabBar::chosen, this, &TerminalArea::tabChosen);
    connect(m_bar, &TabBar::chosen, this,
            [this](const QString &tabId) { setCurrent(currentOf(tabId)); });
    connect(m_bar, &TabBar::closeRequested, this, &TerminalArea::tabCloseRequested);
    connect(m_bar, &TabBar::newRequested, this, &TerminalArea::newRequested);
    connect(m_bar, &TabBar::listRequested, this, &TerminalArea::listRequested);
    connect(m_bar, &TabBar::elsewhereChosen, this, &TerminalArea::elsewhereChosen);
    connect(m_bar, &TabBar::forgetRequested, this, &TerminalArea::forgetRequested);
    connect(m_bar, &TabBar::renamed, this, [this](const QString &tabId, const QString &name) {
        Q_EMIT renamed(currentOf(tabId), name);
    });
    connect(m_bar, &TabBar::renameEnded, this, [this] { setCurrent(currentId()); });
    connect(m_bar, &TabBar::searchRequested, this, &TerminalArea::openSearch);
    connect(m_bar, &TabBar::splitRequested, this,
            [this] { Q_EMIT splitRequested(Qt::Horizontal); });
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
    // With stretches, not an alignment: that would give it the height of a single long line.
    auto *centre = new QHBoxLayout;
    centre->addStretch();
    centre->addWidget(m_empty);
    centre->addStretch();
    auto *layout = new QVBoxLayout(page);
    layout->addStretch(2);
    layout->addLayout(centre);
    layout->addStretch(3);
    return page;
}

void TerminalArea::setPlaces(bool cloud, bool local, const QString &hint)
{
    m_openCloud->setVisible(cloud);
    m_openLocal->setVisible(local);
    m_empty->setWords(tr("No terminal open"), hint);
}

TerminalPane *TerminalArea::makePane(const QString &id)
{
    auto *pane = new TerminalPane(id);
    connect(pane, &TerminalPane::actionRequested, this,
            [this, id] { Q_EMIT overlayActionRequested(id); });
    connect(pane, &TerminalPane::closeRequested, this, [this, id] { Q_EMIT closeRequested(id); });
    connect(pane, &TerminalPane::roomChanged, this,
            [this, id](int columns, int lines) { Q_EMIT roomChanged(id, columns, lines); });
    connect(pane, &TerminalPane::focused, this, [this, id] { onFocused(id); });
    connect(pane, &TerminalPane::linkChosen, this, &TerminalArea::linkChosen);
    connect(pane, &TerminalPane::fileChosen, this, &TerminalArea::fileChosen);
    pane->view()->setOptions(m_options);
    m_panes.insert(id, pane);
    return pane;
}

TerminalView *TerminalArea::addTerminal(const TabView &tab)
{
    TerminalPane *pane = makePane(tab.id);
    const Page page{tab, new TerminalSplits(pane)};
    m_stack->addWidget(page.splits);
    m_pages.insert(tab.id, page);
    m_tabOf.insert(tab.id, tab.id);
    giveSize(page.splits);
    return pane->view();
}

TerminalView *TerminalArea::splitTerminal(const QString &besideId, const QString &id,
                                          Qt::Orientation orientation)
{
    TerminalPane *place = m_panes.value(besideId);
    if (!place)
        return nullptr;
    TerminalPane *pane = makePane(id);
    m_tabOf.insert(id, tabOf(besideId));
    TerminalSplits *splits = m_pages.value(tabOf(id)).splits;
    splits->split(place, pane, orientation);
    giveSize(splits);
    refresh();
    return pane->view();
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
    TerminalPane *pane = m_panes.take(id);
    if (!pane)
        return;
    const QString tab = m_tabOf.take(id);
    TerminalSplits *splits = m_pages.value(tab).splits;
    splits->take(pane);
    if (!splits->current()) {
        m_pages.remove(tab);
        const qsizetype at = m_shown.indexOf(tab);
        m_shown.removeAll(tab);
        m_background.removeAll(tab);
        if (m_currentTab == tab)
            m_currentTab = m_shown.value(
                std::clamp<qsizetype>(at, 0, std::max<qsizetype>(0, m_shown.size() - 1)));
    }
    refresh();
    pane->deleteLater();
    if (!m_pages.contains(tab)) {
        m_stack->removeWidget(splits);
        splits->deleteLater();
    }
    Q_EMIT currentChanged(currentId());
}

void TerminalArea::updateTab(const TabView &tab)
{
    const auto page = m_pages.find(tab.id);
    if (page == m_pages.end() || page->tab == tab)
        return;
    page->tab = tab;
    refresh();
}

void TerminalArea::showTabs(const QStringList &tabIds, const QString &currentTab,
                            const QStringList &background)
{
    m_shown = tabIds;
    m_background = background;
    m_currentTab = tabIds.contains(currentTab) ? currentTab : tabIds.value(0);
    m_ask->giveUp();
    refresh();
}

void TerminalArea::setCurrent(const QString &id)
{
    TerminalPane *pane = m_panes.value(id);
    if (!pane)
        return;
    m_currentTab = tabOf(id);
    Page &page = m_pages[m_currentTab];
    page.splits->setCurrent(pane);
    page.tab.unseen = false;
    refresh();
    pane->takeFocus();
    Q_EMIT currentChanged(id);
}

/// Clicked into: it has the focus already.
void TerminalArea::onFocused(const QString &id)
{
    TerminalSplits *splits = m_pages.value(tabOf(id)).splits;
    if (!splits || splits->current() == m_panes.value(id))
        return;
    splits->setCurrent(m_panes.value(id));
    refresh();
    Q_EMIT currentChanged(id);
}

void TerminalArea::refresh()
{
    QList<TabView> tabs;
    for (const QString &id : std::as_const(m_shown))
        tabs.append(m_pages.value(id).tab);
    QList<TabView> background;
    for (const QString &id : std::as_const(m_background))
        background.append(m_pages.value(id).tab);
    m_bar->setTabs(tabs, m_currentTab, background);
    const Page page = m_pages.value(m_currentTab);
    if (page.splits) {
        page.splits->mark(page.tab.cloud);
        m_stack->setCurrentWidget(page.splits);
    } else {
        m_stack->setCurrentWidget(m_emptyPage);
    }
}

QString TerminalArea::currentId() const
{
    return currentOf(m_currentTab);
}

QString TerminalArea::currentOf(const QString &tabId) const
{
    const TerminalSplits *splits = m_pages.value(tabId).splits;
    return splits && splits->current() ? splits->current()->id() : QString();
}

QStringList TerminalArea::terminalsOf(const QString &tabId) const
{
    QStringList ids;
    if (const TerminalSplits *splits = m_pages.value(tabId).splits) {
        for (const TerminalPane *pane : splits->panes())
            ids << pane->id();
    }
    return ids;
}

QJsonValue TerminalArea::arrangementOf(const QString &tabId) const
{
    const TerminalSplits *splits = m_pages.value(tabId).splits;
    return splits ? splits->arrangement() : QJsonValue();
}

bool TerminalArea::hasSplits() const
{
    const TerminalSplits *splits = m_pages.value(m_currentTab).splits;
    return splits && splits->panes().size() > 1;
}

void TerminalArea::goTo(TerminalSplits::Direction direction)
{
    if (!hasSplits())
        return;
    if (const TerminalPane *pane = m_pages.value(m_currentTab).splits->neighbour(direction))
        setCurrent(pane->id());
}

TerminalView *TerminalArea::terminal(const QString &id) const
{
    const TerminalPane *pane = m_panes.value(id);
    return pane ? pane->view() : nullptr;
}

void TerminalArea::openSearch()
{
    if (TerminalPane *pane = m_panes.value(currentId()))
        pane->openSearch();
}

void TerminalArea::showLinks()
{
    if (TerminalPane *pane = m_panes.value(currentId()))
        pane->showLinks();
}

void TerminalArea::setOptions(const TerminalOptions &options)
{
    m_options = options;
    for (const TerminalPane *pane : std::as_const(m_panes))
        pane->view()->setOptions(options);
}

void TerminalArea::ask(const QString &question, const QStringList &words,
                       std::function<void(int)> answered)
{
    m_ask->ask(question, words, std::move(answered));
}

bool TerminalArea::isAsking() const
{
    return m_ask->isAsking();
}

void TerminalArea::answerSafely()
{
    m_ask->answerSafely();
}

void TerminalArea::setElsewhere(const QList<ListedTerminal> &terminals)
{
    m_bar->setElsewhere(terminals);
}

void TerminalArea::askName(const QString &tabId)
{
    m_bar->askName(tabId);
}

void TerminalArea::refuse(const QString &id)
{
    if (const TerminalPane *pane = m_panes.value(id))
        pane->overlay()->refuse();
}

void TerminalArea::setAudience(const QString &id, const AudienceView &audience)
{
    if (TerminalPane *pane = m_panes.value(id))
        pane->setAudience(audience);
}

QSize TerminalArea::roomOf(const QString &id) const
{
    const TerminalPane *pane = m_panes.value(id);
    return pane ? pane->room() : QSize();
}

void TerminalArea::setOverlay(const QString &id, const OverlayView &overlay)
{
    TerminalPane *pane = m_panes.value(id);
    if (!pane)
        return;
    const bool hadFocus = pane->overlay()->isAncestorOf(window()->focusWidget());
    pane->setOverlay(overlay);
    if (hadFocus && !pane->overlay()->takesFocus() && id == currentId())
        pane->takeFocus();
}

} // namespace skybranch::ui
