// SPDX-License-Identifier: GPL-3.0-or-later
#include "client/operations.h"

#include "git/explain.h"

namespace skybranch::client {
namespace {

constexpr qsizetype shownOutput = 4 << 10;

} // namespace

Operations::Operations(QObject *parent)
    : QObject(parent)
{
}

Operations::~Operations()
{
    for (State &state : m_states)
        state.stop.request_stop();
}

std::optional<StopToken> Operations::begin(const QString &id, Operation operation)
{
    State &state = m_states[id];
    if (state.operation != Operation::None)
        return std::nullopt;
    state = State{operation, QDateTime::currentDateTimeUtc(), {}, StopSource(), std::nullopt};
    const StopToken token = state.stop.get_token();
    Q_EMIT changed(id);
    return token;
}

void Operations::setProgress(const QString &id, const QString &text)
{
    const auto state = m_states.find(id);
    if (state == m_states.end() || state->operation == Operation::None || state->progress == text)
        return;
    state->progress = text;
    Q_EMIT changed(id);
}

void Operations::end(const QString &id, const Result<> &result)
{
    const auto state = m_states.find(id);
    if (state == m_states.end())
        return;
    const Operation operation = state->operation;
    State idle;
    if (!result && result.error().code != ErrorCode::Cancelled)
        idle.failure = OperationFailure{operation, result.error(),
                                        git::readable(result.error().detail).right(shownOutput)};
    *state = std::move(idle);
    Q_EMIT ended(id, operation, result.has_value());
    Q_EMIT changed(id);
}

void Operations::cancel(const QString &id)
{
    if (const auto state = m_states.find(id); state != m_states.end())
        state->stop.request_stop();
}

void Operations::dismiss(const QString &id)
{
    const auto state = m_states.find(id);
    if (state == m_states.end() || !state->failure)
        return;
    state->failure.reset();
    Q_EMIT changed(id);
}

Operation Operations::current(const QString &id) const
{
    return m_states.value(id).operation;
}

void Operations::describe(WorktreeInfo &info) const
{
    const auto state = m_states.find(info.id);
    if (state == m_states.end())
        return;
    info.operation = state->operation;
    info.operationSince = state->since;
    info.operationProgress = state->progress;
    info.failure = state->failure;
}

} // namespace skybranch::client
