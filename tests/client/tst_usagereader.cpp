// SPDX-License-Identifier: GPL-3.0-or-later
#include "client/usagereader.h"

#include <QTest>

using namespace skybranch;
using namespace Qt::StringLiterals;
using domain::WorkspaceStatus;

class TestUsageReader : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void whatMayRunCountsAsRunning()
    {
        const WorkspaceId id = WorkspaceId::create();
        wire::Usage usage;
        const std::pair<WorkspaceStatus, qint64> times[]{{WorkspaceStatus::Provisioning, 1},
                                                         {WorkspaceStatus::Running, 10},
                                                         {WorkspaceStatus::Error, 100},
                                                         {WorkspaceStatus::Paused, 1000},
                                                         {WorkspaceStatus::Stopped, 10'000}};
        for (const auto &[status, seconds] : times)
            usage.entries.append({.workspaceId = id, .status = status, .seconds = seconds});
        const client::UsageInfo info = client::usageInfoOf(usage);
        QCOMPARE(info.rows.size(), 1);
        QCOMPARE(info.rows[0].running, qint64(111));
        QCOMPARE(info.rows[0].paused, qint64(1000));
        QCOMPARE(info.rows[0].stopped, qint64(10'000));
    }
};

QTEST_GUILESS_MAIN(TestUsageReader)
#include "tst_usagereader.moc"
