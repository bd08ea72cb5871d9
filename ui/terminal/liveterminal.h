// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "client/terminal.h"
#include "ui/terminal/terminaloverlay.h"

#include <QPointer>

#include <memory>

namespace skybranch::ui {

class TerminalView;

/// A terminal and its view, and the bytes between them: what comes is shown, what is typed goes, or
/// waits for a connection, or is refused.
class LiveTerminal : public QObject
{
    Q_OBJECT

public:
    /// @p name stands on its tab until a program sets a title, or somebody gives it a name.
    LiveTerminal(const QString &id, const QString &worktreeId, const QString &name,
                 std::unique_ptr<client::Terminal> terminal, TerminalView *view);
    ~LiveTerminal() override;

    const QString &id() const { return m_id; }
    const QString &worktreeId() const { return m_worktreeId; }
    void setWorktreeId(const QString &worktreeId) { m_worktreeId = worktreeId; }
    const QString &name() const { return m_name; }
    QString title() const;

    /// Given by a person, and stays; empty: none.
    const QString &givenName() const { return m_givenName; }
    void setGivenName(const QString &name);

    bool isCloud() const { return m_terminal->place() == client::Terminal::Place::Cloud; }
    client::Terminal &terminal() const { return *m_terminal; }

    /// Takes what has come, for the first time; call when all is connected.
    void start();

    /// What the pane has room for.
    void setRoom(int columns, int lines);

    void type(const QByteArray &bytes);

    /// Does what its overlay offers. False: it is to be closed.
    bool act();

    OverlayView overlay(const QString &branch, const QDateTime &now) const;

    bool isUnseen() const { return m_unseen; }
    void setUnseen(bool unseen) { m_unseen = unseen; }

Q_SIGNALS:
    void arrived(); ///< output came
    void titleChanged();
    void stateChanged();
    void audienceChanged();
    void typed(); ///< and waits, so the overlay has to say it
    void refused(); ///< typed, and not sent

private:
    void take();
    void onState();
    void setTitle(const QString &title);

    QString m_id;
    QString m_worktreeId;
    QString m_name;
    QString m_title;
    std::unique_ptr<client::Terminal> m_terminal;
    QPointer<TerminalView> m_view;
    QString m_givenName;
    bool m_hasEnded = false; ///< so that what opens next is another shell
    bool m_unseen = false;
};

} // namespace skybranch::ui
