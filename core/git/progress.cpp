// SPDX-License-Identifier: GPL-3.0-or-later
#include "git/progress.h"

#include <QRegularExpression>

namespace skybranch::git {

std::optional<Progress> parseProgress(const QByteArray &line)
{
    // "remote: Counting objects:  62% (4812/7760), 18.40 MiB | 2.00 MiB/s" or
    // "Enumerating objects: 12, done."
    static const QRegularExpression pattern(
        QStringLiteral("^(?:remote: )?([A-Z][A-Za-z ]{2,40}):\\s+"
                       "(?:\\d{1,3}% \\((\\d{1,15})/(\\d{1,15})\\)|(\\d{1,15}))"
                       "(?:, ([0-9.]{1,12} (?:bytes|[KMGT]iB)))?(?:[,. |]|$)"));
    constexpr qsizetype longest = 500;
    if (line.size() > longest)
        return std::nullopt;
    const auto match = pattern.match(QString::fromUtf8(line));
    if (!match.hasMatch())
        return std::nullopt;
    Progress progress{match.captured(1), match.captured(2).toLongLong(),
                      match.captured(3).toLongLong(), match.captured(5)};
    if (match.hasCaptured(4))
        progress.done = match.captured(4).toLongLong();
    else if (progress.done > progress.total)
        return std::nullopt;
    return progress;
}

} // namespace skybranch::git
