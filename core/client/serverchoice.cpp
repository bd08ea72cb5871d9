// SPDX-License-Identifier: GPL-3.0-or-later
#include "client/serverchoice.h"

#include "base/paths.h"
#include "client/backendkey.h"
#include "client/words.h"

#include <QDir>
#include <QFile>

namespace skybranch::client {
namespace {

using Chosen = BackendInfo::Chosen;

constexpr qint64 longestAddress = 4 << 10;

/// Written by keepServer(); it holds an address and no secret.
QString fileOf(const QString &dataFolder)
{
    return dataFolder + QStringLiteral("/server");
}

QString keptServer(const QString &dataFolder)
{
    const auto read = readFile(fileOf(dataFolder), longestAddress);
    return read ? backendUrlOf(QString::fromUtf8(*read)) : QString();
}

} // namespace

void chooseServer(SessionConfig &config, const QString &given, const QString &givenKeyFile)
{
    const QString named = qEnvironmentVariable("SKYBRANCH_SERVER");
    config.backendChosen = !given.isEmpty() ? Chosen::ByOption
        : !named.trimmed().isEmpty()        ? Chosen::ByEnvironment
                                            : Chosen::InSettings;
    const bool isInSettings = config.backendChosen == Chosen::InSettings;
    const QString typed = given.isEmpty() ? named : given;
    config.backendUrl = isInSettings ? keptServer(config.dataFolder) : backendUrlOf(typed);
    config.backendKeyFile = givenKeyFile;
    if (givenKeyFile.isEmpty() && !isInSettings)
        config.backendKeyFile = qEnvironmentVariable("SKYBRANCH_API_KEY_FILE");
    if (!config.backendUrl.isEmpty())
        config.backendProgram.clear();
}

Result<> keepServer(const QString &dataFolder, const QString &url)
{
    const QString path = fileOf(dataFolder);
    if (url.isEmpty() && (QFile::remove(path) || !QFile::exists(path)))
        return {};
    QDir().mkpath(dataFolder);
    if (!url.isEmpty() && writePrivateFile(path, url.toUtf8() + '\n'))
        return {};
    return failure(ErrorCode::Unavailable,
                   Words::tr("The choice of the backend can not be written. Check the disk, then "
                             "try again."),
                   path);
}

} // namespace skybranch::client
