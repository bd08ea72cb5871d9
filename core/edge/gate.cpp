// SPDX-License-Identifier: GPL-3.0-or-later
#include "edge/gate.h"

#include <QCryptographicHash>

namespace skybranch::edge {
namespace {

constexpr qsizetype maxKnown = 10'000;

/// The address; of IPv6 the first half, because everybody there has all addresses of a network.
QByteArray networkOf(const QHostAddress &address)
{
    bool isIpv4 = false;
    const quint32 ipv4 = address.toIPv4Address(&isIpv4);
    if (isIpv4)
        return QHostAddress(ipv4).toString().toLatin1();
    const Q_IPV6ADDR ipv6 = address.toIPv6Address();
    return QByteArray(reinterpret_cast<const char *>(ipv6.c), 8).toHex();
}

} // namespace

Gate::Gate(GateLimits limits)
    : m_limits(std::move(limits))
    , m_asked(m_limits.perKey)
    , m_failed(m_limits.failures)
{
}

QByteArray Gate::clientOf(const QHostAddress &peer, const QByteArray &forwardedFor) const
{
    const bool isTold = std::ranges::any_of(m_limits.proxies, [&peer](const QHostAddress &proxy) {
        return proxy.isEqual(peer, QHostAddress::TolerantConversion);
    });
    // Only the last one was written by the proxy; those before it are the client's own words.
    const QHostAddress told(QString::fromLatin1(forwardedFor.split(',').last().trimmed().left(64)));
    return networkOf(isTold && !told.isNull() ? told : peer);
}

QByteArray Gate::markOf(const QString &key)
{
    return QCryptographicHash::hash(key.toUtf8(), QCryptographicHash::Sha256);
}

bool Gate::mayTry(const QString &key, const QByteArray &client) const
{
    return m_failed.has(client) || m_known.contains(markOf(key));
}

void Gate::noteFailure(const QByteArray &client)
{
    m_failed.take(client);
}

bool Gate::mayAsk(const QString &key, const cloud::Caller &caller, int calls)
{
    if (m_limits.failures.perSecond > 0) {
        if (m_known.size() >= maxKnown)
            m_known.clear();
        m_known.insert(markOf(key));
    }
    return m_asked.take(caller.keyId.toByteArray(QUuid::Id128), RateLimit::Clock::now(), calls);
}

} // namespace skybranch::edge
