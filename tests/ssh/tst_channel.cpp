// SPDX-License-Identifier: GPL-3.0-or-later
#include "ssh/connection.h"
#include "support/sshlogin.h"

#include <QCryptographicHash>
#include <QSignalSpy>

using namespace skybranch;
using namespace skybranch::ssh;
using skybranch::test::await;

namespace {

QStringList shell(const char *script)
{
    return {QStringLiteral("sh"), QStringLiteral("-c"), QString::fromUtf8(script)};
}

/// Takes everything in, and counts the end.
struct Collector
{
    Collector() = default;

    void watch(std::shared_ptr<Channel> source)
    {
        channel = std::move(source);
        QObject::connect(channel.get(), &Channel::readyRead, channel.get(), [this] {
            out += channel->takeAll();
            err += channel->takeAllErrors();
        });
        QObject::connect(channel.get(), &Channel::eofReceived, channel.get(), [this] { ++eofs; });
        QObject::connect(channel.get(), &Channel::exited, channel.get(), [this] { ++exits; });
        QObject::connect(channel.get(), &Channel::closed, channel.get(), [this] { ++ends; });
    }

    bool waitForEnd(int timeoutMs = 30'000)
    {
        return QTest::qWaitFor([this] { return ends > 0; }, timeoutMs);
    }

    std::shared_ptr<Channel> channel;
    QByteArray out;
    QByteArray err;
    int eofs = 0;
    int exits = 0;
    int ends = 0;
};

qint64 residentKilobytes()
{
    QFile file(QStringLiteral("/proc/self/status"));
    if (!file.open(QIODevice::ReadOnly))
        return 0;
    for (const QByteArray &line : file.readAll().split('\n')) {
        if (line.startsWith("VmRSS:"))
            return line.mid(6).simplified().split(' ').first().toLongLong();
    }
    return 0;
}

/// The event loop that awaits in a test may tell of bytes, or of the end, before it gives the
/// channel: it is watched from its first moment on.
Task<std::shared_ptr<Channel>> collect(Collector *collector, Task<std::shared_ptr<Channel>> opening)
{
    auto channel = co_await std::move(opening);
    if (channel)
        collector->watch(*channel);
    co_return std::move(channel);
}

/// The same for readyRead alone.
Task<std::shared_ptr<Channel>> openWatched(Connection *connection, QStringList words,
                                           std::unique_ptr<QSignalSpy> *spy)
{
    auto channel = co_await connection->openExec(words);
    if (channel)
        *spy = std::make_unique<QSignalSpy>(channel->get(), &Channel::readyRead);
    co_return std::move(channel);
}

} // namespace

class TestChannel : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        QVERIFY_RESULT(m_server.start());
        QVERIFY_RESULT(
            await(m_connection.connectTo(test::endpointOf(m_server), test::loginTo(m_server))));
    }

    void outputErrorsAndExitCodeArrive()
    {
        Collector got;
        auto channel
            = await(collect(&got, m_connection.openExec(shell("echo out; echo err >&2; exit 7"))));
        QVERIFY_RESULT(channel);
        QVERIFY(got.waitForEnd());
        QCOMPARE(got.out, QByteArray("out\n"));
        QCOMPARE(got.err, QByteArray("err\n"));
        QCOMPARE(got.eofs, 1);
        QCOMPARE(got.exits, 1);
        QCOMPARE(got.ends, 1);
        QCOMPARE((*channel)->exitStatus()->code, 7);
        QVERIFY(!(*channel)->error());
    }

    void aSignalIsNamed()
    {
        Collector got;
        auto channel = await(collect(&got, m_connection.openExec(shell("kill -TERM $$"))));
        QVERIFY_RESULT(channel);
        QVERIFY(got.waitForEnd());
        QCOMPARE((*channel)->exitStatus()->signal, QStringLiteral("TERM"));
        QCOMPARE((*channel)->exitStatus()->code, -1);
    }

    void argumentsSurviveTheRemoteShell()
    {
        const QString hostile = QStringLiteral("a'b $(id) `id` \"; exit 9\n* \\");
        Collector got;
        auto channel = await(collect(
            &got,
            m_connection.openExec({QStringLiteral("printf"), QStringLiteral("%s"), hostile})));
        QVERIFY_RESULT(channel);
        QVERIFY(got.waitForEnd());
        QCOMPARE(QString::fromUtf8(got.out), hostile);
    }

    void aShellHasATerminalThatCanBeResized()
    {
        Collector got;
        auto channel = await(collect(&got, m_connection.openShell({.size = {91, 31}})));
        QVERIFY_RESULT(channel);
        (*channel)->write("PS1=; stty -echo; stty size; echo $TERM\n");
        QTRY_VERIFY(got.out.contains("31 91"));
        QTRY_VERIFY(got.out.contains("xterm-256color"));
        (*channel)->resize({120, 45});
        (*channel)->write("stty size\n");
        QTRY_VERIFY(got.out.contains("45 120"));
        (*channel)->write("exit 3\n");
        QVERIFY(got.waitForEnd());
        QCOMPARE((*channel)->exitStatus()->code, 3);
    }

    void aPlainCommandHasNoTerminal()
    {
        Collector got;
        auto channel = await(collect(&got, m_connection.openExec({QStringLiteral("tty")})));
        QVERIFY_RESULT(channel);
        QVERIFY(got.waitForEnd());
        QCOMPARE((*channel)->exitStatus()->code, 1);
        Collector gotTerminal;
        auto terminal
            = await(collect(&gotTerminal, m_connection.openExec({QStringLiteral("tty")}, Pty{})));
        QVERIFY_RESULT(terminal);
        QVERIFY(gotTerminal.waitForEnd());
        QCOMPARE((*terminal)->exitStatus()->code, 0);
    }

    void halfCloseEndsOurSideOnly()
    {
        Collector got;
        auto channel = await(collect(&got, m_connection.openExec(shell("cat | wc -c"))));
        QVERIFY_RESULT(channel);
        (*channel)->write(QByteArray(300'000, 'x'));
        (*channel)->sendEof();
        QVERIFY(got.waitForEnd());
        QCOMPARE(got.out.trimmed(), QByteArray("300000"));
    }

    void aPausedConsumerCostsNoMemory()
    {
        const char *flood = "seq 1 7000000 | head -c 50000000";
        auto expected
            = await(runProcess({.program = QStringLiteral("sh"),
                                .arguments = {QStringLiteral("-c"), QString::fromUtf8(flood)},
                                .outputLimit = 64 << 20}));
        QVERIFY_RESULT(expected);
        QCOMPARE(expected->out.size(), 50'000'000);
        std::unique_ptr<QSignalSpy> spy;
        auto channel = await(openWatched(&m_connection, shell(flood), &spy));
        QVERIFY_RESULT(channel);
        const QSignalSpy &ready = *spy;
        QTRY_COMPARE(ready.count(), 1);
        const qint64 before = residentKilobytes();
        // Another channel goes on while this one is not read.
        Collector gotOther;
        auto other = await(
            collect(&gotOther, m_connection.openExec(shell("head -c 3000000 /dev/zero | wc -c"))));
        QVERIFY_RESULT(other);
        QVERIFY(gotOther.waitForEnd());
        QCOMPARE(gotOther.out.trimmed(), QByteArray("3000000"));
        QCOMPARE(ready.count(), 1);
        QVERIFY2(residentKilobytes() - before < 25'000, "the flood was kept in memory");

        QCryptographicHash hash(QCryptographicHash::Sha256);
        qsizetype most = 0;
        const auto take = [&] {
            const QByteArray block = (*channel)->takeAll();
            most = std::max(most, block.size());
            hash.addData(block);
        };
        connect(channel->get(), &Channel::readyRead, this, take);
        QSignalSpy closed(channel->get(), &Channel::closed);
        take();
        QVERIFY(closed.count() == 1 || closed.wait(30'000));
        QCOMPARE(hash.result(),
                 QCryptographicHash::hash(expected->out, QCryptographicHash::Sha256));
        QVERIFY(most <= 64 << 10);
    }

    void muchIsWritten()
    {
        QByteArray data;
        for (int i = 0; data.size() < 5'000'000; ++i)
            data += QByteArray::number(i) + ' ';
        Collector got;
        auto channel = await(collect(&got, m_connection.openExec({QStringLiteral("sha256sum")})));
        QVERIFY_RESULT(channel);
        QSignalSpy drained(channel->get(), &Channel::drained);
        (*channel)->write(data);
        QVERIFY((*channel)->bytesPending() > 0);
        (*channel)->sendEof();
        QVERIFY(got.waitForEnd());
        QCOMPARE(got.out.left(64),
                 QCryptographicHash::hash(data, QCryptographicHash::Sha256).toHex());
        QCOMPARE(drained.count(), 1);
        QCOMPARE((*channel)->bytesPending(), 0);
    }

    void writesInTurnsStayInOrder()
    {
        Collector got;
        auto channel = await(collect(&got, m_connection.openExec({QStringLiteral("cat")})));
        QVERIFY_RESULT(channel);
        QByteArray expected;
        for (int i = 0; i < 3000; ++i) {
            const QByteArray block = QByteArray::number(i).repeated(200);
            (*channel)->write(block);
            expected += block;
            if (i % 50 == 0)
                QCoreApplication::processEvents();
        }
        (*channel)->sendEof();
        (*channel)->write("too late");
        QVERIFY(got.waitForEnd());
        QVERIFY(got.out == expected);
    }

    void rekeyingLosesNothing()
    {
        test::SshServer server;
        QVERIFY_RESULT(server.start({QStringLiteral("RekeyLimit=256K")}));
        Connection connection;
        QVERIFY_RESULT(
            await(connection.connectTo(test::endpointOf(server), test::loginTo(server))));
        Collector got;
        auto channel = await(collect(&got, connection.openExec({QStringLiteral("cat")})));
        QVERIFY_RESULT(channel);
        QByteArray data;
        for (int i = 0; data.size() < 3'000'000; ++i)
            data += QByteArray::number(i) + ' ';
        (*channel)->write(data);
        (*channel)->sendEof();
        QVERIFY(got.waitForEnd());
        QVERIFY(got.out == data);
    }

    void closeEndsTheProgram()
    {
        Collector got;
        auto channel
            = await(collect(&got, m_connection.openExec(shell("echo $$; exec sleep 600"), Pty{})));
        QVERIFY_RESULT(channel);
        QTRY_VERIFY(got.out.endsWith('\n'));
        const QString process = QStringLiteral("/proc/") + QString::fromUtf8(got.out.trimmed());
        QVERIFY(QFile::exists(process));
        (*channel)->close();
        QVERIFY(got.waitForEnd());
        QTRY_VERIFY(!QFile::exists(process));
    }

    void aChannelCanGoBeforeItsData()
    {
        for (int i = 0; i < 10; ++i) {
            auto channel = await(m_connection.openExec(shell("seq 1 200000")));
            QVERIFY_RESULT(channel);
            // So that it tells of what comes next.
            (*channel)->takeAll();
            connect(channel->get(), &Channel::readyRead, this, [&channel] { channel->reset(); });
            QTRY_VERIFY(!*channel);
        }
        QVERIFY(m_connection.isConnected());
    }

    void cancelEndsAnOpen()
    {
        StopSource stop;
        stop.request_stop();
        auto channel = await(m_connection.openShell({}, stop.get_token()));
        QVERIFY(!channel);
        QCOMPARE(channel.error().code, ErrorCode::Cancelled);
    }

private:
    test::SshServer m_server;
    Connection m_connection;
};

QTEST_GUILESS_MAIN(TestChannel)
#include "tst_channel.moc"
