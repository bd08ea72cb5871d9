// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "client/backend.h"

#include <functional>

namespace skybranch::commandline {

/// The backend as a command uses it: it waits until there is one, and asks again where one that
/// another process had started has ended in between. What it asks may therefore be asked twice.
class Cloud
{
public:
    Cloud(const client::SessionConfig &config, StopToken stop);

    /// Errors: Unavailable or Unauthorized (the backend does not start, or has no key), Cancelled.
    Task<std::shared_ptr<client::ApiClient>> api();

    /// The same where it is there already, else null.
    std::shared_ptr<client::ApiClient> current() const { return m_backend.api(); }

    /// It ends soon after this command, and what it has not done by then waits for the next one.
    bool endsWithUs() const { return m_backend.isPassing(); }

    client::BackendInfo info() const { return m_backend.info(); }
    StopToken stop() const { return m_stop; }

    /// Waits for @p time. Cancelled.
    Task<> rest(std::chrono::milliseconds time);

    /// Takes back a workspace that is being made, also after a Ctrl-C; waits until it is gone.
    Task<> takeBack(WorkspaceId id);

    Task<QList<domain::Workspace>> workspaces();
    Task<QList<domain::Repository>> repositories();
    Task<domain::Workspace> workspace(WorkspaceId id);
    Task<domain::Workspace> request(WorkspaceId id, domain::WorkspaceEvent event);

    /// Asks until it was not the backend's end that was in the way.
    template <typename Ask>
    auto ask(Ask ask) -> std::invoke_result_t<Ask, std::shared_ptr<client::ApiClient>>
    {
        for (int attempt = 0;; ++attempt) {
            const auto there = co_await api();
            if (!there)
                co_return failure(there);
            auto answer = co_await ask(*there);
            const bool isOver
                = answer || answer.error().code != ErrorCode::Unavailable || attempt == attempts;
            if (isOver)
                co_return answer;
            if (const auto rested = co_await rest(attemptPause); !rested)
                co_return failure(rested);
        }
    }

private:
    static constexpr int attempts = 3;
    static constexpr std::chrono::milliseconds attemptPause{300};

    std::unexpected<Error> whyNone() const;

    const client::SessionConfig m_config;
    client::Backend m_backend;
    StopToken m_stop;
    bool m_isStarted = false;
};

/// Until there is a backend, or there will be none. Errors: Cancelled.
Task<> waitUntilKnown(client::Backend *backend, StopToken stop);

/// Errors: Cancelled.
Task<> restFor(std::chrono::milliseconds time, StopToken stop);

} // namespace skybranch::commandline
