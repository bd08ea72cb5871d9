// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/scratchrepository.h"
#include "work/leftovers.h"

#include <QTest>

using namespace skybranch;
using namespace Qt::Literals::StringLiterals;
using test::ScratchHome;
using test::ScratchRepository;

class TestLeftovers : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void locksOfAVmThatWasCutOffGo()
    {
        const ScratchHome scratch;
        const QString workspace = scratch.path(u"workspace"_s);
        const auto shop = ScratchRepository::create(workspace + u"/shop"_s);
        const QStringList gone{shop.file(u".git/index.lock"_s), shop.file(u".git/HEAD.lock"_s),
                               shop.file(u".git/refs/heads/topic/x.lock"_s),
                               shop.file(u".git/worktrees/other/index.lock"_s),
                               scratch.path(u".skybranch-seed-AbCdEf.bundle"_s)};
        const QStringList kept{shop.file(u"yarn.lock"_s), shop.file(u"deep/Cargo.lock"_s),
                               scratch.path(u".skybranch-seedling"_s), scratch.path(u"my.lock"_s)};
        for (const QString &file : gone + kept)
            ScratchHome::write(file, "x");
        work::removeLeftovers(workspace, scratch.path());
        for (const QString &file : gone)
            QVERIFY2(!QFile::exists(file), qPrintable(file));
        for (const QString &file : kept)
            QVERIFY2(QFile::exists(file), qPrintable(file));
        QVERIFY(!shop.commit(u"next"_s, "1", u"Git works again"_s).isEmpty());
    }

    void aVmWithoutARepositoryIsNoTrouble()
    {
        const ScratchHome scratch;
        work::removeLeftovers(scratch.path(u"nothing"_s), scratch.path(u"nobody"_s));
    }
};

QTEST_GUILESS_MAIN(TestLeftovers)
#include "tst_leftovers.moc"
