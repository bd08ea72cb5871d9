// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/gitremote.h"
#include "support/result.h"
#include "support/scratchrepository.h"
#include "work/leftovers.h"
#include "work/repositoryowner.h"
#include "work/vmkey.h"

#include <QSignalSpy>

using namespace skybranch;
using namespace Qt::Literals::StringLiterals;
using skybranch::test::await;
using test::GitRemote;
using test::ScratchHome;
using test::ScratchRepository;
using work::RepositoryOwner;

/// A VM's home and workspace, a private git host, and a developer's clone of what is there.
class TestRepositoryOwner : public QObject
{
    Q_OBJECT

    using Owner = std::shared_ptr<RepositoryOwner>;

    std::unique_ptr<ScratchHome> m_scratch;
    std::unique_ptr<GitRemote> m_remote;
    std::unique_ptr<ScratchRepository> m_developer;
    int m_count = 0;
    QString m_vm; ///< the folder of this test's VM
    Owner m_owner;

    QString home() const { return m_vm + u"/home"_s; }

    Owner makeOwner(std::chrono::milliseconds poll = std::chrono::hours(1))
    {
        return RepositoryOwner::create({.workspace = m_vm + u"/workspace"_s,
                                        .home = home(),
                                        .pollEvery = poll,
                                        .pollAtMostEvery = poll * 4});
    }

    wire::CloneRequest request(const QString &branch = u"topic"_s) const
    {
        return {.url = m_remote->url(u"acme/shop"_s),
                .branch = branch,
                .identity = {u"Vera Example"_s, u"vera@example.org"_s},
                .knownHosts = {QString::fromUtf8(m_remote->knownHostsLine().trimmed())}};
    }

    QString authorizedKey()
    {
        const auto key = await(work::ensureVmKey(home()));
        m_remote->authorize(*key);
        return *key;
    }

    ScratchRepository clone(const QString &branch = u"topic"_s)
    {
        authorizedKey();
        const auto status = await(m_owner->clone(request(branch)));
        if (!status)
            qWarning("%s", qPrintable(describe(status.error())));
        return ScratchRepository(m_owner->folder());
    }

    void push() const { m_developer->git({u"push"_s, u"-q"_s, u"origin"_s, u"topic"_s}); }

    /// Gives the commit that the remote has more now.
    QString pushNext() const
    {
        const QString next = m_developer->commit(u"a.txt"_s, "two\n", u"Next"_s);
        push();
        return next;
    }

    void pollOften()
    {
        m_owner->stop();
        m_owner = makeOwner(std::chrono::milliseconds(100));
    }

private Q_SLOTS:
    void initTestCase()
    {
        m_scratch = std::make_unique<ScratchHome>();
        m_remote = std::make_unique<GitRemote>(m_scratch->path(u"remote"_s));
        QVERIFY(m_remote->start());
        qputenv("GIT_SSH_COMMAND", QByteArray("ssh -F " + m_remote->clientConfig().toUtf8()));
    }

    void init()
    {
        m_vm = m_scratch->path(u"vm%1"_s.arg(++m_count));
        QDir().mkpath(m_vm + u"/workspace"_s);
        QDir().mkpath(home());
        QDir(m_remote->repositoryFolder(u"acme/shop"_s)).removeRecursively();
        m_remote->createRepository(u"acme/shop"_s);
        m_developer = std::make_unique<ScratchRepository>(
            ScratchRepository::create(m_scratch->path(u"dev%1"_s.arg(m_count))));
        m_developer->git({u"remote"_s, u"add"_s, u"origin"_s, m_remote->url(u"acme/shop"_s)});
        m_developer->git({u"push"_s, u"-q"_s, u"origin"_s, u"main"_s});
        m_developer->git({u"checkout"_s, u"-q"_s, u"-b"_s, u"topic"_s});
        m_developer->commit(u"a.txt"_s, "one\n", u"On topic"_s);
        push();
        m_owner = makeOwner();
    }

    void cleanup()
    {
        m_owner->stop();
        // What is under way holds it: it has ended when nobody does.
        const std::weak_ptr<RepositoryOwner> owner = m_owner;
        m_owner.reset();
        QTRY_VERIFY(owner.expired());
    }

