// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/async.h"
#include "base/ids.h"

#include <QHash>
#include <QObject>

#include <chrono>
#include <list>

namespace skybranch::cloud {

/// Wakes those who wait for a change in an organisation.
class ChangeFeed : public QObject
{
    Q_OBJECT

public:
    /// A wait that has begun: it notices what happens from its making on. Begin it before you
    /// look, so that nothing falls between the look and the wait.
    class Wait
    {
    public:
        Wait(ChangeFeed &feed, OrganizationId organization);
        ~Wait();
        Wait(const Wait &) = delete;
        Wait &operator=(const Wait &) = delete;

        /// Ends at a change, after @p time, or with Cancelled through @p stop. Await it once.
        Task<> until(std::chrono::milliseconds time, StopToken stop);

    private:
        friend class ChangeFeed;

        ChangeFeed &m_feed;
        OrganizationId m_organization;
        Completion<> m_completion;
        std::list<Wait *>::iterator m_place;
    };

    /// @p payload of the channel "changes": the organisation's id.
    void changed(const QString &payload);

    /// Notifications may have been missed: wakes everybody.
    void lookAgain();

    qsizetype waiting() const { return qsizetype(m_waits.size()); }

    /// Grows with all that wakes those who wait for @p organization.
    quint64 generation(OrganizationId organization) const
    {
        return m_looks + m_changes.value(organization);
    }

    /// Grows with lookAgain().
    quint64 looks() const { return m_looks; }

private:
    quint64 m_looks = 0;
    QHash<OrganizationId, quint64> m_changes;
    std::list<Wait *> m_waits;
};

} // namespace skybranch::cloud
