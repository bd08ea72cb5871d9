// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/terminal/linkfinder.h"

#include <QRegularExpression>

namespace skybranch::ui {
namespace {

constexpr qsizetype longestUrl = 4096;

// What a URL is made of; a "|" or a corner of a frame is none of it.
const QString urlLetters = QStringLiteral(R"([\w\-.~:/?#\[\]@!$&'()*+,;=%])");

/// Rows that belong together, as one text.
struct Line
{
    QString text;
    int row = 0;
    int rows = 1;
};

/// Fills each row of a line but the last, so that a place in the text is a place on the screen.
QString filled(const QString &text, int columns)
{
    const int missing = columns - cellsOf(text);
    return missing > 0 ? text + QString(missing, u' ') : text;
}

Line lineAt(const QList<ScreenRow> &rows, int row, int columns)
{
    Line line{.row = row};
    int last = row;
    for (; last + 1 < rows.size() && rows.at(last).wraps; ++last)
        line.text += filled(rows.at(last).text, columns);
    line.text += rows.at(last).text;
    line.rows = last - row + 1;
    return line;
}

ScreenMatch placeOf(const Line &line, qsizetype start, qsizetype length, int columns)
{
    const int first = cellsOf(QStringView(line.text).first(start));
    const int cells = std::max(1, cellsOf(QStringView(line.text).sliced(start, length)));
    const int last = first + cells - 1;
    return {line.row + first / columns, first % columns, line.row + last / columns, last % columns};
}

/// Without the full stop of the sentence that it ends, and a bracket that it has not opened.
qsizetype lengthOfUrl(QStringView url)
{
    static constexpr QStringView after(u".,;:!?'");
    qsizetype length = url.size();
    while (length > 0) {
        const QStringView part = url.first(length);
        const QChar last = part.last();
        const bool bracket = (last == u')' && part.count(u'(') < part.count(u')'))
            || (last == u']' && part.count(u'[') < part.count(u']'));
        if (!bracket && !after.contains(last))
            break;
        --length;
    }
    return length;
}

/// A program that breaks its lines itself leaves no sign of it but a full row, and nothing else in
/// the next one.
void goOn(QString &url, ScreenMatch &place, const QList<ScreenRow> &rows, int columns)
{
    static const QRegularExpression whole(QStringLiteral("^%1+$").arg(urlLetters));
    while (place.lastColumn == columns - 1 && place.lastRow + 1 < rows.size()
           && url.size() < longestUrl) {
        const QString next = rows.at(place.lastRow + 1).text.trimmed();
        const bool begins = rows.at(place.lastRow + 1).text.startsWith(next.first(1));
        if (next.isEmpty() || !begins || !whole.match(next).hasMatch()
            || next.contains(QLatin1StringView("://")))
            return;
        url += next;
        ++place.lastRow;
        place.lastColumn = cellsOf(next) - 1;
    }
}

void findUrls(const Line &line, const QList<ScreenRow> &rows, int columns,
              QList<TerminalLink> &links)
{
    static const QRegularExpression pattern(QStringLiteral("\\bhttps?://%1+").arg(urlLetters),
                                            QRegularExpression::CaseInsensitiveOption
                                                | QRegularExpression::UseUnicodePropertiesOption);
    for (const auto &match : pattern.globalMatch(line.text)) {
        QString url = match.captured();
        ScreenMatch place = placeOf(line, match.capturedStart(), url.size(), columns);
        if (match.capturedEnd() == line.text.size())
            goOn(url, place, rows, columns);
        const qsizetype cut = url.size() - lengthOfUrl(url);
        place.lastColumn = std::max(0, place.lastColumn - int(cut));
        url.chop(cut);
        links.append({.url = url.first(std::min(url.size(), longestUrl)), .place = place});
    }
}

void findFiles(const Line &line, int columns, QList<TerminalLink> &links)
{
    static const QString name = QStringLiteral(R"([\w.@+=,%\-]+)");
    static const QRegularExpression colons(
        QStringLiteral(R"re((?<![\w/:.@+=,%\-])((?:~?/|\.{1,2}/)?(?:%1/)*%1))re"
                       R"re((?::(\d{1,7})(?::(\d{1,5}))?|\((\d{1,7})(?:,(\d{1,5}))?\)))re")
            .arg(name),
        QRegularExpression::UseUnicodePropertiesOption);
    static const QRegularExpression python(QStringLiteral(R"re(File "([^"]+)", line (\d{1,7}))re"));
    for (const QRegularExpression *pattern : {&colons, &python}) {
        for (const auto &match : pattern->globalMatch(line.text)) {
            const QString path = match.captured(1);
            if (!path.contains(u'.') && !path.contains(u'/'))
                continue;
            const bool braces = match.hasCaptured(4);
            links.append(
                {.path = path,
                 .line = match.captured(braces ? 4 : 2).toInt(),
                 .column = match.captured(braces ? 5 : 3).toInt(),
                 .place = placeOf(line, match.capturedStart(), match.capturedLength(), columns)});
        }
    }
}

} // namespace

QList<TerminalLink> findLinks(const QList<ScreenRow> &rows, int columns)
{
    QList<TerminalLink> links;
    if (columns <= 0)
        return links;
    for (int row = 0; row < rows.size();) {
        const Line line = lineAt(rows, row, columns);
        findUrls(line, rows, columns, links);
        findFiles(line, columns, links);
        row += line.rows;
    }
    return links;
}

QList<ScreenMatch> findAt(const QList<ScreenRow> &rows, int columns, int row, int column,
                          const QString &text)
{
    if (row < 0 || row >= rows.size() || text.isEmpty() || columns <= 0)
        return {};
    const Line line = lineAt(rows, row, columns);
    qsizetype start = 0;
    while (start < line.text.size() && cellsOf(QStringView(line.text).first(start)) < column)
        ++start;
    if (QStringView(line.text).sliced(start).startsWith(text))
        return {placeOf(line, start, text.size(), columns)};
    return {};
}

} // namespace skybranch::ui
