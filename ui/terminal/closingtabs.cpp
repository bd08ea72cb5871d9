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

/// What closing it ends, in words; empty where nothing runs in it.
QString wordsOf(const LiveTerminal &live, const std::optional<QString> &job)
{
    if (!job)
        return TerminalTabs::tr("Close %1? What runs in it ends.").arg(live.title());
    return job->isEmpty() ? QString()
                          : TerminalTabs::tr("%1 is running.").arg(cleanWords(*job, longestJob));
}

} // namespace

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
    Q_EMIT changed();
    if (focused)
        focusCurrent();
}

void TerminalTabs::requestCloseCurrent()
{
    requestClose(m_area->currentId());
}

void TerminalTabs::requestClose(const QString &id)
{
    const LiveTerminal *live = find(id);
    if (!live)
        return;
    const QString tab = m_area->tabOf(id);
    if (m_area->terminalsOf(tab).size() == 1)
        return requestCloseTab(tab);
    askJobs({id}, [this, id](const QStringList &running) {
        if (running.isEmpty())
            return close(id);
        m_area->ask(running.first(), {tr("End it"), tr("Cancel")}, [this, id](int word) {
            if (word == 0)
                close(id);
            else
                focusCurrent();
        });
    });
}

void TerminalTabs::requestCloseTab(const QString &tabId)
{
    const QStringList ids = m_area->terminalsOf(tabId);
    const auto closeThem = [this, ids] {
        for (const QString &id : ids)
            close(id);
    };
    askJobs(ids, [this, tabId, closeThem](const QStringList &running) {
        if (running.isEmpty())
            return closeThem();
        m_area->ask(running.join(u' '), {tr("End it"), tr("Leave it running"), tr("Cancel")},
                    [this, tabId, closeThem](int word) {
                        if (word == 0)
                            closeThem();
                        else if (word == 1)
                            leaveRunning(tabId);
                        else
                            focusCurrent();
                    });
    });
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

void TerminalTabs::leaveRunning(const QString &tabId)
{
    m_background.insert(tabId);
    m_current.remove(m_worktreeId);
    show(m_worktreeId);
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
