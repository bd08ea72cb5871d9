// SPDX-License-Identifier: GPL-3.0-or-later
#include "client/backendkey.h"

#include "client/words.h"

#include <QUrl>

namespace skybranch::client {

QString backendUrlOf(QString typed)
{
    while (typed.endsWith(u'/'))
        typed.chop(1);
    return typed;
}

Result<> checkBackendUrl(const QString &url)
{
    const QUrl parsed(url);
    const bool isLoopback = parsed.host() == QLatin1StringView("127.0.0.1")
        || parsed.host() == QLatin1StringView("localhost");
    if (parsed.scheme() == QLatin1StringView("https")
        || (parsed.scheme() == QLatin1StringView("http") && isLoopback))
        return {};
    return failure(ErrorCode::InvalidArgument,
                   Words::tr("The backend's address must begin with https://."));
}

QString keychainName(const QString &url)
{
    return QStringLiteral("backend ") + url;
}

} // namespace skybranch::client
