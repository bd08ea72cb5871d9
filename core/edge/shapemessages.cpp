// SPDX-License-Identifier: GPL-3.0-or-later
#include "edge/shapemessages.h"

#include <QJsonDocument>

using namespace Qt::StringLiterals;

namespace skybranch::edge {
namespace {

using clouddb::LoggedTable;

struct Column
{
    QLatin1StringView name;
    QLatin1StringView type;
    bool required = true;
};

constexpr Column workspaceColumns[]{
    {"id"_L1, "uuid"_L1},
    {"organization_id"_L1, "uuid"_L1},
    {"repository_id"_L1, "uuid"_L1},
    {"vm_id"_L1, "uuid"_L1, false},
    {"creator_id"_L1, "uuid"_L1},
    {"placement"_L1, "text"_L1},
    {"name"_L1, "text"_L1},
    {"branch"_L1, "text"_L1},
    {"status"_L1, "text"_L1},
    {"pending_action"_L1, "text"_L1, false},
    {"status_message"_L1, "text"_L1},
    {"step"_L1, "text"_L1, false},
    {"step_detail"_L1, "text"_L1},
    {"step_started_at"_L1, "timestamptz"_L1, false},
    {"seed"_L1, "text"_L1},
    {"auto_stop_minutes"_L1, "int4"_L1},
    {"location"_L1, "text"_L1},
    {"github_issue_url"_L1, "text"_L1, false},
    {"pr_url"_L1, "text"_L1, false},
    {"provider_type"_L1, "text"_L1, false},
    {"provider_vm_id"_L1, "text"_L1, false},
    {"last_active_at"_L1, "timestamptz"_L1},
    {"status_changed_at"_L1, "timestamptz"_L1},
    {"created_at"_L1, "timestamptz"_L1},
    {"updated_at"_L1, "timestamptz"_L1},
    {"awake_reason"_L1, "text"_L1},
};

constexpr Column sessionColumns[]{
    {"id"_L1, "uuid"_L1},
    {"organization_id"_L1, "uuid"_L1},
    {"workspace_id"_L1, "uuid"_L1},
    {"user_id"_L1, "uuid"_L1},
    {"user_name"_L1, "text"_L1},
    {"client_type"_L1, "text"_L1},
    {"connected_at"_L1, "timestamptz"_L1},
};

constexpr Column repositoryColumns[]{
    {"id"_L1, "uuid"_L1},  {"organization_id"_L1, "uuid"_L1},   {"name"_L1, "text"_L1},
    {"url"_L1, "text"_L1}, {"created_at"_L1, "timestamptz"_L1},
};

constexpr Column providerColumns[]{
    {"id"_L1, "uuid"_L1},
    {"organization_id"_L1, "uuid"_L1},
    {"type"_L1, "text"_L1},
    {"is_default"_L1, "bool"_L1},
    {"status"_L1, "text"_L1},
    {"message"_L1, "text"_L1},
    {"capabilities"_L1, "jsonb"_L1},
};

std::span<const Column> columnsOf(LoggedTable table)
{
    switch (table) {
    case LoggedTable::CloudWorkspaces:
        return workspaceColumns;
    case LoggedTable::CloudWorkspaceSessions:
        return sessionColumns;
    case LoggedTable::Repositories:
        return repositoryColumns;
    case LoggedTable::Providers:
        return providerColumns;
    }
    Q_UNREACHABLE_RETURN({});
}

/// A value as the text that Postgres would print; null stays null.
QJsonValue asText(const QJsonValue &value)
{
    switch (value.type()) {
    case QJsonValue::Bool:
        return value.toBool() ? u"true"_s : u"false"_s;
    case QJsonValue::Double:
        return QString::number(value.toInteger());
    case QJsonValue::Array:
        return QString::fromUtf8(QJsonDocument(value.toArray()).toJson(QJsonDocument::Compact));
    case QJsonValue::Object:
        return QString::fromUtf8(QJsonDocument(value.toObject()).toJson(QJsonDocument::Compact));
    default:
        return value;
    }
}

QJsonObject textsOf(LoggedTable table, const QJsonObject &row)
{
    QJsonObject texts;
    for (const Column &column : columnsOf(table))
        texts.insert(column.name, asText(row.value(column.name)));
    return texts;
}

QJsonArray relation(LoggedTable table)
{
    return {u"public"_s, clouddb::name(table)};
}

QString keyOf(LoggedTable table, const QString &id)
{
    return u"\"public\".\"%1\"/\"%2\""_s.arg(clouddb::name(table), id);
}

} // namespace

QByteArray shapeSchema(LoggedTable table)
{
    QJsonObject schema;
    for (const Column &column : columnsOf(table)) {
        QJsonObject description{{u"type"_s, QString(column.type)}};
        if (column.required)
            description.insert(u"not_null"_s, true);
        if (column.name == "id"_L1)
            description.insert(u"pk_index"_s, 0);
        schema.insert(column.name, description);
    }
    return QJsonDocument(schema).toJson(QJsonDocument::Compact);
}

QJsonObject rowMessage(LoggedTable table, const QJsonObject &row)
{
    return {
        {u"key"_s, keyOf(table, row.value("id"_L1).toString())},
        {u"value"_s, textsOf(table, row)},
        {u"headers"_s,
         QJsonObject{{u"operation"_s, u"insert"_s}, {u"relation"_s, relation(table)}}},
    };
}

QJsonObject changeMessage(LoggedTable table, const clouddb::Change &change, bool last)
{
    const QString id = change.rowId.toString(QUuid::WithoutBraces);
    QJsonObject headers{
        {u"operation"_s, clouddb::name(change.operation)}, {u"relation"_s, relation(table)},
        {u"lsn"_s, QString::number(change.sequence)},      {u"op_position"_s, 0},
        {u"txids"_s, QJsonArray{change.transaction}},
    };
    if (last)
        headers.insert(u"last"_s, true);
    return {
        {u"key"_s, keyOf(table, id)},
        {u"value"_s,
         change.operation == clouddb::ChangeOperation::Delete ? QJsonObject{{u"id"_s, id}}
                                                              : textsOf(table, change.row)},
        {u"headers"_s, headers},
    };
}

QJsonObject upToDateMessage(qint64 offset)
{
    return {{u"headers"_s,
             QJsonObject{{u"control"_s, u"up-to-date"_s},
                         {u"global_last_seen_lsn"_s, QString::number(offset)}}}};
}

} // namespace skybranch::edge
