// SPDX-License-Identifier: GPL-3.0-or-later
#include "providers/docker/engine.h"

#include "base/log.h"

#include <QFileInfo>
#include <QLocalSocket>
#include <QTimer>
#include <QUrl>
#include <QVersionNumber>

namespace skybranch::providers {
namespace {

using namespace Qt::Literals::StringLiterals;

const QVersionNumber oldestVersion(1, 40);
const QVersionNumber newestVersion(1, 45);
constexpr QLatin1StringView standardSocket("/var/run/docker.sock");
constexpr std::chrono::seconds pingTimeout{10};

Error away(QLocalSocket::LocalSocketError error, const QString &path)
{
    if (error == QLocalSocket::SocketAccessError)
        return {ErrorCode::Unavailable,
                u"This user may not use Docker. Add the user to the group that owns its socket, "
                "mostly \"docker\", and log in again."_s,
                path};
    return {ErrorCode::Unavailable, u"Docker is not running. Start it, then try again."_s, path};
}

/// One request on a connection of its own.
class Exchange : public QObject
{
public:
    Exchange(const QString &path, QByteArray request, std::chrono::milliseconds timeout)
        : m_path(path)
        , m_request(std::move(request))
    {
        connect(&m_socket, &QLocalSocket::connected, this, [this] { m_socket.write(m_request); });
        connect(&m_socket, &QLocalSocket::readyRead, this, [this] { take(); });
        connect(&m_socket, &QLocalSocket::errorOccurred, this,
                [this](QLocalSocket::LocalSocketError error) { onError(error); });
        m_timer.setSingleShot(true);
        connect(&m_timer, &QTimer::timeout, this, [this] {
            m_end.finish(failure(
                ErrorCode::Timeout,
                u"Docker does not answer in time. Look at how it is, then try again."_s, m_path));
        });
        m_timer.start(timeout);
        m_socket.connectToServer(path);
    }

    Completion<HttpResponse> end() const { return m_end; }

private:
    void take()
    {
        if (m_end.isFinished())
            return;
        const auto whole = m_reader.add(m_socket.readAll());
        if (!whole)
            m_end.finish(failure(whole));
        else if (*whole)
            m_end.finish(m_reader.take());
    }

    void onError(QLocalSocket::LocalSocketError error)
    {
        if (error != QLocalSocket::PeerClosedError) {
            m_end.finish(std::unexpected(away(error, m_path)));
            return;
        }
        take();
        if (m_end.isFinished())
            return;
        if (m_reader.atEnd())
            m_end.finish(m_reader.take());
        else
            m_end.finish(failure(ErrorCode::Unavailable,
                                 u"Docker went away in the middle of an answer. Start it, then "
                                 "try again."_s,
                                 m_path));
    }

