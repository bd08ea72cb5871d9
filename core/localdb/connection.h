// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"

#include <QList>
#include <QString>
#include <QVariantList>

#include <functional>

namespace skybranch::localdb {

/// One open SQLite file, in the thread that opened it. Work that is given to Database::run() gets
/// it; nothing keeps it.
class Connection
{
public:
    explicit Connection(QString name)
        : m_name(std::move(name))
    {
    }

    /// Runs one statement with its values bound, and gives every row of the answer.
    /// Errors: Conflict (a constraint), Unavailable (disk full, file locked), Internal.
    [[nodiscard]] Result<QList<QVariantList>> query(const QString &sql,
                                                    const QVariantList &values = {});

    /// Runs one statement whose answer does not matter.
    [[nodiscard]] Result<> exec(const QString &sql, const QVariantList &values = {});

    /// Runs @p work as a whole or not at all: rolled back when it fails.
    [[nodiscard]] Result<> transaction(const std::function<Result<>()> &work);

private:
    QString m_name; ///< of the QSqlDatabase
};

} // namespace skybranch::localdb
