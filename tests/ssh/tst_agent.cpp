// SPDX-License-Identifier: GPL-3.0-or-later
#include "ssh/connection.h"
#include "support/localagent.h"
#include "support/sshlogin.h"

#include <QSignalSpy>

using namespace skybranch;
using namespace skybranch::ssh;
using namespace Qt::StringLiterals;
using skybranch::test::await;

namespace {

/// What a program on the far side has printed, and how it ended.
struct Said
{
    void watch(std::shared_ptr<Channel> opened)
    {
        channel = std::move(opened);
        QObject::connect(channel.get(), &Channel::readyRead, channel.get(),
                         [this] { text += channel->takeAll() + channel->takeAllErrors(); });
        text += channel->takeAll() + channel->takeAllErrors();
    }

    bool waitForEnd() const
    {
        return QTest::qWaitFor([this] { return channel->isClosed(); }, 20'000);
    }

    int code() const { return channel->exitStatus() ? channel->exitStatus()->code : -1; }

    std::shared_ptr<Channel> channel;
    QByteArray text;
};

} // namespace

/// Programs on the far side and the agent of this computer.
class TestAgent : public QObject
{
    Q_OBJECT

    test::LocalAgent m_agent;
    test::SshServer m_server;
    std::unique_ptr<Connection> m_connection;

    Result<> run(Said *said, const char *script, Agent agent = Agent::Offered)
    {
        auto channel = await(
            m_connection->openExec({u"sh"_s, u"-c"_s, QString::fromUtf8(script)}, {}, {}, agent));
        if (!channel)
            return failure(channel);
        said->watch(*channel);
        return {};
    }

private Q_SLOTS:
    void initTestCase()
    {
        QVERIFY(m_agent.start());
        QVERIFY_RESULT(m_server.start());
    }

    void init()
    {
        m_connection = std::make_unique<Connection>();
        QVERIFY_RESULT(
            await(m_connection->connectTo(test::endpointOf(m_server), test::loginTo(m_server))));
    }

    void anOfferedAgentAnswers()
    {
        m_connection->setAgent(m_agent.path());
        for (int i = 0; i < 3; ++i) {
            Said said;
            QVERIFY_RESULT(run(&said, "ssh-add -l"));
            QVERIFY(said.waitForEnd());
            QVERIFY2(said.text.contains("vera (ED25519)"), said.text.constData());
            QCOMPARE(said.code(), 0);
        }
    }

    void withoutOneThereIsNone()
    {
        Said said;
        QVERIFY_RESULT(run(&said, "echo \"[$SSH_AUTH_SOCK]\""));
        QVERIFY(said.waitForEnd());
        QCOMPARE(said.text, QByteArray("[]\n"));
    }

    void onlyWhoIsOfferedOneHasIt()
    {
        m_connection->setAgent(m_agent.path());
        Said said;
        QVERIFY_RESULT(run(&said, "echo \"[$SSH_AUTH_SOCK]\"", Agent::None));
        QVERIFY(said.waitForEnd());
        QCOMPARE(said.text, QByteArray("[]\n"));
    }

    void whatIsTurnedOffIsRefused()
    {
        m_connection->setAgent(m_agent.path());
        Said said;
        QVERIFY_RESULT(run(&said, "ssh-add -l; echo; read line; ssh-add -l; echo code $?"));
        QTRY_VERIFY_WITH_TIMEOUT(said.text.contains("vera (ED25519)\n\n"), 20'000);
        m_connection->setAgent({});
        said.text.clear();
        said.channel->write("\n");
        QVERIFY(said.waitForEnd());
        QVERIFY2(!said.text.contains("vera"), said.text.constData());
        QVERIFY(!said.text.contains("code 0"));
        QVERIFY(m_connection->isConnected());
    }

    void aTalkThatGoesOnIsCutOff()
    {
        m_connection->setAgent(m_agent.path());
        Said said;
        // A talk that asks nothing stays open.
        QVERIFY_RESULT(run(&said,
                           "perl -MIO::Socket::UNIX -e '$s = IO::Socket::UNIX->new("
                           "$ENV{SSH_AUTH_SOCK}) or die; $| = 1; print $s \"\\0\\0\\0\\1\\13\"; "
                           "sysread $s, $x, 4; print \"open\\n\"; 1 while sysread $s, $x, 999; "
                           "print \"over\\n\"'"));
        QTRY_VERIFY_WITH_TIMEOUT(said.text.contains("open\n"), 20'000);
        QVERIFY(!said.text.contains("over\n"));
        m_connection->setAgent({});
        QTRY_VERIFY_WITH_TIMEOUT(said.text.contains("over\n"), 20'000);
    }

    void anAgentThatIsGoneRefuses()
    {
        m_connection->setAgent(m_agent.path() + u"-not-there"_s);
        Said said;
        QVERIFY_RESULT(run(&said, "ssh-add -l; echo code $?"));
        QVERIFY(said.waitForEnd());
        QVERIFY(said.text.contains("code "));
        QVERIFY(!said.text.contains("code 0"));
        QVERIFY(m_connection->isConnected());
    }

    void talksAreBounded()
    {
        m_connection->setAgent(m_agent.path());
        Said said;
        QVERIFY_RESULT(
            run(&said,
                "perl -MIO::Socket::UNIX -e '$SIG{PIPE} = q(IGNORE); for (1..30) { $s = "
                "IO::Socket::UNIX->new("
                "$ENV{SSH_AUTH_SOCK}) or die; push @s, $s; print $s \"\\0\\0\\0\\1\\13\"; "
                "$n++ if sysread $s, $x, 4 } print \"answered $n\\n\"'"));
        QVERIFY(said.waitForEnd());
        QCOMPARE(said.text, QByteArray("answered 16\n"));
        // Those have ended, so there is room again.
        Said later;
        QVERIFY_RESULT(run(&later, "ssh-add -l"));
        QVERIFY(later.waitForEnd());
        QCOMPARE(later.code(), 0);
    }
};

QTEST_GUILESS_MAIN(TestAgent)
#include "tst_agent.moc"
