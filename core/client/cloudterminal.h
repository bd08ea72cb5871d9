// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "client/terminal.h"
#include "client/terminalline.h"
#include "client/vmlink.h"

namespace skybranch::client {

/// A terminal that lives in a workspace's VM. What it is follows from the workspace, the link and
/// the far side's words; each connection of the link attaches to the same shell again. Destroyed,
/// the shell goes on. Without a link there is no such workspace, and it is Lost.
class CloudTerminal final : public Terminal
{
    Q_OBJECT

public:
    /// @p id is one that the VM has; empty: a new one.
    explicit CloudTerminal(VmLink *link, const QString &id = {});
    ~CloudTerminal() override;

    Place place() const override { return Place::Cloud; }
    QString id() const override { return m_id; }
    void setName(const QString &name) override { m_name = name; }
    State state() const override { return m_state; }
    QDateTime stateSince() const override { return m_since; }
    QDateTime nextTry() const override;
    Error lastError() const override;
    int exitCode() const override;
    bool endedByItself() const override;
    TerminalAudience audience() const override { return m_line.audience(); }
    QString frailty() const override;
    int unsentKeys() const override { return m_line.stream().unsentKeys(); }

    void askForegroundJob() override;
    QByteArray take() override { return m_line.take(); }
    bool isReplay() const override { return m_line.stream().isReplay(); }
    bool write(const QByteArray &bytes) override;
    void answer(const QByteArray &bytes) override;
    void resize(int columns, int rows) override { m_line.resize(columns, rows); }
    void reconnect() override;
    void wake() override;
    void reopen() override;

Q_SIGNALS:
    void wakeAsked();

private:
    void update();
    bool isConnected() const;
    State stateNow() const;
    State stateWhileRunning() const;
    void attach();
    void openShell();
    bool mayUse(const Result<std::shared_ptr<ssh::Channel>> &channel);
    void onAttached();
    void onClosed(std::optional<int> exitCode, bool isConnectionLost);
    void refuse(const Error &error);
    void planAttach(const QString &problem);
    void beginAnew(const QString &note);
    void onSilence();
    void onUnanswered();
    void answerJob(const std::optional<QString> &job);

    QPointer<VmLink> m_link;
    std::unique_ptr<VmLinkUse> m_use;
    QString m_id;
    QString m_name;
    bool m_isNew; ///< the VM has not heard of it
    TerminalLine m_line;
    QTimer m_jobPatience; ///< runs while somebody wants to know what runs there
    StopSource m_stop;
    bool m_opening = false;
    std::optional<Error> m_refused; ///< why the VM gave no terminal
    QTimer m_retry; ///< of a terminal that the VM has dropped
    QDateTime m_nextAttach; ///< while it waits for that
    QDateTime m_attachedAt;
    int m_drops = 0;
    State m_state = State::Connecting;
    QDateTime m_since;
};

} // namespace skybranch::client
