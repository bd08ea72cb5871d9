// SPDX-License-Identifier: GPL-3.0-or-later
#include "git/repository.h"
#include "support/result.h"
#include "support/scratchrepository.h"

#include <QTest>
#include <QTimeZone>

#include <algorithm>
#include <unistd.h>

using namespace skybranch;
using namespace skybranch::git;
using namespace Qt::StringLiterals;
using skybranch::test::await;
using skybranch::test::ScratchHome;
using skybranch::test::ScratchRepository;

class TestRepository : public QObject
{
    Q_OBJECT

    ScratchHome m_home;
    int m_count = 0;

    QString freshPath() { return m_home.path(u"r%1"_s.arg(++m_count)); }
    ScratchRepository fresh() { return ScratchRepository::create(freshPath()); }

    static Repository opened(const QString &path)
    {
        auto repository = Repository::open(path);
        if (!repository)
            qFatal("%s", qPrintable(describe(repository.error())));
        return std::move(*repository);
    }

    /// Clones @p origin and gives the clone.
    ScratchRepository cloneOf(const ScratchRepository &origin, const QStringList &options = {})
    {
        const QString path = freshPath();
        origin.git(QStringList{u"clone"_s, u"-q"_s} + options
                   + QStringList{u"file://"_s + origin.path(), path});
        return ScratchRepository(path);
    }

    static void compareError(const QString &path, ErrorCode code, const QString &words)
    {
        const auto result = Repository::open(path);
        QVERIFY(!result);
        QCOMPARE(result.error().code, code);
        QVERIFY2(result.error().message.contains(words), qPrintable(result.error().message));
        QVERIFY2(result.error().message.contains(path), qPrintable(result.error().message));
    }

private Q_SLOTS:
    void whatCanNotBeOpenedIsExplained()
    {
        compareError(m_home.path(u"nowhere"_s), ErrorCode::NotFound, u"does not exist"_s);
        QDir().mkpath(m_home.path(u"plain"_s));
        compareError(m_home.path(u"plain"_s), ErrorCode::NotFound, u"git init"_s);
        const auto bare = ScratchRepository::create(freshPath(), {u"--bare"_s});
        compareError(bare.path(), ErrorCode::Unsupported, u"bare"_s);
        const auto empty = ScratchRepository::create(freshPath(), {u"-b"_s, u"trunk"_s});
        compareError(empty.path(), ErrorCode::Conflict, u"first commit"_s);
        const auto repository = fresh();
        repository.write(u"deep/down/file"_s, "x");
        compareError(repository.file(u"deep/down"_s), ErrorCode::NotFound,
                     u"Choose %1."_s.arg(repository.path()));
        repository.write(u".git/HEAD"_s, "nonsense\n");
        compareError(repository.path(), ErrorCode::Unsupported, u"damaged"_s);
    }

    void anUnknownFormatIsExplained()
    {
        const auto repository = fresh();
        repository.git({u"config"_s, u"core.repositoryFormatVersion"_s, u"1"_s});
        repository.git({u"config"_s, u"extensions.fromTheFuture"_s, u"true"_s});
        compareError(repository.path(), ErrorCode::Unsupported, u"newer format"_s);
    }

    void aRepositoryOfAnotherUserIsRefused()
    {
        // Only root can give a folder away.
        if (geteuid() != 0)
            return;
        const auto repository = fresh();
        constexpr uid_t nobody = 65534;
        for (const QString &path : {repository.path(), repository.file(u".git"_s)})
            QCOMPARE(chown(QFile::encodeName(path).constData(), nobody, nobody), 0);
        compareError(repository.path(), ErrorCode::Forbidden, u"safe.directory"_s);
    }

    void foldersHaveNoSlashAtTheEnd()
    {
        const auto scratch = fresh();
        const auto repository = opened(scratch.path() + u'/');
        QCOMPARE(repository.folder(), scratch.path());
        QCOMPARE(repository.gitFolder(), scratch.file(u".git"_s));
        QCOMPARE(repository.commonFolder(), scratch.file(u".git"_s));
    }

