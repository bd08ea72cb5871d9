// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "client/session.h"
#include "ui/terminal/terminaloptions.h"
#include "ui/theme/theme.h"

namespace skybranch::ui {

/// What the user has chosen for all windows. A change is kept and applied at once.
class Settings : public QObject
{
    Q_OBJECT

public:
    struct Values
    {
        Theme::Mode theme = Theme::Mode::System;
        bool comfortable = false; ///< rows of 32 instead of 28 pixels
        QString terminalFont; ///< a family; empty: the system's
        int terminalSize = 0; ///< points; 0: the system's
        TerminalOptions terminal;

        friend bool operator==(const Values &, const Values &) = default;
    };

    Settings(client::Session &session, QObject *parent);

    /// What was kept; call when the session has loaded.
    void load();

    const Values &values() const { return m_values; }
    void set(const Values &values);

Q_SIGNALS:
    void changed();

private:
    void apply();

    client::Session &m_session;
    Values m_values;
};

} // namespace skybranch::ui
