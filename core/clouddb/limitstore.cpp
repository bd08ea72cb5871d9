// SPDX-License-Identifier: GPL-3.0-or-later
#include "clouddb/limitstore.h"

#include "clouddb/row.h"

using namespace Qt::StringLiterals;

namespace skybranch::clouddb {

LimitStore::LimitStore(Transaction &transaction, OrganizationId organization)
    : m_transaction(transaction)
    , m_organization(organization)
{
}

Result<> LimitStore::checkRoom(WorkspaceId starting)
{
    const QString sql = u"SELECT max_workspaces FROM organizations WHERE id = ?"_s;
    const auto isBounded = [](const Rows &rows) {
        return !rows.isEmpty() && !rows.first().isNull("max_workspaces"_L1);
    };
    // Where there is no limit, nobody waits for anybody.
    auto limits = m_transaction.exec(sql, {bind(m_organization)});
    if (!limits)
        return failure(limits);
    if (!isBounded(*limits))
        return {};
    // Whoever counts holds this row until it has ended, so no two of them see the same room. It
    // does not wait for those who only refer to the organisation.
    limits = m_transaction.exec(sql + u" FOR NO KEY UPDATE"_s, {bind(m_organization)});
    if (!limits)
        return failure(limits);
    if (!isBounded(*limits))
        return {};
    const auto others = m_transaction.exec(
        u"SELECT count(*) AS count FROM cloud_workspaces WHERE organization_id = ? "
        "AND id IS DISTINCT FROM ? "
        "AND (status IN ('provisioning', 'running', 'paused') OR pending_action = 'resume')"_s,
        {bind(m_organization), starting.uuid()});
    if (!others)
        return failure(others);
    const qint64 most = limits->first().number("max_workspaces"_L1);
    if (others->first().number("count"_L1) < most)
        return {};
    return failure(ErrorCode::LimitReached,
                   u"Your organisation may have %1 workspaces running or paused at once, and has "
                   "them. Stop or delete one, or ask who runs the backend to raise the "
                   "limit (skybranchd admin org limit)."_s.arg(most));
}

} // namespace skybranch::clouddb
