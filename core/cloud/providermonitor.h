// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "cloud/context.h"
#include "clouddb/providerstore.h"

#include <QElapsedTimer>
#include <QObject>
#include <QTimer>

namespace skybranch::cloud {

/// Asks each provider again and again whether it can be used, and writes down what has changed, so
/// that clients hear of an engine that stops or comes back.
class ProviderMonitor : public QObject
{
    Q_OBJECT

public:
    explicit ProviderMonitor(CloudContext &context);

    void start(std::chrono::milliseconds interval = std::chrono::seconds(15));
    Task<> stop();

    /// Asks all once, and writes what is new.
    Task<> check();

private:
    Task<> write(QList<clouddb::ProviderRow> rows);
    QCoro::Task<> tick();

    CloudContext &m_context;
    QTimer m_timer;
    QList<clouddb::ProviderRow> m_written;
    QElapsedTimer m_sinceWritten;
    Completion<> m_idle;
    bool m_busy = false;
    bool m_stopping = false;
};

} // namespace skybranch::cloud
