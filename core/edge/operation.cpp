// SPDX-License-Identifier: GPL-3.0-or-later
#include "edge/operation.h"

#include <QRegularExpression>

namespace skybranch::edge {
namespace {

using namespace Qt::StringLiterals;

const QRegularExpression &placeholder()
{
    static const QRegularExpression expression(u"\\{(\\w+)\\}"_s);
    return expression;
}

QStringList placeholders(const QString &path)
{
    QStringList names;
    for (const auto &match : placeholder().globalMatch(path))
        names.append(match.captured(1));
    return names;
}

Task<HttpResponse> answer(Operation operation, QStringList names, HttpRequest request)
{
    QJsonObject input = std::move(request.body);
    for (const auto &[key, value] : request.query.queryItems(QUrl::FullyDecoded))
        input.insert(key, value);
    // What stands in the path counts, whatever the body says.
    for (qsizetype i = 0; i < names.size(); ++i)
        input.insert(names[i], request.captures.value(i));
    const auto output = co_await operation.run(
        {.caller = request.caller, .input = std::move(input), .gone = request.gone});
    if (!output)
        co_return failure(output);
    co_return HttpResponse::json(operation.status, *output);
}

} // namespace

QList<Operation> operations(Services services)
{
    return repositoryOperations(services) + workspaceOperations(services)
        + presenceOperations(services);
}

Route restRoute(const Operation &operation)
{
    return {operation.method, QString(operation.path).replace(placeholder(), u"{}"_s),
            [operation, names = placeholders(operation.path)](HttpRequest request) {
                return answer(operation, names, std::move(request));
            }};
}

} // namespace skybranch::edge
