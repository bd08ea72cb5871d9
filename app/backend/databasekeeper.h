// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "clouddb/embeddedpostgres.h"

#include <QObject>

namespace skybranch::backend {

/// Brings the embedded database back when its server has ended by itself.
class DatabaseKeeper : public QObject
{
    Q_OBJECT

public:
    /// @p postgres outlives this.
    explicit DatabaseKeeper(clouddb::EmbeddedPostgres &postgres)
        : m_postgres(postgres)
    {
    }

    /// The database can not be reached: starts its server unless that is under way.
    void bringBack() { restart(); }

    /// Ends when no start is under way; none begins after it.
    Task<> stop();

private:
    QCoro::Task<> restart();

    clouddb::EmbeddedPostgres &m_postgres;
    Completion<> m_idle;
    bool m_busy = false;
    bool m_stopping = false;
};

} // namespace skybranch::backend
