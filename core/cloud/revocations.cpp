// SPDX-License-Identifier: GPL-3.0-or-later
#include "cloud/revocations.h"

#include "base/log.h"
#include "cloud/endscript.h"
#include "cloud/vmshell.h"
#include "cloud/within.h"

using namespace Qt::StringLiterals;

namespace skybranch::cloud {
namespace {

Q_LOGGING_CATEGORY(lcRevocations, "skybranch.revocations")

constexpr int atOnce = 8;
constexpr qsizetype mostKeys = 1000; ///< they are words of a command
// A certificate's life, and what may pass between the question whose a key is and its signing.
constexpr std::chrono::seconds certificateLife{360};

/// The one to its guest where there is one: to log in costs a VM more than what it is asked.
Task<std::shared_ptr<ssh::Connection>> connectionTo(std::shared_ptr<GuestLinks> links,
                                                    CertificateAuthority authority,
                                                    providers::CloudProvider *provider,
                                                    domain::Vm vm, StopToken stop)
{
    if (const auto link = links->find(vm.id))
        co_return std::shared_ptr<ssh::Connection>(link, &link->ssh());
    auto endpoint = co_await provider->sshEndpoint(vm.providerVmId);
    if (!endpoint)
        co_return failure(endpoint);
    endpoint->hostKeys = vm.hostKeys;
    co_return co_await logIn(*endpoint, vm.id, std::move(authority), std::move(stop));
}

/// Owns what it uses: it may go on when nobody waits for it any more.
Task<int> askVm(std::shared_ptr<GuestLinks> links, CertificateAuthority authority,
                providers::CloudProvider *provider, clouddb::RevokedIn revoked, StopToken stop)
{
    const auto connection = co_await connectionTo(links, authority, provider, revoked.vm, stop);
    if (!connection)
        co_return failure(connection);
    const auto said = co_await askScript(
        *connection,
        shellScript(endScript, QStringList{revoked.alsoUntold ? u"yes"_s : u"no"_s} + revoked.keys),
        stop);
    if (!said)
        co_return failure(said);
    co_return said->value(u"ended"_s).left(9).toInt();
}

} // namespace

Revocations::Revocations(CloudContext &context, std::chrono::milliseconds again)
    : m_context(context)
    , m_pace(again)
{
    m_again.setSingleShot(true);
    connect(&m_again, &QTimer::timeout, this, &Revocations::wake);
}

Revocations::~Revocations()
{
    Q_ASSERT_X(!m_busy, "Revocations", "stop() has not ended");
}

void Revocations::wake()
{
    m_wakeAgain = m_busy;
    if (!m_busy && !m_stopping)
        tick();
}

Task<> Revocations::stop()
{
    m_stopping = true;
    m_again.stop();
    m_stop.request_stop();
    if (m_busy)
        co_await m_idle.wait();
    co_return Result<>{};
}

QCoro::Task<> Revocations::tick()
{
    m_busy = true;
    do {
        m_wakeAgain = false;
        const auto more = co_await endAll();
        // Where the database can not be asked, too, there may be more. VMs that were thawed or
        // could not be told are looked for all the time.
        if (!m_stopping)
            m_again.start(!more || *more ? m_pace : 4 * m_pace);
    } while (m_wakeAgain && !m_stopping);
    m_busy = false;
    if (m_stopping)
        m_idle.finish({});
}

/// Whether more is to be done soon.
Task<bool> Revocations::endAll()
{
    bool isLately = false;
    const auto revoked = co_await m_context.database.run(
        u"revocations"_s,
        [&isLately](clouddb::Transaction &transaction) -> Result<QList<clouddb::RevokedIn>> {
            clouddb::AccountStore accounts(transaction);
            const auto lately = accounts.isRevokedLately(certificateLife);
            if (!lately)
                return failure(lately);
            isLately = *lately;
            return accounts.revokedUntold(certificateLife);
        });
    if (!revoked)
        co_return failure(revoked);
    const auto turns = std::make_shared<QList<clouddb::RevokedIn>>(*revoked);
    std::vector<QCoro::Task<>> workers;
    for (int i = 0; i < std::min<qsizetype>(atOnce, revoked->size()); ++i)
        workers.push_back(takeTurns(turns));
    for (QCoro::Task<> &worker : workers)
        co_await worker;
    co_return isLately;
}

QCoro::Task<> Revocations::takeTurns(Turns turns)
{
    while (!turns->isEmpty() && !m_stopping) {
        const clouddb::RevokedIn next = turns->takeFirst();
        co_await endIn(next);
    }
}

QCoro::Task<> Revocations::endIn(clouddb::RevokedIn revoked)
{
    clouddb::RevokedIn some = revoked;
    for (qsizetype at = 0; at < revoked.keys.size(); at += mostKeys) {
        some.keys = revoked.keys.mid(at, mostKeys);
        if (m_stopping || !co_await endSome(some))
            co_return;
        some.alsoUntold = false;
    }
    const auto noted = co_await m_context.database.run(
        u"revocations.told"_s, [revoked](clouddb::Transaction &transaction) {
            return clouddb::AccountStore(transaction).noteKeysTold(revoked);
        });
    if (!noted)
        qCWarning(lcRevocations).noquote() << describe(noted.error());
}

QCoro::Task<bool> Revocations::endSome(clouddb::RevokedIn revoked)
{
    const auto provider = m_context.providers.find(revoked.vm.providerType);
    if (!provider)
        co_return false;
    StopSource end;
    const std::stop_callback onStop(m_stop.get_token(), [&end] { end.request_stop(); });
    const Error late{ErrorCode::Timeout, u"The VM does not answer."_s, {}};
    const auto ended = co_await within(
        m_context.times.activity, late,
        askVm(m_context.links, m_context.authority, *provider, revoked, end.get_token()),
        m_stop.get_token());
    if (ended) {
        if (*ended > 0)
            qCInfo(lcRevocations).noquote()
                << *ended << "connections of revoked keys ended in" << revoked.vm.id.toString();
        co_return true;
    }
    end.request_stop();
    m_context.links->close(revoked.vm.id);
    qCWarning(lcRevocations).noquote() << "the connections of revoked keys can not be ended in"
                                       << revoked.vm.id.toString() << describe(ended.error());
    co_return false;
}

} // namespace skybranch::cloud
