// SPDX-License-Identifier: GPL-3.0-or-later
#include "secrets/keychainstore.h"

#include "secrets/words.h"

#include <qt6keychain/keychain.h>

namespace skybranch::secrets {
namespace {

constexpr QLatin1StringView service("skybranch");

/// The sentence for the user; the keychain's own words go to the log. Its codes are not telling:
/// no session bus and no collection are both "other".
Error keychainError(const QKeychain::Job &job)
{
    switch (job.error()) {
    case QKeychain::AccessDeniedByUser:
    case QKeychain::AccessDenied:
        return {ErrorCode::Forbidden,
                Words::tr("The keychain did not let Skybranch in. Unlock it and try again."),
                job.errorString()};
    default:
        return {ErrorCode::Unavailable,
                Words::tr("The keychain does not answer. Start or install one (GNOME Keyring "
                          "or KWallet), or go on without: then keys are asked for at each "
                          "start."),
                job.errorString()};
    }
}

/// Runs a job, which deletes itself, to its end or to @p stop.
template <typename Value>
Task<Value> finished(QKeychain::Job *job, StopToken stop,
                     std::function<Result<Value>(QKeychain::Job *)> value)
{
    if (stop.stop_requested()) {
        delete job;
        co_return cancelled();
    }
    Completion<Value> completion;
    auto done = completion.wait();
    const std::stop_callback forward(std::move(stop),
                                     [completion] { completion.finish(cancelled()); });
    QObject::connect(job, &QKeychain::Job::finished, job,
                     [completion = std::move(completion), value = std::move(value)](
                         QKeychain::Job *ended) { completion.finish(value(ended)); });
    job->start();
    co_return co_await done;
}

Result<> succeeded(const QKeychain::Job *job)
{
    if (job->error() == QKeychain::NoError)
        return {};
    return std::unexpected(keychainError(*job));
}

} // namespace

Task<std::optional<QByteArray>> KeychainStore::read(QString key, StopToken stop)
{
    using Value = std::optional<QByteArray>;
    auto *job = new QKeychain::ReadPasswordJob(QString(service));
    job->setKey(key);
    return finished<Value>(job, std::move(stop), [](QKeychain::Job *ended) -> Result<Value> {
        if (ended->error() == QKeychain::EntryNotFound)
            return std::nullopt;
        if (ended->error() != QKeychain::NoError)
            return std::unexpected(keychainError(*ended));
        return static_cast<QKeychain::ReadPasswordJob *>(ended)->binaryData();
    });
}

Task<> KeychainStore::write(QString key, QByteArray value, StopToken stop)
{
    if (value.size() > maximumSecretSize)
        co_return secretTooLarge();
    auto *job = new QKeychain::WritePasswordJob(QString(service));
    job->setKey(key);
    job->setBinaryData(value);
    co_return co_await finished<void>(job, std::move(stop), succeeded);
}

Task<> KeychainStore::remove(QString key, StopToken stop)
{
    auto *job = new QKeychain::DeletePasswordJob(QString(service));
    job->setKey(key);
    return finished<void>(job, std::move(stop), [](QKeychain::Job *ended) -> Result<> {
        if (ended->error() == QKeychain::EntryNotFound)
            return {};
        return succeeded(ended);
    });
}

} // namespace skybranch::secrets
