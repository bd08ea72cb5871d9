// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/log.h"
#include "desktop/desktop.h"
#include "machines.h"
#include "stage.h"
#include "tour.h"
#include "ui/mainwindow.h"
#include "ui/theme/theme.h"

#include <QApplication>
#include <QCommandLineParser>
#include <QDir>
#include <QFile>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTimer>

using namespace skybranch;

namespace {

void writeReport(const QString &path, const QString &provider, bool ok, const QJsonArray &steps)
{
    QFile file(path);
    if (!file.open(QIODevice::WriteOnly)) {
        qWarning("%s can not be written", qPrintable(path));
        return;
    }
    file.write(QJsonDocument(QJsonObject{{QStringLiteral("ok"), ok},
                                         {QStringLiteral("provider"), provider},
                                         {QStringLiteral("steps"), steps}})
                   .toJson());
}

} // namespace

int main(int argc, char *argv[])
{
    installLog();
    QApplication application(argc, argv);
    prepareApplication();

    QCommandLineParser parser;
    const QCommandLineOption repository(QStringLiteral("repository"), {},
                                        QStringLiteral("path or URL"));
    const QCommandLineOption out(QStringLiteral("out"), {}, QStringLiteral("folder"),
                                 QStringLiteral("tour"));
    const QCommandLineOption provider(QStringLiteral("provider"), {}, QStringLiteral("name"),
                                      QStringLiteral("sandbox"));
    const QCommandLineOption theme(QStringLiteral("theme"), {}, QStringLiteral("light or dark"),
                                   QStringLiteral("light"));
    const QCommandLineOption keep(QStringLiteral("keep"));
    parser.addOptions({repository, out, provider, theme, keep});
    parser.process(application);
    const QString folder = QDir(parser.value(out)).absolutePath();

    const auto mode = parser.value(theme) == QStringLiteral("dark") ? ui::Theme::Mode::Dark
                                                                    : ui::Theme::Mode::Light;

    tour::Stage stage(parser.value(repository),
                      tour::Machines::reachableAddress(parser.value(provider)));
    if (parser.isSet(keep))
        stage.keep();
    bool ok = false;
    tour::Hand hand(folder);
    const auto machines = tour::Machines::of(parser.value(provider), stage.dataFolder());
    tour::Tour tour(stage, hand, *machines, mode);
    if (stage.build()) {
        client::SessionConfig config = defaultConfig();
        config.dataFolder = stage.dataFolder();
        config.providers = {parser.value(provider)};
        Desktop desktop(std::move(config));
        desktop.window().setWindowState(Qt::WindowMaximized);
        desktop.start();
        ok = tour.run();
    }
    writeReport(folder + QStringLiteral("/tour.json"), parser.value(provider), ok, tour.steps());
    if (parser.isSet(keep))
        qInfo("kept: %s", qPrintable(stage.folder()));
    return ok ? 0 : 1;
}
