// SPDX-License-Identifier: GPL-3.0-or-later
#include "stall.h"

#include "base/paths.h"
#include "processes.h"
#include "work/terminalfolder.h"
#include "work/terminalring.h"

#include <QDir>
#include <QRegularExpression>
#include <QSet>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace skybranch::soak {
namespace {

constexpr qint64 lastBytes = 64 << 10;

QByteArray ofProcess(qint64 process, const char *file)
{
    return readFile(u"/proc/%1/%2"_s.arg(process).arg(QLatin1StringView(file)))
        .value_or(QByteArray());
}

QSet<QByteArray> socketsOf(qint64 process)
{
    QSet<QByteArray> inodes;
    const QDir open(u"/proc/%1/fd"_s.arg(process));
    for (const QString &name :
         open.entryList(QDir::NoDotAndDotDot | QDir::AllEntries | QDir::System)) {
        const QString target = QFile::symLinkTarget(open.filePath(name)).section(u'/', -1);
        if (target.startsWith(u"socket:["))
            inodes.insert(target.sliced(8).chopped(1).toLatin1());
    }
    return inodes;
}

QString portOf(const QByteArray &address)
{
    return QString::number(address.split(':').last().toInt(nullptr, 16));
}

/// Of its connections over TCP: bytes that the kernel has, and nobody has taken.
QStringList connectionsOf(qint64 process)
{
    constexpr qsizetype local = 1;
    constexpr qsizetype remote = 2;
    constexpr qsizetype queues = 4;
    constexpr qsizetype inode = 9;
    const QSet<QByteArray> sockets = socketsOf(process);
    QStringList found;
    for (const QByteArray &line : ofProcess(process, "net/tcp").split('\n')) {
        const QByteArrayList words = line.simplified().split(' ');
        if (words.size() <= inode || !sockets.contains(words[inode]))
            continue;
        const QByteArrayList waiting = words[queues].split(':');
        found << u"%1-%2 unsent %3 unread %4"_s.arg(portOf(words[local]), portOf(words[remote]))
                     .arg(waiting.first().toLongLong(nullptr, 16))
                     .arg(waiting.last().toLongLong(nullptr, 16));
    }
    return found;
}

QString describeProcess(qint64 process)
{
    const QString state = QString::fromLatin1(ofProcess(process, "stat")).section(u") "_s, -1);
    return u"%1 %2 in %3, call %4: %5; %6"_s.arg(process).arg(
        state.left(1), QString::fromLatin1(ofProcess(process, "wchan")),
        QString::fromLatin1(ofProcess(process, "syscall")).section(u' ', 0, 1),
        QString::fromUtf8(commandLine(process)).simplified().left(90),
        connectionsOf(process).join(u", "_s));
}

QString homeOf(qint64 process)
{
    for (const QByteArray &variable : ofProcess(process, "environ").split('\0')) {
        if (variable.startsWith("HOME="))
            return u"/proc/%1/root"_s.arg(process) + QFile::decodeName(variable.sliced(5));
    }
    return {};
}

QString lastLine(const work::TerminalRing &ring)
{
    static const QRegularExpression line(u"L(\\d{9}) [0-9a-f]{48}\\r\\n"_s);
    const qint64 from = std::max(ring.start(), ring.end() - lastBytes);
    QString last;
    auto all = line.globalMatch(QString::fromLatin1(ring.read(from, lastBytes)));
    while (all.hasNext())
        last = all.next().captured(1);
    return last;
}

QString describeHolder(qint64 holder, const QString &terminal)
{
    const work::TerminalFolder folder(homeOf(holder), terminal);
    const auto ring = work::TerminalRing::open(folder.ring());
    const auto record = folder.record();
    if (!ring || !record)
        return u"What the holder keeps can not be read: "_s + folder.path();
    return u"The holder has %1 bytes, the last whole line is %2; %3 watch."_s.arg((*ring)->end())
        .arg(lastLine(**ring))
        .arg(record->watchers);
}

} // namespace

QString terminalParts(Machines &machines, qint64 desktop, const QString &terminal)
{
    const QByteArray hold = "skybranch-guest hold " + terminal.toLatin1();
    QStringList lines{u"Desktop: "_s + describeProcess(desktop)};
    for (const QString &vm : machines.all().value_or(QHash<QString, bool>()).keys()) {
        for (const qint64 process : descendants(machines.process(vm))) {
            if (commandLine(process).startsWith(hold))
                lines << describeHolder(process, terminal);
            lines << describeProcess(process);
        }
    }
    return lines.join(u"\n  "_s);
}

} // namespace skybranch::soak
