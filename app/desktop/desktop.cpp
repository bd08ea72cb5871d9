// SPDX-License-Identifier: GPL-3.0-or-later
#include "desktop/desktop.h"

#include "base/log.h"
#include "client/hostedaccount.h"
#include "client/localdoor.h"
#include "client/worktreeenabling.h"
#include "desktop/systemnotifier.h"
#include "ui/mainwindow.h"
#include "ui/theme/theme.h"

#include <QApplication>

namespace skybranch {

Desktop::Desktop(client::SessionConfig config, Beside beside)
    : m_config(std::move(config))
    , m_backendProgram(m_config.backendProgram.isEmpty() ? defaultConfig().backendProgram
                                                         : m_config.backendProgram)
    , m_makeBeside(std::move(beside))
    , m_notifier(std::make_unique<SystemNotifier>())
{
    QApplication::setQuitOnLastWindowClosed(false);
    make();
}

Desktop::~Desktop()
{
    m_door->close();
}

void Desktop::make()
{
    m_session = std::make_unique<client::Session>(m_config);
    client::Session *session = m_session.get();
    m_door = std::make_unique<client::LocalDoor>(
        m_config.dataFolder, QStringLiteral("desktop"), [session](const QJsonObject &question) {
            return client::answerEnabling(session, question);
        });
    m_window = std::make_unique<ui::MainWindow>(*session);
    m_window->setNotifier(m_notifier.get());
    if (m_makeBeside)
        m_beside = m_makeBeside(*session, m_config);
    QObject::connect(qApp, &QGuiApplication::lastWindowClosed, m_window.get(),
                     [session] { session->leave(); });
    QObject::connect(session, &client::Session::left, &m_home, [this] { onLeft(); });
    QObject::connect(&session->account(), &client::HostedAccount::chosen, &m_home,
                     [this](const QString &url, const QByteArray &key) { choose(url, key); });
}

void Desktop::start()
{
    ui::Theme::instance().dress();
    m_window->show();
    m_session->start();
    if (const auto opened = m_door->open(); !opened)
        qWarning().noquote() << describe(opened.error());
}

void Desktop::choose(const QString &url, const QByteArray &key)
{
    m_config.backendUrl = url;
    m_config.backendKey = key;
    m_config.backendKeyFile.clear();
    m_config.backendProgram = url.isEmpty() ? m_backendProgram : QString();
    m_config.backendChosen = client::BackendInfo::Chosen::InSettings;
    m_isChosenAnew = true;
    m_session->leave();
}

void Desktop::onLeft()
{
    // Not while the session is on the stack.
    if (std::exchange(m_isChosenAnew, false))
        QMetaObject::invokeMethod(&m_home, [this] { makeAnew(); }, Qt::QueuedConnection);
    else
        QCoreApplication::quit();
}

void Desktop::makeAnew()
{
    m_session->disconnect(&m_home);
    QObject::disconnect(qApp, nullptr, m_window.get(), nullptr);
    m_window->close();
    m_door->close();
    m_beside.reset();
    m_window.reset();
    m_session.reset();
    make();
    start();
    m_window->openBackendSettings();
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
