// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/palette/palettedelegate.h"

#include "ui/theme/theme.h"

#include <QPainter>

namespace skybranch::ui {
namespace {

constexpr int rowHeight = 34;
constexpr int headHeight = 30;
constexpr int side = 6;
constexpr int padding = 12;
constexpr int drawing = 16;
constexpr int gap = 8;

/// Paints @p text from @p room's left, marked parts in the accent, and gives back where it ends.
int paintParts(QPainter &painter, const QRect &room, const QString &text,
               const QList<MarkedPart> &parts, const QFont &font, QColor plain, QColor marked)
{
    const QString shown = QFontMetrics(font).elidedText(text, Qt::ElideMiddle, room.width());
    const bool whole = shown == text;
    QFont strong = font;
    strong.setWeight(QFont::DemiBold);
    int x = room.left();
    qsizetype done = 0;
    const auto draw = [&](qsizetype until, bool isMarked) {
        const QString piece = shown.sliced(done, until - done);
        const QFont &pieceFont = isMarked ? strong : font;
        painter.setFont(pieceFont);
        painter.setPen(isMarked ? marked : plain);
        painter.drawText(QRect(x, room.top(), room.right() - x + 40, room.height()),
                         Qt::AlignVCenter | Qt::AlignLeft | Qt::TextSingleLine, piece);
        x += QFontMetrics(pieceFont).horizontalAdvance(piece);
        done = until;
    };
    for (const MarkedPart &part : parts) {
        if (!whole)
            break;
        draw(part.from, false);
        draw(part.from + part.size, true);
    }
    draw(shown.size(), false);
    return x;
}

} // namespace

QSize PaletteDelegate::sizeHint(const QStyleOptionViewItem &, const QModelIndex &index) const
{
    const auto *model = static_cast<const PaletteModel *>(index.model());
    const int text = QFontMetrics(Theme::instance().font(FontRole::Body)).height();
    return {200,
            model->command(index.row()) ? std::max(rowHeight, text + 12)
                                        : std::max(headHeight, text + 8)};
}

void PaletteDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option,
                            const QModelIndex &index) const
{
    const auto *model = static_cast<const PaletteModel *>(index.model());
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    if (const Command *command = model->command(index.row())) {
        paintCommand(*painter, option, *command, model->row(index.row()));
    } else {
        painter->setFont(Theme::instance().font(FontRole::SmallStrong));
        painter->setPen(color(Token::TextMuted));
        painter->drawText(option.rect.adjusted(side + padding, 0, 0, -2),
                          Qt::AlignLeft | Qt::AlignVCenter, index.data().toString());
    }
    painter->restore();
}

void PaletteDelegate::paintCommand(QPainter &painter, const QStyleOptionViewItem &option,
                                   const Command &command, const PaletteModel::Row &row) const
{
    const QRect box = option.rect.adjusted(side, 0, -side, 0);
    const bool selected = option.state.testFlag(QStyle::State_Selected);
    const bool possible = command.whyNot.isEmpty();
    if (selected) {
        painter.setPen(Qt::NoPen);
        painter.setBrush(color(Token::BgMenuHover));
        painter.drawRoundedRect(box, 6, 6);
    }
    const QRect picture(box.left() + padding, box.center().y() - drawing / 2 + 1, drawing, drawing);
    if (command.mark)
        paintMark(painter, picture, *command.mark, 0,
                  selected ? Token::BgMenuHover : Token::BgRaised);
    else
        paintIcon(painter, command.icon, picture, possible ? Token::TextMuted : Token::TextFaint);
    const QFont small = Theme::instance().font(FontRole::Small);
    QRect room = box.adjusted(padding + drawing + gap + 2, 0, -padding, 0);
    if (!command.keys.isEmpty()) {
        painter.setFont(small);
        painter.setPen(color(possible ? Token::TextMuted : Token::TextFaint));
        painter.drawText(room, Qt::AlignRight | Qt::AlignVCenter, command.keys);
        room.setRight(room.right() - QFontMetrics(small).horizontalAdvance(command.keys) - gap);
    }
    const QColor accent = color(Token::AccentText);
    const int end = paintParts(painter, room, command.words, row.inWords,
                               Theme::instance().font(FontRole::Body),
                               color(possible ? Token::Text : Token::TextFaint), accent);
    room.setLeft(end + gap);
    if (room.width() > 24)
        paintParts(painter, room, possible ? command.context : command.whyNot,
                   possible ? row.inContext : QList<MarkedPart>(), small,
                   color(possible ? Token::TextMuted : Token::TextFaint), accent);
}

} // namespace skybranch::ui
