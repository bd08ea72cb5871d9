// SPDX-License-Identifier: GPL-3.0-or-later
#include "commandline/interruption.h"

#include "commandline/output.h"

#include <array>
#include <csignal>
#include <fcntl.h>
#include <unistd.h>

namespace skybranch::commandline {
namespace {

std::array<int, 2> signalPipe{-1, -1};
volatile std::sig_atomic_t isAsked = 0;

void onSignal(int)
{
    if (isAsked)
        ::_exit(int(ExitCode::Cancelled));
    isAsked = 1;
    const char byte = 0;
    [[maybe_unused]] const auto written = ::write(signalPipe[1], &byte, 1);
}

} // namespace

Interruption::Interruption()
{
    if (::pipe2(signalPipe.data(), O_CLOEXEC | O_NONBLOCK) != 0)
        qFatal("no pipe for signals");
    m_signals = std::make_unique<QSocketNotifier>(signalPipe[0], QSocketNotifier::Read);
    connect(m_signals.get(), &QSocketNotifier::activated, this, [this] {
        m_signals->setEnabled(false);
        m_stop.request_stop();
    });
    // Without SA_RESTART: a question on the terminal ends too.
    struct sigaction action{};
    action.sa_handler = onSignal;
    ::sigaction(SIGINT, &action, nullptr);
    ::sigaction(SIGTERM, &action, nullptr);
    action.sa_handler = SIG_IGN;
    ::sigaction(SIGPIPE, &action, nullptr);
}

} // namespace skybranch::commandline
