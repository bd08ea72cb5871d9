// SPDX-License-Identifier: GPL-3.0-or-later
#include "providers/docker/httpreader.h"
#include "support/result.h"

using namespace skybranch;
using namespace skybranch::providers;
using namespace Qt::Literals::StringLiterals;

class TestHttpReader : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aResponseIsReadHoweverItIsCut_data()
    {
        QTest::addColumn<QByteArray>("bytes");
        QTest::addColumn<int>("status");
        QTest::addColumn<QByteArray>("body");
        QTest::newRow("length") << "HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhello"_ba << 200
                                << "hello"_ba;
        QTest::newRow("empty") << "HTTP/1.1 201 Made\r\nContent-Length: 0\r\n\r\n"_ba << 201
                               << ""_ba;
        QTest::newRow("no content") << "HTTP/1.1 204 No Content\r\n\r\n"_ba << 204 << ""_ba;
        QTest::newRow("chunks") << "HTTP/1.1 200 OK\r\ntransfer-encoding: Chunked\r\n\r\n"
                                   "3;x=1\r\nhel\r\n2\r\nlo\r\n0\r\nTrailer: x\r\n\r\n"_ba
                                << 200 << "hello"_ba;
        QTest::newRow("continued") << "HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 200 OK\r\n"
                                      "Content-Length: 2\r\n\r\nhi"_ba
                                   << 200 << "hi"_ba;
    }

    void aResponseIsReadHoweverItIsCut()
    {
        QFETCH(const QByteArray, bytes);
        QFETCH(const int, status);
        QFETCH(const QByteArray, body);
        for (qsizetype size = 1; size <= bytes.size(); ++size) {
            HttpReader reader;
            for (qsizetype at = 0; at < bytes.size(); at += size) {
                const auto whole = reader.add(bytes.sliced(at, std::min(size, bytes.size() - at)));
                QVERIFY_RESULT(whole);
                QCOMPARE(*whole, at + size >= bytes.size());
            }
            const HttpResponse response = reader.take();
            QCOMPARE(response.status, status);
            QCOMPARE(response.body, body);
        }
    }

    void aBodyWithoutALengthEndsWithTheConnection()
    {
        HttpReader reader;
        QCOMPARE(reader.add("HTTP/1.1 200 OK\r\n\r\nall "_ba).value_or(true), false);
        QCOMPARE(reader.add("of it"_ba).value_or(true), false);
        QVERIFY(reader.atEnd());
        QCOMPARE(reader.take().body, "all of it"_ba);
    }

    void anEndBeforeTheEndIsNoResponse()
    {
        for (const QByteArray &bytes :
             {"HTTP/1.1 200 OK\r\nConte"_ba, "HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhell"_ba,
              "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello"_ba, ""_ba}) {
            HttpReader reader;
            QVERIFY_RESULT(reader.add(bytes));
            QVERIFY2(!reader.atEnd(), bytes.constData());
        }
    }

    void nonsenseIsRefused_data()
    {
        QTest::addColumn<QByteArray>("bytes");
        QTest::newRow("not HTTP") << "SSH-2.0-OpenSSH\r\n\r\n"_ba;
        QTest::newRow("no status") << "HTTP/1.1 fine\r\n\r\n"_ba;
        QTest::newRow("bad chunk")
            << "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nmany\r\n"_ba;
        QTest::newRow("negative chunk")
            << "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n-5\r\n"_ba;
        QTest::newRow("negative length") << "HTTP/1.1 200 OK\r\nContent-Length: -5\r\n\r\n"_ba;
        QTest::newRow("endless head") << "HTTP/1.1 200 OK\r\nX: "_ba + QByteArray(70'000, 'x');
        QTest::newRow("endless body") << "HTTP/1.1 200 OK\r\n\r\n"_ba + QByteArray(17 << 20, 'x');
        QTest::newRow("endless chunk line")
            << "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n"_ba + QByteArray(70'000, '1');
    }

    void nonsenseIsRefused()
    {
        QFETCH(const QByteArray, bytes);
        HttpReader reader;
        QVERIFY(!reader.add(bytes));
    }
};

QTEST_GUILESS_MAIN(TestHttpReader)

#include "tst_httpreader.moc"
