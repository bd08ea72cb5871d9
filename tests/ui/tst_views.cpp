// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/views/actionsview.h"
#include "ui/views/headerviews.h"
#include "ui/views/paneviews.h"
#include "ui/views/providerwords.h"
#include "ui/views/provisioninglog.h"
#include "ui/views/words.h"

#include <QRegularExpression>
#include <QTest>
#include <QTranslator>

using namespace skybranch;
using namespace skybranch::ui;
using client::CloudGit;
using client::Operation;
using client::WorktreeInfo;
using domain::PendingAction;
using domain::ProvisioningStep;
using domain::WorkspaceStatus;

namespace {

const QDateTime now(QDate(2026, 3, 14), QTime(14, 30), QTimeZone::UTC);

WorktreeInfo local()
{
    WorktreeInfo info;
    info.id = info.path = QStringLiteral("/src/shop-login");
    info.repositoryName = QStringLiteral("acme/shop");
    info.branch = QStringLiteral("feature/login");
    info.hasRemote = info.hasUpstream = true;
    info.remoteLabel = QStringLiteral("GitHub");
    return info;
}

WorktreeInfo cloud(WorkspaceStatus status, PendingAction pending = PendingAction::None)
{
    WorktreeInfo info = local();
    domain::Workspace workspace;
    workspace.branch = info.branch;
    workspace.status = status;
    workspace.pending = pending;
    workspace.statusChangedAt = now.addSecs(-7200);
    info.cloud = workspace;
    return info;
}

WorktreeInfo running(client::Distance distance = {})
{
    WorktreeInfo info = cloud(WorkspaceStatus::Running);
    CloudGit git;
    git.distance = distance;
    git.asOf = now.addSecs(-18);
    info.cloudGit = git;
    info.cloudReachable = true;
    return info;
}

WorktreeInfo with(WorktreeInfo info, const std::function<void(WorktreeInfo &)> &change)
{
    change(info);
    return info;
}

const RowContext context{.now = now};

} // namespace

Q_DECLARE_METATYPE(WorktreeInfo)

/// What a worktree is, as words and links: tables of the pure functions between session and
/// widgets.
class TestViews : public QObject
{
    Q_OBJECT

    QTranslator m_english;

private Q_SLOTS:
    void initTestCase()
    {
        QVERIFY(m_english.load(QStringLiteral(":/i18n/skybranch_en.qm")));
        QCoreApplication::installTranslator(&m_english);
    }

