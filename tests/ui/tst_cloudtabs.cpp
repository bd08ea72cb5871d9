// SPDX-License-Identifier: GPL-3.0-or-later
#include "../client/desktoprig.h"
#include "ui/mainwindow.h"
#include "ui/sidebar/worktreeview.h"
#include "ui/terminal/tabbar.h"
#include "ui/terminal/terminalview.h"
#include "ui/theme/theme.h"
#include "windowrig.h"

#include <QLabel>
#include <QMenu>
#include <QToolButton>

using namespace Qt::StringLiterals;
using namespace skybranch;
using namespace skybranch::ui;
using client::Terminal;
using client::VmTerminal;
using domain::WorkspaceStatus;

/// Tabs of terminals that live in a VM: closed, found again, shared, ended. One VM for all.
class TestCloudTabs : public QObject
{
    Q_OBJECT

    test::DesktopRig m_desk;
    test::WindowRig m_rig;

    client::Session &session() const { return *m_desk.rig->session; }
    QString shop() const { return m_desk.shop(); }
    QList<VmTerminal> terminals() const { return session().terminals(shop()); }

    QStringList tabs() const
    {
        QStringList names;
        for (const Tab *tab : m_rig.window().findChildren<Tab *>()) {
            if (tab->isVisible())
                names << tab->view().name;
        }
        return names;
    }

    void press(int key) const
    {
        QTest::keyClick(m_rig.window().focusWidget(), Qt::Key(key),
                        Qt::ControlModifier | Qt::ShiftModifier);
    }

