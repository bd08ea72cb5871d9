// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "client/portforward.h"
#include "client/vmlink.h"
#include "domain/listeningport.h"

namespace skybranch::client {

/// The ports of one workspace's VM: what listens there, as its guest tells while it is connected,
/// and what of it is forwarded to this computer. What is forwarded keeps the VM connected while
/// the workspace runs, and never wakes it.
class PortForwards final : public QObject
{
    Q_OBJECT

public:
    explicit PortForwards(VmLink *link);
    ~PortForwards() override;

    /// Whether the VM's ports are this computer's: then nothing need be forwarded.
    void setShared(bool isShared);

    /// Listens again, once the VM is connected, at the ports where it did. By port in the VM.
    void restore(const QHash<quint16, quint16> &localPorts);

    PortsInfo info() const;
    void forward(quint16 port);
    void stop(quint16 port);

Q_SIGNALS:
    void changed(); ///< info()
    void forwarded(quint16 port, quint16 localPort); ///< to be remembered
    void stopped(quint16 port); ///< to be forgotten

private:
    PortForward::Access access();
    void onLinkChanged();
    void onControlChanged();
    void hear(const QList<domain::ListeningPort> &ports);
    void takePorts(const QList<domain::ListeningPort> &ports);
    void resume();
    void listen(quint16 port, quint16 wanted);

    QPointer<VmLink> m_link;
    std::unique_ptr<VmLinkUse> m_use; ///< while something is forwarded
    bool m_shared = false;
    std::weak_ptr<GuestControl> m_control; ///< that tells the ports
    bool m_known = false;
    QList<domain::ListeningPort> m_ports;
    QTimer m_calm;
    std::optional<QList<domain::ListeningPort>> m_heard; ///< waits for m_calm
    QHash<quint16, quint16> m_remembered; ///< not listened at yet
    std::map<quint16, std::unique_ptr<PortForward>> m_forwards;
    QHash<quint16, QString> m_problems; ///< of ports that could not be forwarded
};

} // namespace skybranch::client
