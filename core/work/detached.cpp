// SPDX-License-Identifier: GPL-3.0-or-later
#include "work/detached.h"

#include <fcntl.h>
#include <sys/wait.h>
#include <unistd.h>
#include <vector>

namespace skybranch::work {
namespace {

/// Only async-signal-safe calls, for they run after a fork.
[[noreturn]] void become(const char *program, char **arguments, const char *log, int passed)
{
    ::setsid();
    if (::fork() != 0)
        ::_exit(0);
    const int nothing = ::open("/dev/null", O_RDWR);
    const int logFile = ::open(log, O_WRONLY | O_CREAT | O_APPEND | O_NOFOLLOW, 0600);
    ::dup2(nothing, STDIN_FILENO);
    ::dup2(nothing, STDOUT_FILENO);
    ::dup2(logFile >= 0 ? logFile : nothing, STDERR_FILENO);
    constexpr int kept = STDERR_FILENO + 1;
    if (passed >= 0) {
        if (passed != kept)
            ::dup2(passed, kept);
        ::fcntl(kept, F_SETFD, 0);
    }
    ::close_range(passed >= 0 ? kept + 1 : kept, ~0U, 0);
    ::execv(program, arguments);
    ::_exit(127);
}

} // namespace

void startDetached(const QByteArray &program, QByteArrayList words, const QByteArray &log,
                   int passed)
{
    std::vector<char *> arguments;
    for (QByteArray &word : words)
        arguments.push_back(word.data());
    arguments.push_back(nullptr);
    const pid_t child = ::fork();
    if (child == 0)
        become(program.constData(), arguments.data(), log.constData(), passed);
    if (child > 0)
        ::waitpid(child, nullptr, 0);
}

} // namespace skybranch::work
