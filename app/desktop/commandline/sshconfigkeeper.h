// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "client/session.h"

#include <QTimer>

namespace skybranch::commandline {

/// Keeps the installed Host blocks in step with what the window shows, while it is open.
class SshConfigKeeper : public QObject
{
public:
    SshConfigKeeper(const client::Session &session, client::SessionConfig config);

private:
    void refresh();

    const client::Session &m_session;
    const client::SessionConfig m_config;
    QTimer m_calm; ///< many rows come at once
};

} // namespace skybranch::commandline
