// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QJsonObject>
#include <QList>
#include <QString>

namespace skybranch::bench {

/// What is aimed at: one line of the overview.
struct Claim
{
    QString what;
    QString measure;
    QString rival; ///< a contestant: the aim is a ratio to it. Empty: the aim is a value
    double aim = 1;
    QString rivalMeasure = {}; ///< where it is not the same one
    bool isMargin = false; ///< the aim is not a ratio: ours may have that much more than the rival
};

/// What one benchmark has measured: for each contestant and measure one value a round. A measure
/// is named with its unit; less is better in all of them.
class Section
{
public:
    /// Ratios are against @p rival.
    Section(QString name, QString title, QString rival);

    void add(const QString &contestant, const QString &measure, double value);

    void claim(Claim claim);

    /// Said below the table: what has been left out, and why.
    void note(const QString &text);

    /// A table of medians, each with its ratio to the rival's.
    QString table() const;

    /// Medians, and every round's value behind them.
    QJsonObject toJson() const;

    /// The claims: ours, the rival's, the ratio, the aim. Under overviewHeader().
    QString overview() const;
    static QString overviewHeader();

    /// What this program calls ours among the contestants.
    static QString ours() { return QStringLiteral("skybranch"); }

private:
    struct Series
    {
        QString contestant;
        QString measure;
        QList<double> values;
    };

    QList<double> values(const QString &contestant, const QString &measure) const;
    QString cell(const QString &contestant, const QString &measure) const;
    QStringList distinct(QString Series::*field) const;
    QString line(const Claim &claim) const;
    QJsonObject toJson(const Claim &claim) const;

    QString m_name;
    QString m_title;
    QString m_rival;
    QList<Series> m_series; ///< in the order of their first value
    QList<Claim> m_claims;
    QStringList m_notes;
};

} // namespace skybranch::bench
