// SPDX-License-Identifier: GPL-3.0-or-later
#include "git/repository.h"
#include "git/worktreewatcher.h"
#include "support/scratchrepository.h"

#include <QSignalSpy>
#include <QTest>

using namespace skybranch::git;
using namespace Qt::StringLiterals;
using skybranch::test::ScratchHome;
using skybranch::test::ScratchRepository;

class TestWorktreeWatcher : public QObject
{
    Q_OBJECT

    ScratchHome m_home;
    int m_count = 0;

    QString freshPath() { return m_home.path(u"r%1"_s.arg(++m_count)); }

    static std::unique_ptr<WorktreeWatcher> watch(const QString &path)
    {
        const auto repository = Repository::open(path);
        return std::make_unique<WorktreeWatcher>(QStringList{repository->gitFolder()},
                                                 repository->commonFolder());
    }

    /// Every one of @p steps is seen, also after those before it have replaced files.
    static void verifySeen(const ScratchRepository &watched, const QList<QStringList> &steps,
                           const ScratchRepository &actor)
    {
        const auto watcher = watch(watched.path());
        QSignalSpy changed(watcher.get(), &WorktreeWatcher::changed);
        for (const QStringList &step : steps) {
            changed.clear();
            actor.git(step);
            QVERIFY2(QTest::qWaitFor([&changed] { return !changed.isEmpty(); }),
                     qPrintable(step.join(u' ')));
            // Nothing is under way any more when the next step starts.
            while (changed.wait(300)) { }
        }
    }

private Q_SLOTS:
    void whatGitDoesIsSeen()
    {
        const auto scratch = ScratchRepository::create(freshPath());
        scratch.write(u"new"_s, "x");
        verifySeen(scratch,
                   {{u"add"_s, u"new"_s},
                    {u"commit"_s, u"-q"_s, u"-m"_s, u"Second"_s},
                    {u"commit"_s, u"-q"_s, u"--amend"_s, u"-m"_s, u"Again"_s},
                    {u"checkout"_s, u"-q"_s, u"-b"_s, u"topic/deep/x"_s},
                    {u"branch"_s, u"topic/deep/y"_s},
                    {u"branch"_s, u"-D"_s, u"topic/deep/y"_s},
                    {u"update-ref"_s, u"refs/remotes/origin/main"_s, u"HEAD"_s},
                    {u"update-ref"_s, u"refs/remotes/origin/main"_s, u"HEAD~1"_s},
                    {u"pack-refs"_s, u"--all"_s},
                    {u"checkout"_s, u"-q"_s, u"main"_s}},
                   scratch);
    }

    void aLinkedWorktreeSeesItsOwnAndTheCommonOnes()
    {
        const auto main = ScratchRepository::create(freshPath());
        const QString path = freshPath();
        main.git({u"worktree"_s, u"add"_s, u"-q"_s, u"-b"_s, u"topic/x"_s, path});
        const ScratchRepository linked(path);
        linked.write(u"new"_s, "x");
        verifySeen(linked, {{u"add"_s, u"new"_s}, {u"commit"_s, u"-q"_s, u"-m"_s, u"Second"_s}},
                   linked);
        verifySeen(linked, {{u"branch"_s, u"other"_s}}, main);
    }

    void itSaysWhichWorktreeHasChanged()
    {
        const auto main = ScratchRepository::create(freshPath());
        const QString path = freshPath();
        main.git({u"worktree"_s, u"add"_s, u"-q"_s, u"-b"_s, u"topic"_s, path});
        const ScratchRepository linked(path);
        main.write(u"new"_s, "x");
        linked.write(u"new"_s, "x");
        const QString mainFolder = Repository::open(main.path())->gitFolder();
        const QString linkedFolder = Repository::open(path)->gitFolder();
        WorktreeWatcher watcher({mainFolder, linkedFolder}, mainFolder);
        QSignalSpy changed(&watcher, &WorktreeWatcher::changed);
        const auto foldersAfter
            = [&changed](const ScratchRepository &actor, const QStringList &step) {
                  changed.clear();
                  actor.git(step);
                  QStringList folders;
                  while (changed.wait(changed.isEmpty() ? 5000 : 300)) { }
                  for (const auto &signal : changed)
                      folders << signal.value(0).toStringList();
                  folders.removeDuplicates();
                  return folders;
              };
        QCOMPARE(foldersAfter(main, {u"add"_s, u"new"_s}), QStringList{mainFolder});
        QCOMPARE(foldersAfter(linked, {u"add"_s, u"new"_s}), QStringList{linkedFolder});
        QCOMPARE(foldersAfter(main, {u"update-ref"_s, u"refs/heads/other"_s, u"HEAD"_s}),
                 QStringList());
        QVERIFY(!changed.isEmpty());
    }

    void aFetchWithNothingNewIsSeen()
    {
        const auto origin = ScratchRepository::create(freshPath());
        const QString path = freshPath();
        origin.git({u"clone"_s, u"-q"_s, origin.path(), path});
        const QStringList fetch{u"fetch"_s, u"-q"_s};
        verifySeen(ScratchRepository(path), {fetch, fetch, fetch}, ScratchRepository(path));
    }

    void manyChangesAreToldOnce()
    {
        const auto scratch = ScratchRepository::create(freshPath());
        const auto watcher = watch(scratch.path());
        QSignalSpy changed(watcher.get(), &WorktreeWatcher::changed);
        for (int i = 0; i < 20; ++i)
            scratch.git({u"branch"_s, u"b%1"_s.arg(i)});
        QVERIFY(changed.wait());
        while (changed.wait(300)) { }
        QVERIFY2(changed.size() <= 2, qPrintable(QString::number(changed.size())));
    }

    void readingIsNoChange()
    {
        const auto scratch = ScratchRepository::create(freshPath());
        scratch.write(u"README"_s, "one\n");
        const auto watcher = watch(scratch.path());
        QSignalSpy changed(watcher.get(), &WorktreeWatcher::changed);
        const auto repository = Repository::open(scratch.path());
        QVERIFY(repository->status() && repository->worktrees() && repository->branches());
        QVERIFY(!changed.wait(400));
    }

    void aWorktreeThatGoesIsSeen()
    {
        const auto scratch = ScratchRepository::create(freshPath());
        const auto watcher = watch(scratch.path());
        QSignalSpy changed(watcher.get(), &WorktreeWatcher::changed);
        QVERIFY(QDir(scratch.path()).removeRecursively());
        QVERIFY(changed.wait());
    }
};

QTEST_GUILESS_MAIN(TestWorktreeWatcher)
#include "tst_worktreewatcher.moc"