    void clonesTheBranchAndFollowsIt()
    {
        authorizedKey();
        const auto status = await(m_owner->clone(request()));
        QVERIFY_RESULT(status);
        QVERIFY(status->present);
        QCOMPARE(status->path, m_vm + u"/workspace/shop"_s);
        QCOMPARE(status->branch, u"topic"_s);
        QCOMPARE(status->head, m_developer->head());
        QCOMPARE(status->upstream, u"origin/topic"_s);
        QCOMPARE(status->changed, 0);
        QCOMPARE(status->operation, QString());
        const ScratchRepository here(status->path);
        QCOMPARE(here.git({u"config"_s, u"user.email"_s}), u"vera@example.org"_s);
        QVERIFY(!QFile::exists(m_vm + u"/workspace/.skybranch-unfinished"_s));
    }

    void aBranchThatTheRemoteHasNotIsMade()
    {
        const ScratchRepository here = clone(u"feature/new"_s);
        const auto status = await(m_owner->status());
        QVERIFY_RESULT(status);
        QCOMPARE(status->branch, u"feature/new"_s);
        QVERIFY(!status->hasUpstream);
        QCOMPARE(status->head, m_developer->head(u"main"_s));
    }

    void cloningAgainIsASuccessAndAnotherUrlAConflict()
    {
        const ScratchRepository here = clone();
        here.write(u"mine.txt"_s, "mine\n");
        QVERIFY_RESULT(await(m_owner->clone(request())));
        QVERIFY(QFile::exists(here.file(u"mine.txt"_s)));
        wire::CloneRequest other = request();
        other.url = m_remote->url(u"acme/other"_s);
        const auto refused = await(m_owner->clone(other));
        QVERIFY(!refused);
        QCOMPARE(refused.error().code, ErrorCode::Conflict);
        QVERIFY(QFile::exists(here.file(u"mine.txt"_s)));
    }

    void theRepositoryIsFoundAgainByANewDaemon()
    {
        clone();
        m_owner = makeOwner();
        const auto status = await(m_owner->status());
        QVERIFY_RESULT(status);
        QVERIFY(status->present);
        QCOMPARE(status->branch, u"topic"_s);
    }

    void aHalfMadeCloneIsReplaced()
    {
        const QString half = m_vm + u"/workspace/.skybranch-unfinished"_s;
        ScratchHome::write(half + u"/.git/objects/rubbish"_s, "x");
        clone();
        QVERIFY(await(m_owner->status())->present);
        QVERIFY(!QFile::exists(half));
    }

    void aKeyThatIsNotRegisteredIsRefusedAndLetInLater()
    {
        const auto refused = await(m_owner->clone(request()));
        QVERIFY(!refused);
        QCOMPARE(refused.error().code, ErrorCode::AuthenticationFailed);
        QVERIFY(!await(m_owner->status())->present);
        clone();
        QVERIFY(await(m_owner->status())->present);
    }

    void aHostThatIsNotPinnedIsRefused()
    {
        authorizedKey();
        wire::CloneRequest unpinned = request();
        unpinned.knownHosts.clear();
        const auto refused = await(m_owner->clone(unpinned));
        QVERIFY(!refused);
        QCOMPARE(refused.error().code, ErrorCode::HostKeyMismatch);
    }

    void aSeedNeedsNoAccess()
    {
        const QString unpushed = m_developer->commit(u"b.txt"_s, "two\n", u"Not pushed"_s);
        const QString bundle = m_vm + u"/seed.bundle"_s;
        m_developer->git({u"bundle"_s, u"create"_s, u"-q"_s, bundle, u"refs/heads/topic"_s,
                          u"refs/remotes/origin/topic"_s});
        const auto status = await(m_owner->seed({.remote = request(), .head = unpushed}, bundle));
        QVERIFY_RESULT(status);
        QCOMPARE(status->head, unpushed);
        QCOMPARE(status->branch, u"topic"_s);
        QCOMPARE(status->upstream, u"origin/topic"_s);
        QCOMPARE(status->ahead, 1);
        const auto refused = await(m_owner->pull());
        QVERIFY(!refused);
        QCOMPARE(refused.error().code, ErrorCode::AuthenticationFailed);
        QCOMPARE(await(m_owner->status())->fetchProblem, refused.error().message);
        authorizedKey();
        const auto pulled = await(m_owner->pull());
        QVERIFY_RESULT(pulled);
        QCOMPARE(pulled->fetchProblem, QString());
        QVERIFY(pulled->lastFetchAt.isValid());
    }

