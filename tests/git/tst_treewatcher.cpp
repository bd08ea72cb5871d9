// SPDX-License-Identifier: GPL-3.0-or-later
#include "git/repository.h"
#include "git/treewatcher.h"
#include "support/result.h"
#include "support/scratchrepository.h"

#include <QSignalSpy>
#include <QTest>

using namespace skybranch;
using namespace skybranch::git;
using namespace skybranch::test;
using namespace Qt::StringLiterals;

class TestTreeWatcher : public QObject
{
    Q_OBJECT

    ScratchHome m_home;
    int m_count = 0;

    ScratchRepository fresh()
    {
        const auto made = ScratchRepository::create(m_home.path(u"r%1"_s.arg(++m_count)));
        made.write(u".gitignore"_s, "build/\n");
        made.git({u"add"_s, u"."_s});
        made.commit(u"src/deep/a"_s, "1", u"More"_s);
        return made;
    }

    static Result<QStringList> foldersOf(const QString &path, int max)
    {
        return Repository::open(path).and_then(
            [max](const Repository &repository) { return repository.trackedFolders(max); });
    }

    static bool sees(QSignalSpy &spy, const QString &worktree)
    {
        return QTest::qWaitFor([&] {
            return std::ranges::any_of(
                spy, [&](const QVariantList &one) { return one.value(0).toString() == worktree; });
        });
    }

private Q_SLOTS:
    void foldersOfTrackedFilesOnly()
    {
        const auto here = fresh();
        here.write(u"build/x"_s, "1");
        here.write(u"untracked/x"_s, "1");
        const auto folders = foldersOf(here.path(), 100);
        QVERIFY_RESULT(folders);
        QCOMPARE(*folders,
                 (QStringList{here.path(), here.file(u"src"_s), here.file(u"src/deep"_s)}));
        QCOMPARE(foldersOf(here.path(), 2)->size(), 2);
    }

    void seesEveryKindOfEditAndOnlyThere()
    {
        const auto here = fresh();
        const auto other = fresh();
        TreeWatcher watcher;
        for (const auto &one : {here, other})
            watcher.watch(one.path(), *foldersOf(one.path(), TreeWatcher::maxFolders));
        QSignalSpy spy(&watcher, &TreeWatcher::changed);
        // What was edited before is to be looked for, once.
        QVERIFY(sees(spy, here.path()) && sees(spy, other.path()));
        for (const auto &one : {here, other})
            watcher.watch(one.path(), *foldersOf(one.path(), TreeWatcher::maxFolders));
        const auto seen = [&](auto edit) {
            spy.clear();
            edit();
            return sees(spy, here.path());
        };
        QVERIFY(seen([&] { here.write(u"src/deep/a"_s, "2"); }));
        QVERIFY(seen([&] { here.write(u"new"_s, "1"); }));
        QVERIFY(seen([&] { QFile::rename(here.file(u"new"_s), here.file(u"newer"_s)); }));
        QVERIFY(seen([&] { QFile::remove(here.file(u"newer"_s)); }));
        QVERIFY(!spy.isEmpty());
        for (const QVariantList &one : spy)
            QCOMPARE(one.value(0).toString(), here.path());
        // What is ignored is not seen, nor what is let go.
        QDir().mkpath(here.file(u"build"_s));
        QVERIFY(sees(spy, here.path()));
        spy.clear();
        here.write(u"build/x"_s, "1");
        watcher.watch(here.path(), {});
        here.write(u"src/deep/a"_s, "3");
        other.write(u"README"_s, "3");
        QVERIFY(sees(spy, other.path()));
        QCOMPARE(spy.size(), 1);
    }

    void aLimitIsSaidOnce()
    {
        const auto here = fresh();
        const auto other = fresh();
        TreeWatcher watcher(4);
        QSignalSpy spy(&watcher, &TreeWatcher::limited);
        for (const auto &one : {here, other, here})
            watcher.watch(one.path(), *foldersOf(one.path(), TreeWatcher::maxFolders));
        QCOMPARE(spy.size(), 1);
        QVERIFY(spy[0][0].value<Error>().message.contains(u"max_user_watches"_s));
        QCOMPARE(watcher.count(), 4);
    }
};

QTEST_GUILESS_MAIN(TestTreeWatcher)
#include "tst_treewatcher.moc"
