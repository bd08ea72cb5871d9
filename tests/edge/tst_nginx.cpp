// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/paths.h"
#include "base/process.h"
#include "support/backend.h"
#include "support/result.h"

#include <QTcpServer>
#include <QTcpSocket>

using namespace skybranch;
using namespace skybranch::test;
using namespace Qt::StringLiterals;

namespace {

const QString host = u"skybranch.example.org"_s;

quint16 freePort()
{
    QTcpServer probe;
    return probe.listen(QHostAddress::LocalHost) ? probe.serverPort() : 0;
}

struct Answer
{
    int status = 0;
    QByteArray head;
    QByteArray body;

    QByteArray header(const QByteArray &name) const
    {
        for (const QByteArray &line : head.split('\n')) {
            if (line.toLower().startsWith(QByteArray(name + ':')))
                return line.sliced(name.size() + 1).trimmed();
        }
        return {};
    }
};

} // namespace

/// A hosted backend as others reach it: nginx with the configuration that is shipped, changed in
/// ports and the certificate alone, before a real skybranchd.
class TestNginx : public QObject
{
    Q_OBJECT

private:
    QTemporaryDir m_folder;
    std::unique_ptr<BackendProcess> m_backend;
    std::unique_ptr<QProcess> m_nginx;
    quint16 m_tls = 0;
    quint16 m_plain = 0;

    QString path(const QString &name) const { return m_folder.filePath(name); }

    Result<> makeCertificate() const
    {
        const auto made = await(
            runProcess({.program = u"openssl"_s,
                        .arguments = {u"req"_s, u"-x509"_s, u"-newkey"_s, u"ec"_s, u"-pkeyopt"_s,
                                      u"ec_paramgen_curve:prime256v1"_s, u"-nodes"_s, u"-days"_s,
                                      u"2"_s, u"-subj"_s, u"/CN="_s + host, u"-addext"_s,
                                      u"subjectAltName=DNS:"_s + host, u"-keyout"_s,
                                      path(u"key.pem"_s), u"-out"_s, path(u"certificate.pem"_s)}}));
        if (!made)
            return failure(made);
        return made->exitCode == 0 ? Result<>{}
                                   : failure(ErrorCode::Internal, QString::fromUtf8(made->err));
    }

    /// The shipped file for this test's ports, in a configuration that needs no rights.
    Result<> writeConfiguration(quint16 backend)
    {
        const auto shipped = readFile(QStringLiteral(SKYBRANCH_NGINX_CONF));
        if (!shipped)
            return failure(shipped);
        QByteArray site = *shipped;
        const QByteArray tls = "listen 127.0.0.1:" + QByteArray::number(m_tls) + " ssl;";
        const QByteArray plain = "listen 127.0.0.1:" + QByteArray::number(m_plain) + ';';
        for (const auto &[from, to] : {std::pair<QByteArray, QByteArray>{"listen 443 ssl;", tls},
                                       {"listen [::]:443 ssl;", ""},
                                       {"listen 80;", plain},
                                       {"listen [::]:80;", ""},
                                       {"/etc/ssl/skybranch", m_folder.path().toUtf8()},
                                       {"server 127.0.0.1:3000;",
                                        "server 127.0.0.1:" + QByteArray::number(backend) + ';'}}) {
            if (site.count(from) < 1)
                return failure(ErrorCode::NotFound, QString::fromUtf8(from));
            site.replace(from, to);
        }
        if (auto written = writePrivateFile(path(u"site.conf"_s), site); !written)
            return written;
        const QByteArray folder = m_folder.path().toUtf8();
        QByteArray temporary;
        for (const char *name : {"client_body", "proxy", "fastcgi", "uwsgi", "scgi"})
            temporary += QByteArray(name) + "_temp_path " + folder + "/t_" + name + ";\n";
        return writePrivateFile(path(u"nginx.conf"_s),
                                "daemon off;\nmaster_process off;\npid " + folder
                                    + "/pid;\nevents { worker_connections 512; }\nhttp {\n"
                                      "access_log off;\n"
                                    + temporary + "include " + folder + "/site.conf;\n}\n");
    }

    QStringList nginxArguments() const
    {
        return {u"-p"_s, m_folder.path(),      u"-e"_s, path(u"error.log"_s),
                u"-c"_s, path(u"nginx.conf"_s)};
    }

