// SPDX-License-Identifier: GPL-3.0-or-later
#include "clouddb/row.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QTimeZone>

#include <chrono>
#include <cmath>

namespace skybranch::clouddb {
namespace {

int digits(QByteArrayView text, qsizetype at, qsizetype count)
{
    int number = 0;
    for (const char digit : text.sliced(at, count))
        number = number * 10 + (digit - '0');
    return number;
}

/// What stands at @p at as ".5", and moves on behind it. Rounded as Qt does it.
std::chrono::milliseconds takeFraction(QByteArrayView text, qsizetype &at)
{
    if (at >= text.size() || text[at] != '.')
        return {};
    const qsizetype start = ++at;
    while (at < text.size() && text[at] >= '0' && text[at] <= '9')
        ++at;
    const double part = digits(text, start, at - start) / std::pow(10.0, double(at - start));
    return std::chrono::milliseconds(std::min<qint64>(std::llround(1000 * part), 999));
}

/// "+00", "-03:30", and of old times "+00:53:28".
std::chrono::seconds zoneAt(QByteArrayView text, qsizetype at)
{
    int seconds = 0;
    for (int unit = 3600, digit = int(at) + 1; digit + 2 <= text.size(); digit += 3, unit /= 60)
        seconds += unit * digits(text, digit, 2);
    return std::chrono::seconds(text[at] == '-' ? -seconds : seconds);
}

/// "2026-11-22 03:33:01.5+00", as Postgres writes it in its style ISO. QDateTime's own way takes
/// some thirty times as long, and a list of workspaces has hundreds.
QDateTime timeOf(QByteArrayView text)
{
    using namespace std::chrono;
    constexpr qsizetype upToSeconds = 19;
    if (text.size() < upToSeconds + 3 || text[4] != '-' || text.endsWith("BC"))
        return QDateTime::fromString(QString::fromLatin1(text), Qt::ISODate).toUTC();
    const sys_days day{year(digits(text, 0, 4)) / digits(text, 5, 2) / digits(text, 8, 2)};
    const auto clock
        = hours(digits(text, 11, 2)) + minutes(digits(text, 14, 2)) + seconds(digits(text, 17, 2));
    qsizetype at = upToSeconds;
    const milliseconds fraction = takeFraction(text, at);
    const sys_time<milliseconds> moment = day + clock + fraction - zoneAt(text, at);
    return QDateTime::fromMSecsSinceEpoch(moment.time_since_epoch().count(), QTimeZone::UTC);
}

} // namespace

Row::Row(std::shared_ptr<const Cells> cells, qsizetype row)
    : m_cells(std::move(cells))
    , m_first(row * m_cells->columns->size())
{
}

QByteArrayView Row::value(QLatin1StringView column) const
{
    const QByteArrayList &columns = *m_cells->columns;
    const QByteArrayView name(column.data(), column.size());
    for (qsizetype i = 0; i < columns.size(); ++i, ++m_next) {
        if (m_next >= columns.size())
            m_next = 0;
        if (columns[m_next] != name)
            continue;
        const auto [start, size] = m_cells->cells[size_t(m_first + m_next++)];
        return size == Cells::null ? QByteArrayView()
                                   : QByteArrayView(m_cells->bytes).sliced(start, size);
    }
    Q_ASSERT_X(false, "Row", column.data());
    return {};
}

bool Row::isNull(QLatin1StringView column) const
{
    return value(column).isNull();
}

QString Row::text(QLatin1StringView column) const
{
    return QString::fromUtf8(value(column));
}

bool Row::flag(QLatin1StringView column) const
{
    return value(column) == "t";
}

qint64 Row::number(QLatin1StringView column) const
{
    bool isWhole = false;
    const QByteArrayView text = value(column);
    const qint64 number = text.toLongLong(&isWhole);
    return isWhole ? number : std::llround(text.toDouble());
}

QUuid Row::uuid(QLatin1StringView column) const
{
    return QUuid::fromString(QLatin1StringView(value(column)));
}

QDateTime Row::time(QLatin1StringView column) const
{
    const QByteArrayView text = value(column);
    return text.isNull() ? QDateTime() : timeOf(text);
}

QJsonObject Row::object(QLatin1StringView column) const
{
    return QJsonDocument::fromJson(value(column).toByteArray()).object();
}

QStringList Row::texts(QLatin1StringView column) const
{
    QStringList all;
    for (const QJsonValue &item : QJsonDocument::fromJson(value(column).toByteArray()).array())
        all << item.toString();
    return all;
}

} // namespace skybranch::clouddb
