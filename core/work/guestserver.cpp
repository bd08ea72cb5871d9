// SPDX-License-Identifier: GPL-3.0-or-later
#include "work/guestserver.h"

#include "wire/divergence.h"
#include "wire/guestrpc.h"
#include "wire/guestversion.h"
#include "wire/jsonreader.h"
#include "wire/jsonrpc.h"
#include "wire/ports.h"
#include "work/activity.h"
#include "work/repositoryowner.h"
#include "work/terminalrpc.h"
#include "work/vmkey.h"

#include <QCoreApplication>
#include <QSet>

#include <unistd.h>

namespace skybranch::work {
namespace {

using namespace Qt::Literals::StringLiterals;
using wire::JsonRpcPeer;
using wire::RepositoryStatus;
using Owner = std::shared_ptr<RepositoryOwner>;

constexpr qsizetype maxKnownHosts = 64;

Result<> checkHello(const QJsonObject &params)
{
    wire::JsonReader reader(params);
    const qint64 version = reader.integer("version"_L1, 0, 1'000'000);
    const QString client = reader.text("client"_L1, 16);
    if (client != "backend"_L1 && client != "desktop"_L1)
        reader.fail("client"_L1, u"must be \"backend\" or \"desktop\""_s);
    if (reader.error())
        return std::unexpected(*reader.error());
    if (!wire::isSpoken(version))
        return failure(ErrorCode::Unsupported,
                       u"This VM's guest speaks version %1 of the protocol, not %2. Update "
                       "Skybranch, or make the workspace anew."_s.arg(wire::guestProtocolVersion)
                           .arg(version));
    return {};
}

QJsonObject toJson(const RepositoryStatus &status)
{
    return {{"status"_L1, status.toJson()}};
}

Task<QJsonObject> ready(Result<QJsonObject> answer)
{
    co_return answer;
}

Task<QJsonObject> statusAnswer(Task<RepositoryStatus> task)
{
    const auto status = co_await task;
    if (!status)
        co_return failure(status);
    co_return toJson(*status);
}

Task<QJsonObject> publicKey(QString home)
{
    const auto key = co_await ensureVmKey(home);
    if (!key)
        co_return failure(key);
    co_return QJsonObject{{"publicKey"_L1, *key}};
}

Result<QJsonObject> trust(const QString &home, const QJsonObject &params)
{
    wire::JsonReader reader(params);
    const QStringList lines = reader.texts("knownHosts"_L1, maxKnownHosts);
    if (reader.error())
        return std::unexpected(*reader.error());
    if (const auto trusted = trustRemote(home, lines); !trusted)
        return failure(trusted);
    return QJsonObject();
}

Task<QJsonObject> cloneFrom(const Owner &owner, const QJsonObject &params)
{
    const auto request = wire::CloneRequest::fromJson(params);
    return request ? statusAnswer(owner->clone(*request)) : ready(failure(request));
}

Task<QJsonObject> seedFrom(const Owner &owner, const QJsonObject &params)
{
    wire::JsonReader reader(params);
    const QString bundle = reader.text("bundle"_L1);
    if (!bundle.startsWith(u'/'))
        reader.fail("bundle"_L1, u"must be an absolute path"_s);
    if (reader.error())
        return ready(std::unexpected(*reader.error()));
    const auto header = wire::SeedHeader::fromJson(params);
    return header ? statusAnswer(owner->seed(*header, bundle)) : ready(failure(header));
}

Task<QJsonObject> integrate(const Owner &owner, const QJsonObject &params)
{
    wire::JsonReader reader(params);
    const auto how = reader.named("how"_L1, wire::integrationFromName);
    if (reader.error())
        return ready(std::unexpected(*reader.error()));
    return statusAnswer(owner->integrate(how));
}

Task<QJsonObject> divergenceOf(Owner owner)
{
    const auto divergence = co_await owner->divergence();
    if (!divergence)
        co_return failure(divergence);
    co_return QJsonObject{{"divergence"_L1, wire::toJson(*divergence)}};
}

} // namespace

GuestServer::GuestServer(std::shared_ptr<RepositoryOwner> owner, QObject *parent)
    : QObject(parent)
    , m_owner(std::move(owner))
    , m_terminals(m_owner->home())
{
    connect(&m_listener, &LocalListener::connected, this, &GuestServer::serve);
}

GuestServer::~GuestServer()
{
    m_owner->stop();
}

Result<> GuestServer::listen(const QString &socketPath)
{
    return m_listener.listen(socketPath);
}

void GuestServer::serve(int descriptor)
{
    auto *stream = new LocalStream(descriptor, this);
    auto *peer = new JsonRpcPeer(stream);
    connect(stream, &LocalStream::received, peer, &JsonRpcPeer::receive);
    connect(peer, &JsonRpcPeer::output, stream, &LocalStream::write);
    connect(peer, &JsonRpcPeer::closed, stream, &LocalStream::close);
    connect(stream, &LocalStream::closed, stream, &QObject::deleteLater);
    peer->setHandler(wire::guestmethod::hello, [this, peer](const QJsonObject &params) {
        if (const auto fine = checkHello(params); !fine)
            return ready(failure(fine));
        openAfterHello(peer);
        return ready(
            wire::GuestHello{.guestVersion = QCoreApplication::applicationVersion()}.toJson());
    });
}

void GuestServer::openAfterHello(JsonRpcPeer *peer)
{
    offerRepository(peer);
    offerPorts(peer);
    peer->setHandler(wire::guestmethod::keyPublic,
                     [this](const QJsonObject &) { return publicKey(m_owner->home()); });
    peer->setHandler(wire::guestmethod::remoteTrust, [this](const QJsonObject &params) {
        return ready(trust(m_owner->home(), params));
    });
    peer->setHandler(wire::guestmethod::activity,
                     [this](const QJsonObject &) { return ready(m_meter.measure().toJson()); });
    offerTerminals(peer, &m_terminals);
}

void GuestServer::offerRepository(JsonRpcPeer *peer)
{
    using namespace wire::guestmethod;
    const Owner owner = m_owner;
    peer->setHandler(repositoryClone,
                     [owner](const QJsonObject &params) { return cloneFrom(owner, params); });
    peer->setHandler(repositorySeed,
                     [owner](const QJsonObject &params) { return seedFrom(owner, params); });
    peer->setHandler(repositoryStatus,
                     [owner](const QJsonObject &) { return statusAnswer(owner->status()); });
    peer->setHandler(repositoryFetch,
                     [owner](const QJsonObject &) { return statusAnswer(owner->fetch()); });
    peer->setHandler(repositoryPull,
                     [owner](const QJsonObject &) { return statusAnswer(owner->pull()); });
    peer->setHandler(repositoryPush,
                     [owner](const QJsonObject &) { return statusAnswer(owner->push()); });
    peer->setHandler(repositoryIntegrate,
                     [owner](const QJsonObject &params) { return integrate(owner, params); });
    peer->setHandler(repositoryDivergence,
                     [owner](const QJsonObject &) { return divergenceOf(owner); });
    peer->setHandler(repositoryWatch, [this, peer](const QJsonObject &) {
        watch(peer);
        return statusAnswer(m_owner->status());
    });
}

void GuestServer::watch(JsonRpcPeer *peer)
{
    RepositoryOwner *owner = m_owner.get();
    disconnect(owner, nullptr, peer, nullptr); // a second watch is the same as one
    connect(owner, &RepositoryOwner::changed, peer, [peer](const RepositoryStatus &status) {
        peer->notify(wire::guestmethod::repositoryChanged, toJson(status));
    });
    connect(owner, &RepositoryOwner::progress, peer, [peer](const wire::Progress &step) {
        peer->notify(wire::guestmethod::repositoryProgress, step.toJson());
    });
}

void GuestServer::offerPorts(JsonRpcPeer *peer)
{
    using namespace wire::guestmethod;
    peer->setHandler(portsList,
                     [this](const QJsonObject &) { return ready(wire::toJson(m_ports.ports())); });
    peer->setHandler(portsWatch, [this, peer](const QJsonObject &) {
        watchPorts(peer);
        return ready(wire::toJson(m_ports.ports()));
    });
}

void GuestServer::watchPorts(JsonRpcPeer *peer)
{
    disconnect(&m_ports, nullptr, peer, nullptr); // a second watch is the same as one
    connect(&m_ports, &PortWatch::changed, peer, [peer](const QList<domain::ListeningPort> &ports) {
        peer->notify(wire::guestmethod::portsChanged, wire::toJson(ports));
    });
    m_ports.addWatcher(peer);
}

} // namespace skybranch::work
