// SPDX-License-Identifier: GPL-3.0-or-later
#include "edge/operation.h"
#include "wire/schema.h"

#include <QMap>

#include <algorithm>

namespace skybranch::edge {
namespace {

using namespace Qt::StringLiterals;
using wire::Schema;
using wire::SchemaField;
using Type = wire::SchemaField::Type;

const QString head = uR"(// SPDX-License-Identifier: GPL-3.0-or-later
// Made by the build of Skybranch. With @trpc/client and @trpc/server of version 11:
//
//     import { createTRPCClient, httpBatchLink } from "@trpc/client";
//     import type { AppRouter } from "./skybranch-api";
//
//     const client = createTRPCClient<AppRouter>({
//         links: [httpBatchLink({
//             url: "https://example.org/trpc",
//             headers: { authorization: `Bearer ${key}` },
//             maxItems: 50,
//             maxURLLength: 16000,
//         })],
//     });
//
// httpLink does as well; httpBatchStreamLink does not. What changes something is answered with a
// txid, which a shape of /v1/shape has in headers.txids of what was changed.
import type {
    TRPCBuiltRouter,
    TRPCDefaultErrorShape,
    TRPCMutationProcedure,
    TRPCQueryProcedure,
} from "@trpc/server";

)"_s;

const QString root = uR"(type Query<Input, Output> = TRPCQueryProcedure<{
    meta: object;
    input: Input;
    output: Output;
}>;

type Mutation<Input, Output> = TRPCMutationProcedure<{
    meta: object;
    input: Input;
    output: Output;
}>;

interface Root {
    ctx: object;
    meta: object;
    errorShape: TRPCDefaultErrorShape;
    transformer: false;
}

)"_s;

QString comment(const QString &indent, const QString &text)
{
    return indent + u"/** "_s + QString(text).replace("*/"_L1, "* /"_L1) + u" */\n"_s;
}

QString typeOf(const SchemaField &field)
{
    switch (field.type) {
    case Type::Text:
        return field.values.isEmpty() ? u"string"_s : u'"' + field.values.join(u"\" | \""_s) + u'"';
    case Type::Uuid:
    case Type::Time:
        return u"string"_s;
    case Type::Integer:
    case Type::Number:
        return u"number"_s;
    case Type::Boolean:
        return u"boolean"_s;
    case Type::Texts:
        return u"string[]"_s;
    case Type::Object:
        return field.of;
    case Type::Objects:
        return field.of + u"[]"_s;
    }
    Q_UNREACHABLE_RETURN({});
}

QString interfaceOf(const Schema &schema)
{
    QString text = comment({}, schema.about);
    text += u"export interface "_s + schema.name + u" {\n"_s;
    for (const SchemaField &field : schema.fields) {
        text += comment(u"    "_s, field.about);
        text += u"    "_s + field.name + (field.required ? u": "_s : u"?: "_s) + typeOf(field)
            + (field.nullable ? u" | null;\n"_s : u";\n"_s);
    }
    return text + u"}\n\n"_s;
}

QString inputOf(const Operation &operation)
{
    QStringList parts;
    for (const QString &name : captures(operation))
        parts.append(u"{ "_s + name + u": string }"_s);
    if (!operation.request.isEmpty())
        parts.append(operation.request);
    if (parts.isEmpty())
        return u"void"_s;
    const Schema *request = wire::schema(operation.request);
    const bool canBeLeftOut = parts.size() == 1 && request
        && std::ranges::none_of(request->fields, &SchemaField::required);
    return parts.join(u" & "_s) + (canBeLeftOut ? u" | void"_s : QString());
}

QString procedureOf(const Operation &operation)
{
    const bool isQuery = operation.kind == Operation::Kind::Query;
    const QString output = isQuery ? operation.response : operation.response + u" & Written"_s;
    return (isQuery ? u"Query<"_s : u"Mutation<"_s) + inputOf(operation) + u", "_s + output
        + u">;\n"_s;
}

} // namespace

QByteArray routerTypes(const QList<Operation> &operations)
{
    QString text = head;
    for (const Schema &schema : wire::schemas())
        text += interfaceOf(schema);
    text += root;
    QMap<QString, QString> groups;
    for (const Operation &operation : operations) {
        QString &group = groups[operation.name.section(u'.', 0, 0)];
        group += comment(u"        "_s, operation.summary);
        group += u"        "_s + operation.name.section(u'.', 1) + u": "_s + procedureOf(operation);
    }
    text += u"export type AppRouter = TRPCBuiltRouter<Root, {\n"_s;
    for (const auto &[name, procedures] : groups.asKeyValueRange())
        text += u"    "_s + name + u": {\n"_s + procedures + u"    };\n"_s;
    return QString(text + u"}>;\n"_s).toUtf8();
}

} // namespace skybranch::edge
