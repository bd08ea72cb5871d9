// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/paths.h"
#include "git/repository.h"
#include "remoterig.h"

#include <csignal>

using namespace skybranch;
using namespace skybranch::git;
using namespace skybranch::test;
using namespace Qt::StringLiterals;
using skybranch::test::await;

/// Both sides of a branch have moved: real repositories, and nothing may be lost.
class TestIntegrate : public QObject, RemoteRig
{
    Q_OBJECT

    /// All that a failed integration must leave as it is.
    static QString picture(const ScratchRepository &here)
    {
        QStringList parts{here.git({u"rev-parse"_s, u"HEAD"_s, u"refs/heads/main"_s}),
                          here.git({u"symbolic-ref"_s, u"HEAD"_s}, true),
                          here.git({u"status"_s, u"--porcelain"_s})};
        for (const QString &name :
             {u"MERGE_HEAD"_s, u"rebase-merge"_s, u"rebase-apply"_s, u"index.lock"_s})
            parts << QString::number(QFile::exists(here.file(u".git/"_s + name)));
        return parts.join(u'\n');
    }

    /// A clone in which a hook tells its git's process and waits, with the file to look for.
    ScratchRepository stuckIn(const QString &hook, QString &marker)
    {
        const auto remote = freshRemote();
        const auto here = cloneOf(remote);
        diverge(here, remote);
        here.git({u"fetch"_s, u"-q"_s});
        marker = freshPath();
        ScratchHome::writeScript(here.file(u".git/hooks/"_s + hook),
                                 "echo $PPID > " + marker.toUtf8() + ".new\nmv " + marker.toUtf8()
                                     + ".new " + marker.toUtf8() + "\nexec sleep 60\n");
        return here;
    }

    static void addHows()
    {
        QTest::addColumn<Integration>("how");
        QTest::addColumn<QString>("hook");
        QTest::newRow("merge, index written") << Integration::Merge << u"pre-merge-commit"_s;
        QTest::newRow("merge, message asked") << Integration::Merge << u"commit-msg"_s;
        QTest::newRow("merge, done") << Integration::Merge << u"post-merge"_s;
        QTest::newRow("rebase, begun") << Integration::Rebase << u"post-checkout"_s;
        QTest::newRow("rebase, half done") << Integration::Rebase << u"post-commit"_s;
    }

private Q_SLOTS:
    void bothSidesAreTold()
    {
        const auto remote = freshRemote();
        const auto here = cloneOf(remote);
        const QString base = here.head();
        const auto other = cloneOf(remote);
        other.git({u"config"_s, u"user.email"_s, u"else@example.org"_s});
        for (const char *text : {"1", "2", "3"})
            other.commit(u"shared"_s, text, u"There %1"_s.arg(QLatin1StringView(text)));
        other.commit(u"theirs"_s, "1", u"There 4"_s);
        other.git({u"push"_s, u"-q"_s});
        here.commit(u"shared"_s, "mine", u"Here 1"_s);
        here.commit(u"ours"_s, "mine", u"Here 2"_s);
        here.git({u"fetch"_s, u"-q"_s});
        const auto told = Repository::open(here.path())->divergence(u"main"_s, 3);
        QVERIFY_RESULT(told);
        QCOMPARE(told->upstream, u"origin/main"_s);
        QCOMPARE(told->ahead, 2);
        QCOMPARE(told->behind, 4);
        QCOMPARE(told->here.size(), 2);
        QCOMPARE(told->here.first().summary, u"Here 2"_s);
        QCOMPARE(told->here.first().email, u"ada@example.org"_s);
        QCOMPARE(told->there.size(), 3);
        QCOMPARE(told->there.first().email, u"else@example.org"_s);
        QVERIFY(told->base);
        QCOMPARE(told->base->id, base);
        QCOMPARE(told->files, QStringList{u"shared"_s});
    }

    void mergeKeepsBothHistories()
    {
        const auto remote = freshRemote();
        const auto here = cloneOf(remote);
        diverge(here, remote);
        here.git({u"fetch"_s, u"-q"_s});
        const QString mine = here.head();
        here.write(u"untracked"_s, "stays");
        QVERIFY_RESULT(await(integrate(in(here), Integration::Merge)));
        QCOMPARE(here.head(u"HEAD^1"_s), mine);
        QCOMPARE(here.head(u"HEAD^2"_s), here.head(u"origin/main"_s));
        QVERIFY(QFile::exists(here.file(u"here"_s)) && QFile::exists(here.file(u"there"_s)));
        QVERIFY(QFile::exists(here.file(u"untracked"_s)));
        QVERIFY_RESULT(await(integrate(in(here), Integration::Merge)));
    }

