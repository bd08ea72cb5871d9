// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/ticker.h"

#include <QDateTime>
#include <QEvent>
#include <QWidget>

namespace skybranch::ui {
namespace {

constexpr std::chrono::seconds longestCount{5};

/// All that counts moves on at one moment, wherever it stands in the window.
std::chrono::milliseconds untilNext(std::chrono::milliseconds pace)
{
    return pace - std::chrono::milliseconds(QDateTime::currentMSecsSinceEpoch() % pace.count());
}

} // namespace

Ticker::Ticker(QWidget *sight, QObject *parent)
    : QObject(parent)
    , m_sight(sight)
{
    m_timer.setSingleShot(true);
    connect(&m_timer, &QTimer::timeout, this, [this] {
        arrange();
        Q_EMIT due();
    });
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
        const bool counts = m_pace <= longestCount;
        m_timer.setTimerType(counts ? Qt::PreciseTimer : Qt::VeryCoarseTimer);
        m_timer.start(counts ? untilNext(m_pace) : m_pace);
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
