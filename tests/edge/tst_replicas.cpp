// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/backend.h"
#include "support/gitdaemon.h"
#include "support/postgres.h"

using namespace skybranch;
using namespace skybranch::test;
using namespace Qt::StringLiterals;

/// Several skybranchd over one database, with the VMs of this computer.
class TestReplicas : public QObject
{
    Q_OBJECT

private:
    PostgresRig m_postgres;
    GitDaemon m_git;
    QString m_url;
    std::unique_ptr<QTemporaryDir> m_shared;
    std::unique_ptr<BackendProcess> m_one;
    std::unique_ptr<BackendProcess> m_other;

    QString shared(const QString &name) const { return m_shared->filePath(name); }

    QStringList options() const
    {
        return {u"--database-url"_s,    m_url,         u"--sandbox-dir"_s,
                shared(u"sandboxes"_s), u"--ca-key"_s, shared(u"ca"_s)};
    }

    static QByteArray asked(BackendProcess &backend, const QString &id, const QString &action)
    {
        HttpClient http = backend.client();
        const QString path = u"/api/workspaces/"_s + id;
        const HttpReply reply
            = action == u"delete"_s ? http.send("DELETE", path) : http.post(path + u'/' + action);
        return reply.status >= 200 && reply.status < 300 ? QByteArray() : reply.body;
    }

    /// Who holds the one job that there is: the number of its process.
    qint64 jobHolder()
    {
        clouddb::Database database(m_url, 1);
        const auto rows = await(database.run(u"holder"_s, [](clouddb::Transaction &transaction) {
            return transaction.exec(u"SELECT lease_owner FROM jobs"_s);
        }));
        if (!rows || rows->rows.size() != 1)
            return -1;
        return rows->first().text("lease_owner"_L1).section(u'-', -2, -2).toLongLong();
    }

    static QString shapeOf(const HttpReply &reply)
    {
        return u"/v1/shape?table=cloud_workspaces&handle=%1&offset=%2"_s.arg(
            QString::fromLatin1(reply.header("electric-handle")),
            QString::fromLatin1(reply.header("electric-offset")));
    }

private Q_SLOTS:
    void initTestCase()
    {
        QVERIFY_RESULT(m_postgres.start());
        QVERIFY(m_git.start());
    }

    void init()
    {
        const auto url = m_postgres.database();
        QVERIFY_RESULT(url);
        m_url = *url;
        m_shared = std::make_unique<QTemporaryDir>();
        bool made = false;
        runTool(u"ssh-keygen"_s,
                {u"-q"_s, u"-t"_s, u"ed25519"_s, u"-N"_s, QString(), u"-f"_s, shared(u"ca"_s)}, {},
                &made);
        QVERIFY(made);
        m_one = std::make_unique<BackendProcess>();
        m_other = std::make_unique<BackendProcess>();
        QVERIFY2(m_one->start(options()), m_one->errors().constData());
    }

    void cleanup()
    {
        if (m_one && m_one->isRunning())
            m_one->removeAll();
        m_other.reset();
        m_one.reset();
    }

    void aKilledOnesWorkIsGoneOnWith()
    {
        QVERIFY2(m_other->start(options()), m_other->errors().constData());
        const QString id = m_one->createWorkspace(m_git.url());
        m_one->kill();
        QVERIFY(m_other->waitForStatus(id, u"running"_s));
        // Of one that is made by one backend, another one says where it is and lets in.
        QCOMPARE(asked(*m_other, id, u"pull"_s), QByteArray());
        QVERIFY2(m_one->start(options()), m_one->errors().constData());
        QCOMPARE(asked(*m_one, id, u"pull"_s), QByteArray());
    }

