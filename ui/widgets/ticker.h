// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QTimer>

#include <chrono>

namespace skybranch::ui {

/// Tells when words that count have to be said again: only while their widget is in sight, and at
/// once when it comes back. A window that is hidden or minimised is never a reason to wake.
class Ticker : public QObject
{
    Q_OBJECT

public:
    /// @p sight outlives it.
    Ticker(QWidget *sight, QObject *parent);

    /// Until the next call: due() every @p pace; 0 never.
    void setPace(std::chrono::milliseconds pace);
    bool isTicking() const { return m_timer.isActive(); }

Q_SIGNALS:
    void due();

private:
    bool eventFilter(QObject *watched, QEvent *event) override;
    void follow();
    void arrange();
    bool isInSight() const;

    QWidget *m_sight;
    QTimer m_timer;
    std::chrono::milliseconds m_pace{0};
};

} // namespace skybranch::ui
