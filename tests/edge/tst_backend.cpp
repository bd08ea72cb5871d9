// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/paths.h"
#include "support/backend.h"
#include "support/gitdaemon.h"
#include "support/postgres.h"
#include "support/processes.h"

#include <QTcpServer>

#include <fcntl.h>
#include <unistd.h>

using namespace skybranch;
using namespace skybranch::test;
using namespace Qt::StringLiterals;

class TestBackend : public QObject
{
    Q_OBJECT

private:
    PostgresRig m_postgres;
    GitDaemon m_git;
    std::unique_ptr<BackendProcess> m_backend;

    QString create(const QString &seed = u"remote"_s)
    {
        return m_backend->createWorkspace(m_git.url(), seed);
    }

    QJsonObject now(const QString &id) { return m_backend->workspace(id); }

    bool waitForStatus(const QString &id, const QString &status)
    {
        return m_backend->waitForStatus(id, status);
    }

    /// The folders of the sandbox must be the VMs that rows know, and no more.
    bool everyVmHasARow()
    {
        QSet<QString> known;
        const QJsonArray all
            = m_backend->client().get(u"/api/workspaces"_s).json().value(u"workspaces"_s).toArray();
        for (const QJsonValue &workspace : all)
            known.insert(workspace[u"vmId"_s].toString());
        const QStringList folders = QDir(m_backend->dataFolder() + u"/sandbox"_s)
                                        .entryList(QDir::Dirs | QDir::NoDotAndDotDot);
        for (const QString &folder : folders) {
            if (!folder.startsWith(u'.') && !known.contains(folder))
                return false;
        }
        return true;
    }

    /// Begins workspaces until one is killed just in @p step.
    QString killedIn(const QString &step, const QString &seed)
    {
        for (int attempt = 0; attempt < 8; ++attempt) {
            const QString id = create(seed);
            HttpClient http = m_backend->client();
            QString seen;
            QElapsedTimer timer;
            timer.start();
            while (timer.elapsed() < 20'000) {
                const QJsonObject json = http.get(u"/api/workspaces/"_s + id).json();
                seen = json.value(u"step"_s).toString();
                if (seen == step || json.value(u"status"_s).toString() != u"provisioning"_s)
                    break;
            }
            if (seen == step) {
                m_backend->kill();
                return id;
            }
            m_backend->removeAll();
        }
        return {};
    }

    /// What a desktop does when it sees the step cloning of a workspace it is to fill.
    bool sendBundle(const QString &id)
    {
        QTemporaryDir folder;
        const QString key = folder.filePath(u"key"_s);
        runTool(u"ssh-keygen"_s,
                {u"-q"_s, u"-t"_s, u"ed25519"_s, u"-N"_s, QString(), u"-f"_s, key});
        const HttpReply reply = m_backend->client().post(
            u"/api/workspaces/%1/ssh-credentials"_s.arg(id),
            {{u"publicKey"_s, QString::fromUtf8(*readFile(key + u".pub"_s)).trimmed()}});
        if (reply.status != 200)
            return false;
        const QJsonObject login = reply.json();
        const QString port = QString::number(login.value(u"port"_s).toInt());
        const QByteArray known = "[127.0.0.1]:" + port.toLatin1() + ' '
            + login.value(u"hostKeys"_s)[0].toString().toLatin1() + '\n';
        (void)writePrivateFile(folder.filePath(u"known_hosts"_s), known);
        (void)writePrivateFile(key + u"-cert.pub"_s,
                               login.value(u"certificate"_s).toString().toLatin1() + '\n');
        runTool(u"git"_s,
                {u"-C"_s, m_git.work(), u"bundle"_s, u"create"_s, u"-q"_s,
                 folder.filePath(u"bundle"_s), u"topic"_s});
        const QByteArray header
            = QJsonDocument(QJsonObject{{u"url"_s, m_git.url()}, {u"branch"_s, u"topic"_s}})
                  .toJson(QJsonDocument::Compact)
            + '\n';
        const auto sent = await(
            runProcess({.program = u"ssh"_s,
                        .arguments = {u"-F"_s, u"none"_s, u"-p"_s, port, u"-i"_s, key, u"-o"_s,
                                      u"IdentitiesOnly=yes"_s, u"-o"_s, u"IdentityAgent=none"_s,
                                      u"-o"_s, u"StrictHostKeyChecking=yes"_s, u"-o"_s,
                                      u"UserKnownHostsFile="_s + folder.filePath(u"known_hosts"_s),
                                      login.value(u"user"_s).toString() + u"@127.0.0.1"_s,
                                      u"/opt/skybranch/bin/skybranch-guest seed"_s},
                        .input = header + *readFile(folder.filePath(u"bundle"_s))}));
        if (!sent || sent->exitCode != 0)
            qWarning() << (sent ? sent->out + sent->err : describe(sent.error()).toUtf8());
        return sent && sent->exitCode == 0;
    }

