// SPDX-License-Identifier: GPL-3.0-or-later
#include "client/cloudterminal.h"
#include "hostilevm.h"

#include <QTest>

using namespace skybranch;
using namespace skybranch::client;
using namespace skybranch::test;

/// What the desktop does with a VM that drops what it has just opened.
class TestHostileVm : public QObject
{
    Q_OBJECT

    static domain::Workspace running()
    {
        return {.id = WorkspaceId::create(), .status = domain::WorkspaceStatus::Running};
    }

private Q_SLOTS:
    void closedConversationIsOpenedAgain();
    void droppedShellsComeLessAndLess();
};

void TestHostileVm::closedConversationIsOpenedAgain()
{
    HostileVm vm;
    vm.answerIntoABusyWindow();
    VmLink link(running());
    link.setApi(std::make_shared<ApiClient>(vm.api(), "key"));
    const VmLinkUse use(&link);
    QTRY_COMPARE_WITH_TIMEOUT(link.state(), VmLink::State::Connected, 20'000);
    QTRY_VERIFY_WITH_TIMEOUT(vm.conversations() >= 3, 20'000);
    QTRY_VERIFY(!link.isReachable());
}

void TestHostileVm::droppedShellsComeLessAndLess()
{
    const HostileVm vm;
    VmLink link(running());
    link.setApi(std::make_shared<ApiClient>(vm.api(), "key"));
    CloudTerminal terminal(&link);
    HostileVm forgetful;
    forgetful.forgetShells();
    VmLink otherLink(running());
    otherLink.setApi(std::make_shared<ApiClient>(forgetful.api(), "key"));
    const CloudTerminal forgotten(&otherLink);
    QTRY_COMPARE_WITH_TIMEOUT(terminal.state(), Terminal::State::Lost, 40'000);
    QVERIFY(!terminal.lastError().message.isEmpty());
    // The first, at once, and after 1, 3 and 10 seconds.
    QCOMPARE(vm.shells(), 5);
    QTRY_COMPARE_WITH_TIMEOUT(forgotten.state(), Terminal::State::Lost, 40'000);
    QCOMPARE(forgetful.shells(), 5);
    terminal.reconnect();
    QTRY_VERIFY(vm.shells() > 5);
}

QTEST_GUILESS_MAIN(TestHostileVm)
#include "tst_hostilevm.moc"
