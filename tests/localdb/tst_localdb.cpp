// SPDX-License-Identifier: GPL-3.0-or-later
#include "localdb/desktopstore.h"
#include "localdb/mirrorstore.h"
#include "support/result.h"

#include <QDir>
#include <QFile>
#include <QSqlDatabase>
#include <QSqlQuery>
#include <QTemporaryDir>
#include <QTest>

using namespace skybranch;
using namespace skybranch::localdb;
using test::await;

class TestLocalDb : public QObject
{
    Q_OBJECT

    QTemporaryDir m_dir;

    QString path() const { return m_dir.filePath(QStringLiteral("data/desktop.db")); }

    Result<std::shared_ptr<Database>> open() const
    {
        const auto database = std::make_shared<Database>(path());
        return await(database->open(QStringLiteral(":/localdb/desktop"))).transform([&] {
            return database;
        });
    }

    void writeFile(const QByteArray &content) const
    {
        QFile file(path());
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(content);
    }

    void execRaw(const QString &sql) const
    {
        {
            auto raw = QSqlDatabase::addDatabase(QStringLiteral("QSQLITE"), QStringLiteral("raw"));
            raw.setDatabaseName(path());
            QVERIFY(raw.open());
            QVERIFY(QSqlQuery(raw).exec(sql));
        }
        QSqlDatabase::removeDatabase(QStringLiteral("raw"));
    }

private Q_SLOTS:
    void init() { QDir(m_dir.filePath(QStringLiteral("data"))).removeRecursively(); }
    void keepsWhatWasStored();
    void removingARepositoryForgetsItsWorktrees();
    void worktreeOfAnUnknownRepositoryIsRefused();
    void forwardedPortsAreKept();
    void agentWorkspacesAreKept();
    void mirrorMergesUpdates();
    void mirrorAndPositionChangeTogether();
    void replaceLeavesOnlyTheNew();
    void mirrorsOfTwoBackendsDoNotMix();
    void damagedFileIsSetAside();
    void newerFileIsRefused();
    void unusableFolderIsAnError();
    void goneWhileItOpensLeavesNobodyAtWork();
    void failedTransactionLeavesNothing();
};

void TestLocalDb::keepsWhatWasStored()
{
    const StoredWorktree stored{QStringLiteral("/home/x/shop"),  1,   WorkspaceId::create(), false,
                                QDateTime::currentDateTimeUtc(), true};
    {
        const auto database = open();
        QVERIFY_RESULT(database);
        const DesktopStore store(*database);
        const auto id = await(store.addRepository(QStringLiteral("/home/x/shop")));
        QVERIFY_RESULT(id);
        QCOMPARE(*id, 1);
        QCOMPARE(await(store.addRepository(QStringLiteral("/home/x/shop"))).value(), 1);
        QVERIFY_RESULT(await(store.saveWorktree(stored)));
        QVERIFY_RESULT(await(store.saveWindowState(QStringLiteral("size"), "1")));
        QVERIFY_RESULT(await(store.saveWindowState(QStringLiteral("size"), QByteArray(3, '\0'))));
    }
    const auto database = open();
    QVERIFY_RESULT(database);
    QVERIFY((*database)->notice().isEmpty());
    const auto state = await(DesktopStore(*database).load());
    QVERIFY_RESULT(state);
    QCOMPARE(state->repositories.size(), 1);
    QCOMPARE(state->repositories[0].folder, QStringLiteral("/home/x/shop"));
    QCOMPARE(state->worktrees, QList{stored});
    QCOMPARE(state->windowState.value(QStringLiteral("size")), QByteArray(3, '\0'));
    QCOMPARE(QFile::permissions(QFileInfo(path()).path())
                 & (QFile::ReadGroup | QFile::ReadOther | QFile::ExeOther),
             QFile::Permissions());
}

void TestLocalDb::removingARepositoryForgetsItsWorktrees()
{
    const auto database = open();
    QVERIFY_RESULT(database);
    const DesktopStore store(*database);
    const qint64 id = await(store.addRepository(QStringLiteral("/a"))).value();
    QVERIFY_RESULT(await(store.saveWorktree({QStringLiteral("/a"), id, {}, true, {}})));
    QVERIFY_RESULT(await(store.removeRepository(id)));
    const auto state = await(store.load());
    QVERIFY_RESULT(state);
    QVERIFY(state->repositories.isEmpty());
    QVERIFY(state->worktrees.isEmpty());
}

