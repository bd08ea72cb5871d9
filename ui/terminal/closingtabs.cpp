// SPDX-License-Identifier: GPL-3.0-or-later
// TerminalTabs: how terminals end, or go to another row.
#include "ui/terminal/liveterminal.h"
#include "ui/terminal/terminalarea.h"
#include "ui/terminal/terminaltabs.h"
#include "ui/views/words.h"

#include <algorithm>

namespace skybranch::ui {
namespace {

constexpr qsizetype longestJob = 60;

using State = client::Terminal::State;

/// What closing it ends, in words; empty where nothing runs in it.
QString wordsOf(const LiveTerminal &live, const std::optional<QString> &job)
{
    if (!job)
        return TerminalTabs::tr("Close %1? What runs in it ends.").arg(live.title());
    return job->isEmpty() ? QString()
                          : TerminalTabs::tr("%1 is running.").arg(cleanWords(*job, longestJob));
}

} // namespace

bool TerminalTabs::isGoing(const client::WorktreeInfo &info)
{
    return !info.cloud || info.cloud->pending == domain::PendingAction::Delete
        || info.cloud->pending == domain::PendingAction::Cancel;
}

void TerminalTabs::close(const QString &id)
{
    const auto found = std::ranges::find(m_terminals, id, [](const auto &t) { return t->id(); });
    if (found == m_terminals.end())
        return;
    // It may be the one that is telling us: it goes when that has returned.
    LiveTerminal *live = found->release();
    m_terminals.erase(found);
    live->disconnect();
    m_lastNews.remove(id);
    live->deleteLater();
    const QString worktreeId = live->worktreeId();
    const QString tab = m_area->tabOf(id);
    const bool focused = hasFocus();
    m_area->removeTerminal(id);
    if (m_area->terminalsOf(tab).isEmpty())
        m_background.remove(tab);
    if (m_current.value(worktreeId) == id)
        m_current.insert(worktreeId, m_area->currentOf(tabsOf(worktreeId, false).value(0)));
    save(worktreeId);
    fillList();
    Q_EMIT changed();
    if (focused)
        focusCurrent();
}

/// Asked once more while it asks: nothing ends, where that can be.
void TerminalTabs::requestCloseCurrent()
{
    if (m_area->isAsking())
        m_area->answerSafely();
    else
        requestClose(m_area->currentId());
}

void TerminalTabs::requestClose(const QString &id)
{
    if (find(id))
        askJobs({id}, [this, id](const QStringList &running) { ask({id}, running); });
}

void TerminalTabs::requestCloseTab(const QString &tabId)
{
    const QStringList ids = m_area->terminalsOf(tabId);
    askJobs(ids, [this, ids](const QStringList &running) { ask(ids, running); });
}

/// Its shell would go on without the tab.
bool TerminalTabs::isLeft(const LiveTerminal &live) const
{
    const auto info = m_session.worktree(live.worktreeId());
    const State state = live.terminal().state();
    return live.isCloud() && info && !isGoing(*info) && state != State::Ended
        && state != State::Stopped && live.terminal().frailty().isEmpty();
}

void TerminalTabs::ask(const QStringList &ids, const QStringList &running)
{
    const auto runsOn = [this](const QString &id) {
        const LiveTerminal *live = find(id);
        return live && isLeft(*live);
    };
    const bool inCloud = std::ranges::any_of(ids, runsOn);
    if (running.isEmpty() && !inCloud) {
        for (const QString &id : ids)
            close(id);
        return;
    }
    const QString tab = m_area->tabOf(ids.value(0));
    // One of several that share a tab has no background to go to, but the cloud.
    const bool canLeave = std::ranges::all_of(ids, runsOn) || ids == m_area->terminalsOf(tab);
    QStringList words{tr("End it"), tr("Leave it running (Ctrl+Shift+W)"), tr("Cancel")};
    if (!canLeave)
        words.removeAt(1);
    const QString question = running.isEmpty()
        ? tr("End this terminal, or leave it running in the cloud?")
        : running.join(u' ');
    m_area->ask(question, words, [this, ids, canLeave](int word) {
        if (word == 0)
            std::ranges::for_each(ids, [this](const QString &id) { end(id); });
        else if (word == 1 && canLeave)
            leaveRunning(ids);
        else
            focusCurrent();
    });
}

void TerminalTabs::end(const QString &id)
{
    const LiveTerminal *live = find(id);
    if (live && isLeft(*live))
        m_session.endTerminal(live->worktreeId(), live->terminal().id());
    close(id);
}

/// Tells @p then what runs in those terminals, when the last of them has answered or is gone.
void TerminalTabs::askJobs(const QStringList &ids,
                           const std::function<void(const QStringList &)> &then)
{
    auto *question = new QObject(&m_questions);
    const auto running = std::make_shared<QStringList>();
    const auto left = std::make_shared<qsizetype>(ids.size());
    const auto answer = [question, running, left, then](const QString &words) {
        if (!words.isEmpty())
            *running << words;
        if (--*left > 0)
            return;
        question->deleteLater();
        then(*running);
    };
    for (const QString &id : ids) {
        LiveTerminal *live = find(id);
        if (!live) {
            answer({});
            continue;
        }
        connect(live, &QObject::destroyed, question, [answer] { answer({}); });
        connect(
            &live->terminal(), &client::Terminal::foregroundJobKnown, question,
            [live, question, answer](const std::optional<QString> &job) {
                QObject::disconnect(live, nullptr, question, nullptr);
                answer(wordsOf(*live, job));
            },
            Qt::SingleShotConnection);
        live->terminal().askForegroundJob();
    }
}

/// In the VM, where it is found again; what runs on this computer goes on behind the list.
void TerminalTabs::leaveRunning(const QStringList &ids)
{
    const bool allCloud = std::ranges::all_of(ids, [this](const QString &id) {
        const LiveTerminal *live = find(id);
        return !live || live->isCloud();
    });
    if (!allCloud) {
        m_background.insert(m_area->tabOf(ids.first()));
        m_current.remove(m_worktreeId);
        show(m_worktreeId);
    }
    for (const QString &id : allCloud ? ids : QStringList())
        close(id);
    focusCurrent();
}

void TerminalTabs::closeAll(const QString &worktreeId)
{
    for (const Place place : {Place::Cloud, Place::Local}) {
        while (const LiveTerminal *live = last(worktreeId, place))
            close(live->id());
    }
    m_current.remove(worktreeId);
}

void TerminalTabs::moveCloud(const QString &fromId, const QString &toId)
{
    const LiveTerminal *chosen = last(fromId, Place::Cloud);
    if (!chosen)
        return;
    if (m_current.value(toId).isEmpty())
        m_current.insert(toId, chosen->id());
    for (const auto &live : m_terminals) {
        if (live->worktreeId() == fromId && live->isCloud())
            live->setWorktreeId(toId);
    }
    const LiveTerminal *left = last(fromId, Place::Local);
    m_current.insert(fromId, left ? left->id() : QString());
    save(fromId);
    save(toId);
    if (m_worktreeId == fromId || m_worktreeId == toId)
        show(m_worktreeId);
}

void TerminalTabs::closeCloud(const QString &worktreeId)
{
    while (const LiveTerminal *live = last(worktreeId, Place::Cloud))
        close(live->id());
}

} // namespace skybranch::ui
