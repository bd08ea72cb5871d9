// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/focusring.h"

#include "ui/theme/theme.h"

#include <QAbstractButton>
#include <QApplication>
#include <QFocusEvent>
#include <QPainter>

namespace skybranch::ui {
namespace {

constexpr int gap = 2;
constexpr int stroke = 2;

bool byKeyboard(Qt::FocusReason reason)
{
    return reason != Qt::MouseFocusReason && reason != Qt::PopupFocusReason;
}

} // namespace

FocusRing::FocusRing(QWidget *window)
    : QWidget(window)
{
    setAttribute(Qt::WA_TransparentForMouseEvents);
    setFocusPolicy(Qt::NoFocus);
    hide();
    qApp->installEventFilter(this);
    connect(&Theme::instance(), &Theme::changed, this, qOverload<>(&QWidget::update));
}

bool FocusRing::eventFilter(QObject *watched, QEvent *event)
{
    auto *widget = qobject_cast<QWidget *>(watched);
    if (!widget)
        return false;
    switch (event->type()) {
    case QEvent::FocusIn: {
        if (widget->window() != parentWidget() || widget == parentWidget())
            break;
        const bool button = qobject_cast<QAbstractButton *>(widget) != nullptr;
        const bool keyboard = byKeyboard(static_cast<QFocusEvent *>(event)->reason());
        follow(button && keyboard ? widget : nullptr);
        break;
    }
    case QEvent::FocusOut:
    case QEvent::Hide:
        if (widget == m_target)
            follow(nullptr);
        break;
    case QEvent::Move:
    case QEvent::Resize:
        if (m_target && (widget == m_target || widget->isAncestorOf(m_target)))
            place();
        break;
    default:
        break;
    }
    return false;
}

void FocusRing::follow(QWidget *widget)
{
    m_target = widget;
    place();
}

void FocusRing::place()
{
    setVisible(m_target != nullptr);
    if (!m_target)
        return;
    const QRect box(m_target->mapTo(parentWidget(), QPoint()), m_target->size());
    constexpr int around = gap + stroke;
    setGeometry(box.adjusted(-around, -around, around, around));
    raise();
}

void FocusRing::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(QPen(color(Token::Focus), stroke));
    const qreal half = stroke / 2.0;
    painter.drawRoundedRect(QRectF(rect()).adjusted(half, half, -half, -half), 6 + gap + half,
                            6 + gap + half);
}

} // namespace skybranch::ui
