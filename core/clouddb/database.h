// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/async.h"
#include "clouddb/transaction.h"

#include <functional>
#include <type_traits>

namespace skybranch::clouddb {

/// A Postgres database: worker threads, each with one connection. run() may be called from any
/// thread that has an event loop; the caller goes on in its own thread.
/// Destruction waits for the work that has begun; work that has not ends with Cancelled.
class Database
{
public:
    /// @p url is "postgresql://user@host:port/database", or "postgresql:///database?host=/folder"
    /// for a unix socket. A wrong one is reported by connect() and by every run().
    explicit Database(const QString &url, int connections = 4);
    ~Database();
    Database(const Database &) = delete;
    Database &operator=(const Database &) = delete;

    /// Tries to reach the database, within 3 s.
    /// Errors: InvalidArgument (the URL), AuthenticationFailed, Unavailable.
    Task<> connect();

    /// Runs @p work, a Result<T>(Transaction &), in one transaction in a worker thread, and gives
    /// its result after the commit. @p name says in the log what it was. The work can be called
    /// twice: after a serialization failure or deadlock, and after a connection was lost before
    /// the commit was sent; so it must do nothing but SQL. A statement may take 10 s (Timeout).
    template <typename Work>
    auto run(QString name, Work work, Isolation isolation = Isolation::ReadCommitted)
        -> Task<typename std::invoke_result_t<Work, Transaction &>::value_type>
    {
        using Outcome = std::invoke_result_t<Work, Transaction &>;
        auto outcome = std::make_shared<std::optional<Outcome>>();
        Completion<> completion;
        auto finished = completion.wait();
        post({.name = std::move(name),
              .isolation = isolation,
              .work = [outcome, work = std::move(work)](Transaction &transaction) -> Result<> {
                  outcome->emplace(work(transaction));
                  if (!outcome->value())
                      return failure(outcome->value());
                  return {};
              },
              .completion = std::move(completion)});
        const Result<> committed = co_await finished;
        if (!committed)
            co_return failure(committed);
        co_return std::move(outcome->value());
    }

private:
    friend class Workers;

    struct Request
    {
        QString name;
        Isolation isolation = Isolation::ReadCommitted;
        std::function<Result<>(Transaction &)> work;
        Completion<> completion;
    };

    void post(Request request);

    std::unique_ptr<class Workers> m_workers;
};

} // namespace skybranch::clouddb
