// SPDX-License-Identifier: GPL-3.0-or-later
#include "git/keptrepositories.h"
#include "support/result.h"
#include "support/scratchrepository.h"

#include <QDirIterator>
#include <QTest>

#include <functional>

using namespace skybranch;
using namespace skybranch::git;
using namespace skybranch::test;
using namespace Qt::StringLiterals;

class TestKeptRepositories : public QObject
{
    Q_OBJECT

    ScratchHome m_home;
    int m_count = 0;

    QString freshPath() { return m_home.path(u"r%1"_s.arg(++m_count)); }
    ScratchRepository fresh() { return ScratchRepository::create(freshPath()); }

    static Result<Status> statusOf(KeptRepositories &kept, const QString &path)
    {
        return kept.read(path, [](const Repository &repository) { return repository.status(); });
    }

    /// The paths that git itself says have changed, each once.
    static QStringList paths(const QString &path)
    {
        QStringList result;
        const QString output = ScratchRepository(path).git(
            {u"--no-optional-locks"_s, u"-c"_s, u"core.quotePath=false"_s, u"status"_s,
             u"--porcelain"_s, u"--branch"_s, u"--untracked-files=all"_s});
        for (const QString &line : output.split(u'\n').sliced(1))
            result << line.sliced(3).split(u" -> "_s).last();
        result.removeDuplicates();
        result.sort();
        return result;
    }

    /// The files that it says have changed; git must say the same.
    static QStringList changedIn(KeptRepositories &kept, const QString &path)
    {
        const auto status = statusOf(kept, path);
        if (!status)
            return {describe(status.error())};
        QStringList result;
        for (const QString &file : status->files)
            result << file.sliced(2);
        result.sort();
        return result == paths(path) ? status->files : QStringList{u"not what git says"_s} + result;
    }

