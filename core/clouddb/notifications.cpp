// SPDX-License-Identifier: GPL-3.0-or-later
#include "clouddb/notifications.h"

#include "base/log.h"
#include "clouddb/connection.h"

#include <QSqlDriver>
#include <QSqlError>
#include <QThread>
#include <QTimer>

#include <chrono>

namespace skybranch::clouddb {

Q_LOGGING_CATEGORY(logNotifications, "skybranch.clouddb.notifications")

namespace {

using namespace std::chrono_literals;

// QtSql says nothing when a connection that only listens is lost, so it has to be asked.
constexpr auto lookInterval = 2s;

/// Lives in the thread that Notifications makes.
class Listener : public QObject
{
    Q_OBJECT

public:
    Listener(const QString &url, QStringList channels)
        : m_connection(parseDatabaseUrl(url))
        , m_channels(std::move(channels))
    {
        QObject::connect(&m_timer, &QTimer::timeout, this, [this] { look(); });
        QObject::connect(
            m_connection.handle().driver(), &QSqlDriver::notification, this,
            [this](const QString &channel, QSqlDriver::NotificationSource,
                   const QVariant &payload) { Q_EMIT notified(channel, payload.toString()); });
        m_timer.start(lookInterval);
        QTimer::singleShot(0, this, [this] { look(); });
    }

Q_SIGNALS:
    void listening();
    void notified(const QString &channel, const QString &payload);
    void lost();

private:
    void look()
    {
        if (m_listens && m_connection.execText(QStringLiteral("SELECT 1")))
            return;
        const bool wasListening = std::exchange(m_listens, false);
        if (auto begun = listen(); !begun) {
            if (wasListening)
                qCWarning(logNotifications).noquote() << describe(begun.error());
            Q_EMIT lost();
            return;
        }
        m_listens = true;
        Q_EMIT listening();
    }

    Result<> listen()
    {
        // A connection that failed is not always known to be closed.
        m_connection.handle().close();
        if (auto opened = m_connection.open(); !opened)
            return opened;
        QSqlDriver *driver = m_connection.handle().driver();
        for (const QString &channel : m_channels) {
            if (!driver->subscribeToNotification(channel))
                return failure(ErrorCode::Unavailable,
                               QStringLiteral("The database does not notify."),
                               driver->lastError().databaseText());
        }
        return {};
    }

    Connection m_connection;
    const QStringList m_channels;
    QTimer m_timer;
    bool m_listens = false;
};

/// Runs a Listener in its own event loop.
class ListenerThread : public QThread
{
public:
    ListenerThread(Notifications *owner, QString url, QStringList channels)
        : m_owner(owner)
        , m_url(std::move(url))
        , m_channels(std::move(channels))
    {
    }

protected:
    void run() override
    {
        Listener listener(m_url, m_channels);
        QObject::connect(&listener, &Listener::listening, m_owner, &Notifications::listening);
        QObject::connect(&listener, &Listener::notified, m_owner, &Notifications::notified);
        QObject::connect(&listener, &Listener::lost, m_owner, &Notifications::lost);
        exec();
    }

private:
    Notifications *m_owner;
    const QString m_url;
    const QStringList m_channels;
};

} // namespace

Notifications::Notifications(const QString &url, const QStringList &channels, QObject *parent)
    : QObject(parent)
    , m_thread(std::make_unique<ListenerThread>(this, url, channels))
{
    m_thread->setObjectName(QStringLiteral("notifications"));
    m_thread->start();
}

Notifications::~Notifications()
{
    m_thread->quit();
    m_thread->wait();
}

} // namespace skybranch::clouddb

#include "notifications.moc"
