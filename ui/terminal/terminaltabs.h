// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "client/session.h"

#include <QElapsedTimer>
#include <QJsonObject>
#include <QSet>

#include <memory>
#include <vector>

class QMenu;

namespace skybranch::ui {

class LiveTerminal;
class TerminalArea;
class TerminalView;
struct ListedTerminal;
class Ticker;

/// The terminals of all worktrees, each in a tab of the area, alone or beside others. Those of the
/// worktree that is shown are in sight; the others go on. What was open is kept with the window's
/// state, and opened again when its worktree is shown first; nothing of that wakes a VM.
class TerminalTabs : public QObject
{
    Q_OBJECT

public:
    using Place = client::Terminal::Place;

    TerminalTabs(client::Session &session, TerminalArea *area, QObject *parent);
    ~TerminalTabs() override;

    /// Shows the tabs of @p worktreeId; empty: none.
    void show(const QString &worktreeId);

    /// Opens one more terminal. It gets the focus where its worktree is shown and @p focus is set.
    void open(const QString &worktreeId, Place place, bool focus = true);

    /// One more beside or below the current one, in the same place.
    void split(Qt::Orientation orientation);

    /// As if somebody had typed it in the current one.
    void typeIntoCurrent(const QByteArray &bytes);

    /// Goes to the last cloud terminal of @p worktreeId, or opens one.
    void connectTo(const QString &worktreeId);

    bool has(const QString &worktreeId, Place place) const;
    /// Somebody is at one of them, so that nothing may take the focus.
    bool hasFocus() const;
    void focusCurrent();
    TerminalView *currentView() const;
    /// Another one is beside or below the current one.
    bool hasSplits() const;
    void nextTab(int by);

    /// The terminal or the tab: at once where nothing runs in it, else it asks.
    void requestClose(const QString &id);
    void requestCloseCurrent();
    void requestCloseTab(const QString &tabId);
    void closeAll(const QString &worktreeId);
    void closeCloud(const QString &worktreeId);

    /// Its cloud terminals are those of another row from now on, and run on.
    void moveCloud(const QString &fromId, const QString &toId);

    /// Those of its VM that no tab here shows.
    QList<client::VmTerminal> elsewhere(const QString &worktreeId) const;
    void openElsewhere(const QString &worktreeId, const QString &terminalId);
    void forgetEnded(const QString &worktreeId);

    /// Lists them in a menu of its own; where there are none, nothing.
    void addTo(QMenu *menu, const QString &worktreeId);

    /// Empty: as its program calls it.
    void rename(const QString &id, const QString &name);
    void renameCurrent(); ///< asks for the name on its tab

    /// What was open when the window was closed last; call once, before the first show().
    void restore();

Q_SIGNALS:
    void linkChosen(const QUrl &url);
    void showRequested(const QString &worktreeId);
    void told(const QString &worktreeId, const QString &words); ///< news from out of sight
    void attentionWanted(); ///< a bell out of sight
    void changed(); ///< which terminals there are, or which one has the keys

private:
    struct Choice
    {
        Place place = Place::Local;
        QString terminalId; ///< of a VM's terminal; empty: a new one
        QString name; ///< given; empty: none
    };

    static bool isGoing(const client::WorktreeInfo &info); ///< its cloud workspace
    LiveTerminal *find(const QString &id) const;
    LiveTerminal *last(const QString &worktreeId, Place place) const;
    QStringList tabsOf(const QString &worktreeId, bool background) const;
    QString nameFor(const QString &worktreeId, Place place) const;
    LiveTerminal *add(const QString &worktreeId, const Choice &choice, const QString &besideId = {},
                      Qt::Orientation orientation = Qt::Horizontal);
    void wire(LiveTerminal *live);
    void listen(LiveTerminal *live);
    bool isInSight(const LiveTerminal &live) const;
    void tell(const LiveTerminal &live, const QString &words);
    void chooseTab(const QString &tabId);
    void close(const QString &id);
    void askJobs(const QStringList &ids, const std::function<void(const QStringList &)> &then);
    void ask(const QStringList &ids, const QStringList &running);
    bool isLeft(const LiveTerminal &live) const;
    void end(const QString &id);
    void leaveRunning(const QStringList &ids);
    void openNow(const QString &worktreeId, const Choice &choice, bool focus);
    void onTerminals(const QString &worktreeId);
    QList<ListedTerminal> listed(const QString &worktreeId) const;
    void fillList();
    void act(const QString &id);
    void onArrived(const LiveTerminal &live);
    void onCurrent(const QString &id);
    void updateTab(const QString &tabId);
    void updateOverlay(const LiveTerminal &live);
    void updateOverlays();
    void updateAudience(const LiveTerminal &live);
    void onRoom(const QString &id, int columns, int lines);
    void openSaved(const QString &worktreeId);
    QString openFirst(const QString &worktreeId, const QJsonValue &arrangement,
                      const QString &besideId, Qt::Orientation way);
    void openRest(const QString &worktreeId, const QJsonValue &arrangement, const QString &firstId);
    static Choice choiceOf(const QJsonValue &leaf);
    QJsonValue withChoices(const QJsonValue &arrangement) const;
    void save(const QString &worktreeId);

    client::Session &m_session;
    TerminalArea *m_area;
    QString m_worktreeId;
    QHash<QString, QString> m_current; ///< the chosen terminal of each worktree
    QSet<QString> m_background; ///< tabs that run on without being shown
    std::vector<std::unique_ptr<LiveTerminal>> m_terminals;
    QJsonObject m_saved; ///< by worktree
    QSet<QString> m_toOpen; ///< worktrees whose saved terminals have not been opened yet
    Ticker *m_ticker; ///< for words that count
    int m_lastId = 0;
    QHash<QString, QElapsedTimer> m_lastNews; ///< by terminal
    QElapsedTimer m_lastBell;
    QObject m_questions; ///< what is asked of terminals goes before they do
};

} // namespace skybranch::ui