    /// Until what was last done in these folders is so old that its time tells it from new things.
    static bool letAge(const ScratchRepository &here)
    {
        const auto isOld = [&] {
            QDirIterator folders(here.path(), QDir::Dirs | QDir::NoDotAndDotDot,
                                 QDirIterator::Subdirectories);
            const auto limit = QDateTime::currentDateTime().addSecs(-3);
            bool isOlder = QFileInfo(here.path()).lastModified() < limit;
            while (isOlder && folders.hasNext())
                isOlder = folders.nextFileInfo().lastModified() < limit;
            return isOlder;
        };
        return QTest::qWaitFor(isOld, 20'000);
    }

private Q_SLOTS:
    void aKeptOneSeesWhatGitAndEditorsDo()
    {
        const auto here = fresh();
        KeptRepositories kept;
        QCOMPARE(changedIn(kept, here.path()), QStringList());
        QCOMPARE(kept.count(), 1);
        here.write(u"README"_s, "edited");
        QCOMPARE(changedIn(kept, here.path()), QStringList{u"M README"_s});
        here.write(u"new/file"_s, "1");
        here.git({u"add"_s, u"new"_s});
        QCOMPARE(changedIn(kept, here.path()), (QStringList{u"M README"_s, u"A new/file"_s}));
        here.git({u"commit"_s, u"-qam"_s, u"All"_s});
        QCOMPARE(changedIn(kept, here.path()), QStringList());
        here.git({u"checkout"_s, u"-q"_s, u"-b"_s, u"other"_s, u"HEAD~1"_s});
        QCOMPARE(changedIn(kept, here.path()), QStringList());
        here.git({u"gc"_s, u"-q"_s, u"--prune=now"_s});
        QCOMPARE(changedIn(kept, here.path()), QStringList());
        here.write(u".gitignore"_s, "*.log\n");
        here.write(u"a.log"_s, "1");
        QCOMPARE(changedIn(kept, here.path()), QStringList{u"? .gitignore"_s});
        here.write(u".gitignore"_s, "none\n");
        QCOMPARE(changedIn(kept, here.path()), (QStringList{u"? .gitignore"_s, u"? a.log"_s}));
        QCOMPARE(kept.count(), 1);
    }

    void whatWasRememberedHidesNothing()
    {
        const auto here = fresh();
        here.write(u".gitignore"_s, "ignored/\n");
        for (const char *name : {"a", "a.b", "a-b/x", "dir/one", "dir/two", "dir/deep/three"})
            here.write(QString::fromLatin1(name), name);
        here.git({u"add"_s, u"-A"_s});
        here.git({u"commit"_s, u"-qm"_s, u"Files"_s});
        here.write(u"ignored/x"_s, "1");
        QVERIFY(QDir().mkpath(here.file(u"empty"_s)));
        QVERIFY(letAge(here));
        here.git({u"update-index"_s, u"--refresh"_s});
        KeptRepositories kept;
        QCOMPARE(changedIn(kept, here.path()), QStringList());
        const QList<std::function<void()>> deeds{
            [&] { here.write(u"dir/deep/three"_s, "THREE"); },
            [&] { here.write(u"dir/deep/three"_s, "three"); },
            [&] { here.write(u"empty/later"_s, "1"); },
            [&] { here.write(u"dir/deep/new"_s, "1"); },
            [&] { here.write(u"dir/more/deep/new"_s, "1"); },
            [&] { here.write(u"dir/more/other"_s, "1"); },
            [&] { QFile::remove(here.file(u"dir/one"_s)); },
            [&] { QDir(here.file(u"dir/deep"_s)).removeRecursively(); },
            [&] { QFile::link(u"a"_s, here.file(u"dir/deep"_s)); },
            [&] { here.git({u"rm"_s, u"-q"_s, u"--cached"_s, u"a.b"_s}); },
            [&] { here.git({u"mv"_s, u"a"_s, u"renamed"_s}); },
            [&] { QFile::remove(here.file(u"renamed"_s)); },
            [&] { here.write(u"dir/.gitignore"_s, "more\n"); },
            [&] { here.write(u"ü.txt"_s, "1"); },
            [&] { here.write(u"ignored/x"_s, "2"); },
            [&] { here.git({u"add"_s, u"-f"_s, u"ignored/x"_s}); },
            [&] { here.write(u"ignored/x"_s, "3"); },
            [&] { here.git({u"add"_s, u"-N"_s, u"empty/later"_s}); },
            [&] { here.git({u"commit"_s, u"-qam"_s, u"Some"_s}); },
            [&] { here.git({u"reset"_s, u"-q"_s, u"--soft"_s, u"HEAD~1"_s}); },
            [&] { here.git({u"clean"_s, u"-qfd"_s}); },
            [&] { here.git({u"reset"_s, u"-q"_s, u"--hard"_s}); },
        };
        for (qsizetype i = 0; i < deeds.size(); ++i) {
            deeds[i]();
            const auto changed = changedIn(kept, here.path());
            QVERIFY2(changed.value(0) != u"not what git says"_s,
                     qPrintable(QString::number(i) + changed.join(u' ')));
        }
        QCOMPARE(kept.count(), 1);
    }

    void manyChangesAreAllCounted()
    {
        const auto here = fresh();
        KeptRepositories kept;
        QCOMPARE(changedIn(kept, here.path()), QStringList());
        for (int i = 0; i < 1500; ++i)
            here.write(u"many/%1"_s.arg(i), "1");
        QCOMPARE(statusOf(kept, here.path())->changed, 1500);
        here.git({u"add"_s, u"many"_s});
        here.git({u"commit"_s, u"-qm"_s, u"Many"_s});
        QCOMPARE(changedIn(kept, here.path()), QStringList());
        QVERIFY(QDir(here.file(u"many"_s)).removeRecursively());
        QCOMPARE(statusOf(kept, here.path())->changed, 1500);
    }

    void aChangedConfigurationCounts()
    {
        const auto here = fresh();
        KeptRepositories kept;
        QCOMPARE(changedIn(kept, here.path()), QStringList());
        QFile readme(here.file(u"README"_s));
        QVERIFY(readme.setPermissions(readme.permissions() | QFile::ExeOwner));
        QCOMPARE(changedIn(kept, here.path()), QStringList{u"M README"_s});
        here.git({u"config"_s, u"core.fileMode"_s, u"false"_s});
        QCOMPARE(changedIn(kept, here.path()), QStringList());
        here.write(u"a.log"_s, "1");
        ScratchHome::write(m_home.path(u"mine"_s), "*.log\n");
        QCOMPARE(changedIn(kept, here.path()), QStringList{u"? a.log"_s});
        here.git({u"config"_s, u"--global"_s, u"core.excludesFile"_s, m_home.path(u"mine"_s)});
        QCOMPARE(changedIn(kept, here.path()), QStringList());
    }

    void anotherAtTheSamePlaceIsAnother()
    {
        const auto main = fresh();
        const QString place = freshPath();
        KeptRepositories kept;
        main.git({u"worktree"_s, u"add"_s, u"-q"_s, place});
        QCOMPARE(changedIn(kept, place), QStringList());
        main.git({u"worktree"_s, u"remove"_s, place});
        QCOMPARE(statusOf(kept, place).error().code, ErrorCode::NotFound);
        QCOMPARE(kept.count(), 0);
        const auto other = ScratchRepository::create(place);
        other.commit(u"only/here"_s, "1", u"Other"_s);
        QCOMPARE(changedIn(kept, place), QStringList());
        const auto folder = [](const Repository &repository) -> Result<QString> {
            return repository.gitFolder();
        };
        QCOMPARE(kept.read(place, folder).value_or(QString()), place + u"/.git");
    }

    void thoseUsedLastAreKept()
    {
        KeptRepositories kept(/*maxFiles*/ 5);
        QList<ScratchRepository> all;
        for (int i = 0; i < 3; ++i) {
            all << fresh();
            all.last().commit(u"second"_s, "1", u"Second"_s);
            QVERIFY_RESULT(statusOf(kept, all.last().path()));
        }
        QCOMPARE(kept.count(), 2);
        kept.forget(all.first().path());
        QCOMPARE(kept.count(), 2);
        kept.forget(all.last().path());
        QCOMPARE(kept.count(), 1);
    }

    void twoMayReadTheSame()
    {
        const auto here = fresh();
        KeptRepositories kept;
        const auto inner = kept.read(here.path(), [&](const Repository &) -> Result<Status> {
            return statusOf(kept, here.path());
        });
        QVERIFY_RESULT(inner);
        QCOMPARE(kept.count(), 1);
    }
};

QTEST_GUILESS_MAIN(TestKeptRepositories)
#include "tst_keptrepositories.moc"
