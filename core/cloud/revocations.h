// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "cloud/context.h"
#include "clouddb/accountstore.h"

#include <QObject>
#include <QTimer>

namespace skybranch::cloud {

/// Ends the SSH connections of keys that count no more. A VM looks at a certificate at login only,
/// so its shell is told at once which keys to end, and again until the last certificate that such a
/// key has got is no longer good: nobody comes back with one and stays. What it does follows from
/// the database, so another backend, or this one after a start, goes on with it.
class Revocations : public QObject
{
    Q_OBJECT

public:
    explicit Revocations(CloudContext &context,
                         std::chrono::milliseconds again = std::chrono::seconds(15));
    ~Revocations() override;

    /// Keys or memberships have changed or a VM has been thawed, or may have: looks now.
    void wake();

    Task<> stop();

private:
    using Turns = std::shared_ptr<QList<clouddb::RevokedIn>>;

    QCoro::Task<> tick();
    Task<bool> endAll();
    QCoro::Task<> takeTurns(Turns turns);
    QCoro::Task<> endIn(clouddb::RevokedIn revoked);
    QCoro::Task<bool> endSome(clouddb::RevokedIn revoked);

    CloudContext &m_context;
    std::chrono::milliseconds m_pace;
    QTimer m_again;
    Completion<> m_idle;
    StopSource m_stop;
    bool m_busy = false;
    bool m_wakeAgain = false;
    bool m_stopping = false;
};

} // namespace skybranch::cloud
