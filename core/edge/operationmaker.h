// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "edge/operation.h"
#include "wire/jsonreader.h"
#include "wire/jsonwriter.h"

#include <tuple>

namespace skybranch::edge {

/// The answer of an operation whose input could not be read.
inline Task<QByteArray> refused(Error error)
{
    co_return std::unexpected(std::move(error));
}

/// Makes the entries of the table. What an operation takes is read before its function is called:
/// `make.query(..., get, workspaceIdOf)` calls `get(services, call, id)`. Of what can not be read
/// the first is told, in the order of the readers.
struct OperationMaker
{
    Services services;

    /// What the documents say of it: Operation's fields of these names.
    struct About
    {
        QString summary;
        QString response;
        QString request{};
        int status = 200;
    };

    template <typename Function, typename... Read>
    Operation query(const QString &name, const QString &path, const About &about, Function function,
                    Result<Read> (*...read)(const QJsonObject &)) const
    {
        return make(Operation::Kind::Query, name, Method::Get, path, about, function, read...);
    }

    template <typename Function, typename... Read>
    Operation mutation(const QString &name, Method method, const QString &path, const About &about,
                       Function function, Result<Read> (*...read)(const QJsonObject &)) const
    {
        return make(Operation::Kind::Mutation, name, method, path, about, function, read...);
    }

private:
    template <typename Function, typename... Read>
    Operation make(Operation::Kind kind, const QString &name, Method method, const QString &path,
                   const About &about, Function function,
                   Result<Read> (*...read)(const QJsonObject &)) const
    {
        return {.name = name,
                .kind = kind,
                .method = method,
                .path = path,
                .summary = about.summary,
                .response = about.response,
                .request = about.request,
                .status = about.status,
                .run = [services = services, function, read...](Call call) {
                    std::tuple<Result<Read>...> input{read(call.input)...};
                    return std::apply(
                        [&](auto &...values) -> Task<QByteArray> {
                            std::optional<Error> wrong;
                            ((wrong = wrong || values ? wrong : values.error()), ...);
                            if (wrong)
                                return refused(std::move(*wrong));
                            return function(services, std::move(call), std::move(*values)...);
                        },
                        input);
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

/// The answer to a value that has writeFields().
template <typename T> Result<QByteArray> answer(const Result<T> &result)
{
    return result.transform([](const T &value) { return wire::json(value); });
}

/// A list as a member of an object, so that there can be more beside it one day.
template <typename T>
Result<QByteArray> answerList(QLatin1StringView name, const Result<QList<T>> &result)
{
    return result.transform([name](const QList<T> &values) {
        wire::JsonWriter out;
        out.beginObject();
        out.member(name, values);
        out.endObject();
        return out.text();
    });
}

/// What @p fill writes, with what tells a client in a shape that its own write has come; without
/// a number no shape has anything to wait for.
template <typename Fill>
QByteArray withTransaction(std::optional<qint64> transaction, const Fill &fill)
{
    wire::JsonWriter out;
    out.beginObject();
    fill(out);
    out.member(QLatin1StringView("txid"), transaction);
    out.endObject();
    return out.text();
}

template <typename T> Result<QByteArray> answer(const Result<clouddb::Written<T>> &result)
{
    return result.transform([](const clouddb::Written<T> &written) {
        return withTransaction(written.transaction, [&written](wire::JsonWriter &out) {
            writeFields(out, written.value);
        });
    });
}

/// The answer of a mutation that no shape tells of.
template <typename T> Result<QByteArray> answerUnlogged(const Result<T> &result)
{
    return result.transform([](const T &value) {
        return withTransaction(std::nullopt,
                               [&value](wire::JsonWriter &out) { writeFields(out, value); });
    });
}

/// Of one that has nothing to tell.
inline Result<QByteArray> answerNothing(const Result<> &result,
                                        std::optional<qint64> transaction = std::nullopt)
{
    return result.transform(
        [transaction] { return withTransaction(transaction, [](wire::JsonWriter &) { }); });
}

} // namespace skybranch::edge
