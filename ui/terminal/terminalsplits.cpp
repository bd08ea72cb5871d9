// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/terminal/terminalsplits.h"

#include "ui/terminal/terminalpane.h"

#include <QJsonArray>
#include <QJsonObject>
#include <QSplitter>
#include <QVBoxLayout>

#include <limits>

namespace skybranch::ui {
namespace {

QJsonValue arrangementOf(const QWidget *widget)
{
    if (const auto *pane = qobject_cast<const TerminalPane *>(widget))
        return pane->id();
    const auto *splitter = qobject_cast<const QSplitter *>(widget);
    QJsonArray parts;
    for (int part = 0; part < splitter->count(); ++part)
        parts << arrangementOf(splitter->widget(part));
    if (parts.size() == 1)
        return parts.first();
    const bool right = splitter->orientation() == Qt::Horizontal;
    return QJsonObject{{QStringLiteral("way"), QLatin1StringView(right ? "right" : "below")},
                       {QStringLiteral("parts"), parts}};
}

void collect(const QWidget *widget, QList<TerminalPane *> &panes)
{
    const auto *splitter = qobject_cast<const QSplitter *>(widget);
    for (int part = 0; splitter && part < splitter->count(); ++part) {
        if (auto *pane = qobject_cast<TerminalPane *>(splitter->widget(part)))
            panes << pane;
        else
            collect(splitter->widget(part), panes);
    }
}

/// How far @p other lies from @p from in @p direction; negative: not there.
int distance(const QRect &from, const QRect &other, TerminalSplits::Direction direction)
{
    using Direction = TerminalSplits::Direction;
    const bool sideways = direction == Direction::Left || direction == Direction::Right;
    const bool overlaps = sideways ? from.top() <= other.bottom() && other.top() <= from.bottom()
                                   : from.left() <= other.right() && other.left() <= from.right();
    if (!overlaps)
        return -1;
    switch (direction) {
    case Direction::Left:
        return from.left() - other.right();
    case Direction::Right:
        return other.left() - from.right();
    case Direction::Up:
        return from.top() - other.bottom();
    case Direction::Down:
        return other.top() - from.bottom();
    }
    Q_UNREACHABLE_RETURN(-1);
}

} // namespace

TerminalSplits::TerminalSplits(TerminalPane *first, QWidget *parent)
    : QWidget(parent)
    , m_root(makeSplitter(Qt::Horizontal))
    , m_current(first)
{
    m_root->addWidget(first);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(m_root);
}

QSplitter *TerminalSplits::makeSplitter(Qt::Orientation orientation) const
{
    auto *splitter = new QSplitter(orientation);
    splitter->setObjectName(QStringLiteral("terminalSplitter"));
    splitter->setHandleWidth(1);
    splitter->setChildrenCollapsible(false);
    return splitter;
}

QSplitter *TerminalSplits::splitterOf(TerminalPane *pane) const
{
    return qobject_cast<QSplitter *>(pane->parentWidget());
}

void TerminalSplits::split(TerminalPane *place, TerminalPane *pane, Qt::Orientation orientation)
{
    QSplitter *splitter = splitterOf(place);
    if (splitter->count() == 1)
        splitter->setOrientation(orientation);
    int at = splitter->indexOf(place);
    QList<int> sizes = splitter->sizes();
    if (splitter->orientation() != orientation) {
        QSplitter *inner = makeSplitter(orientation);
        splitter->replaceWidget(at, inner);
        inner->addWidget(place);
        splitter->setSizes(sizes);
        place->show();
        splitter = inner;
        sizes = {1};
        at = 0;
    }
    const int half = std::max(1, sizes.at(at) / 2);
    splitter->insertWidget(at + 1, pane);
    sizes[at] -= half;
    sizes.insert(at + 1, half);
    if (sizes.size() == 2)
        sizes = {1000, 1000};
    splitter->setSizes(sizes);
    pane->show();
}

void TerminalSplits::take(TerminalPane *pane)
{
    QList<TerminalPane *> all = panes();
    const qsizetype at = all.indexOf(pane);
    QSplitter *splitter = splitterOf(pane);
    pane->setParent(nullptr);
    simplify(splitter);
    if (m_current != pane)
        return;
    all.removeAt(at);
    m_current = all.isEmpty() ? nullptr : all.at(std::min(at, all.size() - 1));
}

/// A splitter with one part is no split any more.
void TerminalSplits::simplify(QSplitter *splitter)
{
    auto *above = qobject_cast<QSplitter *>(splitter->parentWidget());
    if (!above || splitter->count() != 1)
        return;
    const QList<int> sizes = above->sizes();
    QWidget *rest = splitter->widget(0);
    const int at = above->indexOf(splitter);
    above->replaceWidget(at, rest);
    rest->show();
    above->setSizes(sizes);
    splitter->deleteLater();
}

QList<TerminalPane *> TerminalSplits::panes() const
{
    QList<TerminalPane *> panes;
    collect(m_root, panes);
    return panes;
}

void TerminalSplits::setCurrent(TerminalPane *pane)
{
    m_current = pane;
}

void TerminalSplits::mark(bool cloud)
{
    const QList<TerminalPane *> all = panes();
    for (TerminalPane *pane : all)
        pane->setMarked(all.size() > 1, pane == m_current, cloud);
}

TerminalPane *TerminalSplits::neighbour(Direction direction) const
{
    const auto rectOf = [this](const TerminalPane *pane) {
        return QRect(pane->mapTo(this, QPoint()), pane->size());
    };
    TerminalPane *nearest = nullptr;
    int least = std::numeric_limits<int>::max();
    for (TerminalPane *pane : panes()) {
        const int away
            = pane == m_current ? -1 : distance(rectOf(m_current), rectOf(pane), direction);
        if (away < 0 || away >= least)
            continue;
        nearest = pane;
        least = away;
    }
    return nearest;
}

QJsonValue TerminalSplits::arrangement() const
{
    return arrangementOf(m_root);
}

} // namespace skybranch::ui
