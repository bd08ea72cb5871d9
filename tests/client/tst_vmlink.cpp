// SPDX-License-Identifier: GPL-3.0-or-later
#include "client/vmlink.h"
#include "support/result.h"

using namespace skybranch;
using namespace skybranch::client;
using namespace Qt::StringLiterals;
using domain::PendingAction;
using domain::WorkspaceStatus;

namespace {

const QDateTime begin = QDateTime::fromString(u"2026-01-01T12:00:00Z"_s, Qt::ISODate);

domain::Workspace workspace(int secondsLater, PendingAction pending = PendingAction::None)
{
    domain::Workspace made;
    made.id = WorkspaceId::create();
    made.status = WorkspaceStatus::Running;
    made.pending = pending;
    made.updatedAt = begin.addSecs(secondsLater);
    return made;
}

/// There is no backend here: a link that may connect keeps its asker waiting, one that may not
/// refuses at once.
bool mayConnect(VmLink &link)
{
    const auto control = test::await(link.control(std::chrono::milliseconds(1)));
    return !control && control.error().code == ErrorCode::Timeout;
}

} // namespace

/// When a link to a VM may connect.
class TestVmLink : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aPauseAndAResumeMayBeSeenAsOneChange()
    {
        VmLink link(workspace(0));
        const VmLinkUse use(&link);
        QVERIFY(mayConnect(link));
        link.hold();
        QVERIFY(!mayConnect(link));
        link.releaseAfter(begin.addSecs(5));
        QVERIFY(!mayConnect(link));
        link.setWorkspace(workspace(9));
        QVERIFY(mayConnect(link));
    }

    void whatWasSeenBeforeTheAnswerCounts()
    {
        VmLink link(workspace(0));
        const VmLinkUse use(&link);
        link.hold();
        link.setWorkspace(workspace(9));
        QVERIFY(!mayConnect(link));
        link.releaseAfter(begin.addSecs(5));
        QVERIFY(mayConnect(link));
    }

    void anOlderChangeDoesNotLetItGo()
    {
        VmLink link(workspace(0));
        const VmLinkUse use(&link);
        link.hold();
        link.releaseAfter(begin.addSecs(5));
        link.setWorkspace(workspace(3));
        QVERIFY(!mayConnect(link));
        link.setWorkspace(workspace(5, PendingAction::Pause));
        QVERIFY(!mayConnect(link));
        link.setWorkspace(workspace(6));
        QVERIFY(mayConnect(link));
    }

    void aRefusalLetsItGo()
    {
        VmLink link(workspace(0));
        const VmLinkUse use(&link);
        link.hold();
        link.releaseAfter({});
        QVERIFY(mayConnect(link));
    }
};

QTEST_GUILESS_MAIN(TestVmLink)
#include "tst_vmlink.moc"
