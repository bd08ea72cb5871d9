// SPDX-License-Identifier: GPL-3.0-or-later
#include "domain/workspacemachine.h"

#include <QTest>

#include <array>

using namespace skybranch;
using namespace skybranch::domain;

namespace {

using Status = WorkspaceStatus;
using Pending = PendingAction;
using Event = WorkspaceEvent;

constexpr std::array columns{Event::Pause,   Event::Resume,  Event::Stop,        Event::Retry,
                             Event::Cancel,  Event::Delete,  Event::Provisioned, Event::Paused,
                             Event::Resumed, Event::Stopped, Event::Deleted,     Event::Failed};

struct Row
{
    Status status;
    Pending pending;
    const char *state; ///< what a refusal must call it
    /// One cell for each of `columns`: "-" is refused; else the new status (P R U=paused S E) and
    /// the new pending action (. p r s d c); "=" joins, "!" removes. "?" depends on provisioned.
    const char *cells;
};

// Written from the state machine of the design, not from the code.
// clang-format off
const Row rows[] {
    //                                                    pause res stop retry cncl del   prov paus resd stpd deld fail
    {Status::Provisioning, Pending::None,   "provisioning",    "-  -   -   -   Pc  Pd    R.  -  -  -  -   E."},
    {Status::Provisioning, Pending::Pause,  "being paused",    "-  -   -   -   -   Pd    R.  -  -  -  -   E."},
    {Status::Provisioning, Pending::Resume, "being resumed",   "-  -   -   -   -   Pd    R.  -  -  -  -   E."},
    {Status::Provisioning, Pending::Stop,   "being stopped",   "-  -   -   -   -   Pd    R.  -  -  -  -   E."},
    {Status::Provisioning, Pending::Delete, "being deleted",   "-  -   -   -   -   Pd=   Rd  -  -  -  Pd! Ed"},
    {Status::Provisioning, Pending::Cancel, "being cancelled", "-  -   -   -   Pc= Pd    Rc  -  -  -  Pc! Ec"},
    {Status::Running,      Pending::None,   "running",         "Rp -   Rs  -   -   Rd    -   U. R. S. -   E."},
    {Status::Running,      Pending::Pause,  "being paused",    "Rp= -  -   -   -   Rd    -   U. R. S. -   E."},
    {Status::Running,      Pending::Resume, "being resumed",   "-  -   -   -   -   Rd    -   U. R. S. -   E."},
    {Status::Running,      Pending::Stop,   "being stopped",   "-  -   Rs= -   -   Rd    -   U. R. S. -   E."},
    {Status::Running,      Pending::Delete, "being deleted",   "-  -   -   -   -   Rd=   -   Ud Rd Sd Rd! Ed"},
    {Status::Running,      Pending::Cancel, "being cancelled", "-  -   -   -   Rc= Rd    -   Uc Rc Sc Rc! Ec"},
    {Status::Paused,       Pending::None,   "paused",          "-  Ur  Us  -   -   Ud    -   U. R. S. -   E."},
    {Status::Paused,       Pending::Pause,  "being paused",    "-  -   -   -   -   Ud    -   U. R. S. -   E."},
    {Status::Paused,       Pending::Resume, "being resumed",   "-  Ur= -   -   -   Ud    -   U. R. S. -   E."},
    {Status::Paused,       Pending::Stop,   "being stopped",   "-  -   Us= -   -   Ud    -   U. R. S. -   E."},
    {Status::Paused,       Pending::Delete, "being deleted",   "-  -   -   -   -   Ud=   -   Ud Rd Sd Ud! Ed"},
    {Status::Paused,       Pending::Cancel, "being cancelled", "-  -   -   -   Uc= Ud    -   Uc Rc Sc Uc! Ec"},
    {Status::Stopped,      Pending::None,   "stopped",         "-  Sr  -   -   -   Sd    -   -  R. S. -   E."},
    {Status::Stopped,      Pending::Pause,  "being paused",    "-  -   -   -   -   Sd    -   -  R. S. -   E."},
    {Status::Stopped,      Pending::Resume, "being resumed",   "-  Sr= -   -   -   Sd    -   -  R. S. -   E."},
    {Status::Stopped,      Pending::Stop,   "being stopped",   "-  -   -   -   -   Sd    -   -  R. S. -   E."},
    {Status::Stopped,      Pending::Delete, "being deleted",   "-  -   -   -   -   Sd=   -   -  Rd Sd Sd! Ed"},
    {Status::Stopped,      Pending::Cancel, "being cancelled", "-  -   -   -   Sc= Sd    -   -  Rc Sc Sc! Ec"},
    {Status::Error,        Pending::None,   "in error",        "-  -   -   ?   -   Ed    -   -  -  -  -   E."},
    {Status::Error,        Pending::Pause,  "being paused",    "-  -   -   -   -   Ed    -   U. R. S. -   E."},
    {Status::Error,        Pending::Resume, "being resumed",   "-  -   -   Er= -   Ed    -   U. R. S. -   E."},
    {Status::Error,        Pending::Stop,   "being stopped",   "-  -   -   -   -   Ed    -   U. R. S. -   E."},
    {Status::Error,        Pending::Delete, "being deleted",   "-  -   -   -   -   Ed=   -   Ud Rd Sd Ed! Ed"},
    {Status::Error,        Pending::Cancel, "being cancelled", "-  -   -   -   Ec= Ed    -   Uc Rc Sc Ec! Ec"},
};
// clang-format on

Status statusOf(QChar letter)
{
    switch (letter.toLatin1()) {
    case 'P':
        return Status::Provisioning;
    case 'R':
        return Status::Running;
    case 'U':
        return Status::Paused;
    case 'S':
        return Status::Stopped;
    default:
        return Status::Error;
    }
}

Pending pendingOf(QChar letter)
{
    switch (letter.toLatin1()) {
    case 'p':
        return Pending::Pause;
    case 'r':
        return Pending::Resume;
    case 's':
        return Pending::Stop;
    case 'd':
        return Pending::Delete;
    case 'c':
        return Pending::Cancel;
    default:
        return Pending::None;
    }
}

/// Nothing where the cell says that the event is refused.
std::optional<WorkspaceChange> expected(const QString &cell, bool provisioned)
{
    if (cell == QStringLiteral("-"))
        return std::nullopt;
    const QString text = cell != QStringLiteral("?") ? cell
        : provisioned                                ? QStringLiteral("Er")
                                                     : QStringLiteral("P.");
    return WorkspaceChange{statusOf(text[0]), pendingOf(text[1]), text.endsWith(u'='),
                           text.endsWith(u'!')};
}

} // namespace

