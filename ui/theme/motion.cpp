// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/theme/motion.h"

#include "ui/theme/theme.h"

namespace skybranch::ui {

ArcClock &ArcClock::instance()
{
    static ArcClock clock;
    return clock;
}

ArcClock::ArcClock()
{
    connect(&Theme::instance(), &Theme::changed, this, &ArcClock::arrange);
}

void ArcClock::hold()
{
    ++m_holders;
    arrange();
}

void ArcClock::release()
{
    --m_holders;
    Q_ASSERT(m_holders >= 0);
    arrange();
}

void ArcClock::arrange()
{
    const bool wanted = m_holders > 0 && !Theme::instance().reducedMotion();
    if (wanted == m_timer.isActive())
        return;
    if (wanted)
        m_timer.start(100, this);
    else
        m_timer.stop();
}

void ArcClock::timerEvent(QTimerEvent *)
{
    m_step = (m_step + 1) % steps;
    Q_EMIT ticked();
}

} // namespace skybranch::ui
