// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QMenu>

namespace skybranch::ui {

/// A menu that is at least 288 wide, paints Delete in red, writes shortcuts without taking them
/// over, and shows the reason of a disabled entry beside itself.
class ActionMenu : public QMenu
{
    Q_OBJECT

public:
    explicit ActionMenu(QWidget *parent = nullptr);

private:
    void paintEvent(QPaintEvent *event) override;
    bool event(QEvent *event) override;
    void paintEntry(QPainter &painter, QAction *entry) const;
    void showReason(QAction *entry);

    int m_radius; ///< of the corners
};

} // namespace skybranch::ui
