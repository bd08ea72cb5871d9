// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QList>
#include <QWidget>

namespace skybranch::ui {

/// Lies over the text of a terminal, and marks places in it. Not there while nothing is marked.
class ScreenMarks : public QWidget
{
    Q_OBJECT

public:
    explicit ScreenMarks(QWidget *display);

    /// In pixels of the display.
    void setMatches(const QList<QRect> &matches);
    void setLink(const QList<QRect> &link);

    const QList<QRect> &matches() const { return m_matches; }
    const QList<QRect> &link() const { return m_link; }

private:
    void refresh();
    void paintEvent(QPaintEvent *event) override;
    bool eventFilter(QObject *watched, QEvent *event) override;

    QList<QRect> m_matches;
    QList<QRect> m_link;
};

} // namespace skybranch::ui
