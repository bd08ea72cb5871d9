// SPDX-License-Identifier: GPL-3.0-or-later
#include "cloud/guestconnection.h"
#include "support/memory.h"
#include "support/sshserver.h"

#include <QCoreApplication>
#include <QSignalSpy>

#include <unistd.h>

using namespace skybranch;
using namespace skybranch::cloud;
using namespace skybranch::test;

namespace {

/// Far from what any conversation needs, and far below what the hostile guests send.
constexpr qint64 mostMegabytes = 60;

/// Listens, and says @p text without an end to whoever connects.
class Talker : public QTcpServer
{
public:
    explicit Talker(const QByteArray &text)
        : m_block(text.repeated((64 << 10) / text.size()))
    {
        connect(this, &QTcpServer::newConnection, this, [this] {
            QTcpSocket *socket = nextPendingConnection();
            connect(socket, &QTcpSocket::bytesWritten, this, [this, socket] { talk(socket); });
            connect(socket, &QTcpSocket::disconnected, socket, &QObject::deleteLater);
            talk(socket);
        });
        listen(QHostAddress::LocalHost);
    }

private:
    void talk(QTcpSocket *socket)
    {
        if (socket->bytesToWrite() < m_block.size())
            socket->write(m_block);
    }

    QByteArray m_block;
};

} // namespace

/// The backend's side of a conversation with guests that lie.
class TestHostileGuest : public QObject
{
    Q_OBJECT

    QTemporaryDir m_folder;
    SshServer m_server;
    const VmId m_vm = VmId::create();
    std::optional<CertificateAuthority> m_authority;

    QString path(const char *name) const { return m_folder.filePath(QLatin1StringView(name)); }

    Result<std::shared_ptr<GuestConnection>> open(const char *mode, StopToken stop = {})
    {
        if (auto written = writePrivateFile(path("mode"), mode); !written)
            return failure(written);
        return open(m_server.port(), stop);
    }

    Result<std::shared_ptr<GuestConnection>> open(quint16 port, StopToken stop = {})
    {
        return await(GuestConnection::open({.host = QStringLiteral("127.0.0.1"),
                                            .port = port,
                                            .user = loginName(),
                                            .hostKeys = {m_server.hostKey()}},
                                           {.id = m_vm}, *m_authority, stop));
    }

private Q_SLOTS:
    void initTestCase();
    void serverThatOnlyTalks_data();
    void serverThatOnlyTalks();
    void refusedAtHello_data();
    void refusedAtHello();
    void hearsOutWhatIsOnlyStrange_data();
    void hearsOutWhatIsOnlyStrange();
    void endsWhenTheGuestDoesNotRead();
    void stripsMarks();
    void floodOnTheErrorStreamIsThrownAway();
    void silenceEnds();
};

void TestHostileGuest::initTestCase()
{
    auto authority = await(CertificateAuthority::open(path("ca")));
    QVERIFY_RESULT(authority);
    m_authority = *authority;
    QVERIFY_RESULT(writePrivateFile(path("ca.pub"), m_authority->publicKey().toUtf8() + '\n'));
    QVERIFY_RESULT(writePrivateFile(path("principals"), m_vm.toString().toUtf8() + '\n'));
    const QString program
        = QCoreApplication::applicationDirPath() + QStringLiteral("/hostileguest");
    QVERIFY_RESULT(
        m_server.start({QStringLiteral("TrustedUserCAKeys=") + path("ca.pub"),
                        QStringLiteral("AuthorizedPrincipalsFile=") + path("principals"),
                        QStringLiteral("ForceCommand=%1 forced %2").arg(program, path("mode"))}));
    QVERIFY_RESULT(open("polite"));
}

void TestHostileGuest::serverThatOnlyTalks_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::newRow("line") << QByteArray("banner ");
    QTest::newRow("lines") << QByteArray("banner\r\n");
    QTest::newRow("versions") << QByteArray("SSH-2.0-x\r\n");
    QTest::newRow("zeros") << QByteArray(16, '\0');
}

