// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QBasicTimer>
#include <QObject>

namespace skybranch::ui {

/// Turns every arc of the application in step: 12 positions, 100 ms each. It ticks only while
/// somebody holds it, and never under reduced motion.
class ArcClock : public QObject
{
    Q_OBJECT

public:
    static constexpr int steps = 12;

    static ArcClock &instance();

    /// Each hold() of a visible moving mark is ended by one release().
    void hold();
    void release();
    bool isTicking() const { return m_timer.isActive(); }
    int step() const { return m_step; }

Q_SIGNALS:
    void ticked();

private:
    ArcClock();
    void arrange();
    void timerEvent(QTimerEvent *event) override;

    QBasicTimer m_timer;
    int m_holders = 0;
    int m_step = 0;
};

} // namespace skybranch::ui
