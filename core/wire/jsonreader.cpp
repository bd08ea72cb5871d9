// SPDX-License-Identifier: GPL-3.0-or-later
#include "wire/jsonreader.h"

#include "wire/jsonwriter.h"

#include <QJsonDocument>
#include <QTimeZone>

#include <cmath>

namespace skybranch::wire {
namespace {

constexpr double maxExact = 9007199254740992.0; // 2^53: what a JSON number keeps exactly

} // namespace

bool JsonReader::has(QLatin1StringView field) const
{
    const QJsonValue value = m_object.value(field);
    return !value.isUndefined() && !value.isNull();
}

QString JsonReader::text(QLatin1StringView field, qsizetype max)
{
    const QJsonValue value = m_object.value(field);
    if (!value.isString()) {
        fail(field, has(field) ? QStringLiteral("must be a text") : QStringLiteral("is missing"));
        return {};
    }
    QString result = value.toString();
    if (result.size() > max) {
        fail(field, QStringLiteral("is longer than %1 characters").arg(max));
        return {};
    }
    if (result.contains(QChar::Null)) {
        fail(field, QStringLiteral("holds a character that is not allowed"));
        return {};
    }
    return result;
}

QString JsonReader::textOr(QLatin1StringView field, QString fallback, qsizetype max)
{
    return has(field) ? text(field, max) : fallback;
}

QString JsonReader::words(QLatin1StringView field, qsizetype max)
{
    return printable(textOr(field, {}, max));
}

bool JsonReader::boolean(QLatin1StringView field)
{
    const QJsonValue value = m_object.value(field);
    if (!value.isBool())
        fail(field, QStringLiteral("must be true or false"));
    return value.toBool();
}

bool JsonReader::booleanOr(QLatin1StringView field, bool fallback)
{
    return has(field) ? boolean(field) : fallback;
}

qint64 JsonReader::integer(QLatin1StringView field, qint64 min, qint64 max)
{
    const QJsonValue value = m_object.value(field);
    const double number = value.toDouble();
    if (!value.isDouble() || std::abs(number) > maxExact || std::floor(number) != number) {
        fail(field, QStringLiteral("must be a whole number"));
        return min;
    }
    const auto result = qint64(number);
    if (result < min || result > max) {
        fail(field, QStringLiteral("must be from %1 to %2").arg(min).arg(max));
        return min;
    }
    return result;
}

qint64 JsonReader::integerOr(QLatin1StringView field, qint64 fallback, qint64 min, qint64 max)
{
    return has(field) ? integer(field, min, max) : fallback;
}

double JsonReader::numberOr(QLatin1StringView field, double fallback, double min, double max)
{
    if (!has(field))
        return fallback;
    const QJsonValue value = m_object.value(field);
    const double number = value.toDouble();
    if (!value.isDouble() || number < min || number > max) {
        fail(field, QStringLiteral("must be a number from %1 to %2").arg(min).arg(max));
        return fallback;
    }
    return number;
}

QDateTime JsonReader::timeOrNull(QLatin1StringView field)
{
    if (!has(field))
        return {};
    QDateTime time = QDateTime::fromString(text(field, 40), Qt::ISODateWithMs);
    if (!time.isValid()) {
        fail(field, QStringLiteral("must be a time like 2026-01-31T12:00:00.000Z"));
        return {};
    }
    return time.toTimeZone(QTimeZone::UTC);
}

QStringList JsonReader::texts(QLatin1StringView field, qsizetype maxItems, qsizetype maxEach)
{
    QStringList result;
    for (const QJsonValue &item : array(field, maxItems)) {
        QString text = item.toString();
        if (!item.isString() || text.size() > maxEach || text.contains(QChar::Null)) {
            fail(field, QStringLiteral("must hold texts of at most %1 characters").arg(maxEach));
            return {};
        }
        result.append(std::move(text));
    }
    return result;
}

QJsonObject JsonReader::object(QLatin1StringView field)
{
    const QJsonValue value = m_object.value(field);
    if (!value.isObject())
        fail(field, QStringLiteral("must be an object"));
    return value.toObject();
}

QJsonArray JsonReader::array(QLatin1StringView field, qsizetype maxItems)
{
    const QJsonValue value = m_object.value(field);
    const QJsonArray items = value.toArray();
    if (!value.isArray()) {
        fail(field, QStringLiteral("must be a list"));
        return {};
    }
    if (items.size() > maxItems) {
        fail(field, QStringLiteral("holds more than %1 items").arg(maxItems));
        return {};
    }
    return items;
}

void JsonReader::fail(QLatin1StringView field, const QString &what)
{
    check(failure(ErrorCode::InvalidArgument,
                  QStringLiteral("The field \"%1\" %2.").arg(QString(field), what)));
}

void JsonReader::check(const Result<> &result)
{
    if (!result && !m_error)
        m_error = result.error();
}

QString printable(QString text)
{
    // Pairs of surrogates are one character, and most of them are printable.
    QString result;
    for (const char32_t letter : std::as_const(text).toUcs4()) {
        if (letter == U'\n' || QChar::isPrint(letter))
            result += QChar::fromUcs4(letter);
    }
    return result;
}

Result<QJsonObject> parseObject(const QByteArray &bytes)
{
    QJsonParseError problem;
    const QJsonDocument document = QJsonDocument::fromJson(bytes, &problem);
    if (!document.isObject())
        return failure(ErrorCode::InvalidArgument, QStringLiteral("This is not a JSON object."),
                       problem.errorString());
    return document.object();
}

QJsonValue timeToJson(const QDateTime &time)
{
    return time.isValid() ? QJsonValue(QString::fromLatin1(isoTime(time))) : QJsonValue();
}

ErrorCode errorCodeFromName(QStringView name)
{
    for (int i = 0; i < int(ErrorCode::Internal); ++i) {
        if (errorCodeName(ErrorCode(i)) == name)
            return ErrorCode(i);
    }
    return ErrorCode::Internal;
}

} // namespace skybranch::wire
