// SPDX-License-Identifier: GPL-3.0-or-later
#include "cutproxy.h"
#include "machines.h"
#include "processes.h"
#include "providers/docker/container.h"
#include "support/gitremote.h"

#include <csignal>

using namespace Qt::StringLiterals;

namespace skybranch::soak {
namespace {

constexpr int engineStartMs = 90'000;

/// Everything between the containers and this computer. Where the soak runs, no other container's
/// network is.
class BridgeNetwork : public Network
{
public:
    ~BridgeNetwork() override { setRule({}); }

    void setCut(bool isCut) override
    {
        setRule(isCut ? QStringList{u"REJECT"_s, u"--reject-with"_s, u"tcp-reset"_s}
                      : QStringList());
    }
    void setStalled(bool isStalled) override
    {
        setRule(isStalled ? QStringList{u"DROP"_s} : QStringList());
    }

private:
    void setRule(const QStringList &rule)
    {
        apply(u"-D"_s, std::exchange(m_rule, rule));
        apply(u"-I"_s, m_rule);
    }

    static void apply(const QString &how, const QStringList &rule)
    {
        if (rule.isEmpty())
            return;
        for (const auto &[chain, side] : {std::pair(u"INPUT"_s, u"-i"_s), {u"OUTPUT"_s, u"-o"_s}})
            test::runTool(
                u"iptables"_s,
                QStringList{u"-w"_s, how, chain, side, u"br-+"_s, u"-p"_s, u"tcp"_s, u"-j"_s}
                    + rule);
    }

    QStringList m_rule;
};

class DockerMachines : public Machines
{
public:
    DockerMachines(const Setting &setting, const QString &scratch)
        : m_folder(setting.engineFolder)
        , m_image(setting.vmImage)
        , m_socket(scratch + u"/engine.sock"_s)
    {
        m_engine.setTarget(m_folder + u"/docker.sock"_s);
    }

    bool start() override { return m_engine.listen(m_socket) && heal(); }

    QStringList backendOptions() const override
    {
        return {u"--provider"_s,         u"docker"_s,     u"--docker-host"_s,
                u"unix://"_s + m_socket, u"--vm-image"_s, m_image};
    }

    QList<NamedNetwork> networks() override
    {
        return {{u"the engine"_s, &m_engine}, {u"the containers"_s, &m_bridges}};
    }

    std::optional<QHash<QString, bool>> all() override
    {
        const auto lines = list(u"{{.State}} {{.Label \"%1\"}}"_s.arg(providers::dockerlabel::vm));
        if (!lines)
            return std::nullopt;
        QHash<QString, bool> found;
        for (const QString &line : *lines) {
            const QString state = line.section(u' ', 0, 0);
            found.insert(line.section(u' ', 1), state == u"running"_s || state == u"paused"_s);
        }
        // Helpers have no label.
        found.remove(QString());
        return found;
    }

    qint64 process(const QString &id) override
    {
        return inspect(id, u"{{if .State.Running}}{{.State.Pid}}{{end}}"_s).toLongLong();
    }

    bool hasCommit(const QString &id, const QString &commit) override
    {
        // What a stopped or frozen container has can not be asked of it.
        const QString layer = inspect(id, u"{{.GraphDriver.Data.UpperDir}}"_s);
        return !layer.isEmpty() && isInRepository(commit, layer + u"/workspace/shop"_s);
    }

    QString leftover(const QStringList &ids) override
    {
        const auto names = list(u"{{.Names}}"_s);
        if (!names)
            return u"The engine does not answer."_s;
        for (const QString &name : *names) {
            if (std::ranges::none_of(ids, [&](const QString &id) { return name.endsWith(id); }))
                return u"Nobody's container: "_s + name;
        }
        const QString networks = ids.isEmpty()
            ? docker({u"network"_s, u"ls"_s, u"-q"_s, u"--filter"_s,
                      u"label="_s + providers::dockerlabel::owner})
                  .value_or(QString())
            : QString();
        return networks.isEmpty() ? QString() : u"Nobody's network: "_s + networks;
    }

    QString harm(const Draw &draw) override
    {
        const qint64 engine = engineProcess();
        if (engine == 0)
            return {};
        const bool isKill = draw(3) != 0;
        // Its keeper starts it again at once, or it stays away until heal().
        const bool comesBack = draw(2) == 0;
        if (!comesBack && !QFile(downFile()).open(QIODevice::WriteOnly))
            return {};
        ::kill(pid_t(engine), isKill ? SIGKILL : SIGTERM);
        return (isKill ? u"KILL engine"_s : u"END engine"_s)
            + (comesBack ? u" for a moment"_s : QString());
    }

    bool heal() override
    {
        QFile::remove(downFile());
        return eventually([] { return docker({u"version"_s}).has_value(); }, engineStartMs);
    }

    QByteArray log(const QString &id) override
    {
        return docker({u"logs"_s, u"--tail"_s, u"20"_s, providers::containerName(id)})
            .value_or(QString())
            .toUtf8();
    }

private:
    QString downFile() const { return m_folder + u"/down"_s; }

    /// 0 where it does not run: the number that it left may be another process's by now.
    qint64 engineProcess() const
    {
        const qint64 process
            = readFile(m_folder + u"/dockerd.pid"_s).value_or(QByteArray()).trimmed().toLongLong();
        const QByteArray ours = "dockerd --data-root " + m_folder.toUtf8();
        return commandLine(process).startsWith(ours) ? process : 0;
    }

    static QString inspect(const QString &id, const QString &format)
    {
        return docker({u"inspect"_s, u"--type=container"_s, u"--format"_s, format,
                       providers::containerName(id)})
            .value_or(QString());
    }

    static std::optional<QStringList> list(const QString &format)
    {
        const auto said = docker({u"ps"_s, u"-a"_s, u"--no-trunc"_s, u"--format"_s, format});
        if (!said)
            return std::nullopt;
        return said->split(u'\n', Qt::SkipEmptyParts);
    }

    /// Past the network that can be cut: DOCKER_HOST says where.
    static std::optional<QString> docker(const QStringList &arguments)
    {
        bool ok = false;
        const QByteArray said = test::runTool(u"docker"_s, arguments, {}, &ok);
        return ok ? std::optional(QString::fromUtf8(said).trimmed()) : std::nullopt;
    }

    QString m_folder;
    QString m_image;
    QString m_socket;
    CutProxy m_engine;
    BridgeNetwork m_bridges;
};

} // namespace

std::unique_ptr<Machines> makeDockerMachines(const Setting &setting, const QString &scratch)
{
    return std::make_unique<DockerMachines>(setting, scratch);
}

} // namespace skybranch::soak
