// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/paths.h"
#include "support/backend.h"
#include "support/gitdaemon.h"

using namespace skybranch;
using namespace skybranch::test;
using namespace Qt::StringLiterals;

/// What skybranchd and its database leave behind when they are killed is gone on with.
class TestRecovery : public QObject
{
    Q_OBJECT

private:
    GitDaemon m_git;
    std::unique_ptr<BackendProcess> m_backend;

    QString create() { return m_backend->createWorkspace(m_git.url()); }

    bool waitForStatus(const QString &id, const QString &status)
    {
        return m_backend->waitForStatus(id, status);
    }

    /// Asks for an action and kills the backend as soon as it has said yes.
    bool askAndKill(const QString &id, const QString &action)
    {
        HttpClient http = m_backend->client();
        const QString path = u"/api/workspaces/"_s + id;
        const HttpReply reply
            = action == u"delete"_s ? http.send("DELETE", path) : http.post(path + u'/' + action);
        m_backend->kill();
        return reply.status == 202 && m_backend->start();
    }

    qint64 databasePid() const
    {
        const auto content
            = readFile(m_backend->dataFolder() + u"/postgres/postgres/postmaster.pid"_s);
        return content ? content->split('\n').first().toLongLong() : 0;
    }

    QSet<int> m_seen; ///< what was answered while the database was away

    bool killDatabase()
    {
        const qint64 pid = databasePid();
        return pid > 0 && ::kill(pid_t(pid), SIGKILL) == 0;
    }

    bool waitUntilBack()
    {
        return QTest::qWaitFor(
            [this] {
                const int status = m_backend->client().get(u"/api/workspaces"_s).status;
                m_seen.insert(status);
                return status == 200;
            },
            60'000);
    }

private Q_SLOTS:
    void initTestCase() { QVERIFY(m_git.start()); }

    void init()
    {
        m_seen.clear();
        m_backend = std::make_unique<BackendProcess>();
        QVERIFY2(m_backend->start(), m_backend->errors().constData());
    }

    void cleanup() { m_backend.reset(); }

    void aKilledBackendEndsWhatItWasAsked()
    {
        const QString id = create();
        QVERIFY(waitForStatus(id, u"running"_s));
        const std::pair<QString, QString> steps[]{
            {u"pause"_s, u"paused"_s},
            {u"resume"_s, u"running"_s},
            {u"stop"_s, u"stopped"_s},
            {u"resume"_s, u"running"_s},
        };
        for (const auto &[action, status] : steps) {
            QVERIFY2(askAndKill(id, action), qPrintable(action));
            QVERIFY2(waitForStatus(id, status), qPrintable(action));
            QTRY_COMPARE_WITH_TIMEOUT(m_backend->workspace(id).value(u"pendingAction"_s),
                                      QJsonValue(), 20'000);
        }
        const QString vm = m_backend->workspace(id).value(u"vmId"_s).toString();
        const QDir vms(m_backend->dataFolder() + u"/sandbox"_s);
        QVERIFY(vms.exists(vm));
        QVERIFY(askAndKill(id, u"delete"_s));
        QTRY_COMPARE_WITH_TIMEOUT(m_backend->client().get(u"/api/workspaces/"_s + id).status, 404,
                                  60'000);
        QVERIFY(!vms.exists(vm));
    }

    void aKilledDatabaseComesBack()
    {
        const QString id = create();
        QVERIFY(waitForStatus(id, u"running"_s));
        const qint64 before = databasePid();
        QVERIFY(killDatabase());
        QTRY_VERIFY_WITH_TIMEOUT(databasePid() > 0 && databasePid() != before, 30'000);
        QVERIFY(waitUntilBack());
        // Meanwhile it said that it is away, and nothing worse.
        QVERIFY((m_seen - QSet<int>{200, 503}).isEmpty());
        QCOMPARE(m_backend->client().post(u"/api/workspaces/%1/pause"_s.arg(id)).status, 202);
        QVERIFY(waitForStatus(id, u"paused"_s));
        QCOMPARE(m_backend->terminate(), 0);
    }

    void aDatabaseThatIsKilledInTheMidstLosesNoWork()
    {
        const QString id = create();
        QVERIFY(killDatabase());
        QVERIFY(waitUntilBack());
        QVERIFY(waitForStatus(id, u"running"_s));
    }
};

QTEST_GUILESS_MAIN(TestRecovery)
#include "tst_recovery.moc"