    void anEndedOneHandsOver()
    {
        // It waits for a desktop, longer than this test takes.
        const QString id = m_one->createWorkspace(m_git.url(), u"desktop"_s);
        QTRY_COMPARE_WITH_TIMEOUT(m_one->workspace(id).value(u"step"_s).toString(), u"cloning"_s,
                                  30'000);
        const qint64 before = m_one->process().processId();
        QCOMPARE(jobHolder(), before);
        QVERIFY2(m_other->start(options()), m_other->errors().constData());
        QCOMPARE(m_one->terminate(), 0);
        QVERIFY(jobHolder() != before);
        QTRY_COMPARE_WITH_TIMEOUT(jobHolder(), m_other->process().processId(), 20'000);
        QCOMPARE(m_other->workspace(id).value(u"status"_s).toString(), u"provisioning"_s);
        m_other->removeAll();
    }

    void aStreamGoesOnAtAnotherOne()
    {
        QVERIFY2(m_other->start(options()), m_other->errors().constData());
        const QString id = m_one->createWorkspace(m_git.url());
        QVERIFY(m_other->waitForStatus(id, u"running"_s));
        const HttpReply all = m_one->client().get(u"/v1/shape?table=cloud_workspaces&offset=-1"_s);
        QCOMPARE(all.status, 200);
        HttpClient other = m_other->client();
        const HttpReply current = other.get(shapeOf(all));
        QCOMPARE(current.status, 200);
        auto *live = other.begin("GET", shapeOf(current) + u"&live=true"_s);
        QCOMPARE(m_one->client()
                     .send("PATCH", u"/api/workspaces/"_s + id, R"({"name":"Another name"})")
                     .status,
                 200);
        QTRY_VERIFY_WITH_TIMEOUT(live->isFinished(), 15'000);
        const HttpReply change = HttpClient::finish(live);
        QVERIFY2(change.body.contains("Another name"), change.body.constData());
    }

    void anotherAuthorityIsRefused()
    {
        m_other->begin({u"--data-dir"_s, m_other->dataFolder(), u"--listen"_s, u"127.0.0.1:0"_s,
                        u"--database-url"_s, m_url, u"--sandbox-dir"_s, shared(u"sandboxes"_s)});
        QCOMPARE(m_other->waitForEnd(), 7);
        QVERIFY2(m_other->errors().contains("--ca-key"), m_other->errors().constData());
    }

    void thePreviousVersionWorksBesideTheNext()
    {
        const QString id = m_one->createWorkspace(m_git.url());
        QVERIFY(m_one->waitForStatus(id, u"running"_s));
        // What a next version's migration does: it adds.
        QVERIFY_RESULT(runSql(m_url,
                              u"ALTER TABLE jobs ADD later text; "
                              "ALTER TABLE cloud_workspaces ADD later text NOT NULL DEFAULT 'x'; "
                              "ALTER TABLE vms ADD later integer; "
                              "INSERT INTO schema_migrations VALUES (9999, 'later')"_s));
        QVERIFY2(m_other->start(options()), m_other->errors().constData());
        const std::pair<QString, QString> steps[]{{u"pause"_s, u"paused"_s},
                                                  {u"resume"_s, u"running"_s}};
        for (const auto &backend : {m_one.get(), m_other.get()}) {
            for (const auto &[action, status] : steps) {
                QCOMPARE(asked(*backend, id, action), QByteArray());
                QVERIFY(backend->waitForStatus(id, status));
            }
        }
        m_other->removeAll();
    }

    void whatThePreviousVersionCanNotReadEndsIt()
    {
        QVERIFY2(m_other->start(options()), m_other->errors().constData());
        QVERIFY_RESULT(runSql(m_url,
                              u"INSERT INTO schema_migrations VALUES (9999, 'later'); "
                              "UPDATE installation SET compatible_from = 9999"_s));
        for (const auto &backend : {m_one.get(), m_other.get()}) {
            QCOMPARE(backend->waitForEnd(), 5);
            QVERIFY2(backend->errors().contains("Update this program"),
                     backend->errors().constData());
        }
    }
};

QTEST_GUILESS_MAIN(TestReplicas)
#include "tst_replicas.moc"
