// SPDX-License-Identifier: GPL-3.0-or-later
#include "providers/hostkey.h"

#include "base/paths.h"
#include "base/process.h"

#include <QTemporaryDir>

namespace skybranch::providers {

using namespace Qt::Literals::StringLiterals;

Task<> makeHostKeyFile(QString path)
{
    ProcessSpec keygen{.program = u"ssh-keygen"_s,
                       .arguments = {u"-q"_s, u"-t"_s, u"ed25519"_s, u"-N"_s, QString(), u"-C"_s,
                                     QString(), u"-f"_s, path}};
    const auto output = co_await runProcess(std::move(keygen));
    if (!output)
        co_return failure(output);
    if (output->exitCode != 0)
        co_return failure(ErrorCode::Internal,
                          u"The VM's host key can not be made. Check whether the disk is full."_s,
                          QString::fromUtf8(output->err));
    co_return {};
}

Task<HostKey> makeHostKey()
{
    const QTemporaryDir folder;
    const QString path = folder.filePath(u"key"_s);
    if (auto made = co_await makeHostKeyFile(path); !made)
        co_return failure(made);
    const auto secret = readFile(path, 4096);
    const auto known = readFile(path + u".pub"_s, 4096);
    if (!secret || !known)
        co_return failure(secret ? known : secret);
    co_return HostKey{.secret = *secret, .known = hostKeyOf(*known)};
}

QString hostKeyOf(const QByteArray &file)
{
    return QString::fromLatin1(file).section(u' ', 0, 1).trimmed();
}

} // namespace skybranch::providers
