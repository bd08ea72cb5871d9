// SPDX-License-Identifier: GPL-3.0-or-later
#include "commandrig.h"

using namespace Qt::StringLiterals;
using namespace skybranch::test;

/// Each command, as a script uses it: no display, no window, and an organisation's backend.
class TestCommands : public QObject
{
    Q_OBJECT

    CommandRig m_rig;
    QString m_id;

    Ended skybranch(const QStringList &arguments) const { return m_rig.skybranch(arguments); }

private Q_SLOTS:
    void initTestCase();
    void cleanupTestCase();
    void saysWhatIsNotUnderstood_data();
    void saysWhatIsNotUnderstood();
    void helps();
    void shows();
    void runsWhatItIsTold();
    void changes();
    void resumesForALogin();
    void asksBeforeItDeletes();
    void namesSeveral();
    void showsNothingThatATerminalObeys();
    void takesBackWhatIsCancelled();
    void saysWhyThereIsNoBackend_data();
    void saysWhyThereIsNoBackend();
    void completes();
};

void TestCommands::initTestCase()
{
    QVERIFY(m_rig.start());
    QVERIFY(m_rig.useServer());
    m_id = m_rig.create(u"Fix the cart"_s);
    QVERIFY(!m_id.isEmpty());
}

void TestCommands::cleanupTestCase()
{
    QVERIFY(m_rig.deleteAll());
}

void TestCommands::saysWhatIsNotUnderstood_data()
{
    QTest::addColumn<QStringList>("arguments");
    QTest::addColumn<QByteArray>("said");
    QTest::newRow("no such command") << QStringList{u"lst"_s} << "There is no command \"lst\""_ba;
    QTest::newRow("no such option")
        << QStringList{u"list"_s, u"--jsn"_s} << "Unknown option 'jsn'"_ba;
    QTest::newRow("too few") << QStringList{u"pause"_s} << "needs NAME"_ba;
    QTest::newRow("too many") << QStringList{u"pause"_s, u"a"_s, u"b"_s}
                              << "\"b\" is not understood"_ba;
    QTest::newRow("no branch") << QStringList{u"create"_s} << "needs --branch"_ba;
    QTest::newRow("no such shell") << QStringList{u"completion"_s, u"dos"_s} << "knows bash"_ba;
    QTest::newRow("a command of nobody")
        << QStringList{u"list"_s, u"--"_s, u"ls"_s} << "\"ls\" is not understood"_ba;
}

void TestCommands::saysWhatIsNotUnderstood()
{
    QFETCH(QStringList, arguments);
    QFETCH(QByteArray, said);
    const Ended ended = skybranch(arguments);
    QCOMPARE(ended.code, 2);
    QVERIFY2(ended.err.contains(said), ended.err.constData());
    QVERIFY(ended.out.isEmpty());
}

void TestCommands::helps()
{
    QVERIFY(skybranch({u"--help"_s}).out.contains("ssh-config"));
    QVERIFY(skybranch({u"enable"_s, u"--help"_s}).out.contains("--send-unpushed"));
    QVERIFY(skybranch({u"--version"_s}).out.startsWith("skybranch "));
    // Qt's own options have values too, which are no commands.
    QCOMPARE(skybranch({u"-platform"_s, u"none"_s, u"lst"_s}).code, 2);
    QVERIFY(skybranch({u"-platform"_s, u"none"_s}).err.contains("platform plugin"));
    QCOMPARE(skybranch({u"help"_s, u"enable"_s}).out, skybranch({u"enable"_s, u"--help"_s}).out);
    // There is no display here.
    const Ended window = skybranch({});
    QCOMPARE(window.code, 2);
    QVERIFY2(window.err.contains("no display"), window.err.constData());
    QCOMPARE(m_rig.run(u"bash"_s, {u"-c"_s, CommandRig::program() + u" list > /dev/full"_s}).code,
             1);
}

void TestCommands::shows()
{
    const QByteArray table = skybranch({u"list"_s}).out;
    QVERIFY2(table.contains("Fix the cart  running  shop"), table.constData());
    const QJsonObject listed = m_rig.list().first().toObject();
    QCOMPARE(listed[u"id"_s].toString(), m_id);
    QCOMPARE(listed[u"sshHost"_s].toString(), u"skybranch-fix-the-cart"_s);
    // By its name, its beginning, what ssh calls it, and its id.
    for (const QString &name :
         {u"Fix the cart"_s, u"Fix"_s, u"skybranch-fix"_s, m_id, m_id.left(9)})
        QCOMPARE(m_rig.stateOf(name), u"running"_s);
    const QJsonObject all = skybranch({u"status"_s, u"--json"_s}).json();
    QCOMPARE(all[u"workspaces"_s].toInt(), 1);
    QCOMPARE(all[u"backend"_s][u"bundled"_s].toBool(true), false);
    const Ended missing = skybranch({u"status"_s, u"nothing"_s, u"--json"_s});
    QCOMPARE(missing.code, 3);
    QCOMPARE(missing.json()[u"error"_s][u"code"_s].toString(), u"not_found"_s);
}