    int exitCodeOf(const QStringList &arguments, QByteArray *sentence = nullptr)
    {
        BackendProcess other;
        other.begin(arguments);
        const auto code = other.waitForEnd();
        if (sentence)
            *sentence = other.errors();
        if (other.isRunning())
            other.kill();
        return code.value_or(-1);
    }

private Q_SLOTS:
    void initTestCase()
    {
        QVERIFY(m_git.start());
        QVERIFY_RESULT(m_postgres.start());
    }

    void init() { m_backend = std::make_unique<BackendProcess>(); }
    void cleanup() { m_backend.reset(); }

    void itSaysWhenItIsReadyAndEndsWhenAsked()
    {
        QVERIFY2(m_backend->start(), m_backend->errors().constData());
        QCOMPARE(m_backend->client().get(u"/health"_s).status, 200);
        QFile pidFile(m_backend->dataFolder() + u"/postgres/postmaster.pid"_s);
        QCOMPARE(m_backend->terminate(), 0);
        QCOMPARE(m_backend->output().count('\n'), 1);
        QVERIFY(!m_backend->errors().contains(m_backend->key()));
        // Nothing that it ran is left.
        const QStringList pids
            = QDir(m_backend->dataFolder()).entryList({u"postmaster.pid"_s}, QDir::Files);
        QVERIFY(pids.isEmpty());
        QVERIFY(!pidFile.exists());
    }

    void wrongArgumentsAreTold_data()
    {
        QTest::addColumn<QStringList>("arguments");
        QTest::newRow("no folder") << QStringList{};
        QTest::newRow("unknown") << QStringList{u"--data-dir"_s, u"/tmp/x"_s, u"--moon"_s};
        QTest::newRow("listen") << QStringList{u"--data-dir"_s, u"/tmp/x"_s, u"--listen"_s,
                                               u"nowhere"_s};
        QTest::newRow("provider") << QStringList{u"--data-dir"_s, u"/tmp/x"_s, u"--provider"_s,
                                                 u"moon"_s};
        QTest::newRow("second provider") << QStringList{
            u"--data-dir"_s, u"/tmp/x"_s, u"--provider"_s, u"docker"_s, u"--provider"_s, u"moon"_s};
        QTest::newRow("engine elsewhere")
            << QStringList{u"--data-dir"_s, u"/tmp/x"_s,        u"--provider"_s,
                           u"docker"_s,     u"--docker-host"_s, u"tcp://10.0.0.1"_s};
        QTest::newRow("image") << QStringList{u"--data-dir"_s, u"/tmp/x"_s, u"--vm-image"_s,
                                              u"no image?force=1"_s};
        QTest::newRow("descriptor")
            << QStringList{u"--data-dir"_s, u"/tmp/x"_s, u"--api-key-fd"_s, u"77"_s};
    }

    void wrongArgumentsAreTold()
    {
        QFETCH(QStringList, arguments);
        QByteArray sentence;
        QCOMPARE(exitCodeOf(arguments, &sentence), 2);
        QVERIFY(sentence.contains("--help"));
    }

    void helpAndVersionAreAnswered()
    {
        for (const QString &option : {u"--help"_s, u"--version"_s}) {
            m_backend->begin({option});
            QCOMPARE(m_backend->waitForEnd(), 0);
            QVERIFY(m_backend->output().contains("skybranchd"));
        }
    }

    void whatIsInTheWayHasACode()
    {
        QVERIFY2(m_backend->start(), m_backend->errors().constData());
        QCOMPARE(exitCodeOf({u"--data-dir"_s, m_backend->dataFolder()}), 10);
        QTemporaryDir folder;
        const QString data = folder.filePath(u"data"_s);
        QCOMPARE(exitCodeOf({u"--data-dir"_s, data, u"--database-url"_s, u"nonsense"_s}), 4);
        QCOMPARE(exitCodeOf({u"--data-dir"_s, data, u"--database-url"_s,
                             u"postgresql://nobody@127.0.0.1:1/x"_s}),
                 4);
        const auto url = m_postgres.database();
        QVERIFY_RESULT(url);
        QTcpServer taken;
        QVERIFY(taken.listen(QHostAddress::LocalHost));
        QByteArray sentence;
        QCOMPARE(exitCodeOf({u"--data-dir"_s, data, u"--database-url"_s, *url, u"--listen"_s,
                             u"127.0.0.1:%1"_s.arg(taken.serverPort())},
                            &sentence),
                 3);
        QVERIFY(sentence.contains("--listen"));
        // A database that was given may be shared: only keys that were given, too, are let in.
        QVERIFY(!QFile::exists(data + u"/api-key"_s));
        QVERIFY_RESULT(
            runSql(*url,
                   u"INSERT INTO schema_migrations (version, name) VALUES (9999, 'later'); "
                   "UPDATE installation SET compatible_from = 9999"_s));
        QCOMPARE(exitCodeOf({u"--data-dir"_s, data, u"--database-url"_s, *url}), 5);
    }

