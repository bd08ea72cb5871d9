// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QJsonValue>
#include <QList>
#include <QWidget>

class QSplitter;

namespace skybranch::ui {

class TerminalPane;

/// The terminals of one tab, beside and below each other, with lines of one pixel between them. It
/// remembers which one the keys go to.
class TerminalSplits : public QWidget
{
    Q_OBJECT

public:
    enum class Direction { Left, Right, Up, Down };

    explicit TerminalSplits(TerminalPane *first, QWidget *parent = nullptr);

    /// Puts @p pane beside (Horizontal) or below (Vertical) @p place, which gives half its room.
    void split(TerminalPane *place, TerminalPane *pane, Qt::Orientation orientation);

    /// Takes @p pane out, without deleting it; its neighbour gets the room and the keys.
    void take(TerminalPane *pane);

    QList<TerminalPane *> panes() const;
    TerminalPane *current() const { return m_current; }
    void setCurrent(TerminalPane *pane);

    /// The pane next to the current one in @p direction, or null.
    TerminalPane *neighbour(Direction direction) const;

    /// The ids of the panes as they lie: "1", or {"way": "right", "parts": ["1", ...]}.
    QJsonValue arrangement() const;

    /// Paints who has the keys. @p cloud: by the current pane's place.
    void mark(bool cloud);

private:
    QSplitter *splitterOf(TerminalPane *pane) const;
    QSplitter *makeSplitter(Qt::Orientation orientation) const;
    void simplify(QSplitter *splitter);

    QSplitter *m_root;
    TerminalPane *m_current;
};

} // namespace skybranch::ui
