// SPDX-License-Identifier: GPL-3.0-or-later
#include "work/bridge.h"

#include "work/localsocket.h"

#include <array>
#include <cerrno>
#include <csignal>
#include <fcntl.h>
#include <poll.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <unistd.h>
#include <utility>

namespace skybranch::work {
namespace {

constexpr int patienceMs = 5000;
constexpr size_t blockSize = 64 << 10;

/// A terminal is shared with the shell that it came from, which could not read from it afterwards.
void unblock(int descriptor)
{
    struct stat info{};
    if (::fstat(descriptor, &info) == 0 && !S_ISCHR(info.st_mode))
        ::fcntl(descriptor, F_SETFL, ::fcntl(descriptor, F_GETFL) | O_NONBLOCK);
}

bool isAgain()
{
    return errno == EINTR || errno == EAGAIN;
}

/// One direction: what has been read and not written yet.
class Lane
{
public:
    Lane(int from, int to)
        : m_from(from)
        , m_to(to)
    {
    }

    bool wantsBytes() const { return m_isOpen && m_size == 0; }
    bool hasBytes() const { return m_size > 0; }

    /// False at the end of what is read, and where nobody takes it.
    bool carry()
    {
        if (m_size == 0 && !take())
            return false;
        while (m_size > 0) {
            const ssize_t count = ::write(m_to, m_block.data() + m_at, m_size);
            if (count < 0)
                return isAgain();
            m_at += size_t(count);
            m_size -= size_t(count);
        }
        return true;
    }

    void close() { m_isOpen = false; }

private:
    bool take()
    {
        const ssize_t count = ::read(m_from, m_block.data(), m_block.size());
        if (count < 0)
            return isAgain();
        m_at = 0;
        m_size = size_t(count);
        return count > 0;
    }

    int m_from;
    int m_to;
    bool m_isOpen = true;
    size_t m_at = 0;
    size_t m_size = 0;
    std::array<char, blockSize> m_block;
};

short waitFor(bool isWanted, short event)
{
    return isWanted ? event : short(0);
}

/// Until the socket is closed.
void carryBoth(int socket)
{
    Lane in(STDIN_FILENO, socket);
    Lane out(socket, STDOUT_FILENO);
    bool isTold = false;
    for (;;) {
        // A descriptor that is not wanted would wake us by its end alone.
        std::array<pollfd, 4> watched{
            pollfd{in.wantsBytes() ? STDIN_FILENO : -1, POLLIN, 0},
            pollfd{in.hasBytes() ? socket : -1, POLLOUT, 0},
            pollfd{out.wantsBytes() ? socket : -1, POLLIN, 0},
            pollfd{STDOUT_FILENO, waitFor(out.hasBytes(), POLLOUT), 0},
        };
        if (::poll(watched.data(), watched.size(), -1) < 0)
            continue;
        if ((watched[2].revents != 0 || (out.hasBytes() && watched[3].revents != 0))
            && !out.carry())
            return;
        if ((watched[3].revents & (POLLERR | POLLHUP | POLLNVAL)) != 0)
            return; // nobody reads us any more
        if ((watched[0].revents != 0 || watched[1].revents != 0) && !in.carry())
            in.close();
        if (!in.wantsBytes() && !in.hasBytes() && !std::exchange(isTold, true))
            ::shutdown(socket, SHUT_WR);
    }
}

} // namespace

bool writeAll(int descriptor, const QByteArray &bytes)
{
    const char *next = bytes.constData();
    auto left = size_t(bytes.size());
    while (left > 0) {
        const ssize_t count = ::write(descriptor, next, left);
        if (count < 0 && errno == EINTR)
            continue;
        if (count <= 0)
            return false;
        next += count;
        left -= size_t(count);
    }
    return true;
}

void join(int socket)
{
    ::signal(SIGPIPE, SIG_IGN);
    for (const int descriptor : {STDIN_FILENO, STDOUT_FILENO, socket})
        unblock(descriptor);
    carryBoth(socket);
    ::close(socket);
}

Result<> bridge(const QString &socketPath)
{
    const auto connected = connectLocal(socketPath, patienceMs);
    if (!connected)
        return failure(connected);
    join(*connected);
    return {};
}

} // namespace skybranch::work
