// SPDX-License-Identifier: GPL-3.0-or-later
// The backend's HTTP side with all of its services, and nobody who does the jobs: thousands of
// workspaces can be asked for without a VM being made.
#include "base/log.h"
#include "edgerig/edgerig.h"

#include <QSocketNotifier>
#include <QTextStream>

#include <unistd.h>

using namespace skybranch;
using namespace Qt::StringLiterals;

namespace {

QJsonObject describe(const test::CloudRows &rows, const QByteArray &key)
{
    return {{u"organization"_s, rows.organization.toString()},
            {u"user"_s, rows.user.toString()},
            {u"repository"_s, rows.repository.toString()},
            {u"key"_s, QString::fromLatin1(key)}};
}

} // namespace

/// Its argument is the URL of a database with our schema. Says in one line of JSON where it listens
/// and whom it has let in, and ends when its stdin does.
int main(int argc, char *argv[])
{
    installLog();
    QCoreApplication application(argc, argv);
    if (application.arguments().size() != 2)
        return 2;
    test::EdgeRig rig;
    if (const auto started = rig.start(application.arguments().at(1)); !started) {
        QTextStream(stderr) << skybranch::describe(started.error()) << Qt::endl;
        return 1;
    }
    const QJsonObject ready{
        {u"port"_s, rig.port},
        {u"organizations"_s,
         QJsonArray{describe(rig.ours, rig.ourKey), describe(rig.theirs, rig.theirKey)}}};
    QTextStream(stdout) << QJsonDocument(ready).toJson(QJsonDocument::Compact) << Qt::endl;
    QSocketNotifier input(STDIN_FILENO, QSocketNotifier::Read);
    QObject::connect(&input, &QSocketNotifier::activated, &application, &QCoreApplication::quit);
    return QCoreApplication::exec();
}
