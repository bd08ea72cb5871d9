// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QNetworkAccessManager>
#include <QNetworkReply>
#include <QTest>

#include <memory>

namespace skybranch::test {

struct HttpReply
{
    int status = 0; ///< 0: no answer
    QByteArray body;
    QList<QNetworkReply::RawHeaderPair> headers;

    QJsonObject json() const { return QJsonDocument::fromJson(body).object(); }

    /// Of {"error":{...}}.
    QString errorCode() const { return error().value(QStringLiteral("code")).toString(); }
    QString errorMessage() const { return error().value(QStringLiteral("message")).toString(); }

    QByteArray header(const QByteArray &name) const
    {
        for (const auto &[key, value] : headers) {
            if (key.compare(name, Qt::CaseInsensitive) == 0)
                return value;
        }
        return {};
    }

private:
    QJsonObject error() const { return json().value(QStringLiteral("error")).toObject(); }
};

/// A client of one HTTP server, with a bearer key.
class HttpClient
{
public:
    HttpClient(QString base, QByteArray key)
        : m_base(std::move(base))
        , m_key(std::move(key))
    {
    }

    HttpReply get(const QString &path) { return send("GET", path); }
    HttpReply post(const QString &path, const QJsonObject &body = {})
    {
        return send("POST", path, QJsonDocument(body).toJson());
    }

    HttpReply send(const QByteArray &verb, const QString &path, const QByteArray &body = {},
                   int timeoutMs = 30'000)
    {
        auto *reply = begin(verb, path, body);
        if (!QTest::qWaitFor([reply] { return reply->isFinished(); }, timeoutMs))
            reply->abort();
        return finish(reply);
    }

    /// For requests that wait; end with finish().
    QNetworkReply *begin(const QByteArray &verb, const QString &path, const QByteArray &body = {})
    {
        QNetworkRequest request(QUrl(m_base + path));
        request.setHeader(QNetworkRequest::ContentTypeHeader, QStringLiteral("application/json"));
        if (!m_key.isEmpty())
            request.setRawHeader("Authorization", "Bearer " + m_key);
        return m_network->sendCustomRequest(request, verb, body);
    }

    static HttpReply finish(QNetworkReply *reply)
    {
        reply->deleteLater();
        return {reply->attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt(),
                reply->readAll(), reply->rawHeaderPairs()};
    }

private:
    QString m_base;
    QByteArray m_key;
    std::unique_ptr<QNetworkAccessManager> m_network = std::make_unique<QNetworkAccessManager>();
};

} // namespace skybranch::test
