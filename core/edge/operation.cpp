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

Task<HttpResponse> answer(Operation operation, QStringList names, HttpRequest request)
{
    QJsonObject input = std::move(request.body);
    if (request.method == Method::Get) {
        for (const auto &[key, value] : request.query.queryItems(QUrl::FullyDecoded))
            input.insert(key, value);
    }
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

QStringList captures(const Operation &operation)
{
    QStringList names;
    for (const auto &match : placeholder().globalMatch(operation.path))
        names.append(match.captured(1));
    return names;
}

QList<Operation> operations(Services services)
{
    return repositoryOperations(services) + workspaceOperations(services)
        + presenceOperations(services) + accountOperations(services) + usageOperations(services)
        + vmOperations(services);
}

Route restRoute(const Operation &operation)
{
    const QStringList names = captures(operation);
    return {.method = operation.method,
            .pattern = QString(operation.path).replace(placeholder(), u"{}"_s),
            .handle
            = [operation,
               names](HttpRequest request) { return answer(operation, names, std::move(request)); },
            .about = {.summary = operation.summary,
                      .response = operation.response,
                      .request = operation.request,
                      .status = operation.status,
                      .name = operation.name,
                      .captures = names,
                      .changes = operation.kind == Operation::Kind::Mutation}};
}

} // namespace skybranch::edge
