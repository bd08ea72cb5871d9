// SPDX-License-Identifier: GPL-3.0-or-later
#include "desktop/systemnotifier.h"

#include <QCoreApplication>
#include <QDBusConnection>
#include <QDBusMessage>

namespace skybranch {
namespace {

const QString service = QStringLiteral("org.freedesktop.Notifications");
constexpr int systemTime = -1; ///< it stays as long as the system lets one stay

} // namespace

void SystemNotifier::notify(const QString &title, const QString &text)
{
    const QDBusConnection bus = QDBusConnection::sessionBus();
    if (!bus.isConnected())
        return;
    QDBusMessage call
        = QDBusMessage::createMethodCall(service, QStringLiteral("/org/freedesktop/Notifications"),
                                         service, QStringLiteral("Notify"));
    // The body may hold markup; the title may not.
    call << QCoreApplication::applicationName() << 0U << QStringLiteral("skybranch") << title
         << text.toHtmlEscaped() << QStringList() << QVariantMap() << systemTime;
    call.setAutoStartService(false);
    bus.send(call);
}

} // namespace skybranch
