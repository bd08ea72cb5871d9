// SPDX-License-Identifier: GPL-3.0-or-later
#include "ssh/session.h"

#include "ssh/handshake.h"
#include "ssh/link.h"

#include <libssh/server.h>

#include <algorithm>

namespace skybranch::ssh {
namespace {

/// So many talks with an agent at the same time; a far side that wants more is refused.
constexpr size_t maxAgentChannels = 16;

} // namespace

Session::Session(std::function<void(const Error &)> onLost,
                 std::function<void(const AgentPipe &)> onAgent)
    : m_onLost(std::move(onLost))
    , m_onAgent(std::move(onAgent))
{
}

Session::~Session()
{
    stop();
    join();
}

void Session::start(Start start, Completion<> connected)
{
    m_thread
        = std::thread([this, start = std::move(start), connected = std::move(connected)] mutable {
              run(std::move(start), connected);
          });
}

void Session::open(ChannelRequest request)
{
    {
        std::lock_guard lock(m_mutex);
        if (m_ended) {
            request.opened.finish(std::unexpected(*m_ended));
            return;
        }
        m_requests.push_back(std::move(request));
    }
    m_wakeup->wake();
}

void Session::probe(std::chrono::milliseconds patience)
{
    m_probe = patience;
    m_wakeup->wake();
}

void Session::stop()
{
    m_stop.request_stop();
    m_wakeup->wake();
}

void Session::join()
{
    if (m_thread.joinable())
        m_thread.join();
}

void Session::run(Start start, const Completion<> &connected)
{
    const QString peer
        = QStringLiteral("%1 port %2").arg(start.endpoint.host).arg(start.endpoint.port);
    Link link(std::move(start.socket), m_wakeup, stopToken(), peer);
    const Result<> ready = Handshake(link, start.endpoint, start.deadline).run(start.login);
    m_up = ready.has_value();
    connected.finish(ready);
    if (!ready) {
        end(ready.error());
        return;
    }
    answerFarSide(link.session());
    const Error why = serve(link, start.timing);
    m_up = false;
    end(why);
    if (why.code != ErrorCode::Cancelled)
        m_onLost(why);
}

/// Whatever the far side wants of us by itself is refused at once, but an agent; without an answer
/// of ours it would be kept for one.
void Session::answerFarSide(ssh_session session)
{
    m_callbacks.userdata = this;
    m_callbacks.channel_open_request_auth_agent_function = &onAgentChannel;
    ssh_callbacks_init(&m_callbacks);
    ssh_set_callbacks(session, &m_callbacks);
    const auto refuse = [](ssh_session, ssh_message, void *) { return 1; };
    ssh_set_message_callback(session, refuse, nullptr);
}

ssh_channel Session::onAgentChannel(ssh_session session, void *self)
{
    return static_cast<Session *>(self)->acceptAgent(session);
}

/// Null refuses it.
ssh_channel Session::acceptAgent(ssh_session session)
{
    std::erase_if(m_agentPipes, [](const auto &pipe) { return pipe.expired(); });
    if (!m_agentAllowed || m_agentPipes.size() >= maxAgentChannels)
        return nullptr;
    const ssh_channel channel = ssh_channel_new(session);
    if (!channel)
        return nullptr;
    auto pipe = std::make_shared<ChannelPipe>(m_wakeup);
    m_agentPipes.push_back(pipe);
    // It may be called while the others take their steps.
    m_agentChannels.push_back(std::make_unique<RemoteChannel>(session, channel, pipe));
    m_wakeup->wake();
    m_onAgent(pipe);
    return channel;
}

Error Session::serve(Link &link, const ConnectionTiming &timing)
{
    int silent = 0;
    QDeadlineTimer keepAlive(timing.keepAlive);
    for (;;) {
        const bool woken = link.takeWoken();
        if (woken) {
            adoptRequests(link);
            takeProbe(link);
        }
        stepChannels(woken);
        if (isProbeFailed(link))
            return link.lost().error();
        if (keepAlive.hasExpired()) {
            keepAlive.setRemainingTime(timing.keepAlive);
            silent = link.takeSilence() ? silent + 1 : 0;
            if (silent >= timing.keepAliveMisses)
                return link.lost().error();
            link.sendKeepAlive();
        }
        // libssh polls by itself where it writes, so the wake-up may have been taken in already.
        const QDeadlineTimer next = link.isWoken() ? QDeadlineTimer(0) : nextStep(keepAlive);
        if (auto polled = link.poll(next); !polled) {
            // What came together with the end still counts.
            stepChannels(true);
            return polled.error();
        }
    }
}

void Session::adoptRequests(Link &link)
{
    std::vector<ChannelRequest> requests;
    {
        std::lock_guard lock(m_mutex);
        requests.swap(m_requests);
    }
    for (auto &agent : std::exchange(m_agentChannels, {}))
        m_channels.push_back(std::move(agent));
    for (ChannelRequest &request : requests)
        m_channels.push_back(std::make_unique<RemoteChannel>(link.session(), std::move(request)));
}

void Session::takeProbe(Link &link)
{
    const auto patience = m_probe.exchange({});
    if (patience.count() == 0 || m_probeEnd)
        return;
    m_probeEnd.emplace(patience);
    m_probedAt = link.received();
    link.sendKeepAlive();
}

bool Session::isProbeFailed(const Link &link)
{
    if (!m_probeEnd)
        return false;
    const bool silent = link.received() == m_probedAt;
    if (silent && !m_probeEnd->hasExpired())
        return false;
    m_probeEnd.reset();
    return silent;
}

void Session::stepChannels(bool all)
{
    for (const auto &channel : m_channels) {
        if (all || channel->wantsStep())
            channel->step();
    }
    std::erase_if(m_channels, [](const auto &channel) { return channel->isOver(); });
}

QDeadlineTimer Session::nextStep(QDeadlineTimer latest) const
{
    if (m_probeEnd)
        latest = std::min(latest, *m_probeEnd);
    for (const auto &channel : m_channels) {
        if (channel->hasMore())
            return QDeadlineTimer(0);
        if (channel->isOpening())
            latest = std::min(latest, channel->deadline());
    }
    return latest;
}

void Session::end(const Error &error)
{
    std::vector<ChannelRequest> requests;
    {
        std::lock_guard lock(m_mutex);
        m_ended = error;
        requests.swap(m_requests);
    }
    for (const ChannelRequest &request : requests)
        request.opened.finish(std::unexpected(error));
    for (const auto &channel : m_channels)
        channel->end(std::unexpected(error));
    for (const auto &channel : m_agentChannels)
        channel->end(std::unexpected(error));
    m_channels.clear();
    m_agentChannels.clear();
}

} // namespace skybranch::ssh
