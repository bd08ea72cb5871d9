// SPDX-License-Identifier: GPL-3.0-or-later
#include "bench/report.h"

#include "bench/statistics.h"

#include <QJsonArray>
#include <QStringList>

namespace skybranch::bench {

Section::Section(QString name, QString title, QString rival)
    : m_name(std::move(name))
    , m_title(std::move(title))
    , m_rival(std::move(rival))
{
}

void Section::add(const QString &contestant, const QString &measure, double value)
{
    for (auto &series : m_series) {
        if (series.contestant == contestant && series.measure == measure) {
            series.values += value;
            return;
        }
    }
    m_series += Series{contestant, measure, {value}};
}

QList<double> Section::values(const QString &contestant, const QString &measure) const
{
    for (const auto &series : m_series) {
        if (series.contestant == contestant && series.measure == measure)
            return series.values;
    }
    return {};
}

QStringList Section::distinct(QString Series::*field) const
{
    QStringList names;
    for (const auto &series : m_series) {
        if (!names.contains(series.*field))
            names += series.*field;
    }
    return names;
}

QString Section::cell(const QString &contestant, const QString &measure) const
{
    const auto own = values(contestant, measure);
    if (own.isEmpty())
        return QStringLiteral("-");
    const auto value = median(own);
    const auto rival = median(values(m_rival, measure));
    const auto text = QString::number(value, 'f', 2);
    if (rival <= 0)
        return text;
    return text + QStringLiteral("  %1x").arg(value / rival, 5, 'f', 2);
}

QString Section::table() const
{
    constexpr int nameWidth = 24;
    constexpr int width = 20;
    const auto measures = distinct(&Series::measure);
    QString text = m_name + QStringLiteral(": ") + m_title
        + QStringLiteral("\nmedians; x: against %1; less is better\n").arg(m_rival)
        + QString(nameWidth, QLatin1Char(' '));
    for (const auto &measure : measures)
        text += measure.rightJustified(width);
    text += QLatin1Char('\n');
    for (const auto &contestant : distinct(&Series::contestant)) {
        text += contestant.leftJustified(nameWidth);
        for (const auto &measure : measures)
            text += cell(contestant, measure).rightJustified(width);
        text += QLatin1Char('\n');
    }
    return text;
}

QJsonObject Section::toJson() const
{
    QJsonArray results;
    for (const auto &series : m_series) {
        QJsonArray rounds;
        for (const double value : series.values)
            rounds.append(value);
        results.append(QJsonObject{
            {QStringLiteral("contestant"), series.contestant},
            {QStringLiteral("measure"), series.measure},
            {QStringLiteral("median"), median(series.values)},
            {QStringLiteral("rounds"), rounds},
        });
    }
    return {
        {QStringLiteral("name"), m_name},
        {QStringLiteral("title"), m_title},
        {QStringLiteral("rival"), m_rival},
        {QStringLiteral("results"), results},
    };
}

} // namespace skybranch::bench
