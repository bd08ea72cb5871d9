// SPDX-License-Identifier: GPL-3.0-or-later
#include "samples.h"

#include "ui/views/divergedviews.h"

#include <QCoreApplication>

namespace skybranch::ui::samples {
namespace {

/// What a view would say: it changes with the language.
QString words(const char *text)
{
    return QCoreApplication::translate("Samples", text);
}

WorktreeRow local(const QString &branch, int uncommitted = 0, int ahead = 0, int behind = 0)
{
    return {.id = branch,
            .branch = branch,
            .uncommitted = uncommitted,
            .ahead = ahead,
            .behind = behind,
            .markTip = QStringLiteral("Only on this computer."),
            .actions = localActions()};
}

WorktreeRow cloud(const QString &branch, Mark mark, const QString &activity = {}, int ahead = 0,
                  int behind = 0, bool differs = false)
{
    return {.id = branch,
            .branch = branch,
            .mark = mark,
            .activity = activity,
            .ahead = ahead,
            .behind = behind,
            .inCloud = true,
            .cloudDiffers = differs,
            .markTip = markWord(mark),
            .cloudTip = QStringLiteral("In the cloud, 1 commit behind GitHub."),
            .actions = cloudActions()};
}

} // namespace

QString longName()
{
    return QStringLiteral("feature/a-very-long-branch-name-that-somebody-made-from-the-whole-title-"
                          "of-an-issue-and-then-some-v2");
}

QList<Action> cloudActions()
{
    return {{ActionKind::Connect},
            {ActionKind::OpenTerminal},
            {ActionKind::Pause},
            {ActionKind::Resume, false, QStringLiteral("It is running.")},
            {ActionKind::Stop},
            {ActionKind::Retry, false, QStringLiteral("Nothing has failed.")},
            {ActionKind::SendToCloud, false,
             QStringLiteral("A fixer session is at work in this worktree.\nWait until it ends, or "
                            "stop it in its tab.")},
            {ActionKind::PullFromCloud},
            {ActionKind::OpenFolder},
            {ActionKind::CopyPath},
            {ActionKind::CopyBranch},
            {ActionKind::CopySshCommand},
            {ActionKind::ToggleSync},
            {.kind = ActionKind::ToggleAgent, .checked = true},
            {ActionKind::Delete}};
}

QList<Action> localActions()
{
    return {{ActionKind::OpenTerminal},
            {ActionKind::EnableCloud},
            {ActionKind::OpenFolder},
            {ActionKind::CopyPath},
            {ActionKind::CopyBranch}};
}

QList<RepositoryRow> repositories()
{
    WorktreeRow main2 = local(QStringLiteral("main"));
    main2.id = QStringLiteral("api/main");
    WorktreeRow main3 = main2;
    main3.id = QStringLiteral("tools/main");
    return {{QStringLiteral("shop"),
             QStringLiteral("acme/shop"),
             {local(QStringLiteral("main")),
              cloud(QStringLiteral("feature/login"), Mark::Running, {}, 2, 0, true),
              cloud(QStringLiteral("feature/checkout-v2"), Mark::Provisioning,
                    QStringLiteral("Cloning 8 s")),
              cloud(QStringLiteral("fix/cart-totals"), Mark::Paused, {}, 0, 1),
              local(QStringLiteral("docs/returns-policy"), 3),
              cloud(QStringLiteral("chore/upgrade-vite"), Mark::Stopped)}},
            {QStringLiteral("api"),
             QStringLiteral("acme/api"),
             {main2, cloud(QStringLiteral("feature/webhook-retries"), Mark::Running, {}, 2, 3),
              local(QStringLiteral("fix/rate-limit-headers"), 0, 1)}},
            {QStringLiteral("tools"),
             QStringLiteral("acme/tools"),
             {main3,
              cloud(QStringLiteral("spike/log-viewer"), Mark::Error, QStringLiteral("Failed"))}}};
}

QList<RepositoryRow> manyRepositories()
{
    QList<RepositoryRow> rows = repositories();
    rows[0].worktrees.append(local(longName(), 38, 12, 104));
    rows[0].worktrees.append(local(QString::fromUtf8("日本語/チェックアウト-改善")));
    rows[0].worktrees.append(
        cloud(QStringLiteral("chore/visual-baselines"), Mark::Pausing, QStringLiteral("Pausing")));
    for (int i = rows[0].worktrees.size() + 5; i < 100; ++i)
        rows[0].worktrees.append(
            local(QStringLiteral("feature/idea-%1").arg(i), i % 4, i % 3, i % 5));
    return rows;
}

QList<WorktreeRow> cloudOnly()
{
    return {cloud(QStringLiteral("spike/search"), Mark::Paused),
            cloud(QStringLiteral("experiment/vector-index"), Mark::Stopped)};
}

BackendView backend()
{
    return {.words = words("Backend: this computer"), .count = words("2 running")};
}

HeaderView header()
{
    return {.repository = QStringLiteral("acme/shop"),
            .branch = QStringLiteral("feature/login"),
            .mark = Mark::Running,
            .reason = words("awake: claude is working"),
            .action = ActionKind::Pause,
            .actions = cloudActions()};
}

SyncBarView syncBar()
{
    return {.local = {words("Local")},
            .remote = {words("GitHub")},
            .cloud = {words("Cloud"), 1},
            .localRemote
            = {LinkState::ToRight, words("Push 2 commits"), words("Push 2"), words("git push")},
            .remoteCloud = {LinkState::ToRight, words("Pull 1 in cloud"), words("Pull 1"),
                            words("git pull --ff-only")},
            .checked = words("Checked 8 s ago")};
}

HeaderView divergedHeader()
{
    HeaderView view = header();
    view.repository = QStringLiteral("acme/api");
    view.branch = QStringLiteral("feature/webhook-retries");
    view.reason = words("pauses in 12 min");
    return view;
}

SyncBarView divergedSyncBar()
{
    SyncBarView view = syncBar();
    view.cloud.uncommitted = 0;
    view.localRemote = {LinkState::Diverged, words("2 here, 3 there…"), words("2, 3…")};
    view.remoteCloud = {.state = LinkState::InStep, .words = words("In step")};
    return view;
}

ProvisioningView provisioning()
{
    return {.title = words("Moving feature/checkout-v2 to the cloud"),
            .line = words("A terminal opens here by itself when it is ready. You can go "
                          "on working elsewhere."),
            .steps
            = {{words("Creating VM"), words("Docker on this computer, 2 CPUs, 4 GB"),
                words("0.7 s"), StepState::Done},
               {words("Waiting for SSH"), words("Host key pinned: SHA256:uNiV…mU8k"),
                words("0.4 s"), StepState::Done},
               {words("Cloning acme/shop"), words("Receiving objects: 4,812 of 7,760, 18.4 MB"),
                words("6.9 s"), StepState::Active, 0.62},
               {words("Ready")}},
            .log = words("Cloning into '/workspace/shop'..."),
            .notice = NoticeView{NoticeView::Kind::Info,
                                 words("2 uncommitted files stay on this computer."),
                                 words("Only commits travel. Commit and push them, and "
                                       "the cloud pulls within 30 s."),
                                 {}}};
}

ErrorView error()
{
    return {.title = words("GitHub did not accept this VM's key"),
            .why = words("The VM runs, but it could not clone acme/tools: its key is not "
                         "registered there. Nothing on this computer was changed."),
            .remedies = {{QStringLiteral("register"), Icon::Key, words("Register the key for me"),
                          words("Adds a deploy key to acme/tools, with your own gh login."),
                          words("Register and retry")},
                         {QStringLiteral("copy"), Icon::Copy, words("Register it yourself"),
                          words("Copy the public key, add it on GitHub, then press Retry."),
                          words("Copy public key")},
                         {QStringLiteral("send"), Icon::CloudUp, words("Send the branch from here"),
                          words("Ready in seconds. Cloud push and pull still wait for a "
                                "key."),
                          words("Send from here")}},
            .retry = words("Retry cloning"),
            .details = words("Creating VM       done    0.6 s\n"
                             "Waiting for SSH   done    0.4 s\n"
                             "Cloning           failed  2.1 s\n"
                             "git@github.com: Permission denied (publickey).\n"
                             "fatal: Could not read from remote repository."),
            .detailsOpen = true};
}

DivergedView diverged(bool dirty)
{
    const QDateTime now
        = QDateTime::fromString(QStringLiteral("2026-03-04T12:00:00Z"), Qt::ISODate);
    const auto commit = [now](const char *id, const char *summary, const char *author, int minutes,
                              bool mine = false) {
        return domain::CommitSummary{QString::fromLatin1(id), QString::fromLatin1(summary),
                                     QString::fromLatin1(author), now.addSecs(-60 * minutes), mine};
    };
    client::WorktreeInfo info;
    info.remoteLabel = QStringLiteral("GitHub");
    const QStringList manyFiles{
        QStringLiteral("src/webhooks/retry.ts"),
        QStringLiteral(
            "packages/backend/services/webhooks/test/fixtures/deliveries-with-back-off.json"),
        QStringLiteral("src/webhooks/metrics.ts")};
    const domain::Divergence divergence{
        .upstream = QStringLiteral("origin/feature/webhook-retries"),
        .here = {commit("5be0d17", "Sign webhook payloads with the new key", "", 12, true),
                 commit("0c77e43", "Store the last attempt per endpoint", "", 60, true)},
        .there = {commit("f2a9b60", "Give up after 24 hours, and tell the owner", "a teammate", 8),
                  commit("8813cde", "Count retries in metrics", "a teammate", 40),
                  commit("e70b5f4", "Fix flaky webhook timeout test", "a bot", 180)},
        .hereCount = 2,
        .thereCount = 3,
        .base = commit("a41c9e2", "Retry webhooks with back-off", "a teammate", 1100),
        .files = dirty ? manyFiles : manyFiles.first(1),
        .fileCount = dirty ? 7 : 1,
        .uncommitted = dirty ? 2 : 0};
    return divergedOf(info, DivergedPlace::Local, divergence, now);
}

NewWorkspaceView newWorkspace()
{
    return {.repositories
            = {{.id = 1, .name = QStringLiteral("acme/shop"), .remote = QStringLiteral("GitHub")}},
            .chosen = 1,
            .providers
            = {{.type = QStringLiteral("docker"),
                .name = words("Docker"),
                .words = words("Isolated from this computer. Pause keeps processes and memory. "
                               "CPU and memory are limited."),
                .personal = true},
               {.type = QStringLiteral("sandbox"),
                .name = words("Sandbox on this computer"),
                .words = words("Shares this computer; no protection from its code.")}}};
}

client::BranchList branches()
{
    const QDateTime now = QDateTime::currentDateTimeUtc();
    return {.branches = {{.name = QStringLiteral("main"), .isRemote = true, .when = now},
                         {.name = QStringLiteral("feature/cart-drawer"),
                          .isLocal = true,
                          .isRemote = true,
                          .when = now.addDays(-2)},
                         {.name = longName(), .isLocal = true, .when = now.addDays(-62)}},
            .defaultBranch = QStringLiteral("main")};
}

QList<Command> commands()
{
    QList<Command> list;
    for (const Action &action : cloudActions())
        list << Command{.id = QString::number(int(action.kind)),
                        .words = actionWords(action.kind) + QStringLiteral(" feature/login"),
                        .context = QStringLiteral("acme/shop"),
                        .icon = actionIcon(action.kind),
                        .whyNot = action.enabled ? QString() : action.whyNot};
    list << Command{.id = longName(),
                    .group = Command::Group::Workspaces,
                    .words = longName(),
                    .context = words("acme/api, running, awake: claude is working"),
                    .mark = Mark::Running};
    return list;
}

QByteArray terminalOutput()
{
    const QByteArray prompt = "\x1b[32mdev@shop\x1b[0m:\x1b[34m/workspace/shop\x1b[0m "
                              "\x1b[35mfeature/login\x1b[0m \x1b[90m$\x1b[0m ";
    return prompt
        + "git log --oneline --graph -3\r\n"
          "\x1b[31m*\x1b[0m \x1b[33m7d1c0e4 (\x1b[1;36mHEAD -> \x1b[1;32mfeature/login\x1b[0m"
          "\x1b[33m)\x1b[0m Rotate the session id after sign-in\r\n"
          "\x1b[31m*\x1b[0m \x1b[33m3fa92b7\x1b[0m Rate-limit the login form to 5 tries a "
          "minute\r\n"
          "\x1b[31m*\x1b[0m \x1b[33mc08e5d1\x1b[0m Add \"remember this device\"\r\n"
        + prompt
        + "npm test -- --run src/auth src/cart\r\n\r\n"
          " \x1b[1;34mRUN\x1b[0m  \x1b[90mv3.2.4 /workspace/shop\x1b[0m\r\n\r\n"
          " \x1b[32m\xe2\x9c\x93\x1b[0m src/auth/password.test.ts \x1b[90m(11 tests)\x1b[0m "
          "96ms\r\n"
          " \x1b[31m\xe2\x9d\xaf\x1b[0m src/cart/totals.test.ts \x1b[90m(9 tests | "
          "\x1b[31m1 failed\x1b[90m)\x1b[0m 38ms\r\n\r\n"
        + prompt;
}

PortsView ports()
{
    const QUrl url(QStringLiteral("http://localhost:3000/"));
    return {.hasVm = true,
            .ports = {{.port = 3000,
                       .program = QStringLiteral("node"),
                       .address = QStringLiteral("localhost:3000"),
                       .url = url,
                       .canStop = true},
                      {.port = 5173, .program = QStringLiteral("vite")},
                      {.port = 5432,
                       .program = QStringLiteral("postgres"),
                       .address = QStringLiteral("localhost:41873"),
                       .url = url,
                       .canStop = true},
                      {.port = 8080,
                       .program = QStringLiteral("nothing listens now"),
                       .address = QStringLiteral("localhost:8080"),
                       .url = url,
                       .canStop = true,
                       .problem = QStringLiteral("Nothing answers at port 8080 of the machine. "
                                                 "Start the program there, then try again.")},
                      {.port = 49152, .program = longName()}},
            .hint = QStringLiteral("A forwarded port answers on this computer alone, and keeps "
                                   "its address.")};
}

} // namespace skybranch::ui::samples
