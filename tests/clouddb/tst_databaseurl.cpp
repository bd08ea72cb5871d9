// SPDX-License-Identifier: GPL-3.0-or-later
#include "clouddb/databaseurl.h"
#include "support/result.h"

#include <QTest>

using namespace skybranch;
using namespace skybranch::clouddb;

class TestDatabaseUrl : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aServerIsRead()
    {
        const auto address = parseDatabaseUrl(
            QStringLiteral("postgresql://ann:s%40cret@db.example.org:6432/sky?sslmode=require"));
        QVERIFY_RESULT(address);
        QCOMPARE(address->host, QStringLiteral("db.example.org"));
        QCOMPARE(address->port, 6432);
        QCOMPARE(address->database, QStringLiteral("sky"));
        QCOMPARE(address->user, QStringLiteral("ann"));
        QCOMPARE(address->password, QStringLiteral("s@cret"));
        QVERIFY(address->options.contains(QStringLiteral(";sslmode='require'")));
        QVERIFY(address->options.contains(QStringLiteral(";tcp_user_timeout=")));
        QVERIFY(address->options.contains(QStringLiteral(";keepalives=1")));
    }

    void aSocketIsRead()
    {
        const auto address
            = parseDatabaseUrl(QStringLiteral("postgresql://ann@/sky?host=%2Frun%2Fa%20b"));
        QVERIFY_RESULT(address);
        QCOMPARE(address->host, QStringLiteral("/run/a b"));
        QVERIFY(!address->options.contains(QStringLiteral("keepalives")));
        QCOMPARE(address->user, QStringLiteral("ann"));
        QCOMPARE(address->database, QStringLiteral("sky"));
    }

    void aValueCanNotBecomeAnOption()
    {
        const auto address = parseDatabaseUrl(
            QStringLiteral("postgresql:///sky?sslcert=x%27%20options%3D%27-c%20fsync%3Doff"));
        QVERIFY_RESULT(address);
        QVERIFY(
            address->options.endsWith(QStringLiteral(";sslcert='x\\' options=\\'-c fsync=off'")));
    }

    void aBadOneIsRefusedWithoutRepeatingIt_data()
    {
        QTest::addColumn<QString>("url");
        QTest::newRow("empty") << QString();
        QTest::newRow("other scheme") << QStringLiteral("mysql://ann:s3cret@host/sky");
        QTest::newRow("no database") << QStringLiteral("postgresql://ann:s3cret@host");
        QTest::newRow("unknown option") << QStringLiteral("postgresql://a:s3cret@h/sky?foo=1");
        QTest::newRow("separator") << QStringLiteral("postgresql://a:s3cret@h/sky?sslmode=a;b");
        QTest::newRow("two hosts") << QStringLiteral("postgresql://a:s3cret@h:1,i:2/sky");
    }

    void aBadOneIsRefusedWithoutRepeatingIt()
    {
        QFETCH(const QString, url);
        const auto address = parseDatabaseUrl(url);
        QVERIFY(!address);
        QCOMPARE(address.error().code, ErrorCode::InvalidArgument);
        QVERIFY(address.error().message.contains(QStringLiteral("postgresql://user@host")));
        QVERIFY(!describe(address.error()).contains(QStringLiteral("s3cret")));
    }
};

QTEST_GUILESS_MAIN(TestDatabaseUrl)
#include "tst_databaseurl.moc"
