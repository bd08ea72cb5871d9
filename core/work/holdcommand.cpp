// SPDX-License-Identifier: GPL-3.0-or-later
#include "work/holdcommand.h"

#include "base/log.h"
#include "work/terminalholder.h"

#include <QCoreApplication>
#include <QFileInfo>
#include <QSocketNotifier>

#include <csignal>
#include <sys/signalfd.h>
#include <unistd.h>

namespace skybranch::work {
namespace {

void report(int descriptor, const QByteArray &words)
{
    if (descriptor < 0)
        return;
    static_cast<void>(!::write(descriptor, words.constData(), size_t(words.size())));
    ::close(descriptor);
}

/// Becomes readable when the VM stops. What else a closed connection sends is not for us.
int stopSignals()
{
    ::signal(SIGHUP, SIG_IGN);
    ::signal(SIGINT, SIG_IGN);
    ::signal(SIGPIPE, SIG_IGN);
    sigset_t stops;
    sigemptyset(&stops);
    sigaddset(&stops, SIGTERM);
    ::sigprocmask(SIG_BLOCK, &stops, nullptr);
    return ::signalfd(-1, &stops, SFD_CLOEXEC | SFD_NONBLOCK);
}

} // namespace

int runHold(const HoldOrder &order)
{
    if (!wire::isTerminalId(order.id)) {
        qCritical("that is no terminal's id");
        return 2;
    }
    QSocketNotifier stops(stopSignals(), QSocketNotifier::Read);
    auto holder = TerminalHolder::create(
        order.id,
        {.home = order.home,
         .folder = QFileInfo(order.folder).isDir() ? order.folder : order.home,
         .name = order.name});
    if (!holder && holder.error().code != ErrorCode::Conflict) {
        qCritical("%s", qPrintable(describe(holder.error())));
        report(order.readyDescriptor, holder.error().message.toUtf8());
        return 1;
    }
    report(order.readyDescriptor, "ready");
    if (!holder)
        return 0;
    QObject::connect(&stops, &QSocketNotifier::activated, holder->get(), [&stops, &holder] {
        stops.setEnabled(false);
        (*holder)->stop();
    });
    QObject::connect(holder->get(), &TerminalHolder::finished, qApp, &QCoreApplication::quit,
                     Qt::QueuedConnection);
    return QCoreApplication::exec();
}

} // namespace skybranch::work
