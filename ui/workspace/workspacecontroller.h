// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "client/session.h"
#include "ui/views/provisioninglog.h"
#include "ui/views/rowsview.h"

namespace skybranch::ui {

class DivergedFlow;
class Notices;
class PortsFlow;
class RowActions;
class TerminalTabs;
class Ticker;

/// Shows the selected worktree in the pane, and takes what is clicked there to the session.
class WorkspaceController : public QObject
{
    Q_OBJECT

public:
    WorkspaceController(client::Session &session, WorkspacePane *pane, TerminalTabs &terminals,
                        RowActions &actions, Notices &notices, QObject *parent);

    /// Empty, or a worktree that is gone: nothing is selected.
    void select(const QString &worktreeId);
    const QString &selected() const { return m_id; }

    PortsFlow *ports() const { return m_ports; }

    /// One more terminal: in the cloud where that runs, else here.
    void newTerminal();

Q_SIGNALS:
    void titleChanged(const QString &title);

private:
    void connectPane();
    void connectSyncBar();
    void connectTerminals();
    void openFile(const QString &path, int line, int column);
    void update();
    void onWorktreeChanged(const QString &worktreeId);
    void showNothing();
    void showPlaces(const client::WorktreeInfo &info);
    void fillPane(const client::WorktreeInfo &info, const RowContext &now);
    void takeStep(const client::WorktreeInfo &info);
    void onLink(bool cloudLink);
    void giveFocusBack();
    void remedy(const QString &id);
    RowContext context() const;

    client::Session &m_session;
    WorkspacePane *m_pane;
    TerminalTabs &m_terminals;
    RowActions &m_actions;
    Notices &m_notices;
    DivergedFlow *m_diverged;
    PortsFlow *m_ports;
    QString m_id;
    QString m_terminalsOver; ///< whose terminals stand where a pane would
    QHash<QString, ProvisioningLog> m_logs;
    Ticker *m_ticker; ///< for words that count
};

} // namespace skybranch::ui
