// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/choosers.h"

#include "ui/theme/icons.h"

#include <QPainter>
#include <QStyleOptionSpinBox>

#include <algorithm>

namespace skybranch::ui {
namespace {

constexpr int arrowSize = 16;
constexpr int stepSize = 10;
constexpr int fieldHeight = 28;

} // namespace

void ChoiceBox::paintEvent(QPaintEvent *event)
{
    QComboBox::paintEvent(event);
    QPainter painter(this);
    const QRect box(width() - arrowSize - 9, (height() - arrowSize) / 2, arrowSize, arrowSize);
    paintIcon(painter, Icon::ChevronDown, QStyle::visualRect(layoutDirection(), rect(), box),
              isEnabled() ? Token::TextMuted : Token::TextFaint);
}

/// As high as the other fields: the style leaves room for a frame that is not drawn.
QSize NumberBox::sizeHint() const
{
    return {QSpinBox::sizeHint().width(), std::max(fieldHeight, fontMetrics().height() + 8)};
}

void NumberBox::paintEvent(QPaintEvent *event)
{
    QSpinBox::paintEvent(event);
    QStyleOptionSpinBox option;
    initStyleOption(&option);
    QPainter painter(this);
    const auto draw = [&](QStyle::SubControl part, Icon icon, bool possible) {
        QRect box(0, 0, stepSize, stepSize);
        box.moveCenter(style()->subControlRect(QStyle::CC_SpinBox, &option, part, this).center());
        paintIcon(painter, icon, box,
                  isEnabled() && possible ? Token::TextMuted : Token::TextFaint);
    };
    draw(QStyle::SC_SpinBoxUp, Icon::ChevronUp, value() < maximum());
    draw(QStyle::SC_SpinBoxDown, Icon::ChevronDown, value() > minimum());
}

} // namespace skybranch::ui
