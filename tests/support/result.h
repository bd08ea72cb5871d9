// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/async.h"
#include "base/log.h"

#include <QTest>

#include <optional>

/// Fails the test with the error's own words when @p result holds an error.
#define QVERIFY_RESULT(result)                                                                     \
    do {                                                                                           \
        const auto &checkedResult = (result);                                                      \
        if (!checkedResult.has_value())                                                            \
            QFAIL(qPrintable(skybranch::describe(checkedResult.error())));                         \
    } while (false)

namespace skybranch::test {

/// Runs the event loop until @p task has ended, at most @p timeoutMs, and gives its result.
template <typename T> Result<T> await(QCoro::Task<Result<T>> task, int timeoutMs = 30'000)
{
    std::optional<Result<T>> result;
    auto waiting = task.then([&result](Result<T> value) { result.emplace(std::move(value)); });
    if (!QTest::qWaitFor([&result] { return result.has_value(); }, timeoutMs))
        return failure(ErrorCode::Timeout, QStringLiteral("The test waited too long."));
    return std::move(*result);
}

} // namespace skybranch::test
