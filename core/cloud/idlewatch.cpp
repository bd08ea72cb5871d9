// SPDX-License-Identifier: GPL-3.0-or-later
#include "cloud/idlewatch.h"

#include "base/log.h"
#include "cloud/jobs.h"
#include "cloud/vmactivity.h"
#include "cloud/within.h"
#include "clouddb/systemstore.h"
#include "clouddb/workspacestore.h"

using namespace Qt::StringLiterals;

namespace skybranch::cloud {
namespace {

Q_LOGGING_CATEGORY(lcIdle, "skybranch.idle")

using clouddb::Transaction;
using clouddb::WatchedWorkspace;
using clouddb::WatchStore;
using domain::WorkspaceEvent;
using domain::WorkspaceStatus;

constexpr int atOnce = 16;
constexpr int mostInOneLook = 1000;
constexpr int failuresUntilTold = 3;
constexpr int longestMemory = 30; ///< in looks without being asked
constexpr std::chrono::seconds presenceAge{120};

/// The event, its job and the sentence that says why, unless something else was faster.
Result<> ask(Transaction &transaction, const domain::Workspace &workspace, WorkspaceEvent event,
             const QJsonObject &payload)
{
    const auto outcome = clouddb::WorkspaceStore(transaction, workspace.organizationId)
                             .request(workspace.id, event);
    if (!outcome)
        return failure(outcome);
    if (outcome->change.joins)
        return {};
    return enqueueFor(transaction, outcome->workspace, payload);
}

QString unansweredSentence(const WatchedWorkspace &watched)
{
    return u"The VM does not answer. If that goes on for %1 min, it is paused; Stop and Resume "
           "start it anew."_s.arg(watched.workspace.autoStopMinutes);
}

} // namespace

IdleWatch::IdleWatch(CloudContext &context)
    : m_context(context)
{
    connect(&m_timer, &QTimer::timeout, this, [this] { tick(); });
}

IdleWatch::~IdleWatch()
{
    Q_ASSERT_X(!m_busy, "IdleWatch", "stop() has not ended");
}

void IdleWatch::start()
{
    m_timer.start(m_context.times.watch / 3);
    tick();
}

Task<> IdleWatch::stop()
{
    m_stopping = true;
    m_timer.stop();
    m_stop.request_stop();
    if (m_busy)
        co_await m_idle.wait();
    m_context.links->closeAll();
    co_return Result<>{};
}

QCoro::Task<> IdleWatch::tick()
{
    if (m_busy || m_stopping)
        co_return;
    m_busy = true;
    const auto done = co_await look();
    if (!done)
        qCWarning(lcIdle).noquote() << describe(done.error());
    m_busy = false;
    if (m_stopping)
        m_idle.finish({});
}

Task<> IdleWatch::look()
{
    const auto removed
        = co_await m_context.database.run(u"idle.presence"_s, [](Transaction &transaction) {
              return clouddb::SystemStore(transaction).removeStalePresence(presenceAge);
          });
    if (!removed)
        co_return failure(removed);
    const auto turns = co_await claim(WorkspaceStatus::Running, m_context.times.watch);
    if (!turns)
        co_return failure(turns);
    const QList<WatchedWorkspace> asked = **turns;
    std::vector<QCoro::Task<>> workers;
    for (int i = 0; i < std::min<qsizetype>(atOnce, asked.size()); ++i)
        workers.push_back(takeTurns(*turns));
    for (QCoro::Task<> &worker : workers)
        co_await worker;
    forgetOld(asked);
    co_return co_await lookAtPaused();
}

Task<IdleWatch::Turns> IdleWatch::claim(WorkspaceStatus status, std::chrono::milliseconds interval)
{
    const auto claimed = co_await m_context.database.run(
        u"idle.claim"_s, [status, interval](Transaction &transaction) {
            return WatchStore(transaction).claim(status, interval, mostInOneLook);
        });
    if (!claimed)
        co_return failure(claimed);
    co_return std::make_shared<QList<WatchedWorkspace>>(*claimed);
}

QCoro::Task<> IdleWatch::takeTurns(Turns turns)
{
    while (!turns->isEmpty() && !m_stopping) {
        const WatchedWorkspace next = turns->takeFirst();
        co_await lookAt(next);
    }
}

QCoro::Task<> IdleWatch::lookAt(WatchedWorkspace watched)
{
    const auto provider = m_context.providers.find(watched.vm.providerType);
    if (!provider)
        co_return;
    const auto activity
        = co_await askActivity(m_context, *provider, watched.vm, m_stop.get_token());
    if (!activity)
        failedOnce(watched, activity.error());
    else
        m_memory[watched.vm.id].failures = 0;
    if (m_stopping)
        co_return;
    const auto noted = activity ? co_await note(watched, *activity)
                                : co_await noteUnanswered(watched, *provider);
    if (!noted)
        qCWarning(lcIdle).noquote() << watched.workspace.id.toString() << describe(noted.error());
}

/// After a short absence nothing is concluded about work in it; how the VM is, its provider is
/// asked.
void IdleWatch::failedOnce(const WatchedWorkspace &watched, const Error &error)
{
    if (m_stopping)
        return;
    Memory &memory = m_memory[watched.vm.id];
    if (++memory.failures != failuresUntilTold)
        return;
    qCWarning(lcIdle).noquote() << "the guest of" << watched.workspace.id.toString()
                                << "does not answer:" << describe(error);
    Q_EMIT unanswered(watched.vm.id);
}

/// What nobody can reach for long costs, and nobody works in it. It is frozen, so that nothing is
/// lost; but only where its provider can be asked, for what is away can not be frozen either.
Task<> IdleWatch::noteUnanswered(WatchedWorkspace watched, providers::CloudProvider *provider)
{
    const auto reached = co_await m_context.database.run(
        u"idle.unanswered"_s, [watched](Transaction &transaction) {
            return WatchStore(transaction).noteUnanswered(watched, unansweredSentence(watched));
        });
    if (!reached || !*reached)
        co_return reached ? Result<>{} : failure(reached);
    const Error late{ErrorCode::Timeout, u"The provider does not answer."_s, {}};
    const auto state = co_await within(
        m_context.times.ask, late, provider->vmStatus(watched.vm.providerVmId), m_stop.get_token());
    if (!state || *state != providers::VmState::Running)
        co_return state ? Result<>{} : failure(state);
    co_return co_await m_context.database.run(
        u"idle.giveup"_s, [watched](Transaction &transaction) -> Result<> {
            const auto forgotten
                = WatchStore(transaction)
                      .forgetUnanswered(watched.workspace, unansweredSentence(watched));
            if (!forgotten)
                return forgotten;
            return ask(transaction, watched.workspace, WorkspaceEvent::Pause,
                       {{u"reason"_s,
                         u"Paused because its VM did not answer for %1 min. If it does not after "
                         "Resume either, Stop and Resume start it anew."_s.arg(
                             watched.workspace.autoStopMinutes)}});
        });
}

Task<> IdleWatch::note(WatchedWorkspace watched, wire::Activity activity)
{
    Memory &memory = m_memory[watched.vm.id];
    const auto work = whatGoesOn(activity, {memory.activity, watched.watchedBefore},
                                 m_context.times.busyPercent);
    memory.activity = activity;
    co_return co_await m_context.database.run(
        u"idle.note"_s, [watched, work, activity](Transaction &transaction) -> Result<> {
            WatchStore store(transaction);
            const auto answers
                = store.forgetUnanswered(watched.workspace, unansweredSentence(watched));
            if (!answers)
                return answers;
            if (work)
                return store.noteActive(watched.workspace, *work);
            const auto reached = store.noteQuiet(watched);
            if (!reached || !*reached)
                return reached ? Result<>{} : failure(reached);
            // Who is to freeze it looks once more whether something goes on by then.
            return ask(transaction, watched.workspace, WorkspaceEvent::Pause,
                       {{u"reason"_s,
                         u"Paused after %1 min without activity."_s.arg(
                             watched.workspace.autoStopMinutes)},
                        {clouddb::seenPayload, activity.toJson()}});
        });
}

Task<> IdleWatch::lookAtPaused()
{
    const auto turns = co_await claim(WorkspaceStatus::Paused, m_context.times.watchPaused);
    if (!turns)
        co_return failure(turns);
    for (const WatchedWorkspace &watched : **turns) {
        const auto noted = co_await m_context.database.run(
            u"idle.paused"_s,
            [watched, limit = m_context.times.paused](Transaction &transaction) -> Result<> {
                const auto reached = WatchStore(transaction).notePaused(watched, limit);
                if (!reached || !*reached)
                    return reached ? Result<>{} : failure(reached);
                return ask(transaction, watched.workspace, WorkspaceEvent::Stop,
                           {{u"reason"_s,
                             u"Stopped after %1 h in pause. Its files are kept."_s.arg(
                                 std::chrono::duration_cast<std::chrono::hours>(limit).count())}});
            });
        if (!noted)
            co_return noted;
    }
    co_return Result<>{};
}

/// Another backend looks at it now, or it does not run any more.
void IdleWatch::forgetOld(const QList<WatchedWorkspace> &asked)
{
    for (auto &[vm, memory] : m_memory)
        ++memory.idleLooks;
    for (const WatchedWorkspace &watched : asked)
        m_memory[watched.vm.id].idleLooks = 0;
    std::erase_if(m_memory,
                  [](const auto &entry) { return entry.second.idleLooks > longestMemory; });
    m_context.links->closeUnused(4 * m_context.times.watch);
}

} // namespace skybranch::cloud
