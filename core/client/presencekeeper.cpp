// SPDX-License-Identifier: GPL-3.0-or-later
#include "client/presencekeeper.h"

#include <algorithm>

namespace skybranch::client {
namespace {

constexpr std::chrono::seconds pace{30};
constexpr std::chrono::seconds longestLeave{1};

} // namespace

PresenceKeeper::PresenceKeeper(VmLinks &links)
    : m_links(links)
{
    connect(&links, &VmLinks::made, this, &PresenceKeeper::follow);
    connect(&links, &VmLinks::removed, this, [this](WorkspaceId id) { m_held.erase(id); });
    connect(&m_timer, &QTimer::timeout, this, &PresenceKeeper::beat);
    m_timer.start(pace);
    m_leaveTimer.setSingleShot(true);
    connect(&m_leaveTimer, &QTimer::timeout, this, &PresenceKeeper::left);
}

void PresenceKeeper::setApi(std::shared_ptr<ApiClient> api)
{
    m_api = std::move(api);
    for (auto &[id, held] : m_held)
        held.asking = false;
    beat();
}

bool PresenceKeeper::isOurs(QUuid session) const
{
    return std::ranges::any_of(
        m_held, [session](const auto &entry) { return entry.second.session == session; });
}

void PresenceKeeper::follow(WorkspaceId id)
{
    connect(m_links.existing(id), &VmLink::stateChanged, this, [this, id] { update(id); });
    update(id);
}

/// A link that comes back by itself is not left meanwhile: others would see us come and go.
void PresenceKeeper::update(WorkspaceId id)
{
    const VmLink *link = m_links.existing(id);
    if (!link || m_isLeaving)
        return;
    const bool isHeld = m_held.contains(id);
    if (link->state() == VmLink::State::Connected && !isHeld)
        join(id, m_held[id] = {.session = QUuid::createUuid()});
    else if (isHeld
             && (link->state() == VmLink::State::Idle || link->state() == VmLink::State::Lost))
        leave(id);
}

void PresenceKeeper::beat()
{
    for (auto &[id, held] : m_held) {
        if (held.asking)
            continue;
        if (held.joined)
            heartbeat(id, held);
        else
            join(id, held);
    }
}

void PresenceKeeper::join(WorkspaceId id, Held &held)
{
    if (!m_api)
        return;
    held.asking = true;
    QCoro::connect(m_api->join(id, held.session), this,
                   [this, id, session = held.session](const Result<domain::Presence> &answer) {
                       takeAnswer(id, session, answer);
                   });
}

void PresenceKeeper::heartbeat(WorkspaceId id, Held &held)
{
    if (!m_api)
        return;
    held.asking = true;
    QCoro::connect(m_api->heartbeat(id, held.session), this,
                   [this, id, session = held.session](const Result<domain::Presence> &answer) {
                       takeAnswer(id, session, answer);
                   });
}

void PresenceKeeper::takeAnswer(WorkspaceId id, QUuid session,
                                const Result<domain::Presence> &answer)
{
    const auto found = m_held.find(id);
    if (found == m_held.end() || found->second.session != session) {
        // It was left before the backend knew of it.
        if (answer && m_api)
            m_api->leave(id, session);
        return;
    }
    Held &held = found->second;
    held.asking = false;
    if (answer) {
        held.joined = true;
        if (std::exchange(m_user, answer->userId) != answer->userId)
            Q_EMIT userKnown();
        return;
    }
    // Whatever else failed is tried again with the next beat.
    if (answer.error().code == ErrorCode::NotFound && std::exchange(held.joined, false))
        join(id, held);
}

void PresenceKeeper::leave(WorkspaceId id)
{
    const QUuid session = m_held.at(id).session;
    m_held.erase(id);
    if (m_api)
        m_api->leave(id, session);
}

void PresenceKeeper::leaveAll()
{
    if (std::exchange(m_isLeaving, true))
        return;
    m_timer.stop();
    const auto held = std::exchange(m_held, {});
    m_unanswered = m_api ? qsizetype(held.size()) : 0;
    m_leaveTimer.start(m_unanswered > 0 ? longestLeave : std::chrono::seconds(0));
    if (!m_api)
        return;
    for (const auto &[id, one] : held)
        QCoro::connect(m_api->leave(id, one.session), this,
                       [this](const Result<> &) { countLeft(); });
}

void PresenceKeeper::countLeft()
{
    if (--m_unanswered == 0)
        m_leaveTimer.start(0);
}

} // namespace skybranch::client
