// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/terminal/tabbar.h"

#include "ui/theme/icons.h"
#include "ui/theme/theme.h"
#include "ui/widgets/button.h"
#include "ui/widgets/text.h"

#include <QContextMenuEvent>
#include <QFontMetrics>
#include <QLineEdit>
#include <QMenu>
#include <QPainter>
#include <QPainterPath>

namespace skybranch::ui {
namespace {

constexpr int leftEdge = 8;
constexpr int drawingSize = 14;
constexpr int padding = 12;
constexpr int gap = 8;
constexpr int closeSize = 24;
constexpr int dotRoom = 14;
constexpr int leastTab = 96;
constexpr int mostName = 220;
constexpr int corner = 6;
constexpr int longestGivenName = 64;
constexpr int leastName = 200; ///< of the field

} // namespace

Tab::Tab(QWidget *parent)
    : QAbstractButton(parent)
    , m_close(new QToolButton(this))
{
    setObjectName(QStringLiteral("tab"));
    setCheckable(true);
    setFocusPolicy(Qt::TabFocus);
    m_close->setObjectName(QStringLiteral("tabClose"));
    m_close->setIcon(makeIcon(Icon::Close));
    m_close->setIconSize({12, 12});
    m_close->setAutoRaise(true);
    m_close->setProperty("small", true);
    m_close->setFocusPolicy(Qt::NoFocus);
    connect(m_close, &QAbstractButton::clicked, this, &Tab::closeRequested);
    connect(&Theme::instance(), &Theme::changed, this, qOverload<>(&QWidget::update));
}

void Tab::setView(const TabView &view)
{
    m_view = view;
    setText(view.name);
    const QString where = view.cloud ? tr("in the cloud") : tr("on this computer");
    setAccessibleName(view.name + QStringLiteral(", ") + where
                      + (view.unseen ? tr(", new output") : QString()));
    m_close->setToolTip(plainTip(tr("Close %1").arg(view.name)));
    m_close->setAccessibleName(tr("Close %1").arg(view.name));
    update();
}

QSize Tab::sizeHint() const
{
    const QFontMetrics metrics(Theme::instance().font(FontRole::Tab));
    const int dot = m_view.unseen ? dotRoom : 0;
    const int name = std::min(metrics.horizontalAdvance(m_view.name), mostName);
    return {padding + drawingSize + gap + name + 2 + dot + closeSize + gap, 36};
}

bool Tab::isCut() const
{
    return QFontMetrics(Theme::instance().font(FontRole::Tab)).horizontalAdvance(m_view.name)
        > mostName;
}

void Tab::resizeEvent(QResizeEvent *)
{
    m_close->setGeometry(width() - closeSize - 4, (height() - closeSize) / 2 + 1, closeSize,
                         closeSize);
}

void Tab::mouseDoubleClickEvent(QMouseEvent *)
{
    Q_EMIT renameRequested();
}

void Tab::contextMenuEvent(QContextMenuEvent *event)
{
    auto *menu = new QMenu(this);
    menu->setObjectName(QStringLiteral("tabMenu"));
    menu->setAttribute(Qt::WA_DeleteOnClose);
    menu->addAction(tr("Rename…"), this, &Tab::renameRequested)
        ->setObjectName(QStringLiteral("tabRename"));
    menu->addAction(tr("Close"), this, &Tab::closeRequested);
    menu->popup(event->globalPos());
}

void Tab::keyPressEvent(QKeyEvent *event)
{
    if (event->key() == Qt::Key_F2)
        Q_EMIT renameRequested();
    else
        QAbstractButton::keyPressEvent(event);
}

void Tab::paintSelection(QPainter &painter) const
{
    QPainterPath path;
    const QRectF box(0.5, 0.5, width() - 1, height() + corner);
    path.addRoundedRect(box, corner, corner);
    painter.setPen(color(Token::Line));
    painter.setBrush(color(Token::BgTerm));
    painter.drawPath(path);
    painter.fillRect(QRectF(gap, 0, width() - 2 * gap, 2),
                     color(m_view.cloud ? Token::AccentText : Token::TextFaint));
}

void Tab::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    // As the terminal below it.
    painter.setLayoutDirection(Qt::LeftToRight);
    painter.setRenderHint(QPainter::Antialiasing);
    if (isChecked())
        paintSelection(painter);
    const bool strong = isChecked() || underMouse();
    const QRect icon(padding, (height() - drawingSize) / 2 + 1, drawingSize, drawingSize);
    paintIcon(painter, m_view.cloud ? Icon::Cloud : Icon::Laptop, icon,
              strong ? Token::Text : Token::TextMuted);
    QFont font = Theme::instance().font(FontRole::Tab);
    font.setWeight(isChecked() ? QFont::Medium : QFont::Normal);
    painter.setFont(font);
    painter.setPen(color(strong ? Token::Text : Token::TextMuted));
    const int left = padding + drawingSize + gap;
    const int right = m_close->x() - (m_view.unseen ? dotRoom : 0);
    const QRect words(left, 0, right - left, height());
    const QString name
        = painter.fontMetrics().elidedText(m_view.name, Qt::ElideRight, words.width());
    painter.drawText(words.adjusted(0, 1, 20, 1), Qt::AlignVCenter | Qt::TextSingleLine, name);
    if (m_view.unseen) {
        painter.setPen(Qt::NoPen);
        painter.setBrush(color(Token::Ahead));
        painter.drawEllipse(QPointF(m_close->x() - 6, height() / 2.0 + 1), 3, 3);
    }
    if (hasFocus()) {
        painter.setPen(QPen(color(Token::Focus), 2));
        painter.setBrush(Qt::NoBrush);
        painter.drawRoundedRect(QRectF(rect()).adjusted(2, 4, -2, -4), 5, 5);
    }
}

