// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/paths.h"
#include "clouddb/database.h"
#include "clouddb/embeddedpostgres.h"
#include "support/postgres.h"

#include <QDir>
#include <QElapsedTimer>
#include <QFileInfo>
#include <QProcess>
#include <QTemporaryDir>
#include <QTest>

#include <signal.h>

using namespace skybranch;
using namespace skybranch::clouddb;
using skybranch::test::await;

namespace {

qint64 serverPid(const QString &dataFolder)
{
    const auto content = readFile(dataFolder + QStringLiteral("/postgres/postmaster.pid"));
    return content ? content->split('\n').value(0).toLongLong() : 0;
}

/// A process of the server, by what its title says.
qint64 helperOf(qint64 server, const char *title)
{
    const auto children
        = readFile(QStringLiteral("/proc/%1/task/%1/children").arg(server)).value_or(QByteArray());
    for (const QByteArray &child : children.simplified().split(' ')) {
        const auto line
            = readFile(QStringLiteral("/proc/%1/cmdline").arg(QString::fromLatin1(child)));
        if (line && line->contains(title))
            return child.toLongLong();
    }
    return 0;
}

bool isGone(qint64 pid)
{
    return QFileInfo(QStringLiteral("/proc/%1/exe").arg(pid)).symLinkTarget().isEmpty();
}

Result<QString> ask(const QString &url, const QString &sql)
{
    Database database(url, 1);
    return await(database.run(QStringLiteral("ask"), [sql](Transaction &transaction) {
        return transaction.exec(sql).transform([](const Rows &rows) {
            return rows.isEmpty() ? QString() : rows.first().text(QLatin1StringView("answer"));
        });
    }));
}

/// What the test runs of itself, to be killed: starts the server, says so, and stays.
int runBackend(const QString &dataFolder)
{
    EmbeddedPostgres postgres(dataFolder);
    if (!await(postgres.start()))
        return 1;
    puts("started");
    fflush(stdout);
    return QCoreApplication::exec();
}

} // namespace

