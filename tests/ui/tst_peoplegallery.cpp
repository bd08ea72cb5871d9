// SPDX-License-Identifier: GPL-3.0-or-later
#include "client/session.h"
#include "galleryrig.h"
#include "samples.h"
#include "ui/sidebar/sidebar.h"
#include "ui/sidebar/worktreeview.h"
#include "ui/terminal/terminalarea.h"
#include "ui/terminal/terminalpane.h"
#include "ui/terminal/terminalview.h"
#include "ui/views/actionsview.h"
#include "ui/views/detailsview.h"
#include "ui/views/headerviews.h"
#include "ui/workspace/header.h"
#include "ui/workspace/notices.h"
#include "ui/workspace/syncbar.h"
#include "ui/workspace/workspacepane.h"

#include <QMenu>
#include <QTest>

using namespace skybranch;
using namespace skybranch::ui;
using namespace Qt::StringLiterals;
using client::WorktreeInfo;
using domain::WorkspaceStatus;

namespace {

const QDateTime now(QDate(2026, 3, 14), QTime(14, 30), QTimeZone::UTC);

WorktreeInfo cloudRow(const QString &branch, WorkspaceStatus status)
{
    WorktreeInfo info;
    info.id = info.path = u"/src/"_s + branch;
    info.repositoryName = u"acme/shop"_s;
    info.branch = branch;
    info.hasRemote = info.hasUpstream = true;
    info.remoteLabel = u"GitHub"_s;
    info.checkedAt = now.addSecs(-8);
    info.cloudReachable = status == WorkspaceStatus::Running;
    info.cloudGit = client::CloudGit();
    info.cloud = domain::Workspace{.branch = branch, .status = status};
    info.cloud->providerType = u"docker"_s;
    info.cloud->statusChangedAt = now.addSecs(-7200);
    info.cloud->lastActiveAt = now.addSecs(-18 * 60);
    return info;
}

/// With others in it, and kept awake.
WorktreeInfo busyRow()
{
    WorktreeInfo info = cloudRow(u"feature/login"_s, WorkspaceStatus::Running);
    info.people = {{.name = u"Cleo Lang"_s, .since = now.addSecs(-1700)},
                   {.name = u"Dr. Maximiliane von Hohenstein"_s, .since = now.addSecs(-600)},
                   {.name = u"ann"_s, .isSelf = true, .inBrowser = true, .since = now}};
    info.cloud->keepAwakeUntil = now.addSecs(3600);
    info.cloud->awakeReason = u"claude"_s;
    return info;
}

/// In a VM whose image is foreign, and could not take our guest.
WorktreeInfo plainRow()
{
    WorktreeInfo info = cloudRow(u"spike/gpu-image"_s, WorkspaceStatus::Running);
    info.cloudReachable = false;
    info.cloudGit.reset();
    info.guestProblem = u"The VM has no git. Use an image with the package git."_s;
    return info;
}

QList<WorktreeInfo> rows()
{
    WorktreeInfo working = cloudRow(u"fix/cart-totals"_s, WorkspaceStatus::Running);
    working.cloud->awakeReason = u"claude"_s;
    working.people = {{.name = u"Cleo Lang"_s}};
    WorktreeInfo full = cloudRow(samples::longName(), WorkspaceStatus::Running);
    full.people = {{.name = u"Cleo Lang"_s}, {.name = u"Bo"_s}, {.name = u"Al"_s}};
    full.changed = 12;
    full.distance = {.ahead = 2, .behind = 3};
    WorktreeInfo paused = cloudRow(u"docs/returns-policy"_s, WorkspaceStatus::Paused);
    paused.people = {{.name = u"Mia"_s}};
    WorktreeInfo fullPlain = plainRow();
    fullPlain.id = fullPlain.branch = samples::longName() + u"-gpu"_s;
    fullPlain.changed = 12;
    fullPlain.distance = {.ahead = 2, .behind = 3};
    return {busyRow(),
            working,
            full,
            paused,
            plainRow(),
            fullPlain,
            cloudRow(u"chore/upgrade-vite"_s, WorkspaceStatus::Stopped)};
}

} // namespace

/// Pictures of who is there, what keeps a workspace awake, what was used, and what went wrong.
class TestPeopleGallery : public test::GalleryRig
{
    Q_OBJECT

private:
    static std::unique_ptr<QWidget> makeScene(WorktreeInfo shown, const NoticeView &notice = {})
    {
        auto *pane = new WorkspacePane;
        pane->showPage(WorkspacePane::Page::Terminals);
        pane->header()->setView(headerOf(shown, {.now = now}));
        pane->syncBar()->setView(syncBarOf(shown, {.now = now}));
        pane->terminals()->addTerminal({u"1"_s, u"zsh"_s, true, false});
        pane->terminals()->showTabs({u"1"_s}, u"1"_s);
        if (!notice.sentence.isEmpty())
            pane->setNotice(notice);
        auto window = makeWindow(pane, false);
        RepositoryRow shop{.id = u"shop"_s, .name = u"acme/shop"_s};
        for (const WorktreeInfo &info : rows())
            shop.worktrees.append(rowOf(info, {.now = now}));
        auto *sidebar = window->findChild<Sidebar *>();
        sidebar->setContent({shop}, samples::cloudOnly());
        sidebar->setBackend(backendViewOf({.state = client::BackendInfo::State::Ready,
                                           .bundled = false,
                                           .label = u"cloud.example.com"_s},
                                          3, now));
        sidebar->view()->select(shown.id);
        return window;
    }

private Q_SLOTS:
    void people()
    {
        grabBoth(makeScene(busyRow()).get(), u"people"_s);
        grabBoth(makeScene(rows().at(2)).get(), u"people-long"_s);
    }

