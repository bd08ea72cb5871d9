// SPDX-License-Identifier: GPL-3.0-or-later
#include "ssh/connection.h"
#include "support/result.h"
#include "tokengateway.h"

using namespace skybranch;
using namespace skybranch::ssh;
using skybranch::test::await;
using skybranch::test::TokenGateway;

class TestTokenLogin : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void theTokenIsTaken_data()
    {
        QTest::addColumn<int>("method");
        QTest::newRow("as a password") << int(SSH_AUTH_METHOD_PASSWORD);
        QTest::newRow("as an answer") << int(SSH_AUTH_METHOD_INTERACTIVE);
    }

    void theTokenIsTaken()
    {
        QFETCH(const int, method);
        TokenGateway gateway(method, "secret-token");
        Connection connection;
        QVERIFY_RESULT(await(
            connection.connectTo(endpoint(gateway), TokenLogin{QStringLiteral("secret-token")})));
        QVERIFY(gateway.wasGivenToken());
    }

    void aWrongTokenIsRefused_data() { theTokenIsTaken_data(); }

    void aWrongTokenIsRefused()
    {
        QFETCH(const int, method);
        TokenGateway gateway(method, "secret-token");
        Connection connection;
        const auto result = await(
            connection.connectTo(endpoint(gateway), TokenLogin{QStringLiteral("wrong-token")}));
        QVERIFY(!result);
        QCOMPARE(result.error().code, ErrorCode::AuthenticationFailed);
        QVERIFY(!describe(result.error()).contains(QStringLiteral("wrong-token")));
    }

    void nothingIsOpenedFromTheFarSide()
    {
        TokenGateway gateway(SSH_AUTH_METHOD_INTERACTIVE, "secret-token");
        Connection connection;
        QVERIFY_RESULT(await(
            connection.connectTo(endpoint(gateway), TokenLogin{QStringLiteral("secret-token")})));
        QTRY_COMPARE(gateway.refusals(), TokenGateway::knocks);
        QVERIFY(connection.isConnected());
    }

    void nothingIsSentToAStranger()
    {
        TokenGateway gateway(SSH_AUTH_METHOD_PASSWORD, "secret-token");
        Endpoint other = endpoint(gateway);
        other.hostKeys = {KeyPair::create()->publicKey()};
        Connection connection;
        const auto result
            = await(connection.connectTo(other, TokenLogin{QStringLiteral("secret-token")}));
        QVERIFY(!result);
        QCOMPARE(result.error().code, ErrorCode::HostKeyMismatch);
        QVERIFY(!gateway.wasGivenToken());
    }

private:
    static Endpoint endpoint(const TokenGateway &gateway)
    {
        return {QStringLiteral("127.0.0.1"),
                gateway.port(),
                QStringLiteral("dev"),
                {gateway.hostKey()}};
    }
};

QTEST_GUILESS_MAIN(TestTokenLogin)
#include "tst_tokenlogin.moc"
