// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QPointer>
#include <QWidget>

namespace skybranch::ui {

/// Paints the ring around the button that has the keyboard's focus in one window. Fields and rows
/// draw their own. Give each window and dialog one.
class FocusRing : public QWidget
{
    Q_OBJECT

public:
    explicit FocusRing(QWidget *window);

    /// The button that wears the ring now, or null.
    QWidget *target() const { return m_target; }

private:
    bool eventFilter(QObject *watched, QEvent *event) override;
    void paintEvent(QPaintEvent *event) override;
    void follow(QWidget *widget);
    void place();

    QPointer<QWidget> m_target;
};

} // namespace skybranch::ui