class TestEmbeddedPostgres : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { m_folder.emplace(); }

    void cleanup()
    {
        QVERIFY_RESULT(await(EmbeddedPostgres(m_folder->path()).stop()));
        m_folder.reset();
    }

    void aFirstStartIsQuick()
    {
        QElapsedTimer timer;
        timer.start();
        const auto url = await(EmbeddedPostgres(data()).start());
        QVERIFY_RESULT(url);
        qInfo() << "first start:" << timer.elapsed() << "ms";
        QVERIFY(timer.elapsed() < 20'000);
        const auto ports
            = ask(*url, QStringLiteral("SELECT current_setting('listen_addresses') AS answer"));
        QVERIFY_RESULT(ports);
        QCOMPARE(*ports, QString());
    }

    void aStopKeepsTheData()
    {
        EmbeddedPostgres postgres(data());
        const auto first = await(postgres.start());
        QVERIFY_RESULT(first);
        QVERIFY_RESULT(test::runSql(*first, QStringLiteral("CREATE TABLE kept (a int)")));
        const qint64 pid = serverPid(data());
        QVERIFY_RESULT(await(postgres.stop()));
        QVERIFY(isGone(pid));
        QVERIFY_RESULT(await(postgres.stop()));
        const auto url = await(postgres.start());
        QVERIFY_RESULT(url);
        QVERIFY_RESULT(ask(*url, QStringLiteral("SELECT count(*)::text AS answer FROM kept")));
    }

    void itOutlivesAKilledBackendAndIsAdopted()
    {
        QProcess backend;
        backend.start(QCoreApplication::applicationFilePath(),
                      {QStringLiteral("--backend"), data()});
        QVERIFY(backend.waitForReadyRead(30'000));
        QCOMPARE(backend.readAllStandardOutput(), QByteArray("started\n"));
        const qint64 pid = serverPid(data());
        backend.kill();
        QVERIFY(backend.waitForFinished());
        const auto url = await(EmbeddedPostgres(data()).start());
        QVERIFY_RESULT(url);
        QCOMPARE(serverPid(data()), pid);
        QVERIFY_RESULT(ask(*url, QStringLiteral("SELECT 'yes' AS answer")));
    }

    void aKilledServerIsStartedAgain()
    {
        EmbeddedPostgres postgres(data());
        const auto first = await(postgres.start());
        QVERIFY_RESULT(first);
        QVERIFY_RESULT(test::runSql(*first, QStringLiteral("CREATE TABLE kept (a int)")));
        const qint64 pid = serverPid(data());
        QCOMPARE(::kill(pid_t(pid), SIGKILL), 0);
        const auto url = await(postgres.start());
        QVERIFY_RESULT(url);
        QVERIFY(serverPid(data()) != pid);
        QVERIFY_RESULT(ask(*url, QStringLiteral("SELECT count(*)::text AS answer FROM kept")));
    }

    void aServerThatRecoversIsWaitedFor()
    {
        EmbeddedPostgres postgres(data());
        QVERIFY_RESULT(await(postgres.start()));
        const qint64 pid = serverPid(data());
        const qint64 helper = helperOf(pid, "checkpointer");
        QVERIFY(helper > 0);
        QCOMPARE(::kill(pid_t(helper), SIGKILL), 0);
        // It has noticed, and says in its file that it is ready all the same.
        QTRY_VERIFY(helperOf(pid, "checkpointer") != helper);
        const auto url = await(postgres.start());
        QVERIFY_RESULT(url);
        QCOMPARE(serverPid(data()), pid);
        QVERIFY_RESULT(ask(*url, QStringLiteral("SELECT 'yes' AS answer")));
    }

    void aServerThatHangsIsEndedAllTheSame()
    {
        EmbeddedPostgres postgres(data(), std::chrono::milliseconds(300));
        const auto first = await(postgres.start());
        QVERIFY_RESULT(first);
        QVERIFY_RESULT(test::runSql(*first, QStringLiteral("CREATE TABLE kept (a int)")));
        const qint64 pid = serverPid(data());
        // Without it no server ends in order.
        QCOMPARE(::kill(pid_t(helperOf(pid, "checkpointer")), SIGSTOP), 0);
        QVERIFY_RESULT(await(postgres.stop()));
        QVERIFY(isGone(pid));
        const auto url = await(postgres.start());
        QVERIFY_RESULT(url);
        QVERIFY_RESULT(ask(*url, QStringLiteral("SELECT count(*)::text AS answer FROM kept")));
    }

    void aNumberThatBelongsToAnotherProcessNowIsNoServer()
    {
        EmbeddedPostgres postgres(data());
        QVERIFY_RESULT(await(postgres.start()));
        const QString file = data() + QStringLiteral("/postgres/postmaster.pid");
        auto content = readFile(file);
        const QByteArray old = QByteArray::number(serverPid(data()));
        QVERIFY_RESULT(await(postgres.stop()));
        const QByteArray ours = QByteArray::number(QCoreApplication::applicationPid());
        QVERIFY_RESULT(writePrivateFile(file, content->replace(0, old.size(), ours)));
        QVERIFY_RESULT(await(postgres.start()));
        QVERIFY(serverPid(data()) != QCoreApplication::applicationPid());
    }

    void twoAtOnceGetTheSameServer()
    {
        EmbeddedPostgres one(data());
        EmbeddedPostgres two(data());
        auto first = one.start();
        auto second = two.start();
        const auto firstUrl = await(std::move(first));
        const auto secondUrl = await(std::move(second));
        QVERIFY_RESULT(firstUrl);
        QVERIFY_RESULT(secondUrl);
        QCOMPARE(*firstUrl, *secondUrl);
    }

    void aClusterOfAnotherVersionIsRefused()
    {
        EmbeddedPostgres postgres(data());
        QVERIFY_RESULT(await(postgres.start()));
        QVERIFY_RESULT(await(postgres.stop()));
        QVERIFY_RESULT(writePrivateFile(data() + QStringLiteral("/postgres/PG_VERSION"), "99\n"));
        const auto url = await(postgres.start());
        QVERIFY(!url);
        QCOMPARE(url.error().code, ErrorCode::Unsupported);
        QVERIFY(url.error().message.contains(QStringLiteral("PostgreSQL 99")));
    }

    void aForeignClusterIsRefused()
    {
        QVERIFY(QDir(data()).mkpath(QStringLiteral("postgres")));
        QVERIFY_RESULT(writePrivateFile(data() + QStringLiteral("/postgres/PG_VERSION"), "17\n"));
        const auto url = await(EmbeddedPostgres(data()).start());
        QVERIFY(!url);
        QCOMPARE(url.error().code, ErrorCode::Unsupported);
        QVERIFY(url.error().message.contains(QStringLiteral("not a database of Skybranch")));
    }

    void aServerThatCanNotStartIsSaid()
    {
        EmbeddedPostgres postgres(data());
        QVERIFY_RESULT(await(postgres.start()));
        QVERIFY_RESULT(await(postgres.stop()));
        QVERIFY(QFile::remove(data() + QStringLiteral("/postgres/global/pg_control")));
        const auto url = await(postgres.start());
        QVERIFY(!url);
        QCOMPARE(url.error().code, ErrorCode::Unavailable);
        QVERIFY(url.error().message.contains(QStringLiteral("postgres.log")));
        QVERIFY(url.error().detail.contains(QStringLiteral("pg_control")));
    }

private:
    QString data() const { return m_folder->path(); }

    std::optional<QTemporaryDir> m_folder;
};

int main(int argc, char **argv)
{
    QCoreApplication application(argc, argv);
    if (application.arguments().value(1) == QStringLiteral("--backend"))
        return runBackend(application.arguments().value(2));
    TestEmbeddedPostgres test;
    return QTest::qExec(&test, argc, argv);
}

#include "tst_embeddedpostgres.moc"
