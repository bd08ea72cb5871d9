// SPDX-License-Identifier: GPL-3.0-or-later
#include "ssh/connection.h"

#include "ssh/agentsocket.h"
#include "ssh/session.h"
#include "ssh/shellquote.h"
#include "ssh/splice.h"
#include "ssh/tcptransport.h"
#include "ssh/words.h"

namespace skybranch::ssh {
namespace {

using namespace Qt::StringLiterals;

Task<> establish(std::shared_ptr<Session> session, std::shared_ptr<Transport> transport,
                 Session::Start start, StopToken stop)
{
    const std::stop_callback forward(std::move(stop), [session] { session->stop(); });
    auto socket = co_await transport->openSocket(start.deadline, session->stopToken());
    if (!socket)
        co_return failure(socket);
    if (session->stopToken().stop_requested())
        co_return cancelled();
    start.socket = std::move(*socket);
    Completion<> connected;
    auto done = connected.wait();
    session->start(std::move(start), std::move(connected));
    co_return co_await done;
}

Task<std::shared_ptr<Channel>> open(std::shared_ptr<Session> session, ChannelRequest request,
                                    StopToken stop)
{
    if (!session)
        co_return failure(ErrorCode::Unavailable,
                          Words::tr("There is no connection. Connect first."));
    auto pipe = std::make_shared<ChannelPipe>(session->wakeup());
    auto channel = std::make_shared<Channel>(pipe);
    const std::stop_callback forward(std::move(stop), [pipe] { pipe->close(); });
    Completion<> opened;
    auto done = opened.wait();
    request.pipe = std::move(pipe);
    request.opened = std::move(opened);
    session->open(std::move(request));
    // The thread of a session must not be kept alive by what waits for it.
    session.reset();
    auto result = co_await done;
    if (!result)
        co_return failure(result);
    co_return channel;
}

} // namespace

Connection::Connection(ConnectionTiming timing, QObject *parent)
    : QObject(parent)
    , m_timing(timing)
{
}

Connection::~Connection()
{
    disconnectFrom();
}

Task<> Connection::connectTo(Endpoint endpoint, Login login, StopToken stop)
{
    auto transport = std::make_shared<TcpTransport>(endpoint.host, endpoint.port);
    return connectThrough(std::move(transport), std::move(endpoint), std::move(login),
                          std::move(stop));
}

Task<> Connection::connectThrough(std::shared_ptr<Transport> transport, Endpoint endpoint,
                                  Login login, StopToken stop)
{
    disconnectFrom();
    m_session = makeSession();
    return establish(m_session, std::move(transport),
                     {.endpoint = std::move(endpoint),
                      .login = std::move(login),
                      .timing = m_timing,
                      .deadline = QDeadlineTimer(m_timing.connect)},
                     std::move(stop));
}

Task<std::shared_ptr<Channel>> Connection::openShell(Pty pty, StopToken stop)
{
    return open(m_session,
                {.pty = std::move(pty), .deadline = QDeadlineTimer(m_timing.openChannel)},
                std::move(stop));
}

Task<std::shared_ptr<Channel>> Connection::openExec(QStringList words, std::optional<Pty> pty,
                                                    StopToken stop, Agent agent)
{
    const bool withAgent = agent == Agent::Offered && !m_agent.isEmpty();
    auto command = shellCommand(words);
    if (!command)
        co_return failure(command);
    co_return co_await open(m_session,
                            {.command = std::move(*command),
                             .pty = std::move(pty),
                             .withAgent = withAgent,
                             .deadline = QDeadlineTimer(m_timing.openChannel)},
                            std::move(stop));
}

Task<std::shared_ptr<Channel>> Connection::openForward(ForwardTarget target, StopToken stop)
{
    const bool isLoopback = target.host == "127.0.0.1"_L1 || target.host == "::1"_L1;
    if (!isLoopback || target.port == 0)
        co_return failure(ErrorCode::InvalidArgument,
                          Words::tr("Only ports of the machine itself can be forwarded."));
    co_return co_await open(
        m_session, {.forward = std::move(target), .deadline = QDeadlineTimer(m_timing.openChannel)},
        std::move(stop));
}

void Connection::setAgent(const QString &path)
{
    m_agent = path;
    if (m_session)
        m_session->allowAgent(!path.isEmpty());
    if (path.isEmpty())
        m_agentTalks.clear();
}

void Connection::carryAgent(std::shared_ptr<ChannelPipe> pipe)
{
    auto channel = std::make_shared<Channel>(std::move(pipe));
    Socket socket = connectAgent(m_agent);
    // The channel closes with its last owner.
    if (!socket.isValid())
        return;
    auto talk = std::make_unique<Splice>(std::move(socket), std::move(channel));
    connect(talk.get(), &Splice::finished, this, [this, raw = talk.get()] {
        const auto ended
            = std::ranges::find(m_agentTalks, raw, [](const auto &kept) { return kept.get(); });
        if (ended == m_agentTalks.end())
            return;
        // It is on the stack right now.
        ended->release()->deleteLater();
        m_agentTalks.erase(ended);
    });
    m_agentTalks.push_back(std::move(talk));
}

void Connection::disconnectFrom()
{
    m_agentTalks.clear();
    if (!m_session)
        return;
    ++m_generation;
    m_session->stop();
    m_session->join();
    m_session.reset();
}

bool Connection::isConnected() const
{
    return m_session && m_session->isUp();
}

void Connection::probe(std::chrono::milliseconds patience)
{
    if (m_session)
        m_session->probe(patience);
}

std::shared_ptr<Session> Connection::makeSession()
{
    // Both are called in the SSH thread, which has ended before this object does.
    auto session = std::make_shared<Session>(
        [this, generation = m_generation](const Error &error) {
            QMetaObject::invokeMethod(
                this,
                [this, generation, error] {
                    if (generation == m_generation)
                        Q_EMIT closed(error);
                },
                Qt::QueuedConnection);
        },
        [this, generation = m_generation](const std::shared_ptr<ChannelPipe> &pipe) {
            QMetaObject::invokeMethod(
                this,
                [this, generation, pipe] {
                    if (generation == m_generation)
                        carryAgent(pipe);
                },
                Qt::QueuedConnection);
        });
    session->allowAgent(!m_agent.isEmpty());
    return session;
}

} // namespace skybranch::ssh
