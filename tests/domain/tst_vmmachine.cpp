// SPDX-License-Identifier: GPL-3.0-or-later
#include "domain/vmmachine.h"

#include <QTest>

#include <array>

using namespace skybranch;
using namespace skybranch::domain;

namespace {

constexpr std::array columns{VmEvent::Created, VmEvent::Suspended, VmEvent::Resumed,
                             VmEvent::Stopped, VmEvent::Failed,    VmEvent::Gone};

struct Row
{
    VmStatus status;
    const char *state;
    const char *cells; ///< the next status for each of `columns`; "-" is refused
};

// clang-format off
const Row rows[] {
    //                                        created  suspended  resumed  stopped  failed  gone
    {VmStatus::Provisioning, "provisioning", "running  -          -        -        error   terminated"},
    {VmStatus::Running,      "running",      "running  suspended  running  stopped  error   terminated"},
    {VmStatus::Suspended,    "suspended",    "running  suspended  running  stopped  error   terminated"},
    {VmStatus::Stopped,      "stopped",      "running  -          running  stopped  error   terminated"},
    {VmStatus::Error,        "error",        "running  suspended  running  stopped  error   terminated"},
    {VmStatus::Terminated,   "terminated",   "running  -          -        -        -       terminated"},
};
// clang-format on

} // namespace

class TestVmMachine : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void theTableIsWhole()
    {
        QCOMPARE(allVmStatuses().size(), std::size(rows));
        QCOMPARE(allVmEvents().size(), columns.size());
    }

    void everyEventInEveryStatus()
    {
        for (const Row &row : rows) {
            const auto cells = QString::fromLatin1(row.cells).simplified().split(u' ');
            QCOMPARE(cells.size(), qsizetype(columns.size()));
            for (size_t i = 0; i < columns.size(); ++i) {
                const auto result = apply(row.status, columns[i]);
                const QString got = result ? name(*result) : QStringLiteral("-");
                QVERIFY2(
                    got == cells[qsizetype(i)],
                    qPrintable(
                        QStringLiteral("%1, %2: %3").arg(name(row.status), name(columns[i]), got)));
                if (result)
                    continue;
                QCOMPARE(result.error().code, ErrorCode::Conflict);
                QVERIFY(result.error().message.contains(QLatin1StringView(row.state)));
                QVERIFY(result.error().message.contains(name(columns[i])));
            }
        }
    }

    void statusNamesGoBothWays()
    {
        for (const Row &row : rows) {
            QCOMPARE(name(row.status), QString::fromLatin1(row.state));
            QCOMPARE(vmStatus(QString::fromLatin1(row.state)), row.status);
        }
        QCOMPARE(vmStatus(u"Running"), std::nullopt);
        QCOMPARE(vmStatus(u""), std::nullopt);
    }
};

QTEST_GUILESS_MAIN(TestVmMachine)
#include "tst_vmmachine.moc"
