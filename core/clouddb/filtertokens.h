// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"

#include <QList>
#include <QString>

namespace skybranch::clouddb {

/// A word of a row filter.
struct FilterToken
{
    enum class Kind {
        Word, ///< an unquoted name or keyword, in lower case
        Name, ///< a quoted name
        Text,
        Number,
        Parameter, ///< its number
        Symbol,
        End
    };

    Kind kind = Kind::End;
    QString text;

    bool isWord(QLatin1StringView word) const { return kind == Kind::Word && text == word; }
    bool isSymbol(QLatin1StringView symbol) const { return kind == Kind::Symbol && text == symbol; }
};

/// The words of @p text, with an End after the last. InvalidArgument for what can be none.
Result<QList<FilterToken>> filterTokens(const QString &text);

} // namespace skybranch::clouddb
