// SPDX-License-Identifier: GPL-3.0-or-later
#include "datafolder.h"

#include "base/paths.h"

#include <QFile>
#include <QLoggingCategory>
#include <QRandomGenerator>
#include <QUuid>

#include <array>
#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>

using namespace Qt::StringLiterals;

namespace skybranch::backend {
namespace {

Q_LOGGING_CATEGORY(lcBackend, "skybranch.backend")

constexpr qint64 maxKey = 4096;
constexpr qsizetype minKey = 16;

QByteArray randomKey()
{
    std::array<quint32, 8> random{};
    QRandomGenerator::system()->fillRange(random.data(), random.size());
    return QByteArray(reinterpret_cast<const char *>(random.data()), sizeof(random)).toHex();
}

Result<QByteArray> readLine(int descriptor)
{
    QFile file;
    if (!file.open(descriptor, QIODevice::ReadOnly, QFileDevice::AutoCloseHandle))
        return failure(ErrorCode::InvalidArgument, u"The API key's descriptor can not be read."_s);
    return file.readLine(maxKey);
}

Result<QByteArray> keyOfFolder(const QString &path)
{
    if (QFile::exists(path))
        return readFile(path, maxKey);
    const QByteArray key = randomKey();
    if (auto written = writePrivateFile(path, key + '\n'); !written)
        return failure(written);
    qCInfo(lcBackend).noquote() << "an API key was made in" << path;
    return key;
}

/// Of several that begin at once, the first one's stays.
Result<> makeIdentity(const QString &folder, const QString &path)
{
    const QString identity = QUuid::createUuid().toString(QUuid::WithoutBraces);
    const QString draft = folder + u"/identity-"_s + identity;
    if (auto made = makePrivateFolder(folder); !made)
        return made;
    if (auto written = writePrivateFile(draft, identity.toLatin1() + '\n'); !written)
        return written;
    const bool isThere
        = ::link(QFile::encodeName(draft).constData(), QFile::encodeName(path).constData()) == 0
        || errno == EEXIST;
    QFile::remove(draft);
    if (!isThere)
        return failure(ErrorCode::Unavailable, u"The file %1 can not be made."_s.arg(path));
    return {};
}

} // namespace

DataFolderLock::~DataFolderLock()
{
    if (m_descriptor >= 0)
        ::close(m_descriptor);
}

Result<> DataFolderLock::take(const QString &folder)
{
    if (auto made = makePrivateFolder(folder); !made)
        return made;
    const QString path = folder + u"/lock"_s;
    m_descriptor = ::open(QFile::encodeName(path).constData(), O_RDWR | O_CREAT | O_CLOEXEC, 0600);
    if (m_descriptor < 0)
        return failure(ErrorCode::Unavailable, u"The file %1 can not be made."_s.arg(path));
    if (::flock(m_descriptor, LOCK_EX | LOCK_NB) != 0)
        return failure(ErrorCode::Conflict,
                       u"The data folder %1 is in use by another skybranchd. End it, or choose "
                       "another folder with --data-dir."_s.arg(folder));
    return {};
}

Result<QString> folderIdentity(const QString &folder)
{
    const QString path = folder + u"/identity"_s;
    if (!QFile::exists(path)) {
        if (auto made = makeIdentity(folder, path); !made)
            return failure(made);
    }
    const auto content = readFile(path, maxKey);
    if (!content)
        return failure(content);
    const QUuid identity = QUuid::fromString(QString::fromLatin1(content->trimmed()));
    if (identity.isNull())
        return failure(ErrorCode::Unavailable,
                       u"The file %1 is damaged. Restore it from a backup."_s.arg(path));
    return identity.toString(QUuid::WithoutBraces);
}

Result<QByteArray> readApiKey(const Options &options)
{
    if (!options.databaseUrl.isEmpty() && options.keyDescriptor < 0 && options.keyFile.isEmpty())
        return QByteArray();
    const auto read = options.keyDescriptor >= 0 ? readLine(options.keyDescriptor)
        : options.keyFile.isEmpty()              ? keyOfFolder(options.dataFolder + u"/api-key"_s)
                                                 : readFile(options.keyFile, maxKey);
    if (!read)
        return read;
    const QByteArray key = read->trimmed();
    if (key.size() < minKey)
        return failure(ErrorCode::InvalidArgument,
                       u"The API key must have at least %1 characters."_s.arg(minKey));
    return key;
}

} // namespace skybranch::backend
