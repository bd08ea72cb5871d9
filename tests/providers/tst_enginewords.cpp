// SPDX-License-Identifier: GPL-3.0-or-later
#include "providers/docker/dockerprovider.h"
#include "providers/docker/engine.h"
#include "support/result.h"

#include <QLocalServer>
#include <QLocalSocket>
#include <QTemporaryDir>

using namespace skybranch;
using namespace skybranch::providers;
using namespace Qt::Literals::StringLiterals;
using skybranch::test::await;

/// How the refusals of an engine are said to the user; a little server stands for the engine.
class TestEngineWords : public QObject
{
    Q_OBJECT

    QTemporaryDir m_folder;
    QLocalServer m_server;
    QByteArray m_status;
    QByteArray m_body;

    void answer(QLocalSocket *socket) const
    {
        const bool pinged = socket->readAll().contains("/_ping");
        const QByteArray body = pinged ? "OK"_ba : m_body;
        socket->write("HTTP/1.1 " + (pinged ? "200 OK"_ba : m_status)
                      + "\r\nApi-Version: 1.45\r\nContent-Length: "
                      + QByteArray::number(body.size()) + "\r\n\r\n" + body);
    }

    static QByteArray saying(const QByteArray &words) { return "{\"message\":\"" + words + "\"}"; }

    QString path() const { return m_folder.filePath(u"engine.sock"_s); }

private Q_SLOTS:
    void initTestCase()
    {
        QVERIFY(m_server.listen(path()));
        connect(&m_server, &QLocalServer::newConnection, this, [this] {
            QLocalSocket *socket = m_server.nextPendingConnection();
            connect(socket, &QLocalSocket::readyRead, this, [this, socket] { answer(socket); });
            connect(socket, &QLocalSocket::disconnected, socket, &QObject::deleteLater);
        });
    }

    void aRefusalSaysWhy_data()
    {
        QTest::addColumn<QByteArray>("status");
        QTest::addColumn<QByteArray>("body");
        QTest::addColumn<QString>("message");
        const QString next
            = u" Mend what it names, then try again; the log of Docker's service says more."_s;
        QTest::newRow("its own words") << "500 Error"_ba << saying("cgroup: no such device")
                                       << u"Docker refused: \"cgroup: no such device\"."_s + next;
        QTest::newRow("cleaned") << "500 Error"_ba << saying("a\\n\\u001b[31m\\u202eb\\u0000  c")
                                 << u"Docker refused: \"a [31mb c\"."_s + next;
        QTest::newRow("none") << "500 Error"_ba << "rubbish"_ba
                              << u"Docker refused and gave no reason."_s + next;
        QTest::newRow("state") << "409 Conflict"_ba << saying("It is paused")
                               << u"The state of Docker forbids this: \"It is paused\". Try again "
                                  "later."_s;
        QTest::newRow("endless") << "500 Error"_ba << saying(QByteArray(5000, 'x'))
                                 << u"Docker refused: \"%1…\"."_s.arg(QString(199, u'x')) + next;
    }

    void itsPlaceIsItsEngine_data()
    {
        QTest::addColumn<QByteArray>("info");
        QTest::addColumn<QString>("place");
        QTest::newRow("docker") << R"({"ID":"4f1e","Name":"a","DockerRootDir":"/d"})"_ba
                                << u"4f1e"_s;
        QTest::newRow("podman")
            << R"({"ID":"new","Name":"a","DockerRootDir":"/d","BuildahVersion":"1.3"})"_ba
            << u"a/d"_s;
        QTest::newRow("nothing") << "{}"_ba << QString();
        QTest::newRow("endless") << "{\"ID\":\"" + QByteArray(501, 'x') + "\"}"
                                 << QString(200, u'x');
    }

    void itsPlaceIsItsEngine()
    {
        QFETCH(const QByteArray, info);
        m_status = "200 OK"_ba;
        m_body = info;
        DockerProvider provider({.address = u"unix://"_s + path()});
        const auto place = await(provider.place());
        QTEST(place.value_or(QString()), "place");
        QCOMPARE(place.has_value(), !place.value_or(QString()).isEmpty());
    }

    void anAnswerThatIsNotWholeSaysNothingOfVms()
    {
        m_status = "200 OK"_ba;
        DockerProvider provider({.address = u"unix://"_s + path()});
        for (const QByteArray &body : {""_ba, "{\"Id\":\"4f1e\",\"Sta"_ba, "[{\"Id\":"_ba}) {
            m_body = body;
            const auto status = await(provider.vmStatus(VmId::create().toString()));
            QVERIFY2(!status, body.constData());
            QCOMPARE(status.error().code, ErrorCode::Unavailable);
            const auto listed = await(provider.listVms(u"tag"_s));
            QVERIFY2(!listed, body.constData());
            QCOMPARE(listed.error().code, ErrorCode::Unavailable);
        }
    }

    void aRefusalSaysWhy()
    {
        QFETCH(const QByteArray, status);
        QFETCH(const QByteArray, body);
        m_status = status;
        m_body = body;
        const auto engine = std::make_shared<Engine>(u"unix://"_s + path());
        const auto refused = await(Engine::call(engine, {.path = u"/info"_s}));
        QVERIFY(!refused);
        QTEST(refused.error().message, "message");
    }
};

QTEST_GUILESS_MAIN(TestEngineWords)
#include "tst_enginewords.moc"
