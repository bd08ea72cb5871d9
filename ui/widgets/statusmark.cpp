// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/statusmark.h"

#include "ui/theme/motion.h"
#include "ui/theme/theme.h"

#include <QPainter>

namespace skybranch::ui {

StatusMark::StatusMark(QWidget *parent)
    : QWidget(parent)
{
    setFixedSize(sizeHint());
    setAccessibleName(markWord(m_mark));
    connect(&Theme::instance(), &Theme::changed, this, qOverload<>(&QWidget::update));
    connect(&ArcClock::instance(), &ArcClock::ticked, this, [this] {
        if (m_holding)
            update();
    });
}

StatusMark::~StatusMark()
{
    if (m_holding)
        ArcClock::instance().release();
}

void StatusMark::setMark(Mark mark)
{
    if (mark == m_mark)
        return;
    m_mark = mark;
    setAccessibleName(markWord(mark));
    arrange();
    update();
}

void StatusMark::setLayer(Token layer)
{
    m_layer = layer;
    update();
}

void StatusMark::arrange()
{
    const bool wanted = isVisible() && isMoving(m_mark);
    if (wanted == m_holding)
        return;
    m_holding = wanted;
    if (wanted)
        ArcClock::instance().hold();
    else
        ArcClock::instance().release();
}

void StatusMark::showEvent(QShowEvent *event)
{
    QWidget::showEvent(event);
    arrange();
}

void StatusMark::hideEvent(QHideEvent *event)
{
    QWidget::hideEvent(event);
    arrange();
}

void StatusMark::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.scale(width() / 16.0, height() / 16.0);
    paintMark(painter, QRectF(0, 0, 16, 16), m_mark, ArcClock::instance().step(), m_layer);
}

} // namespace skybranch::ui
