// SPDX-License-Identifier: GPL-3.0-or-later
#include "work/guestserver.h"

#include "wire/guestrpc.h"
#include "wire/jsonreader.h"
#include "wire/jsonrpc.h"

#include <QCoreApplication>

namespace skybranch::work {
namespace {

using namespace Qt::Literals::StringLiterals;
using wire::JsonRpcPeer;

Result<> checkHello(const QJsonObject &params)
{
    wire::JsonReader reader(params);
    const qint64 version = reader.integer("version"_L1, 0, 1'000'000);
    const QString client = reader.text("client"_L1, 16);
    if (client != "backend"_L1 && client != "desktop"_L1)
        reader.fail("client"_L1, QStringLiteral("must be \"backend\" or \"desktop\""));
    if (reader.error())
        return std::unexpected(*reader.error());
    if (version != wire::guestProtocolVersion)
        return failure(ErrorCode::Unsupported,
                       QStringLiteral("This VM's guest speaks version %1 of the protocol, not %2. "
                                      "Update Skybranch, or make the workspace anew.")
                           .arg(wire::guestProtocolVersion)
                           .arg(version));
    return {};
}

Task<QJsonObject> ready(Result<QJsonObject> answer)
{
    co_return answer;
}

} // namespace

GuestServer::GuestServer(QObject *parent)
    : QObject(parent)
{
    connect(&m_listener, &LocalListener::connected, this, &GuestServer::serve);
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

void GuestServer::openAfterHello(JsonRpcPeer *) { }

} // namespace skybranch::work
