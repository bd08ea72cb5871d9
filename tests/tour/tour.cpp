// SPDX-License-Identifier: GPL-3.0-or-later
#include "tour.h"

#include "clouddb/database.h"
#include "clouddb/embeddedpostgres.h"
#include "support/result.h"
#include "ui/terminal/terminalview.h"

#include <QClipboard>
#include <QDir>
#include <QElapsedTimer>
#include <QFile>
#include <QGuiApplication>
#include <QJsonObject>
#include <QLabel>
#include <QTreeView>

namespace skybranch::tour {
namespace {

constexpr int seenMs = 35'000; // at the latest when the other side asks the remote, every 30 s

/// What a person reads on a label or a button.
QString wordsOf(const QString &name)
{
    const QWidget *widget = Hand::find(name);
    return widget ? widget->property("text").toString() : QString();
}

QModelIndex findRow(const QAbstractItemModel &model, const QString &branch,
                    const QModelIndex &parent = {})
{
    for (int row = 0; row < model.rowCount(parent); ++row) {
        const QModelIndex index = model.index(row, 0, parent);
        if (index.data(Qt::DisplayRole).toString() == branch)
            return index;
        if (const QModelIndex below = findRow(model, branch, index); below.isValid())
            return below;
    }
    return {};
}

/// Rows of @p table in the backend's own database, whoever they belong to; -1 when it can not be
/// read.
int rowsOf(const QString &backendFolder, const QString &table)
{
    clouddb::EmbeddedPostgres postgres(backendFolder + QStringLiteral("/postgres"));
    const auto url = test::await(postgres.start());
    if (!url)
        return -1;
    clouddb::Database database(*url, 1);
    const auto count
        = test::await(database.run(QStringLiteral("tour.count"),
                                   [sql = QStringLiteral("SELECT count(*) FROM ")
                                        + table](clouddb::Transaction &transaction) -> Result<int> {
                                       const auto rows = transaction.exec(sql);
                                       if (!rows)
                                           return failure(rows);
                                       return int(rows->first().number(QLatin1StringView("count")));
                                   }));
    return count.value_or(-1);
}

} // namespace

Tour::Tour(Stage &stage, Hand &hand, Machines &machines, ui::Theme::Mode theme)
    : m_stage(stage)
    , m_hand(hand)
    , m_machines(machines)
    , m_theme(theme)
{
}

bool Tour::run()
{
    return step(QStringLiteral("first-start"), [this] { return firstStart(); })
        && step(QStringLiteral("choose-theme"), [this] { return chooseTheme(); })
        && step(QStringLiteral("add-repository"), [this] { return addRepository(); })
        && step(QStringLiteral("enable-cloud"), [this] { return enableCloud(); })
        && step(QStringLiteral("git-log"), [this] { return readLog(); })
        && step(QStringLiteral("give-key"), [this] { return giveKey(); })
        && step(QStringLiteral("push-from-cloud"), [this] { return pushFromCloud(); })
        && step(QStringLiteral("pull-at-home"), [this] { return pullAtHome(); })
        && step(QStringLiteral("push-from-home"), [this] { return pushFromHome(); })
        && step(QStringLiteral("seen-in-cloud"), [this] { return seenInCloud(); })
        && step(QStringLiteral("pause"), [this] { return pause(); })
        && step(QStringLiteral("connect"), [this] { return connectAgain(); })
        && step(QStringLiteral("stop"), [this] { return stop(); })
        && step(QStringLiteral("delete"), [this] { return remove(); })
        && step(QStringLiteral("new-workspace"), [this] { return newWorkspace(); })
        && step(QStringLiteral("warn-of-loss"), [this] { return warnOfLoss(); })
        && step(QStringLiteral("delete-and-lose"), [this] { return loseIt(); })
        && step(QStringLiteral("cancel"), [this] { return cancelMaking(); })
        && step(QStringLiteral("fail"), [this] { return failMaking(); })
        && step(QStringLiteral("retry"), [this] { return retryMaking(); })
        && step(QStringLiteral("delete-retried"), [this] { return removeRetried(); })
        && step(QStringLiteral("nothing-is-left"), [this] { return nothingIsLeft(); });
}

bool Tour::step(const QString &name, const std::function<bool()> &act)
{
    QElapsedTimer timer;
    timer.start();
    const bool ok = act();
    const qint64 ms = timer.elapsed();
    m_steps.append(QJsonObject{
        {QStringLiteral("name"), name},
        {QStringLiteral("ok"), ok},
        {QStringLiteral("ms"), ms},
        {QStringLiteral("screenshot"), m_hand.picture(name)},
    });
    qInfo("%s %s, %lld ms", ok ? "done:  " : "FAILED:", qPrintable(name), ms);
    if (!ok)
        reportMachines();
    return ok;
}

void Tour::reportMachines() const
{
    for (const QString &id : m_machines.ids())
        qInfo("%s\n%s", qPrintable(id), qPrintable(m_machines.report(id)));
}

QRect Tour::rowOf(const QString &branch) const
{
    const auto *tree = Hand::find<QTreeView>(QStringLiteral("worktreeTree"));
    if (!tree)
        return {};
    const QModelIndex index = findRow(*tree->model(), branch);
    if (!index.isValid())
        return {};
    const QRect rect = tree->visualRect(index);
    return {tree->viewport()->mapToGlobal(rect.topLeft()), rect.size()};
}

bool Tour::openMenuOf(const QString &branch)
{
    return Hand::waitFor([this, &branch] { return rowOf(branch).isValid(); })
        && m_hand.clickAt(rowOf(branch).center(), 3);
}

bool Tour::statusIs(const QString &word, int timeoutMs) const
{
    return Hand::waitFor([&word] { return wordsOf(QStringLiteral("headerStatus")) == word; },
                         timeoutMs);
}

bool Tour::screenHas(const QString &text, int timeoutMs) const
{
    return Hand::waitFor(
        [&text] {
            const auto *terminal = Hand::find<ui::TerminalView>(QStringLiteral("terminalFrame"));
            return terminal && terminal->screenText().contains(text);
        },
        timeoutMs);
}

bool Tour::typeCommand(const QString &command)
{
    return m_hand.type(command) && m_hand.key(QStringLiteral("Return"));
}

QString Tour::headInVm(const QString &branch) const
{
    const QStringList ids = m_machines.ids();
    return ids.size() == 1 ? m_machines.head(ids.first(), branch) : QString();
}

bool Tour::firstStart()
{
    return Hand::waitFor([] { return Hand::find(QStringLiteral("firstStart")) != nullptr; })
        && Hand::waitFor(
               [] {
                   return wordsOf(QStringLiteral("backendWords"))
                       .contains(QStringLiteral("this computer"));
               },
               60'000);
}

/// By the command palette, as everything can be done.
bool Tour::chooseTheme()
{
    const bool isDark = m_theme == ui::Theme::Mode::Dark;
    if (!m_hand.key(QStringLiteral("ctrl+shift+p"))
        || !Hand::waitFor([] { return Hand::find(QStringLiteral("paletteField")) != nullptr; })
        || !m_hand.type(isDark ? QStringLiteral("dark") : QStringLiteral("light")))
        return false;
    m_hand.picture(QStringLiteral("palette"));
    return m_hand.key(QStringLiteral("Return"))
        && Hand::waitFor([isDark] { return ui::Theme::instance().isDark() == isDark; });
}

bool Tour::addRepository()
{
    return m_hand.click(QStringLiteral("addRepository"))
        && m_hand.typeInto(QStringLiteral("repositoryPathField"), m_stage.cloneFolder())
        && m_hand.click(QStringLiteral("addRepositoryConfirm"))
        && Hand::waitFor([this] { return rowOf(m_stage.branch()).isValid(); });
}

bool Tour::enableCloud()
{
    if (!openMenuOf(m_stage.branch()))
        return false;
    m_hand.picture(QStringLiteral("context-menu"));
    if (!m_hand.chooseFromMenu(QStringLiteral("Enable Cloud Workspace")))
        return false;
    if (Hand::waitFor([] { return Hand::find(QStringLiteral("provisioningPane")) != nullptr; }))
        m_hand.picture(QStringLiteral("provisioning"));
    return statusIs(QStringLiteral("Running"), 60'000) && screenHas(QStringLiteral("$ "))
        && !headInVm(m_stage.branch()).isEmpty()
        && headInVm(m_stage.branch()) == m_stage.localHead();
}

bool Tour::readLog()
{
    return typeCommand(QStringLiteral("git log --oneline --graph -7"))
        && screenHas(QStringLiteral("Begin feature/login"));
}

/// A VM's push waits for its key: copy it from the window and let it in at the git host.
bool Tour::giveKey()
{
    if (!Hand::waitFor([] { return Hand::find(QStringLiteral("noticeLink")) != nullptr; }, 45'000))
        return false;
    m_hand.picture(QStringLiteral("key-notice"));
    QGuiApplication::clipboard()->clear();
    if (!m_hand.click(QStringLiteral("noticeLink")) || !Hand::waitFor([] {
            return QGuiApplication::clipboard()->text().startsWith(QStringLiteral("ssh-ed25519 "));
        }))
        return false;
    m_stage.remote().authorize(QGuiApplication::clipboard()->text());
    m_hand.picture(QStringLiteral("key-copied"));
    return m_hand.click(QStringLiteral("noticeLink"))
        && Hand::waitFor([] { return Hand::find(QStringLiteral("noticeLink")) == nullptr; });
}

bool Tour::pushFromCloud()
{
    const QString before = m_stage.remoteHead();
    if (!m_hand.click(QStringLiteral("terminal"))
        || !typeCommand(QStringLiteral("echo 'Written in the cloud.' >> login.md"))
        || !typeCommand(QStringLiteral("git commit -qam 'Write a line in the cloud' && git push")))
        return false;
    if (!Hand::waitFor([this, &before] { return m_stage.remoteHead() != before; }, 20'000))
        return false;
    m_cloudCommit = m_stage.remoteHead();
    return m_cloudCommit == headInVm(m_stage.branch());
}

/// The worktree is clean and has nothing of its own, so what the cloud pushed comes by itself.
bool Tour::pullAtHome()
{
    return Hand::waitFor([this] { return m_stage.localHead() == m_cloudCommit; }, seenMs)
        && QFile::exists(m_stage.worktree() + QStringLiteral("/login.md"))
        && m_stage.git({QStringLiteral("diff"), QStringLiteral("--quiet"), m_cloudCommit});
}

bool Tour::pushFromHome()
{
    QFile note(m_stage.worktree() + QStringLiteral("/home.md"));
    if (!note.open(QIODevice::WriteOnly) || note.write("Written at home.\n") < 0)
        return false;
    note.close();
    if (!m_stage.git({QStringLiteral("add"), QStringLiteral("-A")})
        || !m_stage.git({QStringLiteral("commit"), QStringLiteral("-q"), QStringLiteral("-m"),
                         QStringLiteral("Write a line at home")}))
        return false;
    m_homeCommit = m_stage.localHead();
    return m_hand.click(QStringLiteral("syncLinkLocalRemoteButton"))
        && Hand::waitFor([this] { return m_stage.remoteHead() == m_homeCommit; });
}

bool Tour::seenInCloud()
{
    return Hand::waitFor([this] { return headInVm(m_stage.branch()) == m_homeCommit; }, seenMs);
}

bool Tour::pause()
{
    return m_hand.click(QStringLiteral("primaryAction")) && statusIs(QStringLiteral("Paused"));
}

bool Tour::connectAgain()
{
    return m_hand.click(QStringLiteral("overlayButton")) && statusIs(QStringLiteral("Running"))
        && Hand::waitFor([] { return Hand::find(QStringLiteral("overlayButton")) == nullptr; })
        && m_hand.click(QStringLiteral("terminal"))
        && typeCommand(QStringLiteral("echo back-$((40+2))"))
        && screenHas(QStringLiteral("back-42"));
}

bool Tour::stop()
{
    return openMenuOf(m_stage.branch()) && m_hand.chooseFromMenu(QStringLiteral("Stop"))
        && statusIs(QStringLiteral("Stopped"));
}

bool Tour::openDeleteDialog(const QString &branch)
{
    return openMenuOf(branch) && m_hand.chooseFromMenu(QStringLiteral("Delete cloud workspace…"))
        && Hand::waitFor([] { return Hand::find(QStringLiteral("deleteDialog")) != nullptr; });
}

bool Tour::remove()
{
    if (!openDeleteDialog(m_stage.branch()))
        return false;
    m_hand.picture(QStringLiteral("delete-dialog"));
    return m_hand.click(QStringLiteral("confirmDelete"))
        && Hand::waitFor([this] { return m_machines.ids().isEmpty(); }, 30'000);
}

bool Tour::nothingIsLeft()
{
    const QString backend = m_stage.dataFolder() + QStringLiteral("/backend");
    return Hand::waitFor([this] { return m_machines.isClean(); })
        && Hand::waitFor([] { return wordsOf(QStringLiteral("headerStatus")).isEmpty(); })
        && rowsOf(backend, QStringLiteral("cloud_workspaces")) == 0
        && rowsOf(backend, QStringLiteral("vms")) == 0
        && QFile::exists(m_stage.worktree() + QStringLiteral("/home.md"));
}

} // namespace skybranch::tour
