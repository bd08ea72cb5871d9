// SPDX-License-Identifier: GPL-3.0-or-later
#include "clouddb/row.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QTimeZone>

namespace skybranch::clouddb {

Row::Row(std::shared_ptr<const QStringList> columns, QVariantList values)
    : m_columns(std::move(columns))
    , m_values(std::move(values))
{
}

QVariant Row::value(QLatin1StringView column) const
{
    const auto index = m_columns->indexOf(column);
    Q_ASSERT_X(index >= 0, "Row", column.data());
    return m_values.value(index);
}

bool Row::isNull(QLatin1StringView column) const
{
    return value(column).isNull();
}
QString Row::text(QLatin1StringView column) const
{
    return value(column).toString();
}
bool Row::flag(QLatin1StringView column) const
{
    return value(column).toBool();
}
qint64 Row::number(QLatin1StringView column) const
{
    return value(column).toLongLong();
}
QUuid Row::uuid(QLatin1StringView column) const
{
    return QUuid::fromString(text(column));
}

QDateTime Row::time(QLatin1StringView column) const
{
    return isNull(column) ? QDateTime() : value(column).toDateTime().toUTC();
}

QJsonObject Row::object(QLatin1StringView column) const
{
    return QJsonDocument::fromJson(text(column).toUtf8()).object();
}

QStringList Row::texts(QLatin1StringView column) const
{
    QStringList all;
    for (const QJsonValue &item : QJsonDocument::fromJson(text(column).toUtf8()).array())
        all << item.toString();
    return all;
}

} // namespace skybranch::clouddb
