// SPDX-License-Identifier: GPL-3.0-or-later
#include "client/backendkey.h"
#include "commandline/commands.h"
#include "commandline/output.h"
#include "commandline/words.h"

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
    const auto self = co_await client::checkKey(url, key);
    if (!self)
        co_return failure(self);
    const auto kept = co_await client::keepKey(url, key, context->cloud->stop());
    if (!kept)
        co_return kept;
    print(Words::tr("This is %1's key, in %2.")
              .arg(self->member.displayName, self->organizationName));
    print(Words::tr("The key is in the keychain, for --server %1.").arg(url));
    co_return {};
}

Task<> logout(Context *context)
{
    const QString url = client::backendUrlOf(context->options.words.first());
    const auto removed = co_await client::forgetKey(url, context->cloud->stop());
    if (!removed)
        co_return removed;
    print(Words::tr("The keychain has no key for %1.").arg(url));
    co_return {};
}

} // namespace skybranch::commandline
