// SPDX-License-Identifier: GPL-3.0-or-later
#include "wire/jsonrpc.h"

#include "wire/jsonreader.h"

#include <QJsonDocument>
#include <QPointer>
#include <QTimer>

namespace skybranch::wire {
namespace {

using namespace Qt::Literals::StringLiterals;

constexpr int applicationError = -32000;
constexpr int versionError = -32001;
constexpr int noSuchMethod = -32601;
constexpr int wrongParams = -32602;
constexpr qsizetype maxMessage = 2000;

int rpcCode(ErrorCode code)
{
    switch (code) {
    case ErrorCode::Unsupported:
        return versionError;
    case ErrorCode::InvalidArgument:
        return wrongParams;
    default:
        return applicationError;
    }
}

QJsonObject errorToJson(const Error &error, int code)
{
    return {{"code"_L1, code},
            {"message"_L1, error.message.left(maxMessage)},
            {"data"_L1, QJsonObject{{"kind"_L1, errorCodeName(error.code)}}}};
}

Error errorFromJson(const QJsonObject &json)
{
    const QString kind = json.value("data"_L1).toObject().value("kind"_L1).toString().left(64);
    QString message = printable(json.value("message"_L1).toString().left(maxMessage));
    if (message.isEmpty())
        message = QStringLiteral("The other side failed without saying why.");
    return {errorCodeFromName(kind), std::move(message), {}};
}

Error protocolError(const QString &detail)
{
    return {ErrorCode::Unavailable,
            QStringLiteral("The connection was ended because the other side does not keep to the "
                           "protocol. Try again; if it stays, update Skybranch on both sides."),
            detail};
}

} // namespace

JsonRpcPeer::JsonRpcPeer(QObject *parent)
    : QObject(parent)
{
}

JsonRpcPeer::~JsonRpcPeer()
{
    blockSignals(true);
    close({ErrorCode::Unavailable, QStringLiteral("The connection was closed."), {}});
}

void JsonRpcPeer::setHandler(const QString &method, Handler handler)
{
    m_handlers.insert(method, std::move(handler));
}

Task<QJsonObject> JsonRpcPeer::request(QString method, QJsonObject params,
                                       std::chrono::milliseconds timeout)
{
    if (m_closed)
        co_return failure(ErrorCode::Unavailable, QStringLiteral("The connection is closed."));
    const qint64 id = ++m_lastId;
    auto question = std::make_shared<Question>();
    auto answered = question->answer.wait();
    question->timer = std::make_unique<QTimer>();
    question->timer->setSingleShot(true);
    connect(question->timer.get(), &QTimer::timeout, this, [this, id, method] {
        finish(
            id,
            failure(
                ErrorCode::Timeout,
                QStringLiteral("There was no answer to \"%1\" in time. Try again.").arg(method)));
    });
    question->timer->start(timeout);
    m_questions.insert(id, std::move(question));
    if (!send({{"id"_L1, id}, {"method"_L1, method}, {"params"_L1, params}}))
        finish(id,
               failure(ErrorCode::TooLarge,
                       QStringLiteral("The question \"%1\" is too long.").arg(method)));
    co_return co_await answered;
}

void JsonRpcPeer::notify(const QString &method, const QJsonObject &params)
{
    send({{"method"_L1, method}, {"params"_L1, params}});
}

void JsonRpcPeer::receive(const QByteArray &bytes)
{
    if (m_closed)
        return;
    m_input += bytes;
    // A slot may delete this object while it handles a line.
    const QPointer<JsonRpcPeer> self(this);
    qsizetype start = 0;
    for (;;) {
        const qsizetype end = m_input.indexOf('\n', start);
        if ((end < 0 ? m_input.size() : end) - start > maxLine)
            return close(protocolError(QStringLiteral("a line of more than 1 MiB")));
        if (end < 0)
            break;
        const QByteArray line = m_input.sliced(start, end - start);
        start = end + 1;
        takeLine(line);
        if (!self || m_closed)
            return;
    }
    m_input.remove(0, start);
}

void JsonRpcPeer::heedUnread(qint64 bytes)
{
    if (bytes > maxUnread)
        close(protocolError(QStringLiteral("it does not read what it is sent")));
}

void JsonRpcPeer::close(const Error &why)
{
    if (m_closed)
        return;
    m_closed = true;
    m_input.clear();
    const auto questions = std::exchange(m_questions, {});
    for (const auto &question : questions)
        question->answer.finish(std::unexpected(why));
    Q_EMIT closed(why);
}

void JsonRpcPeer::takeLine(const QByteArray &line)
{
    const auto message = parseObject(line);
    if (!message)
        return close(protocolError(message.error().detail));
    if (!message->contains("method"_L1))
        return takeAnswer(*message);
    if (message->contains("id"_L1))
        return takeQuestion(*message);
    Q_EMIT notification(message->value("method"_L1).toString().left(64),
                        message->value("params"_L1).toObject());
}

void JsonRpcPeer::takeQuestion(const QJsonObject &message)
{
    const QJsonValue id = message.value("id"_L1);
    const QString method = message.value("method"_L1).toString();
    const Handler handler = m_handlers.value(method);
    if (!handler) {
        const Error unknown{ErrorCode::Unsupported,
                            QStringLiteral("\"%1\" can not be asked here. Say hello first; if it "
                                           "stays, update Skybranch on both sides.")
                                .arg(method.left(64)),
                            {}};
        send({{"id"_L1, id}, {"error"_L1, errorToJson(unknown, noSuchMethod)}});
        return;
    }
    if (m_answering >= maxOpenQuestions)
        return close(protocolError(QStringLiteral("too many questions at once")));
    ++m_answering;
    handler(message.value("params"_L1).toObject())
        .then([self = QPointer(this), id](const Result<QJsonObject> &result) {
            if (self)
                self->answer(id, result);
        });
}

void JsonRpcPeer::answer(const QJsonValue &id, const Result<QJsonObject> &result)
{
    --m_answering;
    if (!result) {
        const Error &error = result.error();
        send({{"id"_L1, id}, {"error"_L1, errorToJson(error, rpcCode(error.code))}});
        return;
    }
    if (send({{"id"_L1, id}, {"result"_L1, *result}}))
        return;
    const Error tooLarge{ErrorCode::TooLarge, QStringLiteral("The answer is too long."), {}};
    send({{"id"_L1, id}, {"error"_L1, errorToJson(tooLarge, applicationError)}});
}

void JsonRpcPeer::takeAnswer(const QJsonObject &message)
{
    const qint64 id = message.value("id"_L1).toInteger(-1);
    if (message.contains("error"_L1))
        return finish(id, std::unexpected(errorFromJson(message.value("error"_L1).toObject())));
    if (!message.value("result"_L1).isObject())
        return close(protocolError(QStringLiteral("an answer without a result")));
    finish(id, message.value("result"_L1).toObject());
}

/// False where the message is too long to be sent.
bool JsonRpcPeer::send(QJsonObject message)
{
    if (m_closed)
        return true;
    message.insert("jsonrpc"_L1, "2.0"_L1);
    QByteArray line = QJsonDocument(message).toJson(QJsonDocument::Compact);
    if (line.size() > maxLine)
        return false;
    line += '\n';
    Q_EMIT output(line);
    return true;
}

void JsonRpcPeer::finish(qint64 id, Result<QJsonObject> result)
{
    // Unknown: an answer that came after its time-out.
    if (const auto question = m_questions.take(id)) {
        question->timer.release()->deleteLater();
        question->answer.finish(std::move(result));
    }
}

} // namespace skybranch::wire