    void aSecondDataFolderIsRefusedAndLocksNobodyOut()
    {
        const auto url = m_postgres.database();
        QVERIFY_RESULT(url);
        QVERIFY2(m_backend->start({u"--database-url"_s, *url}), m_backend->errors().constData());
        const QString id = create();
        QVERIFY(waitForStatus(id, u"running"_s));
        QTemporaryDir folder;
        const QString key = folder.filePath(u"key"_s);
        QVERIFY(writePrivateFile(key, "another-key-another-key\n").has_value());
        QByteArray sentence;
        QCOMPARE(exitCodeOf({u"--data-dir"_s, folder.filePath(u"data"_s), u"--database-url"_s, *url,
                             u"--api-key-file"_s, key, u"--listen"_s, u"127.0.0.1:0"_s},
                            &sentence),
                 7);
        QVERIFY2(sentence.contains("another data folder"), sentence.constData());
        QCOMPARE(now(id).value(u"status"_s).toString(), u"running"_s);
        m_backend->removeAll();
        QCOMPARE(m_backend->terminate(), 0);
    }

    void aMissingGuestIsAProviderThatCanNotBeUsed()
    {
        const auto url = m_postgres.database();
        QVERIFY_RESULT(url);
        QTemporaryDir folder;
        // Alone in its folder: a guest is looked for beside it.
        const QString program = folder.filePath(u"skybranchd"_s);
        QVERIFY(QFile::copy(BackendProcess::program(u"skybranchd"_s), program));
        const auto ended = await(runProcess(
            {.program = program,
             .arguments = {u"--data-dir"_s, folder.filePath(u"data"_s), u"--database-url"_s, *url,
                           u"--listen"_s, u"127.0.0.1:0"_s}}));
        QVERIFY_RESULT(ended);
        QCOMPARE(ended->exitCode, 6);
        QVERIFY(ended->err.contains("skybranch-guest"));
    }

    void theKeyComesOverADescriptorAndTheParentIsWatched()
    {
        int key[2];
        int parent[2];
        QCOMPARE(::pipe2(key, O_CLOEXEC), 0);
        QCOMPARE(::pipe2(parent, O_CLOEXEC), 0);
        QProcess program;
        program.setChildProcessModifier([key, parent] {
            ::dup2(key[0], 20);
            ::dup2(parent[0], 21);
        });
        QByteArray output;
        connect(&program, &QProcess::readyReadStandardOutput, &program,
                [&] { output += program.readAllStandardOutput(); });
        program.start(BackendProcess::program(u"skybranchd"_s),
                      {u"--data-dir"_s, m_backend->dataFolder(), u"--listen"_s, u"127.0.0.1:0"_s,
                       u"--api-key-fd"_s, u"20"_s, u"--parent-fd"_s, u"21"_s});
        QCOMPARE(::write(key[1], "a-key-by-descriptor\n", 20), ssize_t(20));
        QTRY_VERIFY_WITH_TIMEOUT(output.contains('\n'), 60'000);
        HttpClient http(QString::fromUtf8(output.mid(20).trimmed()), "a-key-by-descriptor");
        QCOMPARE(http.get(u"/api/workspaces"_s).status, 200);
        QVERIFY(!QFile::exists(m_backend->dataFolder() + u"/api-key"_s));
        ::close(parent[1]);
        QTRY_VERIFY_WITH_TIMEOUT(program.state() == QProcess::NotRunning, 30'000);
        QCOMPARE(program.exitCode(), 0);
        for (const int descriptor : {key[0], key[1], parent[0]})
            ::close(descriptor);
    }

    void aKilledBackendLosesNothing_data()
    {
        QTest::addColumn<QString>("step");
        QTest::addColumn<QString>("seed");
        QTest::newRow("before the first") << QString() << u"remote"_s;
        QTest::newRow("creating_vm") << u"creating_vm"_s << u"remote"_s;
        QTest::newRow("waiting_for_ssh") << u"waiting_for_ssh"_s << u"remote"_s;
        QTest::newRow("cloning") << u"cloning"_s << u"desktop"_s;
    }

    void aKilledBackendLosesNothing()
    {
        QFETCH(QString, step);
        QFETCH(QString, seed);
        QVERIFY2(m_backend->start(), m_backend->errors().constData());
        const QString id = killedIn(step, seed);
        QVERIFY2(!id.isEmpty(), "the step was never seen");
        QVERIFY2(m_backend->start(), m_backend->errors().constData());
        if (seed == u"desktop"_s) {
            QVERIFY(QTest::qWaitFor(
                [&] { return now(id).value(u"step"_s).toString() == u"cloning"_s; }, 30'000));
            QVERIFY(sendBundle(id));
        }
        QVERIFY2(waitForStatus(id, u"running"_s), QJsonDocument(now(id)).toJson().constData());
        QVERIFY(everyVmHasARow());
    }

    void vmsOutliveABackend()
    {
        QVERIFY2(m_backend->start(), m_backend->errors().constData());
        const QString id = create();
        QVERIFY(waitForStatus(id, u"running"_s));
        QCOMPARE(m_backend->terminate(), 0);
        QVERIFY2(m_backend->start(), m_backend->errors().constData());
        const HttpReply pulled = m_backend->client().post(u"/api/workspaces/%1/pull"_s.arg(id));
        QCOMPARE(pulled.status, 200);
        QCOMPARE(now(id).value(u"status"_s).toString(), u"running"_s);
    }
};

QTEST_GUILESS_MAIN(TestBackend)
#include "tst_backend.moc"
