// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QList>
#include <QString>
#include <QStringList>

#include <optional>
#include <utility>

/// The types of the API as data: its documents are made of them, and a test holds them against the
/// functions that read and write the types.
namespace skybranch::wire {

struct SchemaField
{
    enum class Type {
        Text,
        Uuid,
        Time, ///< ISO 8601 in UTC with milliseconds
        Integer,
        Number,
        Boolean,
        Texts,
        Object, ///< of the type @c of
        Objects, ///< a list of them
    };

    QString name;
    Type type = Type::Text;
    QString about;
    QString of{};
    QStringList values{}; ///< of a Text that is nothing else
    std::optional<std::pair<qint64, qint64>> range{}; ///< of an Integer, or of a Text's length
    bool required = true; ///< it is never left out
    bool nullable = false;
};

struct Schema
{
    QString name; ///< "Workspace"
    QString about;
    QList<SchemaField> fields;
};

/// What clients send. An optional field may be null as well.
QList<Schema> requestSchemas();

/// What they are answered.
QList<Schema> answerSchemas();

/// Both.
const QList<Schema> &schemas();

/// Null where there is none with that name.
const Schema *schema(const QString &name);

} // namespace skybranch::wire