    QString m_path;
    QByteArray m_request;
    HttpReader m_reader;
    QLocalSocket m_socket;
    QTimer m_timer;
    Completion<HttpResponse> m_end;
};

QByteArray bytesOf(const EngineRequest &request, const QString &version)
{
    const QString path = version.isEmpty() ? request.path : u"/v"_s + version + request.path;
    QByteArray bytes = request.method + ' ' + path.toLatin1()
        + " HTTP/1.1\r\nHost: docker\r\nConnection: close\r\n";
    if (!request.body.isEmpty())
        bytes += "Content-Type: " + request.contentType + "\r\n";
    if (request.method != "GET")
        bytes += "Content-Length: " + QByteArray::number(request.body.size()) + "\r\n";
    return bytes + "\r\n" + request.body;
}

/// What an engine says for itself, for one line of ours: it names what others have named.
QString quoted(const QString &said)
{
    constexpr qsizetype longest = 200;
    QString clean;
    for (const QChar c : said.first(std::min(said.size(), 4 * longest))) {
        if (c.isSpace() || c.category() == QChar::Other_Control)
            clean += u' ';
        else if (c.isPrint() && c.category() != QChar::Other_Format)
            clean += c;
    }
    clean = clean.simplified();
    return clean.size() > longest ? clean.first(longest - 1) + u'…' : clean;
}

/// @p lead with the engine's own reason, where it gave one.
QString withReason(const QString &lead, const QString &said)
{
    const QString reason = quoted(said);
    return reason.isEmpty() ? lead + u" and gave no reason."_s : lead + u": \"%1\"."_s.arg(reason);
}

/// What an engine's refusal means, in words of ours where we know it, else in its own.
Error refusal(const EngineRequest &request, const HttpResponse &response)
{
    const QString said
        = QJsonDocument::fromJson(response.body).object().value("message"_L1).toString();
    const QString detail = u"%1 %2: %3 %4"_s.arg(QString::fromLatin1(request.method), request.path,
                                                 QString::number(response.status), said.left(500));
    if (said.contains("no space left on device"_L1, Qt::CaseInsensitive))
        return {ErrorCode::Unavailable,
                u"The disk of Docker is full. Delete workspaces or unused images, then try "
                "again."_s,
                detail};
    if (said.contains("address pool"_L1, Qt::CaseInsensitive)
        || said.contains("all predefined address"_L1, Qt::CaseInsensitive))
        return {ErrorCode::Unavailable,
                u"Docker has no network addresses left. Add to default-address-pools in its "
                "daemon.json, or remove unused networks."_s,
                detail};
    if (response.status == 404)
        return {ErrorCode::NotFound, withReason(u"Docker does not know it"_s, said), detail};
    if (response.status == 403)
        return {ErrorCode::Forbidden,
                withReason(u"Docker does not allow this now"_s, said) + u" Try again later."_s,
                detail};
    if (response.status == 409)
        return {ErrorCode::Conflict,
                withReason(u"The state of Docker forbids this"_s, said) + u" Try again later."_s,
                detail};
    return {ErrorCode::Unavailable,
            withReason(u"Docker refused"_s, said)
                + u" Mend what it names, then try again; the log of Docker's service says more."_s,
            detail};
}

std::unexpected<Error> notWhole(const QString &path)
{
    return failure(ErrorCode::Unavailable,
                   u"Docker's answer is not whole. Look at how it is, then try again."_s, path);
}

} // namespace

Result<QString> engineSocket(const QString &address)
{
    const QString wanted = address.isEmpty() ? qEnvironmentVariable("DOCKER_HOST") : address;
    if (!wanted.isEmpty()) {
        const QUrl url(wanted, QUrl::StrictMode);
        if (url.scheme() != "unix"_L1 || !url.host().isEmpty() || url.path().size() < 2)
            return failure(ErrorCode::InvalidArgument,
                           u"The address of Docker must be a unix socket, as "
                           "unix:///var/run/docker.sock."_s,
                           wanted);
        return url.path();
    }
    const QString runtime = qEnvironmentVariable("XDG_RUNTIME_DIR");
    const QStringList usual{standardSocket, runtime + u"/docker.sock"_s,
                            runtime + u"/podman/podman.sock"_s, u"/run/podman/podman.sock"_s};
    for (const QString &path : usual) {
        if (QFileInfo::exists(path))
            return path;
    }
    return QString(standardSocket);
}

Result<QString> Engine::socket()
{
    return m_socket.isEmpty() ? engineSocket(m_address) : Result<QString>(m_socket);
}

Task<HttpResponse> Engine::send(Self self, EngineRequest request)
{
    const auto path = self->socket();
    if (!path)
        co_return failure(path);
    const Exchange exchange(*path, bytesOf(request, self->m_version), request.timeout);
    auto response = co_await exchange.end().wait();
    if (!response)
        self->m_version.clear(); // another one may be there next time
    co_return response;
}

Task<> Engine::ping(Self self)
{
    self->m_version.clear();
    const auto answer = co_await send(self, {.path = u"/_ping"_s, .timeout = pingTimeout});
    if (!answer)
        co_return failure(answer);
    if (answer->status != 200)
        co_return std::unexpected(refusal({.path = u"/_ping"_s}, *answer));
    const auto theirs
        = QVersionNumber::fromString(QString::fromLatin1(answer->headers.value("api-version")));
    if (theirs < oldestVersion)
        co_return failure(ErrorCode::Unsupported,
                          u"This Docker is too old. Install version 19.03 or newer."_s,
                          theirs.toString());
    self->m_version = std::min(theirs, newestVersion).toString();
    self->m_socket = *self->socket();
    co_return {};
}

Task<HttpResponse> Engine::call(Self self, EngineRequest request)
{
    if (self->m_version.isEmpty()) {
        if (auto agreed = co_await ping(self); !agreed)
            co_return failure(agreed);
    }
    auto response = co_await send(self, request);
    if (response && response->status >= 400)
        co_return std::unexpected(refusal(request, *response));
    co_return response;
}

Task<QJsonObject> Engine::object(Self self, EngineRequest request)
{
    const QString path = request.path;
    const auto response = co_await call(std::move(self), std::move(request));
    if (!response)
        co_return failure(response);
    const auto json = QJsonDocument::fromJson(response->body);
    co_return json.isObject() ? Result<QJsonObject>(json.object()) : notWhole(path);
}

Task<QJsonArray> Engine::array(Self self, EngineRequest request)
{
    const QString path = request.path;
    const auto response = co_await call(std::move(self), std::move(request));
    if (!response)
        co_return failure(response);
    // An empty list, as Go may write it.
    if (response->body.trimmed() == "null")
        co_return QJsonArray();
    const auto json = QJsonDocument::fromJson(response->body);
    co_return json.isArray() ? Result<QJsonArray>(json.array()) : notWhole(path);
}

QString labelFilter(const QStringList &labels)
{
    const QJsonObject filters{{"label"_L1, QJsonArray::fromStringList(labels)}};
    const QByteArray json = QJsonDocument(filters).toJson(QJsonDocument::Compact);
    return u"?filters="_s + QString::fromLatin1(QUrl::toPercentEncoding(QString::fromUtf8(json)));
}

} // namespace skybranch::providers
