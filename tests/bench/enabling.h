// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "bench/screen.h"
#include "client/session.h"

#include <QElapsedTimer>
#include <QJsonObject>
#include <QPointer>
#include <QWidget>

namespace skybranch::ui {
class TerminalView;
}

namespace skybranch::bench {

/// One click on "Enable Cloud Workspace" in this process's window, and the times of what follows.
/// Waits by running the event loop.
class Enabling
{
public:
    Enabling(Screen &screen, client::Session &session, QString branch);

    /// Waits for the backend, adds the repository, and chooses the branch in the sidebar.
    Result<> prepare(const QString &cloneFolder);

    /// Milliseconds since the click, by part.
    Result<QJsonObject> enable();

    /// Opens terminals until the workspace has @p count with a prompt.
    Result<> openTerminals(int count);

    /// Has @p lines numbered lines put out in each of them.
    Result<> fillTerminals(int lines);

    /// Deletes the workspace.
    Result<> remove();

private:
    QString idOfBranch() const;
    std::optional<domain::Workspace> workspace() const;
    bool isOffered() const;
    void look();
    void mark(QLatin1StringView part, bool reached);
    void lookIntoTerminal();
    QList<ui::TerminalView *> terminalViews() const;
    qsizetype prompts() const;

    Screen &m_screen;
    client::Session &m_session;
    QString m_branch;
    QString m_id;
    bool m_isAsked = false; ///< the command whose answer is awaited has been typed
    QPointer<QWidget> m_before; ///< a terminal of this computer that was in sight at the click
    QElapsedTimer m_clock;
    QJsonObject m_parts;
};

} // namespace skybranch::bench
