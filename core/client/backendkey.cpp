// SPDX-License-Identifier: GPL-3.0-or-later
#include "client/backendkey.h"

#include "client/apiclient.h"
#include "client/words.h"
#include "secrets/keychainstore.h"

#include <QUrl>

#include <algorithm>

namespace skybranch::client {
namespace {

/// What the keychain calls the key of the backend at @p url.
QString nameOf(const QString &url)
{
    return QStringLiteral("backend ") + url;
}

} // namespace

QString backendUrlOf(QString typed)
{
    typed = typed.trimmed();
    if (!typed.isEmpty() && !typed.contains(QLatin1StringView("://")))
        typed.prepend(QLatin1StringView("https://"));
    while (typed.endsWith(u'/'))
        typed.chop(1);
    return typed;
}

Result<> checkBackendUrl(const QString &url)
{
    const QUrl parsed(url, QUrl::StrictMode);
    if (parsed.host().isEmpty() || parsed.hasQuery() || parsed.hasFragment()
        || !parsed.userInfo().isEmpty())
        return failure(ErrorCode::InvalidArgument,
                       Words::tr("This is no address of a backend. It looks like "
                                 "https://cloud.example.org."));
    const bool isLoopback = parsed.host() == QLatin1StringView("127.0.0.1")
        || parsed.host() == QLatin1StringView("localhost");
    if (parsed.scheme() == QLatin1StringView("https")
        || (parsed.scheme() == QLatin1StringView("http") && isLoopback))
        return {};
    return failure(ErrorCode::InvalidArgument,
                   Words::tr("The backend's address must begin with https://."));
}

Task<domain::Membership> checkKey(QString url, QByteArray key)
{
    if (const auto good = checkBackendUrl(url); !good)
        co_return failure(good);
    const bool isPlain = std::ranges::all_of(key, [](char c) { return c > ' ' && c <= '~'; });
    if (key.isEmpty() || !isPlain || key.size() > secrets::maximumSecretSize)
        co_return failure(ErrorCode::InvalidArgument,
                          Words::tr("This is no key: one is a single word of letters and digits. "
                                    "Paste it again."));
    ApiClient api{QUrl(url), key};
    auto self = co_await api.self();
    if (self || self.error().code != ErrorCode::Unauthorized)
        co_return self;
    co_return failure(ErrorCode::Unauthorized,
                      Words::tr("%1 does not know this key. Check that all of it was pasted, or "
                                "ask its administrator for a new one.")
                          .arg(QUrl(url).host()),
                      self.error().message);
}

Task<std::optional<QByteArray>> keptKey(QString url, StopToken stop)
{
    secrets::KeychainStore keychain;
    co_return co_await keychain.read(nameOf(url), std::move(stop));
}

Task<> keepKey(QString url, QByteArray key, StopToken stop)
{
    secrets::KeychainStore keychain;
    co_return co_await keychain.write(nameOf(url), std::move(key), std::move(stop));
}

Task<> forgetKey(QString url, StopToken stop)
{
    secrets::KeychainStore keychain;
    co_return co_await keychain.remove(nameOf(url), std::move(stop));
}

} // namespace skybranch::client
