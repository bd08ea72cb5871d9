// SPDX-License-Identifier: GPL-3.0-or-later
#include "wire/jsonwriter.h"

#include <QJsonDocument>
#include <QStringEncoder>

#ifdef __SSE2__
#define RAPIDJSON_SSE2
#endif
#include <chrono>
#include <rapidjson/writer.h>

namespace skybranch::wire {
namespace {

/// Writes @p number with leading zeros.
void put(char *text, int digits, quint64 number)
{
    for (int i = digits; i > 0; --i, number /= 10)
        text[i - 1] = char('0' + number % 10);
}

} // namespace

struct JsonWriter::State
{
    rapidjson::StringBuffer buffer;
    rapidjson::Writer<rapidjson::StringBuffer> writer{buffer};
};

JsonWriter::JsonWriter()
    : m_state(std::make_unique<State>())
{
}

JsonWriter::~JsonWriter() = default;

void JsonWriter::beginObject()
{
    m_state->writer.StartObject();
}

void JsonWriter::endObject()
{
    m_state->writer.EndObject();
}

void JsonWriter::beginList()
{
    m_state->writer.StartArray();
}

void JsonWriter::endList()
{
    m_state->writer.EndArray();
}

void JsonWriter::key(QLatin1StringView name)
{
    m_state->writer.Key(name.data(), rapidjson::SizeType(name.size()));
}

void JsonWriter::value(std::nullopt_t)
{
    m_state->writer.Null();
}

void JsonWriter::value(QStringView text)
{
    // Half a pair of surrogates, which is no character, becomes a replacement for one.
    QStringEncoder encoder(QStringEncoder::Utf8, QStringEncoder::Flag::Stateless);
    QVarLengthArray<char, 512> utf8(encoder.requiredSpace(text.size()));
    const char *end = encoder.appendToBuffer(utf8.data(), text);
    m_state->writer.String(utf8.constData(), rapidjson::SizeType(end - utf8.constData()));
}

void JsonWriter::value(QLatin1StringView text)
{
    value(QString(text));
}

void JsonWriter::value(const QDateTime &time)
{
    if (!time.isValid()) {
        value(std::nullopt);
        return;
    }
    const TimeText text = isoTime(time);
    m_state->writer.String(text.constData(), rapidjson::SizeType(text.size()));
}

void JsonWriter::value(QUuid id)
{
    if (id.isNull()) {
        value(std::nullopt);
        return;
    }
    const QByteArray text = id.toByteArray(QUuid::WithoutBraces);
    m_state->writer.String(text.constData(), rapidjson::SizeType(text.size()));
}

void JsonWriter::value(const QJsonObject &object)
{
    const QByteArray text = QJsonDocument(object).toJson(QJsonDocument::Compact);
    m_state->writer.RawValue(text.constData(), size_t(text.size()), rapidjson::kObjectType);
}

QByteArray JsonWriter::text() const
{
    Q_ASSERT(m_state->writer.IsComplete());
    return {m_state->buffer.GetString(), qsizetype(m_state->buffer.GetSize())};
}

void JsonWriter::writeBoolean(bool value)
{
    m_state->writer.Bool(value);
}

void JsonWriter::writeNumber(qint64 value)
{
    m_state->writer.Int64(value);
}

QJsonObject objectOf(const QByteArray &json)
{
    return QJsonDocument::fromJson(json).object();
}

TimeText isoTime(const QDateTime &time)
{
    // QDateTime's own way takes several times as long, and a list of workspaces has hundreds.
    using namespace std::chrono;
    const sys_time<milliseconds> moment{milliseconds(time.toMSecsSinceEpoch())};
    const auto day = floor<days>(moment);
    const year_month_day date(day);
    const hh_mm_ss clock(moment - day);
    TimeText text;
    if (date.year() < year(0) || date.year() > year(9999)) {
        const QByteArray far = time.toUTC().toString(Qt::ISODateWithMs).toLatin1();
        text.append(far.constData(), far.size());
        return text;
    }
    constexpr std::string_view form = "0000-00-00T00:00:00.000Z";
    text.append(form.data(), qsizetype(form.size()));
    put(text.data(), 4, quint64(int(date.year())));
    put(text.data() + 5, 2, unsigned(date.month()));
    put(text.data() + 8, 2, unsigned(date.day()));
    put(text.data() + 11, 2, quint64(clock.hours().count()));
    put(text.data() + 14, 2, quint64(clock.minutes().count()));
    put(text.data() + 17, 2, quint64(clock.seconds().count()));
    put(text.data() + 20, 3, quint64(clock.subseconds().count()));
    return text;
}

} // namespace skybranch::wire
