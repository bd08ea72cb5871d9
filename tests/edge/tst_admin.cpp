// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/backend.h"
#include "support/postgres.h"

using namespace skybranch;
using namespace skybranch::test;
using namespace Qt::StringLiterals;

namespace {

struct Ran
{
    int code = -1;
    QByteArray out;
    QByteArray errors;

    QJsonObject json() const { return QJsonDocument::fromJson(out).object(); }
};

} // namespace

/// "skybranchd admin" as an operator types it.
class TestAdmin : public QObject
{
    Q_OBJECT

private:
    std::unique_ptr<BackendProcess> m_backend;

    static Ran run(const QStringList &arguments)
    {
        const auto output = await(runProcess({.program = BackendProcess::program(u"skybranchd"_s),
                                              .arguments = QStringList{u"admin"_s} + arguments}));
        if (!output)
            return {-1, {}, output.error().message.toUtf8()};
        return {output->exitCode, output->out, output->err};
    }

    Ran admin(const QStringList &arguments) const
    {
        return run(arguments + QStringList{u"--data-dir"_s, m_backend->dataFolder()});
    }

    HttpReply listWith(const QByteArray &key) const
    {
        return HttpClient(m_backend->base(), key).get(u"/api/workspaces"_s);
    }

    QByteArray newKey(const QString &organization, const QString &user) const
    {
        return admin({u"key"_s, u"add"_s, organization, user, u"laptop"_s}).out.trimmed();
    }

    /// One that waits for a desktop, which may come in meanwhile.
    static QString makeWorkspace(HttpClient &http)
    {
        const auto repository
            = http.post(u"/api/repositories"_s, {{u"url"_s, u"git@git.example.org:a/b.git"_s}});
        return http
            .post(u"/api/workspaces"_s,
                  {{u"repositoryId"_s, repository.json().value(u"id"_s)},
                   {u"name"_s, u"x"_s},
                   {u"branch"_s, u"main"_s},
                   {u"seed"_s, u"desktop"_s}})
            .json()
            .value(u"id"_s)
            .toString();
    }