    void branchNames_data()
    {
        QTest::addColumn<QString>("branch");
        QTest::newRow("slash") << u"topic/deep/x"_s;
        QTest::newRow("unicode") << u"größe/日本語-\U0001F680"_s;
        QTest::newRow("200 characters") << QString(200, u'b');
        QTest::newRow("like an option or a shell word") << u"a;$(id)'\"&|"_s;
    }
    void branchNames()
    {
        QFETCH(QString, branch);
        const auto scratch = fresh();
        scratch.git({u"checkout"_s, u"-q"_s, u"-b"_s, branch});
        const auto repository = opened(scratch.path());
        QCOMPARE(*repository.currentBranch(), branch);
        QCOMPARE(*repository.resolve(branch), scratch.head());
        const auto branches = repository.branches();
        QVERIFY_RESULT(branches);
        QCOMPARE(branches->size(), 2);
        const auto seconds = scratch.git({u"log"_s, u"-1"_s, u"--format=%ct"_s}).toLongLong();
        const auto when = QDateTime::fromSecsSinceEpoch(seconds, QTimeZone::UTC);
        QVERIFY(branches->contains(BranchInfo{branch, false, scratch.head(), when}));
        QCOMPARE(repository.worktrees()->value(0).branch, branch);
        QVERIFY_RESULT(repository.aheadBehind(branch));
    }

    void resolveNamesWhatIsMissing()
    {
        const auto repository = opened(fresh().path());
        const auto result = repository.resolve(u"no/such"_s);
        QVERIFY(!result);
        QCOMPARE(result.error().code, ErrorCode::NotFound);
        QVERIFY(result.error().message.contains(u"no/such"_s));
    }

    void worktreesOfEveryKind()
    {
        const auto main = fresh();
        const QString folder = freshPath();
        const auto add = [&](const QString &name, const QStringList &options) {
            main.git(QStringList{u"worktree"_s, u"add"_s, u"-q"_s} + options
                     + QStringList{folder + name});
        };
        add(u"/linked"_s, {u"-b"_s, u"topic/x"_s});
        add(u"/detached"_s, {u"--detach"_s});
        add(u"/locked"_s, {u"-b"_s, u"locked"_s, u"--lock"_s});
        add(u"/broken"_s, {u"-b"_s, u"broken"_s});
        add(u"/unlinked"_s, {u"-b"_s, u"unlinked"_s});
        QVERIFY(QDir(folder + u"/broken"_s).removeRecursively());
        QVERIFY(QFile::remove(folder + u"/unlinked/.git"_s));

        QList<Worktree> wanted{
            {main.path(), u"main"_s, main.head(), true, false, false},
            {folder + u"/broken"_s, u"broken"_s, main.head(), false, false, true},
            {folder + u"/detached"_s, QString(), main.head(), false, false, false},
            {folder + u"/linked"_s, u"topic/x"_s, main.head(), false, false, false},
            {folder + u"/locked"_s, u"locked"_s, main.head(), false, true, false},
            {folder + u"/unlinked"_s, u"unlinked"_s, main.head(), false, false, true},
        };
        // The same from each of them.
        for (const QString &from :
             QStringList{main.path(), folder + u"/linked"_s, folder + u"/detached"_s}) {
            auto worktrees = opened(from).worktrees();
            QVERIFY_RESULT(worktrees);
            QVERIFY(worktrees->first().isMain);
            std::sort(worktrees->begin() + 1, worktrees->end(),
                      [](const auto &a, const auto &b) { return a.path < b.path; });
            QCOMPARE(*worktrees, wanted);
        }
        QCOMPARE(opened(folder + u"/linked"_s).commonFolder(), main.file(u".git"_s));
        QCOMPARE(opened(folder + u"/linked"_s).folder(), folder + u"/linked"_s);
        compareError(folder + u"/broken"_s, ErrorCode::NotFound, u"does not exist"_s);
    }

    void worktreesWithRelativePaths()
    {
        const auto main = fresh();
        const QString path = freshPath();
        main.git({u"worktree"_s, u"add"_s, u"-q"_s, u"-b"_s, u"topic"_s, path});
        const Worktree wanted{path, u"topic"_s, main.head(), false, false, false};
        // As git 2.48 and newer write them with worktree.useRelativePaths.
        const QString name = QFileInfo(path).fileName();
        main.git({u"config"_s, u"core.repositoryFormatVersion"_s, u"1"_s});
        main.git({u"config"_s, u"extensions.relativeWorktrees"_s, u"true"_s});
        main.write(u".git/worktrees/%1/gitdir"_s.arg(name),
                   u"../../../../%1/.git\n"_s.arg(name).toUtf8());
        const QString up = u"../"_s + QFileInfo(main.path()).fileName();
        ScratchHome::write(path + u"/.git"_s,
                           u"gitdir: %1/.git/worktrees/%2\n"_s.arg(up, name).toUtf8());
        for (const QString &from : QStringList{main.path(), path}) {
            const auto worktrees = opened(from).worktrees();
            QVERIFY_RESULT(worktrees);
            QCOMPARE(worktrees->value(1), wanted);
        }
        QCOMPARE(opened(path).folder(), path);
        QVERIFY(opened(path).status()->isClean());
    }

