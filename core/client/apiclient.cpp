// SPDX-License-Identifier: GPL-3.0-or-later
#include "client/apiclient.h"

#include "client/words.h"
#include "wire/jsonreader.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QLocale>
#include <QNetworkProxy>
#include <QNetworkReply>
#include <QTimeZone>
#include <QUrlQuery>

using namespace Qt::StringLiterals;

namespace skybranch::client {
namespace {

constexpr int questionMs = 10'000;
constexpr int longPollMs = 45'000;
constexpr qint64 answerLimit = 64 << 20;

QString whyUnreachable(const QNetworkReply &reply)
{
    const QString host = reply.url().host();
    switch (reply.error()) {
    case QNetworkReply::HostNotFoundError:
        return Words::tr("There is no host %1. Check the address, and that this computer is "
                         "online.")
            .arg(host);
    case QNetworkReply::SslHandshakeFailedError:
        return Words::tr("The certificate of %1 is not trusted, so nothing was sent there. Check "
                         "the address, or ask its administrator.")
            .arg(host);
    default:
        return Words::tr("The backend can not be reached. Check that it runs and that this "
                         "computer is online.");
    }
}

std::unexpected<Error> unreachable(const QNetworkReply &reply)
{
    if (reply.error() == QNetworkReply::OperationCanceledError)
        return failure(ErrorCode::Timeout,
                       Words::tr("The backend does not answer. Try again in a moment."),
                       reply.errorString());
    return failure(ErrorCode::Unavailable, whyUnreachable(reply), reply.errorString());
}

Result<ApiAnswer> answerOf(QNetworkReply &reply)
{
    const QVariant status = reply.attribute(QNetworkRequest::HttpStatusCodeAttribute);
    const bool broken = reply.error() != QNetworkReply::NoError
        && reply.error() < QNetworkReply::ContentAccessDenied;
    if (!status.isValid() || broken)
        return unreachable(reply);
    const auto header
        = [&reply](const char *name) { return QString::fromLatin1(reply.rawHeader(name)); };
    return ApiAnswer{status.toInt(), reply.readAll(), header("electric-handle"),
                     header("electric-offset"), header("electric-cursor")};
}

Result<QJsonObject> objectOf(const Result<ApiAnswer> &answer)
{
    if (!answer)
        return failure(answer);
    const auto object = wire::parseObject(answer->body);
    if (answer->status >= 200 && answer->status < 300)
        return object;
    return std::unexpected(wire::errorFromJson(object.value_or(QJsonObject())));
}

Result<domain::Workspace> workspaceOf(const Result<ApiAnswer> &answer)
{
    return objectOf(answer).and_then([](const QJsonObject &json) { return wire::workspace(json); });
}

QString pathOf(WorkspaceId id, const QString &action = {})
{
    const QString path = QStringLiteral("/api/workspaces/") + id.toString();
    return action.isEmpty() ? path : path + u'/' + action;
}

QString sessionPathOf(WorkspaceId id, QUuid session)
{
    return pathOf(id, QStringLiteral("presence/")) + session.toString(QUuid::WithoutBraces);
}

} // namespace

ApiClient::ApiClient(QUrl backend, QByteArray key)
    : m_backend(std::move(backend))
    , m_key(std::move(key))
{
    if (m_backend.host() == QLatin1StringView("127.0.0.1"))
        m_network.setProxy(QNetworkProxy::NoProxy);
}

ApiClient::~ApiClient() = default;

Completion<ApiAnswer> ApiClient::send(const QByteArray &method, const QString &path,
                                      const QByteArray &body, int timeoutMs)
{
    QUrl url = m_backend;
    const qsizetype query = path.indexOf(u'?');
    url.setPath(m_backend.path() + path.left(query));
    if (query >= 0)
        url.setQuery(path.sliced(query + 1));
    QNetworkRequest request(url);
    request.setRawHeader("Authorization", "Bearer " + m_key);
    if (!body.isEmpty())
        request.setHeader(QNetworkRequest::ContentTypeHeader, QByteArray("application/json"));
    request.setTransferTimeout(timeoutMs);
    // The key must not follow to another place.
    request.setAttribute(QNetworkRequest::RedirectPolicyAttribute,
                         QNetworkRequest::ManualRedirectPolicy);
    QNetworkReply *reply = m_network.sendCustomRequest(request, method, body);
    Completion<ApiAnswer> completion;
    connect(reply, &QNetworkReply::downloadProgress, reply, [reply](qint64 received, qint64) {
        if (received > answerLimit)
            reply->abort();
    });
    connect(reply, &QNetworkReply::finished, this, [this, reply] { takeDate(*reply); });
    connect(reply, &QNetworkReply::finished, reply, [reply, completion] {
        completion.finish(answerOf(*reply));
        reply->deleteLater();
    });
    return completion;
}

/// A second or two is the time that an answer takes, and no difference of clocks.
void ApiClient::takeDate(const QNetworkReply &reply)
{
    constexpr std::chrono::seconds least{3};
    // HTTP knows no other zone; Qt's RFC 2822 does not know this one.
    QDateTime date = QLocale::c().toDateTime(QString::fromLatin1(reply.rawHeader("date")),
                                             u"ddd, dd MMM yyyy HH:mm:ss 'GMT'"_s);
    if (!date.isValid())
        return;
    date.setTimeZone(QTimeZone::UTC);
    const std::chrono::seconds ahead(QDateTime::currentDateTimeUtc().secsTo(date));
    m_ahead = std::chrono::abs(ahead) < least ? std::chrono::seconds(0) : ahead;
}

Completion<ApiAnswer> ApiClient::sendJson(const QByteArray &method, const QString &path,
                                          const QJsonObject &body)
{
    const QByteArray bytes = method == "GET" || method == "DELETE"
        ? QByteArray()
        : QJsonDocument(body).toJson(QJsonDocument::Compact);
    return send(method, path, bytes, questionMs);
}

Task<domain::Membership> ApiClient::self()
{
    const QString host = m_backend.host();
    auto asked = sendJson("GET", QStringLiteral("/api/me")).wait();
    const auto answer = co_await asked;
    const auto json = objectOf(answer);
    const auto self
        = json.and_then([](const QJsonObject &object) { return wire::membership(object); });
    if (self || !answer)
        co_return self;
    const bool isOurs = wire::parseObject(answer->body).has_value();
    if (answer->status >= 500 && !isOurs)
        co_return failure(ErrorCode::Unavailable,
                          Words::tr("%1 answers, but no backend behind it does. Try again later, "
                                    "or tell its administrator.")
                              .arg(host));
    if (json || !isOurs || answer->status == 404)
        co_return failure(ErrorCode::Unsupported,
                          Words::tr("What answers at %1 is no Skybranch, or an old one. Check the "
                                    "address.")
                              .arg(host));
    co_return self;
}

Task<domain::Repository> ApiClient::addRepository(QString url)
{
    auto asked = sendJson("POST", QStringLiteral("/api/repositories"),
                          wire::toJson(wire::CreateRepository{.url = url}))
                     .wait();
    const auto json = objectOf(co_await asked);
    co_return json.and_then([](const QJsonObject &object) { return wire::repository(object); });
}

Task<QList<domain::Repository>> ApiClient::repositories()
{
    auto asked = sendJson("GET", QStringLiteral("/api/repositories")).wait();
    const auto json = objectOf(co_await asked);
    if (!json)
        co_return failure(json);
    QList<domain::Repository> repositories;
    for (const QJsonValue &item : json->value(QLatin1StringView("repositories")).toArray()) {
        const auto repository = wire::repository(item.toObject());
        if (!repository)
            co_return failure(repository);
        repositories.append(*repository);
    }
    co_return repositories;
}

Task<domain::Workspace> ApiClient::createWorkspace(wire::CreateWorkspace request)
{
    auto asked = sendJson("POST", QStringLiteral("/api/workspaces"), wire::toJson(request)).wait();
    co_return workspaceOf(co_await asked);
}

Task<domain::Workspace> ApiClient::workspace(WorkspaceId id)
{
    auto asked = sendJson("GET", pathOf(id)).wait();
    co_return workspaceOf(co_await asked);
}

Task<QList<domain::Workspace>> ApiClient::workspaces()
{
    auto asked = sendJson("GET", QStringLiteral("/api/workspaces")).wait();
    const auto json = objectOf(co_await asked);
    if (!json)
        co_return failure(json);
    QList<domain::Workspace> workspaces;
    for (const QJsonValue &item : json->value(QLatin1StringView("workspaces")).toArray()) {
        const auto workspace = wire::workspace(item.toObject());
        if (!workspace)
            co_return failure(workspace);
        workspaces.append(*workspace);
    }
    co_return workspaces;
}

Task<domain::Workspace> ApiClient::request(WorkspaceId id, domain::WorkspaceEvent event)
{
    const bool isDelete = event == domain::WorkspaceEvent::Delete;
    auto asked = (isDelete ? sendJson("DELETE", pathOf(id))
                           : sendJson("POST", pathOf(id, domain::name(event))))
                     .wait();
    co_return workspaceOf(co_await asked);
}

Task<domain::Workspace> ApiClient::retry(WorkspaceId id, domain::SeedSource seed)
{
    auto asked = sendJson("POST", pathOf(id, QStringLiteral("retry")),
                          wire::toJson(wire::RetryWorkspace{.seed = seed}))
                     .wait();
    co_return workspaceOf(co_await asked);
}

Task<domain::Presence> ApiClient::join(WorkspaceId id, QUuid session)
{
    auto asked = sendJson("POST", pathOf(id, QStringLiteral("presence")),
                          wire::toJson(wire::JoinWorkspace{.sessionId = session}))
                     .wait();
    const auto json = objectOf(co_await asked);
    co_return json.and_then([](const QJsonObject &object) { return wire::presence(object); });
}

Task<domain::Presence> ApiClient::heartbeat(WorkspaceId id, QUuid session)
{
    auto asked = sendJson("POST", sessionPathOf(id, session) + QStringLiteral("/heartbeat")).wait();
    const auto json = objectOf(co_await asked);
    co_return json.and_then([](const QJsonObject &object) { return wire::presence(object); });
}

Task<> ApiClient::leave(WorkspaceId id, QUuid session)
{
    auto asked = sendJson("DELETE", sessionPathOf(id, session)).wait();
    co_return objectOf(co_await asked).transform([](const QJsonObject &) { });
}

Task<domain::Workspace> ApiClient::keepAwake(WorkspaceId id, int minutes)
{
    auto asked = sendJson("POST", pathOf(id, QStringLiteral("keep-awake")),
                          wire::toJson(wire::KeepAwake{.minutes = minutes}))
                     .wait();
    co_return workspaceOf(co_await asked);
}

Task<wire::Usage> ApiClient::usage(WorkspaceId id, QDateTime from)
{
    const QString path
        = id.isNull() ? QStringLiteral("/api/usage") : pathOf(id, QStringLiteral("usage"));
    const QString since = from.toUTC().toString(Qt::ISODateWithMs);
    auto asked = sendJson("GET", path + QStringLiteral("?from=") + since).wait();
    const auto json = objectOf(co_await asked);
    co_return json.and_then([](const QJsonObject &object) { return wire::usage(object); });
}

Task<wire::SshCredentials> ApiClient::sshCredentials(WorkspaceId id, QString publicKey)
{
    auto asked = sendJson("POST", pathOf(id, QStringLiteral("ssh-credentials")),
                          wire::toJson(wire::SshCredentialsRequest{.publicKey = publicKey}))
                     .wait();
    const auto json = objectOf(co_await asked);
    co_return json.and_then([](const QJsonObject &object) { return wire::sshCredentials(object); });
}

Task<ApiAnswer> ApiClient::shape(QList<std::pair<QString, QString>> parameters)
{
    QUrlQuery query;
    for (const auto &[name, value] : parameters)
        query.addQueryItem(name, QString::fromLatin1(QUrl::toPercentEncoding(value)));
    auto asked = send("GET", QStringLiteral("/v1/shape?") + query.query(QUrl::FullyEncoded), {},
                      longPollMs)
                     .wait();
    co_return co_await asked;
}

Task<domain::Workspace> createWorkspaceOf(std::shared_ptr<ApiClient> api, QString url,
                                          wire::CreateWorkspace request)
{
    const auto repository = co_await api->addRepository(url);
    if (!repository)
        co_return failure(repository);
    request.repositoryId = repository->id;
    co_return co_await api->createWorkspace(request);
}

} // namespace skybranch::client
