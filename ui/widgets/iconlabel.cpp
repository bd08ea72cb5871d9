// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/iconlabel.h"

#include "ui/theme/theme.h"

#include <QPainter>

namespace skybranch::ui {

IconLabel::IconLabel(Icon icon, Token colour, int size, QWidget *parent)
    : QWidget(parent)
    , m_icon(icon)
    , m_colour(colour)
{
    setFixedSize(size, size);
    connect(&Theme::instance(), &Theme::changed, this, qOverload<>(&QWidget::update));
}

void IconLabel::setIcon(Icon icon, Token colour)
{
    m_icon = icon;
    m_colour = colour;
    update();
}

void IconLabel::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    if (m_icon != Icon::None)
        paintIcon(painter, m_icon, rect(), m_colour);
}

} // namespace skybranch::ui
