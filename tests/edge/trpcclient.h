// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "edge/operation.h"
#include "support/http.h"

#include <QUrl>

namespace skybranch::test {

inline QByteArray jsonText(const QJsonObject &object)
{
    return QJsonDocument(object).toJson(QJsonDocument::Compact);
}

inline QString encoded(const QByteArray &text)
{
    return QString::fromLatin1(QUrl::toPercentEncoding(QString::fromUtf8(text)));
}

/// One call through tRPC, as @trpc/client makes it.
inline HttpReply callTrpc(HttpClient client, const edge::Operation &operation,
                          const QJsonObject &input)
{
    const QString path = QStringLiteral("/trpc/") + operation.name;
    if (operation.kind == edge::Operation::Kind::Mutation)
        return client.send("POST", path, jsonText(input));
    return client.get(path + QStringLiteral("?input=") + encoded(jsonText(input)));
}

/// The same call through REST.
inline HttpReply callRest(HttpClient client, const edge::Operation &operation,
                          const QJsonObject &input)
{
    QString path = operation.path;
    QJsonObject body;
    QUrlQuery query;
    for (auto field = input.begin(); field != input.end(); ++field) {
        const QString placeholder = u'{' + field.key() + u'}';
        if (path.contains(placeholder))
            path.replace(placeholder, field.value().toString());
        else if (operation.method == edge::Method::Get)
            query.addQueryItem(field.key(), encoded(field.value().toString().toUtf8()));
        else
            body.insert(field.key(), field.value());
    }
    if (!query.isEmpty())
        path += u'?' + query.query(QUrl::FullyEncoded);
    const bool sends
        = operation.method == edge::Method::Post || operation.method == edge::Method::Patch;
    return client.send(edge::name(operation.method), path, sends ? jsonText(body) : QByteArray());
}

} // namespace skybranch::test
