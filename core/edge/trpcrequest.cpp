// SPDX-License-Identifier: GPL-3.0-or-later
#include "edge/trpcrequest.h"

#include <QJsonArray>
#include <QJsonDocument>

namespace skybranch::edge {
namespace {

using namespace Qt::StringLiterals;

/// Any JSON value, which QJsonDocument does not read outside of an array; undefined for nothing.
Result<QJsonValue> parseValue(const QByteArray &text)
{
    if (text.trimmed().isEmpty())
        return QJsonValue(QJsonValue::Undefined);
    QJsonParseError problem;
    const QJsonArray values = QJsonDocument::fromJson('[' + text + ']', &problem).array();
    if (values.size() != 1)
        return failure(ErrorCode::InvalidArgument, u"The input is not JSON."_s,
                       problem.errorString());
    return values.first();
}

QByteArray inputText(const HttpRequest &request)
{
    if (request.method == Method::Post)
        return request.content;
    return request.query.queryItemValue(u"input"_s, QUrl::FullyDecoded).toUtf8();
}

} // namespace

TrpcRequest trpcNames(const HttpRequest &request)
{
    const QString names = request.captures.value(0);
    TrpcRequest result{.batch = request.query.queryItemValue(u"batch"_s) == "1"_L1};
    for (const QString &name : result.batch ? names.split(u',') : QStringList{names})
        result.calls.append({.path = name, .input = QJsonValue(QJsonValue::Undefined)});
    return result;
}

Result<TrpcRequest> trpcRequest(const HttpRequest &request)
{
    TrpcRequest result = trpcNames(request);
    if (result.calls.size() > maxTrpcBatch)
        return failure(ErrorCode::InvalidArgument,
                       u"A batch may have at most %1 calls."_s.arg(maxTrpcBatch));
    const auto input = parseValue(inputText(request));
    if (!input)
        return failure(input);
    if (!result.batch) {
        result.calls.first().input = *input;
        return result;
    }
    if (!input->isUndefined() && !input->isObject())
        return failure(ErrorCode::InvalidArgument,
                       u"The input of a batch must be a JSON object."_s);
    const QJsonObject inputs = input->toObject();
    for (qsizetype i = 0; i < result.calls.size(); ++i)
        result.calls[i].input = inputs.value(QString::number(i));
    return result;
}

} // namespace skybranch::edge
