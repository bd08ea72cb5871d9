// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "client/terminal.h"
#include "client/vmlink.h"

namespace skybranch::client {

/// A shell in a workspace's VM, on a channel of the workspace's link. What it is follows from the
/// workspace, the link and the shell; the bytes go straight between channel and view. Without a
/// link there is no such workspace, and it is Lost.
class CloudTerminal final : public Terminal
{
    Q_OBJECT

public:
    explicit CloudTerminal(VmLink *link);
    ~CloudTerminal() override;

    Place place() const override { return Place::Cloud; }
    State state() const override { return m_state; }
    QDateTime stateSince() const override { return m_since; }
    QDateTime nextTry() const override;
    Error lastError() const override;
    int exitCode() const override { return m_exitCode; }

    void askForegroundJob() override;
    QByteArray take() override;
    bool write(const QByteArray &bytes) override;
    void resize(int columns, int rows) override;
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
    void openShell();
    void takeShell(const Result<std::shared_ptr<ssh::Channel>> &channel);
    void onClosed();
    void planShell();
    void answerJob(const std::optional<QString> &job);

    QPointer<VmLink> m_link;
    std::unique_ptr<VmLinkUse> m_use;
    std::shared_ptr<ssh::Channel> m_channel;
    QString m_shell; ///< its name in the VM
    QTimer m_jobPatience; ///< runs while somebody wants to know what runs there
    StopSource m_stop;
    bool m_opening = false;
    bool m_wasOpen = false;
    bool m_ended = false;
    std::optional<Error> m_refused; ///< why the VM gave no shell
    QTimer m_retry; ///< of a shell that the VM has dropped
    QDateTime m_nextShell; ///< while it waits for that
    QDateTime m_openedAt;
    int m_drops = 0;
    State m_state = State::Connecting;
    QDateTime m_since;
    int m_exitCode = 0;
    ssh::PtySize m_size;
};

} // namespace skybranch::client
