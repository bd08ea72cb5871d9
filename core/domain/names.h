// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"

#include <QString>

#include <array>
#include <optional>
#include <utility>

namespace skybranch::domain {

/// The names of an enum's values, one table for both directions.
template <typename Enum, size_t count> struct NameTable
{
    std::array<std::pair<Enum, const char *>, count> entries;

    template <typename... Pairs>
    constexpr NameTable(Pairs... pairs)
        : entries{pairs...}
    {
    }

    QString nameOf(Enum value) const
    {
        for (const auto &[candidate, name] : entries) {
            if (candidate == value)
                return QString::fromLatin1(name);
        }
        Q_UNREACHABLE_RETURN({});
    }

    std::optional<Enum> valueOf(QStringView text) const
    {
        for (const auto &[value, name] : entries) {
            if (text == QLatin1StringView(name))
                return value;
        }
        return std::nullopt;
    }
};

template <typename Enum, typename... Rest>
NameTable(std::pair<Enum, const char *>, Rest...) -> NameTable<Enum, sizeof...(Rest) + 1>;

inline constexpr int minAutoStopMinutes = 5;
inline constexpr int maxAutoStopMinutes = 480;
inline constexpr int defaultAutoStopMinutes = 30;
inline constexpr int maxKeepAwakeMinutes = 480;
inline constexpr int maxWorkspaceName = 100;

/// A workspace name: 1 to 100 characters, not only spaces, no control characters.
Result<> checkWorkspaceName(const QString &name);

/// @p branch, or as much of its beginning as a workspace name may have.
QString workspaceNameOf(const QString &branch);

/// A branch name, by the rules of git-check-ref-format, of at most 200 characters.
Result<> checkBranchName(const QString &branch);

/// A remote that a VM may clone from: https, ssh, git@host:path or a local file path is refused
/// where it could be read as an option or carries a password.
Result<> checkRemoteUrl(const QString &url);

/// Minutes of idleness before a pause: 5 to 480.
Result<> checkAutoStopMinutes(int minutes);

/// "acme/shop" for "git@github.com:acme/shop.git": the last two parts of the path, without ".git".
QString repositoryNameFromUrl(const QString &url);

/// "GitHub", "GitLab", "Bitbucket", else the host's name; empty for a path on this computer.
QString remoteHostLabel(const QString &url);

} // namespace skybranch::domain
