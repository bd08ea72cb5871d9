// SPDX-License-Identifier: GPL-3.0-or-later
#include "ssh/tcptransport.h"

#include <QHostInfo>
#include <QSocketNotifier>
#include <QTimer>

#include <cstring>
#include <functional>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <optional>
#include <sys/socket.h>

namespace skybranch::ssh {
namespace {

constexpr std::chrono::milliseconds nextAddressAfter{250};
constexpr qsizetype mostAddresses = 16;

struct SocketAddress
{
    sockaddr_storage storage{};
    socklen_t size = 0;
};

SocketAddress socketAddress(const QHostAddress &address, quint16 port)
{
    SocketAddress result;
    if (address.protocol() == QAbstractSocket::IPv4Protocol) {
        sockaddr_in in{};
        in.sin_family = AF_INET;
        in.sin_port = htons(port);
        in.sin_addr.s_addr = htonl(address.toIPv4Address());
        std::memcpy(&result.storage, &in, result.size = sizeof in);
        return result;
    }
    sockaddr_in6 in{};
    in.sin6_family = AF_INET6;
    in.sin6_port = htons(port);
    const Q_IPV6ADDR bytes = address.toIPv6Address();
    std::memcpy(&in.sin6_addr, &bytes, sizeof in.sin6_addr);
    in.sin6_scope_id = address.scopeId().toUInt();
    std::memcpy(&result.storage, &in, result.size = sizeof in);
    return result;
}

/// Looks the name up and connects to the first address that answers.
class Dialer final : public QObject
{
public:
    Dialer(QString host, quint16 port, StopToken stop)
        : m_host(std::move(host))
        , m_port(port)
    {
        m_stagger.setSingleShot(true);
        m_deadline.setSingleShot(true);
        connect(&m_stagger, &QTimer::timeout, this, [this] { tryNext(); });
        connect(&m_deadline, &QTimer::timeout, this,
                [this] { fail(ErrorCode::Timeout, QStringLiteral("it did not answer in time")); });
        m_stop.emplace(std::move(stop), [this] {
            QMetaObject::invokeMethod(this, [this] { finish(cancelled()); });
        });
    }

    ~Dialer() override { QHostInfo::abortHostLookup(m_lookup); }

    auto dial(QDeadlineTimer deadline)
    {
        m_deadline.start(std::chrono::milliseconds(deadline.remainingTime()));
        m_lookup = QHostInfo::lookupHost(m_host, this, [this](const QHostInfo &info) {
            m_addresses = info.addresses().first(std::min(mostAddresses, info.addresses().size()));
            m_reason = info.errorString();
            tryNext();
        });
        return m_completion.wait();
    }

private:
    struct Attempt
    {
        Socket socket;
        std::unique_ptr<QSocketNotifier> writable;
    };

    void tryNext()
    {
        m_stagger.stop();
        while (!m_completion.isFinished() && !m_addresses.isEmpty()) {
            if (start(m_addresses.takeFirst())) {
                m_stagger.start(nextAddressAfter);
                return;
            }
        }
        if (!isAnyPending())
            fail(ErrorCode::Unavailable, m_reason);
    }

    bool isAnyPending() const
    {
        return std::ranges::any_of(m_attempts, [](const auto &a) { return a->socket.isValid(); });
    }

    /// False when this address failed at once.
    bool start(const QHostAddress &host)
    {
        const SocketAddress address = socketAddress(host, m_port);
        Socket socket(
            ::socket(address.storage.ss_family, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0));
        const auto *raw = reinterpret_cast<const sockaddr *>(&address.storage);
        if (!socket.isValid()
            || (::connect(socket.descriptor(), raw, address.size) != 0 && errno != EINPROGRESS)) {
            m_reason = qt_error_string(errno);
            return false;
        }
        auto attempt = std::make_unique<Attempt>(std::move(socket));
        attempt->writable = std::make_unique<QSocketNotifier>(attempt->socket.descriptor(),
                                                              QSocketNotifier::Write);
        connect(attempt->writable.get(), &QSocketNotifier::activated, this,
                [this, which = attempt.get()] { settle(which); });
        m_attempts.push_back(std::move(attempt));
        return true;
    }

    void settle(Attempt *which)
    {
        which->writable->setEnabled(false);
        int problem = 0;
        socklen_t size = sizeof problem;
        ::getsockopt(which->socket.descriptor(), SOL_SOCKET, SO_ERROR, &problem, &size);
        Socket socket = std::move(which->socket);
        if (problem == 0) {
            const int on = 1;
            ::setsockopt(socket.descriptor(), IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
            finish(std::move(socket));
            return;
        }
        m_reason = qt_error_string(problem);
        // Its notifier is in the middle of a call, so the attempt is kept until the dialer goes.
        if (!isAnyPending())
            tryNext();
    }

    void fail(ErrorCode code, const QString &reason)
    {
        finish(failure(code,
                       QStringLiteral("%1 port %2 can not be reached: %3. "
                                      "Check the network and try again.")
                           .arg(m_host)
                           .arg(m_port)
                           .arg(reason)));
    }

    void finish(Result<Socket> result)
    {
        m_stagger.stop();
        m_deadline.stop();
        m_completion.finish(std::move(result));
    }

    QString m_host;
    quint16 m_port;
    QTimer m_stagger;
    QTimer m_deadline;
    int m_lookup = -1;
    QList<QHostAddress> m_addresses;
    std::vector<std::unique_ptr<Attempt>> m_attempts;
    QString m_reason;
    Completion<Socket> m_completion;
    // Last, so that it is gone first: its callback uses all of the above.
    std::optional<std::stop_callback<std::function<void()>>> m_stop;
};

} // namespace

Task<Socket> TcpTransport::openSocket(QDeadlineTimer deadline, StopToken stop)
{
    Dialer dialer(m_host, m_port, std::move(stop));
    co_return co_await dialer.dial(deadline);
}

} // namespace skybranch::ssh
