// SPDX-License-Identifier: GPL-3.0-or-later
#include "wire/jsonwriter.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QTest>

#include <limits>

using namespace skybranch;
using namespace skybranch::wire;
using namespace Qt::StringLiterals;

namespace {

struct Inner
{
    QString name;
};

void writeFields(JsonWriter &out, const Inner &inner)
{
    out.member("name"_L1, inner.name);
}

template <typename T> QJsonValue written(const T &value)
{
    JsonWriter out;
    out.beginObject();
    out.member("it"_L1, value);
    out.endObject();
    return QJsonDocument::fromJson(out.text()).object().value("it"_L1);
}

} // namespace

/// What is written is read again by Qt's own parser.
class TestJsonWriter : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void everyCharacterComesBack()
    {
        QString all;
        for (char32_t letter = 0; letter <= 0x10ffff; letter += letter < 0x3000 ? 1 : 101) {
            if (letter < 0xd800 || letter > 0xdfff)
                all += QChar::fromUcs4(letter);
        }
        QCOMPARE(written(all).toString(), all);
        QCOMPARE(written(Inner{all}).toObject().value("name"_L1).toString(), all);
    }

    /// A text that was cut in the middle of a character must not spoil the rest.
    void halfACharacterIsReplaced()
    {
        const QString half = u"a"_s + QChar(0xd83d);
        const QString text = written(QString(half + u"b"_s)).toString();
        QVERIFY2(text.startsWith(u'a') && text.endsWith(u'b'), qPrintable(text));
        QCOMPARE(text.size(), 3);
        QCOMPARE(written(half).toString().size(), 2);
    }

    void numbersAreExact()
    {
        using Limits = std::numeric_limits<qint64>;
        for (const qint64 number : {Limits::min(), qint64(-1), qint64(0), Limits::max()})
            QCOMPARE(written(number), QJsonValue(number));
        QCOMPARE(written(quint16(65535)), QJsonValue(65535));
        QCOMPARE(written(true), QJsonValue(true));
        QCOMPARE(written(false), QJsonValue(false));
    }

    void whatIsNotSetIsNull()
    {
        QVERIFY(written(QDateTime()).isNull());
        QVERIFY(written(WorkspaceId()).isNull());
        QVERIFY(written(std::optional<qint64>()).isNull());
        QCOMPARE(written(std::optional<qint64>(7)), QJsonValue(7));
        QCOMPARE(written(QString()), QJsonValue(u""_s));
    }

    void idsAreWrittenAsTheyAreRead()
    {
        const auto id = WorkspaceId::create();
        QCOMPARE(written(id).toString(), id.toString());
    }

    void listsAndObjects()
    {
        QCOMPARE(written(QStringList{u"a"_s, u"b"_s}), QJsonValue(QJsonArray{u"a"_s, u"b"_s}));
        QCOMPARE(written(QStringList()), QJsonValue(QJsonArray()));
        const QJsonObject inner{{u"name"_s, u"x"_s}};
        QCOMPARE(written(QList<Inner>{{u"x"_s}, {u"x"_s}}), QJsonValue(QJsonArray{inner, inner}));
        QCOMPARE(written(inner), QJsonValue(inner));
        QCOMPARE(toJson(Inner{u"x"_s}), inner);
    }

    void aMemberCanBeWrittenPieceByPiece()
    {
        JsonWriter out;
        out.beginObject();
        out.object("a"_L1, [&out] { out.member("b"_L1, 1); });
        out.member("c"_L1, "d"_L1);
        out.endObject();
        QCOMPARE(out.text(), R"({"a":{"b":1},"c":"d"})");
    }
};

QTEST_GUILESS_MAIN(TestJsonWriter)
#include "tst_jsonwriter.moc"
