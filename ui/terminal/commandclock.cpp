// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/terminal/commandclock.h"

namespace skybranch::ui {

std::optional<CommandClock::Ended> CommandClock::mark(const QByteArray &text)
{
    const QList<QByteArray> parts = text.split(';');
    if (parts.first() == "C")
        m_running.start();
    // A prompt without an end: the line was empty, or given up.
    if (parts.first() == "A")
        m_running.invalidate();
    if (parts.first() != "D" || !m_running.isValid())
        return {};
    const Ended ended{std::chrono::milliseconds(m_running.elapsed()), parts.value(1).toInt()};
    m_running.invalidate();
    return ended;
}

} // namespace skybranch::ui
