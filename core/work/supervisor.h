// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArrayList>

#include <chrono>
#include <csignal>
#include <sys/types.h>
#include <vector>

namespace skybranch::work {

/// Keeps a few programs running: starts each again when it has ended (at once, then after 1, 3 and
/// 10 s while it goes on failing), reaps every orphan, and ends everything on SIGTERM. Made to be
/// process 1 of a VM; uses neither threads nor Qt's event loop, so that nothing in it can fail.
class Supervisor
{
public:
    void add(QByteArrayList command);

    /// Runs until SIGTERM or SIGINT; gives the exit code.
    int run();

private:
    using Clock = std::chrono::steady_clock;

    struct Service
    {
        QByteArrayList command;
        pid_t pid = 0;
        size_t failures = 0;
        Clock::time_point startedAt;
        Clock::time_point dueAt;
    };

    void startDue(const sigset_t &signalsToUnblock);
    void reap();
    void onEnded(pid_t pid, int status);
    void endAll(const sigset_t &waited);
    void signalAll(int signal) const;
    Clock::time_point nextDue() const;

    std::vector<Service> m_services;
};

} // namespace skybranch::work
