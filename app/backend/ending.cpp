// SPDX-License-Identifier: GPL-3.0-or-later
#include "ending.h"

#include <csignal>
#include <fcntl.h>
#include <unistd.h>

namespace skybranch::backend {
namespace {

int signalPipe[2] = {-1, -1};

void onSignal(int)
{
    const char byte = 0;
    // A full pipe holds a byte already, and one is enough.
    [[maybe_unused]] const auto written = ::write(signalPipe[1], &byte, 1);
}

} // namespace

Ending::Ending(int parentDescriptor)
{
    if (::pipe2(signalPipe, O_CLOEXEC | O_NONBLOCK) != 0)
        qFatal("no pipe for signals");
    m_signals = std::make_unique<QSocketNotifier>(signalPipe[0], QSocketNotifier::Read);
    connect(m_signals.get(), &QSocketNotifier::activated, this, [this] {
        m_signals->setEnabled(false);
        Q_EMIT asked();
    });
    struct sigaction action{};
    action.sa_handler = onSignal;
    action.sa_flags = SA_RESTART;
    ::sigaction(SIGTERM, &action, nullptr);
    ::sigaction(SIGINT, &action, nullptr);
    // A client that closes its end must not end us.
    action.sa_handler = SIG_IGN;
    ::sigaction(SIGPIPE, &action, nullptr);
    if (parentDescriptor < 0)
        return;
    ::fcntl(parentDescriptor, F_SETFD, FD_CLOEXEC);
    m_parent = std::make_unique<QSocketNotifier>(parentDescriptor, QSocketNotifier::Read);
    connect(m_parent.get(), &QSocketNotifier::activated, this, [this, parentDescriptor] {
        char buffer[256];
        if (::read(parentDescriptor, buffer, sizeof(buffer)) > 0)
            return;
        m_parent->setEnabled(false);
        Q_EMIT asked();
    });
}

} // namespace skybranch::backend
