// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/theme/icons.h"

#include <QWidget>

namespace skybranch::ui {

/// A drawing that stands in a layout, decoration beside words.
class IconLabel : public QWidget
{
    Q_OBJECT

public:
    explicit IconLabel(Icon icon, Token colour = Token::TextMuted, int size = 16,
                       QWidget *parent = nullptr);

    void setIcon(Icon icon, Token colour);

private:
    void paintEvent(QPaintEvent *event) override;

    Icon m_icon;
    Token m_colour;
};

} // namespace skybranch::ui
