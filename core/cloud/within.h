// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/async.h"

#include <QTimer>

#include <chrono>

namespace skybranch::cloud {

template <typename T> QCoro::Task<> passOn(Task<T> task, Completion<T> completion)
{
    completion.finish(co_await task);
}

/// The outcome of @p task, or @p late when that takes longer than @p time, or Cancelled through
/// @p stop. Then the task goes on by itself and nobody hears of its end: it must own what it uses.
template <typename T>
Task<T> within(std::chrono::milliseconds time, Error late, Task<T> task, StopToken stop = {})
{
    Completion<T> completion;
    const std::stop_callback onStop(std::move(stop),
                                    [&completion] { completion.finish(cancelled()); });
    QTimer timer;
    timer.setSingleShot(true);
    QObject::connect(&timer, &QTimer::timeout, &timer,
                     [&completion, &late] { completion.finish(std::unexpected(late)); });
    timer.start(time);
    passOn(std::move(task), completion);
    co_return co_await completion.wait();
}

/// Waits, without blocking. Cancelled when @p stop is asked for.
inline Task<> pause(std::chrono::milliseconds time, StopToken stop)
{
    Completion<> completion;
    const std::stop_callback onStop(std::move(stop),
                                    [&completion] { completion.finish(cancelled()); });
    QTimer timer;
    timer.setSingleShot(true);
    QObject::connect(&timer, &QTimer::timeout, &timer, [&completion] { completion.finish({}); });
    timer.start(time);
    co_return co_await completion.wait();
}

} // namespace skybranch::cloud
