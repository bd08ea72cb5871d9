// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "clouddb/transaction.h"
#include "domain/workspace.h"

namespace skybranch::clouddb {

/// The repositories of one organisation, inside one transaction.
class RepositoryStore
{
public:
    RepositoryStore(Transaction &transaction, OrganizationId organization);

    /// The repository with this remote, made where it is new. It gets @p name; with none given, a
    /// new one is named after the URL. InvalidArgument for a URL that domain::checkRemoteUrl()
    /// refuses.
    [[nodiscard]] Result<Written<domain::Repository>> findOrCreate(const QString &url,
                                                                   const QString &name = {});

    [[nodiscard]] Result<domain::Repository> find(RepositoryId id);
    [[nodiscard]] Result<QList<domain::Repository>> list(int limit); ///< by name

private:
    Transaction &m_transaction;
    OrganizationId m_organization;
};

} // namespace skybranch::clouddb
