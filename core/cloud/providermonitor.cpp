// SPDX-License-Identifier: GPL-3.0-or-later
#include "cloud/providermonitor.h"

#include "base/log.h"
#include "cloud/within.h"

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace skybranch::cloud {
namespace {

Q_LOGGING_CATEGORY(lcMonitor, "skybranch.providers")

constexpr std::chrono::seconds patience{10};

// What is unchanged is written now and then, so that it counts as alive.
constexpr std::chrono::seconds aliveEvery{60};
constexpr std::chrono::seconds forgottenAfter{300};

QJsonObject toJson(const providers::Capabilities &can)
{
    return {{u"freezeKeepsMemory"_s, can.freezeKeepsMemory},
            {u"limits"_s, can.limits},
            {u"dedicated"_s, can.dedicated},
            {u"personal"_s, can.personal},
            {u"isolated"_s, can.isolated}};
}

Task<> ask(providers::CloudProvider *provider)
{
    const Error late{
        ErrorCode::Timeout, u"%1 does not answer. Start it again."_s.arg(provider->type()), {}};
    co_return co_await within(patience, late, provider->check());
}

} // namespace

ProviderMonitor::ProviderMonitor(CloudContext &context)
    : m_context(context)
{
    connect(&m_timer, &QTimer::timeout, this, [this] { tick(); });
}

void ProviderMonitor::start(std::chrono::milliseconds interval)
{
    m_timer.start(interval);
    tick();
}

Task<> ProviderMonitor::stop()
{
    m_stopping = true;
    m_timer.stop();
    if (m_busy)
        co_await m_idle.wait();
    co_return Result<>{};
}

QCoro::Task<> ProviderMonitor::tick()
{
    if (m_busy || m_stopping)
        co_return;
    m_busy = true;
    const auto done = co_await check();
    if (!done)
        qCWarning(lcMonitor).noquote() << describe(done.error());
    m_busy = false;
    if (m_stopping)
        m_idle.finish({});
}

Task<> ProviderMonitor::check()
{
    QList<clouddb::ProviderRow> rows;
    for (providers::CloudProvider *provider : m_context.providers.all()) {
        const auto usable = co_await ask(provider);
        rows.append({.type = provider->type(),
                     .isDefault = provider == &m_context.providers.standard(),
                     .ok = usable.has_value(),
                     .message = usable ? QString() : usable.error().message,
                     .capabilities = toJson(provider->capabilities())});
    }
    const bool isAlive = m_sinceWritten.isValid() && !m_sinceWritten.hasExpired(aliveEvery / 1ms);
    if (isAlive && rows == m_written)
        co_return Result<>{};
    co_return co_await write(std::move(rows));
}

Task<> ProviderMonitor::write(QList<clouddb::ProviderRow> rows)
{
    const auto written = co_await m_context.database.run(
        u"providers"_s, [rows](clouddb::Transaction &transaction) {
            return clouddb::ProviderStore(transaction).save(rows, forgottenAfter);
        });
    if (!written)
        co_return written;
    m_written = std::move(rows);
    m_sinceWritten.start();
    co_return Result<>{};
}

} // namespace skybranch::cloud
