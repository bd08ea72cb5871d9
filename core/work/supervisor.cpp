// SPDX-License-Identifier: GPL-3.0-or-later
#include "work/supervisor.h"

#include "base/log.h"

#include <algorithm>
#include <array>
#include <cerrno>
#include <optional>
#include <sys/wait.h>
#include <unistd.h>

namespace skybranch::work {
namespace {

using namespace std::chrono_literals;

constexpr std::array<std::chrono::seconds, 4> backOff{0s, 1s, 3s, 10s};
constexpr auto healthyAfter = 30s; ///< a program that ran so long has not failed
constexpr auto grace = 3s; ///< between asking everything to end and ending it

timespec toTimespec(std::chrono::nanoseconds span)
{
    span = std::max(span, 0ns);
    const auto seconds = std::chrono::duration_cast<std::chrono::seconds>(span);
    return {.tv_sec = seconds.count(), .tv_nsec = (span - seconds).count()};
}

pid_t startProgram(const QByteArrayList &command, const sigset_t &signalsToUnblock)
{
    std::vector<char *> arguments;
    for (const QByteArray &word : command)
        arguments.push_back(const_cast<char *>(word.constData()));
    arguments.push_back(nullptr);
    const pid_t pid = ::fork();
    if (pid != 0)
        return pid;
    ::sigprocmask(SIG_UNBLOCK, &signalsToUnblock, nullptr);
    ::setsid();
    ::execv(arguments[0], arguments.data());
    ::_exit(127);
}

} // namespace

void Supervisor::add(QByteArrayList command)
{
    m_services.push_back({.command = std::move(command), .dueAt = Clock::now()});
}

int Supervisor::run()
{
    sigset_t waited;
    sigemptyset(&waited);
    for (const int signal : {SIGCHLD, SIGTERM, SIGINT})
        sigaddset(&waited, signal);
    ::sigprocmask(SIG_BLOCK, &waited, nullptr);
    for (;;) {
        startDue(waited);
        const timespec untilDue = toTimespec(nextDue() - Clock::now());
        const int signal = ::sigtimedwait(&waited, nullptr, &untilDue);
        if (signal == SIGTERM || signal == SIGINT)
            break;
        if (signal == SIGCHLD)
            reap();
    }
    endAll(waited);
    return 0;
}

void Supervisor::startDue(const sigset_t &signalsToUnblock)
{
    for (Service &service : m_services) {
        if (service.pid != 0 || service.dueAt > Clock::now())
            continue;
        service.startedAt = Clock::now();
        const pid_t pid = startProgram(service.command, signalsToUnblock);
        if (pid > 0)
            service.pid = pid;
        else
            service.dueAt = Clock::now() + backOff.back();
    }
}

void Supervisor::reap()
{
    int status = 0;
    for (;;) {
        const pid_t pid = ::waitpid(-1, &status, WNOHANG);
        if (pid <= 0)
            return;
        onEnded(pid, status);
    }
}

void Supervisor::onEnded(pid_t pid, int status)
{
    const auto service = std::ranges::find(m_services, pid, &Service::pid);
    if (service == m_services.end())
        return;
    const auto now = Clock::now();
    if (now - service->startedAt > healthyAfter)
        service->failures = 0;
    service->pid = 0;
    service->dueAt = now + backOff[std::min(service->failures++, backOff.size() - 1)];
    qWarning("%s has ended with status %d and will be started again",
             service->command.first().constData(), status);
}

void Supervisor::endAll(const sigset_t &waited)
{
    // An interactive shell ignores SIGTERM, a stopped job waits for SIGCONT.
    for (const int signal : {SIGTERM, SIGHUP, SIGCONT})
        signalAll(signal);
    const auto deadline = Clock::now() + grace;
    while (Clock::now() < deadline) {
        reap();
        if (::waitpid(-1, nullptr, WNOHANG) < 0 && errno == ECHILD)
            return;
        const timespec left = toTimespec(deadline - Clock::now());
        ::sigtimedwait(&waited, nullptr, &left);
    }
    signalAll(SIGKILL);
}

void Supervisor::signalAll(int signal) const
{
    if (::getpid() == 1) {
        ::kill(-1, signal);
        return;
    }
    for (const Service &service : m_services) {
        if (service.pid > 0)
            ::kill(-service.pid, signal);
    }
}

Supervisor::Clock::time_point Supervisor::nextDue() const
{
    auto due = Clock::now() + 1h;
    for (const Service &service : m_services) {
        if (service.pid == 0)
            due = std::min(due, service.dueAt);
    }
    return due;
}

} // namespace skybranch::work