void TestCommands::runsWhatItIsTold()
{
    const Ended line = skybranch({u"ssh"_s, u"Fix"_s, u"--"_s, u"cat; id -un; exit 7"_s});
    QCOMPARE(line.code, 7);
    QCOMPARE(line.out, "dev\n"_ba);
    const Ended words
        = skybranch({u"ssh"_s, u"Fix"_s, u"--"_s, u"printf"_s, u"%s|"_s, u"a b"_s, u"$HOME;'"_s});
    QCOMPARE(words.out, "a b|$HOME;'|"_ba);
    const Ended piped = m_rig.run(CommandRig::program(),
                                  {u"ssh"_s, u"Fix"_s, u"--"_s, u"wc"_s, u"-c"_s}, {}, "12345");
    QCOMPARE(piped.out.trimmed(), "5"_ba);
}

void TestCommands::changes()
{
    QCOMPARE(skybranch({u"pause"_s, u"Fix"_s, u"--wait"_s}).out, "Fix the cart: paused\n"_ba);
    QCOMPARE(skybranch({u"stop"_s, u"Fix"_s, u"--json"_s, u"--wait"_s})
                 .json()[u"workspace"_s][u"status"_s],
             u"stopped"_s);
    QCOMPARE(skybranch({u"pause"_s, u"Fix"_s}).code, 1);
    QCOMPARE(skybranch({u"resume"_s, u"Fix"_s, u"--wait"_s}).out, "Fix the cart: running\n"_ba);
}

void TestCommands::resumesForALogin()
{
    QCOMPARE(skybranch({u"pause"_s, u"Fix"_s, u"--wait"_s}).code, 0);
    const Ended ended = skybranch({u"ssh"_s, u"Fix"_s, u"--"_s, u"echo there"_s});
    QCOMPARE(ended.out, "there\n"_ba);
    QVERIFY2(ended.err.contains("is paused. It is resumed"), ended.err.constData());
}

/// With a terminal it asks, and says before what would be lost; without one nobody can answer.
void TestCommands::asksBeforeItDeletes()
{
    QCOMPARE(skybranch({u"delete"_s, u"Fix"_s}).code, 2);
    QCOMPARE(skybranch({u"ssh"_s, u"Fix"_s, u"--"_s, u"touch /workspace/shop/draft"_s}).code, 0);
    const QString line = CommandRig::program() + u" delete Fix"_s;
    const Ended refused = m_rig.run(u"script"_s, {u"-qec"_s, line, u"/dev/null"_s}, {}, "n\n");
    QCOMPARE(refused.code, 130);
    QVERIFY2(refused.out.contains("1 file is not committed"), refused.out.constData());
    QVERIFY2(refused.out.contains("draft"), refused.out.constData());
    QCOMPARE(m_rig.stateOf(m_id), u"running"_s);
}

void TestCommands::namesSeveral()
{
    const QString other = m_rig.create(u"Fix the wheel"_s);
    QVERIFY(!other.isEmpty());
    const Ended ended = skybranch({u"pause"_s, u"Fix"_s});
    QCOMPARE(ended.code, 2);
    QVERIFY2(ended.err.contains(other.toUtf8()) && ended.err.contains(m_id.toUtf8()),
             ended.err.constData());
    const auto deleted = skybranch({u"delete"_s, other, u"--yes"_s, u"--wait"_s, u"--json"_s});
    QCOMPARE(deleted.code, 0);
    QVERIFY(deleted.out.contains("\"deleted\""));
    QCOMPARE(m_rig.list().size(), 1);
}

