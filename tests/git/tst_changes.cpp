// SPDX-License-Identifier: GPL-3.0-or-later
#include "git/repository.h"
#include "remoterig.h"
#include "support/processes.h"

#include <QDirIterator>
#include <QElapsedTimer>
#include <QTcpServer>
#include <QTcpSocket>
#include <QTest>

using namespace skybranch;
using namespace skybranch::git;
using namespace Qt::StringLiterals;
using namespace skybranch::test;
using skybranch::test::await;

namespace {

/// A git server that lets nobody in.
class ClosedServer : public QTcpServer
{
public:
    ClosedServer()
    {
        connect(this, &QTcpServer::newConnection, this, [this] {
            QTcpSocket *socket = nextPendingConnection();
            connect(socket, &QTcpSocket::readyRead, socket, [socket] {
                if (!socket->readAll().endsWith("\r\n\r\n"))
                    return;
                socket->write("HTTP/1.1 401 Unauthorized\r\nWWW-Authenticate: Basic realm=\"x\"\r\n"
                              "Content-Length: 0\r\nConnection: close\r\n\r\n");
                socket->disconnectFromHost();
            });
        });
        listen(QHostAddress::LocalHost);
    }

    QString url(const QString &userInfo) const
    {
        return u"http://"_s + userInfo + u"127.0.0.1:%1/shop.git"_s.arg(serverPort());
    }
};

} // namespace

class TestChanges : public QObject, RemoteRig
{
    Q_OBJECT

    static QStringList locksIn(const QString &folder)
    {
        QStringList locks;
        QDirIterator files(folder, {u"*.lock"_s}, QDir::Files | QDir::Hidden,
                           QDirIterator::Subdirectories);
        while (files.hasNext())
            locks << files.next();
        return locks;
    }

private Q_SLOTS:
    void fetchBringsCommitsAndTellsHowFarItIs()
    {
        const auto remote = freshRemote();
        const auto here = cloneOf(remote);
        const auto other = cloneOf(remote);
        for (int i = 0; i < 20; ++i)
            other.commit(u"f%1"_s.arg(i), QByteArray(1000, 'x'), u"More"_s);
        other.git({u"push"_s, u"-q"_s});

        QList<Progress> seen;
        GitCall call = in(here);
        call.onProgress = [&seen](const Progress &progress) { seen << progress; };
        const auto result = await(fetch(call));
        QVERIFY_RESULT(result);
        QCOMPARE(here.head(u"origin/main"_s), other.head());
        QVERIFY(std::ranges::any_of(seen, [](const Progress &progress) {
            return progress.phase == u"Counting objects"_s && progress.total > 0
                && progress.done == progress.total;
        }));
    }

    void fetchFromWhatIsGone()
    {
        const auto remote = freshRemote();
        const auto here = cloneOf(remote);
        VERIFY_ERROR(await(fetch(in(here), u"no-such-remote"_s)), ErrorCode::NotFound,
                     u"git remote -v"_s);
        QVERIFY(QDir(remote.path()).removeRecursively());
        VERIFY_ERROR(await(fetch(in(here))), ErrorCode::NotFound, u"no such repository"_s);
        VERIFY_ERROR(await(fetch({.folder = freshPath()})), ErrorCode::NotFound,
                     u"does not exist"_s);
    }

    void aRemoteNameIsNoOption()
    {
        const auto here = cloneOf(freshRemote());
        const QString marker = freshPath();
        const auto result = await(fetch(in(here), u"--upload-pack=touch %1;"_s.arg(marker)));
        QVERIFY(!result);
        QVERIFY(!QFile::exists(marker));
    }

    void withoutANetwork()
    {
        const auto here = cloneOf(freshRemote());
        here.git({u"remote"_s, u"set-url"_s, u"origin"_s, u"http://127.0.0.1:1/x.git"_s});
        VERIFY_ERROR(await(fetch(in(here))), ErrorCode::Unavailable, u"network"_s);
    }

    void nobodyIsAsked_data()
    {
        QTest::addColumn<QString>("userInfo");
        QTest::newRow("no name") << QString();
        QTest::newRow("name") << u"me@"_s;
        QTest::newRow("password") << u"me:hunter2@"_s;
    }
    void nobodyIsAsked()
    {
        QFETCH(QString, userInfo);
        const ClosedServer server;
        const auto here = cloneOf(freshRemote());
        here.git({u"remote"_s, u"set-url"_s, u"origin"_s, server.url(userInfo)});
        // A window that asks would hang: it must not even be started.
        GitCall call = in(here);
        const QString marker = freshPath();
        const QString ask = freshPath();
        ScratchHome::writeScript(ask, "touch " + marker.toUtf8() + "\nsleep 60\n");
        for (const QString &name : {u"SSH_ASKPASS"_s, u"GIT_ASKPASS"_s})
            call.program.environment.insert(name, ask);
        const auto result = await(fetch(call));
        VERIFY_ERROR(result, ErrorCode::AuthenticationFailed, u"credential helper"_s);
        QVERIFY(!QFile::exists(marker));
        QVERIFY(!result.error().detail.contains(u"hunter2"_s));
        QVERIFY(!result.error().message.contains(u"hunter2"_s));
    }

