// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "clouddb/transaction.h"

#include <QJsonObject>

#include <chrono>

namespace skybranch::clouddb {

/// How a backend has found one of its providers.
struct ProviderRow
{
    QString type;
    bool isDefault = false;
    bool ok = false;
    QString message; ///< what to do, where it is not
    QJsonObject capabilities;

    friend bool operator==(const ProviderRow &, const ProviderRow &) = default;
};

/// The providers, which all organisations share. Never reached from the edge, except through the
/// change log.
class ProviderStore
{
public:
    explicit ProviderStore(Transaction &transaction);

    /// Writes @p rows as checked now. Those that nobody has checked for @p age go: the backend that
    /// had them is no more.
    [[nodiscard]] Result<> save(const QList<ProviderRow> &rows, std::chrono::seconds age);

private:
    Transaction &m_transaction;
};

} // namespace skybranch::clouddb