    void aBranchThatWasNeverPushedCountsItsOwnCommits()
    {
        m_developer->git({u"checkout"_s, u"-q"_s, u"-b"_s, u"own"_s});
        const QString unpushed = m_developer->commit(u"b.txt"_s, "two\n", u"Not pushed"_s);
        const QString bundle = m_vm + u"/seed.bundle"_s;
        m_developer->git({u"bundle"_s, u"create"_s, u"-q"_s, bundle, u"refs/heads/own"_s,
                          u"refs/remotes/origin/topic"_s});
        wire::CloneRequest own = request();
        own.branch = u"own"_s;
        const auto status = await(m_owner->seed({.remote = own, .head = unpushed}, bundle));
        QVERIFY_RESULT(status);
        QVERIFY(!status->hasUpstream);
        QCOMPARE(status->ahead, 1);
        // Once somebody has pushed it, it follows.
        m_developer->git({u"push"_s, u"-q"_s, u"origin"_s, u"own"_s});
        authorizedKey();
        const auto fetched = await(m_owner->fetch());
        QVERIFY_RESULT(fetched);
        QCOMPARE(fetched->upstream, u"origin/own"_s);
        QCOMPARE(fetched->ahead, 0);
    }

    void aSeedWithAnotherCommitIsRefused()
    {
        const QString bundle = m_vm + u"/seed.bundle"_s;
        m_developer->git({u"bundle"_s, u"create"_s, u"-q"_s, bundle, u"refs/heads/topic"_s});
        const auto refused
            = await(m_owner->seed({.remote = request(), .head = QString(40, u'a')}, bundle));
        QVERIFY(!refused);
        QCOMPARE(refused.error().code, ErrorCode::InvalidArgument);
        QVERIFY(!await(m_owner->status())->present);
    }