/// A backend of somebody else, whose words are not to be trusted.
void TestCommands::showsNothingThatATerminalObeys()
{
    QJsonObject workspace = m_rig.list().first().toObject();
    workspace[u"name"_s] = u"bad\u202e\u009b31m \u001b]0;name"_s;
    workspace[u"statusMessage"_s] = u"\u001b[2J\nHost *"_s;
    const QByteArray body = QJsonDocument(QJsonObject{{u"workspaces"_s, QJsonArray{workspace}},
                                                      {u"repositories"_s, QJsonArray()}})
                                .toJson();
    QTcpServer server;
    QVERIFY(server.listen(QHostAddress::LocalHost));
    connect(&server, &QTcpServer::newConnection, this, [&] {
        QTcpSocket *socket = server.nextPendingConnection();
        connect(socket, &QTcpSocket::readyRead, socket, [socket, body] {
            socket->readAll();
            socket->write("HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: "
                          + QByteArray::number(body.size()) + "\r\n\r\n" + body);
        });
    });
    const QString url = u"http://127.0.0.1:%1"_s.arg(server.serverPort());
    for (const QStringList &words : {QStringList{u"list"_s},
                                     {u"list"_s, u"--json"_s},
                                     {u"status"_s, u"bad"_s},
                                     {u"ssh-config"_s}}) {
        const Ended ended = skybranch(QStringList{u"--server"_s, url} + words);
        QCOMPARE(ended.code, 0);
        for (const QChar letter : QString::fromUtf8(ended.out + ended.err))
            QVERIFY2(letter == u'\n' || letter.isPrint(), ended.out.constData());
        QVERIFY2(ended.out.contains("bad"), ended.out.constData());
        QVERIFY(!ended.out.contains("\nHost *"));
    }
}

/// A Ctrl-C while it waits for a git host that never answers: nothing is left.
void TestCommands::takesBackWhatIsCancelled()
{
    QTcpServer silent;
    QVERIFY(silent.listen(QHostAddress::LocalHost));
    const auto process = m_rig.begin(CommandRig::program(),
                                     {u"create"_s, u"--repo"_s,
                                      u"git://127.0.0.1:%1/none.git"_s.arg(silent.serverPort()),
                                      u"--branch"_s, u"topic"_s});
    QByteArray said;
    QVERIFY(QTest::qWaitFor(
        [&] {
            said += process->readAllStandardError();
            return said.contains("Bringing the repository");
        },
        60'000));
    ::kill(pid_t(process->processId()), SIGINT);
    QCOMPARE(CommandRig::end(*process).code, 130);
    QCOMPARE(m_rig.list().size(), 1);
}

void TestCommands::saysWhyThereIsNoBackend_data()
{
    QTest::addColumn<QStringList>("arguments");
    QTest::addColumn<QByteArray>("said");
    QTest::newRow("not there") << QStringList{u"--server"_s, u"http://127.0.0.1:9"_s}
                               << "can not be reached"_ba;
    QTest::newRow("not safe") << QStringList{u"--server"_s, u"http://example.org"_s}
                              << "must begin with https://"_ba;
    QTest::newRow("no key file") << QStringList{u"--server"_s, u"http://127.0.0.1:9"_s,
                                                u"--api-key-file"_s, u"/none"_s}
                                 << "/none can not be read"_ba;
}

void TestCommands::saysWhyThereIsNoBackend()
{
    QFETCH(QStringList, arguments);
    QFETCH(QByteArray, said);
    QFile key(m_rig.path("key"));
    QVERIFY(key.open(QIODevice::WriteOnly));
    if (!arguments.contains(u"--api-key-file"_s))
        arguments << u"--api-key-file"_s << key.fileName();
    const Ended ended = skybranch(arguments + QStringList{u"list"_s});
    QCOMPARE(ended.code, 4);
    QVERIFY2(ended.err.contains(said), ended.err.constData());
}

/// In a real bash, that has the program in its path.
void TestCommands::completes()
{
    const QString script = m_rig.path("completion");
    QFile file(script);
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write(skybranch({u"completion"_s, u"bash"_s}).out);
    file.close();
    QCOMPARE(m_rig.run(u"bash"_s, {u"-n"_s, script}).code, 0);
    const auto complete = [&](const QString &words, int at) {
        const QString line
            = u"PATH=$1:$PATH; . $2; COMP_WORDS=(skybranch %1); COMP_CWORD=%2; _skybranch; "
              "echo ${COMPREPLY[*]}"_s.arg(words)
                  .arg(at);
        return QString::fromUtf8(
            m_rig
                .run(u"bash"_s,
                     {u"-c"_s, line, u"bash"_s, qEnvironmentVariable("SKYBRANCH_BIN"), script})
                .out.trimmed());
    };
    QCOMPARE(complete(u"pa"_s, 1), u"pause"_s);
    QCOMPARE(complete(u"--ver"_s, 1), u"--version"_s);
    QCOMPARE(complete(u"ssh sky"_s, 2), u"skybranch-fix-the-cart"_s);
    QCOMPARE(complete(u"--data-dir /x pause sky"_s, 4), u"skybranch-fix-the-cart"_s);
    QVERIFY(complete(u"delete --"_s, 2).contains(u"--yes"_s));
    QCOMPARE(complete(u"ssh x -- l"_s, 4), QString());
}

QTEST_GUILESS_MAIN(TestCommands)
#include "tst_commands.moc"
