// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "client/session.h"

#include <QTimer>

#include <memory>
#include <vector>

namespace skybranch::ui {

class TerminalArea;
class TerminalView;

/// The terminals of all worktrees, each with a tab in the area. Those of the worktree that is
/// shown are in sight; the others go on.
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

    /// As if somebody had typed it there.
    void typeInto(const QString &tabId, const QByteArray &bytes) { type(tabId, bytes); }

    /// Goes to the last cloud terminal of @p worktreeId, or opens one.
    void connectTo(const QString &worktreeId);

    bool has(const QString &worktreeId, Place place) const;
    bool isEmpty(const QString &worktreeId) const;
    /// Somebody is at one of them, so that nothing may take the focus.
    bool hasFocus() const;
    void focusCurrent();
    TerminalView *currentView() const;
    QString currentTab() const;

    /// Ends what runs in it.
    void close(const QString &tabId);
    /// Closes at once what has ended, else asks by closeAsked().
    void requestClose(const QString &tabId);
    void closeAll(const QString &worktreeId);
    void closeCloud(const QString &worktreeId);

Q_SIGNALS:
    void closeAsked(const QString &worktreeId, const QString &tabId, const QString &name);
    void linkActivated(const QUrl &url);

private:
    struct Entry
    {
        QString id;
        QString worktreeId;
        QString name;
        std::unique_ptr<client::Terminal> terminal;
        bool unseen = false;
        QByteArray ahead; ///< typed while connecting
        bool wasOpen = false; ///< it has had a shell
    };

    Entry *find(const QString &tabId);
    const Entry *last(const QString &worktreeId, Place place) const;
    QStringList tabsOf(const QString &worktreeId) const;
    QString nameFor(const QString &worktreeId, Place place) const;
    void wire(const QString &tabId, TerminalView *view);
    void take(const QString &tabId);
    void onState(const QString &tabId);
    void type(const QString &tabId, const QByteArray &bytes);
    void act(const QString &tabId);
    void updateTab(const Entry &entry);
    void updateOverlay(const Entry &entry);
    void updateOverlays();

    client::Session &m_session;
    TerminalArea *m_area;
    QString m_worktreeId;
    QHash<QString, QString> m_current; ///< the chosen tab of each worktree
    std::vector<std::unique_ptr<Entry>> m_entries;
    QTimer m_seconds; ///< for words that count
    int m_lastId = 0;
};

} // namespace skybranch::ui
