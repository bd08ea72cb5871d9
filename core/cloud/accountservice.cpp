// SPDX-License-Identifier: GPL-3.0-or-later
#include "cloud/accountservice.h"

using namespace Qt::StringLiterals;

namespace skybranch::cloud {
namespace {

Caller callerOf(const clouddb::KeyHolder &holder)
{
    return {holder.userId, holder.organizationId, holder.role, holder.keyId};
}

Result<> stillValid(const Result<QSet<QUuid>> &valid, const QUuid &key)
{
    if (!valid)
        return failure(valid);
    if (valid->contains(key))
        return {};
    return failure(
        ErrorCode::Unauthorized,
        u"This API key counts no more. Ask an admin of your organisation for another one."_s);
}

} // namespace

Task<Caller> AccountService::callerForKey(QString key)
{
    if (key.isEmpty())
        co_return failure(ErrorCode::Unauthorized,
                          u"A key is missing. Send the header Authorization: Bearer KEY."_s);
    const QByteArray hash = clouddb::AccountStore::hashOf(key.toUtf8());
    if (const auto known = m_cache.find(hash))
        co_return *known;
    const quint64 generation = m_cache.generation();
    const auto caller = co_await m_database.run(
        u"account.byKey"_s, [hash](clouddb::Transaction &transaction) -> Result<Caller> {
            clouddb::AccountStore accounts(transaction);
            const auto holder = accounts.findByKey(hash);
            if (!holder)
                return failure(holder);
            if (auto touched = accounts.touchKey(holder->keyId); !touched)
                return failure(touched);
            return callerOf(*holder);
        });
    m_cache.keep(generation, hash, caller);
    co_return caller;
}

Task<> AccountService::checkStillValid(Caller caller)
{
    Check check{caller.keyId, {}};
    auto checked = check.completion.wait();
    m_checks.append(std::move(check));
    if (!std::exchange(m_isChecking, true))
        makeChecks();
    co_return co_await checked;
}

QCoro::Task<> AccountService::makeChecks()
{
    while (!m_checks.isEmpty()) {
        const QList<Check> checks = std::exchange(m_checks, {});
        QSet<QUuid> keys;
        for (const Check &check : checks)
            keys.insert(check.key);
        const auto valid = co_await m_database.run(
            u"account.stillValid"_s,
            [keys](clouddb::Transaction &transaction) {
                return clouddb::AccountStore(transaction).validAmong(keys);
            },
            clouddb::Isolation::OneRead);
        for (const Check &check : checks)
            check.completion.finish(stillValid(valid, check.key));
    }
    m_isChecking = false;
}

Task<Caller> AccountService::ensureDefault(QString userName, QByteArray key,
                                           clouddb::OtherKeys others)
{
    const QByteArray hash = clouddb::AccountStore::hashOf(key);
    co_return co_await m_database.run(
        u"account.default"_s,
        [userName, hash, others](clouddb::Transaction &transaction) -> Result<Caller> {
            const auto holder
                = clouddb::AccountStore(transaction).ensureDefault(userName, hash, others);
            if (!holder)
                return failure(holder);
            return callerOf(*holder);
        });
}

} // namespace skybranch::cloud
