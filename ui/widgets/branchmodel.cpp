// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/branchmodel.h"

#include "ui/theme/icons.h"
#include "ui/theme/theme.h"
#include "ui/widgets/text.h"

#include <QPainter>

namespace skybranch::ui {
namespace {

constexpr int rowHeight = 27;
constexpr int side = 10;
constexpr int iconSize = 16;
constexpr int gap = 8;
constexpr int leastName = 160;

} // namespace

void BranchModel::setRows(const QList<BranchRow> &rows)
{
    beginResetModel();
    m_rows = rows;
    search();
    endResetModel();
}

void BranchModel::setSearch(const QString &text)
{
    beginResetModel();
    m_search = text;
    search();
    endResetModel();
}

void BranchModel::search()
{
    m_shown.clear();
    m_shown.reserve(m_rows.size());
    for (qsizetype i = 0; i < m_rows.size(); ++i) {
        if (m_rows[i].name.contains(m_search, Qt::CaseInsensitive))
            m_shown.append(i);
    }
}

int BranchModel::placeOf(const QString &name) const
{
    for (int place = 0; place < m_shown.size(); ++place) {
        if (row(place).name == name)
            return place;
    }
    return -1;
}

int BranchModel::firstFree() const
{
    for (int place = 0; place < m_shown.size(); ++place) {
        if (!row(place).isTaken)
            return place;
    }
    return -1;
}

int BranchModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_shown.size());
}

QVariant BranchModel::data(const QModelIndex &index, int role) const
{
    if (!index.isValid() || index.row() >= m_shown.size())
        return {};
    const BranchRow &shown = row(index.row());
    switch (role) {
    case Qt::DisplayRole:
        return shown.name;
    case Qt::ToolTipRole:
        return plainTip(shown.name + u'\n' + shown.words);
    case Qt::AccessibleTextRole:
        return QString(shown.name + QStringLiteral(", ") + shown.words);
    default:
        return {};
    }
}

Qt::ItemFlags BranchModel::flags(const QModelIndex &index) const
{
    if (!index.isValid() || row(index.row()).isTaken)
        return Qt::ItemNeverHasChildren;
    return Qt::ItemIsEnabled | Qt::ItemIsSelectable | Qt::ItemNeverHasChildren;
}

QSize BranchDelegate::sizeHint(const QStyleOptionViewItem &, const QModelIndex &) const
{
    const QFontMetrics metrics(Theme::instance().font(FontRole::Mono));
    return {0, std::max(rowHeight, metrics.height() + 10)};
}

void BranchDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option,
                           const QModelIndex &index) const
{
    const auto *model = qobject_cast<const BranchModel *>(index.model());
    const BranchRow &row = model->row(index.row());
    const bool chosen = option.state.testFlag(QStyle::State_Selected);
    const bool hovered = option.state.testFlag(QStyle::State_MouseOver) && !row.isTaken;
    if (chosen || hovered)
        painter->fillRect(option.rect, color(chosen ? Token::BgSelected : Token::BgHover));
    QRect box = option.rect.adjusted(side, 0, -side, 0);
    const QRect icon(box.left(), box.center().y() - iconSize / 2 + 1, iconSize, iconSize);
    paintIcon(*painter, Icon::Branch, QStyle::visualRect(option.direction, option.rect, icon),
              row.isTaken ? Token::TextFaint : Token::TextMuted);
    box.setLeft(icon.right() + 1 + gap);
    paintWords(*painter, QStyle::visualRect(option.direction, option.rect, box), row);
}

void BranchDelegate::paintWords(QPainter &painter, QRect box, const BranchRow &row)
{
    const bool mirrored = painter.layoutDirection() == Qt::RightToLeft;
    const QFont small = Theme::instance().font(FontRole::Small);
    const QFont mono = Theme::instance().font(FontRole::Mono);
    const QFontMetrics smallMetrics(small);
    const int room = std::max(0, box.width() - std::min(leastName, box.width()) - gap);
    const QString words = smallMetrics.elidedText(row.words, Qt::ElideRight, room);
    const int width = smallMetrics.horizontalAdvance(words);
    painter.setFont(small);
    painter.setPen(color(row.isTaken ? Token::TextFaint : Token::TextMuted));
    painter.drawText(box, Qt::AlignVCenter | (mirrored ? Qt::AlignLeft : Qt::AlignRight), words);
    box.setWidth(box.width() - width - gap);
    painter.setFont(mono);
    painter.setPen(color(row.isTaken ? Token::TextFaint : Token::Text));
    painter.drawText(box, Qt::AlignVCenter | Qt::AlignLeft,
                     QFontMetrics(mono).elidedText(row.name, Qt::ElideMiddle, box.width()));
}

} // namespace skybranch::ui
