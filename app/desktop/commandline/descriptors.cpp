// SPDX-License-Identifier: GPL-3.0-or-later
#include "commandline/descriptors.h"

#include "base/descriptors.h"
#include "commandline/words.h"

#include <array>
#include <cerrno>
#include <fcntl.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

namespace skybranch::commandline {
namespace {

constexpr size_t portion = 64 << 10;

bool writeAll(int descriptor, const char *bytes, ssize_t size)
{
    while (size > 0) {
        const ssize_t written = ::write(descriptor, bytes, size_t(size));
        if (written < 0 && errno == EINTR)
            continue;
        if (written <= 0)
            return false;
        bytes += written;
        size -= written;
    }
    return true;
}

/// False at the end of either.
bool move(int from, int to)
{
    std::array<char, portion> buffer;
    const ssize_t size = ::read(from, buffer.data(), buffer.size());
    if (size < 0 && errno == EINTR)
        return true;
    return size > 0 && writeAll(to, buffer.data(), size);
}

} // namespace

Result<int> ownCopy(int descriptor)
{
    const int copy = ::fcntl(descriptor, F_DUPFD_CLOEXEC, 3);
    const int flags = copy < 0 ? -1 : ::fcntl(copy, F_GETFL);
    if (flags < 0 || ::fcntl(copy, F_SETFL, flags & ~O_NONBLOCK) != 0)
        return failure(ErrorCode::Internal, Words::tr("Too many files are open on this computer."),
                       qt_error_string(errno));
    return copy;
}

Result<> passDescriptor(int descriptor, int socket)
{
    const bool isSent = sendDescriptors(socket, std::array{descriptor});
    const int why = errno;
    ::close(descriptor);
    if (!isSent)
        return failure(ErrorCode::InvalidArgument,
                       Words::tr("--pass-socket is for ssh with ProxyUseFdpass alone."),
                       qt_error_string(why));
    return {};
}

void splice(int in, int out, int socket)
{
    bool isInOpen = true;
    for (;;) {
        std::array<pollfd, 2> waiting{pollfd{socket, POLLIN, 0},
                                      pollfd{isInOpen ? in : -1, POLLIN, 0}};
        if (::poll(waiting.data(), waiting.size(), -1) < 0) {
            if (errno == EINTR)
                continue;
            return;
        }
        if (waiting[0].revents != 0 && !move(socket, out))
            return;
        if (waiting[1].revents != 0 && !move(in, socket)) {
            isInOpen = false;
            ::shutdown(socket, SHUT_WR);
        }
    }
}

} // namespace skybranch::commandline
