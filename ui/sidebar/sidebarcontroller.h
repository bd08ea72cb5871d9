// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "client/session.h"

namespace skybranch::ui {

class Sidebar;
class Ticker;

/// Keeps the sidebar's rows and its foot as the session tells them. Many changes at once become
/// one update.
class SidebarController : public QObject
{
    Q_OBJECT

public:
    SidebarController(client::Session &session, Sidebar *sidebar, QObject *parent);

    /// The ids of all rows in the order of the tree.
    const QStringList &rowIds() const { return m_rowIds; }

Q_SIGNALS:
    void updated(); ///< the rows are as the session has them
    void keyRequested(); ///< the backend has none that counts

private:
    void plan();
    void followLink();
    void update();

    client::Session &m_session;
    Sidebar *m_sidebar;
    QStringList m_rowIds;
    bool m_planned = false;
    Ticker *m_ticker; ///< for words that count
};

} // namespace skybranch::ui
