// SPDX-License-Identifier: GPL-3.0-or-later
#include "cloud/guestconnection.h"

#include "base/log.h"
#include "cloud/within.h"

using namespace Qt::StringLiterals;

namespace skybranch::cloud {
namespace {

constexpr std::chrono::seconds patience{20};

} // namespace

Task<std::shared_ptr<GuestConnection>> GuestConnection::open(providers::SshEndpoint endpoint,
                                                             domain::Vm vm,
                                                             CertificateAuthority authority,
                                                             StopToken stop)
{
    const auto key = ssh::KeyPair::create();
    if (!key)
        co_return failure(key);
    if (!vm.guestProblem.isEmpty())
        co_return failure(ErrorCode::NotFound, vm.guestProblem);
    const auto certificate = co_await authority.sign(key->publicKey(), vm.id, {});
    if (!certificate)
        co_return failure(certificate);
    const std::shared_ptr<GuestConnection> connection(new GuestConnection);
    StopSource end;
    const std::stop_callback onStop(stop, [&end] { end.request_stop(); });
    const Error late{ErrorCode::Timeout,
                     u"SSH to the VM took too long. Retry; if it happens again, delete this "
                     u"workspace and enable "
                     "cloud again."_s,
                     {}};
    const auto started = co_await within(
        patience, late,
        begin(connection, {endpoint.host, endpoint.port, endpoint.user, endpoint.hostKeys},
              {*key, certificate->line},
              vm.guestProgram.isEmpty() ? QString(wire::guestProgram) : vm.guestProgram,
              end.get_token()));
    if (!started) {
        end.request_stop();
        co_return failure(started);
    }
    co_return connection;
}

/// Keeps the connection until its start has ended, also when nobody waits for that any more.
Task<> GuestConnection::begin(std::shared_ptr<GuestConnection> connection, ssh::Endpoint endpoint,
                              ssh::CertificateLogin login, QString program, StopToken stop)
{
    co_return co_await connection->start(std::move(endpoint), std::move(login), std::move(program),
                                         stop);
}

Task<> GuestConnection::start(ssh::Endpoint endpoint, ssh::CertificateLogin login, QString program,
                              StopToken stop)
{
    const auto connected = co_await m_connection.connectTo(std::move(endpoint), login, stop);
    if (!connected)
        co_return failure(connected);
    auto channel = co_await m_connection.openExec({std::move(program), u"rpc"_s}, {}, stop);
    if (!channel)
        co_return failure(channel);
    attach(std::move(*channel));
    const std::stop_callback onStop(stop, [this] { close(cancelled().error()); });
    const auto hello = co_await m_guest.hello(wire::GuestClient::Who::Backend);
    if (!hello && isGuestMissing())
        co_return failure(ErrorCode::NotFound,
                          u"The VM has no Skybranch guest. Use Skybranch's own VM image."_s,
                          describe(hello.error()));
    if (!hello)
        co_return failure(hello);
    m_guestVersion = hello->guestVersion;
    co_return Result<>{};
}

/// A shell's word for a program that is not there, or can not be started.
bool GuestConnection::isGuestMissing() const
{
    const auto exit = m_channel->exitStatus();
    return exit && (exit->code == 127 || exit->code == 126);
}

void GuestConnection::attach(std::shared_ptr<ssh::Channel> channel)
{
    m_channel = std::move(channel);
    ssh::Channel *raw = m_channel.get();
    connect(raw, &ssh::Channel::readyRead, this, [this, raw] {
        raw->takeAllErrors();
        m_peer.receive(raw->takeAll());
    });
    connect(raw, &ssh::Channel::closed, this, [this] {
        m_peer.close({ErrorCode::Unavailable, u"The connection to the VM has ended."_s, {}});
    });
    connect(&m_peer, &wire::JsonRpcPeer::output, raw, [this, raw](const QByteArray &bytes) {
        raw->write(bytes);
        m_peer.heedUnread(raw->bytesPending());
    });
    connect(&m_peer, &wire::JsonRpcPeer::closed, this, [this](const Error &why) {
        m_channel->close();
        Q_EMIT closed(why);
    });
}

void GuestConnection::close(const Error &why)
{
    m_peer.close(why);
}

} // namespace skybranch::cloud
