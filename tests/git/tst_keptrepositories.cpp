// SPDX-License-Identifier: GPL-3.0-or-later
#include "git/keptrepositories.h"
#include "support/result.h"
#include "support/scratchrepository.h"

#include <QTest>

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

    /// The files that it says have changed, after the same of one that is opened anew.
    static QStringList changedIn(KeptRepositories &kept, const QString &path)
    {
        const auto status = statusOf(kept, path);
        const auto anew = Repository::open(path).and_then(&Repository::status);
        return status && anew && *status == *anew ? status->files : QStringList{u"not the same"_s};
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
