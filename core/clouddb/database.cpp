// SPDX-License-Identifier: GPL-3.0-or-later
#include "clouddb/database.h"

#include "base/log.h"
#include "clouddb/connection.h"
#include "clouddb/workers.h"

namespace skybranch::clouddb {

Q_LOGGING_CATEGORY(logDatabase, "skybranch.clouddb")

namespace {

/// The errors that are nobody's mistake outside: somebody has to look.
bool isWorthALine(const Error &error)
{
    return error.code == ErrorCode::Internal || error.code == ErrorCode::Unavailable
        || error.code == ErrorCode::Timeout;
}

Result<> runGuarded(Connection &connection, const std::function<Result<>(Transaction &)> &work,
                    Isolation isolation)
{
    try {
        return connection.run(work, isolation);
    } catch (const std::exception &problem) {
        return failure(ErrorCode::Internal, QStringLiteral("Something went wrong inside."),
                       QString::fromUtf8(problem.what()));
    }
}

} // namespace

Workers::Workers(Result<DatabaseAddress> address, int count)
    : m_address(std::move(address))
{
    for (int i = 0; i < count; ++i) {
        m_threads.emplace_back(QThread::create([this] { loop(); }));
        m_threads.back()->setObjectName(QStringLiteral("database-%1").arg(i));
        m_threads.back()->start();
    }
}

Workers::~Workers()
{
    {
        std::lock_guard lock(m_mutex);
        m_ending = true;
    }
    m_changed.notify_all();
    for (const auto &thread : m_threads)
        thread->wait();
}

void Workers::post(Database::Request request)
{
    {
        std::lock_guard lock(m_mutex);
        m_waiting.push_back(std::move(request));
    }
    m_changed.notify_one();
}

std::optional<Database::Request> Workers::next()
{
    std::unique_lock lock(m_mutex);
    m_changed.wait(lock, [this] { return m_ending || !m_waiting.empty(); });
    if (m_ending)
        return std::nullopt;
    Database::Request request = std::move(m_waiting.front());
    m_waiting.pop_front();
    return request;
}

void Workers::loop()
{
    Connection connection(m_address);
    while (auto request = next()) {
        auto result = runGuarded(connection, request->work, request->isolation);
        if (result && connection.awaited() > 0)
            result = m_diskGroup.join(connection, std::move(request->completion));
        else
            request->completion.finish(result);
        if (!result && isWorthALine(result.error()))
            qCWarning(logDatabase).noquote()
                << request->name << QStringLiteral("failed:") << describe(result.error());
    }
}

Database::Database(const QString &url, int connections)
    : m_workers(std::make_unique<Workers>(parseDatabaseUrl(url), connections))
{
}

Database::~Database() = default;

void Database::post(Request request)
{
    m_workers->post(std::move(request));
}

Task<> Database::connect()
{
    co_return co_await run(QStringLiteral("connect"), [](Transaction &transaction) -> Result<> {
        return transaction.exec(QStringLiteral("SELECT 1")).transform([](const Rows &) { });
    });
}

} // namespace skybranch::clouddb
