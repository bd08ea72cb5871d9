// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/result.h"
#include "support/scratchrepository.h"
#include "work/interruptedmove.h"
#include "work/leftovers.h"

#include <QTest>

using namespace skybranch;
using namespace skybranch::test;
using namespace Qt::Literals::StringLiterals;

/// A repository that is one commit behind its upstream, which changes a file, adds one and deletes
/// one, and git killed at some point of the way there.
class TestInterruptedMove : public QObject
{
    Q_OBJECT

    std::unique_ptr<ScratchHome> m_home;
    std::unique_ptr<ScratchRepository> m_repository;
    QString m_before;

    Task<> undo() const { return work::undoMove({.folder = m_repository->path()}, m_home->path()); }

    QString status() const { return m_repository->git({u"status"_s, u"--porcelain"_s}); }
    QString stashes() const { return m_repository->git({u"stash"_s, u"list"_s}); }

private Q_SLOTS:
    void init()
    {
        m_home = std::make_unique<ScratchHome>();
        QVERIFY(QDir().mkpath(m_home->path(u".skybranch"_s)));
        m_repository = std::make_unique<ScratchRepository>(
            ScratchRepository::create(m_home->path(u"shop"_s)));
        m_repository->commit(u"changed"_s, "one\n", u"One"_s);
        m_before = m_repository->commit(u"deleted"_s, "one\n", u"Two"_s);
        m_repository->git({u"checkout"_s, u"-qb"_s, u"next"_s});
        m_repository->git({u"rm"_s, u"-q"_s, u"deleted"_s});
        m_repository->write(u"changed"_s, "two\n");
        m_repository->commit(u"sub/added [1]"_s, "two\n", u"Three"_s);
        m_repository->git({u"commit"_s, u"-qa"_s, u"--amend"_s, u"--no-edit"_s});
        m_repository->git({u"checkout"_s, u"-q"_s, u"main"_s});
        m_repository->git({u"branch"_s, u"-q"_s, u"-u"_s, u"next"_s});
        QVERIFY_RESULT(work::noteMove(m_home->path(), m_before));
    }

    /// All is written but the branch: git is killed where it would move that.
    void theSecondHalfIsMissing()
    {
        ScratchHome::writeScript(m_repository->file(u".git/hooks/reference-transaction"_s),
                                 "grep -q refs/heads/main && kill -9 $PPID\nexit 0\n");
        QVERIFY(!await(git::runGit({.folder = m_repository->path()},
                                   {u"merge"_s, u"--ff-only"_s, u"next"_s})));
        QCOMPARE(m_repository->head(), m_before);
        QVERIFY(!status().isEmpty());
        QVERIFY(QFile::remove(m_repository->file(u".git/hooks/reference-transaction"_s)));
        work::removeLeftovers(m_home->path(), m_home->path());
        QVERIFY_RESULT(await(undo()));
        QCOMPARE(status(), QString());
        QCOMPARE(stashes(), QString());
        QVERIFY(QFile::exists(m_repository->file(u"deleted"_s)));
        m_repository->git({u"merge"_s, u"-q"_s, u"--ff-only"_s, u"next"_s});
    }

    /// Files are there that the index does not know yet.
    void theFirstHalfIsThere()
    {
        m_repository->write(u"sub/added [1]"_s, "two\n");
        m_repository->write(u"changed"_s, "two\n");
        m_repository->write(u"untracked"_s, "mine\n");
        QVERIFY_RESULT(await(undo()));
        QCOMPARE(status(), u"?? untracked"_s);
        QCOMPARE(stashes(), QString());
        m_repository->git({u"merge"_s, u"-q"_s, u"--ff-only"_s, u"next"_s});
    }

    void whatSomebodyElseHasChangedIsKept()
    {
        m_repository->write(u"changed"_s, "mine\n");
        m_repository->write(u"sub/added [1]"_s, "two\n");
        QVERIFY_RESULT(await(undo()));
        QCOMPARE(status(), QString());
        QVERIFY(stashes().contains(u"cut off"_s));
        QCOMPARE(m_repository->git({u"show"_s, u"stash@{0}:changed"_s}), u"mine"_s);
    }

    void aMoveThatCameToItsEndIsLeftAlone()
    {
        m_repository->git({u"merge"_s, u"-q"_s, u"--ff-only"_s, u"next"_s});
        m_repository->write(u"changed"_s, "mine\n");
        QVERIFY_RESULT(await(undo()));
        QCOMPARE(status(), u"M changed"_s);
        // It was noted once: what is changed from now on is somebody's.
        m_repository->git({u"reset"_s, u"-q"_s, m_before});
        const QString changes = status();
        QVERIFY_RESULT(await(undo()));
        QCOMPARE(status(), changes);
    }
};

QTEST_GUILESS_MAIN(TestInterruptedMove)
#include "tst_interruptedmove.moc"
