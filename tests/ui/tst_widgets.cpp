// SPDX-License-Identifier: GPL-3.0-or-later
#include "samples.h"
#include "ui/sidebar/worktreedelegate.h"
#include "ui/sidebar/worktreeview.h"
#include "ui/theme/motion.h"
#include "ui/theme/theme.h"
#include "ui/widgets/button.h"
#include "ui/widgets/focusring.h"
#include "ui/widgets/statusmark.h"
#include "ui/widgets/text.h"
#include "ui/widgets/ticker.h"
#include "ui/workspace/header.h"
#include "ui/workspace/syncbar.h"
#include "ui/workspace/synclink.h"

#include <QLabel>
#include <QLineEdit>
#include <QMenu>
#include <QSignalSpy>
#include <QTest>
#include <QVBoxLayout>

using namespace skybranch;
using namespace skybranch::ui;

class TestWidgets : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void tipsAreNeverMarkup()
    {
        QCOMPARE(plainTip(QStringLiteral("2 here, 3 there")), QStringLiteral("2 here, 3 there"));
        const QString hostile = QStringLiteral("<img src=\"file:///dev/zero\">");
        QVERIFY(!plainTip(hostile).contains(QStringLiteral("<img")));
        QVERIFY(plainTip(hostile).contains(QStringLiteral("&lt;img")));
    }

    void initTestCase() { Theme::instance().install(); }

    void marksOfStates()
    {
        using domain::PendingAction;
        using domain::WorkspaceStatus;
        QCOMPARE(markOf(WorkspaceStatus::Running, PendingAction::None), Mark::Running);
        QCOMPARE(markOf(WorkspaceStatus::Running, PendingAction::Pause), Mark::Pausing);
        QCOMPARE(markOf(WorkspaceStatus::Error, PendingAction::Delete), Mark::Deleting);
        QCOMPARE(markOf(WorkspaceStatus::Paused, PendingAction::None, false), Mark::Unreachable);
    }

    void countsOnlyInSight()
    {
        QWidget window;
        auto *pane = new QWidget(&window);
        Ticker ticker(pane, &window);
        QSignalSpy due(&ticker, &Ticker::due);
        ticker.setPace(std::chrono::milliseconds(5));
        QVERIFY(!ticker.isTicking());
        window.show();
        QVERIFY(ticker.isTicking());
        QTRY_VERIFY(due.size() >= 3);
        window.showMinimized();
        QTRY_VERIFY(!ticker.isTicking());
        window.showNormal();
        QTRY_VERIFY(ticker.isTicking());
        pane->hide();
        QVERIFY(!ticker.isTicking());
        // Back in sight, the words are said at once.
        ticker.setPace(std::chrono::hours(1));
        QCoreApplication::processEvents();
        due.clear();
        pane->show();
        QTRY_COMPARE(due.size(), 1);
        ticker.setPace(std::chrono::milliseconds(0));
        QVERIFY(!ticker.isTicking());
    }

    void arcTurnsOnlyInSight()
    {
        StatusMark mark;
        mark.setMark(Mark::Provisioning);
        QVERIFY(!ArcClock::instance().isTicking());
        mark.show();
        QVERIFY(QTest::qWaitForWindowExposed(&mark));
        QSignalSpy ticks(&ArcClock::instance(), &ArcClock::ticked);
        QTRY_VERIFY(ticks.size() >= 2);
        Theme::instance().setReducedMotion(true);
        QVERIFY(!ArcClock::instance().isTicking());
        Theme::instance().setReducedMotion(false);
        QVERIFY(ArcClock::instance().isTicking());
        mark.setMark(Mark::Running);
        QVERIFY(!ArcClock::instance().isTicking());
        mark.setMark(Mark::Pausing);
        mark.hide();
        QVERIFY(!ArcClock::instance().isTicking());
    }

    void ringFollowsTheKeyboard()
    {
        QWidget window;
        auto *first = new Button(QStringLiteral("First"));
        auto *second = new Button(QStringLiteral("Second"));
        auto *layout = new QVBoxLayout(&window);
        layout->addWidget(first);
        layout->addWidget(second);
        auto *ring = new FocusRing(&window);
        window.show();
        window.activateWindow();
        QVERIFY(QTest::qWaitForWindowActive(&window));
        first->setFocus(Qt::TabFocusReason);
        QCOMPARE(ring->target(), first);
        QVERIFY(ring->geometry().contains(first->geometry()));
        QTest::keyClick(first, Qt::Key_Tab);
        QCOMPARE(ring->target(), second);
        QTest::mouseClick(first, Qt::LeftButton);
        QVERIFY(!ring->target() || ring->target() != second);
        second->hide();
        QVERIFY(ring->target() != second);
    }

    void linkOffersWhatItsStateAllows_data()
    {
        QTest::addColumn<int>("state");
        QTest::addColumn<bool>("button");
        QTest::addColumn<bool>("cancel");
        QTest::newRow("in step") << int(LinkState::InStep) << false << false;
        QTest::newRow("right") << int(LinkState::ToRight) << true << false;
        QTest::newRow("left") << int(LinkState::ToLeft) << true << false;
        QTest::newRow("diverged") << int(LinkState::Diverged) << true << false;
        QTest::newRow("busy") << int(LinkState::Busy) << false << true;
        QTest::newRow("failed") << int(LinkState::Failed) << true << false;
        QTest::newRow("unknown") << int(LinkState::Unknown) << false << false;
        QTest::newRow("no cloud") << int(LinkState::NoCloud) << false << false;
    }

    void linkOffersWhatItsStateAllows()
    {
        QFETCH(int, state);
        QFETCH(bool, button);
        QFETCH(bool, cancel);
        SyncLink link(QStringLiteral("link"));
        link.setView({static_cast<LinkState>(state), QStringLiteral("Words")});
        link.show();
        QVERIFY(QTest::qWaitForWindowExposed(&link));
        auto *action = link.findChild<Button *>(QStringLiteral("linkButton"));
        auto *cross = link.findChild<IconButton *>(QStringLiteral("linkCancel"));
        QCOMPARE(action->isVisible(), button);
        QCOMPARE(cross->isVisible(), cancel);
        QSignalSpy activated(&link, &SyncLink::activated);
        QSignalSpy cancelled(&link, &SyncLink::cancelled);
        if (button)
            QTest::mouseClick(action, Qt::LeftButton);
        if (cancel)
            QTest::mouseClick(cross, Qt::LeftButton);
        QCOMPARE(activated.size(), button ? 1 : 0);
        QCOMPARE(cancelled.size(), cancel ? 1 : 0);
    }

    void syncBarShortensWhenNarrow()
    {
        SyncBar bar;
        bar.setView(samples::syncBar());
        bar.resize(1000, 44);
        bar.show();
        QVERIFY(QTest::qWaitForWindowExposed(&bar));
        auto *push = bar.findChild<Button *>(QStringLiteral("syncLinkLocalRemoteButton"));
        QCOMPARE(push->text(), QStringLiteral("Push 2 commits"));
        bar.resize(420, 44);
        QTRY_COMPARE(push->text(), QStringLiteral("Push 2"));
        QVERIFY(!bar.findChild<QLabel *>(QStringLiteral("syncChecked"))->isVisible());
    }

    void headerGivesWayInOrder()
    {
        Header header;
        header.setView(samples::header());
        header.resize(900, 48);
        header.show();
        QVERIFY(QTest::qWaitForWindowExposed(&header));
        auto *reason = header.findChild<QLabel *>(QStringLiteral("headerReason"));
        auto *repository = header.findChild<QLabel *>(QStringLiteral("headerRepository"));
        auto *word = header.findChild<QLabel *>(QStringLiteral("headerStatus"));
        QVERIFY(reason->isVisible());
        bool gone = false;
        for (int width = 900; width > 280; width -= 20) {
            header.resize(width, 48);
            QVERIFY(!reason->isVisible() || repository->isVisible());
            QVERIFY(!repository->isVisible() || word->isVisible());
            gone = gone || !word->isVisible();
        }
        QVERIFY(gone);
    }

    void narrowNames()
    {
        const QFontMetrics metrics(Theme::instance().font(FontRole::Body));
        const QString branch = QStringLiteral("feature/checkout-v2");
        const int whole = metrics.horizontalAdvance(branch);
        QCOMPARE(fitBranch(branch, metrics, whole), branch);
        QCOMPARE(fitBranch(branch, metrics, whole - 10), QStringLiteral("…/checkout-v2"));
        const QString narrow = fitBranch(branch, metrics, whole / 2);
        QVERIFY(narrow.startsWith(QStringLiteral("…/")));
        QVERIFY(narrow.endsWith(QLatin1Char('2')));
        QVERIFY(metrics.horizontalAdvance(narrow) <= whole / 2 + 2);
    }

    void oneClickEnables()
    {
        Sidebar sidebar;
        sidebar.setContent(samples::repositories(), samples::cloudOnly());
        sidebar.resize(260, 700);
        sidebar.show();
        QVERIFY(QTest::qWaitForWindowExposed(&sidebar));
        WorktreeView *view = sidebar.view();
        QSignalSpy requested(view, &WorktreeView::actionRequested);
        const QPoint cloud = view->cloudRect(QStringLiteral("docs/returns-policy")).center();
        QTest::mouseClick(view->viewport(), Qt::LeftButton, {}, cloud);
        QCOMPARE(requested.size(), 1);
        QCOMPARE(requested.first().first().toString(), QStringLiteral("docs/returns-policy"));
        QCOMPARE(requested.first().last().value<ActionKind>(), ActionKind::EnableCloud);
        QTest::mouseClick(view->viewport(), Qt::LeftButton, {},
                          view->cloudRect(QStringLiteral("feature/login")).center());
        QCOMPARE(requested.size(), 1);
        QCOMPARE(view->selectedId(), QStringLiteral("feature/login"));
    }

    void drawingsAreCrispAtEveryScale()
    {
        const QIcon icon = makeIcon(Icon::Search);
        for (const qreal scale : {1.0, 1.25, 2.0}) {
            const QPixmap drawn = iconPixmap(Icon::Search, color(Token::TextMuted), 16, scale);
            QCOMPARE(icon.pixmap(QSize(16, 16), scale).toImage(), drawn.toImage());
            // With room beside it.
            QCOMPARE(icon.pixmap(QSize(20, 16), scale).size(), QSize(20, 16) * scale);
        }
    }

    void filterCountsAndClears()
    {
        Sidebar sidebar;
        sidebar.setContent(samples::repositories(), samples::cloudOnly());
        sidebar.show();
        auto *field = sidebar.findChild<QLineEdit *>(QStringLiteral("filterField"));
        auto *words = sidebar.findChild<QLabel *>(QStringLiteral("filterCount"));
        QTest::keyClicks(field, QStringLiteral("cart"));
        QCOMPARE(words->text(), QStringLiteral("1 of 13 worktrees."));
        QTest::keyClick(field, Qt::Key_Escape);
        QVERIFY(field->text().isEmpty());
        QSignalSpy left(&sidebar, &Sidebar::filterLeft);
        QTest::keyClick(field, Qt::Key_Escape);
        QCOMPARE(left.size(), 1);
    }

    void menuSaysWhyNot()
    {
        std::unique_ptr<QMenu> menu(makeActionMenu(samples::cloudActions(), nullptr));
        const auto *send = menu->findChild<QAction *>(QStringLiteral("actionSendToCloud"));
        QVERIFY(!send->isEnabled());
        QVERIFY(send->toolTip().contains(QStringLiteral("fixer session")));
        QVERIFY(menu->findChild<QAction *>(QStringLiteral("actionPause"))->isEnabled());
    }
};

QTEST_MAIN(TestWidgets)
#include "tst_widgets.moc"
