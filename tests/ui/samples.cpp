// SPDX-License-Identifier: GPL-3.0-or-later
#include "samples.h"

namespace skybranch::ui::samples {
namespace {

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
    return {.words = QStringLiteral("Backend: this computer"),
            .count = QStringLiteral("2 running")};
}

HeaderView header()
{
    return {.repository = QStringLiteral("acme/shop"),
            .branch = QStringLiteral("feature/login"),
            .mark = Mark::Running,
            .reason = QStringLiteral("awake: claude is working"),
            .action = ActionKind::Pause,
            .actions = cloudActions()};
}

SyncBarView syncBar()
{
    return {.local = {QStringLiteral("Local")},
            .remote = {QStringLiteral("GitHub")},
            .cloud = {QStringLiteral("Cloud"), 1},
            .localRemote = {LinkState::ToRight, QStringLiteral("Push 2 commits"),
                            QStringLiteral("Push 2"), QStringLiteral("git push")},
            .remoteCloud = {LinkState::ToRight, QStringLiteral("Pull 1 in cloud"),
                            QStringLiteral("Pull 1"), QStringLiteral("git pull --ff-only")},
            .checked = QStringLiteral("Checked 8 s ago")};
}

ProvisioningView provisioning()
{
    return {
        .title = QStringLiteral("Moving feature/checkout-v2 to the cloud"),
        .line = QStringLiteral("A terminal opens here by itself when it is ready. You can go "
                               "on working elsewhere."),
        .steps
        = {{QStringLiteral("Creating VM"), QStringLiteral("Docker on this computer, 2 CPUs, 4 GB"),
            QStringLiteral("0.7 s"), StepState::Done},
           {QStringLiteral("Waiting for SSH"), QStringLiteral("Host key pinned: SHA256:uNiV…mU8k"),
            QStringLiteral("0.4 s"), StepState::Done},
           {QStringLiteral("Cloning acme/shop"),
            QStringLiteral("Receiving objects: 4,812 of 7,760, 18.4 MB"), QStringLiteral("6.9 s"),
            StepState::Active, 0.62},
           {QStringLiteral("Ready")}},
        .log = QStringLiteral("Cloning into '/workspace/shop'..."),
        .notice = NoticeView{NoticeView::Kind::Info,
                             QStringLiteral("2 uncommitted files stay on this computer."),
                             QStringLiteral("Only commits travel. Commit and push them, and "
                                            "the cloud pulls within 30 s."),
                             {}}};
}

ErrorView error()
{
    return {.title = QStringLiteral("GitHub did not accept this VM's key"),
            .why = QStringLiteral("The VM runs, but it could not clone acme/tools: its key is not "
                                  "registered there. Nothing on this computer was changed."),
            .remedies
            = {{QStringLiteral("register"), Icon::Key, QStringLiteral("Register the key for me"),
                QStringLiteral("Adds a deploy key to acme/tools, with your own gh login."),
                QStringLiteral("Register and retry")},
               {QStringLiteral("copy"), Icon::Copy, QStringLiteral("Register it yourself"),
                QStringLiteral("Copy the public key, add it on GitHub, then press Retry."),
                QStringLiteral("Copy public key")},
               {QStringLiteral("send"), Icon::CloudUp, QStringLiteral("Send the branch from here"),
                QStringLiteral("Ready in seconds. Cloud push and pull still wait for a "
                               "key."),
                QStringLiteral("Send from here")}},
            .retry = QStringLiteral("Retry cloning"),
            .details = QStringLiteral("Creating VM       done    0.6 s\n"
                                      "Waiting for SSH   done    0.4 s\n"
                                      "Cloning           failed  2.1 s\n"
                                      "git@github.com: Permission denied (publickey).\n"
                                      "fatal: Could not read from remote repository."),
            .detailsOpen = true};
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

} // namespace skybranch::ui::samples
