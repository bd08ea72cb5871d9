// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "network.h"

#include <QHostAddress>
#include <QLocalServer>
#include <QTcpServer>

#include <functional>
#include <map>
#include <memory>
#include <vector>

namespace skybranch::soak {

/// Carries what comes in at one place to another one: TCP or unix sockets on both sides.
class CutProxy : public QObject, public Network
{
public:
    using Rewriting = std::function<QByteArray(const QByteArray &)>;

    CutProxy();

    bool listen(const QHostAddress &address = QHostAddress(QHostAddress::LocalHost));
    bool listen(const QString &socket); ///< its folder exists
    quint16 port() const { return m_tcp.serverPort(); }

    void setTarget(quint16 port) { m_port = port; } ///< on loopback
    void setTarget(const QString &socket) { m_socket = socket; }

    /// Changes what the target says on its way.
    void setRewriting(Rewriting rewriting) { m_rewriting = std::move(rewriting); }

    void setCut(bool isCut) override;
    void setStalled(bool isStalled) override;

private:
    /// One direction of a connection.
    struct Way
    {
        QObject *near = nullptr;
        std::function<void()> carry;
        std::function<void()> abort;
    };

    void takeTcp();
    void takeLocal();
    template <typename Socket> void join(Socket *near, Socket *far);
    template <typename Socket>
    void addWay(QObject *near, Socket *from, Socket *to, const Rewriting &rewriting);

    quint16 m_port = 0;
    QString m_socket;
    Rewriting m_rewriting;
    bool m_cut = false;
    bool m_stalled = false;
    QList<Way> m_ways;
    // Gone first: their connections say so when they end.
    QTcpServer m_tcp;
    QLocalServer m_local;
};

/// All connections from desktops to VMs: where the backend says that a VM has its sshd, desktops
/// are told a proxy instead.
class VmNetwork : public Network
{
public:
    /// An answer of the backend as a desktop gets it, of the same length.
    QByteArray rerouted(const QByteArray &answer);

    /// VMs have other addresses from now on: what goes to the ones before finds nobody and is told
    /// so by nobody, and whoever asks the backend gets the new ones.
    void move();

    void setCut(bool isCut) override;
    void setStalled(bool isStalled) override;

private:
    quint16 routeTo(quint16 port);

    std::map<quint16, std::unique_ptr<CutProxy>> m_routes;
    std::vector<std::unique_ptr<CutProxy>> m_left; ///< old addresses
    bool m_cut = false;
    bool m_stalled = false;
};

} // namespace skybranch::soak
