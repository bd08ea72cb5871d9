// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "wire/schema.h"

#include <initializer_list>

/// Short words for the tables of fields.
namespace skybranch::wire::build {

using Type = SchemaField::Type;

inline SchemaField field(Type type, const QString &name, const QString &about)
{
    return {.name = name, .type = type, .about = about};
}

inline SchemaField within(SchemaField result, qint64 min, qint64 max)
{
    result.range = std::pair(min, max);
    return result;
}

inline SchemaField madeOf(SchemaField result, const QString &of)
{
    result.of = of;
    return result;
}

inline SchemaField text(const QString &name, const QString &about)
{
    return field(Type::Text, name, about);
}

inline SchemaField text(const QString &name, qint64 min, qint64 max, const QString &about)
{
    return within(text(name, about), min, max);
}

inline SchemaField uuid(const QString &name, const QString &about)
{
    return field(Type::Uuid, name, about);
}

inline SchemaField time(const QString &name, const QString &about)
{
    return field(Type::Time, name, about);
}

inline SchemaField boolean(const QString &name, const QString &about)
{
    return field(Type::Boolean, name, about);
}

inline SchemaField integer(const QString &name, const QString &about)
{
    return field(Type::Integer, name, about);
}

inline SchemaField integer(const QString &name, qint64 min, qint64 max, const QString &about)
{
    return within(integer(name, about), min, max);
}

inline SchemaField texts(const QString &name, const QString &about)
{
    return field(Type::Texts, name, about);
}

inline SchemaField object(const QString &name, const QString &of, const QString &about)
{
    return madeOf(field(Type::Object, name, about), of);
}

inline SchemaField objects(const QString &name, const QString &of, const QString &about)
{
    return madeOf(field(Type::Objects, name, about), of);
}

/// One of the names of an enum's values.
template <typename Enum>
SchemaField oneOf(const QString &name, std::initializer_list<Enum> values, const QString &about)
{
    SchemaField result = text(name, about);
    for (const Enum value : values)
        result.values.append(domain::name(value));
    return result;
}

inline SchemaField orNull(SchemaField result)
{
    result.nullable = true;
    return result;
}

/// May be left out.
inline SchemaField optional(SchemaField result)
{
    result.required = false;
    result.nullable = true;
    return result;
}

} // namespace skybranch::wire::build
