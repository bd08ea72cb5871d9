// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/ports/portsflow.h"

#include "ui/ports/portsbutton.h"
#include "ui/ports/portspopup.h"

#include <QApplication>
#include <QClipboard>
#include <QDesktopServices>

namespace skybranch::ui {

using client::Session;

PortsFlow::PortsFlow(Session &session, PortsButton *button, QObject *parent)
    : QObject(parent)
    , m_session(session)
    , m_button(button)
{
    connect(button, &QAbstractButton::clicked, this, &PortsFlow::toggle);
    for (auto changed : {&Session::portsChanged, &Session::worktreeChanged})
        connect(&session, changed, this, [this](const QString &id) {
            if (id == m_id)
                update();
        });
}

PortsPopup *PortsFlow::popup()
{
    if (m_popup)
        return m_popup;
    m_popup = new PortsPopup(m_button->window());
    connect(m_popup, &PortsPopup::forwardRequested, this,
            [this](quint16 port) { m_session.forwardPort(m_id, port); });
    connect(m_popup, &PortsPopup::stopRequested, this,
            [this](quint16 port) { m_session.stopForwarding(m_id, port); });
    connect(m_popup, &PortsPopup::openRequested, this,
            [](const QUrl &url) { QDesktopServices::openUrl(url); });
    connect(m_popup, &PortsPopup::copyRequested, this,
            [](const QString &address) { QGuiApplication::clipboard()->setText(address); });
    return m_popup;
}

void PortsFlow::show(const QString &worktreeId)
{
    if (worktreeId != m_id && m_popup)
        m_popup->close();
    m_id = worktreeId;
    update();
}

void PortsFlow::update()
{
    const auto info = m_session.worktree(m_id);
    m_view = info && info->cloud ? portsOf(*info, m_session.ports(m_id)) : PortsView();
    m_button->setCount(m_view.hasVm, int(m_view.ports.size()));
    if (!m_popup)
        return;
    m_popup->setView(m_view);
    if (!m_view.hasVm)
        m_popup->close();
}

void PortsFlow::toggle()
{
    if (popup()->isVisible())
        return m_popup->close();
    update();
    if (m_view.hasVm)
        m_popup->open(m_button);
}

QList<Command> PortsFlow::commands()
{
    QList<Command> commands;
    const auto add = [&](const QString &id, const QString &words, Icon icon, const PortView &port,
                         std::function<void()> run) {
        commands << Command{.id = QStringLiteral("%1-%2").arg(id).arg(port.port),
                            .words = words,
                            .context = port.program,
                            .icon = icon,
                            .run = std::move(run)};
    };
    for (const PortView &port : std::as_const(m_view.ports)) {
        if (port.address.isEmpty())
            add(QStringLiteral("forwardPort"), tr("Forward port %1").arg(port.port), Icon::Link,
                port, [this, number = port.port] { m_session.forwardPort(m_id, number); });
        else
            add(QStringLiteral("openPort"), tr("Open %1 in the browser").arg(port.address),
                Icon::Link, port, [url = port.url] { QDesktopServices::openUrl(url); });
        if (port.canStop)
            add(QStringLiteral("stopPort"), tr("Stop forwarding port %1").arg(port.port),
                Icon::Close, port,
                [this, number = port.port] { m_session.stopForwarding(m_id, number); });
    }
    return commands;
}

} // namespace skybranch::ui