TabBar::TabBar(QWidget *parent)
    : QWidget(parent)
    , m_name(new QLineEdit(this))
    , m_plus(new IconButton(Icon::Plus, tr("New terminal (Ctrl+Shift+T)"), this))
    , m_list(new IconButton(Icon::ChevronDown, tr("All terminals"), this))
    , m_search(new IconButton(Icon::Search, tr("Search (Ctrl+Shift+F)"), this))
    , m_split(new IconButton(Icon::Split, tr("Split (Ctrl+Shift+D)"), this))
{
    setObjectName(QStringLiteral("tabBar"));
    setAttribute(Qt::WA_StyledBackground);
    setFixedHeight(std::max(36, fontMetrics().height() + 16));
    m_plus->setObjectName(QStringLiteral("newTab"));
    m_list->setObjectName(QStringLiteral("tabList"));
    m_search->setObjectName(QStringLiteral("terminalSearchButton"));
    m_split->setObjectName(QStringLiteral("splitButton"));
    m_list->setPopupMode(QToolButton::InstantPopup);
    m_list->setMenu(new QMenu(m_list));
    m_name->setObjectName(QStringLiteral("tabName"));
    m_name->setMaxLength(longestGivenName);
    m_name->setAccessibleName(tr("Name of the terminal"));
    m_name->hide();
    m_name->installEventFilter(this);
    connect(m_name, &QLineEdit::returnPressed, this, [this] { endName(true); });
    connect(m_name, &QLineEdit::editingFinished, this, [this] { endName(false); });
    connect(m_list->menu(), &QMenu::aboutToShow, this, &TabBar::listRequested);
    connect(m_list->menu(), &QMenu::aboutToShow, this, &TabBar::fillListMenu);
    connect(m_plus, &QAbstractButton::clicked, this, &TabBar::newRequested);
    connect(m_search, &QAbstractButton::clicked, this, &TabBar::searchRequested);
    connect(m_split, &QAbstractButton::clicked, this, &TabBar::splitRequested);
    connect(&Theme::instance(), &Theme::changed, this, &TabBar::place);
}

void TabBar::setTabs(const QList<TabView> &tabs, const QString &currentId,
                     const QList<TabView> &background)
{
    m_background = background;
    while (m_tabs.size() > tabs.size())
        m_tabs.takeLast()->deleteLater();
    while (m_tabs.size() < tabs.size()) {
        auto *tab = new Tab(this);
        connect(tab, &Tab::closeRequested, this,
                [this, tab] { Q_EMIT closeRequested(tab->view().id); });
        connect(tab, &Tab::renameRequested, this, [this, tab] { askName(tab->view().id); });
        connect(tab, &QAbstractButton::clicked, this, [this, tab] {
            tab->setChecked(true);
            Q_EMIT chosen(tab->view().id);
        });
        m_tabs.append(tab);
        tab->show();
    }
    for (qsizetype i = 0; i < tabs.size(); ++i) {
        m_tabs.at(i)->setView(tabs.at(i));
        m_tabs.at(i)->setChecked(tabs.at(i).id == currentId);
    }
    for (IconButton *button : {m_search, m_split})
        button->setEnabled(!tabs.isEmpty());
    place();
}

