// SPDX-License-Identifier: GPL-3.0-or-later
#include "work/daemon.h"

#include "base/paths.h"
#include "work/detached.h"
#include "work/localsocket.h"
#include "work/ownprogram.h"

#include <QFile>
#include <QFileInfo>

#include <csignal>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

namespace skybranch::work {
namespace {

using namespace Qt::Literals::StringLiterals;

constexpr int patienceMs = 5000;

QString stateFolder(const QString &home)
{
    return home + u"/.local/state/skybranch"_s;
}

/// Of the process at the other end of @p socket, as the kernel knows it; 0: not known.
pid_t processAt(int socket)
{
    ucred peer{};
    socklen_t size = sizeof peer;
    return ::getsockopt(socket, SOL_SOCKET, SO_PEERCRED, &peer, &size) == 0 ? peer.pid : 0;
}

bool isOfThisVersion(pid_t process)
{
    return QFileInfo(u"/proc/%1/exe"_s.arg(process)).symLinkTarget()
        == QFileInfo(u"/proc/self/exe"_s).symLinkTarget();
}

/// Ends the daemon at @p socket and waits until it is gone.
void endDaemon(int socket, pid_t process)
{
    if (process <= 0)
        return;
    ::kill(process, SIGTERM);
    pollfd end{socket, POLLRDHUP, 0};
    if (::poll(&end, 1, patienceMs) == 0)
        ::kill(process, SIGKILL);
}

} // namespace

DaemonPlaces daemonPlaces(const QString &home)
{
    if (ownProgram().isCarried())
        return {stateFolder(home) + u"/guest.sock"_s, home + u"/workspace"_s};
    return {u"/run/skybranch/guest.sock"_s, u"/workspace"_s};
}

Result<> ensureDaemon(const QString &home)
{
    const OwnProgram program = ownProgram();
    if (!program.isCarried())
        return {};
    const DaemonPlaces places = daemonPlaces(home);
    if (const auto running = connectLocal(places.socket, 0)) {
        const pid_t process = processAt(*running);
        const bool isOurs = isOfThisVersion(process);
        if (!isOurs)
            endDaemon(*running, process);
        ::close(*running);
        if (isOurs)
            return {};
    }
    for (const QString &folder : {stateFolder(home), places.workspace}) {
        if (const auto made = makePrivateFolder(folder); !made)
            return made;
    }
    startDetached(QFile::encodeName(program.path), {"skybranch-guest", "serve"},
                  QFile::encodeName(stateFolder(home) + u"/guest.log"_s));
    const auto started = connectLocal(places.socket, patienceMs);
    if (!started)
        return failure(started);
    ::close(*started);
    return {};
}

} // namespace skybranch::work
