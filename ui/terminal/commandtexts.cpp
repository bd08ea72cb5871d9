// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/terminal/commandtexts.h"

#include "ui/views/words.h"

#include <QDir>
#include <QRegularExpression>

#include <algorithm>

namespace skybranch::ui {
namespace {

constexpr qsizetype mostCopied = 1 << 20; ///< bytes
constexpr qsizetype longestPath = 4096;
constexpr qsizetype longestUrl = 2048;
constexpr qsizetype longestTitle = 60;
constexpr qsizetype longestNews = 200;

/// Some shells send a path as it is, others with percent signs.
QString pathOf(const QByteArray &encoded)
{
    return QString::fromUtf8(QByteArray::fromPercentEncoding(encoded));
}

bool isPath(const QString &path)
{
    const auto isControl = [](QChar c) { return c.category() == QChar::Other_Control; };
    return path.startsWith(u'/') && path.size() <= longestPath
        && !path.contains(QChar::ReplacementCharacter) && std::ranges::none_of(path, isControl);
}

} // namespace

std::optional<QString> copyOf(const QByteArray &text)
{
    const qsizetype start = text.indexOf(';') + 1;
    if (start == 0)
        return {};
    const auto decoded = QByteArray::fromBase64Encoding(text.sliced(start),
                                                        QByteArray::AbortOnBase64DecodingErrors);
    if (!decoded || decoded.decoded.isEmpty() || decoded.decoded.size() > mostCopied)
        return {};
    return QString::fromUtf8(decoded.decoded);
}

std::optional<QString> folderOf(const QByteArray &text)
{
    static constexpr QByteArrayView scheme("file://");
    const qsizetype path = text.indexOf('/', scheme.size());
    if (!text.startsWith(scheme) || path < 0)
        return {};
    const QString folder = pathOf(text.sliced(path));
    if (!isPath(folder))
        return {};
    return QDir::cleanPath(folder);
}

std::optional<QUrl> linkOf(const QByteArray &text)
{
    const qsizetype start = text.indexOf(';') + 1;
    if (start == 0 || text.size() - start > longestUrl)
        return {};
    return QUrl::fromEncoded(text.sliced(start), QUrl::StrictMode);
}

std::optional<ProgramNews> newsOf(int code, const QByteArray &text)
{
    // Other terminals say by numbers how far something is, and more.
    static const QRegularExpression otherMeaning(QStringLiteral("^[0-9]+(;|$)"));
    ProgramNews news;
    QString rest = QString::fromUtf8(text);
    if (code == 777) {
        if (rest.section(u';', 0, 0) != QLatin1StringView("notify"))
            return {};
        news.title = cleanWords(rest.section(u';', 1, 1), longestTitle);
        rest = rest.section(u';', 2);
    } else if (otherMeaning.match(rest).hasMatch()) {
        return {};
    }
    news.text = cleanWords(rest, longestNews);
    if (news.text.isEmpty())
        return {};
    return news;
}

} // namespace skybranch::ui