    void spans()
    {
        QCOMPARE(spanWords(-3), QStringLiteral("0 s"));
        QCOMPARE(spanWords(59), QStringLiteral("59 s"));
        QCOMPARE(spanWords(61), QStringLiteral("1 min"));
        QCOMPARE(spanWords(7300), QStringLiteral("2 h"));
        QCOMPARE(spanWords(200'000), QStringLiteral("2 d"));
    }

    void localLink_data()
    {
        QTest::addColumn<WorktreeInfo>("info");
        QTest::addColumn<LinkState>("state");
        QTest::addColumn<QString>("words");
        const auto row
            = [](const char *name, const WorktreeInfo &info, LinkState state, const char *words) {
                  QTest::newRow(name) << info << state << QString::fromUtf8(words);
              };
        row("in step", local(), LinkState::InStep, "In step");
        row("one ahead", with(local(), [](auto &i) { i.distance = {1, 0}; }), LinkState::ToRight,
            "Push 1 commit");
        row("two ahead", with(local(), [](auto &i) { i.distance = {2, 0}; }), LinkState::ToRight,
            "Push 2 commits");
        row("behind", with(local(), [](auto &i) { i.distance = {0, 1}; }), LinkState::ToLeft,
            "Pull 1 commit");
        row("diverged", with(local(), [](auto &i) { i.distance = {2, 3}; }), LinkState::Diverged,
            "2 here, 3 there…");
        row("no upstream", with(local(), [](auto &i) { i.hasUpstream = false; }),
            LinkState::ToRight, "Push branch");
        row("no remote", with(local(), [](auto &i) { i.hasRemote = false; }), LinkState::Unknown,
            "No remote");
        row("detached", with(local(), [](auto &i) { i.branch.clear(); }), LinkState::Unknown,
            "No branch");
        row("pushing",
            with(local(),
                 [](auto &i) {
                     i.operation = Operation::Push;
                     i.operationSince = now.addSecs(-2);
                 }),
            LinkState::Busy, "Pushing, 2 s");
        row("failed",
            with(local(),
                 [](auto &i) {
                     i.failure = client::OperationFailure{.operation = Operation::Push};
                 }),
            LinkState::Failed, "Push failed…");
        const WorktreeInfo cloudOnly = with(running(), [](auto &i) { i.path.clear(); });
        row("cloud only", cloudOnly, LinkState::ToLeft, "Create local worktree");
        row("of no known repository", with(cloudOnly, [](auto &i) { i.hasRemote = false; }),
            LinkState::Unknown, "No local worktree");
        row("creating the worktree",
            with(cloudOnly,
                 [](auto &i) {
                     i.operation = Operation::CreateWorktree;
                     i.operationSince = now.addSecs(-2);
                 }),
            LinkState::Busy, "Creating, 2 s");
        row("without a worktree after all",
            with(cloudOnly,
                 [](auto &i) {
                     i.failure = client::OperationFailure{.operation = Operation::CreateWorktree};
                 }),
            LinkState::Failed, "Creating the worktree failed…");
    }

    void localLink()
    {
        QFETCH(WorktreeInfo, info);
        QFETCH(LinkState, state);
        QFETCH(QString, words);
        const SyncLinkView view = syncBarOf(info, context).localRemote;
        QCOMPARE(view.state, state);
        QCOMPARE(view.words, words);
    }

    void cloudLink_data()
    {
        QTest::addColumn<WorktreeInfo>("info");
        QTest::addColumn<LinkState>("state");
        QTest::addColumn<QString>("words");
        const auto row
            = [](const char *name, const WorktreeInfo &info, LinkState state, const char *words) {
                  QTest::newRow(name) << info << state << QString::fromUtf8(words);
              };
        row("none", local(), LinkState::NoCloud, "No cloud yet");
        row("provisioning", cloud(WorkspaceStatus::Provisioning), LinkState::Unknown,
            "Waiting for the clone");
        row("failed", cloud(WorkspaceStatus::Error), LinkState::Unknown, "Not cloned yet");
        row("not asked yet", cloud(WorkspaceStatus::Running), LinkState::Unknown, "Asking the VM");
        row("no guest",
            with(cloud(WorkspaceStatus::Running), [](auto &i) { i.guestProblem = i.path; }),
            LinkState::Unknown, "Only a shell");
        row("in step", running(), LinkState::InStep, "In step");
        row("ahead", running({2, 0}), LinkState::ToLeft, "Push 2 from cloud");
        row("behind", running({0, 1}), LinkState::ToRight, "Pull 1 in cloud");
        row("diverged", running({3, 2}), LinkState::Diverged, "2 here, 3 there…");
        row("not heard of", with(running({0, 1}), [](auto &i) { i.cloudReachable = false; }),
            LinkState::Unknown, "Last known: 1 to pull");
        const auto unpushed = [](int commits) {
            return with(running({commits, 0}), [](auto &i) { i.cloudGit->atRemote = false; });
        };
        row("never pushed", unpushed(1), LinkState::ToLeft, "Push branch from cloud");
        row("nothing to push yet", unpushed(0), LinkState::Unknown, "Not pushed yet");
        row("never pushed, not heard of",
            with(unpushed(1), [](auto &i) { i.cloudReachable = false; }), LinkState::Unknown,
            "Last known: not pushed");
        row("no key", with(running({0, 1}), [](auto &i) { i.cloudGit->problem = i.path; }),
            LinkState::Unknown, "Last known: 1 to pull");
    }

    void cloudLink()
    {
        QFETCH(WorktreeInfo, info);
        QFETCH(LinkState, state);
        QFETCH(QString, words);
        const SyncLinkView view = syncBarOf(info, context).remoteCloud;
        QCOMPARE(view.state, state);
        QCOMPARE(view.words, words);
    }

    void menuOfALocalWorktree()
    {
        const QList<Action> actions = actionsOf(local(), true);
        QList<ActionKind> kinds;
        for (const Action &action : actions) {
            kinds << action.kind;
            QVERIFY2(action.enabled, qPrintable(action.whyNot));
        }
        QCOMPARE(kinds,
                 (QList{ActionKind::OpenTerminal, ActionKind::EnableCloud, ActionKind::OpenFolder,
                        ActionKind::CopyPath, ActionKind::CopyBranch}));
        const auto detached = actionsOf(with(local(), [](auto &i) { i.branch.clear(); }), true);
        QVERIFY(!findAction(detached, ActionKind::EnableCloud)->enabled);
        QVERIFY(!findAction(detached, ActionKind::EnableCloud)->whyNot.isEmpty());
    }

    void menuOfACloudOnlyWorkspace()
    {
        const WorktreeInfo info = with(running(), [](auto &i) { i.path.clear(); });
        const auto create = [](const WorktreeInfo &row) {
            return findAction(actionsOf(row, true), ActionKind::CreateWorktree)->whyNot;
        };
        QCOMPARE(create(info), QString());
        QVERIFY(!create(with(info, [](auto &i) { i.hasRemote = false; })).isEmpty());
        QVERIFY(!create(with(info, [](auto &i) {
                     i.operation = Operation::CreateWorktree;
                 })).isEmpty());
        for (const ActionKind local :
             {ActionKind::OpenTerminal, ActionKind::OpenFolder, ActionKind::CopyPath})
            QVERIFY(!findAction(actionsOf(info, true), local));
        QVERIFY(!findAction(actionsOf(running(), true), ActionKind::CreateWorktree));
    }

    /// The clock was put back: all that has been seen lies in the future.
    void aClockThatJumpsCountsNothingBackwards()
    {
        RowContext early = context;
        early.now = now.addDays(-400);
        const WorktreeInfo info = with(running(), [](auto &i) {
            i.checkedAt = now;
            i.operation = Operation::Push;
            i.operationSince = now;
            i.cloudReachable = false;
        });
        const SyncBarView bar = syncBarOf(info, early);
        static const QRegularExpression below(QStringLiteral("-\\d"));
        for (const QString &words :
             {bar.localRemote.words, bar.remoteCloud.words, bar.checked, bar.cloud.tip,
              headerOf(info, early).reason, markTip(info, early)})
            QVERIFY2(!words.contains(below), qPrintable(words));
        QCOMPARE(bar.localRemote.words, QStringLiteral("Pushing, 0 s"));
    }

    void menuFollowsTheStateMachine_data()
    {
        QTest::addColumn<WorkspaceStatus>("status");
        QTest::addColumn<PendingAction>("pending");
        QTest::addColumn<QList<ActionKind>>("possible");
        using enum ActionKind;
        const auto row = [](const char *name, WorkspaceStatus status, PendingAction pending,
                            const QList<ActionKind> &possible) {
            QTest::newRow(name) << status << pending << possible;
        };
        row("running", WorkspaceStatus::Running, PendingAction::None,
            {Connect, Pause, Stop, Delete});
        row("paused", WorkspaceStatus::Paused, PendingAction::None,
            {Connect, Resume, Stop, Delete});
        row("stopped", WorkspaceStatus::Stopped, PendingAction::None, {Connect, Resume, Delete});
        row("failed", WorkspaceStatus::Error, PendingAction::None, {Retry, Delete});
        row("provisioning", WorkspaceStatus::Provisioning, PendingAction::None, {Delete});
        row("pausing", WorkspaceStatus::Running, PendingAction::Pause, {Connect, Delete});
        row("deleting", WorkspaceStatus::Running, PendingAction::Delete, {});
    }

    void menuFollowsTheStateMachine()
    {
        QFETCH(WorkspaceStatus, status);
        QFETCH(PendingAction, pending);
        QFETCH(QList<ActionKind>, possible);
        const QList<Action> actions = actionsOf(cloud(status, pending), true);
        using enum ActionKind;
        for (ActionKind kind : {Connect, Pause, Resume, Stop, Retry, Delete}) {
            const Action *action = findAction(actions, kind);
            QVERIFY(action);
            QVERIFY2(action->enabled == possible.contains(kind), qPrintable(actionWords(kind)));
            QCOMPARE(action->whyNot.isEmpty(), action->enabled);
        }
    }

    void theAgentIsLentOnlyWhereTheMenuSaysSo()
    {
        const auto agent = [](bool lent) {
            return *findAction(actionsOf(running(), true, lent), ActionKind::ToggleAgent);
        };
        QCOMPARE(agent(false).checked, std::optional(false));
        QCOMPARE(agent(true).checked, std::optional(true));
        QVERIFY(!agent(false).hint.isEmpty());
        QVERIFY(!findAction(actionsOf(local(), true), ActionKind::ToggleAgent));
    }

    void rowsSayWhatGoesOn()
    {
        WorktreeInfo info = cloud(WorkspaceStatus::Provisioning);
        info.cloud->step = ProvisioningStep::Cloning;
        info.cloud->stepStartedAt = now.addSecs(-8);
        QCOMPARE(rowOf(info, context).activity, QStringLiteral("Cloning 8 s"));
        QCOMPARE(rowOf(info, context).mark, Mark::Provisioning);
        QCOMPARE(rowOf(cloud(WorkspaceStatus::Error), context).activity, QStringLiteral("Failed"));
        QVERIFY(rowOf(running({0, 1}), context).cloudDiffers);
        QCOMPARE(rowOf(running({0, 1}), context).cloudTip,
                 QStringLiteral("In the cloud, 1 commit behind GitHub."));
        RowContext away = context;
        away.backendAnswers = false;
        QCOMPARE(rowOf(running(), away).mark, Mark::Unreachable);
        QCOMPARE(repositoryOfRow(repositoryRowId(7)), std::optional<qint64>(7));
        QVERIFY(!repositoryOfRow(local().id));
    }

    void pagesFit()
    {
        using Page = WorkspacePane::Page;
        QCOMPARE(pageOf(local()), Page::Terminals);
        QCOMPARE(pageOf(cloud(WorkspaceStatus::Provisioning)), Page::Provisioning);
        QCOMPARE(pageOf(cloud(WorkspaceStatus::Error)), Page::Error);
        QCOMPARE(pageOf(cloud(WorkspaceStatus::Paused)), Page::Terminals);
    }

    void provisioningHasTimesAndParts()
    {
        WorktreeInfo info = cloud(WorkspaceStatus::Provisioning);
        info.changed = 2;
        info.cloud->step = ProvisioningStep::Cloning;
        info.cloud->stepStartedAt = now.addSecs(-6);
        info.cloud->stepDetail = QStringLiteral("Receiving objects: 4,812 of 7,760, 18.4 MB");
        const StepStarts starts{{ProvisioningStep::CreatingVm, now.addMSecs(-7100)},
                                {ProvisioningStep::WaitingForSsh, now.addMSecs(-6400)},
                                {ProvisioningStep::Cloning, now.addMSecs(-6000)}};
        const ProvisioningView view = provisioningOf(info, starts, now);
        WorktreeInfo asked = cloud(WorkspaceStatus::Provisioning);
        QCOMPARE(provisioningOf(asked, {}, now).steps[0].time, QStringLiteral("2 h"));
        QCOMPARE(view.steps.size(), 4);
        QCOMPARE(view.steps[0].time, QStringLiteral("0.7 s"));
        QCOMPARE(view.steps[1].state, StepState::Done);
        QCOMPARE(view.steps[2].name, QStringLiteral("Cloning acme/shop"));
        QCOMPARE(view.steps[2].time, QStringLiteral("6 s"));
        QVERIFY(std::abs(view.steps[2].part - 0.62) < 0.01);
        QCOMPARE(view.steps[3].state, StepState::Waiting);
        QCOMPARE(view.notice->sentence,
                 QStringLiteral("2 uncommitted files stay on this computer."));
    }

    void provisioningIsLogged()
    {
        WorktreeInfo info = cloud(WorkspaceStatus::Provisioning);
        ProvisioningLog log;
        log.take(info, now);
        QVERIFY(log.text().isEmpty());
        info.cloud->step = ProvisioningStep::CreatingVm;
        info.cloud->stepStartedAt = now.addSecs(-5);
        log.take(info, now.addSecs(-5));
        info.cloud->step = ProvisioningStep::Cloning;
        info.cloud->stepStartedAt = now.addSecs(-3);
        for (const char *words : {"Receiving objects: 10 %", "Receiving objects: 62 %",
                                  "Receiving objects: 62 %", "\x1b[31mfatal:\tno\r\nsecond"}) {
            info.cloud->stepDetail = QString::fromUtf8(words);
            log.take(info, now);
        }
        QStringList lines = log.text().split(u'\n');
        for (QString &line : lines)
            line.remove(0, 10);
        QCOMPARE(lines,
                 (QStringList{QStringLiteral("Creating VM"), QStringLiteral("Cloning acme/shop"),
                              QStringLiteral("    Receiving objects: 62 %"),
                              QStringLiteral("    [31mfatal: no"), QStringLiteral("    second")}));
        QCOMPARE(log.starts().value(ProvisioningStep::Cloning), now.addSecs(-3));
        info.cloud->status = WorkspaceStatus::Error;
        info.cloud->statusMessage = QStringLiteral("GitHub did not answer.");
        log.take(info, now);
        QVERIFY(errorOf(info, log.text()).details.contains(info.cloud->statusMessage));
    }

    void strangersWordsAreCleaned()
    {
        QCOMPARE(cleanWords(QString::fromUtf8("a\x1b]0;b\x07\u202Ec\n d"), 64),
                 QStringLiteral("a ]0;b c d"));
        QCOMPARE(cleanWords(QString(5000, u'x'), 64).size(), 64);
        QVERIFY(cleanWords(QString::fromUtf8("x😀😀"), 3).endsWith(u"x…"));
    }

    void headerSaysWhenItPauses_data()
    {
        QTest::addColumn<int>("idle");
        QTest::addColumn<QString>("reason");
        QTest::addColumn<int>("pace");
        QTest::newRow("just active") << 30 << QString() << 60;
        QTest::newRow("idle") << 18 * 60 << QStringLiteral("pauses in 12 min") << 60;
        QTest::newRow("soon") << 30 * 60 - 40 << QStringLiteral("pauses in 40 s") << 1;
        QTest::newRow("due") << 31 * 60 << QString() << 1;
    }

    void headerSaysWhenItPauses()
    {
        QFETCH(int, idle);
        QFETCH(int, pace);
        WorktreeInfo info = running();
        info.cloud->lastActiveAt = now.addSecs(-idle);
        QTEST(headerOf(info, context).reason, "reason");
        QCOMPARE(paceOf(info, now).count(), pace);
        info.cloud->awakeReason = QStringLiteral("claude");
        QCOMPARE(headerOf(info, context).reason, QStringLiteral("awake: claude is working"));
        info.cloud->awakeReason = QString::fromUtf8("npm test\x1b[2J\n");
        QCOMPARE(headerOf(info, context).reason, QStringLiteral("awake: npm test [2J is running"));
        info.cloudReachable = false;
        QCOMPARE(headerOf(info, context).reason, QStringLiteral("last heard 18 s ago"));
        QCOMPARE(paceOf(info, now).count(), 1);
    }

    void errorsHaveANextStep()
    {
        WorktreeInfo info = cloud(WorkspaceStatus::Error);
        info.cloud->step = ProvisioningStep::Cloning;
        info.cloud->statusMessage = QStringLiteral("The VM could not reach GitHub.");
        const ErrorView view = errorOf(info);
        QCOMPARE(view.title, QStringLiteral("acme/shop could not be cloned"));
        QVERIFY(view.why.startsWith(info.cloud->statusMessage));
        QCOMPARE(view.remedies.first().id, QStringLiteral("send"));
        QCOMPARE(view.retry, QStringLiteral("Retry cloning"));
    }

    void placesFollowTheProvider()
    {
        client::BackendInfo backend;
        QVERIFY(!placeOf(backend).sentence.contains(u"sandbox"));
        backend.providers = {{.type = QStringLiteral("docker"), .isDefault = true},
                             {.type = QStringLiteral("sandbox")}};
        QVERIFY(placeOf(backend).sentence.contains(u"Docker"));
        backend.providers[0].isDefault = false;
        backend.providers[1].isDefault = true;
        QVERIFY(placeOf(backend).sentence.contains(u"sandbox"));
        backend.bundled = false;
        backend.label = QStringLiteral("sky.example.org");
        QVERIFY(placeOf(backend).sentence.contains(backend.label));
    }

    void deleteNamesWhatIsLost()
    {
        client::LossReport report{.known = true, .asOf = now.addSecs(-20)};
        report.commits = {QStringLiteral("7d1c0e4 Rotate the session id")};
        report.commitCount = 5;
        DeleteView view = deleteViewOf(running(), report, now);
        QCOMPARE(view.read, QStringLiteral("Read from the VM 20 s ago."));
        QCOMPARE(deleteViewOf(running(), report, now.addSecs(-19)).read,
                 QStringLiteral("Read from the VM just now."));
        QCOMPARE(view.losses.size(), 1);
        QCOMPARE(view.losses[0].title, QStringLiteral("5 commits that were never pushed"));
        QCOMPARE(view.losses[0].lines.size(), 5);
        QCOMPARE(view.losses[0].lines[0].exact, QStringLiteral("7d1c0e4"));
        QCOMPARE(view.save, QStringLiteral("Push 5 commits first"));
        QVERIFY(deleteViewOf(running(), {.known = true}, now).losses.isEmpty());
        view = deleteViewOf(cloud(WorkspaceStatus::Stopped), {.asOf = now.addSecs(-60)}, now);
        QCOMPARE(view.read,
                 QStringLiteral("Could not look inside: the VM is stopped. Last seen "
                                "1 min ago. All was pushed then."));
        view = deleteViewOf(running(), {}, now);
        QVERIFY(!view.known);
        QVERIFY(view.read.startsWith(QStringLiteral("Could not look inside")));
    }
};

QTEST_MAIN(TestViews)
#include "tst_views.moc"
