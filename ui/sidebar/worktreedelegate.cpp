// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/sidebar/worktreedelegate.h"

#include "ui/sidebar/rowtext.h"
#include "ui/sidebar/worktreemodel.h"
#include "ui/theme/icons.h"
#include "ui/theme/motion.h"
#include "ui/theme/theme.h"

#include <QFontMetrics>
#include <QGuiApplication>
#include <QPainter>
#include <QStyle>

#include <algorithm>

namespace skybranch::ui {
namespace {

constexpr int rowHeight = 28;
constexpr int comfortableHeight = 32;
constexpr int leftEdge = 6;
constexpr int rightEdge = 8;
constexpr int indent = 16;
constexpr int box = 16;
constexpr int gap = 6;
constexpr int sectionGap = 10;
constexpr int cloudOnlyGap = 18;
constexpr int countFrom = 20; ///< a repository says how many worktrees it has above this

QRect centred(int x, const QRect &row)
{
    return {x, row.center().y() - box / 2 + 1, box, box};
}

/// Where the left one is right.
QRect mirrored(const QRect &cell, const QRect &part)
{
    return QStyle::visualRect(QGuiApplication::layoutDirection(), cell, part);
}

int gapAbove(const QModelIndex &index)
{
    if (index.parent().isValid() || index.row() == 0)
        return 0;
    return index.data(WorktreeModel::CloudOnlyRole).toBool() ? cloudOnlyGap : sectionGap;
}

Token layerOf(const QStyleOptionViewItem &option)
{
    if (option.state.testFlag(QStyle::State_Selected))
        return option.state.testFlag(QStyle::State_Active) ? Token::BgSelected
                                                           : Token::BgSelectedIdle;
    return option.state.testFlag(QStyle::State_MouseOver) ? Token::BgHover : Token::BgSidebar;
}

} // namespace

WorktreeDelegate::WorktreeDelegate(QObject *parent)
    : QStyledItemDelegate(parent)
{
}

QSize WorktreeDelegate::sizeHint(const QStyleOptionViewItem &, const QModelIndex &index) const
{
    const int text = QFontMetrics(Theme::instance().font(FontRole::Body)).height() + 8;
    const int least = Theme::instance().isComfortable() ? comfortableHeight : rowHeight;
    return {120, std::max(least, text) + gapAbove(index)};
}

RowLayout WorktreeDelegate::layout(const QRect &cell, const WorktreeRow &row) const
{
    RowLayout parts;
    parts.row = cell.adjusted(leftEdge, 0, -rightEdge, 0);
    parts.mark = centred(parts.row.left() + indent, parts.row);
    parts.cloud = centred(parts.row.right() + 1 - gap - box, parts.row);
    const int left = parts.mark.right() + 1 + gap;
    const int room = parts.cloud.left() - gap - left;
    const int name = nameWidth(row.branch, Theme::instance().font(FontRole::Body));
    const int counts = countsWidth(row, room < name + countsWidth(row, false) + gap);
    const int edge = parts.cloud.left() - gap;
    parts.counts = QRect(edge - counts, parts.row.top(), counts, parts.row.height());
    const int right = counts > 0 ? parts.counts.left() - gap : edge;
    parts.name = QRect(left, parts.row.top(), right - left, parts.row.height());
    for (QRect *part : {&parts.row, &parts.mark, &parts.name, &parts.counts, &parts.cloud})
        *part = mirrored(cell, *part);
    return parts;
}

void WorktreeDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option,
                             const QModelIndex &index) const
{
    if (!index.parent().isValid()) {
        paintSection(*painter, option, index);
        return;
    }
    const auto row = index.data(WorktreeModel::RowRole).value<WorktreeRow>();
    const RowLayout parts = layout(option.rect, row);
    painter->save();
    // The row is mirrored; a branch and its counts are not.
    painter->setLayoutDirection(Qt::LeftToRight);
    paintBackground(*painter, option, parts.row);
    paintMark(*painter, parts.mark, row.mark, ArcClock::instance().step(), layerOf(option));
    paintName(*painter, parts.name, row.branch, option.state.testFlag(QStyle::State_Selected));
    paintCounts(*painter, parts.counts, row);
    paintCloud(*painter, parts.cloud, row, option.state.testFlag(QStyle::State_MouseOver));
    painter->restore();
}

