// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/workspace/divergedcolumn.h"

#include "ui/theme/theme.h"
#include "ui/widgets/elidedlabel.h"
#include "ui/widgets/iconlabel.h"
#include "ui/widgets/text.h"

#include <QHBoxLayout>
#include <QPainter>
#include <QScrollArea>

namespace skybranch::ui {
namespace {

constexpr int laneAt = 13;
constexpr int wordsAt = 36;
constexpr int leastRow = 44;
constexpr qreal dotRadius = 4.5;

enum class Dot { None, Commit, Base };

/// A row beside its piece of the lane.
class LaneRow : public QWidget
{
public:
    LaneRow(Dot dot, Token lane)
        : m_dot(dot)
        , m_lane(lane)
    {
    }

    void fill(const CommitLine &commit)
    {
        auto *summary = new ElidedLabel(Qt::ElideRight, "", m_dot == Dot::Base ? "muted" : "");
        summary->setFullText(commit.summary);
        auto *second = new QHBoxLayout;
        second->setSpacing(7);
        second->addWidget(makeLabel(commit.id, "monosmall", "muted"));
        auto *line = new ElidedLabel(Qt::ElideRight, "small", "muted");
        line->setFullText(commit.line);
        second->addWidget(line, 1);
        auto *layout = new QVBoxLayout(this);
        layout->setContentsMargins(wordsAt, 4, 12, 4);
        layout->setSpacing(1);
        layout->addStretch();
        layout->addWidget(summary);
        layout->addLayout(second);
        layout->addStretch();
        setMinimumHeight(leastRow);
        setAccessibleName(commit.summary);
        setAccessibleDescription(commit.id + u' ' + commit.line);
    }

private:
    void paintEvent(QPaintEvent *) override
    {
        QPainter painter(this);
        painter.setRenderHint(QPainter::Antialiasing);
        const qreal x = layoutDirection() == Qt::RightToLeft ? width() - laneAt : laneAt;
        const QPointF middle(x, height() / 2.0);
        const qreal end = m_dot == Dot::Base ? middle.y() : height();
        painter.setPen(QPen(color(m_lane), 2, Qt::SolidLine, Qt::FlatCap));
        painter.drawLine(QPointF(x, 0), QPointF(x, end));
        if (m_dot == Dot::None)
            return;
        const bool base = m_dot == Dot::Base;
        painter.setPen(base ? QPen(Qt::NoPen) : QPen(color(m_lane), 2));
        painter.setBrush(color(base ? Token::TextFaint : Token::BgPane));
        painter.drawEllipse(middle, dotRadius, dotRadius);
    }

    Dot m_dot;
    Token m_lane;
};

} // namespace

DivergedColumn::DivergedColumn(const QString &name, Token lane, QWidget *parent)
    : QWidget(parent)
    , m_lane(lane)
    , m_icon(new IconLabel(Icon::Laptop))
    , m_title(new ElidedLabel(Qt::ElideRight, "strong"))
    , m_count(makeLabel({}, "strong", lane == Token::Ahead ? "ahead" : "behind"))
    , m_scroll(new QScrollArea)
{
    setObjectName(name);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(8);
    addHead(layout);
    auto *card = new QFrame;
    card->setProperty("card", QStringLiteral("lanes"));
    auto *rows = new QVBoxLayout(card);
    rows->setContentsMargins(1, 1, 1, 1);
    rows->setSpacing(0);
    auto *list = new QWidget;
    m_commits = new QVBoxLayout(list);
    m_commits->setContentsMargins(0, 0, 0, 0);
    m_commits->setSpacing(0);
    m_scroll->setWidget(list);
    m_scroll->setWidgetResizable(true);
    m_scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_scroll->setObjectName(name + QStringLiteral("Commits"));
    m_base = new QVBoxLayout;
    m_base->setSpacing(0);
    rows->addWidget(m_scroll);
    rows->addLayout(m_base);
    layout->addWidget(card);
}

void DivergedColumn::addHead(QVBoxLayout *layout)
{
    auto *head = new QHBoxLayout;
    head->setSpacing(9);
    head->addWidget(m_icon);
    head->addWidget(m_title);
    head->addWidget(m_count);
    head->addStretch();
    layout->addLayout(head);
}

void DivergedColumn::clear()
{
    for (QVBoxLayout *rows : {m_commits, m_base}) {
        while (QLayoutItem *item = rows->takeAt(0)) {
            delete item->widget();
            delete item;
        }
    }
}

void DivergedColumn::setSide(const DivergedSide &side, const std::optional<CommitLine> &base)
{
    clear();
    m_icon->setIcon(side.icon, Token::TextMuted);
    m_title->setFullText(side.title);
    m_count->setText(side.count);
    m_rowHeight = leastRow;
    for (const CommitLine &commit : side.commits) {
        auto *row = new LaneRow(Dot::Commit, m_lane);
        row->fill(commit);
        m_commits->addWidget(row);
        m_rowHeight = std::max(m_rowHeight, row->sizeHint().height());
    }
    if (!side.more.isEmpty()) {
        auto *row = new LaneRow(Dot::None, m_lane);
        row->fill({.id = {}, .summary = side.more, .line = {}});
        m_commits->addWidget(row);
    }
    m_commits->addWidget(new LaneRow(Dot::None, m_lane), 1);
    m_rows = std::max(1, int(side.commits.size()) + (side.more.isEmpty() ? 0 : 1));
    if (!base)
        return;
    m_base->addWidget(makeRule());
    auto *row = new LaneRow(Dot::Base, m_lane);
    row->fill(*base);
    m_base->addWidget(row);
}

void DivergedColumn::showRows(int rows)
{
    m_scroll->setFixedHeight(std::min(rows, mostRows) * m_rowHeight);
}

} // namespace skybranch::ui
