// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"

#include <QDateTime>
#include <QJsonArray>
#include <QJsonObject>
#include <QLatin1StringView>
#include <QStringList>

#include <optional>

namespace skybranch::wire {

/// Most characters a text field may have where nothing else is said.
inline constexpr qsizetype maxText = 4096;

/// Reads typed fields out of an object that a stranger sent. The first wrong field is kept as
/// InvalidArgument with its name in the message; reading goes on with empty values, so that a
/// caller reads all fields and asks once:
/// @code
///     JsonReader reader(object);
///     Request request {.name = reader.text("name"_L1), .minutes = reader.integerOr(...)};
///     return reader.finish(std::move(request));
/// @endcode
/// The "...Or" functions give their fallback where the field is missing or null.
class JsonReader
{
public:
    explicit JsonReader(QJsonObject object)
        : m_object(std::move(object))
    {
    }

    bool has(QLatin1StringView field) const; ///< present and not null

    /// At most @p max characters, no NUL. May be empty.
    QString text(QLatin1StringView field, qsizetype max = maxText);
    QString textOr(QLatin1StringView field, QString fallback, qsizetype max = maxText);

    /// As textOr() with an empty fallback, for people: only what is printable().
    QString words(QLatin1StringView field, qsizetype max = maxText);
    bool boolean(QLatin1StringView field);
    bool booleanOr(QLatin1StringView field, bool fallback);
    qint64 integer(QLatin1StringView field, qint64 min, qint64 max);
    qint64 integerOr(QLatin1StringView field, qint64 fallback, qint64 min, qint64 max);
    double numberOr(QLatin1StringView field, double fallback, double min, double max);

    /// ISO 8601 in UTC with milliseconds; invalid where the field is missing or null.
    QDateTime timeOrNull(QLatin1StringView field);

    /// At most @p maxItems texts of at most @p maxEach characters.
    QStringList texts(QLatin1StringView field, qsizetype maxItems, qsizetype maxEach = maxText);
    QJsonObject object(QLatin1StringView field);
    QJsonArray array(QLatin1StringView field, qsizetype maxItems);

    /// The value of a name table: @p parse is one of the functions of the domain that give an
    /// optional for a name.
    template <typename Parse>
    auto named(QLatin1StringView field, Parse parse) ->
        typename decltype(parse(QString()))::value_type
    {
        const QString value = text(field, 64);
        if (auto parsed = parse(value))
            return *parsed;
        fail(field, QStringLiteral("has a value that is not known"));
        return {};
    }

    /// Records that @p field is wrong, unless an earlier one was: "The field "x" @p what."
    void fail(QLatin1StringView field, const QString &what);

    /// Passes on the error of a field's own check (domain/names.h), unless an earlier one was.
    void check(const Result<> &result);

    const std::optional<Error> &error() const { return m_error; }

    /// @p value, or the first error.
    template <typename T> Result<T> finish(T value) const
    {
        if (m_error)
            return std::unexpected(*m_error);
        return value;
    }

private:
    QJsonObject m_object;
    std::optional<Error> m_error;
};

/// @p text without what is not seen and yet has an effect: control characters but the line break,
/// and marks that turn the direction of reading. For a stranger's words that are shown or stored.
QString printable(QString text);

/// One JSON object out of @p bytes; anything else is InvalidArgument.
Result<QJsonObject> parseObject(const QByteArray &bytes);

/// As isoTime(), or null for an invalid time.
QJsonValue timeToJson(const QDateTime &time);

/// The code that errorCodeName() gave @p name; Internal for a name that is not known.
ErrorCode errorCodeFromName(QStringView name);

} // namespace skybranch::wire
