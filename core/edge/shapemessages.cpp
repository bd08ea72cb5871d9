// SPDX-License-Identifier: GPL-3.0-or-later
#include "edge/shapemessages.h"

#include <QHash>
#include <QJsonDocument>

using namespace Qt::StringLiterals;

namespace skybranch::edge {
namespace {

using clouddb::Change;
using clouddb::ChangeOperation;
using clouddb::Column;
using clouddb::LoggedTable;

/// "2026-11-22T03:33:01.5+00:00", as JSON has times, in the words of Postgres.
QString timeText(QString text)
{
    if (text.size() > 10)
        text[10] = u' ';
    if (text.endsWith(":00"_L1))
        text.chop(3);
    return text;
}

/// A value as the text that Postgres would print; null stays null.
QJsonValue asText(const QJsonValue &value, const Column &column)
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
    case QJsonValue::String:
        return column.type == "timestamptz"_L1 ? timeText(value.toString()) : value;
    default:
        return value;
    }
}

QJsonObject textsOf(const QList<Column> &columns, const QJsonObject &row)
{
    QJsonObject texts;
    for (const Column &column : columns)
        texts.insert(column.name, asText(row.value(column.name), column));
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

QList<Column> changedColumns(const ShapeDefinition &shape, const Change &change)
{
    QList<Column> changed;
    for (const Column &column : shape.columns) {
        if (change.before.value(column.name) != change.row.value(column.name))
            changed << column;
    }
    return changed;
}

/// The values of @p change; nothing where it touches no column of the shape.
std::optional<QJsonObject> valuesOf(const ShapeDefinition &shape, const Change &change)
{
    QJsonObject message;
    const QJsonObject id{{u"id"_s, change.rowId.toString(QUuid::WithoutBraces)}};
    switch (change.operation) {
    case ChangeOperation::Insert:
        message.insert(u"value"_s, textsOf(shape.columns, change.row));
        break;
    case ChangeOperation::Delete:
        message.insert(u"value"_s, shape.full ? textsOf(shape.columns, change.before) : id);
        break;
    case ChangeOperation::Update:
        const QList<Column> changed = changedColumns(shape, change);
        if (changed.isEmpty())
            return std::nullopt;
        QJsonObject value = textsOf(shape.full ? shape.columns : changed, change.row);
        value.insert(u"id"_s, id.value("id"_L1));
        message.insert(u"value"_s, value);
        if (shape.full)
            message.insert(u"old_value"_s, textsOf(changed, change.before));
        break;
    }
    return message;
}

QJsonObject headersOf(const ShapeDefinition &shape, const Change &change)
{
    return {
        {u"operation"_s, clouddb::name(change.operation)}, {u"relation"_s, relation(shape.table)},
        {u"lsn"_s, QString::number(change.sequence)},      {u"op_position"_s, 0},
        {u"txids"_s, QJsonArray{change.transaction}},
    };
}

QByteArray schemaOf(const QList<Column> &columns)
{
    QJsonObject schema;
    for (const Column &column : columns) {
        QJsonObject description{{u"type"_s, QString(column.type)}};
        if (column.required)
            description.insert(u"not_null"_s, true);
        if (column.name == "id"_L1)
            description.insert(u"pk_index"_s, 0);
        schema.insert(column.name, description);
    }
    return QJsonDocument(schema).toJson(QJsonDocument::Compact);
}

} // namespace

QByteArray shapeSchema(const ShapeDefinition &shape)
{
    if (size_t(shape.columns.size()) != clouddb::columnsOf(shape.table).size())
        return schemaOf(shape.columns);
    // Each request of most clients is for all columns.
    thread_local QHash<LoggedTable, QByteArray> whole;
    QByteArray &schema = whole[shape.table];
    if (schema.isEmpty())
        schema = schemaOf(shape.columns);
    return schema;
}

QJsonObject rowMessage(const ShapeDefinition &shape, const QJsonObject &row)
{
    return {
        {u"key"_s, keyOf(shape.table, row.value("id"_L1).toString())},
        {u"value"_s, textsOf(shape.columns, row)},
        {u"headers"_s,
         QJsonObject{{u"operation"_s, u"insert"_s}, {u"relation"_s, relation(shape.table)}}},
    };
}

QJsonArray changeMessages(const ShapeDefinition &shape, const clouddb::Changes &changes)
{
    QJsonArray messages;
    // From the end, where a transaction's last one is met first. Of a transaction that the next
    // page goes on with, it is not here.
    std::optional<qint64> later;
    if (!changes.upToDate && !changes.changes.isEmpty())
        later = changes.changes.last().transaction;
    for (qsizetype i = changes.changes.size() - 1; i >= 0; --i) {
        const Change &change = changes.changes[i];
        auto message = valuesOf(shape, change);
        if (!message)
            continue;
        QJsonObject headers = headersOf(shape, change);
        if (later != change.transaction)
            headers.insert(u"last"_s, true);
        later = change.transaction;
        message->insert(u"key"_s, keyOf(shape.table, change.rowId.toString(QUuid::WithoutBraces)));
        message->insert(u"headers"_s, headers);
        messages.prepend(*message);
    }
    return messages;
}

QJsonObject upToDateMessage(qint64 offset)
{
    return {{u"headers"_s,
             QJsonObject{{u"control"_s, u"up-to-date"_s},
                         {u"global_last_seen_lsn"_s, QString::number(offset)}}}};
}

} // namespace skybranch::edge
