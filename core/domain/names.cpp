// SPDX-License-Identifier: GPL-3.0-or-later
#include "domain/names.h"

#include <QRegularExpression>
#include <QUrl>

#include <algorithm>

namespace skybranch::domain {
namespace {

constexpr int maxBranchName = 200;
constexpr int maxRemoteUrl = 2000;

std::unexpected<Error> invalid(const QString &message)
{
    return failure(ErrorCode::InvalidArgument, message);
}

bool hasControlCharacter(const QString &text)
{
    const auto isControl = [](char32_t c) {
        const auto category = QChar::category(c);
        return category == QChar::Other_Control || category == QChar::Other_Format;
    };
    return !text.isValidUtf16() || std::ranges::any_of(text.toUcs4(), isControl);
}

bool isBadBranchCharacter(QChar c)
{
    return c.unicode() <= 0x20 || c.unicode() == 0x7f || QStringLiteral("~^:?*[\\").contains(c);
}

bool isBadBranchPart(QStringView part)
{
    return part.isEmpty() || part.startsWith(u'.') || part.endsWith(QStringLiteral(".lock"));
}

/// "host" and "path" of git's short form "user@host:path", which QUrl does not know. "name::" is
/// not one: with it git runs a remote helper, "ext::" even any command. Nor may a part start with
/// a dash, as ssh could take it for an option.
struct ScpAddress
{
    QString host;
    QString path;
};

std::optional<ScpAddress> scpAddress(const QString &url)
{
    static const QRegularExpression pattern(QStringLiteral(
        "^(?:[A-Za-z0-9._][A-Za-z0-9._-]*@)?([A-Za-z0-9][A-Za-z0-9.-]*):(?!//|:|-)(.+)$"));
    const auto match = pattern.match(url);
    if (!match.hasMatch())
        return std::nullopt;
    return ScpAddress{match.captured(1), match.captured(2)};
}

QString hostOf(const QString &url)
{
    const auto scp = scpAddress(url);
    return scp ? scp->host : QUrl(url).host();
}

} // namespace

Result<> checkWorkspaceName(const QString &name)
{
    if (name.trimmed().isEmpty())
        return invalid(QStringLiteral("name must not be empty."));
    if (name.size() > maxWorkspaceName)
        return invalid(
            QStringLiteral("name must have at most %1 characters.").arg(maxWorkspaceName));
    if (hasControlCharacter(name))
        return invalid(QStringLiteral("name must not hold control characters."));
    return {};
}

QString workspaceNameOf(const QString &branch)
{
    QString name = branch.left(maxWorkspaceName);
    if (!name.isEmpty() && name.back().isHighSurrogate())
        name.chop(1);
    return name;
}

Result<> checkBranchName(const QString &branch)
{
    if (branch.isEmpty())
        return invalid(QStringLiteral("branch must not be empty."));
    if (branch.size() > maxBranchName)
        return invalid(
            QStringLiteral("branch must have at most %1 characters.").arg(maxBranchName));
    const auto parts = QStringView(branch).split(u'/');
    if (branch.startsWith(u'-') || branch.endsWith(u'.') || branch == u'@'
        || branch == QStringLiteral("HEAD") || branch.contains(QStringLiteral(".."))
        || branch.contains(QStringLiteral("@{"))
        || std::ranges::any_of(branch, isBadBranchCharacter)
        || std::ranges::any_of(parts, isBadBranchPart))
        return invalid(QStringLiteral("branch is not a valid git branch name."));
    return {};
}

Result<> checkRemoteUrl(const QString &url)
{
    if (url.isEmpty() || url.size() > maxRemoteUrl || url.startsWith(u'-')
        || hasControlCharacter(url) || url.contains(u' '))
        return invalid(QStringLiteral("url is not a git remote."));
    if (scpAddress(url))
        return {};
    const QUrl parsed(url, QUrl::StrictMode);
    static const QStringList schemes{QStringLiteral("https"), QStringLiteral("ssh"),
                                     QStringLiteral("http"), QStringLiteral("git")};
    if (!parsed.isValid() || !schemes.contains(parsed.scheme()) || parsed.host().isEmpty()
        || parsed.host().startsWith(u'-') || parsed.userName().startsWith(u'-'))
        return invalid(QStringLiteral(
            "url must be a git remote that a VM can reach: https://, ssh:// or user@host:path."));
    if (!parsed.password().isEmpty())
        return invalid(QStringLiteral(
            "url must not hold a password. Remove it from the remote: git remote set-url."));
    // Tokens are written where SSH has its user.
    if (parsed.scheme() != QStringLiteral("ssh") && !parsed.userInfo().isEmpty())
        return invalid(QStringLiteral(
            "url must not hold a user or a token. Remove it from the remote: git remote set-url."));
    return {};
}

Result<> checkAutoStopMinutes(int minutes)
{
    if (minutes < minAutoStopMinutes || minutes > maxAutoStopMinutes)
        return invalid(QStringLiteral("autoStopMinutes must be %1 to %2.")
                           .arg(minAutoStopMinutes)
                           .arg(maxAutoStopMinutes));
    return {};
}

QString repositoryNameFromUrl(const QString &url)
{
    const auto scp = scpAddress(url);
    QString path = scp ? scp->path : QUrl(url).path();
    while (path.endsWith(u'/'))
        path.chop(1);
    if (path.endsWith(QStringLiteral(".git")))
        path.chop(4);
    const QStringList parts = path.split(u'/', Qt::SkipEmptyParts);
    return parts.mid(std::max<qsizetype>(0, parts.size() - 2)).join(u'/');
}

QString remoteHostLabel(const QString &url)
{
    const QString host = hostOf(url).toLower();
    const std::pair<QLatin1StringView, QLatin1StringView> known[]{
        {QLatin1StringView("github.com"), QLatin1StringView("GitHub")},
        {QLatin1StringView("gitlab.com"), QLatin1StringView("GitLab")},
        {QLatin1StringView("bitbucket.org"), QLatin1StringView("Bitbucket")},
    };
    for (const auto &[name, label] : known) {
        if (host == name)
            return label;
    }
    return host;
}

} // namespace skybranch::domain
