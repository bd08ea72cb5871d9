// SPDX-License-Identifier: GPL-3.0-or-later
#include "ssh/remoterun.h"
#include "support/sshlogin.h"

#include <QCryptographicHash>

using namespace skybranch;
using namespace skybranch::ssh;
using skybranch::test::await;

namespace {

QStringList shell(const char *script)
{
    return {QStringLiteral("sh"), QStringLiteral("-c"), QString::fromUtf8(script)};
}

} // namespace

class TestRemoteRun : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        QVERIFY_RESULT(m_server.start());
        QVERIFY_RESULT(
            await(m_connection.connectTo(test::endpointOf(m_server), test::loginTo(m_server))));
    }

    void inputGoesInAndOutputComesOut()
    {
        const auto result = await(runRemote(
            &m_connection, {.words = shell("tr a-z A-Z; echo why >&2; exit 4"), .input = "abc"}));
        QVERIFY_RESULT(result);
        QCOMPARE(result->out, QByteArray("ABC"));
        QCOMPARE(result->err, QByteArray("why\n"));
        QCOMPARE(result->exitCode, 4);
    }

    void aFileGoesInWhole()
    {
        QByteArray data;
        for (int i = 0; data.size() < 3'000'000; ++i)
            data += QByteArray::number(i) + ' ';
        QTemporaryDir folder;
        const QString file = folder.filePath(QStringLiteral("bundle"));
        QVERIFY_RESULT(writePrivateFile(file, data));
        const auto result = await(
            runRemote(&m_connection, {.words = {QStringLiteral("sha256sum")}, .inputFile = file}));
        QVERIFY_RESULT(result);
        QCOMPARE(result->out.left(64),
                 QCryptographicHash::hash(data, QCryptographicHash::Sha256).toHex());
    }

    void whatGoesWrongIsSaid_data()
    {
        QTest::addColumn<QString>("script");
        QTest::addColumn<QString>("file");
        QTest::addColumn<ErrorCode>("code");
        QTest::newRow("slow") << QStringLiteral("exec sleep 600") << QString()
                              << ErrorCode::Timeout;
        QTest::newRow("endless") << QStringLiteral("exec yes") << QString() << ErrorCode::TooLarge;
        QTest::newRow("ended by a signal")
            << QStringLiteral("kill -9 $$") << QString() << ErrorCode::Unavailable;
        QTest::newRow("no such file")
            << QStringLiteral("cat") << QStringLiteral("/nonexistent") << ErrorCode::NotFound;
    }

    void whatGoesWrongIsSaid()
    {
        QFETCH(const QString, script);
        QFETCH(const QString, file);
        QFETCH(const ErrorCode, code);
        const auto result = await(runRemote(&m_connection,
                                            {.words = shell(script.toUtf8().constData()),
                                             .inputFile = file,
                                             .timeout = std::chrono::milliseconds(1000),
                                             .outputLimit = 100'000}));
        QVERIFY(!result);
        QCOMPARE(result.error().code, code);
        QVERIFY(m_connection.isConnected());
    }

    void cancelEndsIt()
    {
        StopSource stop;
        auto task = runRemote(&m_connection, {.words = shell("exec sleep 600")}, stop.get_token());
        QThreadPool::globalInstance()->start([&stop] { stop.request_stop(); });
        const auto result = await(std::move(task), 5000);
        QVERIFY(!result);
        QCOMPARE(result.error().code, ErrorCode::Cancelled);
    }

    void aLostConnectionEndsIt()
    {
        auto task = runRemote(&m_connection, {.words = shell("exec sleep 600")});
        m_connection.disconnectFrom();
        const auto result = await(std::move(task), 5000);
        QVERIFY(!result);
    }

private:
    test::SshServer m_server;
    Connection m_connection;
};

QTEST_GUILESS_MAIN(TestRemoteRun)
#include "tst_remoterun.moc"
