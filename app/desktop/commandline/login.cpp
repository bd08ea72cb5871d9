// SPDX-License-Identifier: GPL-3.0-or-later
#include "client/apiclient.h"
#include "client/backendkey.h"
#include "commandline/commands.h"
#include "commandline/output.h"
#include "commandline/words.h"
#include "secrets/keychainstore.h"

using namespace Qt::StringLiterals;

namespace skybranch::commandline {

/// The key goes to the backend first: one that it does not know is not kept.
Task<> login(Context *context)
{
    const QString url = client::backendUrlOf(context->options.words.first());
    if (const auto good = client::checkBackendUrl(url); !good)
        co_return good;
    const QByteArray key = askSecret(Words::tr("The key for %1:").arg(url));
    if (context->cloud->stop().stop_requested())
        co_return cancelled();
    if (key.isEmpty())
        co_return failure(ErrorCode::InvalidArgument, Words::tr("No key was given."));
    client::ApiClient api{QUrl(url), key};
    const auto tried = co_await api.workspaces();
    if (!tried)
        co_return failure(tried);
    secrets::KeychainStore keychain;
    const auto written
        = co_await keychain.write(client::keychainName(url), key, context->cloud->stop());
    if (!written)
        co_return written;
    print(Words::tr("The key is in the keychain, for --server %1.").arg(url));
    co_return {};
}

Task<> logout(Context *context)
{
    const QString url = client::backendUrlOf(context->options.words.first());
    secrets::KeychainStore keychain;
    const auto removed
        = co_await keychain.remove(client::keychainName(url), context->cloud->stop());
    if (!removed)
        co_return removed;
    print(Words::tr("The keychain has no key for %1.").arg(url));
    co_return {};
}

} // namespace skybranch::commandline
