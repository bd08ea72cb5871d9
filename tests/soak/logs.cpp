// SPDX-License-Identifier: GPL-3.0-or-later
#include "logs.h"

#include <QCoreApplication>
#include <QDir>
#include <QFile>
#include <QRegularExpression>
#include <QStringList>

#include <cstdio>

using namespace Qt::StringLiterals;

namespace skybranch::soak {
namespace {

constexpr qsizetype widest = 400;

/// Two lines that differ in their time alone are equal.
QString withoutTime(const QString &line)
{
    static const QRegularExpression time(u"^\\d{4}-\\d\\d-\\d\\dT\\S+ "_s);
    return QString(line).remove(time);
}

QStringList lastLines(const QByteArray &log, qsizetype most)
{
    const QStringList all = QString::fromUtf8(log).split(u'\n', Qt::SkipEmptyParts);
    QStringList lines;
    int equal = 0;
    for (qsizetype i = all.size() - 1; i >= 0 && lines.size() < most; --i) {
        ++equal;
        if (i > 0 && withoutTime(all[i]) == withoutTime(all[i - 1]))
            continue;
        lines.prepend(all[i].left(widest) + (equal > 1 ? u" (%1 times)"_s.arg(equal) : QString()));
        equal = 0;
    }
    return lines;
}

} // namespace

void say(const QString &line)
{
    std::fprintf(stdout, "%s\n", qPrintable(line));
    std::fflush(stdout);
}

QString endsOf(const Logs &logs)
{
    constexpr qsizetype ofVm = 4;
    constexpr qsizetype ofOthers = 14;
    QStringList text;
    for (const auto &[whose, log] : logs)
        text << u"--- "_s + whose << lastLines(log, whose.startsWith(u"VM"_s) ? ofVm : ofOthers);
    return text.join(u'\n');
}

QString keep(const Logs &logs, quint32 seed)
{
    QFile file(QDir(QCoreApplication::applicationDirPath())
                   .absoluteFilePath(u"../soak-%1.log"_s.arg(seed)));
    if (!file.open(QIODevice::WriteOnly))
        return {};
    for (const auto &[whose, log] : logs)
        file.write("--- " + whose.toUtf8() + '\n' + log + '\n');
    return QDir::cleanPath(file.fileName());
}

} // namespace skybranch::soak
