// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/ids.h"

#include <QByteArray>
#include <QDateTime>
#include <QJsonObject>
#include <QLatin1StringView>
#include <QList>
#include <QVarLengthArray>

#include <concepts>
#include <memory>
#include <optional>

namespace skybranch::wire {

/// Writes one JSON text from its beginning to its end, without a tree of it in between. A type
/// that is an answer of the API has a function beside it that writes its fields:
/// @code
///     void writeFields(JsonWriter &out, const Thing &thing)
///     {
///         out.member("name"_L1, thing.name);
///     }
/// @endcode
/// What is not set is written as null: an empty optional, a null id, an invalid time.
class JsonWriter
{
public:
    JsonWriter();
    ~JsonWriter();
    JsonWriter(const JsonWriter &) = delete;
    JsonWriter &operator=(const JsonWriter &) = delete;

    void beginObject();
    void endObject();
    void beginList();
    void endList();
    void key(QLatin1StringView name);

    void value(std::nullopt_t);
    void value(QStringView text);
    void value(QLatin1StringView text);
    void value(const QDateTime &time); ///< as isoTime()
    void value(QUuid id);
    void value(const QJsonObject &object);

    template <std::integral Number> void value(Number number)
    {
        if constexpr (std::same_as<Number, bool>)
            writeBoolean(number);
        else
            writeNumber(number);
    }
    template <typename Tag> void value(const Id<Tag> &id) { value(id.uuid()); }
    template <typename T> void value(const std::optional<T> &optional)
    {
        if (optional)
            value(*optional);
        else
            value(std::nullopt);
    }

    /// One of the types that have writeFields().
    template <typename T>
        requires requires(JsonWriter &out, const T &thing) { writeFields(out, thing); }
    void value(const T &thing)
    {
        beginObject();
        writeFields(*this, thing);
        endObject();
    }
    template <typename T> void value(const QList<T> &all)
    {
        beginList();
        for (const T &each : all)
            value(each);
        endList();
    }

    template <typename T> void member(QLatin1StringView name, const T &of)
    {
        key(name);
        value(of);
    }

    /// A member that is an object, whose members @p fill writes.
    template <std::invocable Fill> void object(QLatin1StringView name, Fill fill)
    {
        key(name);
        beginObject();
        fill();
        endObject();
    }

    /// The text, once all that was begun has been ended.
    QByteArray text() const;

private:
    void writeBoolean(bool value);
    void writeNumber(qint64 value);

    struct State;
    std::unique_ptr<State> m_state;
};

/// The JSON of what has writeFields().
template <typename T> QByteArray json(const T &thing)
{
    JsonWriter out;
    out.value(thing);
    return out.text();
}

/// What @p json says, which is an object of ours.
QJsonObject objectOf(const QByteArray &json);

/// The same as an object, for who adds something or prints it for people: written and read back.
template <typename T>
    requires requires(JsonWriter &out, const T &thing) { writeFields(out, thing); }
QJsonObject toJson(const T &thing)
{
    return objectOf(json(thing));
}

using TimeText = QVarLengthArray<char, 32>;

/// ISO 8601 in UTC with milliseconds: the one format on the wire. @p time is valid.
TimeText isoTime(const QDateTime &time);

} // namespace skybranch::wire
