// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"

#include <QLocalServer>
#include <QLocalSocket>
#include <QTemporaryDir>

#include <memory>

namespace skybranch::test {

/// Stands between a provider and its engine, which it can make go away at any moment.
class EngineProxy : public QObject
{
public:
    enum class Cut {
        Never,
        BeforeAnswer, ///< the engine has done it, and nobody hears of it
        InAnswer, ///< after its first bytes
    };

    /// @p engine is the path of the engine's socket.
    explicit EngineProxy(QString engine)
        : m_engine(std::move(engine))
    {
        connect(&m_server, &QLocalServer::newConnection, this, [this] { take(); });
        comeBack();
    }

    QString address() const { return QStringLiteral("unix://") + path(); }

    bool comeBack() { return m_server.listen(path()); }
    void goAway() { m_server.close(); }

    /// Cuts connection number @p connection, counted from now and from 0.
    void cut(int connection, Cut how)
    {
        m_count = 0;
        m_cutAt = connection;
        m_how = how;
        m_hasCut = false;
    }

    /// Cuts requests whose first line has @p match.
    void cut(const QByteArray &match, Cut how)
    {
        m_cutMatch = match;
        m_how = how;
        m_hasCut = false;
    }

    /// No more cuts and no more words of its own.
    void heal()
    {
        m_cutAt = -1;
        m_cutMatch.clear();
        m_match.clear();
    }

    bool hasCut() const { return m_hasCut; }

    /// Answers requests whose first line has @p match by itself.
    void answer(const QByteArray &match, int status, const QByteArray &body)
    {
        m_match = match;
        m_answer = "HTTP/1.1 " + QByteArray::number(status)
            + " Said\r\nContent-Length: " + QByteArray::number(body.size()) + "\r\n\r\n" + body;
    }

private:
    QString path() const { return m_folder.filePath(QStringLiteral("engine.sock")); }

    void take()
    {
        QLocalSocket *client = m_server.nextPendingConnection();
        const auto how = std::make_shared<Cut>(m_count++ == m_cutAt ? m_how : Cut::Never);
        m_hasCut = m_hasCut || *how != Cut::Never;
        auto *engine = new QLocalSocket(client);
        connect(client, &QLocalSocket::readyRead, engine,
                [this, client, engine, how] { fromClient(client, engine, *how); });
        connect(client, &QLocalSocket::disconnected, client, &QObject::deleteLater);
        connect(engine, &QLocalSocket::readyRead, client,
                [client, engine, how] { fromEngine(client, engine, *how); });
        connect(engine, &QLocalSocket::disconnected, client,
                [client] { client->disconnectFromServer(); });
        engine->connectToServer(m_engine);
    }

    void fromClient(QLocalSocket *client, QLocalSocket *engine, Cut &how)
    {
        const QByteArray bytes = client->readAll();
        const QByteArray line = bytes.first(bytes.indexOf('\n') + 1);
        if (!m_cutMatch.isEmpty() && line.contains(m_cutMatch)) {
            how = m_how;
            m_hasCut = true;
        }
        if (!m_match.isEmpty() && line.contains(m_match)) {
            client->write(m_answer);
            client->disconnectFromServer();
        } else {
            engine->write(bytes);
        }
    }

    static void fromEngine(QLocalSocket *client, QLocalSocket *engine, Cut how)
    {
        switch (how) {
        case Cut::Never:
            client->write(engine->readAll());
            break;
        case Cut::InAnswer:
            client->write(engine->read(20));
            client->disconnectFromServer();
            break;
        case Cut::BeforeAnswer:
            client->abort();
        }
    }

    QTemporaryDir m_folder;
    QString m_engine;
    QLocalServer m_server;
    int m_count = 0;
    int m_cutAt = -1;
    QByteArray m_cutMatch;
    Cut m_how = Cut::Never;
    bool m_hasCut = false;
    QByteArray m_match;
    QByteArray m_answer;
};

} // namespace skybranch::test
