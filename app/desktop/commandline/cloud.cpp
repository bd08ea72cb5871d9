// SPDX-License-Identifier: GPL-3.0-or-later
#include "commandline/cloud.h"

#include "commandline/keeping.h"
#include "commandline/words.h"

namespace skybranch::commandline {
namespace {

using State = client::BackendInfo::State;

constexpr std::chrono::milliseconds longestStart{120'000};
constexpr std::chrono::milliseconds lookEvery{250};
constexpr int mostLooks = 60;

} // namespace

Cloud::Cloud(const client::SessionConfig &config, StopToken stop)
    : m_config(config)
    , m_backend(config)
    , m_stop(std::move(stop))
{
}

Task<std::shared_ptr<client::ApiClient>> Cloud::api()
{
    if (!m_isStarted) {
        if (const auto kept = co_await ensureKeptBackend(m_config, m_stop); !kept)
            co_return failure(kept);
        m_isStarted = true;
        m_backend.start();
    }
    if (const auto known = co_await waitUntilKnown(&m_backend, m_stop); !known)
        co_return failure(known);
    std::shared_ptr<client::ApiClient> api = m_backend.api();
    if (!api)
        co_return whyNone();
    co_return api;
}

std::unexpected<Error> Cloud::whyNone() const
{
    const client::BackendInfo info = m_backend.info();
    if (info.problem.isEmpty())
        return failure(ErrorCode::Unavailable,
                       Words::tr("There is no backend. Start Skybranch, or name a server."));
    if (info.bundled || !m_config.backendKeyFile.isEmpty())
        return failure(ErrorCode::Unavailable, info.problem);
    return failure(ErrorCode::Unavailable,
                   info.problem + u'\n'
                       + Words::tr("\"skybranch login %1\" keeps a key there; or name a file that "
                                   "has it: --api-key-file.")
                             .arg(m_config.backendUrl));
}

Task<> Cloud::rest(std::chrono::milliseconds time)
{
    return restFor(time, m_stop);
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
        static_cast<void>(co_await restFor(lookEvery, {}));
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

Task<> waitUntilKnown(client::Backend *backend, StopToken stop)
{
    const Completion<> completion;
    auto done = completion.wait();
    QObject waiting;
    const auto look = [backend, completion] {
        if (backend->api() || backend->info().state == State::Failed)
            completion.finish({});
    };
    QObject::connect(backend, &client::Backend::changed, &waiting, look);
    QObject::connect(backend, &client::Backend::apiChanged, &waiting, look);
    QTimer::singleShot(longestStart, &waiting, [completion] { completion.finish({}); });
    const std::stop_callback onStop(stop, [completion] { completion.finish(cancelled()); });
    look();
    co_return co_await done;
}

Task<> restFor(std::chrono::milliseconds time, StopToken stop)
{
    const Completion<> completion;
    auto done = completion.wait();
    QObject waiting;
    QTimer::singleShot(time, &waiting, [completion] { completion.finish({}); });
    const std::stop_callback onStop(stop, [completion] { completion.finish(cancelled()); });
    co_return co_await done;
}

} // namespace skybranch::commandline