class TestWorkspaceMachine : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void theTableIsWhole()
    {
        QCOMPARE(allWorkspaceStatuses().size(), 5U);
        QCOMPARE(allPendingActions().size(), 6U);
        QCOMPARE(allWorkspaceEvents().size(), columns.size());
        QCOMPARE(std::size(rows), 30U);
        for (Status status : allWorkspaceStatuses()) {
            for (Pending pending : allPendingActions())
                QCOMPARE(std::ranges::count_if(rows,
                                               [&](const Row &row) {
                                                   return row.status == status
                                                       && row.pending == pending;
                                               }),
                         1);
        }
    }

    void everyEventInEveryState_data()
    {
        QTest::addColumn<int>("row");
        QTest::addColumn<int>("column");
        QTest::addColumn<bool>("provisioned");
        for (int row = 0; row < int(std::size(rows)); ++row) {
            for (int column = 0; column < int(columns.size()); ++column) {
                for (bool provisioned : {false, true})
                    QTest::addRow("%s/%s %s%s", qPrintable(name(rows[row].status)),
                                  qPrintable(name(rows[row].pending)),
                                  qPrintable(name(columns[size_t(column)])),
                                  provisioned ? " provisioned" : "")
                        << row << column << provisioned;
            }
        }
    }

    void everyEventInEveryState()
    {
        QFETCH(int, row);
        QFETCH(int, column);
        QFETCH(bool, provisioned);
        const Row &given = rows[row];
        const Event event = columns[size_t(column)];
        const QStringList cells = QString::fromLatin1(given.cells).simplified().split(u' ');
        QCOMPARE(cells.size(), qsizetype(columns.size()));

        const auto result = apply(given.status, given.pending, event, provisioned);
        const auto wanted = expected(cells[column], provisioned);
        QCOMPARE(result.has_value(), wanted.has_value());
        if (wanted) {
            QCOMPARE(*result, *wanted);
            return;
        }
        QCOMPARE(result.error().code, ErrorCode::Conflict);
        const QString &message = result.error().message;
        QVERIFY2(message.startsWith(QStringLiteral("The workspace is %1, so \"%2\"")
                                        .arg(QLatin1StringView(given.state), name(event))),
                 qPrintable(message));
        QVERIFY2(message.count(u'.') == 2, "A refusal says what to do next");
    }

    void aRequestThatJoinsChangesNothing()
    {
        for (const Row &row : rows) {
            for (Event event : columns) {
                const auto result = apply(row.status, row.pending, event, true);
                if (result && result->joins)
                    QCOMPARE(*result, (WorkspaceChange{row.status, row.pending, true, false}));
            }
        }
    }

    void aDeleteIsNeverTakenBack()
    {
        for (Status status : allWorkspaceStatuses()) {
            for (Event event : allWorkspaceEvents()) {
                const auto result = apply(status, Pending::Delete, event, true);
                if (result)
                    QCOMPARE(result->pending, Pending::Delete);
            }
        }
    }

    void eventNamesAreTheirOwn()
    {
        QStringList names;
        for (Event event : allWorkspaceEvents())
            names << name(event);
        QCOMPARE(names.join(u' '),
                 QStringLiteral("pause resume stop retry cancel delete "
                                "provisioned paused resumed stopped deleted failed"));
    }
};

QTEST_GUILESS_MAIN(TestWorkspaceMachine)
#include "tst_workspacemachine.moc"
