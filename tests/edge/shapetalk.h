// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "support/http.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QUrl>

namespace skybranch::test {

/// What a client of the shape protocol does: it keeps rows by their keys.
class ShapeTalk
{
public:
    explicit ShapeTalk(HttpClient client, QString table = QStringLiteral("cloud_workspaces"))
        : m_client(std::make_shared<HttpClient>(std::move(client)))
        , m_table(std::move(table))
    {
    }

    /// Further parameters, from here on.
    void set(const QString &name, const QString &value)
    {
        m_parameters += u'&' + QString::fromLatin1(QUrl::toPercentEncoding(name)) + u'='
            + QString::fromLatin1(QUrl::toPercentEncoding(value));
    }

    QString path(bool live) const
    {
        QString path = QStringLiteral("/v1/shape?log=full&table=") + m_table
            + QStringLiteral("&offset=") + offset + m_parameters;
        if (!handle.isEmpty())
            path += QStringLiteral("&handle=") + handle;
        if (live)
            path += QStringLiteral("&live=true&cursor=") + cursor;
        return path;
    }

    HttpReply step(bool live = false)
    {
        const HttpReply reply = m_client->send("GET", path(live));
        if (reply.status == 200)
            take(reply);
        return reply;
    }

    /// Reads on until nothing more has been committed. The last status.
    int readOn()
    {
        do {
            const HttpReply reply = step();
            if (reply.status != 200)
                return reply.status;
        } while (!upToDate);
        return 200;
    }

    void take(const HttpReply &reply)
    {
        ++answers;
        handle = QString::fromLatin1(reply.header("electric-handle"));
        offset = QString::fromLatin1(reply.header("electric-offset"));
        cursor = QString::fromLatin1(reply.header("electric-cursor"));
        upToDate = false;
        for (const QJsonValue &item : QJsonDocument::fromJson(reply.body).array()) {
            const QJsonObject headers = item[QStringLiteral("headers")].toObject();
            if (headers.value(QStringLiteral("control")) == QStringLiteral("up-to-date"))
                upToDate = true;
            const QString operation = headers.value(QStringLiteral("operation")).toString();
            if (!operation.isEmpty())
                takeChange(operation, item.toObject());
        }
    }

    QHash<QString, QJsonObject> rows;
    QList<QJsonObject> messages; ///< all of them that were no control messages
    QStringList operations;
    bool upToDate = false;
    int answers = 0;
    QString handle;
    QString offset = QStringLiteral("-1");
    QString cursor;

private:
    void takeChange(const QString &operation, const QJsonObject &message)
    {
        operations << operation;
        messages << message;
        const QString key = message.value(QStringLiteral("key")).toString();
        const QJsonObject value = message.value(QStringLiteral("value")).toObject();
        if (operation == QStringLiteral("delete")) {
            rows.remove(key);
        } else if (operation == QStringLiteral("insert")) {
            rows.insert(key, value);
        } else {
            QJsonObject &row = rows[key];
            for (auto column = value.begin(); column != value.end(); ++column)
                row.insert(column.key(), column.value());
        }
    }

    std::shared_ptr<HttpClient> m_client;
    QString m_table;
    QString m_parameters;
};

} // namespace skybranch::test