    void rebaseReplaysOnTop()
    {
        const auto remote = freshRemote();
        const auto here = cloneOf(remote);
        diverge(here, remote);
        here.git({u"fetch"_s, u"-q"_s});
        QVERIFY_RESULT(await(integrate(in(here), Integration::Rebase)));
        QCOMPARE(here.head(u"HEAD~1"_s), here.head(u"origin/main"_s));
        QCOMPARE(here.git({u"log"_s, u"-1"_s, u"--format=%s"_s}), u"Here"_s);
        QCOMPARE(here.git({u"symbolic-ref"_s, u"--short"_s, u"HEAD"_s}), u"main"_s);
    }

    void aConflictTouchesNothing_data() { addHows(); }
    void aConflictTouchesNothing()
    {
        QFETCH(Integration, how);
        const auto remote = freshRemote();
        const auto here = cloneOf(remote);
        here.commit(u"before"_s, "1", u"No conflict"_s);
        diverge(here, remote, "mine", u"there"_s);
        here.git({u"fetch"_s, u"-q"_s});
        here.write(u"untracked"_s, "stays");
        const QString before = picture(here);
        const auto result = await(integrate(in(here), how));
        VERIFY_ERROR(result, ErrorCode::Conflict, u"a conflict in there,"_s);
        QVERIFY(result.error().message.contains(u"nothing has changed"_s));
        QCOMPARE(picture(here), before);
        QCOMPARE(readFile(here.file(u"there"_s)).value_or(QByteArray()), "mine");
    }

    void whatStandsInTheWayIsSaidFirst()
    {
        const auto remote = freshRemote();
        const auto here = cloneOf(remote);
        diverge(here, remote, "mine", u"there"_s);
        here.git({u"fetch"_s, u"-q"_s});
        const auto refused = [&](ErrorCode code, const QString &words) {
            const QString before = picture(here);
            for (const auto how : {Integration::Merge, Integration::Rebase})
                VERIFY_ERROR(await(integrate(in(here), how)), code, words);
            QCOMPARE(picture(here), before);
        };
        here.write(u"README"_s, "changed\n");
        refused(ErrorCode::Conflict, u"not committed"_s);
        here.git({u"checkout"_s, u"-q"_s, u"--"_s, u"README"_s});
        here.git({u"merge"_s, u"origin/main"_s}, true);
        refused(ErrorCode::Conflict, u"git merge --abort"_s);
        here.git({u"merge"_s, u"--abort"_s});
        here.git({u"rebase"_s, u"origin/main"_s}, true);
        refused(ErrorCode::Conflict, u"git rebase --abort"_s);
        here.git({u"rebase"_s, u"--abort"_s});
        here.git({u"checkout"_s, u"-q"_s, u"--detach"_s});
        refused(ErrorCode::Conflict, u"No branch"_s);
        here.git({u"checkout"_s, u"-q"_s, u"main"_s});
        here.git({u"update-ref"_s, u"-d"_s, u"refs/remotes/origin/main"_s});
        refused(ErrorCode::NotFound, u"any more"_s);
        here.git({u"branch"_s, u"--unset-upstream"_s});
        refused(ErrorCode::NotFound, u"Push it once"_s);
    }

    void aHookThatRefusesIsQuoted_data()
    {
        QTest::addColumn<Integration>("how");
        QTest::addColumn<QString>("hook");
        QTest::newRow("pre-merge-commit") << Integration::Merge << u"pre-merge-commit"_s;
        QTest::newRow("commit-msg") << Integration::Merge << u"commit-msg"_s;
        QTest::newRow("pre-rebase") << Integration::Rebase << u"pre-rebase"_s;
    }
    void aHookThatRefusesIsQuoted()
    {
        QFETCH(Integration, how);
        QFETCH(QString, hook);
        const auto remote = freshRemote();
        const auto here = cloneOf(remote);
        diverge(here, remote);
        here.git({u"fetch"_s, u"-q"_s});
        ScratchHome::writeScript(here.file(u".git/hooks/"_s + hook),
                                 "echo 'The tests are red.' >&2\nexit 1\n");
        const QString before = picture(here);
        const auto result = await(integrate(in(here), how));
        VERIFY_ERROR(result, ErrorCode::Forbidden, u"The tests are red."_s);
        QVERIFY(result.error().message.contains(u"hook of this repository"_s));
        QCOMPARE(picture(here), before);
    }