    void cancelEndsAFetchInTheMiddle()
    {
        const auto here = cloneOf(freshRemote());
        here.git({u"remote"_s, u"set-url"_s, u"origin"_s, u"ssh://127.0.0.1/x"_s});
        const QString pidFile = freshPath();
        const QString ssh = freshPath();
        ScratchHome::writeScript(ssh, "echo $$ >" + pidFile.toUtf8() + "\nexec sleep 60\n");
        StopSource stop;
        GitCall call{.folder = here.path(), .stop = stop.get_token()};
        call.program.environment.insert(u"GIT_SSH_COMMAND"_s, ssh);
        auto task = fetch(call);
        QTRY_VERIFY(QFileInfo(pidFile).size() > 0);
        QElapsedTimer timer;
        timer.start();
        stop.request_stop();
        VERIFY_ERROR(await(std::move(task)), ErrorCode::Cancelled, u"Cancelled"_s);
        QVERIFY(timer.elapsed() < 10'000);
        QFile file(pidFile);
        QVERIFY(file.open(QIODevice::ReadOnly));
        QTRY_VERIFY(!test::isRunning(file.readAll().trimmed().toLongLong()));
        QCOMPARE(locksIn(here.file(u".git"_s)), QStringList());
    }

    void aFetchThatHangsTimesOut()
    {
        const auto here = cloneOf(freshRemote());
        here.git({u"remote"_s, u"set-url"_s, u"origin"_s, u"ssh://127.0.0.1/x"_s});
        GitCall call{.folder = here.path(), .timeout = std::chrono::milliseconds(200)};
        call.program.environment.insert(u"GIT_SSH_COMMAND"_s, u"sleep 60 #"_s);
        VERIFY_ERROR(await(fetch(call)), ErrorCode::Timeout, u"git"_s);
    }

    void anotherRepositoryInTheEnvironmentIsIgnored()
    {
        const auto here = cloneOf(freshRemote());
        const auto wrong = ScratchRepository::create(freshPath());
        GitCall call = in(here);
        call.program.environment.insert(u"GIT_DIR"_s, wrong.file(u".git"_s));
        const auto id = await(runGit(call, {u"rev-parse"_s, u"--absolute-git-dir"_s}));
        QVERIFY_RESULT(id);
        QCOMPARE(QString::fromUtf8(id->trimmed()), here.file(u".git"_s));
    }

    void aMissingGitIsSaid()
    {
        GitCall call{.folder = home.path()};
        call.program.program = u"no-such-git"_s;
        VERIFY_ERROR(await(fetch(call)), ErrorCode::NotFound, u"no-such-git"_s);
    }

    void pullMovesACleanBranch()
    {
        const auto remote = freshRemote();
        const auto here = cloneOf(remote);
        const auto other = cloneOf(remote);
        const QString before = here.head();
        auto result = await(pullFastForward(in(here)));
        QVERIFY_RESULT(result);
        QCOMPARE(result->newId, before);
        const QString id = other.commit(u"f"_s, "1", u"More"_s);
        other.git({u"push"_s, u"-q"_s});
        here.write(u"untracked"_s, "stays");
        result = await(pullFastForward(in(here)));
        QVERIFY_RESULT(result);
        QCOMPARE(result->oldId, before);
        QCOMPARE(result->newId, id);
        QCOMPARE(here.head(), id);
        QVERIFY(QFile::exists(here.file(u"f"_s)) && QFile::exists(here.file(u"untracked"_s)));
    }

    void pullTouchesNobodysWork()
    {
        const auto remote = freshRemote();
        const auto here = cloneOf(remote);
        diverge(here, remote);
        const QString before = here.head();
        const auto refused = [&](ErrorCode code, const QString &words) {
            const auto result = await(pullFastForward(in(here)));
            VERIFY_ERROR(result, code, words);
            QCOMPARE(here.head(), before);
        };
        refused(ErrorCode::Conflict, u"have diverged: 1 here, 1 there"_s);
        here.write(u"README"_s, "changed\n");
        refused(ErrorCode::Conflict, u"not committed"_s);
        QCOMPARE(here.git({u"diff"_s, u"--name-only"_s}), u"README"_s);
        here.git({u"checkout"_s, u"-q"_s, u"--"_s, u"README"_s});
        here.git({u"branch"_s, u"--unset-upstream"_s});
        refused(ErrorCode::NotFound, u"Push it once"_s);
        here.git({u"checkout"_s, u"-q"_s, u"--detach"_s});
        refused(ErrorCode::Conflict, u"No branch"_s);
    }

    void pullDoesNotOverwriteWhatIsUntracked()
    {
        const auto remote = freshRemote();
        const auto here = cloneOf(remote);
        const auto other = cloneOf(remote);
        other.commit(u"mine"_s, "theirs", u"More"_s);
        other.git({u"push"_s, u"-q"_s});
        here.write(u"mine"_s, "ours");
        VERIFY_ERROR(await(pullFastForward(in(here))), ErrorCode::Conflict, u"overwritten"_s);
        QFile file(here.file(u"mine"_s));
        QVERIFY(file.open(QIODevice::ReadOnly));
        QCOMPARE(file.readAll(), QByteArray("ours"));
    }

    void pullOfABranchThatTheRemoteHasDeleted()
    {
        const auto remote = freshRemote();
        const auto here = cloneOf(remote);
        here.git({u"checkout"_s, u"-q"_s, u"-b"_s, u"topic"_s});
        here.git({u"push"_s, u"-q"_s, u"-u"_s, u"origin"_s, u"topic"_s});
        remote.git({u"branch"_s, u"-D"_s, u"topic"_s});
        here.git({u"config"_s, u"fetch.prune"_s, u"true"_s});
        VERIFY_ERROR(await(pullFastForward(in(here))), ErrorCode::NotFound, u"any more"_s);
    }

    void cloneABranch()
    {
        const auto remote = freshRemote();
        remote.git({u"branch"_s, u"topic/x"_s});
        const QString folder = freshPath();
        const auto result = await(
            clone({.folder = home.path()}, {u"file://"_s + remote.path(), folder, u"topic/x"_s}));
        QVERIFY_RESULT(result);
        QCOMPARE(*Repository::open(folder)->currentBranch(), u"topic/x"_s);
    }

    void cloneExplainsWhatIsWrong()
    {
        const auto remote = freshRemote();
        const GitCall call{.folder = home.path()};
        const QString url = u"file://"_s + remote.path();
        const QString folder = freshPath();
        VERIFY_ERROR(await(clone(call, {u"https://me:hunter2@example.org/x"_s, folder})),
                     ErrorCode::InvalidArgument, u"password"_s);
        VERIFY_ERROR(await(clone(call, {url, u"relative"_s})), ErrorCode::InvalidArgument,
                     u"absolute"_s);
        VERIFY_ERROR(await(clone(call, {u"file://"_s + freshPath(), folder})), ErrorCode::NotFound,
                     u"no such repository"_s);
        VERIFY_ERROR(await(clone(call, {url, folder, u"no/such"_s})), ErrorCode::NotFound,
                     u"no such branch"_s);
        VERIFY_ERROR(await(clone(call, {url, remote.path()})), ErrorCode::Conflict,
                     u"exists already"_s);
        QVERIFY(!QFile::exists(folder));
    }

    void cloneRunsNoCommandOfAnUrl()
    {
        const QString marker = freshPath();
        for (const QString &url :
             {u"ext::touch %1"_s.arg(marker), u"--upload-pack=touch %1;"_s.arg(marker),
              u"ssh://-oProxyCommand=touch %1/x"_s.arg(marker)})
            QVERIFY(!await(clone({.folder = home.path()}, {url, freshPath()})));
        QVERIFY(!QFile::exists(marker));
    }

    void aCancelledCloneLeavesNothing()
    {
        const QString folder = freshPath();
        const QString marker = freshPath();
        const QString ssh = freshPath();
        ScratchHome::writeScript(ssh, "touch " + marker.toUtf8() + "\nexec sleep 60\n");
        StopSource stop;
        GitCall call{.folder = home.path(), .stop = stop.get_token()};
        call.program.environment.insert(u"GIT_SSH_COMMAND"_s, ssh);
        auto task = clone(call, {u"ssh://127.0.0.1/x"_s, folder});
        QTRY_VERIFY(QFile::exists(marker));
        stop.request_stop();
        VERIFY_ERROR(await(std::move(task)), ErrorCode::Cancelled, u"Cancelled"_s);
        QVERIFY(!QFile::exists(folder));
    }

    void aBundleCarriesARepository()
    {
        const auto remote = freshRemote();
        const auto here = cloneOf(remote);
        here.git({u"checkout"_s, u"-q"_s, u"-b"_s, u"topic/x"_s});
        const QString base = here.commit(u"f"_s, "1", u"Only here"_s);
        const QString bundle = freshPath();
        QVERIFY_RESULT(await(createBundle(in(here), {u"refs/heads/topic/x"_s}, bundle)));
        const QString folder = freshPath();
        const QString url = u"ssh://git@example.org/acme/shop.git"_s;
        QVERIFY_RESULT(
            await(cloneFromBundle({.folder = home.path()}, bundle, {url, folder, u"topic/x"_s})));
        const auto clone = Repository::open(folder);
        QVERIFY_RESULT(clone);
        QCOMPARE(*clone->currentBranch(), u"topic/x"_s);
        QCOMPARE(*clone->resolve(u"HEAD"_s), base);
        QCOMPARE(*clone->remoteUrl(), url);

        // And then only what is new.
        const QString id = here.commit(u"f"_s, "2", u"Newer"_s);
        const QString small = freshPath();
        QVERIFY_RESULT(await(createBundle(in(here), {u"refs/heads/topic/x"_s}, small, {base})));
        QVERIFY(QFileInfo(small).size() < QFileInfo(bundle).size());
        QVERIFY_RESULT(await(fetchBundle({.folder = folder}, small,
                                         {u"refs/heads/topic/x:refs/remotes/origin/topic/x"_s})));
        QCOMPARE(*clone->resolve(u"origin/topic/x"_s), id);
    }

    void bundlesThatCanNotBe()
    {
        const auto here = cloneOf(freshRemote());
        const QString file = freshPath();
        VERIFY_ERROR(await(createBundle(in(here), {u"refs/heads/main"_s}, file, {here.head()})),
                     ErrorCode::Conflict, u"nothing to send"_s);
        for (const QString &ref : {u"--all"_s, u"main"_s, u"-h"_s})
            VERIFY_ERROR(await(createBundle(in(here), {ref}, file)), ErrorCode::InvalidArgument,
                         u"full names"_s);
        VERIFY_ERROR(await(createBundle(in(here), {u"HEAD"_s}, u"x"_s)), ErrorCode::InvalidArgument,
                     u"absolute"_s);
        QVERIFY(!await(createBundle(in(here), {u"refs/heads/no"_s}, file)));
        QVERIFY(!QFile::exists(file));
        ScratchHome::write(file, "no bundle");
        QVERIFY(!await(fetchBundle(in(here), file, {u"refs/heads/main:refs/heads/x"_s})));
    }

    void worktreesAreAdded()
    {
        const auto remote = freshRemote();
        remote.git({u"branch"_s, u"theirs"_s});
        const auto here = cloneOf(remote);
        const QString made = freshPath();
        QVERIFY_RESULT(await(addWorktree(in(here), {made, u"topic/new"_s, u"main"_s})));
        QCOMPARE(*Repository::open(made)->currentBranch(), u"topic/new"_s);
        const QString followed = freshPath();
        QVERIFY_RESULT(await(addWorktree(in(here), {followed, u"theirs"_s, u"origin/theirs"_s})));
        QCOMPARE(Repository::open(followed)->aheadBehind(u"theirs"_s)->upstream,
                 u"origin/theirs"_s);
        here.git({u"branch"_s, u"old"_s});
        const QString old = freshPath();
        QVERIFY_RESULT(await(addWorktree(in(here), {old, u"old"_s, {}})));
        QCOMPARE(Repository::open(here.path())->worktrees()->size(), 4);

        const QString none = freshPath();
        VERIFY_ERROR(await(addWorktree(in(here), {none, u"old"_s, {}})), ErrorCode::Conflict,
                     u"another worktree"_s);
        VERIFY_ERROR(await(addWorktree(in(here), {none, u"old"_s, u"main"_s})), ErrorCode::Conflict,
                     u"exists already"_s);
        VERIFY_ERROR(await(addWorktree(in(here), {none, u"no/such"_s, {}})), ErrorCode::NotFound,
                     u"no such branch"_s);
        VERIFY_ERROR(await(addWorktree(in(here), {none, u"-x"_s, u"main"_s})),
                     ErrorCode::InvalidArgument, u"branch"_s);
        VERIFY_ERROR(await(addWorktree(in(here), {here.path(), u"new"_s, u"main"_s})),
                     ErrorCode::Conflict, u"exists already"_s);
        QVERIFY(!QFile::exists(none));
    }
};

QTEST_GUILESS_MAIN(TestChanges)
#include "tst_changes.moc"
