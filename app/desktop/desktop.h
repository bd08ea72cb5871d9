// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "desktop/program.h"

#include <memory>

namespace skybranch::client {
class LocalDoor;
}

namespace skybranch::ui {
class MainWindow;
}

namespace skybranch {

class SystemNotifier;

/// The desktop, wired: a session and the window on it. One a process, made after QApplication. It
/// ends the program when its window is closed, and the backend has been told.
class Desktop
{
public:
    explicit Desktop(client::SessionConfig config);
    ~Desktop();

    /// Shows the window at once, then loads and reaches the backend.
    void start();

    ui::MainWindow &window();
    client::Session &session();

private:
    std::unique_ptr<client::Session> m_session;
    std::unique_ptr<client::LocalDoor> m_door; ///< for commands beside the window
    std::unique_ptr<SystemNotifier> m_notifier;
    std::unique_ptr<ui::MainWindow> m_window;
};

/// What every desktop process sets before its QApplication is used: names, look, translations.
void prepareApplication();

} // namespace skybranch
