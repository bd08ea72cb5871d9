// SPDX-License-Identifier: GPL-3.0-or-later
#include "providers/sandbox/vmfolder.h"

#include "base/paths.h"
#include "providers/hostkey.h"
#include "providers/sandbox/removetree.h"
#include "providers/vmspec.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTemporaryDir>

#include <utility>

namespace skybranch::providers {
namespace {

using namespace Qt::Literals::StringLiterals;

// Names that no VmId can have.
constexpr QLatin1StringView makingPrefix(".making-");
constexpr QLatin1StringView removingPrefix(".removing-");

constexpr char groupFile[] = "root:x:0:\ndev:x:1000:\nnogroup:x:65534:\n";
constexpr char passwdFile[] = "root:x:0:0:root:/root:/usr/sbin/nologin\n"
                              "dev:x:1000:1000:Developer:/home/dev:/bin/bash\n"
                              "nobody:x:65534:65534:nobody:/nonexistent:/usr/sbin/nologin\n";
constexpr char nsswitchFile[] = "passwd: files\ngroup: files\nhosts: files dns\n"
                                "protocols: files\nservices: files\n";

QJsonObject toJson(const ProcessId &process)
{
    return {{"pid"_L1, process.pid},
            {"startTime"_L1, QString::number(process.startTime)},
            {"bootId"_L1, process.bootId}};
}

ProcessId processFromJson(const QJsonObject &json)
{
    return {json.value("pid"_L1).toInt(), json.value("startTime"_L1).toString().toULongLong(),
            json.value("bootId"_L1).toString()};
}

std::optional<QJsonObject> readJson(const QString &path)
{
    const auto content = readFile(path);
    if (!content)
        return std::nullopt;
    const QJsonDocument document = QJsonDocument::fromJson(*content);
    return document.isObject() ? std::optional(document.object()) : std::nullopt;
}

Result<> writeJson(const QString &path, const QJsonObject &json)
{
    return writePrivateFile(path, QJsonDocument(json).toJson());
}

QJsonObject specToJson(const VmSpec &spec)
{
    return {{"id"_L1, spec.id.toString()},
            {"tag"_L1, spec.tag},
            {"hostName"_L1, spec.hostName},
            {"caPublicKey"_L1, spec.caPublicKey}};
}

Result<> writeEtc(const QString &etc, const VmSpec &spec)
{
    if (auto made = makePrivateFolder(etc + u"/skybranch"_s); !made)
        return made;
    const QByteArray host = spec.hostName.toUtf8();
    const std::pair<QString, QByteArray> files[]{
        {u"/passwd"_s, passwdFile},
        {u"/group"_s, groupFile},
        {u"/nsswitch.conf"_s, nsswitchFile},
        {u"/hostname"_s, host + '\n'},
        {u"/hosts"_s, "127.0.0.1 localhost " + host + "\n::1 localhost\n"},
        {u"/skybranch/user_ca.pub"_s, spec.caPublicKey.toUtf8() + '\n'},
        {u"/skybranch/principals"_s, spec.id.toString().toUtf8() + '\n'},
    };
    for (const auto &[name, content] : files) {
        if (auto written = writePrivateFile(etc + name, content); !written)
            return written;
    }
    return {};
}

/// In a folder of its own first: an ssh-keygen that has outlived its backend may still write.
Task<> makeKeyIn(QString vmFolder)
{
    QTemporaryDir keys(vmFolder + u"/keys-XXXXXX"_s);
    if (auto made = co_await makeHostKeyFile(keys.filePath(u"key"_s)); !made)
        co_return made;
    const QString place = vmFolder + u"/etc/skybranch/ssh_host_ed25519_key"_s;
    for (const QString &suffix : {QString(), u".pub"_s}) {
        if (!QFile::rename(keys.filePath(u"key"_s) + suffix, place + suffix))
            co_return failure(ErrorCode::Unavailable,
                              u"The VM's host key can not be kept. Check whether the disk is "
                              "full."_s,
                              place);
    }
    keys.remove();
    co_return {};
}

} // namespace

VmFolder::VmFolder(const QString &root, const QString &vmId)
    : m_path(root % u'/' % vmId)
{
}

QStringList VmFolder::all(const QString &root)
{
    QStringList ids;
    for (const QString &name : QDir(root).entryList(QDir::Dirs | QDir::NoDotAndDotDot)) {
        if (!vmIdOf(name).isNull())
            ids.append(name);
    }
    return ids;
}

QString VmFolder::path(const QString &name) const
{
    return m_path % u'/' % name;
}

bool VmFolder::exists() const
{
    return QFileInfo::exists(path(u"spec.json"_s));
}

Result<VmSpec> VmFolder::spec() const
{
    const auto json = readJson(path(u"spec.json"_s));
    if (!json)
        return failure(ErrorCode::NotFound, u"There is no such VM."_s, m_path);
    return VmSpec{.id = VmId::fromString(json->value("id"_L1).toString()),
                  .tag = json->value("tag"_L1).toString(),
                  .hostName = json->value("hostName"_L1).toString(),
                  .caPublicKey = json->value("caPublicKey"_L1).toString()};
}

std::optional<VmRun> VmFolder::run() const
{
    const auto json = readJson(path(u"run.json"_s));
    if (!json)
        return std::nullopt;
    return VmRun{.init = processFromJson(json->value("init"_L1).toObject()),
                 .port = quint16(json->value("port"_L1).toInt())};
}

std::optional<VmFreeze> VmFolder::freeze() const
{
    const auto json = readJson(path(u"freeze.json"_s));
    if (!json)
        return std::nullopt;
    VmFreeze freeze{.complete = json->value("complete"_L1).toBool()};
    for (const QJsonValue &process : json->value("stayStopped"_L1).toArray())
        freeze.stayStopped.append(processFromJson(process.toObject()));
    return freeze;
}

Result<> VmFolder::writeRun(const VmRun &run) const
{
    return writeJson(path(u"run.json"_s), {{"init"_L1, toJson(run.init)}, {"port"_L1, run.port}});
}

Result<> VmFolder::writeFreeze(const VmFreeze &freeze) const
{
    QJsonArray stopped;
    for (const ProcessId &process : freeze.stayStopped)
        stopped.append(toJson(process));
    return writeJson(path(u"freeze.json"_s),
                     {{"stayStopped"_L1, stopped}, {"complete"_L1, freeze.complete}});
}

void VmFolder::clearFreeze() const
{
    QFile::remove(path(u"freeze.json"_s));
}

Result<QString> VmFolder::hostKey() const
{
    const auto key = readFile(path(u"etc/skybranch/ssh_host_ed25519_key.pub"_s), 4096);
    if (!key)
        return failure(key);
    return hostKeyOf(*key);
}

Task<> VmFolder::create(QString root, VmSpec spec)
{
    const VmFolder making(root, makingPrefix + spec.id.toString());
    // Nothing of it was ever mounted in a VM, and only this folder's owner could write there.
    if (auto removed = removeTree(making.m_path); !removed)
        co_return removed;
    for (const QString &folder : {u"etc"_s, u"home"_s, u"workspace"_s}) {
        if (auto made = makePrivateFolder(making.path(folder)); !made)
            co_return made;
    }
    if (auto written = writeEtc(making.path(u"etc"_s), spec); !written)
        co_return written;
    if (auto key = co_await makeKeyIn(making.m_path); !key)
        co_return key;
    if (auto written = writeJson(making.path(u"spec.json"_s), specToJson(spec)); !written)
        co_return written;
    const VmFolder made(root, spec.id.toString());
    if (!QDir().rename(making.m_path, made.m_path))
        co_return failure(
            ErrorCode::Unavailable,
            u"The VM's folder can not be put into its place. Check the rights of %1."_s.arg(root));
    co_return {};
}

Task<> VmFolder::remove(QString root, QString vmId, QThreadPool *pool)
{
    const VmFolder removing(root, removingPrefix + vmId);
    const VmFolder making(root, makingPrefix + vmId);
    const VmFolder folder(root, vmId);
    const auto work = [removing = removing.m_path, making = making.m_path,
                       folder = folder.m_path]() -> Result<> {
        if (auto removed = removeTree(removing); !removed)
            return removed;
        if (QFileInfo::exists(folder) && !QDir().rename(folder, removing))
            return failure(
                ErrorCode::Unavailable,
                u"The VM's folder %1 can not be removed. Check its rights."_s.arg(folder));
        if (auto removed = removeTree(removing); !removed)
            return removed;
        return removeTree(making);
    };
    return runOn(pool, work);
}

} // namespace skybranch::providers
