// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ssh/connection.h"
#include "wire/guestclient.h"

#include <memory>

namespace skybranch::client {

/// The control conversation with a VM's guest, over a channel of its own. Whoever asks something
/// holds the pointer until the answer is there.
class GuestControl : public QObject
{
    Q_OBJECT

public:
    /// Opens the channel to the guest, @p program in the VM, and says hello.
    static Task<std::shared_ptr<GuestControl>> open(std::shared_ptr<ssh::Connection> connection,
                                                    QString program, StopToken stop);
    ~GuestControl() override;

    wire::GuestClient &guest() { return m_guest; }

    /// Ends it; open questions fail with Unavailable.
    void close();
    bool isClosed() const { return m_peer.isClosed(); }

Q_SIGNALS:
    void closed(const skybranch::Error &why);

private:
    explicit GuestControl(std::shared_ptr<ssh::Channel> channel);

    std::shared_ptr<ssh::Channel> m_channel;
    wire::JsonRpcPeer m_peer;
    wire::GuestClient m_guest{&m_peer};
};

} // namespace skybranch::client
