// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "edge/operation.h"
#include "wire/jsonreader.h"

#include <QJsonArray>

namespace skybranch::edge {

/// Makes the entries of the table.
struct OperationMaker
{
    using Function = std::function<Task<QJsonObject>(Services, Call)>;

    Services services;

    /// What the documents say of it: Operation's fields of these names.
    struct About
    {
        QString summary;
        QString response;
        QString request{};
        int status = 200;
    };

    Operation query(const QString &name, const QString &path, const About &about,
                    Function function) const
    {
        return make(Operation::Kind::Query, name, Method::Get, path, about, std::move(function));
    }

    Operation mutation(const QString &name, Method method, const QString &path, const About &about,
                       Function function) const
    {
        return make(Operation::Kind::Mutation, name, method, path, about, std::move(function));
    }

private:
    Operation make(Operation::Kind kind, const QString &name, Method method, const QString &path,
                   const About &about, Function function) const
    {
        return {.name = name,
                .kind = kind,
                .method = method,
                .path = path,
                .summary = about.summary,
                .response = about.response,
                .request = about.request,
                .status = about.status,
                .run = [services = services, function = std::move(function)](Call call) {
                    return function(services, std::move(call));
                }};
    }
};

/// What is no id is nobody's: the store finds nothing.
inline Result<WorkspaceId> workspaceIdOf(const QJsonObject &input)
{
    wire::JsonReader reader(input);
    const QString text = reader.text(QLatin1StringView("id"));
    return reader.finish(WorkspaceId::fromString(text));
}

/// The answer to a value that has a toJson().
template <typename T> Result<QJsonObject> answer(const Result<T> &result)
{
    return result.transform([](const T &value) { return wire::toJson(value); });
}

/// The same, with what tells a client in a shape that its own write has come.
inline QJsonObject withTransaction(QJsonObject answer, std::optional<qint64> transaction)
{
    answer.insert(QStringLiteral("txid"), transaction ? QJsonValue(*transaction) : QJsonValue());
    return answer;
}

/// The answer of a mutation after which no shape has anything to wait for.
inline Result<QJsonObject> changesNothing(const Result<QJsonObject> &answer)
{
    return answer.transform(
        [](const QJsonObject &object) { return withTransaction(object, std::nullopt); });
}

template <typename T> Result<QJsonObject> answer(const Result<clouddb::Written<T>> &result)
{
    return result.transform([](const clouddb::Written<T> &written) {
        return withTransaction(wire::toJson(written.value), written.transaction);
    });
}

/// A list as a member of an object, so that there can be more beside it one day.
template <typename T>
Result<QJsonObject> answerList(const QString &name, const Result<QList<T>> &result)
{
    return result.transform([&name](const QList<T> &values) {
        QJsonArray items;
        for (const T &value : values)
            items.append(wire::toJson(value));
        return QJsonObject{{name, items}};
    });
}

} // namespace skybranch::edge
