// SPDX-License-Identifier: GPL-3.0-or-later
#include "git/repository.h"
#include "remoterig.h"

using namespace skybranch;
using namespace skybranch::git;
using namespace skybranch::test;
using namespace Qt::StringLiterals;
using skybranch::test::await;

class TestPush : public QObject, RemoteRig
{
    Q_OBJECT

private Q_SLOTS:
    void pushSaysWhatItDid_data()
    {
        QTest::addColumn<QString>("branch");
        QTest::newRow("slash") << u"topic/deep/x"_s;
        QTest::newRow("unicode") << u"größe/日本語"_s;
        QTest::newRow("200 characters") << QString(200, u'b');
        QTest::newRow("like a shell word") << u"a;$(id)'\"&|"_s;
    }
    void pushSaysWhatItDid()
    {
        QFETCH(QString, branch);
        const auto remote = freshRemote();
        const auto here = cloneOf(remote);
        here.git({u"checkout"_s, u"-q"_s, u"-b"_s, branch});
        auto result = await(push(in(here), branch));
        QVERIFY_RESULT(result);
        QCOMPARE(*result, PushOutcome::Created);
        QCOMPARE(Repository::open(here.path())->aheadBehind(branch)->upstream,
                 u"origin/"_s + branch);
        result = await(push(in(here), branch));
        QVERIFY_RESULT(result);
        QCOMPARE(*result, PushOutcome::UpToDate);
        here.commit(u"f"_s, "1", u"More"_s);
        result = await(push(in(here), branch));
        QVERIFY_RESULT(result);
        QCOMPARE(*result, PushOutcome::Updated);
        QCOMPARE(remote.head(u"refs/heads/"_s + branch), here.head());
    }

    void pushGoesWhereTheBranchFollows_data()
    {
        QTest::addColumn<QString>("policy");
        QTest::addColumn<QString>("pushDefault");
        QTest::addColumn<QString>("upstream");
        QTest::addColumn<QString>("expected"); ///< "remote/branch", or the words of the refusal
        const auto row = [](const char *name, const char *policy, const char *pushDefault,
                            const char *upstream, const char *expected) {
            QTest::newRow(name) << QString::fromLatin1(policy) << QString::fromLatin1(pushDefault)
                                << QString::fromLatin1(upstream) << QString::fromLatin1(expected);
        };
        row("same name", "", "", "origin/topic", "origin/topic");
        row("another remote", "", "", "fork/topic", "fork/topic");
        row("another name", "", "", "fork/theirs", "fork/theirs");
        row("the default branch", "", "", "origin/main", "git push -u origin topic");
        row("a branch of somebody", "", "", "fork/taken", "git push -u fork topic");
        row("no upstream", "", "", "", "origin/topic");
        row("simple", "simple", "", "fork/theirs", "git push -u fork topic");
        row("upstream", "upstream", "", "origin/main", "origin/main");
        row("current", "current", "", "fork/theirs", "fork/topic");
        row("matching", "matching", "", "fork/theirs", "fork/topic");
        row("nothing", "nothing", "", "fork/topic", "push.default");
        row("pushDefault", "", "fork", "origin/main", "fork/topic");
        row("pushDefault alone", "", "fork", "", "fork/topic");
        row("upstream, but elsewhere", "upstream", "fork", "origin/main", "git push fork topic");
    }
    void pushGoesWhereTheBranchFollows()
    {
        QFETCH(QString, policy);
        QFETCH(QString, pushDefault);
        QFETCH(QString, upstream);
        QFETCH(QString, expected);
        const auto origin = freshRemote();
        const auto fork = freshRemote();
        const auto here = cloneOf(origin);
        here.git({u"remote"_s, u"add"_s, u"fork"_s, fork.path()});
        here.git({u"push"_s, u"-q"_s, u"--force"_s, u"fork"_s, u"main"_s});
        here.git({u"branch"_s, u"taken"_s});
        here.git({u"checkout"_s, u"-qb"_s, u"topic"_s});
        if (!upstream.isEmpty()) {
            here.git({u"config"_s, u"branch.topic.remote"_s, upstream.section(u'/', 0, 0)});
            here.git({u"config"_s, u"branch.topic.merge"_s,
                      u"refs/heads/"_s + upstream.section(u'/', 1)});
        }
        if (!policy.isEmpty())
            here.git({u"config"_s, u"push.default"_s, policy});
        if (!pushDefault.isEmpty())
            here.git({u"config"_s, u"remote.pushDefault"_s, pushDefault});
        const QString made = here.commit(u"f"_s, "1", u"More"_s);
        const auto pushed = await(push(in(here), u"topic"_s));
        const QString found = origin.git({u"for-each-ref"_s, u"--points-at"_s, made,
                                          u"--format=origin/%(refname:lstrip=2)"_s},
                                         true)
            + fork.git(
                {u"for-each-ref"_s, u"--points-at"_s, made, u"--format=fork/%(refname:lstrip=2)"_s},
                true);
        if (pushed) {
            QCOMPARE(found, expected);
            return;
        }
        QVERIFY2(pushed.error().message.contains(expected), qPrintable(pushed.error().message));
        QCOMPARE(found, QString());
    }

