// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QList>

namespace skybranch::bench {

/// A process and all that it has started, as they are now. What has ended counts as nothing.
class ProcessTree
{
public:
    explicit ProcessTree(qint64 root);

    /// CPU time that the tree's processes have used so far, milliseconds.
    double cpuMs() const;

    /// Their memory, megabytes; what they share with others counts in part (PSS).
    double pssMb() const;

    static double cpuMsOf(qint64 process);
    static double pssMbOf(qint64 process);

private:
    QList<qint64> m_processes;
};

} // namespace skybranch::bench
