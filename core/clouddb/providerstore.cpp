// SPDX-License-Identifier: GPL-3.0-or-later
#include "clouddb/providerstore.h"

#include <QJsonDocument>

using namespace Qt::StringLiterals;

namespace skybranch::clouddb {
namespace {

constexpr int maxMessage = 2000;

} // namespace

ProviderStore::ProviderStore(Transaction &transaction)
    : m_transaction(transaction)
{
}

Result<> ProviderStore::save(const QList<ProviderRow> &rows, std::chrono::seconds age)
{
    for (const ProviderRow &row : rows) {
        const auto saved = m_transaction.exec(
            u"INSERT INTO providers (type, is_default, status, message, capabilities) "
            "VALUES (?, ?, ?, ?, ?::jsonb) ON CONFLICT (type) DO UPDATE SET "
            "is_default = excluded.is_default, status = excluded.status, "
            "message = excluded.message, capabilities = excluded.capabilities, "
            "last_checked = now()"_s,
            {row.type, row.isDefault, row.ok ? u"ok"_s : u"unavailable"_s,
             row.message.left(maxMessage),
             QString::fromUtf8(QJsonDocument(row.capabilities).toJson(QJsonDocument::Compact))});
        if (!saved)
            return failure(saved);
    }
    const auto removed = m_transaction.exec(
        u"DELETE FROM providers WHERE last_checked < now() - make_interval(secs => ?)"_s,
        {double(age.count())});
    return removed ? Result<>() : failure(removed);
}

} // namespace skybranch::clouddb
