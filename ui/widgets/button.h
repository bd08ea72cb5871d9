// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/theme/icons.h"

#include <QPushButton>
#include <QToolButton>

namespace skybranch::ui {

/// A button with a word on it. One Primary a screen at most; DangerFilled only where nothing can
/// be saved first.
class Button : public QPushButton
{
    Q_OBJECT

public:
    enum class Kind { Normal, Primary, Danger, DangerFilled, Plain, PlainDanger, Link };

    explicit Button(const QString &text, Kind kind = Kind::Normal, Icon icon = Icon::None,
                    QWidget *parent = nullptr);

    void setKind(Kind kind);
    void setDrawing(Icon icon);

    /// Enabled, or disabled with the reason as its tooltip.
    void setPossible(bool possible, const QString &whyNot);

private:
    Kind m_kind = Kind::Normal;
};

/// A button of 28 x 28 with a drawing alone; @p name is its tooltip and what a screen reader says.
class IconButton : public QToolButton
{
    Q_OBJECT

public:
    IconButton(Icon icon, const QString &name, QWidget *parent = nullptr);

    void setDrawing(Icon icon, const QString &name);
};

} // namespace skybranch::ui
