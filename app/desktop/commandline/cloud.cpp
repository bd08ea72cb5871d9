// SPDX-License-Identifier: GPL-3.0-or-later
#include "commandline/cloud.h"

#include "commandline/words.h"

namespace skybranch::commandline {
namespace {

using State = client::BackendInfo::State;

constexpr std::chrono::milliseconds longestStart{120'000};
constexpr std::chrono::milliseconds lookEvery{250};
constexpr int mostLooks = 60;

Task<> restOr(std::chrono::milliseconds time, StopToken stop)
{
    const Completion<> completion;
    auto done = completion.wait();
    QObject waiting;
    QTimer::singleShot(time, &waiting, [completion] { completion.finish({}); });
    const std::stop_callback onStop(stop, [completion] { completion.finish(cancelled()); });
    co_return co_await done;
}

} // namespace

Cloud::Cloud(const client::SessionConfig &config, StopToken stop)
    : m_backend(config)
    , m_hasKeyFile(!config.backendKeyFile.isEmpty())
    , m_stop(std::move(stop))
{
    connect(&m_backend, &client::Backend::changed, this, [this] {
        m_info = m_backend.info();
        Q_EMIT changed();
    });
    connect(&m_backend, &client::Backend::apiChanged, this, &Cloud::changed);
}

Task<std::shared_ptr<client::ApiClient>> Cloud::api()
{
    if (!std::exchange(m_isStarted, true))
        m_backend.start();
    if (const auto known = co_await waitUntilKnown(); !known)
        co_return failure(known);
    std::shared_ptr<client::ApiClient> api = m_backend.api();
    if (!api)
        co_return whyNone();
    co_return api;
}

std::unexpected<Error> Cloud::whyNone() const
{
    if (m_info.problem.isEmpty())
        return failure(ErrorCode::Unavailable,
                       Words::tr("There is no backend. Start Skybranch, or name a server."));
    if (m_info.bundled || m_hasKeyFile)
        return failure(ErrorCode::Unavailable, m_info.problem);
    return failure(ErrorCode::Unavailable,
                   m_info.problem + u'\n'
                       + Words::tr("A key may also stand in a file: --api-key-file."));
}

/// Until there is a backend, or there will be none.
Task<> Cloud::waitUntilKnown()
{
    const Completion<> completion;
    auto done = completion.wait();
    QObject waiting;
    const auto look = [this, completion] {
        if (m_backend.api() || m_backend.info().state == State::Failed)
            completion.finish({});
    };
    connect(this, &Cloud::changed, &waiting, look);
    QTimer::singleShot(longestStart, &waiting, [completion] { completion.finish({}); });
    const std::stop_callback onStop(m_stop, [completion] { completion.finish(cancelled()); });
    look();
    co_return co_await done;
}

Task<> Cloud::rest(std::chrono::milliseconds time)
{
    return restOr(time, m_stop);
}

Task<> Cloud::takeBack(WorkspaceId id)
{
    const std::shared_ptr<client::ApiClient> api = m_backend.api();
    if (!api)
        co_return cancelled();
    auto now = co_await api->request(id, domain::WorkspaceEvent::Cancel);
    // It may have come to run just then.
    if (!now && now.error().code == ErrorCode::Conflict)
        now = co_await api->request(id, domain::WorkspaceEvent::Delete);
    for (int look = 0; now && look < mostLooks; ++look) {
        now = co_await api->workspace(id);
        static_cast<void>(co_await restOr(lookEvery, {}));
    }
    co_return {};
}

Task<QList<domain::Workspace>> Cloud::workspaces()
{
    return ask([](std::shared_ptr<client::ApiClient> api) { return api->workspaces(); });
}

Task<QList<domain::Repository>> Cloud::repositories()
{
    return ask([](std::shared_ptr<client::ApiClient> api) { return api->repositories(); });
}

Task<domain::Workspace> Cloud::workspace(WorkspaceId id)
{
    return ask([id](std::shared_ptr<client::ApiClient> api) { return api->workspace(id); });
}

Task<domain::Workspace> Cloud::request(WorkspaceId id, domain::WorkspaceEvent event)
{
    return ask(
        [id, event](std::shared_ptr<client::ApiClient> api) { return api->request(id, event); });
}

} // namespace skybranch::commandline