    void withoutAGuest()
    {
        auto window = makeScene(plainRow());
        window->findChild<TerminalArea *>()->setAudience(
            u"1"_s,
            {.words = QCoreApplication::translate("skybranch::ui::TerminalTabs",
                                                  "A plain shell: it ends with its connection"),
             .stays = true});
        grabBoth(window.get(), u"plain-shell"_s);
        QVERIFY(!rowOf(plainRow(), {.now = now}).sign.isEmpty());
        QVERIFY(rowOf(busyRow(), {.now = now}).sign.isEmpty());
        const auto *note = window->findChild<QWidget *>(u"terminalAudience"_s);
        const auto *text = window->findChild<TerminalView *>();
        QVERIFY(note->isVisible() && note->geometry().bottom() < text->geometry().top());
    }

    void problems_data()
    {
        QTest::addColumn<QString>("sentence");
        QTest::newRow("limit") << u"Your organisation has 20 workspaces, which is its limit. "
                                  "Delete one that is not needed any more, then try again."_s;
        QTest::newRow("gone") << u"The backend can not be reached. Check that it runs and that "
                                 "this computer is online."_s;
    }

    void problems()
    {
        QFETCH(const QString, sentence);
        client::Session session({});
        Notices notices(session, nullptr);
        notices.tell({}, {ErrorCode::LimitReached, sentence, {}});
        auto window = makeScene(busyRow(), *notices.viewOf(busyRow()));
        auto *sidebar = window->findChild<Sidebar *>();
        sidebar->setBackend(backendViewOf({.state = client::BackendInfo::State::Restarting,
                                           .bundled = false,
                                           .label = u"cloud.example.com"_s,
                                           .problem = sentence,
                                           .since = now.addSecs(-120)},
                                          3, now));
        grabBoth(window.get(), u"problem-"_s + QLatin1StringView(QTest::currentDataTag()));
    }

    void details()
    {
        const client::UsageInfo usage{.from = now,
                                      .rows = {{.name = u"Login"_s,
                                                .provider = u"docker"_s,
                                                .size = u"2cpu-4096mb"_s,
                                                .running = 12 * 3600,
                                                .paused = 600,
                                                .stopped = 400'000}}};
        grabDialog(new DetailsDialog(detailsOf(busyRow(), usage, now), nullptr), u"details"_s);
        const WorktreeInfo paused = cloudRow(samples::longName(), WorkspaceStatus::Paused);
        grabDialog(new DetailsDialog(detailsOf(paused, {}, now), nullptr), u"details-paused"_s);
        WorktreeInfo crowd = cloudRow(u"main"_s, WorkspaceStatus::Running);
        for (int i = 0; i < 100; ++i)
            crowd.people.append({.name = u"Cleo Lang %1"_s.arg(i), .since = now});
        grabDialog(new DetailsDialog(detailsOf(crowd, usage, now), nullptr), u"details-crowd"_s);
    }

    void usage()
    {
        grabDialog(new UsageDialog(nullptr), u"usage-asked"_s);
        auto *empty = new UsageDialog(nullptr);
        empty->setView(usageViewOf({.from = now}));
        grabDialog(empty, u"usage-empty"_s);
        auto *failed = new UsageDialog(nullptr);
        failed->setProblem(u"The backend can not be reached. Check that it runs and that this "
                           "computer is online."_s);
        grabDialog(failed, u"usage-failed"_s);
        client::UsageInfo usage{.from = now};
        usage.rows.append({.name = samples::longName(),
                           .exists = false,
                           .provider = u"docker"_s,
                           .size = u"2cpu-4096mb"_s,
                           .running = 120'000,
                           .paused = 600});
        for (int i = 1; i <= 100; ++i)
            usage.rows.append({.name = u"feature/login-%1"_s.arg(i),
                               .provider = i % 3 == 0 ? u"docker"_s : u"sandbox"_s,
                               .size = i % 3 == 0 ? u"2cpu-4096mb"_s : QString(),
                               .running = i * 437,
                               .paused = i % 4 * 9000,
                               .stopped = i % 5 * 700});
        auto *full = new UsageDialog(nullptr);
        full->setView(usageViewOf(usage));
        grabDialog(full, u"usage"_s);
    }

    void menus()
    {
        for (const WorktreeInfo &info : {busyRow(), rows().last()}) {
            const std::unique_ptr<QMenu> menu(makeActionMenu(actionsOf(info, true), nullptr));
            const QString name = u"menu-"_s + domain::name(info.cloud->status);
            for (const auto mode : themes()) {
                Theme::instance().setMode(mode);
                menu->popup({0, 0});
                QVERIFY(QTest::qWaitForWindowExposed(menu.get()));
                QVERIFY(save(menu.get(),
                             picture(name)
                                 + (mode == Theme::Mode::Dark ? u"-dark.png"_s : u"-light.png"_s)));
                menu->close();
            }
        }
    }
};

QTEST_MAIN(TestPeopleGallery)
#include "tst_peoplegallery.moc"
