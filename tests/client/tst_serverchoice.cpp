// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/process.h"
#include "client/backendkey.h"
#include "client/serverchoice.h"
#include "support/result.h"

#include <QSslKey>
#include <QSslServer>
#include <QTcpServer>
#include <QTcpSocket>
#include <QTemporaryDir>
#include <QTest>

using namespace skybranch;
using namespace Qt::StringLiterals;
using client::BackendInfo;
using client::SessionConfig;
using test::await;
using Chosen = BackendInfo::Chosen;

namespace {

/// Says the same to whoever comes.
class Answerer
{
public:
    explicit Answerer(QByteArray answer,
                      std::unique_ptr<QTcpServer> server = std::make_unique<QTcpServer>())
        : m_server(std::move(server))
    {
        QObject::connect(m_server.get(), &QTcpServer::pendingConnectionAvailable, m_server.get(),
                         [this, answer = std::move(answer)] {
                             QTcpSocket *socket = m_server->nextPendingConnection();
                             QObject::connect(socket, &QTcpSocket::readyRead, socket,
                                              [this, socket, answer] {
                                                  heard += socket->readAll();
                                                  socket->write(answer);
                                                  socket->disconnectFromHost();
                                              });
                         });
        m_server->listen(QHostAddress::LocalHost);
    }

    QString url(const QString &scheme = u"http"_s) const
    {
        return u"%1://127.0.0.1:%2"_s.arg(scheme).arg(m_server->serverPort());
    }

    QByteArray heard;

private:
    std::unique_ptr<QTcpServer> m_server;
};

QByteArray page(const QByteArray &status, const QByteArray &body)
{
    return "HTTP/1.1 " + status + "\r\nContent-Length: " + QByteArray::number(body.size())
        + "\r\nConnection: close\r\n\r\n" + body;
}

} // namespace

/// Which backend is used, and what is said of a key that can not be checked.
class TestServerChoice : public QObject
{
    Q_OBJECT

    QTemporaryDir m_folder;

    SessionConfig choose(const QString &given = {}, const QString &keyFile = {}) const
    {
        SessionConfig config{.dataFolder = m_folder.path(), .backendProgram = u"skybranchd"_s};
        client::chooseServer(config, given, keyFile);
        return config;
    }

    static Error whyNot(const QString &url, const QByteArray &key = "a-key")
    {
        const auto self = await(client::checkKey(url, key));
        return self ? Error{ErrorCode::Internal, u"The key was taken."_s, {}} : self.error();
    }

private Q_SLOTS:
    void cleanup()
    {
        qunsetenv("SKYBRANCH_SERVER");
        qunsetenv("SKYBRANCH_API_KEY_FILE");
    }

    void whoeverIsNearestDecides()
    {
        QCOMPARE(choose().backendUrl, QString());
        QCOMPARE(choose().backendProgram, u"skybranchd"_s);
        QVERIFY_RESULT(client::keepServer(m_folder.path(), u"https://kept.example.org"_s));
        QCOMPARE(choose().backendUrl, u"https://kept.example.org"_s);
        QCOMPARE(choose().backendChosen, Chosen::InSettings);
        QCOMPARE(choose().backendProgram, QString());
        qputenv("SKYBRANCH_SERVER", "named.example.org/");
        QCOMPARE(choose().backendUrl, u"https://named.example.org"_s);
        QCOMPARE(choose().backendChosen, Chosen::ByEnvironment);
        QCOMPARE(choose(u"http://127.0.0.1:1"_s).backendUrl, u"http://127.0.0.1:1"_s);
        QCOMPARE(choose(u"http://127.0.0.1:1"_s).backendChosen, Chosen::ByOption);
        qunsetenv("SKYBRANCH_SERVER");
        QVERIFY_RESULT(client::keepServer(m_folder.path(), {}));
        QVERIFY_RESULT(client::keepServer(m_folder.path(), {}));
        QCOMPARE(choose().backendUrl, QString());
    }

    /// What was meant for one backend is not sent to another one.
    void aKeyFileOfTheEnvironmentGoesWhereItSays()
    {
        qputenv("SKYBRANCH_API_KEY_FILE", "/a/key");
        QVERIFY_RESULT(client::keepServer(m_folder.path(), u"https://kept.example.org"_s));
        QCOMPARE(choose().backendKeyFile, QString());
        QCOMPARE(choose({}, u"/my/key"_s).backendKeyFile, u"/my/key"_s);
        qputenv("SKYBRANCH_SERVER", "https://named.example.org");
        QCOMPARE(choose().backendKeyFile, u"/a/key"_s);
        QVERIFY_RESULT(client::keepServer(m_folder.path(), {}));
    }

