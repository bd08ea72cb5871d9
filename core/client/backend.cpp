// SPDX-License-Identifier: GPL-3.0-or-later
#include "client/backend.h"

#include "base/log.h"
#include "base/paths.h"
#include "client/backendkey.h"
#include "client/words.h"

namespace skybranch::client {
namespace {

Q_LOGGING_CATEGORY(logBackend, "skybranch.client.backend")

constexpr qint64 longestKey = 4 << 10;
constexpr std::chrono::milliseconds visitTime{5000};
const QString doorName = QStringLiteral("backend");

Task<QJsonObject> wayTo(QUrl url, QByteArray key, bool isPassing)
{
    co_return QJsonObject{{QStringLiteral("url"), url.toString()},
                          {QStringLiteral("key"), QString::fromLatin1(key)},
                          {QStringLiteral("passing"), isPassing}};
}

} // namespace

Backend::Backend(const SessionConfig &config)
    : m_config(config)
    , m_door(config.dataFolder, doorName, [this](const QJsonObject &) {
        return wayTo(m_process->url(), m_process->key(), m_config.isForCommand);
    })
{
    connect(&m_door, &LocalDoor::visitorsChanged, this, &Backend::visitorsChanged);
    m_info.bundled = config.backendUrl.isEmpty();
    m_info.since = QDateTime::currentDateTimeUtc();
    if (!m_info.bundled) {
        m_info.label = QUrl(config.backendUrl).host();
        m_info.url = config.backendUrl;
        m_info.chosen = config.backendChosen;
        m_info.keyFile = config.backendKeyFile;
        m_info.isKeyForgotten = !config.backendKey.isEmpty();
        return;
    }
    m_process = std::make_unique<BackendProcess>(
        config.backendProgram, config.dataFolder + QStringLiteral("/backend"), config.providers);
    connect(m_process.get(), &BackendProcess::stateChanged, this, &Backend::onProcessChanged);
}

Backend::~Backend()
{
    m_door.close();
    m_stop.request_stop();
}

bool Backend::isOwn() const
{
    return m_process && !m_isShared;
}

bool Backend::isPassing() const
{
    return isOwn() ? m_config.isForCommand : m_isPassing;
}

QString Backend::source() const
{
    return m_info.bundled ? QStringLiteral("bundled") : m_config.backendUrl;
}

void Backend::start()
{
    if (!m_process) {
        readKey();
        return;
    }
    m_startsAfterVisit = true;
    if (!m_visit)
        visit();
}

void Backend::visit()
{
    m_visit = std::make_unique<LocalVisit>(m_config.dataFolder, doorName, QJsonObject(), visitTime);
    connect(m_visit.get(), &LocalVisit::answered, this, &Backend::takeShared);
    // Not while it is on the stack.
    connect(m_visit.get(), &LocalVisit::ended, this, &Backend::onVisitEnded, Qt::QueuedConnection);
    m_visit->begin();
}

void Backend::takeShared(const QJsonObject &answer)
{
    // Who answers so late is about to end.
    if (m_process->state() == BackendProcess::State::Ready)
        return;
    m_isShared = true;
    m_isPassing = answer.value(QLatin1StringView("passing")).toBool();
    m_startsAfterVisit = true;
    m_process->giveUp();
    setApi(
        std::make_shared<ApiClient>(QUrl(answer.value(QLatin1StringView("url")).toString()),
                                    answer.value(QLatin1StringView("key")).toString().toLatin1()));
}

void Backend::onVisitEnded()
{
    m_visit.reset();
    if (std::exchange(m_isShared, false)) {
        setInfo(BackendInfo::State::Restarting);
        setApi(nullptr);
    }
    if (std::exchange(m_startsAfterVisit, false))
        m_process->start();
}

void Backend::onProcessChanged()
{
    switch (m_process->state()) {
    case BackendProcess::State::Starting:
        setInfo(BackendInfo::State::Starting);
        return;
    case BackendProcess::State::Ready:
        share();
        setApi(std::make_shared<ApiClient>(m_process->url(), m_process->key()));
        return;
    case BackendProcess::State::Restarting:
    case BackendProcess::State::Failed:
        m_door.close();
        setInfo(m_process->state() == BackendProcess::State::Failed
                    ? BackendInfo::State::Failed
                    : BackendInfo::State::Restarting,
                m_process->problem());
        if (m_api)
            setApi(nullptr);
        // Another process may have been first.
        if (!m_visit)
            visit();
        return;
    }
}

void Backend::share()
{
    if (const auto opened = m_door.open(); !opened)
        qCWarning(logBackend) << describe(opened.error());
}

void Backend::readKey()
{
    setInfo(BackendInfo::State::Starting);
    if (const auto good = checkBackendUrl(m_config.backendUrl); !good) {
        setInfo(BackendInfo::State::Failed, good.error().message);
        return;
    }
    if (!m_config.backendKeyFile.isEmpty()) {
        takeKey(readFile(m_config.backendKeyFile, longestKey).transform([](const QByteArray &key) {
            return std::optional(key.trimmed());
        }));
        return;
    }
    if (!m_config.backendKey.isEmpty()) {
        takeKey(m_config.backendKey);
        return;
    }
    QCoro::connect(keptKey(m_config.backendUrl, m_stop.get_token()), this,
                   [this](const auto &key) { takeKey(key); });
}

void Backend::takeKey(const Result<std::optional<QByteArray>> &key)
{
    if (!key || !*key) {
        setInfo(BackendInfo::State::Failed,
                key ? Words::tr("There is no key for %1 in the keychain. Ask its "
                                "administrator for one.")
                          .arg(m_info.label)
                    : key.error().message,
                m_config.backendKeyFile.isEmpty());
        return;
    }
    setApi(std::make_shared<ApiClient>(QUrl(m_config.backendUrl), **key));
}

void Backend::useKey(const QByteArray &key, bool isKept)
{
    m_config.backendKey = isKept ? QByteArray() : key;
    m_info.isKeyForgotten = !isKept;
    takeKey(key);
}

void Backend::dropKey()
{
    m_config.backendKey.clear();
    m_info.isKeyForgotten = false;
    setApi(nullptr);
    takeKey(std::nullopt);
}

/// Who one is, for the settings. Who can not be told does not stand in the way.
void Backend::askSelf()
{
    QCoro::connect(m_api->self(), this,
                   [this, api = m_api](const Result<domain::Membership> &self) {
                       if (!self || api != m_api)
                           return;
                       m_info.userName = self->member.displayName;
                       m_info.organization = self->organizationName;
                       Q_EMIT changed();
                   });
}

void Backend::setApi(std::shared_ptr<ApiClient> api)
{
    m_api = std::move(api);
    m_info.userName.clear();
    m_info.organization.clear();
    if (m_api)
        setInfo(BackendInfo::State::Ready);
    if (m_api && !m_info.bundled)
        askSelf();
    Q_EMIT apiChanged();
}

void Backend::setProviders(const QList<ProviderInfo> &providers)
{
    if (m_info.providers == providers)
        return;
    m_info.providers = providers;
    m_info.providerType = providers.isEmpty() ? QString() : providers.first().type;
    Q_EMIT changed();
}

void Backend::setReachable()
{
    if (!m_api || m_info.state == BackendInfo::State::Ready)
        return;
    setInfo(BackendInfo::State::Ready);
}

void Backend::setTroubled(const Error &error)
{
    if (!m_api)
        return;
    const bool isRefused
        = error.code == ErrorCode::Unauthorized || error.code == ErrorCode::Forbidden;
    const bool isKeptKey = !m_info.bundled && m_config.backendKeyFile.isEmpty();
    if (error.code == ErrorCode::Unauthorized && isKeptKey)
        setInfo(BackendInfo::State::Failed,
                Words::tr("%1 does not accept the key any more. Ask its administrator for a new "
                          "one, and sign in with it.")
                    .arg(m_info.label),
                true);
    else
        setInfo(isRefused ? BackendInfo::State::Failed : BackendInfo::State::Restarting,
                error.message);
}

void Backend::setInfo(BackendInfo::State state, const QString &problem, bool needsKey)
{
    if (m_info.state == state && m_info.problem == problem && m_info.needsKey == needsKey)
        return;
    m_info.needsKey = needsKey;
    if (m_info.state != state)
        m_info.since = QDateTime::currentDateTimeUtc();
    m_info.state = state;
    m_info.problem = problem;
    Q_EMIT changed();
}

} // namespace skybranch::client