int TabBar::widestFor(int room) const
{
    // Wide tabs give way first, until all fit or the least width is reached.
    int widest = 0;
    for (const Tab *tab : m_tabs)
        widest = std::max(widest, tab->sizeHint().width());
    for (; widest > leastTab; --widest) {
        int sum = 0;
        for (const Tab *tab : m_tabs)
            sum += std::min(widest, tab->sizeHint().width());
        if (sum <= room)
            break;
    }
    return widest;
}

void TabBar::place()
{
    constexpr int side = 28;
    const int top = (height() - side) / 2;
    m_split->setGeometry(width() - 12 - side, top, side, side);
    m_search->setGeometry(m_split->x() - 4 - side, top, side, side);
    const int end = m_search->x() - 4 - side - 4;
    const int widest = widestFor(end - leftEdge);
    int all = leftEdge;
    for (const Tab *tab : std::as_const(m_tabs))
        all += std::min(widest, tab->sizeHint().width());
    const bool list = all > end || !m_background.isEmpty() || !m_elsewhere.isEmpty();
    const int edge = list ? end - side : end;
    int x = leftEdge;
    for (Tab *tab : std::as_const(m_tabs)) {
        const int natural = tab->sizeHint().width();
        const int wide = std::min(widest, natural);
        // The selected one is always in sight, over the last that fits.
        const bool outside = x + wide > edge;
        tab->setGeometry(outside ? std::max(leftEdge, edge - wide) : x, 0, wide, height());
        tab->setVisible(!outside || tab->isChecked());
        QStringList words;
        if (wide < natural || tab->isCut())
            words << tab->view().name;
        if (!tab->view().folder.isEmpty())
            words << tab->view().folder;
        tab->setToolTip(words.isEmpty() ? QString() : plainTip(words.join(u'\n')));
        if (outside && tab->isChecked())
            tab->raise();
        x += wide;
    }
    m_list->setVisible(list);
    m_list->setGeometry(edge, top, side, side);
    m_plus->setGeometry(std::min(x + 4, m_search->x() - 4 - side), top, side, side);
    update();
}

void TabBar::addToList(const TabView &view)
{
    m_list->menu()->addAction(makeIcon(view.cloud ? Icon::Cloud : Icon::Laptop),
                              plainLabel(view.name), this,
                              [this, id = view.id] { Q_EMIT chosen(id); });
}

void TabBar::fillListMenu()
{
    m_list->menu()->clear();
    for (const Tab *tab : std::as_const(m_tabs))
        addToList(tab->view());
    if (!m_background.isEmpty() && !m_tabs.isEmpty())
        m_list->menu()->addSeparator();
    for (const TabView &view : std::as_const(m_background))
        addToList(view);
    listElsewhere();
}

void TabBar::setElsewhere(const QList<ListedTerminal> &terminals)
{
    if (std::exchange(m_elsewhere, terminals) != terminals)
        place();
}

void TabBar::listElsewhere()
{
    if (m_elsewhere.isEmpty())
        return;
    if (!m_list->menu()->isEmpty())
        m_list->menu()->addSeparator();
    listTerminals(
        m_list->menu(), m_elsewhere, [this](const QString &id) { Q_EMIT elsewhereChosen(id); },
        [this] { Q_EMIT forgetRequested(); });
}

void TabBar::askName(const QString &id)
{
    for (const Tab *tab : std::as_const(m_tabs)) {
        if (tab->view().id != id)
            continue;
        m_named = id;
        m_name->setText(tab->view().name);
        const QRect place = tab->geometry().adjusted(4, 4, -4, -4);
        const int wide = std::min(std::max(place.width(), leastName), width() - 2 * leftEdge);
        const int left = std::min(place.left(), width() - leftEdge - wide);
        m_name->setGeometry(left, place.top(), wide, place.height());
        m_name->show();
        m_name->raise();
        m_name->selectAll();
        m_name->setFocus(Qt::OtherFocusReason);
    }
}

void TabBar::endName(bool taken)
{
    const QString id = std::exchange(m_named, {});
    if (id.isEmpty())
        return;
    m_name->hide();
    if (taken)
        Q_EMIT renamed(id, m_name->text().trimmed());
    Q_EMIT renameEnded();
}

bool TabBar::eventFilter(QObject *watched, QEvent *event)
{
    const bool escapes = watched == m_name && event->type() == QEvent::KeyPress
        && static_cast<QKeyEvent *>(event)->key() == Qt::Key_Escape;
    if (!escapes)
        return QWidget::eventFilter(watched, event);
    endName(false);
    return true;
}

void TabBar::resizeEvent(QResizeEvent *)
{
    place();
}

void TabBar::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.fillRect(rect(), color(Token::BgPane));
    painter.fillRect(0, height() - 1, width(), 1, color(Token::Line));
}

} // namespace skybranch::ui
