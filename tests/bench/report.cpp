// SPDX-License-Identifier: GPL-3.0-or-later
#include "bench/report.h"

#include "bench/statistics.h"

#include <QJsonArray>
#include <QStringList>

namespace skybranch::bench {

namespace {

QString columns(const QStringList &cells, const QString &what)
{
    constexpr int nameWidth = 58;
    constexpr int width = 12;
    QString text = what.leftJustified(nameWidth);
    for (const auto &cell : cells)
        text += cell.rightJustified(width);
    return text + QLatin1Char('\n');
}

QString met(bool isMet)
{
    return isMet ? QStringLiteral("met") : QStringLiteral("not met");
}

} // namespace

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

void Section::claim(Claim claim)
{
    if (claim.rivalMeasure.isEmpty())
        claim.rivalMeasure = claim.measure;
    m_claims += std::move(claim);
}

void Section::note(const QString &text)
{
    m_notes += text;
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
    for (const auto &note : m_notes)
        text += note + QLatin1Char('\n');
    return text;
}

QString Section::overviewHeader()
{
    return columns({QStringLiteral("ours"), QStringLiteral("rival"), QStringLiteral("ratio"),
                    QStringLiteral("aim"), QStringLiteral("rounds"), QString()},
                   QString());
}

QString Section::overview() const
{
    QString text;
    for (const auto &claim : m_claims)
        text += line(claim);
    return text;
}

QString Section::line(const Claim &claim) const
{
    const auto number = [](double value) { return QString::number(value, 'f', 2); };
    const auto own = values(ours(), claim.measure);
    if (own.isEmpty())
        return columns({QStringLiteral("not measured")}, claim.what);
    const auto rivals = values(claim.rival, claim.rivalMeasure);
    const auto count = QString::number(own.size());
    const double value = median(own);
    if (claim.rival.isEmpty())
        return columns({number(value), {}, {}, number(claim.aim), count, met(value <= claim.aim)},
                       claim.what);
    if (rivals.isEmpty())
        return columns({number(value), QStringLiteral("not there")}, claim.what);
    const double rival = median(rivals);
    const double ratio = value / rival;
    const QString aim
        = claim.isMargin ? QString(u'+' + number(claim.aim)) : QString(number(claim.aim) + u'x');
    const bool isMet = claim.isMargin ? value <= rival + claim.aim : ratio <= claim.aim;
    return columns({number(value), number(rival), number(ratio) + u'x', aim, count, met(isMet)},
                   claim.what);
}

QJsonObject Section::toJson(const Claim &claim) const
{
    const auto own = values(ours(), claim.measure);
    const auto rivals = values(claim.rival, claim.rivalMeasure);
    QJsonObject json{
        {QStringLiteral("what"), claim.what},         {QStringLiteral("measure"), claim.measure},
        {QStringLiteral("rival"), claim.rival},       {QStringLiteral("aim"), claim.aim},
        {QStringLiteral("isMargin"), claim.isMargin}, {QStringLiteral("rounds"), own.size()}};
    if (!own.isEmpty())
        json.insert(QStringLiteral("ours"), median(own));
    if (!own.isEmpty() && !rivals.isEmpty())
        json.insert(QStringLiteral("ratio"), median(own) / median(rivals));
    return json;
}

QJsonObject Section::toJson() const
{
    QJsonArray claims;
    for (const auto &claim : m_claims)
        claims.append(toJson(claim));
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
        {QStringLiteral("claims"), claims},
        {QStringLiteral("notes"), QJsonArray::fromStringList(m_notes)},
        {QStringLiteral("results"), results},
    };
}

} // namespace skybranch::bench