    void aFolderThatBelongsToAnotherNowIsBroken()
    {
        const auto main = fresh();
        const QString path = freshPath();
        main.git({u"worktree"_s, u"add"_s, u"-q"_s, u"-b"_s, u"topic"_s, path});
        QVERIFY(QDir(path).removeRecursively());
        ScratchRepository::create(path);
        QVERIFY(opened(main.path()).worktrees()->value(1).isBroken);
    }

    void aPartialCloneCanBeRead()
    {
        const auto origin = fresh();
        origin.git({u"config"_s, u"uploadpack.allowFilter"_s, u"true"_s});
        origin.commit(u"f"_s, "1", u"Second"_s);
        origin.commit(u"f"_s, "2", u"Third"_s);
        const auto partial = cloneOf(origin, {u"--filter=blob:none"_s});
        partial.git({u"config"_s, u"extensions.partialClone"_s, u"origin"_s});
        const auto repository = opened(partial.path());
        QVERIFY(repository.status()->isClean());
        QCOMPARE(repository.commits(u"main"_s, {}, 10)->size(), 3);
        QCOMPARE(repository.aheadBehind(u"main"_s)->hasUpstream, true);
    }

    void worktreesBesideABareRepository()
    {
        const auto origin = fresh();
        const auto bare = cloneOf(origin, {u"--bare"_s});
        const QString path = freshPath();
        bare.git({u"worktree"_s, u"add"_s, u"-q"_s, path, u"main"_s});
        const auto worktrees = opened(path).worktrees();
        QVERIFY_RESULT(worktrees);
        QCOMPARE(*worktrees,
                 (QList<Worktree>{{path, u"main"_s, origin.head(), false, false, false}}));
    }

    void statusCountsAndNames()
    {
        const auto scratch = fresh();
        for (const QString &name : {u"changed"_s, u"removed"_s, u"moved"_s})
            scratch.commit(name, "content of " + name.toUtf8() + "\n", u"Add"_s);
        scratch.commit(u".gitignore"_s, "ignored\n", u"Ignore"_s);
        QCOMPARE(*opened(scratch.path()).status(), Status());
        QVERIFY(opened(scratch.path()).status()->isClean());

        scratch.write(u"changed"_s, "other\n");
        QVERIFY(QFile::remove(scratch.file(u"removed"_s)));
        scratch.git({u"mv"_s, u"moved"_s, u"to here"_s});
        scratch.write(u"added"_s, "new\n");
        scratch.git({u"add"_s, u"added"_s});
        scratch.write(u"日本/untracked file"_s, "new\n");
        scratch.write(u"ignored"_s, "new\n");
        auto status = opened(scratch.path()).status();
        QVERIFY_RESULT(status);
        QCOMPARE(status->changed, 5);
        QVERIFY(!status->isClean());
        status->files.sort();
        QCOMPARE(status->files,
                 (QStringList{u"? 日本/untracked file"_s, u"A added"_s, u"D removed"_s,
                              u"M changed"_s, u"R to here"_s}));
    }

    void statusDoesNotWriteTheIndex()
    {
        const auto scratch = fresh();
        scratch.write(u"README"_s, "one\n"); // same content, new time stamp
        const auto before = QFileInfo(scratch.file(u".git/index"_s)).lastModified();
        QCOMPARE(opened(scratch.path()).status()->changed, 0);
        QCOMPARE(QFileInfo(scratch.file(u".git/index"_s)).lastModified(), before);
    }

    void statusListsAtMost200Files()
    {
        const auto scratch = fresh();
        for (int i = 0; i < 250; ++i)
            scratch.write(u"f/%1"_s.arg(i), "x");
        const auto status = opened(scratch.path()).status();
        QVERIFY_RESULT(status);
        QCOMPARE(status->changed, 250);
        QCOMPARE(status->files.size(), 200);
    }

    void aMergeWithConflictsIsSeen()
    {
        const auto scratch = fresh();
        scratch.git({u"checkout"_s, u"-q"_s, u"-b"_s, u"other"_s});
        scratch.commit(u"README"_s, "theirs\n", u"Theirs"_s);
        scratch.git({u"checkout"_s, u"-q"_s, u"main"_s});
        scratch.commit(u"README"_s, "ours\n", u"Ours"_s);
        scratch.git({u"merge"_s, u"other"_s}, true);
        auto status = opened(scratch.path()).status();
        QVERIFY_RESULT(status);
        QCOMPARE(*status, (Status{1, 1, u"merge"_s, {u"U README"_s}}));
        scratch.git({u"merge"_s, u"--abort"_s});
        scratch.git({u"rebase"_s, u"other"_s}, true);
        status = opened(scratch.path()).status();
        QVERIFY_RESULT(status);
        QCOMPARE(status->operation, u"rebase"_s);
        QCOMPARE(*opened(scratch.path()).currentBranch(), QString());
    }

