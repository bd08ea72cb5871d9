// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/sidebar/actionmenu.h"

#include "ui/theme/compositor.h"
#include "ui/theme/icons.h"
#include "ui/theme/theme.h"

#include <QHelpEvent>
#include <QPainter>
#include <QStyle>
#include <QToolTip>

namespace skybranch::ui {
namespace {

constexpr int leastWidth = 288;

} // namespace

ActionMenu::ActionMenu(QWidget *parent)
    : QMenu(parent)
    , m_radius(isComposited() ? 8 : 0)
{
    setObjectName(QStringLiteral("actionMenu"));
    setMinimumWidth(leastWidth);
    setAttribute(Qt::WA_TranslucentBackground, m_radius > 0);
    setWindowFlag(Qt::FramelessWindowHint);
    setWindowFlag(Qt::NoDropShadowWindowHint);
    connect(this, &QMenu::hovered, this, &ActionMenu::showReason);
}

void ActionMenu::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(color(Token::LineStrong));
    painter.setBrush(color(Token::BgRaised));
    painter.drawRoundedRect(QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5), m_radius, m_radius);
    for (QAction *entry : actions())
        paintEntry(painter, entry);
}

void ActionMenu::paintEntry(QPainter &painter, QAction *entry) const
{
    const QRect row = actionGeometry(entry);
    if (entry->isSeparator()) {
        painter.fillRect(QRect(row.left() + 6, row.center().y(), row.width() - 12, 1),
                         color(Token::Line));
        return;
    }
    if (entry == activeAction()) {
        painter.setPen(Qt::NoPen);
        painter.setBrush(color(Token::BgMenuHover));
        painter.drawRoundedRect(row, 6, 6);
    }
    const auto mirrored = [this, &row](const QRect &part) {
        return QStyle::visualRect(layoutDirection(), row, part);
    };
    const QIcon::Mode mode = entry->isEnabled() ? QIcon::Normal : QIcon::Disabled;
    entry->icon().paint(&painter, mirrored({row.left() + 8, row.center().y() - 7, 16, 16}),
                        Qt::AlignCenter, mode);
    const Token words = !entry->isEnabled() ? Token::TextFaint
        : entry->property("red").toBool()   ? Token::ErrorText
                                            : Token::Text;
    painter.setFont(Theme::instance().font(FontRole::Body));
    painter.setPen(color(words));
    painter.drawText(mirrored(row.adjusted(32, 0, -10, 0)), Qt::AlignLeft | Qt::AlignVCenter,
                     entry->text());
    if (entry->menu())
        paintIcon(painter, isRightToLeft() ? Icon::ChevronLeft : Icon::ChevronRight,
                  mirrored({row.right() - 24, row.center().y() - 7, 16, 16}), Token::TextMuted);
    painter.setFont(Theme::instance().font(FontRole::Small));
    painter.setPen(color(Token::TextMuted));
    if (entry->isEnabled())
        painter.drawText(mirrored(row.adjusted(0, 0, -10, 0)), Qt::AlignRight | Qt::AlignVCenter,
                         entry->property("shortcutWords").toString());
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
    if (!entry || !entry->property("hinted").toBool()) {
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
