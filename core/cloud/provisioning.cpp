// SPDX-License-Identifier: GPL-3.0-or-later
#include "cloud/provisioning.h"

#include "base/log.h"
#include "cloud/guestconnection.h"
#include "cloud/guestinstaller.h"
#include "cloud/names.h"
#include "cloud/remotehosts.h"
#include "cloud/within.h"
#include "clouddb/repositorystore.h"
#include "clouddb/systemstore.h"
#include "clouddb/vmstore.h"
#include "clouddb/workspacestore.h"

#include <QDeadlineTimer>

using namespace Qt::StringLiterals;

namespace skybranch::cloud {
namespace {

using domain::ProvisioningStep;
using domain::WorkspaceEvent;
using domain::WorkspaceStatus;

constexpr std::chrono::milliseconds afterDatabaseTrouble{2'000};
constexpr std::chrono::milliseconds firstRetry{50};
constexpr std::chrono::milliseconds longestRetry{1'000};
constexpr qint64 progressEveryMs = 500;

bool isHopeless(const Error &error)
{
    return error.code == ErrorCode::HostKeyMismatch || error.code == ErrorCode::Unsupported
        || error.code == ErrorCode::Cancelled;
}

} // namespace

template <typename Work>
auto Provisioning::write(QString name, Work work)
    -> Task<typename std::invoke_result_t<Work, clouddb::Transaction &>::value_type>
{
    using Outcome = std::invoke_result_t<Work, clouddb::Transaction &>;
    // A backend that was away for longer than its lease writes nothing over the next one's work.
    auto result = co_await m_context.database.run(
        std::move(name),
        [job = m_job, work = std::move(work)](clouddb::Transaction &transaction) -> Outcome {
            if (auto held = clouddb::JobQueue::hold(transaction, job); !held)
                return failure(held);
            return work(transaction);
        });
    if (!result
        && (result.error().code == ErrorCode::Unavailable
            || result.error().code == ErrorCode::Timeout))
        m_databaseFailed = true;
    co_return result;
}

/// What a question is answered with, in the time that one may take.
template <typename T> Task<T> Provisioning::asked(Task<T> task)
{
    co_return co_await within(m_context.times.ask,
                              {ErrorCode::Timeout, u"An answer took too long. Retry."_s, {}},
                              std::move(task), m_stop);
}

QCoro::Task<JobEnding> Provisioning::run()
{
    const auto done = co_await provision();
    m_connection.reset();
    // Something else has been asked for meanwhile, and has a job of its own.
    if (!m_isWanted)
        co_return JobEnding{};
    if (done)
        co_return JobEnding{.write = [job = m_job, problem = m_vm.guestProblem](
                                         clouddb::Transaction &transaction) -> Result<> {
            clouddb::WorkspaceStore store(transaction, job.organizationId);
            const auto outcome
                = store.report(job.workspaceId, WorkspaceEvent::Provisioned, problem);
            return outcome ? Result<>{} : failure(outcome);
        }};
    if (m_stop.stop_requested())
        co_return co_await endEarly();
    if (m_databaseFailed)
        co_return JobEnding{.again = afterDatabaseTrouble, .reason = describe(done.error())};
    co_return JobEnding{
        .write = [job = m_job, why = done.error()](clouddb::Transaction &transaction) -> Result<> {
            clouddb::WorkspaceStore store(transaction, job.organizationId);
            const auto outcome = store.report(job.workspaceId, WorkspaceEvent::Failed, why.message);
            return outcome ? Result<>{} : failure(outcome);
        }};
}

/// Stopped from outside: the workspace is to go, or this backend is.
QCoro::Task<JobEnding> Provisioning::endEarly()
{
    const auto workspace = co_await reload();
    if (workspace && !isGoing(workspace->pending))
        co_return JobEnding{.again = std::chrono::milliseconds(0), .reason = u"Stopped."_s};
    co_return JobEnding{};
}

Task<> Provisioning::provision()
{
    auto workspace = co_await reload();
    if (!workspace)
        co_return failure(workspace);
    m_workspace = *workspace;
    m_isWanted
        = m_workspace.status == WorkspaceStatus::Provisioning && !isGoing(m_workspace.pending);
    if (!m_isWanted)
        co_return cancelled();
    if (auto step = co_await ensureRow(); !step)
        co_return step;
    if (auto step = co_await createVm(); !step)
        co_return step;
    if (auto step = co_await waitForGuest(); !step)
        co_return step;
    // Without a guest there is a shell and nothing else.
    if (!m_vm.guestProblem.isEmpty())
        co_return Result<>{};
    co_return co_await fillRepository();
}

Task<domain::Workspace> Provisioning::reload()
{
    co_return co_await write(u"provision.load"_s,
                             [id = m_job.workspaceId](clouddb::Transaction &transaction) {
                                 return clouddb::SystemStore(transaction).findWorkspace(id);
                             });
}

/// A step that the row has entered already is not entered again: after a restart all of them are
/// gone through once more, and what a desktop has left in the row's detail must stay.
Task<> Provisioning::enter(ProvisioningStep step)
{
    if (m_workspace.step && *m_workspace.step >= step)
        co_return Result<>{};
    m_workspace.step = step;
    co_return co_await write(u"provision.step"_s,
                             [job = m_job, step](clouddb::Transaction &transaction) {
                                 return clouddb::WorkspaceStore(transaction, job.organizationId)
                                     .setStep(job.workspaceId, step);
                             });
}

/// The row of the VM is there before the provider is asked, so that no VM is without one.
Task<> Provisioning::ensureRow()
{
    const QString type
        = m_job.payload.value("provider"_L1).toString(m_context.providers.standard().type());
    const auto vm = co_await write(
        u"provision.row"_s,
        [job = m_job, type](clouddb::Transaction &transaction) -> Result<domain::Vm> {
            clouddb::WorkspaceStore workspaces(transaction, job.organizationId);
            clouddb::VmStore vms(transaction, job.organizationId);
            const auto workspace = workspaces.lock(job.workspaceId);
            if (!workspace)
                return failure(workspace);
            if (!workspace->vmId.isNull())
                return vms.find(workspace->vmId);
            const auto made = vms.insert({.id = VmId::create(),
                                          .organizationId = job.organizationId,
                                          .ownerId = workspace->creatorId,
                                          .providerType = type},
                                         workspace->placement);
            if (!made)
                return made;
            if (auto set = workspaces.setVm(workspace->id, made->id); !set)
                return failure(set);
            return made;
        });
    if (!vm)
        co_return failure(vm);
    m_vm = *vm;
    const auto provider = m_context.providers.find(m_vm.providerType);
    if (!provider)
        co_return failure(provider);
    m_provider = *provider;
    co_return Result<>{};
}

Task<> Provisioning::createVm()
{
    if (auto step = co_await enter(ProvisioningStep::CreatingVm); !step)
        co_return step;
    StopSource stop;
    const std::stop_callback onStop(m_stop, [&stop] { stop.request_stop(); });
    const Error late{ErrorCode::Timeout,
                     u"The provider took longer than %1 minutes. Retry; if it happens again, "
                     "look at how the provider is."_s.arg(
                         std::chrono::ceil<std::chrono::minutes>(m_context.times.createVm).count()),
                     {}};
    const auto made
        = co_await within(m_context.times.createVm, late,
                          m_provider->createVm({.id = m_vm.id,
                                                .owner = m_vm.ownerId,
                                                .tag = m_context.tag,
                                                .hostName = hostNameFor(m_workspace),
                                                .caPublicKey = m_context.authority.publicKey()},
                                               stop.get_token()));
    if (!made) {
        stop.request_stop();
        co_return failure(made);
    }
    if (auto stored = co_await storeVm(made->providerVmId, m_vm.hostKeys); !stored)
        co_return stored;
    if (auto stored = co_await storeSize(made->size); !stored)
        co_return stored;
    if (auto running = co_await ensureRunning(*made); !running)
        co_return running;
    const auto endpoint = co_await asked(m_provider->sshEndpoint(made->providerVmId));
    if (!endpoint)
        co_return failure(endpoint);
    co_return co_await storeVm(made->providerVmId, endpoint->hostKeys);
}

/// A VM made by an earlier try may have been stopped meanwhile, by a restart of its computer.
Task<> Provisioning::ensureRunning(providers::ProviderVm made)
{
    if (made.state == providers::VmState::Stopped || made.state == providers::VmState::Frozen)
        co_return co_await within(
            m_context.times.vmAction,
            {ErrorCode::Timeout, u"The provider did not start the VM in time. Retry."_s, {}},
            m_provider->resumeVm(made.providerVmId), m_stop);
    if (made.state == providers::VmState::Failed)
        co_return failure(ErrorCode::Unavailable,
                          u"The provider says that the VM has failed. Delete the workspace and "
                          "enable it again."_s);
    co_return Result<>{};
}

Task<> Provisioning::storeVm(QString providerVmId, QStringList hostKeys)
{
    m_vm.providerVmId = providerVmId;
    m_vm.hostKeys = hostKeys;
    co_return co_await write(
        u"provision.vm"_s, [job = m_job, vm = m_vm](clouddb::Transaction &transaction) -> Result<> {
            clouddb::VmStore vms(transaction, job.organizationId);
            if (auto set = vms.setProviderVm(vm.id, vm.providerVmId, vm.hostKeys); !set)
                return set;
            const auto created = vms.report(vm.id, domain::VmEvent::Created);
            return created ? Result<>{} : failure(created);
        });
}

Task<> Provisioning::storeSize(QString size)
{
    co_return co_await write(
        u"provision.size"_s,
        [job = m_job, vm = m_vm.id, size](clouddb::Transaction &transaction) -> Result<> {
            return clouddb::VmStore(transaction, job.organizationId).setSize(vm, size);
        });
}

Task<> Provisioning::waitForGuest()
{
    if (auto step = co_await enter(ProvisioningStep::WaitingForSsh); !step)
        co_return step;
    const QDeadlineTimer deadline(m_context.times.waitForSsh);
    for (auto wait = firstRetry;; wait = std::min(wait * 2, longestRetry)) {
        const auto reached = co_await reachGuest();
        if (reached)
            co_return reached;
        const Error &problem = reached.error();
        if (isHopeless(problem) || deadline.hasExpired())
            co_return std::unexpected(problem);
        const auto state = co_await asked(m_provider->vmStatus(m_vm.providerVmId));
        if (state
            && (*state == providers::VmState::Missing || *state == providers::VmState::Failed
                || *state == providers::VmState::Stopped))
            co_return failure(ErrorCode::Unavailable,
                              u"The VM ended while it was starting. Retry."_s, describe(problem));
        if (auto paused = co_await pause(wait, m_stop); !paused)
            co_return paused;
    }
}

/// A success is a guest that answers, or that there can be none.
Task<> Provisioning::reachGuest()
{
    const auto endpoint = co_await asked(m_provider->sshEndpoint(m_vm.providerVmId));
    if (!endpoint)
        co_return failure(endpoint);
    auto opened = co_await GuestConnection::open(*endpoint, m_vm, m_context.authority, m_stop);
    if (!opened && opened.error().code == ErrorCode::NotFound) {
        if (auto sent = co_await sendGuest(*endpoint); !sent || !m_vm.guestProblem.isEmpty())
            co_return sent;
        opened = co_await GuestConnection::open(*endpoint, m_vm, m_context.authority, m_stop);
    }
    if (!opened)
        co_return failure(opened);
    m_connection = *opened;
    co_return Result<>{};
}

/// The VM's image is not ours.
Task<> Provisioning::sendGuest(providers::SshEndpoint endpoint)
{
    const auto place = co_await installGuest(std::move(endpoint), m_vm.id, m_context.authority,
                                             m_context.guestFolder, m_stop);
    if (!place)
        co_return failure(place);
    m_vm.guestProgram = place->program;
    m_vm.guestProblem = place->problem;
    co_return co_await write(u"provision.guest"_s,
                             [job = m_job, vm = m_vm](clouddb::Transaction &transaction) {
                                 return clouddb::VmStore(transaction, job.organizationId)
                                     .setGuest(vm.id, vm.guestProgram, vm.guestProblem);
                             });
}

Task<> Provisioning::fillRepository()
{
    if (auto step = co_await enter(ProvisioningStep::Cloning); !step)
        co_return step;
    const std::stop_callback onStop(m_stop, [this] { m_connection->close(cancelled().error()); });
    const QObject context;
    QObject::connect(&m_connection->guest(), &wire::GuestClient::progress, &context,
                     [this](const wire::Progress &progress) { showProgress(progress); });
    if (m_workspace.seed == domain::SeedSource::Desktop)
        co_return co_await waitForDesktop();
    co_return co_await cloneFromRemote();
}

Task<> Provisioning::cloneFromRemote()
{
    const auto repository
        = co_await write(u"provision.repository"_s, [this](clouddb::Transaction &transaction) {
              return clouddb::RepositoryStore(transaction, m_job.organizationId)
                  .find(m_workspace.repositoryId);
          });
    if (!repository)
        co_return failure(repository);
    // Progress is a notification, and those come to who watches.
    if (auto watched = co_await asked(m_connection->guest().watch()); !watched)
        co_return failure(watched);
    const Error late{
        ErrorCode::Timeout,
        u"Cloning took longer than %1 minutes. Retry with the branch sent from your "
        "computer."_s.arg(std::chrono::ceil<std::chrono::minutes>(m_context.times.clone).count()),
        {}};
    const auto cloned = co_await within(
        m_context.times.clone, late,
        m_connection->guest().clone({.url = repository->url,
                                     .branch = m_workspace.branch,
                                     .knownHosts = publishedHostKeys(repository->url)}));
    if (!cloned)
        co_return failure(cloned);
    co_return Result<>{};
}

Task<> Provisioning::waitForDesktop()
{
    auto present = co_await repositoryPresent(m_context.times.desktopToBegin);
    if (present || present.error().code != ErrorCode::Timeout)
        co_return present;
    // Whoever asked for credentials meanwhile has left a detail in the row.
    const auto workspace = co_await reload();
    if (!workspace)
        co_return failure(workspace);
    if (workspace->stepDetail.isEmpty())
        co_return failure(ErrorCode::Timeout,
                          u"No desktop has sent the branch. Open Skybranch on the computer that "
                          "has it, and retry there."_s);
    present = co_await repositoryPresent(m_context.times.clone);
    if (!present && present.error().code == ErrorCode::Timeout)
        co_return failure(ErrorCode::Timeout,
                          u"The desktop began to send the branch and did not come to an end. "
                          "Retry on the computer that has it."_s);
    co_return present;
}

/// Timeout where the repository is not there within @p time.
Task<> Provisioning::repositoryPresent(std::chrono::milliseconds time)
{
    wire::GuestClient &guest = m_connection->guest();
    Completion<> present;
    const QObject context;
    QObject::connect(&guest, &wire::GuestClient::repositoryChanged, &context,
                     [present](const wire::RepositoryStatus &status) {
                         if (status.present)
                             present.finish({});
                     });
    QObject::connect(m_connection.get(), &GuestConnection::closed, &context,
                     [present](const Error &why) { present.finish(std::unexpected(why)); });
    const auto status = co_await asked(guest.watch());
    if (!status)
        co_return failure(status);
    if (status->present)
        co_return Result<>{};
    QTimer timer;
    timer.setSingleShot(true);
    QObject::connect(&timer, &QTimer::timeout, &context, [present] {
        present.finish(failure(ErrorCode::Timeout, u"Nothing has come."_s));
    });
    timer.start(time);
    co_return co_await present.wait();
}

void Provisioning::showProgress(const wire::Progress &progress)
{
    if (m_sinceProgress.isValid() && m_sinceProgress.elapsed() < progressEveryMs)
        return;
    m_sinceProgress.start();
    // Nobody waits for it: it may be the last thing that is written of this step, or too late.
    m_context.database.run(
        u"provision.progress"_s,
        [job = m_job, text = progressText(progress)](clouddb::Transaction &transaction) {
            return clouddb::WorkspaceStore(transaction, job.organizationId)
                .setStep(job.workspaceId, ProvisioningStep::Cloning, text);
        });
}

} // namespace skybranch::cloud
