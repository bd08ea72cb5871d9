// SPDX-License-Identifier: GPL-3.0-or-later
#include "desktop/desktop.h"

#include "desktop/systemnotifier.h"
#include "ui/mainwindow.h"
#include "ui/theme/theme.h"

#include <QApplication>
#include <QLocale>
#include <QStandardPaths>
#include <QTranslator>

namespace skybranch {

Desktop::Desktop(client::SessionConfig config)
    : m_session(std::make_unique<client::Session>(std::move(config)))
    , m_notifier(std::make_unique<SystemNotifier>())
    , m_window(std::make_unique<ui::MainWindow>(*m_session))
{
    m_window->setNotifier(m_notifier.get());
}

Desktop::~Desktop() = default;

void Desktop::start()
{
    ui::Theme::instance().dress();
    m_window->show();
    m_session->start();
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
    QApplication::setApplicationName(QStringLiteral("skybranch"));
    QApplication::setApplicationDisplayName(QStringLiteral("Skybranch"));
    QApplication::setApplicationVersion(QStringLiteral(SKYBRANCH_VERSION));
    QApplication::setDesktopFileName(QStringLiteral("skybranch"));
    auto *translator = new QTranslator(qApp);
    // English last: it has the plural forms of the words in the sources.
    if (translator->load(QLocale(), QStringLiteral("skybranch"), QStringLiteral("_"),
                         QStringLiteral(":/i18n"))
        || translator->load(QStringLiteral(":/i18n/skybranch_en.qm")))
        QApplication::installTranslator(translator);
    ui::Theme::instance().prepare();
}

client::SessionConfig defaultConfig()
{
    return {
        .dataFolder = QStandardPaths::writableLocation(QStandardPaths::AppDataLocation),
        .backendProgram = QApplication::applicationDirPath() + QStringLiteral("/skybranchd"),
    };
}

} // namespace skybranch