    /// What the shell in sight prints for @p line.
    bool shellSays(const QString &line, const QString &answer) const
    {
        if (!QTest::qWaitFor([this] { return m_rig.find("terminalFrame") != nullptr; }, 20'000))
            return false;
        auto *view = m_rig.find<TerminalView>("terminalFrame");
        view->setFocus();
        QTest::keyClicks(m_rig.window().focusWidget(), line + u'\r');
        if (QTest::qWaitFor([&] { return view->screenText().contains(answer); }, 20'000))
            return true;
        qWarning("on the screen: %s", qPrintable(view->screenText().trimmed()));
        return false;
    }

    /// The entries of the tab bar's list.
    QList<QAction *> listed(const char *name) const
    {
        auto *list = m_rig.find<QToolButton>("tabList");
        if (!list)
            return {};
        Q_EMIT list->menu()->aboutToShow();
        QList<QAction *> entries = list->menu()->actions();
        entries.removeIf([name](const QAction *entry) {
            return entry->objectName() != QLatin1StringView(name);
        });
        return entries;
    }

private Q_SLOTS:
    void initTestCase();
    void cleanupTestCase();
    void isLeftRunningAndFoundAgain();
    void isFoundInTheRowsMenu();
    void keepsItsNameForOthers();
    void saysWhoWatches();
    void isThereAfterAnotherStart();
    void endsWhenItIsSaid();
    void aStoppedVmsOutputIsShown();
};

void TestCloudTabs::initTestCase()
{
    qputenv("SHELL", "/bin/sh");
    Theme::instance().install();
    QVERIFY(m_desk.start());
    QVERIFY(m_desk.waitBackend());
    QVERIFY(m_rig.open(session()));
    QTRY_VERIFY(m_rig.tree()->select(shop()));
    m_rig.select(shop());
    session().enableCloud(shop(), false);
    QVERIFY(test::waitRow(
        *m_desk.rig, shop(),
        [](const auto &row) { return row.cloud && row.cloud->status == WorkspaceStatus::Running; },
        60'000));
    QVERIFY(shellSays(u"kept=$((40+1)); echo ready-$((1+1))"_s, u"ready-2"_s));
}

void TestCloudTabs::cleanupTestCase()
{
    m_rig.closeWindow();
    QVERIFY(m_desk.deleteAll());
}

void TestCloudTabs::isLeftRunningAndFoundAgain()
{
    press(Qt::Key_W);
    QTRY_VERIFY(m_rig.find("askStrip"));
    QCOMPARE(m_rig.words("askQuestion"), u"End this terminal, or leave it running in the cloud?"_s);
    m_rig.grab("cloudclosing");
    press(Qt::Key_W);
    QTRY_COMPARE(tabs(), QStringList());
    QTRY_COMPARE(listed("listedTerminal").size(), 1);
    QVERIFY2(listed("listedTerminal").first()->text().contains(u"Terminal, "_s),
             qPrintable(listed("listedTerminal").first()->text()));
    m_rig.grab("cloudlist", m_rig.find<QToolButton>("tabList")->menu());
    listed("listedTerminal").first()->trigger();
    QTRY_COMPARE(tabs().size(), 1);
    QVERIFY(shellSays(u"echo $((kept + 1))"_s, u"\n42"_s));
    QTRY_VERIFY(listed("listedTerminal").isEmpty());
}

void TestCloudTabs::isFoundInTheRowsMenu()
{
    press(Qt::Key_W);
    QVERIFY(m_rig.click("askWord2"));
    QTRY_COMPARE(tabs(), QStringList());
    QTRY_COMPARE(listed("listedTerminal").size(), 1);
    WorktreeView *tree = m_rig.tree();
    QMenu *menu = tree->menuFor(tree->currentIndex());
    QVERIFY(menu);
    auto *list = menu->findChild<QMenu *>(u"terminalsMenu"_s);
    QVERIFY(list);
    m_rig.grab("cloudrowmenu", menu);
    m_rig.grab("cloudrowlist", list);
    list->actions().first()->trigger();
    menu->close();
    QTRY_COMPARE(tabs().size(), 1);
    QVERIFY(m_rig.click("headerMenu"));
    QTRY_VERIFY(m_rig.find("actionMenu"));
    // All that there is has a tab again.
    QVERIFY(!m_rig.find("actionMenu")->findChild<QMenu *>(u"terminalsMenu"_s));
    m_rig.find("actionMenu")->close();
    QVERIFY(shellSays(u"echo $((kept + 2))"_s, u"\n43"_s));
}

void TestCloudTabs::keepsItsNameForOthers()
{
    Tab *tab = m_rig.window().findChild<Tab *>();
    QTest::keyClick(tab, Qt::Key_F2);
    QTRY_VERIFY(m_rig.find("tabName"));
    m_rig.type("tabName", u"deploy"_s);
    QTest::keyClick(m_rig.find("tabName"), Qt::Key_Return);
    QCOMPARE(tabs(), QStringList{u"deploy"_s});
    QTRY_COMPARE(terminals().value(0).name, u"deploy"_s);
    // As another window would.
    session().renameTerminal(shop(), terminals().value(0).id, u"release"_s);
    QTRY_COMPARE(tabs(), QStringList{u"release"_s});
}

void TestCloudTabs::saysWhoWatches()
{
    auto *view = m_rig.find<TerminalView>("terminalFrame");
    const auto other
        = session().openTerminal(shop(), Terminal::Place::Cloud, terminals().value(0).id);
    other->resize(60, 16);
    connect(other.get(), &Terminal::readyRead, other.get(), [&other] { other->take(); });
    QTRY_COMPARE(QSize(view->columns(), view->lines()), QSize(60, 16));
    auto *label = m_rig.find<QLabel>("terminalAudience");
    QVERIFY(label);
    QVERIFY2(label->accessibleName().contains(u"60 × 16, as in the smallest window"_s),
             qPrintable(label->accessibleName()));
    QVERIFY(other->write("echo hel''lo\n"));
    QTRY_VERIFY(label->accessibleName().contains(u" types."_s));
    QTRY_VERIFY(view->screenText().contains(u"hello"_s));
    m_rig.grab("cloudwatched");
}

void TestCloudTabs::isThereAfterAnotherStart()
{
    auto *view = m_rig.find<TerminalView>("terminalFrame");
    QTRY_VERIFY(view->columns() > 60);
    // What a program has asked is answered once, and not again by who looks at it later.
    QVERIFY(shellSays(u"printf '\\033[c'; read -rst 9 -d c; echo asked-$((1+1)); cat -v"_s,
                      u"asked-2"_s));
    m_rig.closeWindow();
    QVERIFY(m_desk.restart());
    QVERIFY(m_rig.open(session()));
    QTRY_VERIFY(m_rig.tree()->select(shop()));
    m_rig.select(shop());
    QTRY_COMPARE_WITH_TIMEOUT(tabs(), QStringList{u"release"_s}, 60'000);
    QVERIFY(shellSays(u"calm"_s, u"\ncalm"_s));
    QTest::keyClick(m_rig.window().focusWidget(), Qt::Key_D, Qt::ControlModifier);
    QVERIFY(shellSays(u"echo $((kept + 3))"_s, u"\n44"_s));
    // Nothing else was opened.
    QTRY_COMPARE(terminals().size(), 1);
}

void TestCloudTabs::endsWhenItIsSaid()
{
    press(Qt::Key_W);
    QVERIFY(m_rig.click("askWord1"));
    QTRY_COMPARE(tabs(), QStringList());
    QTRY_VERIFY(terminals().size() == 1 && !terminals().value(0).isRunning());
    QTRY_COMPARE(listed("listedTerminal").size(), 1);
    QVERIFY(listed("listedTerminal").first()->text().contains(u", ended just now"_s));
    listed("forgetEnded").first()->trigger();
    QTRY_COMPARE(terminals().size(), 0);
}

void TestCloudTabs::aStoppedVmsOutputIsShown()
{
    QVERIFY(m_rig.click("openCloud"));
    QVERIFY(shellSays(u"echo output-$((1+1))"_s, u"output-2"_s));
    for (const auto event : {domain::WorkspaceEvent::Stop, domain::WorkspaceEvent::Resume}) {
        session().request(shop(), event);
        const auto status = event == domain::WorkspaceEvent::Stop ? WorkspaceStatus::Stopped
                                                                  : WorkspaceStatus::Running;
        QVERIFY(test::waitRow(
            *m_desk.rig, shop(),
            [status](const auto &row) { return row.cloud && row.cloud->status == status; },
            60'000));
    }
    QTRY_VERIFY_WITH_TIMEOUT(
        m_rig.words("overlayStripWords").startsWith(u"This terminal ended when the VM stopped."_s),
        20'000);
    QTRY_VERIFY(m_rig.find<TerminalView>("terminalFrame")->screenText().contains(u"output-2"_s));
    m_rig.grab("cloudended");
    // Closed without a question: nothing of it runs.
    press(Qt::Key_W);
    QTRY_COMPARE(tabs(), QStringList());
}

QTEST_MAIN(TestCloudTabs)
#include "tst_cloudtabs.moc"
