// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/result.h"
#include "wire/divergence.h"

#include <QJsonArray>
#include <QTest>

using namespace skybranch;
using namespace skybranch::wire;
using namespace Qt::Literals::StringLiterals;
using domain::CommitSummary;
using domain::Divergence;

class TestDivergence : public QObject
{
    Q_OBJECT

    static Divergence sample()
    {
        const CommitSummary commit{
            .id = u"5be0d17"_s,
            .summary = u"Sign it"_s,
            .author = u"A"_s,
            .when = QDateTime::fromString(u"2026-01-31T12:00:00.123Z"_s, Qt::ISODateWithMs),
            .isMine = true};
        return {.upstream = u"origin/topic"_s,
                .here = {commit},
                .there = {commit, commit},
                .hereCount = 1,
                .thereCount = 70,
                .base = commit,
                .files = {u"a b"_s},
                .fileCount = 9,
                .uncommitted = 2};
    }

private Q_SLOTS:
    void comesBackAsItWas()
    {
        QCOMPARE(*divergenceFromJson(toJson(sample())), sample());
        Divergence rootless = sample();
        rootless.base.reset();
        QCOMPARE(*divergenceFromJson(toJson(rootless)), rootless);
    }

    void whatAVmSaysIsNotBelieved_data()
    {
        QTest::addColumn<QString>("field");
        QTest::addColumn<QJsonValue>("value");
        const QJsonObject commit = toJson(sample())["here"_L1].toArray().at(0).toObject();
        const auto with = [commit](const QString &field, const QJsonValue &value) {
            QJsonObject changed = commit;
            changed[field] = value;
            return QJsonArray{changed};
        };
        QJsonArray many;
        for (int i = 0; i < 51; ++i)
            many.append(commit);
        QTest::newRow("negative") << u"hereCount"_s << QJsonValue(-1);
        QTest::newRow("huge") << u"fileCount"_s << QJsonValue(1e300);
        QTest::newRow("many commits") << u"there"_s << QJsonValue(many);
        QTest::newRow("no commit") << u"here"_s << QJsonValue(QJsonArray{1});
        QTest::newRow("no base") << u"base"_s << QJsonValue(QJsonObject());
        QTest::newRow("long summary")
            << u"here"_s << QJsonValue(with(u"summary"_s, QString(501, u'x')));
        QTest::newRow("long id") << u"here"_s << QJsonValue(with(u"id"_s, QString(65, u'x')));
        QTest::newRow("many files")
            << u"files"_s << QJsonValue(QJsonArray::fromStringList(QStringList(51, u"x"_s)));
    }
    void whatAVmSaysIsNotBelieved()
    {
        QFETCH(QString, field);
        QFETCH(QJsonValue, value);
        QJsonObject json = toJson(sample());
        json[field] = value;
        const auto read = divergenceFromJson(json);
        QVERIFY(!read);
        QCOMPARE(read.error().code, ErrorCode::InvalidArgument);
    }

    void controlCharactersAreTakenOut()
    {
        Divergence hostile = sample();
        hostile.here.first().summary = u"\x1b[31mred\n\u202Eder"_s;
        hostile.files = {u"a\tb\r"_s};
        const auto read = divergenceFromJson(toJson(hostile));
        QVERIFY_RESULT(read);
        QCOMPARE(read->here.first().summary, u"[31mredder"_s);
        QCOMPARE(read->files.first(), u"ab"_s);
    }
};

QTEST_GUILESS_MAIN(TestDivergence)
#include "tst_divergence.moc"
