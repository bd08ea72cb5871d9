// SPDX-License-Identifier: GPL-3.0-or-later
#include "client/portforward.h"

#include "client/words.h"

#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sys/socket.h>

namespace skybranch::client {
namespace {

using namespace Qt::Literals::StringLiterals;

constexpr std::chrono::seconds patience{10};
constexpr quint16 firstUnprivileged = 1024;
constexpr quint16 unprivilegedOffset = 8000; ///< 80 is looked for at 8080
constexpr int freePortAttempts = 5;

/// Most programs listen at both loopbacks or at the first; which one may not be known yet.
Task<std::shared_ptr<ssh::Channel>> openEither(std::shared_ptr<ssh::Connection> connection,
                                               quint16 port, bool ipv6First, StopToken stop)
{
    const QString first = ipv6First ? u"::1"_s : u"127.0.0.1"_s;
    auto channel = co_await connection->openForward({first, port}, stop);
    if (channel || channel.error().code != ErrorCode::Unavailable || !connection->isConnected())
        co_return channel;
    const QString second = ipv6First ? u"127.0.0.1"_s : u"::1"_s;
    co_return co_await connection->openForward({second, port}, stop);
}

} // namespace

PortForward::PortForward(Access access, quint16 port, QObject *parent)
    : QObject(parent)
    , m_access(std::move(access))
    , m_port(port)
{
    for (LoopbackListener &listener : m_listeners)
        connect(&listener, &LoopbackListener::arrived, this, &PortForward::take);
    m_patience.setSingleShot(true);
    connect(&m_patience, &QTimer::timeout, this, &PortForward::dropExpired);
}

PortForward::~PortForward()
{
    m_stop.request_stop();
}

Result<> PortForward::listen(quint16 wanted)
{
    if (listenAt(wanted)
        || (wanted < firstUnprivileged && listenAt(quint16(wanted + unprivilegedOffset))))
        return {};
    for (int attempt = 0; attempt < freePortAttempts; ++attempt) {
        if (listenAt(0))
            return {};
    }
    return failure(ErrorCode::Unavailable,
                   Words::tr("This computer has no free port. Stop some forwarded ports, then try "
                             "again."),
                   m_listeners[0].errorString());
}

bool PortForward::listenAt(quint16 port)
{
    for (LoopbackListener &listener : m_listeners)
        listener.close();
    if (!m_listeners[0].listen(QHostAddress::LocalHost, port))
        return false;
    // A browser may ask for "localhost" there first: what else listens there would answer it.
    // Without IPv6 nobody does.
    if (m_listeners[1].listen(QHostAddress::LocalHostIPv6, m_listeners[0].serverPort())
        || m_listeners[1].serverError() != QAbstractSocket::AddressInUseError)
        return true;
    m_listeners[0].close();
    return false;
}

void PortForward::take(int descriptor)
{
    const int on = 1;
    ::setsockopt(descriptor, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
    m_waiting.push_back({ssh::Socket(descriptor), QDeadlineTimer(patience)});
    update();
}

void PortForward::update()
{
    const auto connection = m_access.connection();
    if (connection && connection->isConnected()) {
        while (!m_waiting.empty() && active() < maxConnections) {
            Waiting first = std::move(m_waiting.front());
            m_waiting.pop_front();
            open(std::move(first));
        }
    } else if (!m_access.isComing()) {
        m_waiting.clear();
    }
    if (!m_waiting.empty() && !m_patience.isActive())
        m_patience.start(std::max<qint64>(m_waiting.front().deadline.remainingTime(), 1));
    heedLimit();
}

/// Who comes while all are taken waits in the kernel's queue.
void PortForward::heedLimit()
{
    for (LoopbackListener &listener : m_listeners) {
        if (!listener.isListening())
            continue;
        if (active() + m_waiting.size() >= maxConnections)
            listener.pauseAccepting();
        else
            listener.resumeAccepting();
    }
}

void PortForward::dropExpired()
{
    m_waiting.remove_if([](const Waiting &waiting) { return waiting.deadline.hasExpired(); });
    update();
}

void PortForward::open(Waiting waiting)
{
    const quint64 id = ++m_lastId;
    m_opening.emplace(id, std::move(waiting));
    QCoro::connect(openEither(m_access.connection(), m_port, m_onlyIpv6, m_stop.get_token()), this,
                   [this, id](const auto &channel) { takeChannel(id, channel); });
}

void PortForward::takeChannel(quint64 id, const Result<std::shared_ptr<ssh::Channel>> &channel)
{
    auto opened = m_opening.extract(id);
    if (opened.empty())
        return;
    Waiting &waiting = opened.mapped();
    if (channel) {
        auto splice = std::make_unique<ssh::Splice>(std::move(waiting.socket), *channel);
        connect(splice.get(), &ssh::Splice::finished, this, [this, id] { remove(id); });
        m_splices.emplace(id, std::move(splice));
        setProblem({});
        return;
    }
    const auto connection = m_access.connection();
    if (!connection || !connection->isConnected()) {
        m_waiting.push_back(std::move(waiting));
    } else {
        opened = {};
        setProblem(channel.error().message);
    }
    update();
}

void PortForward::remove(quint64 id)
{
    const auto found = m_splices.find(id);
    if (found == m_splices.end())
        return;
    // It is on the stack right now.
    found->second.release()->deleteLater();
    m_splices.erase(found);
    update();
}

void PortForward::setProblem(const QString &problem)
{
    if (std::exchange(m_problem, problem) != problem)
        Q_EMIT changed();
}

} // namespace skybranch::client
