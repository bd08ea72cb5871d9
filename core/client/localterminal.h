// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "client/terminal.h"

#include <memory>

namespace skybranch::work {
class Pty;
}

namespace skybranch::client {

/// The user's login shell in a folder of this computer. A shell that can not be started is Lost,
/// with the reason.
class LocalTerminal final : public Terminal
{
    Q_OBJECT

public:
    explicit LocalTerminal(QString folder);
    ~LocalTerminal() override;

    Place place() const override { return Place::Local; }
    State state() const override { return m_state; }
    QDateTime stateSince() const override { return m_since; }
    QDateTime nextTry() const override { return {}; }
    Error lastError() const override { return m_error; }
    int exitCode() const override { return m_exitCode; }

    void askForegroundJob() override;
    QByteArray take() override;
    bool write(const QByteArray &bytes) override;
    void resize(int columns, int rows) override;
    void reconnect() override;
    void wake() override { }
    void reopen() override;

private:
    void startShell();
    void setState(State state);

    QString m_folder;
    std::unique_ptr<work::Pty> m_pty;
    State m_state = State::Connecting;
    QDateTime m_since;
    Error m_error;
    int m_exitCode = 0;
    int m_columns = 80;
    int m_rows = 24;
};

} // namespace skybranch::client