    void aheadAndBehind()
    {
        const auto origin = fresh();
        const auto scratch = cloneOf(origin);
        const AheadBehind level{0, 0, true, u"origin/main"_s};
        QCOMPARE(*opened(scratch.path()).aheadBehind(u"main"_s), level);
        origin.commit(u"a"_s, "1", u"There"_s);
        scratch.commit(u"b"_s, "1", u"Here 1"_s);
        scratch.commit(u"b"_s, "2", u"Here 2"_s);
        scratch.git({u"fetch"_s, u"-q"_s});
        const auto repository = opened(scratch.path());
        const AheadBehind diverged{2, 1, true, u"origin/main"_s};
        QCOMPARE(*repository.aheadBehind(u"main"_s), diverged);
        const auto between = repository.aheadBehind(u"origin/main"_s, scratch.head());
        QVERIFY_RESULT(between);
        QCOMPARE(between->ahead, 1);
        QCOMPARE(between->behind, 2);
        scratch.git({u"branch"_s, u"--no-track"_s, u"alone"_s});
        QCOMPARE(*opened(scratch.path()).aheadBehind(u"alone"_s), AheadBehind());
        // An upstream that has been deleted is none, but has a name.
        scratch.git({u"update-ref"_s, u"-d"_s, u"refs/remotes/origin/main"_s});
        const AheadBehind deleted{0, 0, false, u"origin/main"_s};
        QCOMPARE(*opened(scratch.path()).aheadBehind(u"main"_s), deleted);
        const auto missing = repository.aheadBehind(u"no/such"_s);
        QVERIFY(!missing);
        QCOMPARE(missing.error().code, ErrorCode::NotFound);
    }

    void whatNoRemoteBranchHas()
    {
        const auto origin = fresh();
        const auto scratch = cloneOf(origin);
        const QString common = scratch.head();
        scratch.git({u"checkout"_s, u"-q"_s, u"--no-track"_s, u"-b"_s, u"own"_s});
        QCOMPARE(*opened(scratch.path()).unpushed(u"own"_s), 0);
        scratch.commit(u"a"_s, "1", u"Here 1"_s);
        scratch.commit(u"a"_s, "2", u"Here 2"_s);
        origin.commit(u"b"_s, "1", u"There"_s);
        scratch.git({u"fetch"_s, u"-q"_s});
        const auto repository = opened(scratch.path());
        QCOMPARE(*repository.unpushed(u"own"_s), 2);
        QCOMPARE(*repository.mergeBase(u"own"_s, u"origin/main"_s), common);
        QVERIFY(!repository.unpushed(u"no/such"_s));
        scratch.git({u"checkout"_s, u"-q"_s, u"--orphan"_s, u"apart"_s});
        scratch.git({u"commit"_s, u"-q"_s, u"-m"_s, u"Apart"_s});
        QCOMPARE(*repository.mergeBase(u"apart"_s, u"origin/main"_s), QString());
    }

    void historyOfAShallowClone()
    {
        const auto origin = fresh();
        for (int i = 0; i < 5; ++i)
            origin.commit(u"f"_s, QByteArray::number(i), u"Commit %1"_s.arg(i));
        const auto shallow = cloneOf(origin, {u"--depth=2"_s});
        const auto repository = opened(shallow.path());
        const auto commits = repository.commits(u"HEAD"_s, {}, 100);
        QVERIFY_RESULT(commits);
        QCOMPARE(commits->size(), 2);
        QCOMPARE(repository.aheadBehind(u"main"_s)->behind, 0);
        QVERIFY(repository.status()->isClean());
    }

