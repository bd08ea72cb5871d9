// SPDX-License-Identifier: GPL-3.0-or-later
#include "../client/desktoprig.h"
#include "ui/mainwindow.h"
#include "ui/sidebar/worktreeview.h"
#include "ui/theme/theme.h"

#include <QAbstractButton>
#include <QApplication>
#include <QLabel>
#include <QLineEdit>
#include <QListView>

using namespace skybranch;
using namespace skybranch::ui;
using client::WorktreeInfo;
using domain::WorkspaceStatus;

/// The real window with the real backend and a git host over SSH, by mouse and by keyboard.
class TestFlows : public QObject
{
    Q_OBJECT

    test::DesktopRig m_desk;
    std::unique_ptr<MainWindow> m_window;

    client::Session &session() const { return *m_desk.rig->session; }

    template <typename Type = QWidget> Type *find(const char *name) const
    {
        for (QWidget *widget : QApplication::allWidgets()) {
            if (widget->objectName() == QLatin1StringView(name) && widget->isVisible())
                return qobject_cast<Type *>(widget);
        }
        return nullptr;
    }

    bool click(const char *name) const
    {
        if (!QTest::qWaitFor([&] { return find(name) && find(name)->isEnabled(); }, 20'000))
            return false;
        QTest::mouseClick(find(name), Qt::LeftButton);
        return true;
    }

    WorktreeView *tree() const { return m_window->findChild<WorktreeView *>(); }

    bool waitRunning(const QString &id) const
    {
        return test::waitRow(
            *m_desk.rig, id,
            [](const WorktreeInfo &row) {
                return row.cloud && row.cloud->status == WorkspaceStatus::Running;
            },
            60'000);
    }

private Q_SLOTS:
    void initTestCase()
    {
        qputenv("SHELL", "/bin/sh");
        Theme::instance().install();
        QVERIFY(m_desk.start());
        QVERIFY(m_desk.waitBackend());
        m_window = std::make_unique<MainWindow>(session());
        m_window->show();
        QVERIFY(QTest::qWaitForWindowExposed(m_window.get()));
        m_window->activateWindow();
    }

    /// No window manager here gives the activation back when a dialog has gone.
    void init()
    {
        m_window->activateWindow();
        QVERIFY(QTest::qWaitForWindowActive(m_window.get()));
    }

    void cleanupTestCase()
    {
        m_window.reset();
        QVERIFY(m_desk.deleteAll());
        m_desk.rig.reset();
    }

    void newWorkspaceByKeyboardAlone()
    {
        QTest::keyClick(m_window.get(), Qt::Key_N, Qt::ControlModifier | Qt::ShiftModifier);
        QTRY_VERIFY(find("newWorkspaceDialog"));
        QTRY_VERIFY(find<QListView>("newWorkspaceBranchList")->model()->rowCount() > 0);
        QVERIFY(!find("newWorkspaceCreate")->isEnabled());
        QTest::mouseClick(find("newWorkspaceMode1"), Qt::LeftButton);
        QTest::keyClicks(find("newWorkspaceNewBranch"), QStringLiteral("feature/keys"));
        QVERIFY2(find("newWorkspaceCreate")->isEnabled(),
                 qPrintable(find<QLabel>("dialogReason")->text()));
        QTest::keyClick(find("newWorkspaceNewBranch"), Qt::Key_Return);
        const QString made = m_desk.shop() + QStringLiteral(".feature-keys");
        QTRY_VERIFY_WITH_TIMEOUT(!find("newWorkspaceDialog"), 30'000);
        QTRY_COMPARE(tree()->selectedId(), made);
        QVERIFY(waitRunning(made));
        QTRY_VERIFY(find("terminalFrame"));
    }

    void failureStaysInTheDialog()
    {
        m_desk.failGit("worktree add");
        QTest::keyClick(m_window.get(), Qt::Key_N, Qt::ControlModifier | Qt::ShiftModifier);
        QTRY_VERIFY(find("newWorkspaceDialog"));
        QTest::mouseClick(find("newWorkspaceMode1"), Qt::LeftButton);
        QTest::keyClicks(find("newWorkspaceNewBranch"), QStringLiteral("full"));
        QVERIFY(click("newWorkspaceCreate"));
        QTRY_VERIFY2(find<QLabel>("dialogReason")->text().contains(QStringLiteral("no space left")),
                     qPrintable(find<QLabel>("dialogReason")->text()));
        QCOMPARE(find<QLineEdit>("newWorkspaceNewBranch")->text(), QStringLiteral("full"));
        m_desk.failGit("");
        QVERIFY(click("dialogCancel"));
        QTRY_VERIFY(!find("newWorkspaceDialog"));
    }
};

QTEST_MAIN(TestFlows)
#include "tst_flows.moc"
