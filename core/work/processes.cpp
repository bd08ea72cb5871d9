// SPDX-License-Identifier: GPL-3.0-or-later
#include "work/processes.h"

#include <QDir>
#include <QFile>

#include <optional>

namespace skybranch::work {
namespace {

std::optional<Process> readProcess(pid_t pid)
{
    QFile file(QStringLiteral("/proc/%1/stat").arg(pid));
    if (!file.open(QIODevice::ReadOnly))
        return std::nullopt;
    const QByteArray stat = file.read(4096);
    const qsizetype nameStart = stat.indexOf('(');
    const qsizetype nameEnd = stat.lastIndexOf(')');
    if (nameStart < 0 || nameEnd < nameStart)
        return std::nullopt;
    const QByteArrayList fields = stat.sliced(nameEnd + 1).simplified().split(' ');
    if (fields.size() < 20)
        return std::nullopt;
    return Process{.pid = pid,
                   .parent = fields[1].toInt(),
                   .group = fields[2].toInt(),
                   .name = stat.sliced(nameStart + 1, nameEnd - nameStart - 1),
                   .terminal = fields[4].toUInt(),
                   .foregroundGroup = fields[5].toInt(),
                   .ticks = fields[11].toULongLong() + fields[12].toULongLong(),
                   .startedAt = fields[19].toULongLong()};
}

} // namespace

QList<Process> allProcesses()
{
    QList<Process> processes;
    for (const QString &name : QDir(QStringLiteral("/proc")).entryList(QDir::Dirs)) {
        bool isNumber = false;
        const pid_t pid = name.toInt(&isNumber);
        if (!isNumber)
            continue;
        if (const auto process = readProcess(pid))
            processes.append(*process);
    }
    return processes;
}

} // namespace skybranch::work
