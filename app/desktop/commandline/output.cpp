// SPDX-License-Identifier: GPL-3.0-or-later
#include "commandline/output.h"

#include "commandline/words.h"

#include <QJsonDocument>

#include <algorithm>
#include <array>
#include <cstdio>
#include <termios.h>
#include <unistd.h>

using namespace Qt::StringLiterals;

namespace skybranch::commandline {
namespace {

constexpr size_t longestSecret = 4 << 10;

bool isHarmful(QChar letter)
{
    switch (letter.category()) {
    case QChar::Other_Control:
    case QChar::Other_Format:
    case QChar::Separator_Line:
    case QChar::Separator_Paragraph:
        return true;
    default:
        return false;
    }
}

void say(FILE *stream, const QString &text)
{
    const QByteArray bytes = text.toUtf8();
    std::fwrite(bytes.constData(), 1, size_t(bytes.size()), stream);
    std::fflush(stream);
}

} // namespace

ExitCode exitCodeOf(const Error &error)
{
    switch (error.code) {
    case ErrorCode::InvalidArgument:
        return ExitCode::Usage;
    case ErrorCode::NotFound:
        return ExitCode::NotFound;
    case ErrorCode::Unauthorized:
    case ErrorCode::Forbidden:
    case ErrorCode::Unavailable:
        return ExitCode::NoBackend;
    case ErrorCode::Cancelled:
        return ExitCode::Cancelled;
    default:
        return ExitCode::Failure;
    }
}

QString shown(QString text)
{
    for (QChar &letter : text) {
        if (isHarmful(letter))
            letter = u'?';
    }
    return text;
}

void print(const QString &line)
{
    say(stdout, shown(line) + u'\n');
}

void note(const QString &line)
{
    say(stderr, shown(line) + u'\n');
}

/// JSON knows escapes for control characters below 0x20 only; the others are harmful as well.
void printJson(const QJsonObject &json)
{
    const QString text = QString::fromUtf8(QJsonDocument(json).toJson(QJsonDocument::Indented));
    QString safe;
    safe.reserve(text.size());
    for (const QChar letter : text) {
        if (letter != u'\n' && isHarmful(letter))
            safe += u"\\u%1"_s.arg(uint(letter.unicode()), 4, 16, QLatin1Char('0'));
        else
            safe += letter;
    }
    say(stdout, safe);
}

void printTable(const QList<QStringList> &rows)
{
    QList<qsizetype> widths;
    for (const QStringList &row : rows) {
        widths.resize(std::max(widths.size(), row.size()));
        for (qsizetype i = 0; i < row.size(); ++i)
            widths[i] = std::max(widths[i], row[i].size());
    }
    for (const QStringList &row : rows) {
        QString line;
        for (qsizetype i = 0; i < row.size(); ++i)
            line += i + 1 < row.size() ? row[i].leftJustified(widths[i] + 2) : row[i];
        print(line);
    }
}

bool isTerminal(int descriptor)
{
    return ::isatty(descriptor) == 1;
}

QByteArray askSecret(const QString &question)
{
    termios before{};
    const bool isAsked = ::tcgetattr(STDIN_FILENO, &before) == 0;
    if (isAsked) {
        termios silent = before;
        silent.c_lflag &= ~tcflag_t(ECHO);
        ::tcsetattr(STDIN_FILENO, TCSAFLUSH, &silent);
        say(stderr, shown(question) + u' ');
    }
    std::array<char, longestSecret> line{};
    const bool isRead = std::fgets(line.data(), int(line.size()), stdin) != nullptr;
    if (isAsked) {
        ::tcsetattr(STDIN_FILENO, TCSAFLUSH, &before);
        say(stderr, u"\n"_s);
    }
    return isRead ? QByteArray(line.data()).trimmed() : QByteArray();
}

bool isConfirmed(const QString &question)
{
    say(stderr, shown(question) + u" [y/N] "_s);
    std::array<char, 64> line{};
    const bool isRead = std::fgets(line.data(), int(line.size()), stdin) != nullptr;
    return isRead && (line[0] == 'y' || line[0] == 'Y');
}

} // namespace skybranch::commandline
