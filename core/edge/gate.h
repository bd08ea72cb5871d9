// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "cloud/caller.h"
#include "edge/ratelimit.h"

#include <QHostAddress>
#include <QSet>
#include <QStringList>

namespace skybranch::edge {

/// What one client may ask. With everything at 0 nothing is limited.
struct GateLimits
{
    Rate perKey{};
    Rate failures{}; ///< requests with keys that do not count, per address
    /// From these, the last address of X-Forwarded-For is the client's.
    QList<QHostAddress> proxies{QHostAddress(QHostAddress::LocalHost),
                                QHostAddress(QHostAddress::LocalHostIPv6)};
};

/// Keeps those out who ask too much. Who tries keys is kept from the database; who has come in
/// with a key lately is not, whatever others do from the same address.
class Gate
{
public:
    explicit Gate(GateLimits limits);

    /// The address that a request comes from, or its network; that of the socket where it can not
    /// be told.
    QByteArray clientOf(const QHostAddress &peer, const QByteArray &forwardedFor) const;

    /// Whether it may be found out now whose @p key is.
    bool mayTry(const QString &key, const QByteArray &client) const;
    void noteFailure(const QByteArray &client);

    /// Whether @p caller may ask more now; that counts as @p calls.
    bool mayAsk(const QString &key, const cloud::Caller &caller, int calls);

private:
    static QByteArray markOf(const QString &key);

    GateLimits m_limits;
    RateLimit m_asked;
    RateLimit m_failed;
    QSet<QByteArray> m_known; ///< marks of keys that have let somebody in
};

} // namespace skybranch::edge
