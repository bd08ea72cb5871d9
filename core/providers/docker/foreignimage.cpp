// SPDX-License-Identifier: GPL-3.0-or-later
// How an image that has never heard of us becomes a VM.
#include "providers/docker/foreignimage.h"

#include "providers/docker/docker.h"

namespace skybranch::providers {
namespace {

using namespace Qt::Literals::StringLiterals;

constexpr int dev = 1000; ///< whatever the image calls that number: who is first in the file is it

/// @p entry before all others, of which none has its name.
QByteArray withEntry(const QByteArray &entry, const QByteArray &file)
{
    const QByteArray name = entry.first(entry.indexOf(':') + 1);
    QByteArray all = entry + '\n';
    for (const QByteArray &line : file.split('\n')) {
        if (!line.isEmpty() && !line.startsWith(name))
            all += line + '\n';
    }
    return all;
}

TarFile folderOfDev(const QByteArray &path)
{
    return {.path = path, .content = {}, .mode = 0755, .user = dev, .group = dev};
}

} // namespace

bool isOwnImage(const QJsonObject &inspected)
{
    const QJsonObject labels
        = inspected.value("Config"_L1).toObject().value("Labels"_L1).toObject();
    return !labels.value("skybranch.inputs"_L1).toString().isEmpty();
}

QList<TarFile> foreignImageFiles(const QByteArray &users, const QByteArray &groups, bool hasBash)
{
    const QByteArray shell = hasBash ? "/bin/bash" : "/bin/sh";
    return {
        {.path = "etc/passwd", .content = withEntry("dev:x:1000:1000::/home/dev:" + shell, users)},
        {.path = "etc/group", .content = withEntry("dev:x:1000:", groups)},
        folderOfDev("home/dev/"),
        folderOfDev("workspace/")};
}

/// What @p path in a container holds; empty where it is no file.
Task<QByteArray> Docker::fileIn(Self self, QString container, QString path)
{
    const auto archive = co_await Engine::call(
        self->m_engine, {.path = u"/containers/%1/archive?path=%2"_s.arg(container, path)});
    if (!archive && archive.error().code == ErrorCode::NotFound)
        co_return QByteArray();
    if (!archive)
        co_return failure(archive);
    co_return firstFileIn(archive->body);
}

Task<QList<TarFile>> Docker::missingFiles(Self self, QString container)
{
    const auto inspected
        = co_await Engine::object(self->m_engine, {.path = u"/images/%1/json"_s.arg(image(self))});
    if (!inspected && inspected.error().code == ErrorCode::NotFound)
        co_return noImage(self);
    if (!inspected)
        co_return failure(inspected);
    QList<TarFile> files;
    if (isOwnImage(*inspected))
        co_return files;
    const auto users = co_await fileIn(self, container, u"/etc/passwd"_s);
    const auto groups = co_await fileIn(self, container, u"/etc/group"_s);
    const auto bash = co_await fileIn(self, container, u"/bin/bash"_s);
    for (const auto *file : {&users, &groups, &bash}) {
        if (!*file)
            co_return failure(*file);
    }
    files = foreignImageFiles(*users, *groups, !bash->isEmpty());
    co_return files;
}

} // namespace skybranch::providers
