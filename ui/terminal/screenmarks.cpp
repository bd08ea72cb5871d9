// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/terminal/screenmarks.h"

#include "ui/theme/theme.h"

#include <QEvent>
#include <QPainter>

namespace skybranch::ui {
namespace {

constexpr qreal matchOpacity = 0.3; ///< the text below stays readable
constexpr int lineWidth = 1;

} // namespace

ScreenMarks::ScreenMarks(QWidget *display)
    : QWidget(display)
{
    setObjectName(QStringLiteral("screenMarks"));
    setAttribute(Qt::WA_TransparentForMouseEvents);
    setFocusPolicy(Qt::NoFocus);
    display->installEventFilter(this);
    hide();
}

void ScreenMarks::setMatches(const QList<QRect> &matches)
{
    if (std::exchange(m_matches, matches) != matches)
        refresh();
}

void ScreenMarks::setLink(const QList<QRect> &link)
{
    if (std::exchange(m_link, link) != link)
        refresh();
}

void ScreenMarks::refresh()
{
    setGeometry(parentWidget()->rect());
    setVisible(!m_matches.isEmpty() || !m_link.isEmpty());
    update();
}

bool ScreenMarks::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() == QEvent::Resize)
        setGeometry(parentWidget()->rect());
    return QWidget::eventFilter(watched, event);
}

void ScreenMarks::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    QColor mark = color(Token::PausedMark);
    for (const QRect &match : std::as_const(m_matches)) {
        mark.setAlphaF(matchOpacity);
        painter.fillRect(match, mark);
        mark.setAlphaF(1);
        painter.fillRect(match.left(), match.bottom(), match.width(), lineWidth, mark);
    }
    for (const QRect &link : std::as_const(m_link))
        painter.fillRect(link.left(), link.bottom(), link.width(), lineWidth,
                         color(Token::AccentText));
}

} // namespace skybranch::ui
