// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/terminal/terminalpane.h"

#include "ui/terminal/panehint.h"
#include "ui/terminal/searchstrip.h"
#include "ui/terminal/terminalview.h"
#include "ui/theme/theme.h"
#include "ui/views/words.h"
#include "ui/widgets/askstrip.h"
#include "ui/widgets/button.h"
#include "ui/widgets/elidedlabel.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QMenu>
#include <QPainter>
#include <QUrl>
#include <QVBoxLayout>

namespace skybranch::ui {
namespace {

constexpr int lineHeight = 2;
constexpr qsizetype mostShown = 60;
constexpr int mostLinkWidth = 560;
constexpr int edge = 16;
constexpr int stripTop = 12; ///< below the words the terminal's own padding is as much
constexpr int labelPadding = 8;
constexpr int labelEdge = 24; ///< the scroll bar's place

} // namespace

TerminalPane::TerminalPane(const QString &id, QWidget *parent)
    : QWidget(parent)
    , m_id(id)
    , m_view(new TerminalView)
    , m_overlay(new TerminalOverlay(this))
    , m_search(new SearchStrip(this))
    , m_ask(new AskStrip(AskStrip::Edge::Bottom, this))
    , m_hint(new PaneHint(this))
    , m_limit(m_view)
    , m_audience(new ElidedLabel(Qt::ElideRight, "small", "muted"))
{
    setObjectName(QStringLiteral("terminalPage"));
    setAttribute(Qt::WA_StyledBackground);
    setMinimumSize(160, 80);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(m_view);
    m_audience->setObjectName(QStringLiteral("terminalAudience"));
    m_audience->setParent(this);
    m_audience->setAttribute(Qt::WA_TransparentForMouseEvents);
    m_audience->setAutoFillBackground(true);
    m_audience->hide();
    connect(m_view, &TerminalView::resized, this, &TerminalPane::layOut);
    m_overlay->setTextEnd([this] { return m_view->y() + m_view->textEnd(); });
    connect(m_view, &TerminalView::resized, m_overlay, &TerminalOverlay::place);
    connect(m_view, &TerminalView::focused, this, &TerminalPane::focused);
    connect(m_view, &TerminalView::refused, m_overlay, &TerminalOverlay::refuse);
    connect(m_view, &TerminalView::pasteDoubted, this, &TerminalPane::askPaste);
    connect(m_view, &TerminalView::linkActivated, this, &TerminalPane::follow);
    connect(m_view, &TerminalView::found, m_search, &SearchStrip::setCount);
    connect(m_view, &TerminalView::copied, m_hint, [this](const QString &text) {
        m_hint->tell(tr("%n characters copied by the program", nullptr, int(text.size())));
    });
    connect(m_overlay, &TerminalOverlay::actionRequested, this, &TerminalPane::actionRequested);
    connect(m_overlay, &TerminalOverlay::closeRequested, this, &TerminalPane::closeRequested);
    connect(m_search, &SearchStrip::textChanged, this,
            [this] { search(TerminalSearch::Step::Newest); });
    connect(m_search, &SearchStrip::upRequested, this,
            [this] { search(TerminalSearch::Step::Up); });
    connect(m_search, &SearchStrip::downRequested, this,
            [this] { search(TerminalSearch::Step::Down); });
    connect(m_search, &SearchStrip::closed, m_view, &TerminalView::stopSearch);
    connect(m_search, &SearchStrip::closed, this, &TerminalPane::takeFocus);
}

void TerminalPane::search(TerminalSearch::Step step)
{
    const auto count = m_view->find(m_search->text(), step);
    m_search->setCount(count.current, count.all);
}

void TerminalPane::openSearch()
{
    m_search->open();
}

void TerminalPane::setOverlay(const OverlayView &overlay)
{
    m_view->setTyping(overlay.state == OverlayState::None
                      || overlay.state == OverlayState::Connecting
                      || overlay.state == OverlayState::Reconnecting);
    m_overlay->setView(overlay);
}

void TerminalPane::takeFocus()
{
    if (m_overlay->takesFocus())
        m_overlay->button()->setFocus(Qt::OtherFocusReason);
    else
        m_view->setFocus(Qt::OtherFocusReason);
}

void TerminalPane::setMarked(bool several, bool current, bool cloud)
{
    m_marked = several && current;
    m_cloud = cloud;
    m_several = several;
    layOut();
    update();
}

void TerminalPane::setAudience(const AudienceView &audience)
{
    m_limit.set(audience.cells);
    m_audience->setFullText(audience.words);
    m_audience->setVisible(!audience.words.isEmpty());
    m_wordsStay = audience.stays && !audience.words.isEmpty();
    layOut();
}

/// What stands above the terminal.
int TerminalPane::above() const
{
    return (m_several ? lineHeight : 0)
        + (m_wordsStay ? stripTop + m_audience->sizeHint().height() : 0);
}

QSize TerminalPane::room() const
{
    return m_limit.roomIn(size() - QSize(0, above()));
}

void TerminalPane::layOut()
{
    const int top = above();
    const QSize all = size() - QSize(0, top);
    m_limit.measure();
    const QSize spare = all - m_limit.viewIn(all);
    layout()->setContentsMargins(0, top, spare.width(), spare.height());
    placeAudience();
    update();
    // Without a limit it is the emulator that knows.
    const QSize cells = spare.isNull() ? QSize(m_view->columns(), m_view->lines()) : room();
    if (std::exchange(m_room, cells) != cells)
        Q_EMIT roomChanged(cells.width(), cells.height());
}

/// Where it covers no text, else over the oldest lines in sight.
void TerminalPane::placeAudience()
{
    if (m_audience->isHidden())
        return;
    if (m_wordsStay) {
        const int high = m_audience->sizeHint().height();
        m_audience->setGeometry(edge, above() - high, width() - 2 * edge, high);
        m_audience->raise();
        return;
    }
    const QSize hint = m_audience->sizeHint() + QSize(2 * labelPadding, 4);
    const int wide = std::min(hint.width(), width() - 2 * labelEdge);
    const QMargins spare = layout()->contentsMargins();
    const int top = spare.bottom() >= hint.height() ? height() - hint.height() : spare.top();
    m_audience->setGeometry(width() - wide - labelEdge, top, wide, hint.height());
    m_audience->raise();
}

void TerminalPane::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    layOut();
}

