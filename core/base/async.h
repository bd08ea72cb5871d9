// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"

#include <QCoroTask>
#include <QObject>
#include <QThreadPool>

#include <coroutine>
#include <exception>
#include <memory>
#include <mutex>
#include <optional>
#include <stop_token>

namespace skybranch {

/// What an asynchronous function of core returns. Coroutine parameters are taken by value; a
/// coroutine that is a member belongs to an object that outlives it (it cancels and drains in its
/// destructor), or it touches nothing of the object after its first suspension.
template <typename T = void> using Task = QCoro::Task<Result<T>>;

/// Cancels work that has been started. Its holder calls request_stop(); the work looks at the
/// token, and ends with ErrorCode::Cancelled.
using StopSource = std::stop_source;
using StopToken = std::stop_token;

[[nodiscard]] inline std::unexpected<Error> cancelled()
{
    return failure(ErrorCode::Cancelled, QStringLiteral("Cancelled."));
}

/// The end of something that a callback tells, for one coroutine to await. Copies share one end:
/// keep one where the callback is, and `co_return co_await completion.wait()` with another.
/// finish() may be called from any thread; the first call counts. The coroutine goes on in the
/// thread that made the Completion, from its event loop. When every copy that could finish it is
/// gone, it ends with ErrorCode::Cancelled: nothing waits for ever.
/// (QCoro's own QFuture awaiter does not compile with QT_NO_CONTEXTLESS_CONNECT.)
template <typename T = void> class Completion
{
    struct State
    {
        std::mutex mutex;
        std::optional<Result<T>> result;
        std::coroutine_handle<> waiter;
        QObject home;
    };

    // Counts the copies that may finish; the awaiter holds only the state.
    struct Sender
    {
        explicit Sender(std::shared_ptr<State> shared)
            : state(std::move(shared))
        {
        }
        Sender(const Sender &) = delete;
        Sender &operator=(const Sender &) = delete;
        ~Sender() { settle(state, cancelled()); }
        std::shared_ptr<State> state;
    };

    struct [[nodiscard]] Awaiter
    {
        std::shared_ptr<State> state;

        bool await_ready() const
        {
            std::lock_guard lock(state->mutex);
            return state->result.has_value();
        }
        bool await_suspend(std::coroutine_handle<> handle)
        {
            std::lock_guard lock(state->mutex);
            if (state->result)
                return false;
            state->waiter = handle;
            return true;
        }
        Result<T> await_resume() { return std::move(*state->result); }
    };

public:
    Completion()
        : m_sender(std::make_shared<Sender>(std::make_shared<State>()))
    {
    }

    void finish(Result<T> result) const { settle(m_sender->state, std::move(result)); }

    bool isFinished() const
    {
        std::lock_guard lock(m_sender->state->mutex);
        return m_sender->state->result.has_value();
    }

    /// Await this once. It keeps no sender alive.
    Awaiter wait() const { return Awaiter{m_sender->state}; }

private:
    static void settle(const std::shared_ptr<State> &state, Result<T> result)
    {
        std::lock_guard lock(state->mutex);
        if (state->result)
            return;
        state->result.emplace(std::move(result));
        if (!state->waiter)
            return;
        QMetaObject::invokeMethod(
            &state->home, [state] { std::exchange(state->waiter, {}).resume(); },
            Qt::QueuedConnection);
    }

    std::shared_ptr<Sender> m_sender;
};

/// Runs @p work on @p pool, and goes on in the caller's thread with what it returned. A throw
/// becomes ErrorCode::Internal.
template <typename Work> auto runOn(QThreadPool *pool, Work work) -> QCoro::Task<decltype(work())>
{
    using Value = typename decltype(work())::value_type;
    Completion<Value> completion;
    auto done = completion.wait();
    pool->start([completion = std::move(completion), work = std::move(work)]() mutable {
        try {
            completion.finish(work());
        } catch (const std::exception &problem) {
            completion.finish(failure(ErrorCode::Internal,
                                      QStringLiteral("Something went wrong inside."),
                                      QString::fromUtf8(problem.what())));
        }
    });
    co_return co_await done;
}

} // namespace skybranch
