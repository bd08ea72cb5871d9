// SPDX-License-Identifier: GPL-3.0-or-later
#include "edge/operation.h"
#include "wire/schema.h"

#include <QCoreApplication>
#include <QJsonArray>
#include <QJsonDocument>
#include <QRegularExpression>

namespace skybranch::edge {
namespace {

using namespace Qt::StringLiterals;
using wire::Schema;
using wire::SchemaField;
using Type = wire::SchemaField::Type;

QJsonObject reference(const QString &name)
{
    return {{u"$ref"_s, QString(u"#/components/schemas/"_s + name)}};
}

QJsonObject plainType(const QString &type, const QString &format = {})
{
    QJsonObject result{{u"type"_s, type}};
    if (!format.isEmpty())
        result.insert(u"format"_s, format);
    return result;
}

QJsonObject typeOf(const SchemaField &field)
{
    switch (field.type) {
    case Type::Text:
        return plainType(u"string"_s);
    case Type::Uuid:
        return plainType(u"string"_s, u"uuid"_s);
    case Type::Time:
        return plainType(u"string"_s, u"date-time"_s);
    case Type::Integer:
        return plainType(u"integer"_s);
    case Type::Number:
        return plainType(u"number"_s);
    case Type::Boolean:
        return plainType(u"boolean"_s);
    case Type::Texts:
        return {{u"type"_s, u"array"_s}, {u"items"_s, plainType(u"string"_s)}};
    case Type::Object:
        return reference(field.of);
    case Type::Objects:
        return {{u"type"_s, u"array"_s}, {u"items"_s, reference(field.of)}};
    }
    Q_UNREACHABLE_RETURN({});
}

void addRange(QJsonObject &type, const SchemaField &field)
{
    if (!field.range)
        return;
    const bool isText = field.type == Type::Text;
    type.insert(isText ? u"minLength"_s : u"minimum"_s, field.range->first);
    type.insert(isText ? u"maxLength"_s : u"maximum"_s, field.range->second);
}

QJsonObject schemaOf(const SchemaField &field)
{
    QJsonObject type = typeOf(field);
    addRange(type, field);
    QJsonArray values = QJsonArray::fromStringList(field.values);
    if (field.nullable) {
        if (type.contains(u"type"_s))
            type.insert(u"type"_s, QJsonArray{type.value(u"type"_s), u"null"_s});
        else
            type = {{u"anyOf"_s, QJsonArray{type, plainType(u"null"_s)}}};
        values.append(QJsonValue());
    }
    if (!field.values.isEmpty())
        type.insert(u"enum"_s, values);
    type.insert(u"description"_s, field.about);
    return type;
}

QJsonObject schemaOf(const Schema &schema)
{
    QJsonObject properties;
    QJsonArray required;
    for (const SchemaField &field : schema.fields) {
        properties.insert(field.name, schemaOf(field));
        if (field.required)
            required.append(field.name);
    }
    return {{u"type"_s, u"object"_s},
            {u"description"_s, schema.about},
            {u"properties"_s, properties},
            {u"required"_s, required}};
}

QJsonObject jsonContent(const QJsonObject &schema)
{
    return {{u"application/json"_s, QJsonObject{{u"schema"_s, schema}}}};
}

QJsonObject responseSchema(const RouteAbout &about)
{
    if (about.response.isEmpty())
        return {};
    if (!about.changes)
        return reference(about.response);
    return {{u"allOf"_s, QJsonArray{reference(about.response), reference(u"Written"_s)}}};
}

QJsonObject responses(const RouteAbout &about)
{
    QJsonObject done{{u"description"_s, about.summary}};
    if (about.status != 204)
        done.insert(u"content"_s, jsonContent(responseSchema(about)));
    const QJsonObject failed{{u"description"_s, u"What is wrong, and what to do."_s},
                             {u"content"_s, jsonContent(reference(u"Failure"_s))}};
    return {{QString::number(about.status), done}, {u"default"_s, failed}};
}

bool hasBody(const Route &route)
{
    return route.method == Method::Post || route.method == Method::Patch;
}

QJsonArray parameters(const Route &route)
{
    QJsonArray result;
    for (const QString &name : route.about.captures)
        result.append(QJsonObject{{u"name"_s, name},
                                  {u"in"_s, u"path"_s},
                                  {u"required"_s, true},
                                  {u"schema"_s, plainType(u"string"_s)}});
    const Schema *request = wire::schema(route.about.request);
    if (!request || hasBody(route))
        return result;
    for (const SchemaField &field : request->fields)
        result.append(QJsonObject{{u"name"_s, field.name},
                                  {u"in"_s, u"query"_s},
                                  {u"required"_s, field.required},
                                  {u"schema"_s, schemaOf(field)}});
    return result;
}

QString operationId(const Route &route)
{
    if (!route.about.name.isEmpty())
        return route.about.name;
    static const QRegularExpression others(u"\\W+"_s);
    QString id = QString::fromLatin1(name(route.method)).toLower() + route.pattern;
    return id.replace(others, u"_"_s);
}

QJsonObject describe(const Route &route)
{
    QJsonObject result{{u"operationId"_s, operationId(route)},
                       {u"summary"_s, route.about.summary},
                       {u"parameters"_s, parameters(route)},
                       {u"responses"_s, responses(route.about)}};
    if (route.open)
        result.insert(u"security"_s, QJsonArray());
    if (hasBody(route) && !route.about.request.isEmpty())
        result.insert(u"requestBody"_s,
                      QJsonObject{{u"content"_s, jsonContent(reference(route.about.request))}});
    return result;
}

/// "/api/workspaces/{id}" of "/api/workspaces/{}".
QString pathOf(const Route &route)
{
    QString path = route.pattern;
    for (const QString &name : route.about.captures)
        path.replace(path.indexOf("{}"_L1), 2, u'{' + name + u'}');
    return path;
}

Task<HttpResponse> give(QByteArray document)
{
    HttpResponse response{.body = std::move(document)};
    response.headers.append(QHttpHeaders::WellKnownHeader::ContentType, "application/json"_L1);
    co_return response;
}

} // namespace

QJsonObject openApi(const QList<Route> &routes)
{
    QJsonObject paths;
    for (const Route &route : routes) {
        QJsonObject path = paths.value(pathOf(route)).toObject();
        path.insert(QString::fromLatin1(name(route.method)).toLower(), describe(route));
        paths.insert(pathOf(route), path);
    }
    QJsonObject types;
    for (const Schema &schema : wire::schemas())
        types.insert(schema.name, schemaOf(schema));
    const QJsonObject key{{u"type"_s, u"http"_s}, {u"scheme"_s, u"bearer"_s}};
    return {
        {u"openapi"_s, u"3.1.0"_s},
        {u"info"_s,
         QJsonObject{{u"title"_s, u"Skybranch"_s},
                     {u"version"_s, QCoreApplication::applicationVersion()}}},
        {u"paths"_s, paths},
        {u"components"_s,
         QJsonObject{{u"schemas"_s, types}, {u"securitySchemes"_s, QJsonObject{{u"key"_s, key}}}}},
        {u"security"_s, QJsonArray{QJsonObject{{u"key"_s, QJsonArray()}}}}};
}

Route openApiRoute(const QList<Route> &routes)
{
    Route route{.method = Method::Get,
                .pattern = u"/api/openapi.json"_s,
                .open = true,
                .about = {.summary = u"This document."_s}};
    const QByteArray document
        = QJsonDocument(openApi(routes + QList{route})).toJson(QJsonDocument::Compact);
    route.handle = [document](const HttpRequest &) { return give(document); };
    return route;
}

} // namespace skybranch::edge
