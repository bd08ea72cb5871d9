// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/sidebar/actionmenu.h"

#include "ui/theme/theme.h"

#include <QHelpEvent>
#include <QPainter>
#include <QToolTip>

namespace skybranch::ui {
namespace {

constexpr int leastWidth = 288;

} // namespace

ActionMenu::ActionMenu(QWidget *parent)
    : QMenu(parent)
{
    setObjectName(QStringLiteral("actionMenu"));
    setMinimumWidth(leastWidth);
    setAttribute(Qt::WA_TranslucentBackground);
    setWindowFlag(Qt::FramelessWindowHint);
    setWindowFlag(Qt::NoDropShadowWindowHint);
    connect(this, &QMenu::hovered, this, &ActionMenu::showReason);
}

void ActionMenu::paintEvent(QPaintEvent *event)
{
    QMenu::paintEvent(event);
    QPainter painter(this);
    for (QAction *entry : actions()) {
        const QRect row = actionGeometry(entry).adjusted(0, 0, -10, 0);
        const QString shortcut = entry->property("shortcutWords").toString();
        if (!shortcut.isEmpty() && entry->isEnabled()) {
            painter.setFont(Theme::instance().font(FontRole::Small));
            painter.setPen(color(Token::TextMuted));
            painter.drawText(row, Qt::AlignRight | Qt::AlignVCenter, shortcut);
        }
    }
}

bool ActionMenu::event(QEvent *event)
{
    if (event->type() == QEvent::ToolTip) {
        showReason(actionAt(static_cast<QHelpEvent *>(event)->pos()));
        return true;
    }
    return QMenu::event(event);
}

void ActionMenu::showReason(QAction *entry)
{
    if (!entry || entry->isEnabled() || entry->toolTip().isEmpty()) {
        QToolTip::hideText();
        return;
    }
    const QRect row = actionGeometry(entry);
    QToolTip::showText(
        mapToGlobal(row.topRight() + QPoint(8, -8)),
        entry->toolTip().toHtmlEscaped().replace(QLatin1Char('\n'), QStringLiteral("<br>")), this,
        row);
}

} // namespace skybranch::ui
