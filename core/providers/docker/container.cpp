// SPDX-License-Identifier: GPL-3.0-or-later
#include "providers/docker/container.h"

#include "providers/docker/startscript.h"
#include "providers/vmspec.h"

#include <QFile>

static void initGuardProgram()
{
    Q_INIT_RESOURCE(providers_docker);
}

namespace skybranch::providers {
namespace {

using namespace Qt::Literals::StringLiterals;

constexpr quint16 sshPort = 2222;
constexpr QLatin1StringView sshPortName("2222/tcp");
constexpr qint64 second = 1'000'000'000; ///< the engine counts nanoseconds
constexpr qint64 guardMemory = 64LL << 20;
constexpr int guardProcesses = 16;
constexpr int devGroup = 1000;

// Whether somebody listens at the port of the VM's own sshd, 2222: whatever the image has, so
// without a client.
constexpr QLatin1StringView healthScript("grep -q ': [0-9A-F]*:08AE [0-9A-F:]* 0A ' /proc/net/tcp");

QJsonArray list(const QStringList &words)
{
    return QJsonArray::fromStringList(words);
}

QJsonArray environment()
{
    return list({u"HOME=/home/dev"_s, u"USER=dev"_s, u"LOGNAME=dev"_s, u"SHELL=/bin/bash"_s,
                 u"LANG=C.UTF-8"_s,
                 u"PATH=/usr/local/bin:/usr/bin:/bin:/usr/local/sbin:/usr/sbin:/sbin"_s});
}

QJsonObject healthCheck()
{
    return {{"Test"_L1, list({u"CMD"_s, u"/bin/sh"_s, u"-c"_s, QString(healthScript)})},
            {"Interval"_L1, 60 * second},
            {"Timeout"_L1, 10 * second},
            {"StartPeriod"_L1, 30 * second},
            {"StartInterval"_L1, 3 * second},
            {"Retries"_L1, 3}};
}

/// Kept small, so that what a VM says does not fill the engine's disk.
QJsonObject logConfig()
{
    return {{"Type"_L1, "json-file"_L1},
            {"Config"_L1, QJsonObject{{"max-size"_L1, "1m"_L1}, {"max-file"_L1, "2"_L1}}}};
}

QJsonObject hostConfig(const VmSpec &spec, const DockerLimits &limits)
{
    const QJsonObject anyPort{{"HostIp"_L1, "127.0.0.1"_L1}, {"HostPort"_L1, QString()}};
    QJsonObject config{
        {"NetworkMode"_L1, networkName(spec.owner.toString())},
        {"PortBindings"_L1, QJsonObject{{sshPortName, QJsonArray{anyPort}}}},
        {"CapDrop"_L1, list({u"ALL"_s})},
        {"SecurityOpt"_L1, list({u"no-new-privileges"_s})},
        {"RestartPolicy"_L1, QJsonObject{{"Name"_L1, "no"_L1}}},
        {"LogConfig"_L1, logConfig()},
        // Only what Podman knows of too.
        {"Tmpfs"_L1, QJsonObject{{"/run"_L1, "rw,nosuid,nodev,size=16m,mode=1777"_L1}}},
        {"NanoCpus"_L1, qint64(limits.cpus * second)},
        {"Memory"_L1, limits.memory},
        {"MemorySwap"_L1, limits.memory},
        {"PidsLimit"_L1, limits.processes},
    };
    if (limits.disk > 0)
        config.insert("StorageOpt"_L1, QJsonObject{{"size"_L1, QString::number(limits.disk)}});
    return config;
}

VmState stateOf(const QString &status)
{
    if (status == "running"_L1)
        return VmState::Running;
    if (status == "paused"_L1)
        return VmState::Frozen;
    if (status == "created"_L1 || status == "exited"_L1 || status == "initialized"_L1
        || status == "stopped"_L1)
        return VmState::Stopped;
    if (status == "restarting"_L1 || status == "stopping"_L1)
        return VmState::Starting;
    return VmState::Failed;
}

quint16 portOf(const QJsonObject &inspected)
{
    const QJsonArray bindings = inspected.value("NetworkSettings"_L1)
                                    .toObject()
                                    .value("Ports"_L1)
                                    .toObject()
                                    .value(sshPortName)
                                    .toArray();
    return bindings.first().toObject().value("HostPort"_L1).toString().toUShort();
}

QStringList networksOf(const QJsonObject &inspected)
{
    return inspected.value("NetworkSettings"_L1).toObject().value("Networks"_L1).toObject().keys();
}

} // namespace

QString containerName(const QString &vmId)
{
    return u"skybranch-"_s + vmId;
}

QString guardName(const QString &vmId)
{
    return u"skybranch-guard-"_s + vmId;
}

QString networkName(const QString &owner)
{
    return u"skybranch-"_s + owner;
}

QJsonObject containerJson(const VmSpec &spec, const QString &image, const DockerLimits &limits,
                          const QString &hostKey)
{
    const QJsonObject labels{{dockerlabel::vm, spec.id.toString()},
                             {dockerlabel::tag, spec.tag},
                             {dockerlabel::owner, spec.owner.toString()},
                             {dockerlabel::hostKey, hostKey}};
    return {{"Image"_L1, image},
            {"Entrypoint"_L1, list({u"/bin/sh"_s, u"/etc/skybranch/start"_s})},
            {"Cmd"_L1, QJsonArray()},
            {"Env"_L1, environment()},
            {"User"_L1, "1000:1000"_L1},
            {"WorkingDir"_L1, "/workspace"_L1},
            {"Hostname"_L1, spec.hostName},
            {"Labels"_L1, labels},
            {"StopSignal"_L1, "SIGTERM"_L1},
            {"ExposedPorts"_L1, QJsonObject{{sshPortName, QJsonObject()}}},
            {"Healthcheck"_L1, healthCheck()},
            {"HostConfig"_L1, hostConfig(spec, limits)}};
}

QJsonObject guardJson(const QString &vmContainer, const QString &image)
{
    const QJsonObject config{{"NetworkMode"_L1, QString(u"container:"_s + vmContainer)},
                             {"CapDrop"_L1, list({u"ALL"_s})},
                             {"CapAdd"_L1, list({u"NET_ADMIN"_s})},
                             {"SecurityOpt"_L1, list({u"no-new-privileges"_s})},
                             {"LogConfig"_L1, logConfig()},
                             {"Memory"_L1, guardMemory},
                             {"PidsLimit"_L1, guardProcesses}};
    return {{"Image"_L1, image},
            {"Entrypoint"_L1, list({u"/skybranch-guard"_s})},
            {"Cmd"_L1, QJsonArray()},
            {"User"_L1, "0:0"_L1},
            {"WorkingDir"_L1, "/"_L1},
            {"Labels"_L1, QJsonObject{{"skybranch.guard"_L1, vmContainer}}},
            {"Healthcheck"_L1, QJsonObject{{"Test"_L1, list({u"NONE"_s})}}},
            {"HostConfig"_L1, config}};
}

TarFile guardProgram()
{
    initGuardProgram();
    QFile program(u":/docker/skybranch-guard"_s);
    (void)program.open(QIODevice::ReadOnly);
    return {.path = "skybranch-guard", .content = program.readAll(), .mode = 0755};
}

QJsonObject networkJson(const QString &owner)
{
    // Podman, which does not know these, keeps networks apart by itself.
    const QJsonObject options{{"com.docker.network.bridge.enable_icc"_L1, "false"_L1},
                              {"com.docker.network.bridge.host_binding_ipv4"_L1, "127.0.0.1"_L1}};
    return {{"Name"_L1, networkName(owner)},
            {"CheckDuplicate"_L1, true},
            {"Driver"_L1, "bridge"_L1},
            {"Labels"_L1, QJsonObject{{dockerlabel::owner, owner}}},
            {"Options"_L1, options}};
}

QList<TarFile> containerFiles(const VmSpec &spec, const HostKey &key)
{
    const QByteArray folder = "etc/skybranch/";
    return {{.path = folder + "sshd_config", .content = sshdConfig(u"0.0.0.0"_s, sshPort, spec.id)},
            {.path = folder + "start", .content = startScript.toByteArray()},
            {.path = folder + "user_ca.pub", .content = spec.caPublicKey.toUtf8() + '\n'},
            {.path = folder + "principals", .content = spec.id.toString().toUtf8() + '\n'},
            {.path = folder + "ssh_host_ed25519_key.pub", .content = key.known.toUtf8() + '\n'},
            {.path = folder + "ssh_host_ed25519_key",
             .content = key.secret,
             .mode = 0440,
             .group = devGroup}};
}

Container containerOf(const QJsonObject &inspected)
{
    const QJsonObject labels
        = inspected.value("Config"_L1).toObject().value("Labels"_L1).toObject();
    const QJsonObject state = inspected.value("State"_L1).toObject();
    return {.id = inspected.value("Id"_L1).toString(),
            .vm = vmIdOf(labels.value(dockerlabel::vm).toString()),
            .tag = labels.value(dockerlabel::tag).toString(),
            .owner = labels.value(dockerlabel::owner).toString(),
            .hostKey = labels.value(dockerlabel::hostKey).toString(),
            .state = stateOf(state.value("Status"_L1).toString()),
            .wasStarted = !state.value("StartedAt"_L1).toString().startsWith("0001-"_L1),
            .exitCode = state.value("ExitCode"_L1).toInt(),
            .port = portOf(inspected),
            .networks = networksOf(inspected)};
}

ProviderVm listedVm(const QJsonObject &item)
{
    const QString id = item.value("Labels"_L1).toObject().value(dockerlabel::vm).toString();
    return {
        .providerVmId = id, .id = vmIdOf(id), .state = stateOf(item.value("State"_L1).toString())};
}

} // namespace skybranch::providers
