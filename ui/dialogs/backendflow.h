// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "client/session.h"

#include <QPointer>

namespace skybranch::ui {

class BackendPage;

/// Does what the settings' page for the backend asks, and keeps it as the session tells. It goes
/// with its page, and what it has begun with it.
class BackendFlow : public QObject
{
    Q_OBJECT

public:
    BackendFlow(client::Session &session, BackendPage *page);
    ~BackendFlow() override;

private:
    void update();
    void follow();

    client::Session &m_session;
    QPointer<client::HostedAccount> m_account;
    BackendPage *m_page;
};

} // namespace skybranch::ui
