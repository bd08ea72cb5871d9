// SPDX-License-Identifier: GPL-3.0-or-later
#include "runfolder.h"

#include <QCoreApplication>
#include <QDir>
#include <QProcess>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

#include <csignal>
#include <cstdio>

using namespace Qt::StringLiterals;
using namespace skybranch;
using namespace skybranch::soak;

/// What a soak has started ends with it, however that ends.
class TestRunFolder : public QObject
{
    Q_OBJECT

    QTemporaryDir m_parent;

    /// A soak that has started a process of its own and waits.
    std::unique_ptr<QProcess> startRun(qint64 &child) const
    {
        auto run = std::make_unique<QProcess>();
        run->start(QCoreApplication::applicationFilePath(), {u"run"_s});
        if (!QTest::qWaitFor([&] { return run->canReadLine(); }, 20'000))
            return nullptr;
        child = run->readLine().trimmed().toLongLong();
        return run;
    }

    QStringList folders() const
    {
        return QDir(m_parent.path()).entryList({u"sb-soak-*"_s}, QDir::Dirs);
    }

private Q_SLOTS:
    void initTestCase() { qputenv("TMPDIR", QFile::encodeName(m_parent.path())); }
    void cleanup() { qputenv("TMPDIR", QFile::encodeName(m_parent.path())); }

    void anInterruptedOneLeavesNothing_data()
    {
        QTest::addColumn<int>("signal");
        QTest::newRow("ctrl-c") << SIGINT;
        QTest::newRow("terminate") << SIGTERM;
    }

    void anInterruptedOneLeavesNothing()
    {
        QFETCH(int, signal);
        qint64 child = 0;
        const auto run = startRun(child);
        QVERIFY(run);
        const auto process = providers::processOf(pid_t(child));
        QVERIFY(process && providers::isAlive(*process));
        ::kill(pid_t(run->processId()), signal);
        QTRY_COMPARE_WITH_TIMEOUT(run->state(), QProcess::NotRunning, 20'000);
        QCOMPARE(run->exitCode(), 128 + signal);
        QVERIFY(!providers::isAlive(*process));
        QCOMPARE(folders(), QStringList());
    }

    void theNextOneEndsWhatAKilledOneHasLeft()
    {
        qint64 child = 0;
        const auto run = startRun(child);
        QVERIFY(run);
        const auto process = providers::processOf(pid_t(child));
        QVERIFY(process);
        const QStringList left = folders();
        QCOMPARE(left.size(), 1);
        ::kill(pid_t(run->processId()), SIGKILL);
        QTRY_COMPARE(run->state(), QProcess::NotRunning);
        QVERIFY(providers::isAlive(*process));
        const RunFolder next;
        QVERIFY(!providers::isAlive(*process));
        QCOMPARE(folders(), QStringList(QFileInfo(next.path()).fileName()));
    }

    void anotherOneThatRunsIsLeftAlone()
    {
        qint64 child = 0;
        const auto run = startRun(child);
        QVERIFY(run);
        const auto process = providers::processOf(pid_t(child));
        QVERIFY(process);
        {
            const RunFolder beside;
            QVERIFY(beside.processes().isEmpty());
        }
        QVERIFY(providers::isAlive(*process));
        QCOMPARE(folders().size(), 1);
        ::kill(pid_t(run->processId()), SIGTERM);
        QTRY_COMPARE_WITH_TIMEOUT(run->state(), QProcess::NotRunning, 20'000);
    }
};

namespace {

int runUntilEnded()
{
    RunFolder folder;
    onInterruption([&folder] { folder.clear(); });
    // As VMs and databases are: nobody's child.
    QProcess sleeper;
    sleeper.setProgram(u"sleep"_s);
    sleeper.setArguments({u"1000"_s});
    qint64 child = 0;
    if (!sleeper.startDetached(&child))
        return 1;
    std::fprintf(stdout, "%lld\n", static_cast<long long>(child));
    std::fflush(stdout);
    return QCoreApplication::exec();
}

} // namespace

int main(int argc, char **argv)
{
    const QCoreApplication application(argc, argv);
    if (argc == 2 && qstrcmp(argv[1], "run") == 0)
        return runUntilEnded();
    TestRunFolder test;
    return QTest::qExec(&test, argc, argv);
}

#include "tst_runfolder.moc"
