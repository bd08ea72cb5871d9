// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/ids.h"

#include <QByteArrayList>
#include <QDateTime>
#include <QJsonObject>
#include <QList>
#include <QStringList>

#include <memory>
#include <vector>

namespace skybranch::clouddb {

/// An answer of Postgres, each value as the text that it has sent.
struct Cells
{
    static constexpr qsizetype null = -1;

    struct Cell
    {
        qsizetype start = 0; ///< in bytes
        qsizetype size = null;
    };

    std::shared_ptr<const QByteArrayList> columns;
    QByteArray bytes;
    std::vector<Cell> cells; ///< row after row
};

/// One row of an answer, read by column name; quickest in the order of the columns. A column that
/// the statement does not give is a programming error: it asserts, and reads as null.
class Row
{
public:
    Row(std::shared_ptr<const Cells> cells, qsizetype row);

    bool isNull(QLatin1StringView column) const;
    QString text(QLatin1StringView column) const; ///< empty where null
    bool flag(QLatin1StringView column) const;
    qint64 number(QLatin1StringView column) const;
    QUuid uuid(QLatin1StringView column) const;
    QDateTime time(QLatin1StringView column) const; ///< in UTC; invalid where null
    QJsonObject object(QLatin1StringView column) const; ///< of json or jsonb
    QStringList texts(QLatin1StringView column) const; ///< of a jsonb array of strings

    template <typename IdType> IdType id(QLatin1StringView column) const
    {
        return IdType(uuid(column));
    }

private:
    QByteArrayView value(QLatin1StringView column) const;

    std::shared_ptr<const Cells> m_cells;
    qsizetype m_first; ///< cell
    mutable qsizetype m_next = 0; ///< where a column is looked for first
};

/// All rows of an answer, and how many rows the statement has touched.
struct Rows
{
    QList<Row> rows;
    qint64 affected = 0;

    bool isEmpty() const { return rows.isEmpty(); }
    const Row &first() const { return rows.first(); }
    auto begin() const { return rows.begin(); }
    auto end() const { return rows.end(); }
};

} // namespace skybranch::clouddb
