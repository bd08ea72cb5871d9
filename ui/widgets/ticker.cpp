// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/ticker.h"

#include <QEvent>
#include <QWidget>

namespace skybranch::ui {

Ticker::Ticker(QWidget *sight, QObject *parent)
    : QObject(parent)
    , m_sight(sight)
{
    connect(&m_timer, &QTimer::timeout, this, &Ticker::due);
    sight->installEventFilter(this);
    follow();
}

void Ticker::setPace(std::chrono::milliseconds pace)
{
    if (pace == m_pace)
        return;
    m_pace = pace;
    m_timer.stop();
    arrange();
}

/// Minimising is told to the window alone.
void Ticker::follow()
{
    if (m_sight->window() != m_sight)
        m_sight->window()->installEventFilter(this);
}

bool Ticker::isInSight() const
{
    return m_sight->isVisible() && !m_sight->window()->isMinimized();
}

void Ticker::arrange()
{
    const bool ticks = m_pace.count() > 0 && isInSight();
    if (!ticks) {
        m_timer.stop();
    } else if (!m_timer.isActive()) {
        m_timer.setTimerType(m_pace > std::chrono::seconds(5) ? Qt::VeryCoarseTimer
                                                              : Qt::CoarseTimer);
        m_timer.start(m_pace);
    }
}

bool Ticker::eventFilter(QObject *watched, QEvent *event)
{
    const bool hidden = event->type() == QEvent::Hide;
    const bool changed = hidden || event->type() == QEvent::Show
        || event->type() == QEvent::WindowStateChange || event->type() == QEvent::ParentChange;
    if (changed) {
        follow();
        const bool ticked = m_timer.isActive();
        arrange();
        if (!ticked && m_timer.isActive())
            QMetaObject::invokeMethod(this, &Ticker::due, Qt::QueuedConnection);
    }
    return QObject::eventFilter(watched, event);
}

} // namespace skybranch::ui