    /// OpenSSH's own client with what the API gives it.
    static bool openShell(HttpClient &http, const QString &workspace, const QTemporaryDir &folder,
                          QProcess &shell)
    {
        const QString key = folder.filePath(u"key"_s);
        const auto made = await(runProcess(
            {.program = u"ssh-keygen"_s,
             .arguments = {u"-q"_s, u"-t"_s, u"ed25519"_s, u"-N"_s, QString(), u"-f"_s, key}}));
        const auto line = readFile(key + u".pub"_s);
        if (!made || !line)
            return false;
        QJsonObject way;
        const auto isGiven = [&] {
            const HttpReply given
                = http.post(u"/api/workspaces/%1/ssh-credentials"_s.arg(workspace),
                            {{u"publicKey"_s, QString::fromLatin1(line->trimmed())}});
            way = given.json();
            return given.status == 200;
        };
        if (!QTest::qWaitFor(isGiven, 60'000))
            return false;
        const QString port = QString::number(way.value(u"port"_s).toInt());
        const QString host = way.value(u"host"_s).toString();
        const QString known = folder.filePath(u"known"_s);
        if (!writePrivateFile(
                known,
                u"[%1]:%2 %3\n"_s.arg(host, port, way.value(u"hostKeys"_s)[0].toString()).toUtf8())
            || !writePrivateFile(key + u"-cert.pub"_s,
                                 way.value(u"certificate"_s).toString().toUtf8() + '\n'))
            return false;
        shell.start(u"ssh"_s,
                    {u"-F"_s, u"none"_s, u"-o"_s, u"BatchMode=yes"_s, u"-o"_s,
                     u"StrictHostKeyChecking=yes"_s, u"-o"_s, u"UserKnownHostsFile="_s + known,
                     u"-o"_s, u"IdentityAgent=none"_s, u"-i"_s, key, u"-p"_s, port, u"-l"_s,
                     way.value(u"user"_s).toString(), host, u"cat"_s});
        return shell.waitForStarted();
    }

private Q_SLOTS:
    void initTestCase()
    {
        m_backend = std::make_unique<BackendProcess>();
        QVERIFY2(m_backend->start(), m_backend->errors().constData());
    }

    void cleanupTestCase() { m_backend.reset(); }

    void anOrganisationIsMadeAndItsKeyLetsIn()
    {
        QCOMPARE(admin({u"org"_s, u"add"_s, u"Acme"_s}).code, 0);
        const Ran again = admin({u"org"_s, u"add"_s, u"Acme"_s});
        QCOMPARE(again.code, 9);
        QVERIFY(again.errors.contains("Choose another name"));
        const Ran user
            = admin({u"user"_s, u"add"_s, u"Acme"_s, u"test-user"_s, u"--role"_s, u"admin"_s});
        QCOMPARE(user.code, 0);
        // The same user once more is the same user, and what they were.
        QCOMPARE(admin({u"user"_s, u"add"_s, u"Acme"_s, u"test-user"_s}).out, user.out);
        QVERIFY(admin({u"user"_s, u"list"_s, u"Acme"_s}).out.contains(" admin\n"));
        const Ran added = admin({u"key"_s, u"add"_s, u"Acme"_s, u"test-user"_s, u"ci"_s});
        QCOMPARE(added.code, 0);
        const QByteArray key = added.out.trimmed();
        QVERIFY(key.startsWith("skb_"));
        QCOMPARE(key.size(), 47);
        QCOMPARE(listWith(key).status, 200);

        const Ran keys = admin({u"key"_s, u"list"_s, u"Acme"_s, u"--json"_s});
        const QJsonObject listed = keys.json().value(u"keys"_s).toArray().first().toObject();
        QCOMPARE(listed.value(u"name"_s).toString(), u"ci"_s);
        QVERIFY(!listed.value(u"lastUsedAt"_s).isNull());
        QVERIFY(!keys.out.contains(key));
        QVERIFY(!m_backend->errors().contains(key));
    }

    void aRevokedKeyIsOutAtOnce()
    {
        const QByteArray key = newKey(u"Acme"_s, u"test-user"_s);
        QCOMPARE(listWith(key).status, 200);
        HttpClient waiting(m_backend->base(), key);
        const HttpReply snapshot = waiting.get(u"/v1/shape?table=cloud_workspaces&offset=-1"_s);
        auto *poll
            = waiting.begin("GET",
                            u"/v1/shape?table=cloud_workspaces&live=true&offset=%1&handle=%2"_s.arg(
                                QString::fromLatin1(snapshot.header("electric-offset")),
                                QString::fromLatin1(snapshot.header("electric-handle"))));
        QCOMPARE(admin({u"key"_s, u"revoke"_s, u"Acme"_s, u"laptop"_s}).code, 0);
        QTRY_VERIFY_WITH_TIMEOUT(poll->isFinished(), 5'000);
        QCOMPARE(HttpClient::finish(poll).status, 401);
        QCOMPARE(listWith(key).status, 401);
        QCOMPARE(admin({u"key"_s, u"revoke"_s, u"Acme"_s, u"laptop"_s}).code, 8);
    }

    void whoLeavesIsOutAndComesBackWithAnotherKey()
    {
        QCOMPARE(admin({u"user"_s, u"add"_s, u"Acme"_s, u"leaver"_s}).code, 0);
        const QByteArray key = newKey(u"Acme"_s, u"leaver"_s);
        QCOMPARE(listWith(key).status, 200);
        QCOMPARE(admin({u"user"_s, u"remove"_s, u"Acme"_s, u"leaver"_s}).code, 0);
        QTRY_COMPARE_WITH_TIMEOUT(listWith(key).status, 401, 20'000);
        QCOMPARE(admin({u"user"_s, u"remove"_s, u"Acme"_s, u"leaver"_s}).code, 8);
        QCOMPARE(admin({u"user"_s, u"add"_s, u"Acme"_s, u"leaver"_s}).code, 0);
        QCOMPARE(listWith(key).status, 401);
        QCOMPARE(listWith(newKey(u"Acme"_s, u"leaver"_s)).status, 200);
    }

    void aRevokedKeysTerminalEnds()
    {
        QCOMPARE(admin({u"org"_s, u"add"_s, u"Shells"_s}).code, 0);
        QCOMPARE(admin({u"user"_s, u"add"_s, u"Shells"_s, u"sue"_s}).code, 0);
        HttpClient http(m_backend->base(), newKey(u"Shells"_s, u"sue"_s));
        const QString workspace = makeWorkspace(http);
        QTemporaryDir folder;
        QProcess shell;
        QByteArray shown;
        QObject::connect(&shell, &QProcess::readyReadStandardOutput, &shell,
                         [&] { shown += shell.readAllStandardOutput(); });
        QVERIFY(openShell(http, workspace, folder, shell));
        shell.write("here\n");
        QTRY_VERIFY2_WITH_TIMEOUT(shown.contains("here"), shell.readAllStandardError().constData(),
                                  20'000);
        QCOMPARE(admin({u"key"_s, u"revoke"_s, u"Shells"_s, u"laptop"_s}).code, 0);
        QTRY_COMPARE_WITH_TIMEOUT(shell.state(), QProcess::NotRunning, 15'000);
        HttpClient again(m_backend->base(), newKey(u"Shells"_s, u"sue"_s));
        QCOMPARE(again.send("DELETE", u"/api/workspaces/"_s + workspace).status, 202);
        QTRY_COMPARE_WITH_TIMEOUT(again.get(u"/api/workspaces/"_s + workspace).status, 404, 60'000);
    }

    void anOrganisationGoesAfterItsWorkspaces()
    {
        QCOMPARE(admin({u"org"_s, u"add"_s, u"Brief"_s}).code, 0);
        QCOMPARE(admin({u"user"_s, u"add"_s, u"Brief"_s, u"bo"_s}).code, 0);
        const QByteArray key = newKey(u"Brief"_s, u"bo"_s);
        HttpClient http(m_backend->base(), key);
        QVERIFY(!makeWorkspace(http).isEmpty());
        const Ran refused = admin({u"org"_s, u"remove"_s, u"Brief"_s});
        QCOMPARE(refused.code, 9);
        QVERIFY(refused.errors.contains("--with-workspaces"));
        const Ran unsure = admin({u"org"_s, u"remove"_s, u"Brief"_s, u"--with-workspaces"_s});
        QCOMPARE(unsure.code, 9);
        QVERIFY(unsure.errors.contains("--yes"));
        QCOMPARE(listWith(key).json().value(u"workspaces"_s).toArray().size(), 1);
        const Ran asked
            = admin({u"org"_s, u"remove"_s, u"Brief"_s, u"--with-workspaces"_s, u"--yes"_s});
        QCOMPARE(asked.code, 0);
        QVERIFY(asked.errors.contains("asked for"));
        QTRY_VERIFY_WITH_TIMEOUT(listWith(key).json().value(u"workspaces"_s).toArray().isEmpty(),
                                 60'000);
        const Ran removed = admin({u"org"_s, u"remove"_s, u"Brief"_s});
        QVERIFY2(removed.code == 0, removed.errors.constData());
        QTRY_COMPARE_WITH_TIMEOUT(listWith(key).status, 401, 20'000);
        QCOMPARE(admin({u"org"_s, u"rename"_s, u"Brief"_s, u"Other"_s}).code, 8);
    }

    void aLimitIsRaised()
    {
        QCOMPARE(admin({u"org"_s, u"add"_s, u"Tight"_s}).code, 0);
        QCOMPARE(admin({u"user"_s, u"add"_s, u"Tight"_s, u"ty"_s}).code, 0);
        HttpClient http(m_backend->base(), newKey(u"Tight"_s, u"ty"_s));
        QCOMPARE(admin({u"org"_s, u"limit"_s, u"Tight"_s, u"0"_s}).code, 0);
        QVERIFY(makeWorkspace(http).isEmpty());
        const Ran raised = admin({u"org"_s, u"limit"_s, u"Tight"_s, u"1"_s, u"--json"_s});
        QCOMPARE(raised.json().value(u"maxWorkspaces"_s).toInt(), 1);
        QVERIFY(!makeWorkspace(http).isEmpty());
        QVERIFY(makeWorkspace(http).isEmpty());
        QCOMPARE(admin({u"org"_s, u"limit"_s, u"Tight"_s, u"none"_s}).code, 0);
        QVERIFY(!makeWorkspace(http).isEmpty());
        QCOMPARE(admin({u"org"_s, u"limit"_s, u"Tight"_s, u"-1"_s}).code, 2);
    }

    void wordsAreChecked()
    {
        QCOMPARE(admin({u"org"_s, u"addd"_s, u"x"_s}).code, 2);
        QCOMPARE(admin({u"org"_s, u"add"_s}).code, 2);
        QCOMPARE(admin({u"org"_s, u"add"_s, u"a\x1b[31mred"_s}).code, 2);
        QCOMPARE(admin({u"org"_s, u"add"_s, u" "_s}).code, 2);
        QCOMPARE(admin({u"user"_s, u"add"_s, u"Acme"_s, u"x"_s, u"--role"_s, u"king"_s}).code, 2);
        QCOMPARE(run({u"org"_s, u"list"_s}).code, 2);
        const Ran withPassword = run(
            {u"org"_s, u"list"_s, u"--database-url"_s, u"postgresql://a:hunter2@localhost/x"_s});
        QCOMPARE(withPassword.code, 2);
        QVERIFY(!withPassword.errors.contains("hunter2"));
        QVERIFY(run({u"--help"_s}).out.contains("key revoke"));
        QTemporaryDir empty;
        QCOMPARE(run({u"org"_s, u"list"_s, u"--data-dir"_s, empty.path()}).code, 8);
        QVERIFY(QDir(empty.path()).isEmpty());
    }

    void itWorksWithoutABackend()
    {
        QCOMPARE(m_backend->terminate(), 0);
        const Ran listed = admin({u"org"_s, u"list"_s, u"--json"_s});
        QCOMPARE(listed.code, 0);
        QCOMPARE(listed.json().value(u"organizations"_s).toArray().size(), 4);
        // Nothing of it goes on.
        QVERIFY(!QFile::exists(m_backend->dataFolder() + u"/postgres/postgres/postmaster.pid"_s));
        QVERIFY2(m_backend->start(), m_backend->errors().constData());
    }

    void itWorksOnADatabaseOfOthers()
    {
        PostgresRig postgres;
        QVERIFY_RESULT(postgres.start());
        const auto url = postgres.emptyDatabase();
        QVERIFY_RESULT(url);
        QCOMPARE(run({u"org"_s, u"add"_s, u"Hosted"_s, u"--database-url"_s, *url}).code, 0);
        QTemporaryDir folder;
        QFile file(folder.filePath(u"url"_s));
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(url->toUtf8() + '\n');
        file.close();
        const Ran listed = run({u"org"_s, u"list"_s, u"--database-url-file"_s, file.fileName()});
        QCOMPARE(listed.code, 0);
        QVERIFY(listed.out.contains("Hosted"));
    }
};

QTEST_GUILESS_MAIN(TestAdmin)
#include "tst_admin.moc"
