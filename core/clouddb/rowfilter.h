// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"
#include "clouddb/loggedtables.h"

#include <QMap>
#include <QVariantList>

namespace skybranch::clouddb {

/// Which rows of a logged table are meant. Empty: all of them.
struct RowFilter
{
    QString condition; ///< SQL over the row "r", made of our own words, with "?" for the values
    QVariantList values;
};

/// Reads @p text, a condition in the part of SQL that shapes understand: columns compared (= <> !=
/// < <= > >=) with values or with each other, IN and NOT IN a list of values, IS [NOT] NULL, NOT,
/// AND, OR and parentheses. Values are 'text', numbers, TRUE, FALSE, and "$1" for
/// @p parameters [1]; each must fit its column, and becomes a bound value.
/// Errors: InvalidArgument, with what is wrong.
Result<RowFilter> rowFilter(LoggedTable table, const QString &text,
                            const QMap<int, QString> &parameters);

} // namespace skybranch::clouddb
