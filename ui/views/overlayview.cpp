// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/terminal/terminalarea.h"
#include "ui/views/paneviews.h"
#include "ui/views/words.h"

namespace skybranch::ui {

namespace {

constexpr qsizetype longestName = 40;

OverlayView stateOf(const client::Terminal &terminal, const QString &branch, bool patient,
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
        return {.state = OverlayState::Ended,
                .exitCode = terminal.exitCode(),
                .byItself = terminal.endedByItself()};
    }
    Q_UNREACHABLE_RETURN({});
}

} // namespace

OverlayView overlayOf(const client::Terminal &terminal, const QString &branch, bool patient,
                      const QDateTime &now)
{
    OverlayView view = stateOf(terminal, branch, patient, now);
    if (view.state != OverlayState::None && view.state != OverlayState::Ended)
        view.waitingKeys = terminal.unsentKeys();
    return view;
}

AudienceView audienceOf(const client::TerminalAudience &audience, QSize room)
{
    if (audience.names.isEmpty())
        return {};
    AudienceView view;
    QStringList words;
    const QString typing = cleanWords(audience.typing, longestName);
    const bool several = audience.names.size() > 1;
    if (several)
        words << TerminalPane::tr("%n others watch.", nullptr, int(audience.names.size()));
    if (!typing.isEmpty())
        words << TerminalPane::tr("%1 types.").arg(typing);
    else if (!several)
        words
            << TerminalPane::tr("%1 watches.").arg(cleanWords(audience.names.first(), longestName));
    const QSize cells(audience.columns, audience.rows);
    if (!cells.isEmpty() && (cells.width() < room.width() || cells.height() < room.height())) {
        view.cells = cells;
        words << TerminalPane::tr("%1 × %2, as in the smallest window that shows it")
                     .arg(cells.width())
                     .arg(cells.height());
    }
    view.words = words.join(u' ');
    return view;
}

QString terminalWords(const client::VmTerminal &terminal, const QDateTime &now)
{
    QString name
        = cleanWords(terminal.name.isEmpty() ? terminal.title : terminal.name, longestName);
    if (name.isEmpty())
        name = TerminalArea::tr("Terminal");
    const QString job = cleanWords(terminal.job, longestName);
    if (!job.isEmpty() && job != name)
        name = TerminalArea::tr("%1 (%2)").arg(name, job);
    if (!terminal.isRunning() && isJustNow(terminal.endedAt, now))
        return TerminalArea::tr("%1, ended just now").arg(name);
    if (!terminal.isRunning())
        return TerminalArea::tr("%1, ended %2 ago").arg(name, sinceWords(terminal.endedAt, now));
    QString words = isJustNow(terminal.startedAt, now)
        ? TerminalArea::tr("%1, opened just now").arg(name)
        : TerminalArea::tr("%1, running for %2").arg(name, sinceWords(terminal.startedAt, now));
    if (terminal.watchers > 0)
        words += TerminalArea::tr(", in %n windows", nullptr, terminal.watchers);
    return words;
}

} // namespace skybranch::ui
