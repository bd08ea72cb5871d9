// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QScrollArea>

class QVBoxLayout;

namespace skybranch::ui {

/// A pane with one reading column: at most @p width wide, centred, @p top pixels from the top. It
/// scrolls where the window is too low.
class Column : public QScrollArea
{
    Q_OBJECT

public:
    Column(int width, int top, QWidget *parent = nullptr);

    /// How wide the page is between its margins.
    int roomInside() const;
    QVBoxLayout *column() const { return m_column; }

private:
    QVBoxLayout *m_column;
};

} // namespace skybranch::ui
