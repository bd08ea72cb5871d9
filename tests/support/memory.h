// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QFile>

namespace skybranch::test {

/// Watches how much memory a process holds at the most, from the moment this object is made.
class PeakMemory
{
public:
    explicit PeakMemory(qint64 process)
        : m_folder(QStringLiteral("/proc/%1/").arg(process))
    {
        QFile reset(m_folder + QStringLiteral("clear_refs"));
        if (!reset.open(QIODevice::WriteOnly) || reset.write("5") != 1)
            qFatal("the peak of memory can not be reset");
        reset.close();
        m_start = peak();
    }

    qint64 grownMegabytes() const { return (peak() - m_start) / 1024; }

private:
    qint64 peak() const
    {
        QFile file(m_folder + QStringLiteral("status"));
        if (!file.open(QIODevice::ReadOnly))
            qFatal("the process whose memory is watched has ended");
        for (const QByteArray &line : file.readAll().split('\n')) {
            if (line.startsWith("VmHWM:"))
                return line.mid(6).simplified().split(' ').first().toLongLong();
        }
        return 0;
    }

    QString m_folder;
    qint64 m_start = 0;
};

} // namespace skybranch::test
