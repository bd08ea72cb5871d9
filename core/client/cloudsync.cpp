// SPDX-License-Identifier: GPL-3.0-or-later
#include "client/cloudsync.h"

#include "client/deploykey.h"
#include "client/lossinspection.h"
#include "client/remotehost.h"

#include <QTimer>

namespace skybranch::client {
namespace {

constexpr std::chrono::seconds patience(30);
constexpr std::chrono::milliseconds longestInspection(4800); ///< somebody waits before a dialog

using Question = std::function<Task<wire::RepositoryStatus>(wire::GuestClient &)>;

/// Asks the guest, and shows what it answers. The link is kept wanted meanwhile.
Task<> askRepository(QPointer<VmLink> link, Question question)
{
    const VmLinkUse use(link);
    const auto control = co_await link->control(patience);
    if (!control)
        co_return failure(control);
    auto status = co_await question((*control)->guest());
    // What worked now has failed before: the next look at the remote would clear that late.
    if (status && !status->fetchProblem.isEmpty())
        status = co_await (*control)->guest().fetch();
    if (link && status)
        link->takeRepository(*status);
    if (link && !status && status.error().code == ErrorCode::AuthenticationFailed)
        link->setNeedsKey(true);
    co_return status.transform([](const auto &) { });
}

Task<domain::Divergence> divergenceOf(QPointer<VmLink> link)
{
    const VmLinkUse use(link);
    const auto control = co_await link->control(patience);
    if (!control)
        co_return failure(control);
    co_return co_await (*control)->guest().divergence();
}

Task<QString> publicKeyOf(QPointer<VmLink> link)
{
    const VmLinkUse use(link);
    const auto control = co_await link->control(patience);
    if (!control)
        co_return failure(control);
    co_return co_await (*control)->guest().publicKey();
}

Task<> giveKeyToHost(QPointer<VmLink> link, QString url, QString title, StopToken stop)
{
    const VmLinkUse use(link);
    const auto key = co_await publicKeyOf(link);
    if (!key)
        co_return failure(key);
    if (auto added = co_await addDeployKey(url, *key, title, stop); !added)
        co_return added;
    const auto knownHosts = co_await knownHostsOf(url, QString(), stop);
    if (!link)
        co_return cancelled();
    const auto control = co_await link->control(patience);
    if (!control)
        co_return failure(control);
    if (knownHosts && !knownHosts->isEmpty()) {
        const auto trusted = co_await (*control)->guest().trustRemote(*knownHosts);
        if (!trusted)
            co_return trusted;
    }
    if (!link)
        co_return cancelled();
    co_return co_await askRepository(link, std::mem_fn(&wire::GuestClient::pull));
}

/// Ends when @p work does, and at once when it is cancelled: what the VM does then goes on there.
Task<> orCancelled(Task<> work, StopToken stop)
{
    Completion<> done;
    const std::stop_callback callback(stop, [done] { done.finish(cancelled()); });
    work.then([done](const Result<> &result) { done.finish(result); });
    auto ending = done.wait();
    co_return co_await ending;
}

} // namespace

CloudSync::CloudSync(Operations &operations)
    : m_operations(operations)
{
}

/// Ends the operation of @p id when @p work is done.
void CloudSync::end(const QString &id, StopToken stop, Task<> work)
{
    QCoro::connect(orCancelled(std::move(work), std::move(stop)), this,
                   [this, id](const Result<> &result) { m_operations.end(id, result); });
}

void CloudSync::pull(const QString &id, VmLink *link)
{
    if (const auto stop = m_operations.begin(id, Operation::PullInCloud))
        end(id, *stop, askRepository(link, std::mem_fn(&wire::GuestClient::pull)));
}

void CloudSync::push(const QString &id, VmLink *link)
{
    if (const auto stop = m_operations.begin(id, Operation::PushFromCloud))
        end(id, *stop, askRepository(link, std::mem_fn(&wire::GuestClient::push)));
}

void CloudSync::registerKey(const QString &id, VmLink *link, const QString &remoteUrl)
{
    const auto stop = m_operations.begin(id, Operation::RegisterKey);
    if (!stop)
        return;
    const QString title = QStringLiteral("Skybranch: ") + link->workspace().name;
    end(id, *stop, giveKeyToHost(link, remoteUrl, title, *stop));
}

void CloudSync::merge(const QString &id, VmLink *link)
{
    integrate(id, link, wire::Integration::Merge, Operation::MergeInCloud);
}

void CloudSync::rebase(const QString &id, VmLink *link)
{
    integrate(id, link, wire::Integration::Rebase, Operation::RebaseInCloud);
}

void CloudSync::integrate(const QString &id, VmLink *link, wire::Integration how,
                          Operation operation)
{
    if (const auto stop = m_operations.begin(id, operation))
        end(id, *stop,
            askRepository(link, [how](wire::GuestClient &guest) { return guest.integrate(how); }));
}

void CloudSync::inspectDivergence(const QString &id, VmLink *link)
{
    QCoro::connect(divergenceOf(link), this,
                   [this, id](const Result<domain::Divergence> &divergence) {
                       if (divergence)
                           Q_EMIT divergenceKnown(id, *divergence);
                       else
                           Q_EMIT divergenceFailed(id, divergence.error());
                   });
}

void CloudSync::fetch(VmLink *link)
{
    QCoro::connect(askRepository(link, std::mem_fn(&wire::GuestClient::fetch)), this,
                   [](const Result<> &) { });
}

void CloudSync::inspectLoss(const QString &id, VmLink *link)
{
    const auto answer = [this, id, answered = std::make_shared<bool>(false)](LossReport report) {
        if (!std::exchange(*answered, true))
            Q_EMIT lossKnown(id, report);
    };
    QTimer::singleShot(longestInspection, this,
                       [answer, heard = lastHeardLossOf(link)] { answer(heard); });
    QCoro::connect(inspectLossOf(link), this, [answer](const Result<LossReport> &report) {
        answer(report.value_or(LossReport()));
    });
}

void CloudSync::askPublicKey(const QString &id, VmLink *link)
{
    QCoro::connect(publicKeyOf(link), this, [this, id](const Result<QString> &key) {
        if (key)
            Q_EMIT publicKeyKnown(id, *key);
        else
            Q_EMIT failed(id, key.error());
    });
}

} // namespace skybranch::client
