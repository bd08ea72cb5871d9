// SPDX-License-Identifier: GPL-3.0-or-later
#include "cloud/idlewatch.h"

#include "base/log.h"
#include "cloud/jobs.h"
#include "cloud/names.h"
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
// The kernel notes the times of a terminal to 8 s.
constexpr std::chrono::seconds terminalClock{10};

/// Owns what it uses: it may go on when nobody waits for it any more.
Task<wire::Activity> askGuest(std::shared_ptr<GuestLinks> links, CertificateAuthority authority,
                              providers::CloudProvider *provider, domain::Vm vm, StopToken stop)
{
    const auto link = co_await linkTo(links, authority, provider, vm, stop);
    if (!link)
        co_return failure(link);
    const auto activity = co_await (*link)->guest().activity();
    if (!activity)
        links->close(vm.id);
    co_return activity;
}

/// The event, its job and the sentence that says why, unless something else was faster.
Result<> ask(Transaction &transaction, const domain::Workspace &workspace, WorkspaceEvent event,
             const QString &reason)
{
    const auto outcome = clouddb::WorkspaceStore(transaction, workspace.organizationId)
                             .request(workspace.id, event);
    if (!outcome)
        return failure(outcome);
    if (outcome->change.joins)
        return {};
    return enqueueFor(transaction, outcome->workspace, {{u"reason"_s, reason}});
}

bool isNewer(const QDateTime &time, const QDateTime &than)
{
    return time.isValid() && than.isValid() && time > than.addDuration(-terminalClock);
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
    StopSource end;
    const std::stop_callback onStop(m_stop.get_token(), [&end] { end.request_stop(); });
    const Error late{ErrorCode::Timeout, u"The VM does not answer."_s, {}};
    const auto activity = co_await within(
        m_context.times.activity, late,
        askGuest(m_context.links, m_context.authority, *provider, watched.vm, end.get_token()),
        m_stop.get_token());
    if (!activity) {
        end.request_stop();
        failedOnce(watched, activity.error());
        co_return;
    }
    m_memory[watched.vm.id].failures = 0;
    if (auto noted = co_await note(watched, *activity); !noted)
        qCWarning(lcIdle).noquote() << watched.workspace.id.toString() << describe(noted.error());
}

/// Nothing is concluded about work in it; how the VM is, its provider is asked.
void IdleWatch::failedOnce(const WatchedWorkspace &watched, const Error &error)
{
    if (m_stopping)
        return;
    m_context.links->close(watched.vm.id);
    Memory &memory = m_memory[watched.vm.id];
    if (++memory.failures != failuresUntilTold)
        return;
    qCWarning(lcIdle).noquote() << "the guest of" << watched.workspace.id.toString()
                                << "does not answer:" << describe(error);
    Q_EMIT unanswered(watched.vm.id);
}

bool IdleWatch::isActive(const WatchedWorkspace &watched, const wire::Activity &activity,
                         QString &reason)
{
    Memory &memory = m_memory[watched.vm.id];
    // What changes counts, so a wrong clock in the VM does not matter; only the first time there
    // is nothing to compare with.
    const bool typed = memory.isKnown ? activity.lastInputAt != memory.lastInputAt
                                      : isNewer(activity.lastInputAt, watched.watchedBefore);
    const bool printed = memory.isKnown ? activity.lastOutputAt != memory.lastOutputAt
                                        : isNewer(activity.lastOutputAt, watched.watchedBefore);
    const bool computes = activity.cpuPercent >= m_context.times.busyPercent;
    memory.lastInputAt = activity.lastInputAt;
    memory.lastOutputAt = activity.lastOutputAt;
    memory.isKnown = true;
    if (printed || computes)
        reason = programName(activity.foregroundJob);
    if (computes && reason.isEmpty())
        reason = u"a background job"_s;
    return typed || printed || computes;
}

Task<> IdleWatch::note(WatchedWorkspace watched, wire::Activity activity)
{
    QString reason;
    const bool active = isActive(watched, activity, reason);
    co_return co_await m_context.database.run(
        u"idle.note"_s, [watched, active, reason](Transaction &transaction) -> Result<> {
            WatchStore store(transaction);
            if (active)
                return store.noteActive(watched.workspace, reason);
            const auto reached = store.noteQuiet(watched);
            if (!reached || !*reached)
                return reached ? Result<>{} : failure(reached);
            return ask(
                transaction, watched.workspace, WorkspaceEvent::Pause,
                u"Paused after %1 min without activity."_s.arg(watched.workspace.autoStopMinutes));
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
                           u"Stopped after %1 h in pause. Its files are kept."_s.arg(
                               std::chrono::duration_cast<std::chrono::hours>(limit).count()));
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
