// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "client/session.h"
#include "ui/palette/command.h"
#include "ui/ports/portsview.h"

#include <QObject>

namespace skybranch::ui {

class PortsButton;
class PortsPopup;

/// The ports of the selected worktree's VM: the count on the button, the list below it, and what
/// is clicked there.
class PortsFlow : public QObject
{
    Q_OBJECT

public:
    PortsFlow(client::Session &session, PortsButton *button, QObject *parent);

    void show(const QString &worktreeId);

    /// As a click on the button does.
    void toggle();

    /// What can be done with the ports of the selected worktree, for the palette.
    QList<Command> commands();

private:
    void update();
    PortsPopup *popup();

    client::Session &m_session;
    PortsButton *m_button;
    PortsPopup *m_popup = nullptr; ///< of the button's window, made when it is first opened
    QString m_id;
    PortsView m_view;
};

} // namespace skybranch::ui
