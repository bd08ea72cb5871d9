// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QJsonObject>
#include <QList>
#include <QString>

namespace skybranch::bench {

/// What one benchmark has measured: for each contestant and measure one value a round. A measure
/// is named with its unit; less is better in all of them.
class Section
{
public:
    /// Ratios are against @p rival.
    Section(QString name, QString title, QString rival);

    void add(const QString &contestant, const QString &measure, double value);

    /// A table of medians, each with its ratio to the rival's.
    QString table() const;

    /// Medians, and every round's value behind them.
    QJsonObject toJson() const;

    QString name() const { return m_name; }

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

    QString m_name;
    QString m_title;
    QString m_rival;
    QList<Series> m_series; ///< in the order of their first value
};

} // namespace skybranch::bench
