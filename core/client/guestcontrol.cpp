// SPDX-License-Identifier: GPL-3.0-or-later
#include "client/guestcontrol.h"

#include "client/words.h"

namespace skybranch::client {

Task<std::shared_ptr<GuestControl>> GuestControl::open(std::shared_ptr<ssh::Connection> connection,
                                                       QString program, StopToken stop)
{
    auto channel
        = co_await connection->openExec({std::move(program), QStringLiteral("rpc")}, {}, stop);
    if (!channel)
        co_return failure(channel);
    const std::shared_ptr<GuestControl> control(new GuestControl(std::move(*channel)));
    const auto hello = co_await control->guest().hello(wire::GuestClient::Who::Desktop);
    if (!hello)
        co_return failure(hello);
    co_return control;
}

GuestControl::GuestControl(std::shared_ptr<ssh::Channel> channel)
    : m_channel(std::move(channel))
{
    ssh::Channel *raw = m_channel.get();
    connect(raw, &ssh::Channel::readyRead, this, [this, raw] {
        raw->takeAllErrors();
        m_peer.receive(raw->takeAll());
    });
    connect(raw, &ssh::Channel::closed, this, &GuestControl::close);
    connect(&m_peer, &wire::JsonRpcPeer::output, raw, [this, raw](const QByteArray &bytes) {
        raw->write(bytes);
        m_peer.heedUnread(raw->bytesPending());
    });
    connect(&m_peer, &wire::JsonRpcPeer::closed, this, [this](const Error &why) {
        m_channel->close();
        Q_EMIT closed(why);
    });
}

GuestControl::~GuestControl()
{
    m_channel->disconnect(this);
}

void GuestControl::close()
{
    m_peer.close({ErrorCode::Unavailable,
                  Words::tr("The connection to the VM has ended. Try again when it is back."),
                  {}});
}

} // namespace skybranch::client
