// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/paths.h"

#include "base/words.h"

#include <QCryptographicHash>
#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QSaveFile>

#include <sys/stat.h>
#include <unistd.h>

namespace skybranch {
namespace {

constexpr auto privateFolder = QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner;
constexpr auto privateFile = QFile::ReadOwner | QFile::WriteOwner;

} // namespace

Result<> makePrivateFolder(const QString &folder)
{
    if (!QDir().mkpath(folder) || !QFile::setPermissions(folder, privateFolder))
        return failure(ErrorCode::Unavailable,
                       Words::tr("The folder %1 can not be made. Check who owns the folder "
                                 "above it and whether the disk is full.")
                           .arg(folder));
    return {};
}

Result<> writePrivateFile(const QString &path, const QByteArray &content)
{
    QSaveFile file(path);
    if (!file.open(QIODevice::WriteOnly) || !file.setPermissions(privateFile)
        || file.write(content) != content.size() || !file.commit())
        return failure(ErrorCode::Unavailable,
                       Words::tr("The file %1 can not be written. Check its folder's rights "
                                 "and whether the disk is full.")
                           .arg(path),
                       file.errorString());
    return {};
}

Result<QByteArray> readFile(const QString &path, qint64 limit)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return failure(ErrorCode::NotFound, Words::tr("The file %1 can not be read.").arg(path),
                       file.errorString());
    QByteArray content = file.read(limit + 1);
    if (content.size() > limit)
        return failure(ErrorCode::TooLarge, Words::tr("The file %1 is too large.").arg(path));
    return content;
}

Result<QString> socketFolder(const QString &dataFolder)
{
    const QByteArray hash = QCryptographicHash::hash(
        QFileInfo(dataFolder).absoluteFilePath().toUtf8(), QCryptographicHash::Sha256);
    QString parent = qEnvironmentVariable("XDG_RUNTIME_DIR");
    if (parent.isEmpty() || !QFileInfo(parent).isWritable()) {
        parent = QStringLiteral("/tmp/skybranch-%1").arg(::getuid());
        if (auto made = makePrivateFolder(parent); !made)
            return failure(made);
    }
    const QString folder
        = parent + QStringLiteral("/skybranch-") + QString::fromLatin1(hash.toHex().first(12));
    if (auto made = makePrivateFolder(folder); !made)
        return failure(made);
    // Somebody else may have been first to make a folder of this name in /tmp.
    struct stat info{};
    if (::lstat(QFile::encodeName(folder).constData(), &info) != 0 || !S_ISDIR(info.st_mode)
        || info.st_uid != ::getuid())
        return failure(ErrorCode::Forbidden,
                       QStringLiteral("%1 belongs to somebody else. Remove it, or set "
                                      "XDG_RUNTIME_DIR to a folder of yours.")
                           .arg(folder));
    return folder;
}

} // namespace skybranch
