// SPDX-License-Identifier: GPL-3.0-or-later
// TerminalTabs: what the programs in terminals say beside their text.
#include "ui/terminal/liveterminal.h"
#include "ui/terminal/terminalarea.h"
#include "ui/terminal/terminaltabs.h"
#include "ui/terminal/terminalview.h"
#include "ui/views/words.h"

#include <QPointer>

namespace skybranch::ui {
namespace {

using namespace std::chrono_literals;

constexpr auto longCommand = 10s; ///< what ends sooner is no news
constexpr auto newsPause = 10s; ///< of one terminal
constexpr auto bellPause = 1s;

bool isDue(QElapsedTimer &last, std::chrono::nanoseconds pause)
{
    if (last.isValid() && last.durationElapsed() < pause)
        return false;
    last.start();
    return true;
}

} // namespace

void TerminalTabs::listen(LiveTerminal *live)
{
    TerminalView *view = m_area->terminal(live->id());
    view->setFiles([this, watched = QPointer(live)]() -> TerminalFiles {
        const auto info = watched ? m_session.worktree(watched->worktreeId()) : std::nullopt;
        return info ? TerminalFiles{info->path, watched->isCloud()} : TerminalFiles();
    });
    connect(view, &TerminalView::folderChanged, live,
            [this, live] { updateTab(m_area->tabOf(live->id())); });
    connect(view, &TerminalView::rang, live, [this, live] {
        if (!isInSight(*live) && isDue(m_lastBell, bellPause))
            Q_EMIT attentionWanted();
    });
    connect(view, &TerminalView::told, live, [this, live](const ProgramNews &news) {
        tell(*live,
             news.title.isEmpty() ? news.text
                                  : QStringLiteral("%1: %2").arg(news.title, news.text));
    });
    connect(view, &TerminalView::commandEnded, live,
            [this, live](std::chrono::milliseconds took, int exitCode) {
                if (took < longCommand)
                    return;
                const QString span = spanWords(took / 1s);
                tell(*live,
                     exitCode == 0
                         ? tr("%1: the command is done after %2.").arg(live->title(), span)
                         : tr("%1: the command has failed after %2, with exit code %3.")
                               .arg(live->title(), span)
                               .arg(exitCode));
            });
}

/// The window has the user, and shows this one's tab.
bool TerminalTabs::isInSight(const LiveTerminal &live) const
{
    const QWidget *window = m_area->window();
    return window->isActiveWindow() && !window->isMinimized() && live.worktreeId() == m_worktreeId
        && m_area->currentTab() == m_area->tabOf(live.id());
}

void TerminalTabs::tell(const LiveTerminal &live, const QString &words)
{
    if (!isInSight(live) && isDue(m_lastNews[live.id()], newsPause))
        Q_EMIT told(live.worktreeId(), words);
}

} // namespace skybranch::ui
