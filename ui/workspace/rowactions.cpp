// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/workspace/rowactions.h"

#include "ui/dialogs/deletedialog.h"
#include "ui/dialogs/detailsflow.h"
#include "ui/terminal/terminaltabs.h"
#include "ui/views/paneviews.h"
#include "ui/views/rowsview.h"
#include "ui/views/words.h"
#include "ui/workspace/notices.h"

#include <QClipboard>
#include <QDesktopServices>
#include <QGuiApplication>
#include <QUrl>

#include <algorithm>

namespace skybranch::ui {

using client::WorktreeInfo;
using domain::WorkspaceEvent;
using domain::WorkspaceStatus;
using Place = client::Terminal::Place;

namespace {

constexpr int shortAwake = 60; ///< minutes
constexpr int longAwake = 480;

} // namespace

RowActions::RowActions(client::Session &session, TerminalTabs &terminals, Notices &notices,
                       QWidget *window)
    : QObject(window)
    , m_session(session)
    , m_terminals(terminals)
    , m_notices(notices)
    , m_window(window)
    , m_details(new DetailsFlow(session, window, this))
{
    connect(&session, &client::Session::worktreeChanged, this, &RowActions::onWorktreeChanged);
    connect(&session, &client::Session::operationEnded, this, &RowActions::followPush);
    connect(&session, &client::Session::lossKnown, this, &RowActions::showLoss);
    connect(&session, &client::Session::localWorktreeCreated, this,
            [this](const QString &, const QString &worktreeId) { tellCreated(worktreeId); });
    connect(&session, &client::Session::repositoryAdded, this, [this] {
        const QString rowId = std::exchange(m_afterAdding, {});
        if (m_session.hasRepositoryOf(rowId))
            createWorktree(rowId);
    });
    connect(&notices, &Notices::terminalRequested, this, &RowActions::openTyped);
    connect(&session, &client::Session::sshCommandKnown, this, &RowActions::copySshCommand);
}

void RowActions::run(const QString &rowId, ActionKind kind)
{
    if (const auto repository = repositoryOfRow(rowId))
        return runOnRepository(*repository, kind);
    const auto info = m_session.worktree(rowId);
    if (!info)
        return;
    switch (kind) {
    case ActionKind::Connect:
        return openCloud(*info);
    case ActionKind::OpenTerminal:
        return openLocal(rowId);
    case ActionKind::CreateWorktree:
        return createWorktree(rowId);
    case ActionKind::EnableCloud:
        return enableCloud(rowId);
    case ActionKind::Pause:
        return m_session.request(rowId, WorkspaceEvent::Pause);
    case ActionKind::Resume:
        return m_session.request(rowId, WorkspaceEvent::Resume);
    case ActionKind::Stop:
        return m_session.request(rowId, WorkspaceEvent::Stop);
    case ActionKind::Retry:
        return m_session.request(rowId, WorkspaceEvent::Retry);
    case ActionKind::KeepAwakeShort:
        return m_session.keepAwake(rowId, shortAwake);
    case ActionKind::KeepAwakeLong:
        return m_session.keepAwake(rowId, longAwake);
    case ActionKind::EndKeepAwake:
        return m_session.keepAwake(rowId, 0);
    case ActionKind::Details:
        return m_details->show(rowId);
    case ActionKind::OpenFolder:
        QDesktopServices::openUrl(QUrl::fromLocalFile(info->path));
        return;
    case ActionKind::CopyPath:
        return QGuiApplication::clipboard()->setText(info->path);
    case ActionKind::CopyBranch:
        return QGuiApplication::clipboard()->setText(info->branch);
    case ActionKind::CopySshCommand:
        return m_session.askSshCommand(rowId);
    case ActionKind::ToggleSync:
        return m_session.setCloudSyncEnabled(rowId, !m_session.isCloudSyncEnabled(rowId));
    case ActionKind::ToggleAgent:
        return m_session.setAgentForwarded(rowId, !m_session.isAgentForwarded(rowId));
    case ActionKind::Delete:
        return askDelete(rowId);
    case ActionKind::SendToCloud:
    case ActionKind::PullFromCloud:
    case ActionKind::RemoveRepository:
        break;
    }
}

void RowActions::showUsage()
{
    m_details->showUsage();
}

void RowActions::runOnRepository(qint64 repositoryId, ActionKind kind)
{
    for (const client::RepositoryInfo &repository : m_session.repositories()) {
        if (repository.id != repositoryId)
            continue;
        if (kind == ActionKind::OpenFolder)
            QDesktopServices::openUrl(QUrl::fromLocalFile(repository.folder));
        else if (kind == ActionKind::CopyPath)
            QGuiApplication::clipboard()->setText(repository.folder);
        else if (kind == ActionKind::RemoveRepository)
            askRemove(repository);
    }
}

/// What is on disk stays; only terminals would end.
void RowActions::askRemove(const client::RepositoryInfo &repository)
{
    const bool terminals = std::ranges::any_of(repository.worktrees, [this](const auto &info) {
        return m_terminals.has(info.id, Place::Local);
    });
    if (!terminals)
        return remove(repository);
    const NoticeView view{.kind = NoticeView::Kind::Warn,
                          .sentence
                          = tr("Terminals of %1 are open, and would end.").arg(repository.name),
                          .second = tr("The list forgets it; nothing on disk is touched."),
                          .links = {tr("Remove from list"), tr("Cancel")}};
    m_notices.say(
        {},
        {view, {[this, repository] { remove(repository); }, [this] { m_notices.dismiss({}); }}});
}

void RowActions::remove(const client::RepositoryInfo &repository)
{
    m_session.removeRepository(repository.id);
    const NoticeView view{.sentence = tr("%1 is off the list.").arg(repository.name),
                          .second = tr("Nothing on disk was touched."),
                          .links = {tr("Undo"), tr("Dismiss")}};
    const auto undo = [this, folder = repository.folder] {
        m_notices.dismiss({});
        m_session.addRepository(folder);
    };
    m_notices.say({}, {view, {undo, [this] { m_notices.dismiss({}); }}});
}

void RowActions::copySshCommand(const QString &worktreeId, const QString &line,
                                const QDateTime &until)
{
    QGuiApplication::clipboard()->setText(line);
    const NoticeView view{
        .sentence = tr("The SSH command is copied."),
        .second = tr("It logs in until %1, from any terminal of this computer, with your own key.")
                      .arg(timeWords(until, QDateTime::currentDateTimeUtc())),
        .links = {tr("Dismiss")}};
    m_notices.say(worktreeId, {view, {[this, worktreeId] { m_notices.dismiss(worktreeId); }}});
}

void RowActions::open(const QString &worktreeId)
{
    const auto info = m_session.worktree(worktreeId);
    if (!info)
        return;
    const bool connects = info->cloud && info->cloud->status != WorkspaceStatus::Provisioning
        && info->cloud->status != WorkspaceStatus::Error;
    if (connects)
        openCloud(*info);
    else if (!info->cloud && m_terminals.has(worktreeId, Place::Local))
        m_terminals.focusCurrent();
    else if (!info->cloud)
        openLocal(worktreeId);
}

void RowActions::openLocal(const QString &worktreeId)
{
    Q_EMIT showRequested(worktreeId);
    Q_EMIT terminalsRequested(worktreeId);
    m_terminals.open(worktreeId, Place::Local);
}

void RowActions::openTyped(const QString &worktreeId, bool inCloud, const QString &typed)
{
    Q_EMIT showRequested(worktreeId);
    Q_EMIT terminalsRequested(worktreeId);
    m_terminals.open(worktreeId, inCloud ? Place::Cloud : Place::Local);
    m_terminals.typeIntoCurrent(typed.toUtf8());
}

void RowActions::openCloud(const WorktreeInfo &info)
{
    Q_EMIT showRequested(info.id);
    m_terminals.connectTo(info.id);
}

void RowActions::enableCloud(const QString &worktreeId)
{
    const auto info = m_session.worktree(worktreeId);
    if (!info || info->cloud)
        return;
    Q_EMIT showRequested(worktreeId);
    if (info->distance.ahead > 0 || !info->hasUpstream)
        askUnpushed(*info);
    else
        startCloud(worktreeId, false);
}

void RowActions::createWorktree(const QString &rowId)
{
    const auto info = m_session.worktree(rowId);
    if (!info || !info->isCloudOnly())
        return;
    Q_EMIT showRequested(rowId);
    m_notices.dismiss(rowId);
    if (m_session.hasRepositoryOf(rowId))
        m_session.createLocalWorktree(rowId);
    else
        askRepository(*info);
}

void RowActions::askRepository(const WorktreeInfo &info)
{
    const QString id = info.id;
    const auto ask = [this, id](auto request) {
        m_notices.dismiss(id);
        m_afterAdding = id;
        request();
    };
    const NoticeView view{.sentence = tr("%1 is not on this computer.").arg(info.repositoryName),
                          .second
                          = tr("Clone it, or add its folder, and the worktree is made then."),
                          .links = {tr("Clone…"), tr("Add folder…"), tr("Cancel")}};
    m_notices.say(
        id,
        {view,
         {[this, id, ask] { ask([&] { Q_EMIT cloneRequested(m_session.remoteUrlOf(id)); }); },
          [this, ask] { ask([&] { Q_EMIT folderRequested(); }); },
          [this, id] { m_notices.dismiss(id); }}});
}

void RowActions::forgetAskedRepository()
{
    m_afterAdding.clear();
}

void RowActions::tellCreated(const QString &worktreeId)
{
    Q_EMIT showRequested(worktreeId);
    const NoticeView view{.kind = NoticeView::Kind::Ok,
                          .sentence = tr("The worktree is at %1.").arg(worktreeId),
                          .links = {tr("Undo"), tr("Dismiss")}};
    const auto undo = [this, worktreeId] {
        m_notices.dismiss(worktreeId);
        m_session.undoLocalWorktree(worktreeId);
    };
    m_notices.say(worktreeId,
                  {view, {undo, [this, worktreeId] { m_notices.dismiss(worktreeId); }}});
}

void RowActions::askUnpushed(const WorktreeInfo &info)
{
    const QString id = info.id;
    const QString remote = remoteWords(info);
    NoticeView view{
        .sentence = info.hasUpstream
            ? tr("%n commits are not on %1 yet.", nullptr, info.distance.ahead).arg(remote)
            : tr("This branch is not on %1 yet.").arg(remote),
        .second = tr("Push first, so that every place has them, or send them to the VM alone."),
        .links = {tr("Push first"), tr("Send them along"), tr("Cancel")}};
    const auto send = [this, id] {
        m_notices.dismiss(id);
        startCloud(id, true);
    };
    m_notices.say(
        id, {view, {[this, id] { pushFirst(id); }, send, [this, id] { m_notices.dismiss(id); }}});
}

void RowActions::startCloud(const QString &worktreeId, bool withUnpushed)
{
    m_awaited.insert(worktreeId);
    m_session.enableCloud(worktreeId, withUnpushed);
}

void RowActions::onWorktreeChanged(const QString &worktreeId)
{
    const auto info = m_session.worktree(worktreeId);
    if (!info) {
        m_terminals.closeAll(worktreeId);
        m_afterPush.remove(worktreeId);
        m_awaited.remove(worktreeId);
        return;
    }
    if (!info->cloud)
        m_terminals.closeCloud(worktreeId);
    followProvisioning(*info);
}

/// Nothing is armed where the push can not begin, because something else runs.
void RowActions::pushFirst(const QString &worktreeId)
{
    m_notices.dismiss(worktreeId);
    m_session.push(worktreeId);
    const auto info = m_session.worktree(worktreeId);
    const bool begins = info
        && (info->operation == client::Operation::Push
            || info->operation == client::Operation::Fetch);
    if (begins)
        m_afterPush.insert(worktreeId);
}

void RowActions::followPush(const QString &worktreeId, client::Operation operation, bool succeeded)
{
    if (operation == client::Operation::Push && m_afterPush.remove(worktreeId) && succeeded)
        startCloud(worktreeId, false);
}

void RowActions::followProvisioning(const WorktreeInfo &info)
{
    if (!info.cloud)
        return;
    if (info.cloud->status == WorkspaceStatus::Provisioning)
        m_awaited.insert(info.id);
    if (info.cloud->status != WorkspaceStatus::Running || !m_awaited.remove(info.id))
        return;
    if (!m_terminals.has(info.id, Place::Cloud))
        m_terminals.open(info.id, Place::Cloud, !m_terminals.hasFocus());
}

void RowActions::askDelete(const QString &worktreeId)
{
    m_asking.insert(worktreeId);
    Q_EMIT showRequested(worktreeId);
    m_notices.say(
        worktreeId,
        {{.sentence = tr("Looking inside the VM for what is only there."), .links = {tr("Cancel")}},
         {[this, worktreeId] {
             m_asking.remove(worktreeId);
             m_notices.dismiss(worktreeId);
         }}});
    m_session.inspectLoss(worktreeId);
}

void RowActions::showLoss(const QString &worktreeId, const client::LossReport &report)
{
    if (!m_asking.remove(worktreeId))
        return;
    m_notices.dismiss(worktreeId);
    const auto info = m_session.worktree(worktreeId);
    if (!info || !info->cloud)
        return;
    auto *dialog
        = new DeleteDialog(deleteViewOf(*info, report, QDateTime::currentDateTimeUtc()), m_window);
    connect(dialog, &DeleteDialog::deleteConfirmed, this,
            [this, worktreeId] { m_session.request(worktreeId, WorkspaceEvent::Delete); });
    connect(dialog, &DeleteDialog::saveRequested, this,
            [this, worktreeId] { m_session.pushFromCloud(worktreeId); });
    dialog->open();
}

} // namespace skybranch::ui
