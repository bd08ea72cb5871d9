// SPDX-License-Identifier: GPL-3.0-or-later
#include "desktop/desktop.h"

#include "base/log.h"
#include "client/localdoor.h"
#include "client/worktreeenabling.h"
#include "desktop/systemnotifier.h"
#include "ui/mainwindow.h"
#include "ui/theme/theme.h"

#include <QApplication>

namespace skybranch {

Desktop::Desktop(client::SessionConfig config)
    : m_session(std::make_unique<client::Session>(config))
    , m_door(std::make_unique<client::LocalDoor>(config.dataFolder, QStringLiteral("desktop"),
                                                 [this](const QJsonObject &question) {
                                                     return client::answerEnabling(m_session.get(),
                                                                                   question);
                                                 }))
    , m_notifier(std::make_unique<SystemNotifier>())
    , m_window(std::make_unique<ui::MainWindow>(*m_session))
{
    m_window->setNotifier(m_notifier.get());
    QApplication::setQuitOnLastWindowClosed(false);
    QObject::connect(qApp, &QGuiApplication::lastWindowClosed, m_window.get(),
                     [this] { m_session->leave(); });
    QObject::connect(m_session.get(), &client::Session::left, qApp, &QCoreApplication::quit);
}

Desktop::~Desktop()
{
    m_door->close();
}

void Desktop::start()
{
    ui::Theme::instance().dress();
    m_window->show();
    m_session->start();
    if (const auto opened = m_door->open(); !opened)
        qWarning().noquote() << describe(opened.error());
}

ui::MainWindow &Desktop::window()
{
    return *m_window;
}

client::Session &Desktop::session()
{
    return *m_session;
}

void prepareApplication()
{
    prepareProgram();
    QApplication::setApplicationDisplayName(QStringLiteral("Skybranch"));
    QApplication::setDesktopFileName(QStringLiteral("skybranch"));
    ui::Theme::instance().prepare();
}

} // namespace skybranch
