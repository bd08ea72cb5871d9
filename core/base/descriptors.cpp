// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/descriptors.h"

#include <array>
#include <cerrno>
#include <cstring>
#include <sys/socket.h>

namespace skybranch {
namespace {

constexpr size_t most = 8;

} // namespace

bool sendDescriptors(int socket, std::span<const int> descriptors)
{
    if (descriptors.empty() || descriptors.size() > most) {
        errno = EINVAL;
        return false;
    }
    alignas(cmsghdr) std::array<char, CMSG_SPACE(most * sizeof(int))> control{};
    char byte = 0;
    iovec part{.iov_base = &byte, .iov_len = 1};
    msghdr message{};
    message.msg_iov = &part;
    message.msg_iovlen = 1;
    message.msg_control = control.data();
    message.msg_controllen = CMSG_SPACE(descriptors.size_bytes());
    cmsghdr *head = CMSG_FIRSTHDR(&message);
    head->cmsg_level = SOL_SOCKET;
    head->cmsg_type = SCM_RIGHTS;
    head->cmsg_len = CMSG_LEN(descriptors.size_bytes());
    std::memcpy(CMSG_DATA(head), descriptors.data(), descriptors.size_bytes());
    return ::sendmsg(socket, &message, MSG_NOSIGNAL) == 1;
}

} // namespace skybranch
