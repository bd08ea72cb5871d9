// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtGlobal>

#include <array>
#include <list>
#include <mutex>
#include <netinet/in.h>
#include <sys/socket.h>
#include <thread>
#include <unistd.h>

namespace skybranch::test {

/// Sends back what each connection to a loopback port sends, also after the other end has ended its
/// side, as Qt's own sockets can not. With threads and blocking calls of its own.
class EchoServer
{
public:
    EchoServer()
        : m_socket(::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0))
    {
        sockaddr_in address{};
        address.sin_family = AF_INET;
        address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
        socklen_t size = sizeof address;
        auto *generic = reinterpret_cast<sockaddr *>(&address);
        if (::bind(m_socket, generic, size) == 0 && ::listen(m_socket, 64) == 0
            && ::getsockname(m_socket, generic, &size) == 0)
            m_port = ntohs(address.sin_port);
        m_acceptor = std::thread([this] { acceptAll(); });
    }
    Q_DISABLE_COPY_MOVE(EchoServer)
    ~EchoServer()
    {
        ::shutdown(m_socket, SHUT_RDWR);
        m_acceptor.join();
        ::close(m_socket);
        for (Peer &peer : m_peers) {
            ::shutdown(peer.socket, SHUT_RDWR);
            peer.thread.join();
            ::close(peer.socket);
        }
    }

    quint16 port() const { return m_port; }

private:
    struct Peer
    {
        int socket = -1;
        std::thread thread;
    };

    void acceptAll()
    {
        for (;;) {
            const int peer = ::accept4(m_socket, nullptr, nullptr, SOCK_CLOEXEC);
            if (peer < 0)
                return;
            m_peers.push_back({peer, std::thread([peer] { echo(peer); })});
        }
    }

    static void echo(int socket)
    {
        std::array<char, 16 << 10> block;
        ssize_t count = 0;
        while ((count = ::recv(socket, block.data(), block.size(), 0)) > 0) {
            for (ssize_t sent = 0; sent < count;) {
                const ssize_t now
                    = ::send(socket, block.data() + sent, size_t(count - sent), MSG_NOSIGNAL);
                if (now <= 0)
                    return;
                sent += now;
            }
        }
        ::shutdown(socket, SHUT_RDWR);
    }

    int m_socket;
    quint16 m_port = 0;
    std::list<Peer> m_peers; ///< of the acceptor, and then of the destructor
    std::thread m_acceptor;
};

} // namespace skybranch::test