    bool startNginx(quint16 backend)
    {
        stopNginx();
        m_tls = freePort();
        m_plain = freePort();
        if (!writeConfiguration(backend))
            return false;
        m_nginx = std::make_unique<QProcess>();
        m_nginx->setProcessChannelMode(QProcess::ForwardedChannels);
        m_nginx->start(u"nginx"_s, nginxArguments());
        return QTest::qWaitFor(
            [this] {
                QTcpSocket probe;
                probe.connectToHost(QHostAddress::LocalHost, m_tls);
                return QTest::qWaitFor(
                    [&probe] { return probe.state() == QTcpSocket::ConnectedState; }, 500);
            },
            10'000);
    }

    void stopNginx()
    {
        if (!m_nginx)
            return;
        m_nginx->terminate();
        m_nginx->waitForFinished();
        m_nginx.reset();
    }

    QString url(const QString &address) const
    {
        return u"https://%1:%2"_s.arg(host).arg(m_tls) + address;
    }

    QStringList curlArguments(const QString &address, const QStringList &more) const
    {
        QStringList arguments{u"-sS"_s, u"-m"_s, u"40"_s, u"--cacert"_s,
                              path(u"certificate.pem"_s)};
        for (const quint16 port : {m_tls, m_plain})
            arguments << u"--resolve"_s << u"%1:%2:127.0.0.1"_s.arg(host).arg(port);
        return arguments << more << address;
    }

    QStringList withKey() const { return {u"-H"_s, u'@' + path(u"authorization"_s)}; }

    Answer get(const QString &address, const QStringList &more = {}) const
    {
        const auto ran = await(runProcess(
            {.program = u"curl"_s,
             .arguments = curlArguments(address, QStringList{u"-i"_s, u"--http1.1"_s} + more)}));
        if (!ran || ran->exitCode != 0)
            return {};
        const qsizetype end = ran->out.lastIndexOf("\r\n\r\n");
        // What was answered to "Expect: 100-continue" comes before it.
        const qsizetype start = std::max<qsizetype>(ran->out.lastIndexOf("HTTP/1.1 ", end), 0);
        return {ran->out.mid(start + 9, 3).toInt(), ran->out.mid(start, end - start),
                ran->out.mid(end + 4)};
    }

    void addRepository(const QString &name) const
    {
        const Answer added
            = get(url(u"/api/repositories"_s),
                  withKey()
                      + QStringList{u"-H"_s, u"Content-Type: application/json"_s, u"-d"_s,
                                    uR"({"url":"git@git.example.org:a/%1.git"})"_s.arg(name)});
        QCOMPARE(added.status, 201);
    }

    QString liveAddress(const QString &more) const
    {
        const Answer first = get(url(u"/v1/shape?table=repositories&offset=-1"_s), withKey());
        return url(u"/v1/shape?table=repositories&live=true&offset=%1&handle=%2"_s.arg(
                       QString::fromLatin1(first.header("electric-offset")),
                       QString::fromLatin1(first.header("electric-handle")))
                   + more);
    }

private Q_SLOTS:
    void initTestCase()
    {
        QVERIFY_RESULT(makeCertificate());
        m_backend = std::make_unique<BackendProcess>();
        QVERIFY2(m_backend->start({u"--host"_s, host}), m_backend->errors().constData());
        QVERIFY_RESULT(writePrivateFile(path(u"authorization"_s),
                                        "Authorization: Bearer " + m_backend->key() + '\n'));
    }

    void init() { QVERIFY(startNginx(quint16(QUrl(m_backend->base()).port()))); }

    void cleanupTestCase()
    {
        stopNginx();
        m_backend.reset();
    }

    void theConfigurationIsGood()
    {
        const auto checked = await(runProcess(
            {.program = u"nginx"_s, .arguments = QStringList{u"-t"_s} + nginxArguments()}));
        QVERIFY_RESULT(checked);
        QVERIFY2(checked->exitCode == 0, checked->err.constData());
        QVERIFY2(!checked->err.contains("[warn]"), checked->err.constData());
    }

    void theApiAnswersOverTlsAlone()
    {
        const Answer list = get(url(u"/api/workspaces"_s), withKey());
        QCOMPARE(list.status, 200);
        QVERIFY(list.body.contains("workspaces"));
        QVERIFY(list.header("strict-transport-security").startsWith("max-age="));
        QCOMPARE(get(url(u"/api/workspaces"_s)).status, 401);
        const Answer plain = get(u"http://%1:%2/health"_s.arg(host).arg(m_plain));
        QCOMPARE(plain.status, 308);
        QCOMPARE(plain.header("location"), QByteArray("https://" + host.toLatin1() + "/health"));
        QCOMPARE(get(url(u"/health"_s), {u"-H"_s, u"Host: evil.example"_s}).status, 403);
    }

    void aBodyThatIsTooLargeIsRefusedInOurWords()
    {
        QVERIFY_RESULT(writePrivateFile(path(u"large"_s), QByteArray(2 << 20, 'x')));
        const Answer answer = get(url(u"/api/repositories"_s),
                                  withKey()
                                      + QStringList{u"-H"_s, u"Content-Type: application/json"_s,
                                                    u"--data-binary"_s, u'@' + path(u"large"_s)});
        QCOMPARE(answer.status, 413);
        QVERIFY2(answer.body.contains("too_large"), answer.body.constData());
    }

    void aLongAddressReachesTheBackend()
    {
        const QString condition = QString(15'000, u'x');
        const Answer taken = get(url(u"/api/workspaces?x="_s + condition), withKey());
        QCOMPARE(taken.status, 200);
        const Answer refused
            = get(url(u"/api/workspaces?x="_s + condition + condition + condition), withKey());
        QCOMPARE(refused.status, 431);
        QVERIFY2(refused.body.contains("too_large"), refused.body.constData());
    }

    void aLongPollIsAnsweredByAChange()
    {
        const QString address = liveAddress({});
        QProcess poll;
        poll.start(u"curl"_s, curlArguments(address, withKey()));
        QVERIFY(poll.waitForStarted());
        addRepository(u"polled"_s);
        QTRY_COMPARE_WITH_TIMEOUT(poll.state(), QProcess::NotRunning, 15'000);
        QVERIFY(poll.readAllStandardOutput().contains("polled"));
    }

    void aStreamShowsAChangeAsItComes()
    {
        const QString address = liveAddress(u"&live_sse=true"_s);
        QProcess stream;
        QByteArray shown;
        QObject::connect(&stream, &QProcess::readyReadStandardOutput, &stream,
                         [&] { shown += stream.readAllStandardOutput(); });
        stream.start(u"curl"_s, curlArguments(address, withKey() + QStringList{u"-N"_s}));
        QVERIFY(stream.waitForStarted());
        addRepository(u"streamed"_s);
        QTRY_VERIFY_WITH_TIMEOUT(shown.contains("streamed"), 15'000);
        stream.terminate();
        stream.waitForFinished();
    }

    void aGuesserIsToldByItsOwnAddress()
    {
        // What it says of itself in X-Forwarded-For does not help.
        const auto tried = await(runProcess(
            {.program = u"curl"_s,
             .arguments = curlArguments(url(u"/api/workspaces?n=[1-80]"_s),
                                        {u"-o"_s, u"/dev/null"_s, u"-w"_s, u"%{http_code}\n"_s,
                                         u"-H"_s, u"X-Forwarded-For: 203.0.113.7"_s, u"-H"_s,
                                         u"Authorization: Bearer wrong"_s})}));
        QVERIFY_RESULT(tried);
        QVERIFY2(tried->out.startsWith("401"), tried->err.constData());
        QVERIFY2(tried->out.contains("429"), tried->out.constData());
        QCOMPARE(get(url(u"/api/workspaces"_s),
                     {u"-H"_s, u"X-Forwarded-For: 203.0.113.8"_s, u"-H"_s,
                      u"Authorization: Bearer wrong"_s})
                     .status,
                 429);
        QCOMPARE(get(url(u"/api/workspaces"_s), withKey()).status, 200);
    }

    void aBackendThatIsAwayIsTold()
    {
        QVERIFY(startNginx(freePort()));
        const Answer answer = get(url(u"/health"_s));
        QCOMPARE(answer.status, 503);
        QVERIFY(answer.body.contains("unavailable"));
    }

    void aSocketIsCarriedBothWays()
    {
        // Stands for a backend: takes the upgrade, then sends back what comes.
        QTcpServer server;
        QVERIFY(server.listen(QHostAddress::LocalHost));
        QByteArray request;
        QObject::connect(&server, &QTcpServer::newConnection, &server, [&] {
            QTcpSocket *socket = server.nextPendingConnection();
            QObject::connect(socket, &QTcpSocket::readyRead, socket, [&request, socket] {
                const QByteArray bytes = socket->readAll();
                if (request.contains("\r\n\r\n")) {
                    socket->write(bytes);
                    return;
                }
                request += bytes;
                if (request.contains("\r\n\r\n"))
                    socket->write("HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\n"
                                  "Connection: Upgrade\r\n\r\nhello");
            });
        });
        QVERIFY(startNginx(server.serverPort()));
        QProcess client;
        QByteArray received;
        QObject::connect(&client, &QProcess::readyReadStandardOutput, &client,
                         [&] { received += client.readAllStandardOutput(); });
        client.start(u"openssl"_s,
                     {u"s_client"_s, u"-quiet"_s, u"-servername"_s, host, u"-connect"_s,
                      u"127.0.0.1:%1"_s.arg(m_tls)});
        QVERIFY(client.waitForStarted());
        client.write("GET /socket HTTP/1.1\r\nHost: " + host.toLatin1()
                     + "\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n\r\n");
        QTRY_VERIFY2(received.contains("101 Switching") && received.contains("hello"),
                     received.constData());
        client.write("there and back\n");
        QTRY_VERIFY(received.contains("there and back"));
        QVERIFY(request.contains("Upgrade: websocket"));
        client.terminate();
        client.waitForFinished();
    }
};

QTEST_GUILESS_MAIN(TestNginx)
#include "tst_nginx.moc"
