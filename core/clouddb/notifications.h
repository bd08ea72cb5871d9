// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>
#include <QStringList>

#include <memory>

class QThread;

namespace skybranch::clouddb {

/// The channels of NOTIFY that the schema uses.
inline constexpr QLatin1StringView changesChannel("changes"); ///< payload: organisation id
inline constexpr QLatin1StringView jobsChannel("jobs"); ///< payload: empty
inline constexpr QLatin1StringView keysChannel("keys"); ///< payload: empty; some count no more
inline constexpr QLatin1StringView schemaChannel("schema"); ///< payload: empty; checkSchema()

/// Listens on a connection of its own, in a thread of its own, and connects again by itself.
/// Signals arrive in the thread that made it.
class Notifications : public QObject
{
    Q_OBJECT

public:
    /// @p url as for Database.
    Notifications(const QString &url, const QStringList &channels, QObject *parent = nullptr);
    ~Notifications() override;

Q_SIGNALS:
    /// Listening has begun, or begun again after a loss. What happened before was not notified:
    /// look once.
    void listening();
    void notified(const QString &channel, const QString &payload);
    /// There is no connection; said again every 2 s until listening().
    void lost();

private:
    std::unique_ptr<QThread> m_thread;
};

} // namespace skybranch::clouddb
