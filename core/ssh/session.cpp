// SPDX-License-Identifier: GPL-3.0-or-later
#include "ssh/session.h"

#include "ssh/handshake.h"
#include "ssh/link.h"

#include <algorithm>

namespace skybranch::ssh {

Session::Session(std::function<void(const Error &)> onLost)
    : m_onLost(std::move(onLost))
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
    const Error why = serve(link, start.timing);
    m_up = false;
    end(why);
    if (why.code != ErrorCode::Cancelled)
        m_onLost(why);
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
    m_channels.clear();
}

} // namespace skybranch::ssh