void TestLocalDb::worktreeOfAnUnknownRepositoryIsRefused()
{
    const auto database = open();
    QVERIFY_RESULT(database);
    const auto saved = await(DesktopStore(*database).saveWorktree({QStringLiteral("/a"), 7}));
    QVERIFY(!saved);
    QCOMPARE(saved.error().code, ErrorCode::Conflict);
}

void TestLocalDb::forwardedPortsAreKept()
{
    const auto database = open();
    QVERIFY_RESULT(database);
    const DesktopStore store(*database);
    const ForwardedPort web{WorkspaceId::create(), 3000, 3000};
    const ForwardedPort moved{web.workspaceId, 8080, 41'000};
    const ForwardedPort other{WorkspaceId::create(), 65'535, 65'535};
    for (const ForwardedPort &port : {web, {web.workspaceId, 8080, 8080}, moved, other})
        QVERIFY_RESULT(await(store.saveForwardedPort(port)));
    QCOMPARE(await(store.load())->forwardedPorts, (QList{web, moved, other}));
    QVERIFY_RESULT(await(store.removeForwardedPort(web.workspaceId, 3000)));
    QCOMPARE(await(store.load())->forwardedPorts, (QList{moved, other}));
    QVERIFY_RESULT(await(store.removeForwardedPorts(web.workspaceId)));
    QCOMPARE(await(store.load())->forwardedPorts, QList{other});
}

void TestLocalDb::agentWorkspacesAreKept()
{
    const auto database = open();
    QVERIFY_RESULT(database);
    const DesktopStore store(*database);
    const WorkspaceId id = WorkspaceId::create();
    QVERIFY(await(store.load())->agentWorkspaces.isEmpty());
    QVERIFY_RESULT(await(store.saveAgentWorkspace(id, true)));
    QVERIFY_RESULT(await(store.saveAgentWorkspace(id, true)));
    QCOMPARE(await(store.load())->agentWorkspaces, QSet{id});
    QVERIFY_RESULT(await(store.saveAgentWorkspace(id, false)));
    QVERIFY(await(store.load())->agentWorkspaces.isEmpty());
}

void TestLocalDb::mirrorMergesUpdates()
{
    using Kind = ShapeChange::Kind;
    const auto database = open();
    QVERIFY_RESULT(database);
    const MirrorStore mirror(*database, QStringLiteral("bundled"));
    const QJsonObject row{{QStringLiteral("id"), QStringLiteral("1")},
                          {QStringLiteral("status"), QStringLiteral("running")},
                          {QStringLiteral("step"), QStringLiteral("ready")}};
    const QJsonObject patch{{QStringLiteral("status"), QStringLiteral("paused")},
                            {QStringLiteral("step"), QJsonValue::Null}};
    QVERIFY_RESULT(await(mirror.apply(
        {{Kind::Insert, QStringLiteral("1"), row}, {Kind::Insert, QStringLiteral("2"), row}},
        {QStringLiteral("h"), QStringLiteral("0_0")})));
    QVERIFY_RESULT(await(mirror.apply(
        {{Kind::Update, QStringLiteral("1"), patch}, {Kind::Delete, QStringLiteral("2"), {}}},
        {QStringLiteral("h"), QStringLiteral("5_0")})));
    const auto state = await(mirror.load());
    QVERIFY_RESULT(state);
    QCOMPARE(state->position, (ShapePosition{QStringLiteral("h"), QStringLiteral("5_0")}));
    QCOMPARE(state->rows.keys(), QStringList{QStringLiteral("1")});
    const QJsonObject merged{{QStringLiteral("id"), QStringLiteral("1")},
                             {QStringLiteral("status"), QStringLiteral("paused")}};
    QCOMPARE(state->rows.first(), merged);
}

void TestLocalDb::mirrorAndPositionChangeTogether()
{
    const auto database = open();
    QVERIFY_RESULT(database);
    const MirrorStore mirror(*database, QStringLiteral("bundled"));
    QVERIFY_RESULT(await((*database)->run([](Connection &connection) {
        return connection.exec(
            QStringLiteral("CREATE TRIGGER no BEFORE INSERT ON shape_positions BEGIN SELECT "
                           "RAISE(ABORT, 'no'); END"));
    })));
    const auto applied = await(mirror.apply({{ShapeChange::Kind::Insert, QStringLiteral("1"), {}}},
                                            {QStringLiteral("h"), QStringLiteral("0_0")}));
    QVERIFY(!applied);
    const auto state = await(mirror.load());
    QVERIFY_RESULT(state);
    QVERIFY(state->rows.isEmpty());
    QCOMPARE(state->position, ShapePosition());
}

void TestLocalDb::replaceLeavesOnlyTheNew()
{
    const auto database = open();
    QVERIFY_RESULT(database);
    const MirrorStore mirror(*database, QStringLiteral("bundled"));
    const auto insert = [](const char *id) {
        return ShapeChange{ShapeChange::Kind::Insert, QString::fromLatin1(id), {}};
    };
    QVERIFY_RESULT(await(mirror.apply({insert("1"), insert("2")}, {})));
    QVERIFY_RESULT(await(
        mirror.replace({insert("2"), insert("3")}, {QStringLiteral("n"), QStringLiteral("9_0")})));
    const auto state = await(mirror.load());
    QVERIFY_RESULT(state);
    QCOMPARE(state->rows.keys(), (QStringList{QStringLiteral("2"), QStringLiteral("3")}));
    QCOMPARE(state->position.handle, QStringLiteral("n"));
}

void TestLocalDb::mirrorsOfTwoBackendsDoNotMix()
{
    const auto database = open();
    QVERIFY_RESULT(database);
    const MirrorStore one(*database, QStringLiteral("one"));
    const MirrorStore two(*database, QStringLiteral("two"));
    QVERIFY_RESULT(await(one.apply({{ShapeChange::Kind::Insert, QStringLiteral("1"), {}}}, {})));
    QVERIFY_RESULT(await(one.saveRepositories(
        {{QStringLiteral("r"), QStringLiteral("acme/shop"), QStringLiteral("ssh://x/y")}})));
    QVERIFY_RESULT(await(two.replace({}, {})));
    QCOMPARE(await(one.load()).value().rows.size(), 1);
    QCOMPARE(await(one.load()).value().repositories.size(), 1);
    QVERIFY(await(two.load()).value().rows.isEmpty());
    QVERIFY(await(two.load()).value().repositories.isEmpty());
}

void TestLocalDb::damagedFileIsSetAside()
{
    QVERIFY(QDir().mkpath(QFileInfo(path()).path()));
    const QByteArray rubbish(9000, 'x');
    writeFile(rubbish);
    const auto database = open();
    QVERIFY_RESULT(database);
    const QFileInfoList aside
        = QDir(QFileInfo(path()).path())
              .entryInfoList({QStringLiteral("desktop.db.damaged-*")}, QDir::Files);
    QCOMPARE(aside.size(), 1);
    QVERIFY((*database)->notice().contains(aside[0].fileName()));
    QFile file(aside[0].filePath());
    QVERIFY(file.open(QIODevice::ReadOnly));
    QCOMPARE(file.readAll(), rubbish);
    QVERIFY_RESULT(await(DesktopStore(*database).addRepository(QStringLiteral("/a"))));
}

void TestLocalDb::newerFileIsRefused()
{
    QVERIFY_RESULT(open());
    execRaw(QStringLiteral("PRAGMA user_version = 999"));
    const auto again = open();
    QVERIFY(!again);
    QCOMPARE(again.error().code, ErrorCode::Unsupported);
    QVERIFY(again.error().message.contains(path()));
}

void TestLocalDb::unusableFolderIsAnError()
{
    Database database(QStringLiteral("/proc/none/desktop.db"));
    const auto opened = await(database.open(QStringLiteral(":/localdb/desktop")));
    QVERIFY(!opened);
    QCOMPARE(opened.error().code, ErrorCode::Unavailable);
}

/// The program may end at any time: what still used the file then would crash.
void TestLocalDb::goneWhileItOpensLeavesNobodyAtWork()
{
    {
        Database database(path());
        static_cast<void>(database.open(QStringLiteral(":/localdb/desktop")));
    }
    QCOMPARE(QSqlDatabase::connectionNames(), QStringList());
    QVERIFY(QFile::exists(path()));
    QVERIFY_RESULT(open());
}

void TestLocalDb::failedTransactionLeavesNothing()
{
    const auto database = open();
    QVERIFY_RESULT(database);
    const auto done = await((*database)->run([](Connection &connection) {
        return connection.transaction([&]() -> Result<> {
            auto first = connection.exec(
                QStringLiteral("INSERT INTO repositories (folder, added_at) VALUES ('/a', '')"));
            if (!first)
                return first;
            return failure(ErrorCode::Cancelled, QStringLiteral("No."));
        });
    }));
    QVERIFY(!done);
    QCOMPARE(done.error().code, ErrorCode::Cancelled);
    QVERIFY(await(DesktopStore(*database).load()).value().repositories.isEmpty());
}

QTEST_GUILESS_MAIN(TestLocalDb)
#include "tst_localdb.moc"
