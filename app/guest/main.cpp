// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/log.h"
#include "work/attachcommand.h"
#include "work/bridge.h"
#include "work/daemon.h"
#include "work/guestserver.h"
#include "work/holdcommand.h"
#include "work/homefiles.h"
#include "work/leftovers.h"
#include "work/ownprogram.h"
#include "work/repositoryowner.h"
#include "work/seedcommand.h"
#include "work/supervisor.h"

#include <QCoreApplication>
#include <QDir>
#include <QFile>
#include <QStandardPaths>

#include <cstdio>
#include <sys/prctl.h>
#include <unistd.h>

using namespace skybranch;

namespace {

constexpr char usage[] =
    R"(skybranch-guest COMMAND: the part of Skybranch that lives in a VM

  init [--go-fd N] -- SSHD...  keeps sshd and the daemon running; process 1 of the VM
  serve [--socket PATH] [--workspace FOLDER]  the daemon
  rpc [--socket PATH]          joins stdin and stdout to the daemon
  seed [--socket PATH]         a header line and a git bundle on stdin become the repository
  attach ID [--create] [--name NAME] [--workspace FOLDER]  a terminal on stdin and stdout
  check                        says by which name it was sent here, and what it lacks
  hold ID [--ready-fd N] [--name NAME] [--workspace FOLDER]  what keeps it; attach starts it
)";

int fail(const Error &error)
{
    qCritical("%s", qPrintable(describe(error)));
    return 1;
}

/// The value that follows @p name, or @p fallback.
QString option(const QStringList &arguments, const QString &name, const QString &fallback)
{
    const qsizetype at = arguments.indexOf(name);
    return at >= 0 && at + 1 < arguments.size() ? arguments[at + 1] : fallback;
}

QString socketPath(const QStringList &arguments)
{
    return option(arguments, QStringLiteral("--socket"),
                  work::daemonPlaces(QDir::homePath()).socket);
}

std::shared_ptr<work::RepositoryOwner> makeOwner(const QStringList &arguments)
{
    return work::RepositoryOwner::create(
        {.workspace = option(arguments, QStringLiteral("--workspace"),
                             work::daemonPlaces(QDir::homePath()).workspace),
         .home = QDir::homePath()});
}

/// Whoever made the VM says by one byte that it has written down that it did; without it the VM
/// would be nobody's, and ends.
bool mayGo(const QStringList &arguments)
{
    const int descriptor
        = option(arguments, QStringLiteral("--go-fd"), QStringLiteral("-1")).toInt();
    char byte = 0;
    const bool go = descriptor < 0 || ::read(descriptor, &byte, 1) == 1;
    ::close_range(STDERR_FILENO + 1, ~0U, 0);
    return go;
}

int runInit(const QStringList &arguments)
{
    const qsizetype separator = arguments.indexOf(QStringLiteral("--"));
    if (separator < 0 || separator + 1 >= arguments.size() || !mayGo(arguments.first(separator)))
        return 2;
    ::prctl(PR_SET_CHILD_SUBREAPER, 1);
    work::removeLeftovers(option(arguments.first(separator), QStringLiteral("--workspace"),
                                 QStringLiteral("/workspace")),
                          QDir::homePath());
    if (const auto written = work::writeHomeFiles(QDir::homePath()); !written)
        qWarning("%s", qPrintable(describe(written.error())));
    work::Supervisor supervisor;
    QByteArrayList sshd;
    for (const QString &word : arguments.sliced(separator + 1))
        sshd << QFile::encodeName(word);
    supervisor.add(sshd);
    supervisor.add(
        {QFile::encodeName(QFile::symLinkTarget(QStringLiteral("/proc/self/exe"))), "serve"});
    return supervisor.run();
}

/// Where the first process of the VM is not ours, the first question starts the daemon.
bool hasDaemon(const QStringList &arguments)
{
    if (arguments.contains(QLatin1StringView("--socket")))
        return true;
    const auto there = work::ensureDaemon(QDir::homePath());
    if (!there)
        qCritical("%s", qPrintable(describe(there.error())));
    return there.has_value();
}

/// Whoever has sent the guest reads it: one word a line.
int runCheck()
{
    std::printf("name=%s\n", qPrintable(work::ownProgram().carriedName));
    if (QStandardPaths::findExecutable(QStringLiteral("git")).isEmpty())
        std::printf("lacks=git\n");
    return 0;
}

int runServe(int argc, char **argv, const QStringList &arguments)
{
    const QCoreApplication application(argc, argv);
    const auto owner = makeOwner(arguments);
    work::GuestServer server(owner);
    if (const auto listening = server.listen(socketPath(arguments)); !listening)
        return fail(listening.error());
    owner->start();
    return application.exec();
}

int runSeed(int argc, char **argv, const QStringList &arguments)
{
    const QCoreApplication application(argc, argv);
    if (!hasDaemon(arguments))
        return 1;
    return work::runSeed(socketPath(arguments));
}

int runHold(int argc, char **argv, const QStringList &arguments)
{
    const QCoreApplication application(argc, argv);
    return work::runHold(
        {.id = arguments.value(1),
         .home = QDir::homePath(),
         .folder = makeOwner(arguments)->folder(),
         .name = option(arguments, QStringLiteral("--name"), {}),
         .readyDescriptor
         = option(arguments, QStringLiteral("--ready-fd"), QStringLiteral("-1")).toInt()});
}

int runAttach(const QStringList &arguments)
{
    QStringList hold;
    for (const QString &name : {QStringLiteral("--name"), QStringLiteral("--workspace")}) {
        if (const QString value = option(arguments, name, {}); !value.isEmpty())
            hold << name << value;
    }
    return work::runAttach({.id = arguments.value(1),
                            .home = QDir::homePath(),
                            .create = arguments.contains(QStringLiteral("--create")),
                            .hold = hold});
}

int runRpc(const QStringList &arguments)
{
    if (!hasDaemon(arguments))
        return 1;
    if (const auto carried = work::bridge(socketPath(arguments)); !carried)
        return fail(carried.error());
    return 0;
}

} // namespace

int main(int argc, char **argv)
{
    installLog();
    const QString carried = work::ownProgram().carriedName;
    QCoreApplication::setApplicationVersion(carried.isEmpty() ? QStringLiteral(SKYBRANCH_VERSION)
                                                              : carried);
    // Else the name of its loader.
    ::prctl(PR_SET_NAME, "skybranch-guest");
    QStringList arguments;
    for (int i = 1; i < argc; ++i)
        arguments << QFile::decodeName(argv[i]);
    const QString command = arguments.value(0);
    if (command == QLatin1StringView("init"))
        return runInit(arguments);
    if (command == QLatin1StringView("serve"))
        return runServe(argc, argv, arguments);
    if (command == QLatin1StringView("rpc"))
        return runRpc(arguments);
    if (command == QLatin1StringView("seed"))
        return runSeed(argc, argv, arguments);
    if (command == QLatin1StringView("attach"))
        return runAttach(arguments);
    if (command == QLatin1StringView("check"))
        return runCheck();
    if (command == QLatin1StringView("hold"))
        return runHold(argc, argv, arguments);
    std::fputs(usage, stderr);
    return 2;
}
