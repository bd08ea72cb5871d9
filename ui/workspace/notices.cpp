// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/workspace/notices.h"

#include "ui/views/words.h"

#include <QClipboard>
#include <QGuiApplication>

namespace skybranch::ui {

using client::Operation;
using client::WorktreeInfo;

namespace {

constexpr qsizetype longestLine = 200;

} // namespace

Notices::Notices(client::Session &session, QObject *parent)
    : QObject(parent)
    , m_session(session)
{
    connect(&session, &client::Session::publicKeyKnown, this, &Notices::takeKey);
    connect(&session, &client::Session::backendChanged, this, [this] {
        if (m_session.backend().state == client::BackendInfo::State::Ready)
            m_quiet.remove(QString());
        Q_EMIT changed();
    });
}

void Notices::say(const QString &worktreeId, const Said &said)
{
    m_said.insert(worktreeId, said);
    Q_EMIT changed();
}

void Notices::dismiss(const QString &worktreeId)
{
    if (m_said.remove(worktreeId))
        Q_EMIT changed();
}

void Notices::tell(const QString &worktreeId, const Error &error)
{
    say(worktreeId,
        {.view
         = {.kind = NoticeView::Kind::Error, .sentence = error.message, .links = {tr("Dismiss")}},
         .acts = {[this, worktreeId] { dismiss(worktreeId); }}});
}

void Notices::takeKey(const QString &worktreeId, const QString &publicKey)
{
    QGuiApplication::clipboard()->setText(publicKey);
    m_copied.insert(worktreeId);
    Q_EMIT changed();
}

std::optional<Notices::Said> Notices::saidOf(const WorktreeInfo &info)
{
    for (const QString &id : {info.id, QString()}) {
        if (const auto found = m_said.constFind(id); found != m_said.constEnd())
            return *found;
    }
    if (info.failure)
        return failureOf(info);
    const client::BackendInfo backend = m_session.backend();
    if (backend.state == client::BackendInfo::State::Failed && !backend.problem.isEmpty()
        && !m_quiet.contains(QString()))
        return backendOf(backend);
    const bool running = info.cloud && info.cloud->status == domain::WorkspaceStatus::Running;
    if (running && info.cloudGit && info.cloudGit->needsKey && !m_quiet.contains(info.id))
        return keyOf(info);
    return std::nullopt;
}

Notices::Said Notices::backendOf(const client::BackendInfo &backend)
{
    const bool asksKey = backend.needsKey;
    return {.view = {.kind = NoticeView::Kind::Error,
                     .sentence = backend.problem,
                     .second = tr("Local work goes on; the cloud waits for the backend."),
                     .links = {asksKey ? tr("Sign in…") : tr("Try again"), tr("Dismiss")}},
            .acts = {[this, asksKey] {
                         if (asksKey)
                             Q_EMIT keyRequested();
                         else
                             m_session.retryBackend();
                     },
                     [this] { hush({}); }}};
}

Notices::Said Notices::failureOf(const WorktreeInfo &info)
{
    const client::OperationFailure &failure = *info.failure;
    const QString id = info.id;
    const QString sentence = failure.error.message.section(u'\n', 0, 0);
    const QString quoted = failure.error.message.section(u'\n', 1);
    return {.view = {.kind = NoticeView::Kind::Error,
                     .sentence = sentence,
                     .second = quoted.section(u'\n', -1).left(longestLine),
                     .details = failure.output.isEmpty() ? quoted : failure.output,
                     .links = {tr("Try again"), tr("Open terminal"), tr("Dismiss")}},
            .acts = {[this, info] { retry(info); }, [this, info] { askTerminal(info); },
                     [this, id] { m_session.dismissFailure(id); }}};
}

/// Where it failed, with the command in it where one is to be gone on with by hand.
void Notices::askTerminal(const WorktreeInfo &info)
{
    QString typed;
    bool inCloud = false;
    switch (info.failure->operation) {
    case Operation::MergeInCloud:
        inCloud = true;
        [[fallthrough]];
    case Operation::Merge:
        typed = QStringLiteral("git merge @{upstream}");
        break;
    case Operation::RebaseInCloud:
        inCloud = true;
        [[fallthrough]];
    case Operation::Rebase:
        typed = QStringLiteral("git rebase @{upstream}");
        break;
    case Operation::PullInCloud:
    case Operation::PushFromCloud:
        inCloud = true;
        break;
    default:
        break;
    }
    const bool conflicts = info.failure->error.code == ErrorCode::Conflict;
    Q_EMIT terminalRequested(info.id, inCloud || info.isCloudOnly(), conflicts ? typed : QString());
}

void Notices::retry(const WorktreeInfo &info)
{
    switch (info.failure->operation) {
    case Operation::Push:
        return m_session.push(info.id);
    case Operation::Pull:
        return m_session.pull(info.id);
    case Operation::PullInCloud:
        return m_session.pullInCloud(info.id);
    case Operation::PushFromCloud:
        return m_session.pushFromCloud(info.id);
    case Operation::Merge:
        return m_session.merge(info.id);
    case Operation::Rebase:
        return m_session.rebase(info.id);
    case Operation::MergeInCloud:
        return m_session.mergeInCloud(info.id);
    case Operation::RebaseInCloud:
        return m_session.rebaseInCloud(info.id);
    case Operation::RegisterKey:
        return m_session.registerKey(info.id);
    case Operation::CreateWorktree:
        return m_session.createLocalWorktree(info.id);
    case Operation::Seed:
        return m_session.retryFromHere(info.id);
    case Operation::Fetch:
    case Operation::None:
        return m_session.refresh(info.id);
    }
}

Notices::Said Notices::keyOf(const WorktreeInfo &info)
{
    if (m_copied.contains(info.id))
        return copiedKeyOf(info);
    const QString id = info.id;
    Said said{.view = {.kind = NoticeView::Kind::Warn,
                       .sentence = tr("%1 does not know this VM's key yet.").arg(remoteWords(info)),
                       .second = tr("Push and pull in the cloud wait for it.")}};
    if (info.remoteLabel == QLatin1StringView("GitHub")) {
        said.view.links << tr("Register it for me");
        said.acts << [this, id] { m_session.registerKey(id); };
    }
    said.view.links << tr("Copy public key") << tr("Not now");
    said.acts << [this, id] { m_session.askPublicKey(id); };
    said.acts << [this, id] { hush(id); };
    return said;
}

Notices::Said Notices::copiedKeyOf(const WorktreeInfo &info)
{
    const QString id = info.id;
    return {.view = {.sentence = tr("The public key is copied."),
                     .second
                     = tr("Add it at %1 as a deploy key with write access.").arg(remoteWords(info)),
                     .links = {tr("It is added"), tr("Copy again"), tr("Not now")}},
            .acts = {[this, id] { m_session.refresh(id); },
                     [this, id] { m_session.askPublicKey(id); }, [this, id] { hush(id); }}};
}

void Notices::hush(const QString &worktreeId)
{
    m_quiet.insert(worktreeId);
    Q_EMIT changed();
}

std::optional<NoticeView> Notices::viewOf(const WorktreeInfo &info)
{
    const auto said = saidOf(info);
    return said ? std::optional(said->view) : std::nullopt;
}

void Notices::activate(const WorktreeInfo &info, int link)
{
    if (const auto said = saidOf(info); said && link < said->acts.size())
        said->acts[link]();
}

} // namespace skybranch::ui
