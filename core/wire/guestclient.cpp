// SPDX-License-Identifier: GPL-3.0-or-later
#include "wire/guestclient.h"

#include "wire/guestversion.h"
#include "wire/jsonreader.h"

namespace skybranch::wire {
namespace {

using namespace Qt::Literals::StringLiterals;

constexpr std::chrono::seconds quick{15};
constexpr std::chrono::minutes transfer{30};

Error wrongVersion(int version)
{
    return {ErrorCode::Unsupported,
            QStringLiteral("The VM speaks version %1 of the guest's protocol, this program version "
                           "%2. Update Skybranch, or make the workspace anew.")
                .arg(version)
                .arg(guestProtocolVersion),
            {}};
}

Result<RepositoryStatus> readStatus(const QJsonObject &json)
{
    return RepositoryStatus::fromJson(json.value("status"_L1).toObject());
}

} // namespace

GuestClient::GuestClient(JsonRpcPeer *peer, QObject *parent)
    : QObject(parent)
    , m_peer(peer)
{
    connect(peer, &JsonRpcPeer::notification, this, &GuestClient::takeNotification);
}

Task<GuestHello> GuestClient::hello(Who who)
{
    const QJsonObject params{{"version"_L1, guestProtocolVersion},
                             {"client"_L1, who == Who::Backend ? "backend"_L1 : "desktop"_L1}};
    const auto answer = co_await m_peer->request(guestmethod::hello, params, quick);
    if (!answer)
        co_return failure(answer);
    auto hello = GuestHello::fromJson(*answer);
    if (hello && !isSpoken(hello->version))
        co_return std::unexpected(wrongVersion(hello->version));
    co_return hello;
}

Task<RepositoryStatus> GuestClient::clone(CloneRequest request)
{
    return ask(guestmethod::repositoryClone, request.toJson(), transfer);
}

Task<RepositoryStatus> GuestClient::seed(SeedHeader header, QString bundle)
{
    QJsonObject params = header.toJson();
    params.insert("bundle"_L1, bundle);
    return ask(guestmethod::repositorySeed, std::move(params), transfer);
}

Task<RepositoryStatus> GuestClient::status()
{
    return ask(guestmethod::repositoryStatus, {}, quick);
}

Task<RepositoryStatus> GuestClient::fetch()
{
    return ask(guestmethod::repositoryFetch, {}, transfer);
}

Task<RepositoryStatus> GuestClient::pull()
{
    return ask(guestmethod::repositoryPull, {}, transfer);
}

Task<RepositoryStatus> GuestClient::push()
{
    return ask(guestmethod::repositoryPush, {}, transfer);
}

Task<RepositoryStatus> GuestClient::integrate(Integration how)
{
    return ask(guestmethod::repositoryIntegrate, {{"how"_L1, name(how)}}, transfer);
}

Task<domain::Divergence> GuestClient::divergence()
{
    const auto answer = co_await m_peer->request(guestmethod::repositoryDivergence, {}, quick);
    if (!answer)
        co_return failure(answer);
    co_return divergenceFromJson(answer->value("divergence"_L1).toObject());
}

Task<RepositoryStatus> GuestClient::watch()
{
    return ask(guestmethod::repositoryWatch, {}, quick);
}

Task<QString> GuestClient::publicKey()
{
    const auto answer = co_await m_peer->request(guestmethod::keyPublic, {}, quick);
    if (!answer)
        co_return failure(answer);
    JsonReader reader(*answer);
    QString key = reader.text("publicKey"_L1, 1000);
    if (!key.startsWith("ssh-ed25519 "_L1) || key.contains(u'\n'))
        reader.fail("publicKey"_L1, QStringLiteral("must be an ed25519 key"));
    co_return reader.finish(std::move(key));
}

Task<> GuestClient::trustRemote(QStringList knownHosts)
{
    return tell(guestmethod::remoteTrust,
                {{"knownHosts"_L1, QJsonArray::fromStringList(knownHosts)}});
}

Task<Activity> GuestClient::activity()
{
    const auto answer = co_await m_peer->request(guestmethod::activity, {}, quick);
    if (!answer)
        co_return failure(answer);
    co_return Activity::fromJson(*answer);
}

Task<QList<domain::ListeningPort>> GuestClient::ports()
{
    return askPorts(guestmethod::portsList);
}

Task<QList<domain::ListeningPort>> GuestClient::watchPorts()
{
    return askPorts(guestmethod::portsWatch);
}

Task<QString> GuestClient::terminalJob(QString id)
{
    const auto answer
        = co_await m_peer->request(guestmethod::terminalJob, {{"terminal"_L1, id}}, quick);
    if (!answer)
        co_return failure(answer);
    JsonReader reader(*answer);
    co_return reader.finish(reader.words("job"_L1, 100));
}

Task<QList<TerminalInfo>> GuestClient::watchTerminals()
{
    const auto answer = co_await m_peer->request(guestmethod::terminalWatch, {}, quick);
    if (!answer)
        co_return failure(answer);
    co_return terminalsFromJson(*answer);
}

Task<> GuestClient::nameTerminal(QString id, QString name)
{
    return tell(guestmethod::terminalName, {{"terminal"_L1, id}, {"name"_L1, name}});
}

Task<> GuestClient::endTerminal(QString id)
{
    return tell(guestmethod::terminalEnd, {{"terminal"_L1, id}});
}

Task<> GuestClient::forgetTerminal(QString id)
{
    return tell(guestmethod::terminalForget, {{"terminal"_L1, id}});
}

void GuestClient::takeNotification(const QString &method, const QJsonObject &params)
{
    if (method == guestmethod::repositoryChanged) {
        if (const auto status = readStatus(params))
            Q_EMIT repositoryChanged(*status);
    } else if (method == guestmethod::repositoryProgress) {
        if (const auto step = Progress::fromJson(params))
            Q_EMIT progress(*step);
    } else if (method == guestmethod::portsChanged) {
        if (const auto ports = portsFromJson(params))
            Q_EMIT portsChanged(*ports);
    } else if (method == guestmethod::terminalsChanged) {
        if (const auto terminals = terminalsFromJson(params))
            Q_EMIT terminalsChanged(*terminals);
    }
}

Task<RepositoryStatus> GuestClient::ask(QLatin1StringView method, QJsonObject params,
                                        std::chrono::milliseconds timeout)
{
    const auto answer = co_await m_peer->request(method, std::move(params), timeout);
    if (!answer)
        co_return failure(answer);
    co_return readStatus(*answer);
}

Task<> GuestClient::tell(QLatin1StringView method, QJsonObject params)
{
    const auto answer = co_await m_peer->request(method, std::move(params), quick);
    if (!answer)
        co_return failure(answer);
    co_return {};
}

Task<QList<domain::ListeningPort>> GuestClient::askPorts(QLatin1StringView method)
{
    const auto answer = co_await m_peer->request(method, {}, quick);
    if (!answer)
        co_return failure(answer);
    co_return portsFromJson(*answer);
}

} // namespace skybranch::wire