void TerminalPane::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.fillRect(rect(), color(Token::BgTerm));
    const QMargins spare = layout()->contentsMargins();
    const QRect text = rect().adjusted(0, 0, -spare.right(), -spare.bottom());
    if (spare.right() > 0 || spare.bottom() > 0) {
        painter.fillRect(rect(), color(Token::BgPane));
        painter.fillRect(text, color(Token::BgTerm));
    }
    if (spare.right() > 0)
        painter.fillRect(text.right() + 1, 0, 1, text.height(), color(Token::Line));
    if (spare.bottom() > 0)
        painter.fillRect(0, text.bottom() + 1, text.width(), 1, color(Token::Line));
    if (m_marked)
        painter.fillRect(0, 0, width(), lineHeight,
                         color(m_cloud ? Token::AccentText : Token::TextFaint));
}

void TerminalPane::askPaste(const QString &text)
{
    const qsizetype lines = text.count(u'\n') + (text.endsWith(u'\n') ? 0 : 1);
    const QString first = cleanWords(text.section(u'\n', 0, 0), mostShown);
    m_ask->ask(tr("Paste %n lines? What runs here may take each as a command. First: %1", nullptr,
                  int(lines))
                   .arg(first),
               {tr("Paste"), tr("Cancel")}, [this, text](int word) {
                   if (word == 0)
                       m_view->pasteText(text);
                   takeFocus();
               });
}

void TerminalPane::follow(const TerminalLink &link)
{
    if (link.url.isEmpty())
        Q_EMIT fileChosen(link.path, link.line, link.column);
    else
        askLink(QUrl(link.url));
}

void TerminalPane::showLinks()
{
    const QList<TerminalLink> links = m_view->links();
    if (links.isEmpty())
        return m_hint->tell(tr("No links in sight"));
    auto *menu = new QMenu(this);
    menu->setObjectName(QStringLiteral("linksMenu"));
    menu->setAttribute(Qt::WA_DeleteOnClose);
    for (const TerminalLink &link : links) {
        const QString words = link.url.isEmpty()
            ? QStringLiteral("%1:%2").arg(link.path).arg(std::max(1, link.line))
            : link.url;
        const QString shown = fontMetrics().elidedText(words, Qt::ElideMiddle, mostLinkWidth);
        menu->addAction(QString(shown).replace(u'&', QLatin1StringView("&&")), this,
                        [this, link] { follow(link); });
    }
    menu->setActiveAction(menu->actions().last());
    menu->popup(mapToGlobal(QPoint(edge, edge)));
}

void TerminalPane::askLink(const QUrl &url)
{
    const bool web
        = url.scheme() == QLatin1StringView("https") || url.scheme() == QLatin1StringView("http");
    if (!web || url.host().isEmpty())
        return;
    // Encoded: a name that only looks like another one shows itself.
    const QString whole = QString::fromLatin1(url.toEncoded());
    m_ask->ask(tr("Open %1 in the browser?").arg(whole), {tr("Open"), tr("Copy"), tr("Cancel")},
               [this, url, whole](int word) {
                   if (word == 0)
                       Q_EMIT linkChosen(url);
                   else if (word == 1)
                       QGuiApplication::clipboard()->setText(whole);
                   takeFocus();
               });
}

} // namespace skybranch::ui
