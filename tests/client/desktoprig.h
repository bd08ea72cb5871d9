// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "sessionrig.h"
#include "support/gitremote.h"

#include <csignal>

namespace skybranch::test {

/// A desktop with the real bundled backend, sandbox VMs and a private git host, all in one folder.
/// The git and bubblewrap that they run can be made to wait or to fail.
class DesktopRig
{
public:
    /// With the repository acme/shop at the host, cloned to shop().
    bool start()
    {
        if (!remote.start())
            return false;
        remote.createRepository(QStringLiteral("acme/shop"));
        const QByteArray ssh = "ssh -F " + QFile::encodeName(remote.clientConfig());
        qputenv("GIT_SSH_COMMAND", ssh);
        ScratchHome::write(home.path(QStringLiteral(".ssh/known_hosts")),
                           remote.knownHostsLine() + '\n');
        makeShop();
        makeTools();
        return restart() && rig->add(shop()) == shop();
    }

    /// Another start of the desktop on the same folder.
    bool restart()
    {
        rig.reset();
        rig = std::make_unique<SessionRig>(config());
        return rig->waitLoaded();
    }

    bool waitBackend() const
    {
        return QTest::qWaitFor(
            [this] { return rig->session->backend().state == client::BackendInfo::State::Ready; },
            60'000);
    }

    /// Ends the skybranchd that this process has started, as a crash would.
    static bool killBackend()
    {
        const QString children = QStringLiteral("/proc/self/task/%1/children").arg(::getpid());
        const auto list = readFile(children);
        for (const QByteArray &id : list.value_or(QByteArray()).split(' ')) {
            const auto name
                = readFile(QStringLiteral("/proc/%1/comm").arg(QString::fromLatin1(id)));
            if (name && name->startsWith("skybranchd"))
                return ::kill(id.toInt(), SIGKILL) == 0;
        }
        return false;
    }

    /// VMs outlive their backend, so whatever a test leaves goes here.
    bool deleteAll() const
    {
        if (!rig || !waitBackend())
            return false;
        for (const client::WorktreeInfo &row : rows()) {
            if (row.cloud)
                rig->session->request(row.id, domain::WorkspaceEvent::Delete);
        }
        return QTest::qWaitFor(
            [this] {
                return std::ranges::none_of(rows(), [](const auto &row) { return !!row.cloud; });
            },
            60'000);
    }

    QList<client::WorktreeInfo> rows() const
    {
        QList<client::WorktreeInfo> all = rig->session->cloudOnly();
        for (const client::RepositoryInfo &repository : rig->session->repositories())
            all += repository.worktrees;
        return all;
    }

    client::SessionConfig config() const
    {
        return {.dataFolder = path("data"),
                .backendProgram
                = qEnvironmentVariable("SKYBRANCH_BIN") + QStringLiteral("/skybranchd"),
                .gitProgram = path("tools/git")};
    }

    QString path(const char *name) const { return m_folder.filePath(QLatin1StringView(name)); }
    QString shop() const { return path("shop"); }

    /// While @p held, a git command whose words hold @p words waits, as on a slow machine.
    void holdGit(const char *words, bool held) const { setSwitch("hold", held ? words : ""); }

    /// While @p words are not empty, a git command whose words hold them fails.
    void failGit(const char *words) const { setSwitch("fail", words); }

    /// No VM can be made.
    void failVms(bool failing) const { setSwitch("no-vms", failing ? "1" : ""); }

    ScratchHome home;

private:
    void setSwitch(const char *name, const char *words) const
    {
        const QString file = path("tools/") + QLatin1StringView(name);
        if (*words)
            ScratchHome::write(file, words);
        else
            QFile::remove(file);
    }

    void makeShop()
    {
        const ScratchRepository made = ScratchRepository::create(shop());
        made.git({QStringLiteral("remote"), QStringLiteral("add"), QStringLiteral("origin"),
                  remote.url(QStringLiteral("acme/shop"))});
        made.git({QStringLiteral("push"), QStringLiteral("-qu"), QStringLiteral("origin"),
                  QStringLiteral("main")});
        made.git({QStringLiteral("remote"), QStringLiteral("set-head"), QStringLiteral("origin"),
                  QStringLiteral("main")});
    }

    void makeTools() const
    {
        const QByteArray tools = path("tools").toUtf8();
        ScratchHome::writeScript(
            path("tools/git"),
            "t='" + tools
                + "'\n"
                  "f=$(cat \"$t/fail\" 2>/dev/null)\n"
                  "[ -n \"$f\" ] && case \"$*\" in *\"$f\"*)\n"
                  " echo 'fatal: No space left on device' >&2; exit 128;; esac\n"
                  "while h=$(cat \"$t/hold\" 2>/dev/null) && [ -n \"$h\" ]; do\n"
                  " case \"$*\" in *\"$h\"*) sleep 0.05;; *) break;; esac\ndone\n"
                  "exec git \"$@\"\n");
        ScratchHome::writeScript(path("tools/bin/bwrap"),
                                 "[ -e '" + tools
                                     + "/no-vms' ] && exit 1\n"
                                       "exec /usr/bin/bwrap \"$@\"\n");
        const QByteArray search = path("tools/bin").toUtf8() + ':' + qgetenv("PATH");
        qputenv("PATH", search);
    }

    QTemporaryDir m_folder;

public:
    GitRemote remote{path("host")};
    std::unique_ptr<SessionRig> rig;
};

} // namespace skybranch::test
