// SPDX-License-Identifier: GPL-3.0-or-later
#include "client/portforwards.h"

#include "base/log.h"

namespace skybranch::client {
namespace {

Q_LOGGING_CATEGORY(logPorts, "skybranch.client.ports")

constexpr int calmMs = 200; ///< between two lists of a VM that tells many

using Status = domain::WorkspaceStatus;
using Pending = domain::PendingAction;
using Ports = QList<domain::ListeningPort>;

/// The control is kept until it has answered.
Task<Ports> watchIn(std::shared_ptr<GuestControl> control)
{
    co_return co_await control->guest().watchPorts();
}

/// A link that was given up stays so until the user tries again.
bool isComing(const VmLink &link)
{
    const domain::Workspace &workspace = link.workspace();
    const bool runs = workspace.status == Status::Running && workspace.pending == Pending::None;
    return (runs && link.state() != VmLink::State::Lost) || workspace.pending == Pending::Resume;
}

} // namespace

PortForwards::PortForwards(VmLink *link)
    : m_link(link)
{
    m_calm.setSingleShot(true);
    m_calm.setInterval(calmMs);
    connect(&m_calm, &QTimer::timeout, this, [this] {
        if (const auto heard = std::exchange(m_heard, std::nullopt))
            hear(*heard);
    });
    connect(link, &VmLink::stateChanged, this, &PortForwards::onLinkChanged);
    connect(link, &VmLink::controlChanged, this, &PortForwards::onControlChanged);
    onControlChanged();
}

PortForwards::~PortForwards()
{
    // Letting go of the link changes it.
    if (m_link)
        m_link->disconnect(this);
}

void PortForwards::setShared(bool isShared)
{
    if (std::exchange(m_shared, isShared) != isShared)
        Q_EMIT changed();
}

void PortForwards::restore(const QHash<quint16, quint16> &localPorts)
{
    m_remembered = localPorts;
    resume();
}

PortForward::Access PortForwards::access()
{
    return {.connection = [this] { return m_link ? m_link->connection() : nullptr; },
            .isComing = [this] { return m_link && isComing(*m_link); }};
}

void PortForwards::onLinkChanged()
{
    if (m_link->workspace().status != Status::Running && m_known) {
        m_known = false;
        m_ports.clear();
        Q_EMIT changed();
    }
    resume();
    for (const auto &[port, forward] : m_forwards)
        forward->update();
}

void PortForwards::onControlChanged()
{
    const auto control = m_link->openedControl();
    if (!control || control == m_control.lock())
        return;
    m_control = control;
    connect(&control->guest(), &wire::GuestClient::portsChanged, this, &PortForwards::hear);
    QCoro::connect(watchIn(control), this, [this](const Result<Ports> &ports) {
        if (ports)
            takePorts(*ports);
        else
            qCInfo(logPorts) << describe(ports.error());
    });
}

/// The VM may tell as much as it likes: the first at once, then the newest now and then.
void PortForwards::hear(const Ports &ports)
{
    if (m_calm.isActive()) {
        m_heard = ports;
        return;
    }
    m_calm.start();
    takePorts(ports);
}

void PortForwards::takePorts(const Ports &ports)
{
    m_heard.reset();
    if (std::exchange(m_known, true) && ports == m_ports)
        return;
    m_ports = ports;
    for (const domain::ListeningPort &port : ports) {
        if (const auto found = m_forwards.find(port.port); found != m_forwards.end())
            found->second->setOnlyIpv6(port.onlyIpv6);
    }
    Q_EMIT changed();
}

/// What was forwarded before this program's start, once somebody has connected the VM.
void PortForwards::resume()
{
    if (m_shared || m_remembered.isEmpty() || m_link->state() != VmLink::State::Connected)
        return;
    const auto remembered = std::exchange(m_remembered, {});
    for (const auto [port, localPort] : remembered.asKeyValueRange())
        listen(port, localPort);
}

void PortForwards::forward(quint16 port)
{
    if (!m_shared && !m_forwards.contains(port))
        listen(port, m_remembered.value(port, port));
}

void PortForwards::listen(quint16 port, quint16 wanted)
{
    m_remembered.remove(port);
    m_problems.remove(port);
    auto forward = std::make_unique<PortForward>(access(), port);
    if (const auto listening = forward->listen(wanted); !listening) {
        qCInfo(logPorts) << describe(listening.error());
        m_problems.insert(port, listening.error().message);
        Q_EMIT changed();
        return;
    }
    for (const domain::ListeningPort &known : m_ports) {
        if (known.port == port)
            forward->setOnlyIpv6(known.onlyIpv6);
    }
    connect(forward.get(), &PortForward::changed, this, &PortForwards::changed);
    const quint16 localPort = forward->localPort();
    m_forwards[port] = std::move(forward);
    if (!m_use)
        m_use = std::make_unique<VmLinkUse>(m_link);
    Q_EMIT forwarded(port, localPort);
    Q_EMIT changed();
}

void PortForwards::stop(quint16 port)
{
    m_remembered.remove(port);
    m_problems.remove(port);
    m_forwards.erase(port);
    Q_EMIT stopped(port);
    Q_EMIT changed();
    if (m_forwards.empty())
        m_use.reset();
}

PortsInfo PortForwards::info() const
{
    std::map<quint16, PortInfo> ports;
    for (const domain::ListeningPort &port : m_ports)
        ports[port.port] = {.port = port.port,
                            .program = port.program,
                            .isListening = true,
                            .localPort = m_shared ? port.port : quint16(0)};
    for (const auto &[number, forward] : m_forwards) {
        PortInfo &port = ports[number];
        port.port = number;
        port.localPort = forward->localPort();
        port.problem = forward->problem();
    }
    for (const auto &[number, problem] : m_problems.asKeyValueRange()) {
        PortInfo &port = ports[number];
        port.port = number;
        port.problem = problem;
    }
    PortsInfo info{.isKnown = m_known, .isShared = m_shared};
    for (auto &[number, port] : ports)
        info.ports.append(std::move(port));
    return info;
}

} // namespace skybranch::client
