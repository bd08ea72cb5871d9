// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/ports/portsview.h"

#include "ui/views/words.h"

#include <QCoreApplication>

namespace skybranch::ui {
namespace {

using domain::WorkspaceStatus;

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(PortsView)
};

constexpr qsizetype mostProgram = 40;

/// The numbers at which encryption is usual; a browser is told by nothing else.
bool isEncrypted(quint16 port)
{
    return port == 443 || port == 8443;
}

QString programOf(const client::PortInfo &port)
{
    if (!port.isListening)
        return Words::tr("nothing listens now");
    const QString name = cleanWords(port.program, mostProgram);
    return name.isEmpty() ? Words::tr("a program") : name;
}

PortView portOf(const client::PortInfo &port, bool isShared)
{
    PortView view{.port = port.port, .program = programOf(port), .problem = port.problem};
    if (port.localPort == 0)
        return view;
    view.address = QStringLiteral("localhost:%1").arg(port.localPort);
    view.url.setScheme(isEncrypted(port.port) ? QStringLiteral("https") : QStringLiteral("http"));
    view.url.setHost(QStringLiteral("localhost"));
    view.url.setPort(port.localPort);
    view.url.setPath(QStringLiteral("/"));
    view.canStop = !isShared;
    return view;
}

QString emptyWords(const client::WorktreeInfo &info, const client::PortsInfo &ports)
{
    if (ports.isKnown)
        return Words::tr("Nothing listens in this VM.");
    return info.cloud->status == WorkspaceStatus::Running
        ? Words::tr("The VM tells what listens there as soon as it is connected.")
        : Words::tr("The VM does not run. Its ports are known when it does.");
}

} // namespace

PortsView portsOf(const client::WorktreeInfo &info, const client::PortsInfo &ports)
{
    PortsView view;
    if (!info.cloud)
        return view;
    for (const client::PortInfo &port : ports.ports)
        view.ports.append(portOf(port, ports.isShared));
    view.hasVm = info.cloud->status == WorkspaceStatus::Running || !view.ports.isEmpty();
    if (view.ports.isEmpty())
        view.empty = emptyWords(info, ports);
    else if (ports.isShared)
        view.hint = Words::tr("This VM uses the network of this computer, so its ports are here "
                              "already.");
    else
        view.hint = Words::tr("A forwarded port answers on this computer alone, and keeps its "
                              "address.");
    return view;
}

} // namespace skybranch::ui
