// SPDX-License-Identifier: GPL-3.0-or-later
#include "bench/httpload.h"

#include "support/httpanswer.h"

#include <array>
#include <cerrno>
#include <memory>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <optional>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <unistd.h>
#include <vector>

namespace skybranch::bench {
namespace {

using Clock = std::chrono::steady_clock;

constexpr int silenceMs = 10'000;

std::unexpected<Error> broken(const QString &what, const QByteArray &detail = {})
{
    return failure(ErrorCode::Unavailable, what,
                   QString::fromUtf8(detail.first(std::min<qsizetype>(detail.size(), 1000))));
}

class Connection
{
public:
    explicit Connection(QByteArray request)
        : m_request(std::move(request))
    {
    }
    ~Connection()
    {
        if (m_socket >= 0)
            ::close(m_socket);
    }
    Connection(const Connection &) = delete;
    Connection &operator=(const Connection &) = delete;

    Result<> open(quint16 port, int poll)
    {
        m_socket = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
        sockaddr_in address{};
        address.sin_family = AF_INET;
        address.sin_port = htons(port);
        address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
        if (::connect(m_socket, reinterpret_cast<sockaddr *>(&address), sizeof address) != 0)
            return broken(QStringLiteral("The server takes no connection."));
        const int on = 1;
        ::setsockopt(m_socket, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
        epoll_event event{.events = EPOLLIN, .data = {.ptr = this}};
        ::epoll_ctl(poll, EPOLL_CTL_ADD, m_socket, &event);
        return ask();
    }

    /// A request is far smaller than a socket's buffer.
    Result<> ask()
    {
        m_answer = test::HttpAnswer();
        m_asked = Clock::now();
        if (::send(m_socket, m_request.constData(), size_t(m_request.size()), MSG_NOSIGNAL)
            != m_request.size())
            return broken(QStringLiteral("The server takes no request."));
        return {};
    }

    /// What the answer took, once it is whole.
    Result<std::optional<Clock::duration>> take()
    {
        std::array<char, 65536> buffer;
        const ssize_t count = ::recv(m_socket, buffer.data(), buffer.size(), MSG_DONTWAIT);
        if (count < 0 && (errno == EAGAIN || errno == EINTR))
            return std::nullopt;
        if (count <= 0)
            return broken(QStringLiteral("The server has closed a connection."));
        m_answer.add({buffer.data(), count});
        if (!m_answer.isWhole())
            return std::nullopt;
        if (m_answer.status() / 100 != 2)
            return broken(QStringLiteral("The server has refused a request."), m_answer.bytes());
        return Clock::now() - m_asked;
    }

private:
    const QByteArray m_request;
    int m_socket = -1;
    test::HttpAnswer m_answer;
    Clock::time_point m_asked;
};

struct Poll
{
    Poll()
        : descriptor(::epoll_create1(EPOLL_CLOEXEC))
    {
    }
    ~Poll() { ::close(descriptor); }
    Poll(const Poll &) = delete;
    Poll &operator=(const Poll &) = delete;

    const int descriptor;
};

Result<> takeAndAsk(Connection &connection, bool isCounted, LoadOutcome &outcome)
{
    const auto took = connection.take();
    if (!took)
        return failure(took);
    if (!*took)
        return {};
    outcome.requests += 1;
    if (isCounted)
        outcome.latenciesMs += std::chrono::duration<double, std::milli>(**took).count();
    return connection.ask();
}

Result<> takeAll(int poll, bool isCounted, LoadOutcome &outcome)
{
    std::array<epoll_event, 64> events;
    const int count = ::epoll_wait(poll, events.data(), int(events.size()), silenceMs);
    if (count == 0)
        return broken(QStringLiteral("The server does not answer."));
    for (int i = 0; i < count; ++i) {
        auto &connection = *static_cast<Connection *>(events[size_t(i)].data.ptr);
        if (auto taken = takeAndAsk(connection, isCounted, outcome); !taken)
            return taken;
    }
    return {};
}

} // namespace

Result<LoadOutcome> load(const LoadPlan &plan)
{
    const Poll poll;
    std::vector<std::unique_ptr<Connection>> connections;
    for (const auto &request : plan.requests) {
        connections.push_back(std::make_unique<Connection>(request));
        if (auto opened = connections.back()->open(plan.port, poll.descriptor); !opened)
            return failure(opened);
    }
    LoadOutcome outcome;
    const auto begin = Clock::now() + plan.warmUp;
    const auto end = begin + plan.time;
    for (auto now = Clock::now(); now < end; now = Clock::now()) {
        if (auto taken = takeAll(poll.descriptor, now >= begin, outcome); !taken)
            return failure(taken);
    }
    const double seconds = std::chrono::duration<double>(Clock::now() - begin).count();
    outcome.perSecond = double(outcome.latenciesMs.size()) / seconds;
    return outcome;
}

} // namespace skybranch::bench