    void rubbishIsNoSeed()
    {
        const QString bundle = m_vm + u"/seed.bundle"_s;
        ScratchHome::write(bundle, QByteArray(100'000, 'x'));
        const auto refused = await(m_owner->seed({.remote = request()}, bundle));
        QVERIFY(!refused);
        QCOMPARE(refused.error().code, ErrorCode::InvalidArgument);
    }

    void pullMovesACleanTree()
    {
        clone();
        const QString next = pushNext();
        const auto status = await(m_owner->pull());
        QVERIFY_RESULT(status);
        QCOMPARE(status->head, next);
    }

    void pushSendsTheBranchAndFollowsIt()
    {
        const ScratchRepository here = clone(u"feature/new"_s);
        const QString made = here.commit(u"c.txt"_s, "three\n", u"In the VM"_s);
        const auto status = await(m_owner->push());
        QVERIFY_RESULT(status);
        QVERIFY(status->hasUpstream);
        QCOMPARE(status->ahead, 0);
        m_developer->git({u"fetch"_s, u"-q"_s});
        QCOMPARE(m_developer->head(u"origin/feature/new"_s), made);
    }

    void pollMovesACleanTreeAndTells()
    {
        clone();
        pollOften();
        QSignalSpy changed(m_owner.get(), &RepositoryOwner::changed);
        m_owner->start();
        const QString next = pushNext();
        QTRY_COMPARE_WITH_TIMEOUT(ScratchRepository(m_owner->folder()).head(), next, 20'000);
        QTRY_VERIFY(!changed.isEmpty()
                    && changed.last()[0].value<wire::RepositoryStatus>().head == next);
    }

    /// Its git is killed where the files are new and the branch is not.
    void aPollThatIsCutOffIsUndoneByTheNext()
    {
        const ScratchRepository here = clone();
        const QString hook = here.file(u".git/hooks/reference-transaction"_s);
        ScratchHome::writeScript(hook,
                                 "grep -q refs/heads/ && rm \"$0\" && kill -9 $PPID\nexit 0\n");
        const QString next = pushNext();
        (void)await(m_owner->fetch());
        QTRY_VERIFY(!QFile::exists(hook) && await(m_owner->status())->operation.isEmpty());
        // As the VM does where it starts.
        work::removeLeftovers(m_vm + u"/workspace"_s, home());
        const auto status = await(m_owner->fetch());
        QVERIFY_RESULT(status);
        QCOMPARE(status->head, next);
        QCOMPARE(status->changed, 0);
    }

    void pollLeavesADirtyTree()
    {
        const ScratchRepository here = clone();
        const QString before = here.head();
        here.write(u"a.txt"_s, "mine\n");
        pollUntilFetched(1);
        QCOMPARE(here.head(), before);
        QFile file(here.file(u"a.txt"_s));
        QVERIFY(file.open(QIODevice::ReadOnly));
        QCOMPARE(file.readAll(), QByteArray("mine\n"));
    }

    void aFileThatGitDoesNotTrackStopsNoPoll()
    {
        const ScratchRepository here = clone();
        here.write(u"mine.txt"_s, "mine\n");
        pollOften();
        const QString next = pushNext();
        m_owner->start();
        QTRY_COMPARE_WITH_TIMEOUT(here.head(), next, 20'000);
        QVERIFY(QFile::exists(here.file(u"mine.txt"_s)));
    }

    /// Its next poll would be an hour away.
    void aFetchFollowsAsAPollDoes()
    {
        clone();
        const QString next = pushNext();
        const auto status = await(m_owner->fetch());
        QVERIFY_RESULT(status);
        QCOMPARE(status->head, next);
        QCOMPARE(status->behind, 0);
    }

    void pollLeavesADivergedTree()
    {
        const ScratchRepository here = clone();
        const QString mine = here.commit(u"m.txt"_s, "mine\n", u"Mine"_s);
        pollUntilFetched(1);
        QCOMPARE(here.head(), mine);
        const auto status = await(m_owner->status());
        QCOMPARE(status->ahead, 1);
        QCOMPARE(status->behind, 1);
        const auto refused = await(m_owner->pull());
        QVERIFY(!refused);
        QCOMPARE(refused.error().code, ErrorCode::Conflict);
    }

    void aRemoteThatIsAwayIsToldAndComesBack()
    {
        clone();
        pollOften();
        const QString folder = m_remote->repositoryFolder(u"acme/shop"_s);
        QVERIFY(QDir().rename(folder, folder + u"-away"_s));
        m_owner->start();
        QTRY_VERIFY_WITH_TIMEOUT(!await(m_owner->status())->fetchProblem.isEmpty(), 20'000);
        QVERIFY(QDir().rename(folder + u"-away"_s, folder));
        QTRY_VERIFY_WITH_TIMEOUT(await(m_owner->status())->fetchProblem.isEmpty(), 20'000);
    }

    /// Its next look would be an hour away.
    void aPushInTheTerminalMakesItLookAgain()
    {
        const ScratchRepository here = clone();
        const QString folder = m_remote->repositoryFolder(u"acme/shop"_s);
        QVERIFY(QDir().rename(folder, folder + u"-away"_s));
        QVERIFY(!await(m_owner->fetch()));
        QVERIFY(!await(m_owner->status())->fetchProblem.isEmpty());
        QVERIFY(QDir().rename(folder + u"-away"_s, folder));
        here.commit(u"m.txt"_s, "mine\n", u"Mine"_s);
        here.git({u"push"_s, u"-q"_s});
        QTRY_VERIFY_WITH_TIMEOUT(await(m_owner->status())->fetchProblem.isEmpty(), 20'000);
    }

    void operationsWaitForEachOther()
    {
        const ScratchRepository here = clone();
        here.commit(u"c.txt"_s, "three\n", u"In the VM"_s);
        auto pushing = m_owner->push();
        auto pulling = m_owner->pull();
        QVERIFY_RESULT(await(std::move(pushing)));
        const auto pulled = await(std::move(pulling));
        QVERIFY_RESULT(pulled);
        QCOMPARE(pulled->ahead, 0);
    }

    void statusListsFewFilesAndCountsAll()
    {
        const ScratchRepository here = clone();
        for (int i = 0; i < 60; ++i)
            here.write(u"new%1.txt"_s.arg(i), "x");
        const auto status = await(m_owner->status());
        QVERIFY_RESULT(status);
        QCOMPARE(status->changed, 60);
        QCOMPARE(status->files.size(), wire::maxListedFiles);
        QVERIFY_RESULT(wire::RepositoryStatus::fromJson(status->toJson()));
    }

    void anEmptyRemoteCanBeCloned()
    {
        QDir(m_remote->repositoryFolder(u"acme/shop"_s)).removeRecursively();
        m_remote->createRepository(u"acme/shop"_s);
        const ScratchRepository here = clone();
        QVERIFY(await(m_owner->status())->present);
        QCOMPARE(here.git({u"symbolic-ref"_s, u"--short"_s, u"HEAD"_s}), u"topic"_s);
    }

private:
    /// The remote gets one commit more, and a poll of a new daemon sees it.
    void pollUntilFetched(int behind)
    {
        pollOften();
        pushNext();
        m_owner->start();
        QTRY_COMPARE_WITH_TIMEOUT(await(m_owner->status())->behind, behind, 20'000);
        const QDateTime seen = await(m_owner->status())->lastFetchAt;
        QTRY_VERIFY_WITH_TIMEOUT(await(m_owner->status())->lastFetchAt > seen, 20'000);
    }
};

QTEST_GUILESS_MAIN(TestRepositoryOwner)
#include "tst_repositoryowner.moc"
