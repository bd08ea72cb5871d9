// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/theme/tokens.h"

#include <QIcon>
#include <QPixmap>

class QPainter;

namespace skybranch::ui {

/// Our own drawings, resources/icons, in a box of 16 pixels.
enum class Icon {
    None,
    Laptop,
    Remote,
    Cloud,
    CloudUp,
    CloudDown,
    Branch,
    Repository,
    Merge,
    Terminal,
    Split,
    Search,
    Plus,
    Close,
    Check,
    ChevronRight,
    ChevronLeft,
    ChevronDown,
    ChevronUp,
    ArrowUp,
    Dots,
    Pause,
    Play,
    Stop,
    Retry,
    Refresh,
    Trash,
    Key,
    Copy,
    Folder,
    File,
    Link,
    Clock,
    Info,
    Warning,
    Gear,
    Sidebar,
};

/// A drawing in one colour, sharp at @p ratio device pixels a pixel. Cached.
QPixmap iconPixmap(Icon icon, QColor colour, int size, qreal ratio);

/// The same drawing for a large size, with lines of 2 pixels.
QPixmap largeIcon(Icon icon, QColor colour, int size, qreal ratio);

void paintIcon(QPainter &painter, Icon icon, const QRect &box, Token colour);

/// An icon for buttons, menus and fields. It asks for its colour each time it is painted, and so
/// follows the theme by itself.
QIcon makeIcon(Icon icon, Token normal = Token::TextMuted, Token active = Token::Text);

} // namespace skybranch::ui