void TestHostileGuest::serverThatOnlyTalks()
{
    QFETCH(QByteArray, text);
    const Talker talker(text);
    const PeakMemory memory(::getpid());
    StopSource stop;
    QTimer::singleShot(3000, this, [stop] mutable { stop.request_stop(); });
    QVERIFY(!open(talker.serverPort(), stop.get_token()));
    QVERIFY(memory.grownMegabytes() < mostMegabytes);
}

void TestHostileGuest::refusedAtHello_data()
{
    QTest::addColumn<ErrorCode>("code");
    QTest::newRow("garbage") << ErrorCode::Unavailable;
    QTest::newRow("longline") << ErrorCode::Unavailable;
    QTest::newRow("lines") << ErrorCode::Unavailable;
    QTest::newRow("list") << ErrorCode::Unavailable;
    QTest::newRow("deep") << ErrorCode::Unavailable;
    QTest::newRow("wrongtypes") << ErrorCode::InvalidArgument;
    QTest::newRow("nothing") << ErrorCode::Unavailable;
    QTest::newRow("otherversion") << ErrorCode::InvalidArgument;
    QTest::newRow("longtext") << ErrorCode::InvalidArgument;
}

void TestHostileGuest::refusedAtHello()
{
    QFETCH(ErrorCode, code);
    const PeakMemory memory(::getpid());
    const auto connection = open(QTest::currentDataTag());
    QVERIFY(!connection);
    QCOMPARE(connection.error().code, code);
    QVERIFY(connection.error().message.size() < 1000);
    QVERIFY2(memory.grownMegabytes() < mostMegabytes, qPrintable(describe(connection.error())));
}

void TestHostileGuest::hearsOutWhatIsOnlyStrange_data()
{
    QTest::addColumn<bool>("goesOn");
    QTest::newRow("twice") << true;
    QTest::newRow("strangers") << true;
    QTest::newRow("notifications") << true;
    QTest::newRow("midline") << false;
}

void TestHostileGuest::hearsOutWhatIsOnlyStrange()
{
    QFETCH(bool, goesOn);
    const PeakMemory memory(::getpid());
    const auto connection = open(QTest::currentDataTag());
    QVERIFY_RESULT(connection);
    // An answer may come too late behind what else it says; the conversation goes on.
    Result<wire::RepositoryStatus> status = failure(ErrorCode::Timeout, {});
    for (int i = 0; i < 4 && !status && status.error().code == ErrorCode::Timeout; ++i)
        status = await((*connection)->guest().status(), 20'000);
    QCOMPARE(status.has_value(), goesOn);
    QVERIFY(memory.grownMegabytes() < mostMegabytes);
}

void TestHostileGuest::endsWhenTheGuestDoesNotRead()
{
    const PeakMemory memory(::getpid());
    const auto connection = open("questions");
    QVERIFY_RESULT(connection);
    QSignalSpy closed(connection->get(), &GuestConnection::closed);
    QVERIFY_RESULT(await((*connection)->guest().status()));
    QTRY_COMPARE_WITH_TIMEOUT(closed.size(), 1, 20'000);
    QVERIFY(memory.grownMegabytes() < mostMegabytes);
}

/// Marks that turn the reading direction, and what a terminal or a rich text would obey.
void TestHostileGuest::stripsMarks()
{
    const auto connection = open("marks");
    QVERIFY_RESULT(connection);
    const auto status = await((*connection)->guest().watch());
    QVERIFY_RESULT(status);
    QCOMPARE(status->fetchProblem, QStringLiteral("gnp.exe]52;c;aGk=<b>"));
}

void TestHostileGuest::floodOnTheErrorStreamIsThrownAway()
{
    const PeakMemory memory(::getpid());
    StopSource stop;
    QTimer::singleShot(1500, this, [stop] mutable { stop.request_stop(); });
    const auto connection = open("errors", stop.get_token());
    QVERIFY(!connection);
    QCOMPARE(connection.error().code, ErrorCode::Cancelled);
    QVERIFY(memory.grownMegabytes() < mostMegabytes);
}

void TestHostileGuest::silenceEnds()
{
    const auto connection = open("silent");
    QVERIFY(!connection);
    QCOMPARE(connection.error().code, ErrorCode::Timeout);
}

QTEST_GUILESS_MAIN(TestHostileGuest)
#include "tst_hostileguest.moc"
