// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/async.h"
#include "ssh/connection.h"
#include "ssh/splice.h"

#include <QDeadlineTimer>
#include <QTcpServer>
#include <QTimer>

#include <functional>
#include <list>
#include <map>
#include <memory>

namespace skybranch::client {

/// Hands on each connection to a port of this computer's loopback as it comes.
class LoopbackListener final : public QTcpServer
{
    Q_OBJECT

public:
    using QTcpServer::QTcpServer;

Q_SIGNALS:
    /// The receiver takes over the descriptor.
    void arrived(int descriptor);

protected:
    void incomingConnection(qintptr descriptor) override { Q_EMIT arrived(int(descriptor)); }
};

/// One port of a VM at a port of this computer's own loopback, where no other computer reaches it.
/// The local port stays the same while connections to the VM come and go: who connects meanwhile
/// waits for the next one, some seconds at the most.
class PortForward final : public QObject
{
    Q_OBJECT

public:
    static constexpr size_t maxConnections = 128; ///< more wait

    /// The way to the VM at this moment.
    struct Access
    {
        std::function<std::shared_ptr<ssh::Connection>()> connection; ///< null for none
        std::function<bool()> isComing; ///< without one: whether one can be waited for
    };

    PortForward(Access access, quint16 port, QObject *parent = nullptr);
    ~PortForward() override;

    /// Listens at @p wanted where it is free here, else at another port.
    Result<> listen(quint16 wanted);

    quint16 port() const { return m_port; }
    quint16 localPort() const { return m_listeners[0].serverPort(); } ///< 0 before listen()

    /// The VM's program listens at ::1 alone, so that is tried first.
    void setOnlyIpv6(bool onlyIpv6) { m_onlyIpv6 = onlyIpv6; }

    /// The way to the VM has changed.
    void update();

    /// Why the last connection was refused; empty when it was not.
    QString problem() const { return m_problem; }

Q_SIGNALS:
    void changed(); ///< problem()

private:
    struct Waiting
    {
        ssh::Socket socket;
        QDeadlineTimer deadline;
    };

    bool listenAt(quint16 port);
    void take(int descriptor);
    void dropExpired();
    void open(Waiting waiting);
    void takeChannel(quint64 id, const Result<std::shared_ptr<ssh::Channel>> &channel);
    void remove(quint64 id);
    void setProblem(const QString &problem);
    void heedLimit();
    size_t active() const { return m_opening.size() + m_splices.size(); }

    Access m_access;
    quint16 m_port;
    bool m_onlyIpv6 = false;
    std::array<LoopbackListener, 2> m_listeners; ///< 127.0.0.1, ::1
    std::list<Waiting> m_waiting;
    std::map<quint64, Waiting> m_opening;
    std::map<quint64, std::unique_ptr<ssh::Splice>> m_splices;
    QTimer m_patience;
    StopSource m_stop;
    quint64 m_lastId = 0;
    QString m_problem;
};

} // namespace skybranch::client
