// SPDX-License-Identifier: GPL-3.0-or-later
#include "domain/account.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace skybranch::domain {
namespace {

constexpr qsizetype maxName = 200;

} // namespace

Result<> checkAccountName(const QString &what, const QString &name)
{
    const bool isSeen = std::ranges::all_of(name, [](QChar c) {
        return (c.isPrint() || c.isSurrogate()) && c.category() != QChar::Other_Format;
    });
    if (isSeen && !name.trimmed().isEmpty() && name == name.trimmed() && name.size() <= maxName)
        return {};
    return failure(ErrorCode::InvalidArgument,
                   u"%1 must have 1 to %2 characters, with no spaces around them and none that are "
                   "not seen."_s.arg(what)
                       .arg(maxName));
}

} // namespace skybranch::domain
