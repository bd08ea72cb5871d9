// SPDX-License-Identifier: GPL-3.0-or-later
#include "bench/processtree.h"

#include "base/paths.h"

#include <QDir>

#include <numeric>

namespace skybranch::bench {

namespace {

QByteArray procFile(const QString &path)
{
    return readFile(QStringLiteral("/proc/") + path).value_or(QByteArray());
}

QStringList threadsOf(qint64 process)
{
    return QDir(QStringLiteral("/proc/%1/task").arg(process))
        .entryList(QDir::Dirs | QDir::NoDotAndDotDot);
}

/// Children are listed by the thread that has started them.
void collect(qint64 process, QList<qint64> &found)
{
    found += process;
    for (const auto &thread : threadsOf(process)) {
        const auto children
            = procFile(QStringLiteral("%1/task/%2/children").arg(process).arg(thread));
        for (const auto &word : children.simplified().split(' ')) {
            if (const auto child = word.toLongLong())
                collect(child, found);
        }
    }
}

} // namespace

ProcessTree::ProcessTree(qint64 root)
{
    collect(root, m_processes);
}

double ProcessTree::cpuMs() const
{
    return std::transform_reduce(m_processes.begin(), m_processes.end(), 0.0, std::plus(), cpuMsOf);
}

double ProcessTree::pssMb() const
{
    return std::transform_reduce(m_processes.begin(), m_processes.end(), 0.0, std::plus(), pssMbOf);
}

/// By the scheduler's own count, nanoseconds: the clock ticks of "stat" are too coarse.
double ProcessTree::cpuMsOf(qint64 process)
{
    double sum = 0;
    for (const auto &thread : threadsOf(process))
        sum += procFile(QStringLiteral("%1/task/%2/schedstat").arg(process).arg(thread))
                   .split(' ')
                   .first()
                   .toDouble()
            / 1e6;
    return sum;
}

double ProcessTree::pssMbOf(qint64 process)
{
    const auto lines = procFile(QStringLiteral("%1/smaps_rollup").arg(process)).split('\n');
    for (const auto &line : lines) {
        if (line.startsWith("Pss:"))
            return line.sliced(4).simplified().split(' ').first().toDouble() / 1024;
    }
    return 0;
}

} // namespace skybranch::bench
