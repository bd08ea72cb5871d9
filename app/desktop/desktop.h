// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "desktop/program.h"

#include <functional>
#include <memory>
#include <optional>

namespace skybranch::client {
class LocalDoor;
}

namespace skybranch::ui {
class MainWindow;
}

namespace skybranch {

class SystemNotifier;

/// The desktop, wired: a session and the window on it. One a process, made after QApplication. It
/// ends the program when its window is closed, and the backend has been told. Where another backend
/// is chosen in the window, it makes another session and another window.
class Desktop
{
public:
    /// What lives beside each session and ends before it.
    using Beside = std::function<std::unique_ptr<QObject>(const client::Session &session,
                                                          const client::SessionConfig &config)>;

    explicit Desktop(client::SessionConfig config, Beside beside = {});
    ~Desktop();

    /// Shows the window at once, then loads and reaches the backend.
    void start();

    ui::MainWindow &window();
    client::Session &session();

private:
    void make();
    void choose(const QString &url, const QByteArray &key);
    void onLeft();
    void makeAnew();

    client::SessionConfig m_config;
    const QString m_backendProgram; ///< of the bundled backend
    const Beside m_makeBeside;
    bool m_isChosenAnew = false; ///< another session is to come when this one has left
    QObject m_home; ///< of what is called later
    std::unique_ptr<client::Session> m_session;
    std::unique_ptr<client::LocalDoor> m_door; ///< for commands beside the window
    std::unique_ptr<SystemNotifier> m_notifier;
    std::unique_ptr<ui::MainWindow> m_window;
    std::unique_ptr<QObject> m_beside;
};

/// What every desktop process sets before its QApplication is used: names, look, translations.
void prepareApplication();

} // namespace skybranch
