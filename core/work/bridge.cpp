// SPDX-License-Identifier: GPL-3.0-or-later
#include "work/bridge.h"

#include "work/localsocket.h"

#include <array>
#include <cerrno>
#include <csignal>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

namespace skybranch::work {
namespace {

constexpr int patienceMs = 5000;

bool writeAll(int descriptor, const char *bytes, size_t size)
{
    while (size > 0) {
        const ssize_t count = ::write(descriptor, bytes, size);
        if (count < 0 && errno == EINTR)
            continue;
        if (count <= 0)
            return false;
        bytes += count;
        size -= size_t(count);
    }
    return true;
}

/// Moves what is there from one side to the other; false at the end of either.
bool carry(int from, int to)
{
    std::array<char, 64 << 10> block;
    const ssize_t count = ::read(from, block.data(), block.size());
    if (count < 0)
        return errno == EINTR || errno == EAGAIN;
    return count > 0 && writeAll(to, block.data(), size_t(count));
}

} // namespace

Result<> bridge(const QString &socketPath)
{
    ::signal(SIGPIPE, SIG_IGN);
    const auto connected = connectLocal(socketPath, patienceMs);
    if (!connected)
        return failure(connected);
    const int daemon = *connected;
    std::array<pollfd, 2> watched{pollfd{STDIN_FILENO, POLLIN, 0}, pollfd{daemon, POLLIN, 0}};
    for (;;) {
        if (::poll(watched.data(), watched.size(), -1) < 0)
            continue;
        if (watched[1].revents != 0 && !carry(daemon, STDOUT_FILENO))
            break;
        if (watched[0].revents != 0 && !carry(STDIN_FILENO, daemon)) {
            ::shutdown(daemon, SHUT_WR);
            watched[0].fd = -1;
        }
    }
    ::close(daemon);
    return {};
}

} // namespace skybranch::work
