// SPDX-License-Identifier: GPL-3.0-or-later
#include "client/localterminal.h"

#include "work/pty.h"

namespace skybranch::client {

LocalTerminal::LocalTerminal(QString folder)
    : m_folder(std::move(folder))
{
    startShell();
}

LocalTerminal::~LocalTerminal() = default;

void LocalTerminal::startShell()
{
    work::PtySpec spec = work::loginShell(m_folder);
    spec.columns = m_columns;
    spec.rows = m_rows;
    auto pty = work::Pty::start(spec);
    if (!pty) {
        m_error = pty.error();
        setState(State::Lost);
        return;
    }
    m_pty = std::move(*pty);
    connect(m_pty.get(), &work::Pty::readyRead, this, &Terminal::readyRead);
    connect(m_pty.get(), &work::Pty::ended, this, [this](int exitCode) {
        m_exitCode = exitCode;
        setState(State::Ended);
    });
    setState(State::Open);
}

void LocalTerminal::setState(State state)
{
    m_state = state;
    m_since = QDateTime::currentDateTimeUtc();
    Q_EMIT stateChanged();
}

void LocalTerminal::askForegroundJob()
{
    Q_EMIT foregroundJobKnown(m_pty ? m_pty->foregroundJob() : QString());
}

QByteArray LocalTerminal::take()
{
    return m_pty ? m_pty->take() : QByteArray();
}

bool LocalTerminal::write(const QByteArray &bytes)
{
    return m_state == State::Open && m_pty->write(bytes);
}

void LocalTerminal::resize(int columns, int rows)
{
    m_columns = columns;
    m_rows = rows;
    if (m_pty)
        m_pty->resize(columns, rows);
}

void LocalTerminal::reconnect()
{
    if (m_state == State::Lost)
        startShell();
}

void LocalTerminal::reopen()
{
    if (m_state == State::Ended)
        startShell();
}

} // namespace skybranch::client