    void pushLeavesTheUpstreamOfABranchAlone()
    {
        const auto here = cloneOf(freshRemote());
        const auto fork = freshRemote();
        here.git({u"remote"_s, u"add"_s, u"fork"_s, fork.path()});
        // Of the same history: the ids of two that were made apart differ by the clock.
        here.git({u"push"_s, u"-q"_s, u"--force"_s, u"fork"_s, u"main"_s});
        here.git({u"config"_s, u"remote.pushDefault"_s, u"fork"_s});
        here.commit(u"f"_s, "1", u"More"_s);
        QVERIFY_RESULT(await(push(in(here), u"main"_s)));
        QCOMPARE(here.git({u"config"_s, u"branch.main.remote"_s}), u"origin"_s);
        QCOMPARE(fork.head(u"main"_s), here.head());
    }

    void aPushThatWouldLoseCommitsIsAConflict()
    {
        const auto remote = freshRemote();
        const auto here = cloneOf(remote);
        diverge(here, remote);
        const QString before = remote.head(u"main"_s);
        VERIFY_ERROR(await(push(in(here), u"main"_s)), ErrorCode::Conflict, u"Pull them first"_s);
        QCOMPARE(remote.head(u"main"_s), before);
    }

    void aHookOfTheRemoteIsQuoted()
    {
        const auto remote = freshRemote();
        const auto here = cloneOf(remote);
        ScratchHome::writeScript(remote.file(u"hooks/pre-receive"_s),
                                 "echo 'No pushes on Fridays.' >&2\nexit 1\n");
        here.commit(u"f"_s, "1", u"More"_s);
        const auto result = await(push(in(here), u"main"_s));
        VERIFY_ERROR(result, ErrorCode::Forbidden, u"No pushes on Fridays."_s);
        QVERIFY(result.error().message.contains(u"pre-receive hook declined"_s));
        QVERIFY(result.error().detail.contains(u"No pushes on Fridays."_s));
    }

    void aHookOfTheUserIsQuoted()
    {
        const auto here = cloneOf(freshRemote());
        ScratchHome::writeScript(here.file(u".git/hooks/pre-push"_s),
                                 "echo 'The tests are red.' >&2\nexit 1\n");
        here.commit(u"f"_s, "1", u"More"_s);
        const auto result = await(push(in(here), u"main"_s));
        VERIFY_ERROR(result, ErrorCode::Forbidden, u"The tests are red."_s);
        QVERIFY(result.error().message.contains(u"pre-push hook"_s));
    }

    void aBranchThatIsNotThereCanNotBePushed()
    {
        const auto here = cloneOf(freshRemote());
        for (const QString &branch : {u"no/such"_s, u"--mirror"_s, u"x:refs/heads/y"_s})
            QVERIFY(!await(push(in(here), branch)));
        VERIFY_ERROR(await(push(in(here), u"no/such"_s)), ErrorCode::NotFound, u"no such branch"_s);
    }
};

QTEST_GUILESS_MAIN(TestPush)
#include "tst_push.moc"
