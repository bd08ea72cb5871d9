// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/workspace/column.h"

#include <QHBoxLayout>

namespace skybranch::ui {

Column::Column(int width, int top, QWidget *parent)
    : QScrollArea(parent)
{
    setWidgetResizable(true);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setFrameShape(NoFrame);
    auto *page = new QWidget;
    auto *content = new QWidget;
    content->setMaximumWidth(width);
    m_column = new QVBoxLayout(content);
    m_column->setContentsMargins(0, 0, 0, 0);
    m_column->setSpacing(0);
    auto *centre = new QHBoxLayout;
    centre->addStretch(1);
    centre->addWidget(content, 1000);
    centre->addStretch(1);
    auto *layout = new QVBoxLayout(page);
    layout->setContentsMargins(24, 0, 24, 24);
    layout->setSpacing(0);
    // What is above gives way first where the window is low.
    layout->addSpacerItem(new QSpacerItem(0, top, QSizePolicy::Minimum, QSizePolicy::Maximum));
    layout->addLayout(centre);
    layout->addStretch(1);
    setWidget(page);
}

int Column::roomInside() const
{
    const QMargins margins = widget()->layout()->contentsMargins();
    return viewport()->width() - margins.left() - margins.right();
}

} // namespace skybranch::ui
