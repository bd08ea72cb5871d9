// SPDX-License-Identifier: GPL-3.0-or-later
#include "../edge/edgerig.h"
#include "../edge/shapetalk.h"
#include "client/mirror.h"
#include "client/shapefollower.h"

#include <QProcess>
#include <QRandomGenerator>

using namespace skybranch;
using namespace skybranch::test;
using namespace Qt::StringLiterals;

namespace {

using RowMap = QMap<QString, QJsonObject>;

Result<localdb::MirrorStore> openStore(const QString &path)
{
    const auto database = std::make_shared<localdb::Database>(path);
    if (const auto opened = await(database->open(u":/localdb/desktop"_s)); !opened)
        return failure(opened);
    return localdb::MirrorStore(database, u"test"_s);
}

/// What the desktop's process does: follows into the file, and says when it is up to date.
int follow(const QStringList &arguments)
{
    const auto store = openStore(arguments.at(2));
    if (!store)
        return 1;
    client::Mirror mirror;
    client::ShapeFollower follower(mirror, u"cloud_workspaces"_s);
    const auto api
        = std::make_shared<client::ApiClient>(QUrl(arguments.at(3)), qgetenv("SKYBRANCH_TEST_KEY"));
    QObject::connect(&mirror, &client::Mirror::loaded, &mirror, [&] { follower.follow(api); });
    QObject::connect(&follower, &client::ShapeFollower::upToDate, &mirror, [&mirror] {
        std::puts(qPrintable(mirror.position().offset));
        std::fflush(stdout);
    });
    mirror.load(*store);
    return QCoreApplication::exec();
}

/// A column that is not there is null.
QJsonObject withoutNulls(QJsonObject row)
{
    for (const QString &name : row.keys()) {
        if (row.value(name).isNull())
            row.remove(name);
    }
    return row;
}

Task<> write(clouddb::Database &database, CloudRows rows, quint32 seed)
{
    QRandomGenerator random(seed);
    for (int i = 0; i < 60; ++i) {
        const domain::Workspace fresh = rows.workspace();
        const int steps = random.bounded(1, 5);
        const quint32 next = random.generate();
        const auto done
            = co_await database.run(u"write"_s, [=](clouddb::Transaction &transaction) -> Result<> {
                  QRandomGenerator each(next);
                  (void)clouddb::WorkspaceStore(transaction, rows.organization).insert(fresh);
                  for (int n = 0; n < steps; ++n)
                      (void)transaction.exec(
                          each.bounded(4) == 0
                              ? u"DELETE FROM cloud_workspaces WHERE id = (SELECT id FROM "
                                "cloud_workspaces ORDER BY id OFFSET ? LIMIT 1)"_s
                              : u"UPDATE cloud_workspaces SET name = 'n' || random(), pr_url = "
                                "CASE WHEN pr_url IS NULL THEN 'u' END WHERE id = (SELECT id FROM "
                                "cloud_workspaces ORDER BY id OFFSET ? LIMIT 1)"_s,
                          {each.bounded(20)});
                  return {};
              });
        // Those who met in the wrong order have written nothing.
        if (!done && done.error().code != ErrorCode::Unavailable)
            co_return failure(done);
    }
    co_return Result<>{};
}

} // namespace

/// The desktop's copy of the cloud, and a desktop that is killed again and again.
class TestMirror : public QObject
{
    Q_OBJECT

private:
    PostgresRig m_postgres;
    std::unique_ptr<EdgeRig> m_rig;
    QTemporaryDir m_folder;

    QString path() const { return m_folder.filePath(u"desktop.sqlite"_s); }

    void start(QProcess &desktop) const
    {
        auto environment = QProcessEnvironment::systemEnvironment();
        environment.insert(u"SKYBRANCH_TEST_KEY"_s, QString::fromLatin1(m_rig->ourKey));
        desktop.setProcessEnvironment(environment);
        desktop.setProcessChannelMode(QProcess::ForwardedErrorChannel);
        desktop.start(QCoreApplication::applicationFilePath(),
                      {u"--follow"_s, path(), m_rig->base});
    }

    static void kill(QProcess &desktop)
    {
        desktop.kill();
        desktop.waitForFinished();
    }

    Result<RowMap> stored() const
    {
        const auto store = openStore(path());
        if (!store)
            return failure(store);
        const auto state = await(store->load());
        if (!state)
            return failure(state);
        RowMap rows;
        for (const auto &[id, row] : state->rows.asKeyValueRange())
            rows.insert(id, withoutNulls(row));
        return rows;
    }

private Q_SLOTS:
    void aKilledDesktopMissesNothing()
    {
        QVERIFY_RESULT(m_postgres.start());
        m_rig = std::make_unique<EdgeRig>();
        QVERIFY_RESULT(m_rig->start(m_postgres));
        int running = 3;
        for (int i = 0; i < 3; ++i)
            QCoro::connect(write(*m_rig->database, m_rig->ours, quint32(i)), this,
                           [&running](const Result<> &done) {
                               QVERIFY_RESULT(done);
                               --running;
                           });
        QRandomGenerator random(1);
        int killed = 0;
        while (running > 0) {
            QProcess desktop;
            start(desktop);
            // In the middle of something: between two answers, or before the first.
            const int lines = random.bounded(4);
            for (int i = 0; i < lines && running > 0; ++i) {
                QTRY_VERIFY(desktop.canReadLine() || running == 0);
                desktop.readLine();
            }
            kill(desktop);
            ++killed;
        }
        QVERIFY(killed > 2);
        ShapeTalk server(m_rig->client(m_rig->ourKey));
        QCOMPARE(server.readOn(), 200);
        QProcess desktop;
        start(desktop);
        QByteArray offset;
        QTRY_VERIFY((offset = desktop.canReadLine() ? desktop.readLine().trimmed() : offset)
                    == server.offset.toLatin1());
        kill(desktop);
        RowMap wanted;
        for (const QJsonObject &row : std::as_const(server.rows))
            wanted.insert(row.value("id"_L1).toString(), withoutNulls(row));
        QVERIFY(wanted.size() > 20);
        // Read without a backend: what it shows offline.
        m_rig.reset();
        const auto rows = stored();
        QVERIFY_RESULT(rows);
        QCOMPARE(*rows, wanted);
    }
};

int main(int argc, char **argv)
{
    QCoreApplication application(argc, argv);
    if (application.arguments().value(1) == "--follow"_L1)
        return follow(application.arguments());
    TestMirror test;
    return QTest::qExec(&test, argc, argv);
}
#include "tst_mirror.moc"
