// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/async.h"

#include <QByteArray>
#include <QHash>
#include <QJsonObject>
#include <QObject>
#include <QString>

#include <chrono>
#include <functional>
#include <memory>
#include <optional>

class QTimer;

namespace skybranch::wire {

/// One end of a JSON-RPC 2.0 conversation, one message a line, without its transport: bytes that
/// arrive go into receive(), bytes to send come out of output(). Both ends may ask. What comes in
/// is a stranger's: a line over maxLine, a line that is no message, or too many questions at once
/// end the conversation. Lives in one thread.
class JsonRpcPeer : public QObject
{
    Q_OBJECT

public:
    static constexpr qsizetype maxLine = 1 << 20;
    static constexpr int maxOpenQuestions = 64;
    static constexpr qint64 maxUnread = 8 << 20;

    using Handler = std::function<Task<QJsonObject>(QJsonObject params)>;

    explicit JsonRpcPeer(QObject *parent = nullptr);
    ~JsonRpcPeer() override;

    /// Answers @p method from now on. A handler's object must outlive this peer, or its answers
    /// must not touch it after they have waited.
    void setHandler(const QString &method, Handler handler);

    /// Asks the other end. Errors: what it answered (the code is the one it meant), Timeout,
    /// Unavailable when the conversation ends first, TooLarge.
    Task<QJsonObject> request(QString method, QJsonObject params,
                              std::chrono::milliseconds timeout);

    /// Tells the other end; no answer comes.
    void notify(const QString &method, const QJsonObject &params);

    void receive(const QByteArray &bytes);

    /// The transport says how much of output() it still holds: beyond maxUnread the other end
    /// makes us talk without listening, and the conversation ends.
    void heedUnread(qint64 bytes);

    /// Ends the conversation: every open request fails with @p why, nothing more is sent or taken.
    /// The transport calls it when it has ended.
    void close(const Error &why);
    bool isClosed() const { return m_closed; }

Q_SIGNALS:
    void output(const QByteArray &bytes);
    void notification(const QString &method, const QJsonObject &params);

    /// Once, by either end's doing; the transport is to be closed then.
    void closed(const skybranch::Error &why);

private:
    struct Question
    {
        Completion<QJsonObject> answer;
        std::unique_ptr<QTimer> timer;
    };

    void takeLine(const QByteArray &line);
    void takeQuestion(const QJsonObject &message);
    void takeAnswer(const QJsonObject &message);
    void answer(const QJsonValue &id, const Result<QJsonObject> &result);
    bool send(QJsonObject message);
    void finish(qint64 id, Result<QJsonObject> result);

    QHash<QString, Handler> m_handlers;
    QHash<qint64, std::shared_ptr<Question>> m_questions;
    QByteArray m_input;
    qint64 m_lastId = 0;
    int m_answering = 0;
    bool m_closed = false;
};

} // namespace skybranch::wire
