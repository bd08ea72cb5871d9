// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "client/session.h"

#include <QObject>
#include <QPointer>

class QTimer;

namespace skybranch::ui {

class DetailsDialog;
class UsageDialog;

/// Shows who is connected to a workspace, what keeps it awake and what was used, and keeps what is
/// shown true while it is open.
class DetailsFlow : public QObject
{
    Q_OBJECT

public:
    DetailsFlow(client::Session &session, QWidget *window, QObject *parent);

    void show(const QString &worktreeId);
    void showUsage(); ///< of the organisation

private:
    void update();
    void takeUsage(const QString &worktreeId, const client::UsageInfo &usage);
    void takeFailure(const QString &worktreeId, const Error &error);

    client::Session &m_session;
    QWidget *m_window;
    QPointer<DetailsDialog> m_details;
    QPointer<UsageDialog> m_usage;
    QString m_id; ///< of m_details
    std::optional<client::UsageInfo> m_known; ///< of m_id
    QTimer *m_clock;
};

} // namespace skybranch::ui