    void addresses_data()
    {
        QTest::addColumn<QString>("typed");
        QTest::addColumn<QString>("url");
        QTest::addColumn<bool>("isGood");
        QTest::newRow("plain") << u" cloud.example.org/ "_s << u"https://cloud.example.org"_s
                               << true;
        QTest::newRow("here") << u"http://localhost:99"_s << u"http://localhost:99"_s << true;
        QTest::newRow("open") << u"http://example.org"_s << u"http://example.org"_s << false;
        QTest::newRow("none") << u"https://"_s << u"https:"_s << false;
        QTest::newRow("password") << u"https://a:b@x.org"_s << u"https://a:b@x.org"_s << false;
        QTest::newRow("query") << u"https://x.org?key=1"_s << u"https://x.org?key=1"_s << false;
        QTest::newRow("words") << u"our cloud"_s << u"https://our cloud"_s << false;
    }

    void addresses()
    {
        QFETCH(QString, typed);
        QTEST(client::backendUrlOf(typed), "url");
        QTEST(client::checkBackendUrl(client::backendUrlOf(typed)).has_value(), "isGood");
    }

    void whatIsNoSkybranchIsSaid()
    {
        for (const auto &answer :
             {page("200 OK", "<html>Welcome</html>"), page("200 OK", "{}"),
              page("404 Not Found", R"({"error":{"message":"?"}})"), page("302 Found", "")}) {
            const Answerer server(answer);
            const Error error = whyNot(server.url());
            QCOMPARE(error.code, ErrorCode::Unsupported);
            QVERIFY(error.message.contains(u"no Skybranch"_s));
        }
        const Answerer proxy(page("502 Bad Gateway", "<html>nginx</html>"));
        QCOMPARE(whyNot(proxy.url()).code, ErrorCode::Unavailable);
        QVERIFY(whyNot(proxy.url()).message.contains(u"no backend behind it"_s));
    }

    void aCertificateThatIsNotTrustedGetsNoKey()
    {
        const QString key = m_folder.filePath(u"key.pem"_s);
        const QString certificate = m_folder.filePath(u"certificate.pem"_s);
        const auto made = await(runProcess(
            {.program = u"openssl"_s,
             .arguments
             = {u"req"_s, u"-x509"_s, u"-newkey"_s, u"rsa:2048"_s, u"-nodes"_s, u"-days"_s, u"2"_s,
                u"-subj"_s, u"/CN=127.0.0.1"_s, u"-keyout"_s, key, u"-out"_s, certificate}}));
        QVERIFY_RESULT(made);
        QFile keyFile(key);
        QVERIFY(keyFile.open(QIODevice::ReadOnly));
        QSslConfiguration tls = QSslConfiguration::defaultConfiguration();
        tls.setPrivateKey(QSslKey(&keyFile, QSsl::Rsa));
        tls.setLocalCertificateChain(QSslCertificate::fromPath(certificate));
        auto secure = std::make_unique<QSslServer>();
        secure->setSslConfiguration(tls);
        const Answerer server(page("200 OK", "{}"), std::move(secure));
        const Error error = whyNot(server.url(u"https"_s));
        QCOMPARE(error.code, ErrorCode::Unavailable);
        QVERIFY2(error.message.contains(u"certificate"_s), qPrintable(error.message));
        QVERIFY(server.heard.isEmpty());
    }

    void aHostThatIsNotThereIsNamed()
    {
        const Error error = whyNot(u"https://nowhere.invalid"_s);
        QVERIFY2(error.message.contains(u"There is no host nowhere.invalid"_s),
                 qPrintable(error.message));
    }

    void whatIsNoKeyIsNotSent()
    {
        const Answerer server(page("200 OK", "{}"));
        for (const QByteArray &key :
             {QByteArray(), QByteArray("two words"), QByteArray("a\r\nX-Other: header"),
              QByteArray("\xc3\xa4"), QByteArray(4096, 'x')})
            QCOMPARE(whyNot(server.url(), key).code, ErrorCode::InvalidArgument);
        QVERIFY(server.heard.isEmpty());
    }
};

QTEST_GUILESS_MAIN(TestServerChoice)
#include "tst_serverchoice.moc"
