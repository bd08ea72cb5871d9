// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QRandomGenerator>
#include <QStringList>
#include <QUuid>

namespace skybranch::test {

/// Random values as careless and as hostile clients send them. The same seed gives the same ones.
class FuzzValues
{
public:
    explicit FuzzValues(quint32 seed)
        : m_random(seed)
    {
    }

    int below(int end) { return int(m_random.bounded(end)); }
    bool oneIn(int count) { return below(count) == 0; }

    template <typename List> auto oneOf(const List &list)
    {
        return list.at(m_random.bounded(qint64(list.size())));
    }

    QByteArray bytes(int most)
    {
        QByteArray result(below(most + 1), '\0');
        for (char &byte : result)
            byte = char(m_random.bounded(256));
        return result;
    }

    QString text()
    {
        static const QStringList odd{QString(),
                                     QStringLiteral("x"),
                                     QStringLiteral("-1"),
                                     QStringLiteral("9223372036854775807"),
                                     QStringLiteral("../../etc/passwd"),
                                     QStringLiteral("'; DROP TABLE jobs; --"),
                                     QStringLiteral("$(reboot)"),
                                     QStringLiteral("{}"),
                                     QStringLiteral("%s%n"),
                                     QStringLiteral("a\nb\r\nc: d"),
                                     QStringLiteral("\u202e\u0301 \U0001F600"),
                                     QString(QChar(0)) + QStringLiteral("after"),
                                     QString(QChar(0xd800)),
                                     QString(QChar(0xfffe)),
                                     QUuid().toString(QUuid::WithoutBraces)};
        if (oneIn(40))
            return QString(below(70'000), QLatin1Char('y'));
        return oneOf(odd);
    }

    QJsonValue value(int depth = 0)
    {
        switch (below(depth > 3 ? 6 : 8)) {
        case 0:
            return QJsonValue::Null;
        case 1:
            return oneIn(2);
        case 2:
            return number();
        case 3:
        case 4:
        case 5:
            return text();
        case 6:
            return QJsonArray{value(depth + 1), value(depth + 1)};
        default:
            return QJsonObject{{text(), value(depth + 1)},
                               {QStringLiteral("id"), value(depth + 1)}};
        }
    }

    /// Text that was JSON, as it comes out of bad clients and bad wires.
    QByteArray spoilt(QByteArray json)
    {
        switch (below(9)) {
        case 0:
            return json.left(below(int(json.size()) + 1));
        case 1:
            return json.insert(below(int(json.size()) + 1), bytes(4));
        case 2:
            return json.replace('"', "\"\\ud800");
        case 3:
            return json.replace(':', ":1e999,\"x\":");
        case 4:
            return QByteArray("[").repeated(below(20'000)) + json;
        case 5:
            return QByteArray("{\"a\":").repeated(below(3000)) + json;
        case 6:
            return json + json;
        case 7:
            return "\xef\xbb\xbf" + json;
        default:
            return bytes(300);
        }
    }

    /// With escapes that are wrong, cut off, or of bytes that are no text.
    QByteArray escaped(const QString &text)
    {
        static const QByteArrayList odd{"%",         "%0", "%zz", "%00", "%ff%fe", "%c0%80",
                                        "%ed%a0%80", "+",  "&",   "=",   "#",      "%25",
                                        "%u0041",    ";",  "[]",  "\xc3"};
        const QByteArray plain = text.toUtf8().toPercentEncoding();
        return oneIn(4) ? QByteArray(plain + oneOf(odd)) : plain;
    }

private:
    double number()
    {
        static const QList<double> odd{0,      -1,   1e308, -1e308, 0.5,         9007199254740993.0,
                                       5e-324, 30.0, 2e9,   -0.0,   4294967296.0};
        return oneOf(odd);
    }

    QRandomGenerator m_random;
};

} // namespace skybranch::test
