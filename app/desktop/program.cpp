// SPDX-License-Identifier: GPL-3.0-or-later
#include "desktop/program.h"

#include <QCoreApplication>
#include <QLocale>
#include <QStandardPaths>
#include <QTranslator>

namespace skybranch {

void prepareProgram()
{
    QCoreApplication::setApplicationName(QStringLiteral("skybranch"));
    QCoreApplication::setApplicationVersion(QStringLiteral(SKYBRANCH_VERSION));
    auto *translator = new QTranslator(qApp);
    // English last: it has the plural forms of the words in the sources.
    if (translator->load(QLocale(), QStringLiteral("skybranch"), QStringLiteral("_"),
                         QStringLiteral(":/i18n"))
        || translator->load(QStringLiteral(":/i18n/skybranch_en.qm")))
        QCoreApplication::installTranslator(translator);
}

client::SessionConfig defaultConfig()
{
    return {
        .dataFolder = QStandardPaths::writableLocation(QStandardPaths::AppDataLocation),
        .backendProgram = QCoreApplication::applicationDirPath() + QStringLiteral("/skybranchd"),
    };
}

} // namespace skybranch