    void commitsAreNewestFirst()
    {
        const auto scratch = fresh();
        const QString base = scratch.head();
        scratch.commit(u"a"_s, "1", u"Second, with ümlaut\nand a second line\n\nand a body"_s);
        const QString last = scratch.commit(u"a"_s, "2", QString(3000, u'x'));
        const auto repository = opened(scratch.path());
        const auto commits = repository.commits(u"main"_s, base, 10);
        QVERIFY_RESULT(commits);
        QCOMPARE(commits->size(), 2);
        QCOMPARE(commits->at(0).id, last);
        QVERIFY(last.startsWith(commits->at(0).shortId) && commits->at(0).shortId.size() >= 7);
        QCOMPARE(commits->at(0).summary.size(), 500);
        QCOMPARE(commits->at(1).summary, u"Second, with ümlaut and a second line"_s);
        QCOMPARE(commits->at(1).author, u"Ada Example"_s);
        QVERIFY(std::abs(commits->at(1).when.secsTo(QDateTime::currentDateTimeUtc())) < 600);
        QCOMPARE(repository.commits(u"main"_s, {}, 2)->size(), 2);
        QCOMPARE(repository.commits(u"main"_s, {}, 10)->size(), 3);
        QCOMPARE(repository.commits(u"main"_s, u"main"_s, 10)->size(), 0);
        QVERIFY(!repository.commits(u"main"_s, u"no/such"_s, 10));
    }

    void remotesAndDefaultBranch()
    {
        const auto origin = fresh();
        origin.git({u"branch"_s, u"-m"_s, u"trunk"_s});
        const auto scratch = cloneOf(origin);
        scratch.git({u"checkout"_s, u"-q"_s, u"-b"_s, u"topic"_s});
        QCOMPARE(*opened(scratch.path()).defaultBranch(), u"trunk"_s);
        QCOMPARE(*opened(scratch.path()).remoteUrl(), u"file://"_s + origin.path());
        scratch.git({u"remote"_s, u"add"_s, u"fork"_s, u"git@example.org:me/shop.git"_s});
        QCOMPARE(*opened(scratch.path()).remoteName(), u"origin"_s);
        scratch.git({u"config"_s, u"branch.topic.remote"_s, u"fork"_s});
        QCOMPARE(*opened(scratch.path()).remoteName(u"topic"_s), u"fork"_s);
        QCOMPARE(*opened(scratch.path()).remoteUrl(), u"git@example.org:me/shop.git"_s);
        const auto missing = opened(scratch.path()).remoteUrl(u"gone"_s);
        QVERIFY(!missing);
        QCOMPARE(missing.error().code, ErrorCode::NotFound);

        const auto lonely = fresh();
        const auto none = opened(lonely.path()).remoteUrl();
        QVERIFY(!none);
        QCOMPARE(none.error().code, ErrorCode::NotFound);
        QVERIFY(none.error().message.contains(u"git remote add"_s));
        QCOMPARE(*opened(lonely.path()).defaultBranch(), u"main"_s);
        lonely.git({u"branch"_s, u"-m"_s, u"odd"_s});
        QCOMPARE(*opened(lonely.path()).defaultBranch(), u"odd"_s);
    }

    void insteadOfIsApplied()
    {
        const auto scratch = fresh();
        scratch.git({u"config"_s, u"url.git@example.org:.insteadOf"_s, u"ex:"_s});
        scratch.git({u"remote"_s, u"add"_s, u"origin"_s, u"ex:acme/shop"_s});
        QCOMPARE(*opened(scratch.path()).remoteUrl(), u"git@example.org:acme/shop"_s);
    }

    void anOrphanBranchBesideOthersCanBeRead()
    {
        const auto scratch = fresh();
        scratch.git({u"checkout"_s, u"-q"_s, u"--orphan"_s, u"pages"_s});
        const auto repository = opened(scratch.path());
        QCOMPARE(*repository.currentBranch(), u"pages"_s);
        QCOMPARE(repository.worktrees()->value(0).headId, QString());
        QVERIFY_RESULT(repository.status());
        QVERIFY(!repository.resolve(u"HEAD"_s));
    }

    void whoCommits()
    {
        const auto scratch = fresh();
        QCOMPARE(opened(scratch.path()).identity().name, u"Ada Example"_s);
        scratch.git({u"config"_s, u"user.email"_s, u"other@example.org"_s});
        QCOMPARE(opened(scratch.path()).identity().email, u"other@example.org"_s);
    }

    void readingOnAPool()
    {
        QThreadPool pool;
        const auto scratch = fresh();
        const QThread *here = QThread::currentThread();
        auto result = await(readRepository(&pool, scratch.path(), [here](const Repository &r) {
            return QThread::currentThread() == here ? Result<QString>(QString())
                                                    : r.resolve(u"HEAD"_s);
        }));
        QVERIFY_RESULT(result);
        QCOMPARE(*result, scratch.head());
        auto missing = await(readRepository(&pool, m_home.path(u"nowhere"_s),
                                            [](const Repository &r) { return r.status(); }));
        QVERIFY(!missing);
        QCOMPARE(missing.error().code, ErrorCode::NotFound);
    }
};

QTEST_GUILESS_MAIN(TestRepository)
#include "tst_repository.moc"
