// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/terminal/terminaloverlay.h"

#include "ui/theme/theme.h"
#include "ui/widgets/button.h"
#include "ui/widgets/elidedlabel.h"
#include "ui/widgets/statusmark.h"
#include "ui/widgets/text.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QPainter>

namespace skybranch::ui {
namespace {

constexpr int cardWidth = 420;
constexpr int stripHeight = 28;
constexpr int cardDistance = 16;
constexpr qreal scrim = 0.38;

struct OverlayWords
{
    Mark mark;
    QString sentence;
    QString line;
    QString action;
};

OverlayWords wordsOf(const OverlayView &view)
{
    switch (view.state) {
    case OverlayState::Connecting:
        return {Mark::Provisioning,
                TerminalOverlay::tr("Connecting to %1, %2").arg(view.subject, view.span),
                TerminalOverlay::tr("The terminal opens as soon as the VM answers."),
                TerminalOverlay::tr("Cancel")};
    case OverlayState::Reconnecting:
        return {Mark::Unreachable,
                TerminalOverlay::tr("Connection lost. Trying again in %1.").arg(view.span),
                {},
                TerminalOverlay::tr("Now")};
    case OverlayState::Lost:
        if (view.local)
            return {Mark::Error, TerminalOverlay::tr("The shell did not start."), view.reason,
                    TerminalOverlay::tr("Try again")};
        return {
            Mark::Unreachable, TerminalOverlay::tr("Connection lost. Click to reconnect."),
            TerminalOverlay::tr("Tried at once, after 1 s, 3 s and 10 s. Your programs go on in "
                                "the VM, and their output is kept."),
            TerminalOverlay::tr("Reconnect")};
    case OverlayState::Paused:
        return {Mark::Paused,
                view.span.isEmpty()
                    ? TerminalOverlay::tr("Paused just now. Click to resume.")
                    : TerminalOverlay::tr("Paused %1 ago. Click to resume.").arg(view.span),
                TerminalOverlay::tr("Programs are frozen, nothing is lost."),
                TerminalOverlay::tr("Resume")};
    case OverlayState::Stopped:
        return {Mark::Stopped, TerminalOverlay::tr("Stopped. Click to resume."),
                TerminalOverlay::tr("What was on the screen is kept above; programs have ended."),
                TerminalOverlay::tr("Resume")};
    case OverlayState::Deleting:
        return {Mark::Deleting,
                TerminalOverlay::tr("Deleting the cloud workspace"),
                TerminalOverlay::tr("This terminal closes when its VM is gone."),
                {}};
    case OverlayState::Ended:
        return {Mark::Stopped,
                view.byItself
                    ? TerminalOverlay::tr("The shell has ended (exit %1).").arg(view.exitCode)
                    : TerminalOverlay::tr("This terminal ended when the VM stopped. Its output is "
                                          "kept."),
                {},
                TerminalOverlay::tr("Open again")};
    case OverlayState::None:
        break;
    }
    return {};
}

} // namespace

TerminalOverlay::TerminalOverlay(QWidget *parent)
    : QWidget(parent)
    , m_card(new QFrame(this))
    , m_mark(new StatusMark)
    , m_sentence(makeParagraph({}, "heading"))
    , m_line(makeParagraph({}, "", "muted"))
    , m_time(makeLabel({}, "small", "muted"))
    , m_button(new Button({}, Button::Kind::Primary))
    , m_second(new Button(tr("Why?"), Button::Kind::Plain))
    , m_strip(new QWidget(this))
    , m_stripWords(new ElidedLabel(Qt::ElideRight, "small", "muted"))
    , m_stripButton(new Button({}, Button::Kind::Link))
    , m_stripClose(new Button(tr("Close"), Button::Kind::Link))
{
    setObjectName(QStringLiteral("terminalOverlay"));
    m_card->setObjectName(QStringLiteral("overlayCard"));
    m_card->setProperty("card", true);
    m_sentence->setObjectName(QStringLiteral("overlaySentence"));
    m_button->setObjectName(QStringLiteral("overlayButton"));
    m_second->setObjectName(QStringLiteral("overlayWhy"));
    m_stripWords->setObjectName(QStringLiteral("overlayStripWords"));
    m_stripButton->setObjectName(QStringLiteral("overlayStripButton"));
    m_stripClose->setObjectName(QStringLiteral("overlayStripClose"));
    m_mark->setLayer(Token::BgRaised);
    fillCard();
    fillStrip();
    connect(m_button, &QAbstractButton::clicked, this, &TerminalOverlay::actionRequested);
    connect(m_stripButton, &QAbstractButton::clicked, this, &TerminalOverlay::actionRequested);
    connect(m_stripClose, &QAbstractButton::clicked, this, &TerminalOverlay::closeRequested);
    connect(m_second, &QAbstractButton::clicked, this, [this] {
        m_line->setText(m_view.reason);
        place();
    });
    parent->installEventFilter(this);
    hide();
}

void TerminalOverlay::fillStrip()
{
    auto *strip = new QHBoxLayout(m_strip);
    strip->setContentsMargins(16, 0, 16, 0);
    strip->setSpacing(8);
    strip->addWidget(m_stripWords);
    strip->addWidget(m_stripButton);
    strip->addWidget(m_stripClose);
    strip->addStretch();
}

void TerminalOverlay::fillCard()
{
    auto *buttons = new QHBoxLayout;
    buttons->setSpacing(12);
    buttons->addWidget(m_button);
    buttons->addWidget(m_second);
    buttons->addStretch();
    buttons->addWidget(m_time);
    auto *words = new QVBoxLayout;
    words->setSpacing(4);
    words->addWidget(m_sentence);
    words->addWidget(m_line);
    words->addSpacing(8);
    words->addLayout(buttons);
    auto *card = new QHBoxLayout(m_card);
    card->setContentsMargins(26, 20, 24, 20);
    card->setSpacing(12);
    auto *mark = new QVBoxLayout;
    mark->addSpacing(2);
    mark->addWidget(m_mark);
    mark->addStretch();
    card->addLayout(mark);
    card->addLayout(words, 1);
}

bool TerminalOverlay::isStrip() const
{
    return m_view.state == OverlayState::Reconnecting || m_view.state == OverlayState::Ended;
}

bool TerminalOverlay::takesFocus() const
{
    return m_view.state != OverlayState::None && m_view.state != OverlayState::Connecting
        && m_view.state != OverlayState::Deleting && !isStrip();
}

void TerminalOverlay::setView(const OverlayView &view)
{
    const bool sameState = view.state == m_view.state;
    m_refused = m_refused && sameState;
    m_view = view;
    if (view.state == OverlayState::None) {
        hide();
        return;
    }
    const OverlayWords words = wordsOf(view);
    const bool connecting = view.state == OverlayState::Connecting;
    m_mark->setMark(words.mark);
    m_sentence->setText(words.sentence);
    sayLine();
    m_button->setText(words.action);
    m_button->setVisible(!words.action.isEmpty());
    m_button->setKind(connecting ? Button::Kind::Normal : Button::Kind::Primary);
    m_second->setVisible(view.state == OverlayState::Lost && !view.local && !view.reason.isEmpty());
    m_time->setText(view.time);
    sayStrip();
    m_stripButton->setText(words.action);
    m_stripClose->setVisible(view.state == OverlayState::Ended);
    setAccessibleName(words.sentence);
    place();
    show();
    raise();
    // Keys wait for a shell that is on its way, so they go on to the terminal.
    if (!sameState && takesFocus() && parentWidget()->isAncestorOf(window()->focusWidget()))
        m_button->setFocus(Qt::OtherFocusReason);
}

QString TerminalOverlay::refusal() const
{
    return tr("What you type now is not sent.");
}

/// Of keys that wait, or of some that do not.
QString TerminalOverlay::keyWords() const
{
    if (m_refused && !takesFocus())
        return refusal();
    return m_view.waitingKeys > 0
        ? tr("%n keys wait, and are sent then.", nullptr, m_view.waitingKeys)
        : QString();
}

void TerminalOverlay::sayLine()
{
    m_line->setText(QString(wordsOf(m_view).line + u' ' + keyWords()).trimmed());
}

void TerminalOverlay::sayStrip()
{
    m_stripWords->setFullText(QString(wordsOf(m_view).sentence + u' ' + keyWords()).trimmed());
    setStyleProperty(m_stripWords, "tone",
                     m_refused ? QStringLiteral("error") : QStringLiteral("muted"));
}

void TerminalOverlay::refuse()
{
    if (m_view.state == OverlayState::None)
        return;
    m_refused = true;
    sayStrip();
    sayLine();
    if (takesFocus())
        m_button->setFocus(Qt::OtherFocusReason);
}

void TerminalOverlay::place()
{
    if (m_view.state == OverlayState::None)
        return;
    const QRect room = parentWidget()->rect();
    m_card->setVisible(!isStrip());
    m_strip->setVisible(isStrip());
    if (isStrip()) {
        const int top = m_view.state == OverlayState::Ended ? room.bottom() + 1 - stripHeight : 0;
        setGeometry(0, top, room.width(), stripHeight);
        m_strip->setGeometry(rect());
        return;
    }
    setGeometry(room);
    const int wide = std::min(cardWidth, room.width() - 32);
    m_card->layout()->activate();
    const int high = m_card->layout()->totalHeightForWidth(wide);
    m_card->setGeometry((room.width() - wide) / 2, cardTop(high), wide, high);
}

/// In the middle, unless that would hide what can be read: then below the text, and where it
/// reaches down to the end, over its oldest lines.
int TerminalOverlay::cardTop(int height) const
{
    const int middle = (rect().height() - height) / 2;
    const int below = (m_textEnd ? m_textEnd() : 0) + cardDistance;
    if (below <= middle)
        return middle;
    return below + height + cardDistance <= rect().height() ? below
                                                            : std::min(cardDistance, middle);
}

void TerminalOverlay::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    QColor layer = color(isStrip() ? Token::BgRaised : Token::BgTerm);
    if (!isStrip())
        layer.setAlphaF(scrim);
    painter.fillRect(rect(), layer);
    if (isStrip()) {
        const int edge = m_view.state == OverlayState::Ended ? 0 : height() - 1;
        painter.fillRect(0, edge, width(), 1, color(Token::Line));
    }
}

void TerminalOverlay::mousePressEvent(QMouseEvent *)
{
    const bool anywhere = m_view.state == OverlayState::Lost || m_view.state == OverlayState::Paused
        || m_view.state == OverlayState::Stopped;
    if (anywhere)
        Q_EMIT actionRequested();
}

bool TerminalOverlay::eventFilter(QObject *watched, QEvent *event)
{
    if (watched == parentWidget() && event->type() == QEvent::Resize)
        place();
    return QWidget::eventFilter(watched, event);
}

} // namespace skybranch::ui
