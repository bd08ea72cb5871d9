// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/sidebar/rowtext.h"

#include "ui/sidebar/worktreedelegate.h"
#include "ui/theme/theme.h"

#include <QFontMetrics>
#include <QGuiApplication>
#include <QPainter>

namespace skybranch::ui {
namespace {

constexpr int countGap = 6;
constexpr int framePadding = 5;

struct Count
{
    QString text;
    Token colour;
    bool framed = false; ///< initials and signs, which are no counts
};

QList<Count> countsOf(const WorktreeRow &row, bool narrow)
{
    if (!row.activity.isEmpty()) {
        const bool moving = isMoving(row.mark) || row.mark == Mark::Error;
        const bool quiet = row.mark == Mark::Pausing || row.mark == Mark::Stopping;
        return {{row.activity, moving && !quiet ? markTextColour(row.mark) : Token::TextMuted}};
    }
    const bool diverged = row.ahead > 0 && row.behind > 0;
    QList<Count> counts;
    if (!row.sign.isEmpty())
        counts.append({row.sign, Token::TextMuted, true});
    if (!row.people.isEmpty() && !narrow)
        counts.append({row.people, Token::TextMuted, true});
    if (row.uncommitted > 0)
        counts.append({narrow ? QStringLiteral("±") : QStringLiteral("±%1").arg(row.uncommitted),
                       Token::TextMuted});
    if (row.ahead > 0)
        counts.append(
            {QStringLiteral("↑%1").arg(row.ahead), diverged ? Token::Diverged : Token::Ahead});
    if (row.behind > 0)
        counts.append(
            {QStringLiteral("↓%1").arg(row.behind), diverged ? Token::Diverged : Token::Behind});
    return counts;
}

QString shortPrefix()
{
    return QStringLiteral("…/");
}

/// Paints text[from, to) at x and gives where the next one starts.
int paintRun(QPainter &painter, const QRect &room, int x, const QString &text, Token colour)
{
    painter.setPen(color(colour));
    painter.drawText(QRect(x, room.top(), room.right() - x + 20, room.height()),
                     Qt::AlignVCenter | Qt::AlignLeft | Qt::TextSingleLine, text);
    return x + painter.fontMetrics().horizontalAdvance(text);
}

void paintFrame(QPainter &painter, const QRect &room, int x, const QString &text)
{
    const QFontMetrics metrics = painter.fontMetrics();
    const int height = metrics.height();
    const QRectF frame(x, room.center().y() + 1 - height / 2,
                       metrics.horizontalAdvance(text) + 2 * framePadding, height);
    painter.setPen(color(Token::LineStrong));
    painter.setBrush(Qt::NoBrush);
    painter.drawRoundedRect(frame.adjusted(0.5, 0.5, -0.5, -0.5), 4, 4);
}

int paintPlain(QPainter &painter, const QRect &room, int x, const NameParts &parts, qsizetype from,
               qsizetype to)
{
    const qsizetype border = std::clamp(parts.prefix, from, to);
    if (border > from)
        x = paintRun(painter, room, x, parts.text.sliced(from, border - from), Token::TextMuted);
    if (to > border)
        x = paintRun(painter, room, x, parts.text.sliced(border, to - border), Token::Text);
    return x;
}

int paintMatch(QPainter &painter, const QRect &room, int x, const QString &text)
{
    const QFont before = painter.font();
    QFont strong = before;
    strong.setWeight(QFont::DemiBold);
    painter.setFont(strong);
    const QFontMetrics metrics(strong);
    const QRect tint(x, room.center().y() - metrics.height() / 2, metrics.horizontalAdvance(text),
                     metrics.height());
    painter.setPen(Qt::NoPen);
    painter.setBrush(color(Token::TintWarn));
    painter.drawRoundedRect(tint, 3, 3);
    x = paintRun(painter, room, x, text, Token::Diverged);
    painter.setFont(before);
    return x;
}

} // namespace

QString fitBranch(const QString &branch, const QFontMetrics &metrics, int width)
{
    if (metrics.horizontalAdvance(branch) <= width)
        return branch;
    const qsizetype slash = branch.lastIndexOf(QLatin1Char('/'));
    if (slash < 0)
        return metrics.elidedText(branch, Qt::ElideMiddle, width);
    const QString last = branch.sliced(slash + 1);
    const int room = width - metrics.horizontalAdvance(shortPrefix());
    return shortPrefix() + metrics.elidedText(last, Qt::ElideMiddle, room);
}

int nameWidth(const QString &branch, const QFont &font)
{
    return QFontMetrics(font).horizontalAdvance(branch);
}

int countsWidth(const WorktreeRow &row, bool narrow)
{
    const QFontMetrics metrics(Theme::instance().font(FontRole::SmallStrong));
    int width = 0;
    for (const Count &count : countsOf(row, narrow))
        width += metrics.horizontalAdvance(count.text) + (width > 0 ? countGap : 0)
            + (count.framed ? 2 * framePadding : 0);
    return width;
}

void paintCounts(QPainter &painter, const QRect &room, const WorktreeRow &row)
{
    painter.setFont(Theme::instance().font(FontRole::SmallStrong));
    const bool narrow = room.width() < countsWidth(row, false);
    int x = room.left();
    for (const Count &count : countsOf(row, narrow)) {
        if (count.framed)
            paintFrame(painter, room, x, count.text);
        const int padding = count.framed ? framePadding : 0;
        x = paintRun(painter, room, x + padding, count.text, count.colour) + padding + countGap;
    }
}

void paintNameParts(QPainter &painter, const QRect &room, const NameParts &parts)
{
    int x = room.left();
    if (QGuiApplication::isRightToLeft())
        x = std::max(x, room.right() + 1 - painter.fontMetrics().horizontalAdvance(parts.text));
    qsizetype from = 0;
    const qsizetype at
        = parts.match.isEmpty() ? -1 : parts.text.indexOf(parts.match, 0, Qt::CaseInsensitive);
    if (at >= 0) {
        x = paintPlain(painter, room, x, parts, 0, at);
        x = paintMatch(painter, room, x, parts.text.sliced(at, parts.match.size()));
        from = at + parts.match.size();
    }
    paintPlain(painter, room, x, parts, from, parts.text.size());
}

} // namespace skybranch::ui
