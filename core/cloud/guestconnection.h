// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/async.h"
#include "cloud/certificateauthority.h"
#include "domain/vm.h"
#include "providers/provider.h"
#include "ssh/connection.h"
#include "wire/guestclient.h"

#include <memory>

namespace skybranch::cloud {

/// The backend's own conversation with the guest of one VM, over SSH with a key made for it.
class GuestConnection : public QObject
{
    Q_OBJECT

public:
    /// Logs in, starts the guest's RPC and says hello. Errors: as ssh::Connection, Unsupported
    /// where the guest speaks another version, NotFound where there is none, Cancelled.
    static Task<std::shared_ptr<GuestConnection>> open(providers::SshEndpoint endpoint,
                                                       domain::Vm vm,
                                                       CertificateAuthority authority,
                                                       StopToken stop);

    wire::GuestClient &guest() { return m_guest; }
    ssh::Connection &ssh() { return m_connection; } ///< for more of the same login

    QString guestVersion() const { return m_guestVersion; } ///< a stranger's word

    bool isClosed() const { return m_peer.isClosed(); }

    /// Ends the conversation: every question that is open fails with @p why.
    void close(const Error &why);

Q_SIGNALS:
    void closed(const skybranch::Error &why);

private:
    GuestConnection()
        : m_guest(&m_peer)
    {
    }
    static Task<> begin(std::shared_ptr<GuestConnection> connection, ssh::Endpoint endpoint,
                        ssh::CertificateLogin login, QString program, StopToken stop);
    Task<> start(ssh::Endpoint endpoint, ssh::CertificateLogin login, QString program,
                 StopToken stop);
    bool isGuestMissing() const;
    void attach(std::shared_ptr<ssh::Channel> channel);

    ssh::Connection m_connection;
    std::shared_ptr<ssh::Channel> m_channel;
    wire::JsonRpcPeer m_peer;
    wire::GuestClient m_guest;
    QString m_guestVersion;
};

} // namespace skybranch::cloud