    void cancelledInTheMiddleNothingHasChanged_data() { addHows(); }
    void cancelledInTheMiddleNothingHasChanged()
    {
        QFETCH(Integration, how);
        QFETCH(QString, hook);
        QString marker;
        const auto here = stuckIn(hook, marker);
        const QString before = picture(here);
        StopSource stop;
        GitCall call = in(here);
        call.stop = stop.get_token();
        auto task = integrate(call, how);
        QTRY_VERIFY(QFile::exists(marker));
        stop.request_stop();
        VERIFY_ERROR(await(std::move(task)), ErrorCode::Cancelled, u"Cancelled"_s);
        QCOMPARE(picture(here), before);
    }

    void killedInTheMiddleNothingHasChanged_data() { addHows(); }
    void killedInTheMiddleNothingHasChanged()
    {
        QFETCH(Integration, how);
        QFETCH(QString, hook);
        QString marker;
        const auto here = stuckIn(hook, marker);
        const QString before = picture(here);
        auto task = integrate(in(here), how);
        QTRY_VERIFY(QFile::exists(marker));
        const int git = readFile(marker)->trimmed().toInt();
        QVERIFY(git > 1 && ::kill(git, SIGKILL) == 0);
        QVERIFY(!await(std::move(task)));
        QCOMPARE(picture(here), before);
    }

    /// Killed while it wrote files: their lock is left, and what to do is said.
    /// An agent, say, that works in the same worktree, between our look and git's.
    void whatOthersDoMeanwhileStays_data()
    {
        QTest::addColumn<Integration>("how");
        QTest::addColumn<bool>("commits");
        QTest::newRow("merge, staged") << Integration::Merge << false;
        QTest::newRow("merge, committed") << Integration::Merge << true;
        QTest::newRow("rebase, staged") << Integration::Rebase << false;
        QTest::newRow("rebase, committed") << Integration::Rebase << true;
    }
    void whatOthersDoMeanwhileStays()
    {
        QFETCH(Integration, how);
        QFETCH(bool, commits);
        const auto remote = freshRemote();
        const auto here = cloneOf(remote);
        diverge(here, remote, "mine", u"there"_s);
        here.git({u"fetch"_s, u"-q"_s});
        const QString wrapper = freshPath();
        const QByteArray others = QByteArray("echo x > theirs; git add theirs")
            + (commits ? "; git commit -qm Theirs" : "");
        ScratchHome::writeScript(wrapper,
                                 "case $1 in merge|rebase) [ $2 = --abort ] || { " + others
                                     + "; } ;; esac\nexec git \"$@\"\n");
        GitCall call = in(here);
        call.program.program = wrapper;
        QVERIFY(!await(integrate(call, how)));
        QVERIFY(QFile::exists(here.file(u"theirs"_s)));
        const QString where = commits ? here.git({u"log"_s, u"-1"_s, u"--format=%s"_s})
                                      : here.git({u"status"_s, u"--porcelain"_s, u"-uno"_s});
        QCOMPARE(where, commits ? u"Theirs"_s : u"A  theirs"_s);
        QCOMPARE(here.git({u"diff"_s, u"--name-only"_s, u"--diff-filter=U"_s}), QString());
    }

    void aLockThatIsLeftIsSaid()
    {
        const auto remote = freshRemote();
        const auto here = cloneOf(remote);
        diverge(here, remote);
        here.git({u"fetch"_s, u"-q"_s});
        const QString before = here.head();
        here.write(u".git/index.lock"_s, "");
        const auto result = await(integrate(in(here), Integration::Merge));
        VERIFY_ERROR(result, ErrorCode::Conflict, u"Another git program"_s);
        QCOMPARE(here.head(), before);
    }
};

QTEST_GUILESS_MAIN(TestIntegrate)
#include "tst_integrate.moc"
