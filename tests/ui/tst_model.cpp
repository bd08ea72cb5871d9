// SPDX-License-Identifier: GPL-3.0-or-later
#include "client/session.h"
#include "samples.h"
#include "ui/sidebar/sidebarcontroller.h"
#include "ui/sidebar/worktreefilter.h"
#include "ui/sidebar/worktreemodel.h"
#include "ui/sidebar/worktreeview.h"
#include "ui/theme/theme.h"

#include <QAbstractItemModelTester>
#include <QSignalSpy>
#include <QTest>

using namespace skybranch::ui;

class TestModel : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { Theme::instance().install(); }

    void holdsWhatItWasGiven()
    {
        WorktreeModel model;
        QAbstractItemModelTester tester(&model,
                                        QAbstractItemModelTester::FailureReportingMode::QtTest);
        model.setContent(samples::repositories(), samples::cloudOnly());
        QCOMPARE(model.rowCount(), 4);
        QCOMPARE(model.worktreeCount(), 13);
        const QModelIndex last = model.index(3, 0);
        QVERIFY(last.data(WorktreeModel::CloudOnlyRole).toBool());
        QCOMPARE(model.index(0, 0, last).data().toString(), QStringLiteral("spike/search"));
        model.setContent({}, {});
        QCOMPARE(model.rowCount(), 0);
    }

    void announcesOnlyWhatDiffers()
    {
        WorktreeModel model;
        QAbstractItemModelTester tester(&model,
                                        QAbstractItemModelTester::FailureReportingMode::QtTest);
        QList<RepositoryRow> rows = samples::repositories();
        model.setContent(rows, samples::cloudOnly());
        const QPersistentModelIndex other(model.indexOf(QStringLiteral("fix/cart-totals")));
        QSignalSpy changed(&model, &QAbstractItemModel::dataChanged);
        QSignalSpy inserted(&model, &QAbstractItemModel::rowsInserted);
        QSignalSpy removed(&model, &QAbstractItemModel::rowsRemoved);
        QSignalSpy moved(&model, &QAbstractItemModel::rowsMoved);
        rows[0].worktrees[1].ahead = 3;
        model.setContent(rows, samples::cloudOnly());
        QCOMPARE(changed.size(), 1);
        QCOMPARE(changed.first().first().toModelIndex(),
                 model.indexOf(QStringLiteral("feature/login")));
        QCOMPARE(inserted.size() + removed.size() + moved.size(), 0);

        rows[0].worktrees.removeFirst();
        rows[0].worktrees.move(0, 3);
        model.setContent(rows, {});
        QCOMPARE(removed.size(), 2);
        QVERIFY(moved.size() > 0);
        QCOMPARE(other.data().toString(), QStringLiteral("fix/cart-totals"));
    }

    void sectionsMoveWithTheirRows()
    {
        WorktreeModel model;
        QAbstractItemModelTester tester(&model,
                                        QAbstractItemModelTester::FailureReportingMode::QtTest);
        QList<RepositoryRow> rows = samples::repositories();
        model.setContent(rows, {});
        const QPersistentModelIndex row(model.indexOf(QStringLiteral("spike/log-viewer")));
        rows.move(2, 0);
        model.setContent(rows, {});
        QCOMPARE(row.parent().row(), 0);
        QCOMPARE(row.data().toString(), QStringLiteral("spike/log-viewer"));
    }

    void viewKeepsTheSelection()
    {
        WorktreeModel model;
        QList<RepositoryRow> rows = samples::repositories();
        model.setContent(rows, samples::cloudOnly());
        WorktreeView view(&model);
        QSignalSpy selected(&view, &WorktreeView::selected);
        QVERIFY(view.select(QStringLiteral("fix/cart-totals")));
        rows[0].worktrees.removeFirst();
        rows.move(1, 0);
        model.setContent(rows, samples::cloudOnly());
        QCOMPARE(view.selectedId(), QStringLiteral("fix/cart-totals"));
        QCOMPARE(selected.size(), 0);
    }

    void filters()
    {
        WorktreeModel model;
        model.setContent(samples::repositories(), samples::cloudOnly());
        WorktreeView view(&model);
        view.setFilterText(QStringLiteral("CART"));
        QCOMPARE(view.matches(), 1);
        QCOMPARE(view.model()->rowCount(), 1);
        view.setFilterText(QStringLiteral("carx"));
        QCOMPARE(view.model()->rowCount(), 0);
        view.setFilterText({});
        QCOMPARE(view.matches(), 13);
    }

    void changesReachTheRowsBeforeTheNextPicture()
    {
        skybranch::client::Session session({});
        Sidebar sidebar;
        SidebarController rows(session, &sidebar, nullptr);
        QCoreApplication::sendPostedEvents();
        QSignalSpy updated(&rows, &SidebarController::updated);
        for (int i = 0; i < 3; ++i)
            Q_EMIT session.worktreeChanged(QStringLiteral("row"));
        QCOMPARE(updated.size(), 0);
        QCoreApplication::sendPostedEvents();
        QCOMPARE(updated.size(), 1);
    }
};

QTEST_MAIN(TestModel)
#include "tst_model.moc"
