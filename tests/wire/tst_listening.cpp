// SPDX-License-Identifier: GPL-3.0-or-later
#include "wire/ports.h"

#include <QJsonArray>
#include <QTest>

using namespace skybranch;
using namespace Qt::Literals::StringLiterals;

namespace {

QJsonObject answer(const QJsonArray &ports)
{
    return {{"ports"_L1, ports}};
}

} // namespace

class TestListening : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void portsSurviveTheWire()
    {
        const QList<domain::ListeningPort> ports{
            {.port = 80, .program = u"nginx"_s},
            {.port = 5173, .program = u"node"_s, .onlyIpv6 = true, .onlyLoopback = true}};
        QCOMPARE(wire::portsFromJson(wire::toJson(ports)).value(), ports);
    }

    void theyAreSortedAndEachIsThereOnce()
    {
        const auto ports = wire::portsFromJson(
            answer({QJsonObject{{"port"_L1, 9000}}, QJsonObject{{"port"_L1, 80}},
                    QJsonObject{{"port"_L1, 9000}, {"program"_L1, u"java"_s}}}));
        QCOMPARE(
            ports.value(),
            (QList<domain::ListeningPort>{{.port = 80}, {.port = 9000, .program = u"java"_s}}));
    }

    void aNameIsOneLineWithoutTricks()
    {
        const auto ports = wire::portsFromJson(
            answer({QJsonObject{{"port"_L1, 80}, {"program"_L1, u"no\u202ede\nx\x1b[1m"_s}}}));
        QCOMPARE(ports.value().first().program, u"node x[1m"_s);
    }

    void whatIsNoListOfPortsIsRefused_data()
    {
        QTest::addColumn<QJsonObject>("json");
        QTest::newRow("nothing") << QJsonObject();
        QTest::newRow("no list") << QJsonObject{{"ports"_L1, 80}};
        QTest::newRow("no number") << answer({QJsonObject{{"port"_L1, u"80"_s}}});
        QTest::newRow("zero") << answer({QJsonObject{{"port"_L1, 0}}});
        QTest::newRow("too large") << answer({QJsonObject{{"port"_L1, 65'536}}});
        QTest::newRow("no object") << answer({80});
        QTest::newRow("long name")
            << answer({QJsonObject{{"port"_L1, 80}, {"program"_L1, QString(65, u'x')}}});
        QJsonArray many;
        for (int i = 0; i <= wire::maxListeningPorts; ++i)
            many.append(QJsonObject{{"port"_L1, 1000 + i}});
        QTest::newRow("too many") << answer(many);
    }

    void whatIsNoListOfPortsIsRefused()
    {
        QFETCH(const QJsonObject, json);
        const auto ports = wire::portsFromJson(json);
        QVERIFY(!ports);
        QCOMPARE(ports.error().code, ErrorCode::InvalidArgument);
    }
};

QTEST_GUILESS_MAIN(TestListening)
#include "tst_listening.moc"
