// SPDX-License-Identifier: GPL-3.0-or-later
// What closes the way from a VM to link-local addresses, where clouds keep a machine's credentials.
// It is run in the VM's network by whatever image, so it is linked with all that it needs.
#include <arpa/inet.h>
#include <cerrno>
#include <cstdio>
#include <net/route.h>
#include <netinet/in.h>
#include <sys/ioctl.h>
#include <sys/socket.h>

namespace {

sockaddr addressOf(in_addr_t address)
{
    union {
        sockaddr any;
        sockaddr_in inet;
    } where{};
    where.inet.sin_family = AF_INET;
    where.inet.sin_addr.s_addr = htonl(address);
    return where.any;
}

} // namespace

int main()
{
    rtentry route{};
    route.rt_dst = addressOf(0xA9FE0000); // 169.254.0.0
    route.rt_genmask = addressOf(0xFFFF0000);
    route.rt_flags = RTF_UP | RTF_REJECT;
    const int socket = ::socket(AF_INET, SOCK_DGRAM | SOCK_CLOEXEC, 0);
    if (socket >= 0 && (::ioctl(socket, SIOCADDRT, &route) == 0 || errno == EEXIST))
        return 0;
    std::perror("the link-local network can not be closed");
    return 1;
}
