// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/views/paneviews.h"
#include "ui/views/words.h"

namespace skybranch::ui {

OverlayView overlayOf(const client::Terminal &terminal, const QString &branch, bool patient,
                      const QDateTime &now)
{
    using State = client::Terminal::State;
    const QString since = sinceWords(terminal.stateSince(), now);
    switch (terminal.state()) {
    case State::Open:
        return {};
    case State::Connecting:
        if (patient)
            return {};
        return {.state = OverlayState::Connecting, .subject = branch, .span = since};
    case State::Reconnecting:
        return {.state = OverlayState::Reconnecting,
                .span = spanWords(now.secsTo(terminal.nextTry())),
                .reason = terminal.lastError().message};
    case State::Lost:
        return {.state = OverlayState::Lost,
                .time = terminal.stateSince().toLocalTime().toString(QStringLiteral("HH:mm:ss")),
                .reason = terminal.lastError().message,
                .local = terminal.place() == client::Terminal::Place::Local};
    case State::Paused:
        return {.state = OverlayState::Paused,
                .span = isJustNow(terminal.stateSince(), now) ? QString() : since};
    case State::Stopped:
        return {.state = OverlayState::Stopped, .span = since};
    case State::Ended:
        return {.state = OverlayState::Ended, .exitCode = terminal.exitCode()};
    }
    Q_UNREACHABLE_RETURN({});
}

} // namespace skybranch::ui