void WorktreeDelegate::paintSection(QPainter &painter, const QStyleOptionViewItem &option,
                                    const QModelIndex &index) const
{
    painter.save();
    const QRect cell = option.rect;
    const QRect row = cell.adjusted(leftEdge, gapAbove(index), -rightEdge, 0);
    if (option.state.testFlag(QStyle::State_HasFocus))
        paintBackground(painter, option, mirrored(cell, row));
    const Icon closed = QGuiApplication::isRightToLeft() ? Icon::ChevronLeft : Icon::ChevronRight;
    paintIcon(painter, option.state.testFlag(QStyle::State_Open) ? Icon::ChevronDown : closed,
              mirrored(cell, centred(row.left() + 2, row)), Token::TextFaint);
    painter.setFont(Theme::instance().font(FontRole::Section));
    painter.setPen(color(Token::TextMuted));
    const QRect words = mirrored(cell, row.adjusted(2 + box + 4, 0, -gap, 0));
    const int total = index.data(WorktreeModel::TotalRole).toInt();
    const QString count = total > countFrom ? QString::number(total) : QString();
    const QFontMetrics metrics(painter.font());
    const int room = words.width() - (count.isEmpty() ? 0 : metrics.horizontalAdvance(count) + 8);
    painter.drawText(words, Qt::AlignVCenter | Qt::AlignLeft,
                     metrics.elidedText(index.data().toString(), Qt::ElideMiddle, room));
    painter.setFont(Theme::instance().font(FontRole::Small));
    painter.drawText(words, Qt::AlignVCenter | Qt::AlignRight, count);
    painter.restore();
}

void WorktreeDelegate::paintBackground(QPainter &painter, const QStyleOptionViewItem &option,
                                       const QRect &row) const
{
    painter.setRenderHint(QPainter::Antialiasing);
    const Token layer = layerOf(option);
    if (layer != Token::BgSidebar && option.index.parent().isValid()) {
        painter.setPen(Qt::NoPen);
        painter.setBrush(color(layer));
        painter.drawRoundedRect(row, 6, 6);
    }
    if (option.state.testFlag(QStyle::State_HasFocus)) {
        painter.setPen(QPen(color(Token::Focus), 2));
        painter.setBrush(Qt::NoBrush);
        painter.drawRoundedRect(QRectF(row).adjusted(1, 1, -1, -1), 5, 5);
    }
}

void WorktreeDelegate::paintName(QPainter &painter, const QRect &room, const QString &branch,
                                 bool strong) const
{
    const QFont font = Theme::instance().font(strong ? FontRole::BodyStrong : FontRole::Body);
    const QFontMetrics metrics(font);
    painter.setFont(font);
    const QString text = fitBranch(branch, metrics, room.width());
    const qsizetype prefix = text.lastIndexOf(QLatin1Char('/')) + 1;
    const NameParts parts{text, prefix, m_match};
    paintNameParts(painter, room, parts);
}

void WorktreeDelegate::paintCloud(QPainter &painter, const QRect &place, const WorktreeRow &row,
                                  bool hovered) const
{
    if (!row.inCloud) {
        const Action *enable = findAction(row.actions, ActionKind::EnableCloud);
        if (hovered && enable && enable->enabled)
            paintIcon(painter, Icon::CloudUp, place, Token::Text);
        return;
    }
    paintIcon(painter, Icon::Cloud, place, Token::TextMuted);
    if (!row.cloudDiffers)
        return;
    painter.setPen(Qt::NoPen);
    painter.setBrush(color(Token::Ahead));
    painter.drawEllipse(QPointF(place.right() - 0.5, place.top() + 3.5), 3, 3);
}

} // namespace skybranch::ui
