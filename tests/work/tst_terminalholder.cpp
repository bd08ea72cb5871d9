// SPDX-License-Identifier: GPL-3.0-or-later
#include "attachment.h"
#include "support/processes.h"
#include "support/result.h"
#include "work/terminalfolder.h"
#include "work/terminallist.h"
#include "work/terminaloutput.h"

#include <QCryptographicHash>
#include <QDir>
#include <QRandomGenerator>
#include <QSignalSpy>
#include <QTemporaryDir>

using namespace skybranch;
using namespace Qt::Literals::StringLiterals;
using test::Attachment;
using work::TerminalFolder;
using work::TerminalList;

/// Holders as they are used: real processes with a real shell, attached to by real processes.
class TestTerminalHolder : public QObject
{
    Q_OBJECT

    std::unique_ptr<QTemporaryDir> m_home;

    QString home() const { return m_home->path(); }

    std::unique_ptr<Attachment> attach(const QString &id, Attachment::Options options = {}) const
    {
        options.home = home();
        options.id = id;
        return std::make_unique<Attachment>(options);
    }

    /// The process that holds terminal @p id of this test.
    qint64 holderOf(const QString &id) const
    {
        const QByteArray mark = QByteArray("\0hold\0", 6) + id.toUtf8() + '\0';
        for (const QString &pid : QDir(u"/proc"_s).entryList(QDir::Dirs)) {
            QFile words(u"/proc/%1/cmdline"_s.arg(pid));
            if (pid.toInt() > 0 && words.open(QIODevice::ReadOnly) && words.readAll().contains(mark)
                && QFile::symLinkTarget(u"/proc/%1/fd/2"_s.arg(pid)).startsWith(home()))
                return pid.toLongLong();
        }
        return 0;
    }

    static bool hasOutput(const Attachment &attachment, const QByteArray &words)
    {
        return QTest::qWaitFor([&] { return attachment.output.contains(words); }, 20'000);
    }

private Q_SLOTS:
    void init()
    {
        m_home = std::make_unique<QTemporaryDir>();
        QVERIFY(m_home->isValid());
    }

    void cleanup()
    {
        TerminalList list(home());
        for (const auto &info : list.terminals())
            QVERIFY_RESULT(list.end(info.id));
        const auto areHeld = [this] {
            return std::ranges::any_of(TerminalFolder::ids(home()), [this](const QString &id) {
                return TerminalFolder(home(), id).isHeld();
            });
        };
        QTRY_VERIFY_WITH_TIMEOUT(!areHeld(), 20'000);
    }

    void theShellOutlivesWhoWatches()
    {
        auto first = attach(u"t1"_s, {.size = {90, 30}});
        first->type("stty size; sleep 1000 & echo pid $! in $SKYBRANCH_TERMINAL\n");
        QVERIFY2(hasOutput(*first, " in t1\r\n"), first->output.constData());
        QVERIFY2(first->output.contains("30 90"), first->output.constData());
        QTRY_COMPARE(first->taken, first->typed);
        const qint64 seen = first->seen;
        const qint64 typed = first->typed;
        first.reset();
        auto second = attach(u"t1"_s, {.from = seen, .create = false});
        QTRY_VERIFY(second->answer);
        QCOMPARE(second->answer->inputTaken, typed);
        second->type("jobs; exit 7\n");
        QTRY_VERIFY_WITH_TIMEOUT(second->exit, 20'000);
        QVERIFY2(second->output.contains("sleep 1000"), second->output.constData());
        QCOMPARE(*second->exit, (wire::TerminalExit{.byItself = true, .code = 7}));
        QTRY_VERIFY(second->isOver());
        QCOMPARE(second->problem, QString());
        // What is kept of it.
        auto third = attach(u"t1"_s);
        QTRY_VERIFY_WITH_TIMEOUT(third->exit, 20'000);
        QCOMPARE(*third->exit, (wire::TerminalExit{.byItself = true, .code = 7}));
        QCOMPARE(third->seen, second->seen);
        QVERIFY(third->output.endsWith(second->output));
    }

    void whatIsKeptOutlivesAKilledHolder()
    {
        auto watcher = attach(u"t1"_s);
        watcher->type("seq 100000; echo done\n");
        QVERIFY(hasOutput(*watcher, "99999\r\n100000\r\ndone\r\n"));
        const qint64 holder = holderOf(u"t1"_s);
        QVERIFY(holder > 0);
        ::kill(pid_t(holder), SIGKILL);
        QTRY_VERIFY_WITH_TIMEOUT(watcher->isOver(), 20'000);
        QVERIFY(!watcher->exit);
        auto later = attach(u"t1"_s, {.create = false});
        QTRY_VERIFY_WITH_TIMEOUT(later->exit, 20'000);
        QVERIFY(!later->exit->byItself);
        QCOMPARE(later->output, watcher->output);
        // After a loss of power less may be kept than was seen.
        const qint64 ahead = later->seen + 1000;
        auto last = attach(u"t1"_s, {.from = ahead, .create = false});
        QTRY_VERIFY_WITH_TIMEOUT(last->exit, 20'000);
        QCOMPARE(last->answer->end, ahead);
    }

    void aStoppedVmIsNotTheShellsOwnEnd()
    {
        auto watcher = attach(u"t1"_s);
        watcher->type("echo $((40 + 2))\n");
        QVERIFY(hasOutput(*watcher, "42"));
        ::kill(pid_t(holderOf(u"t1"_s)), SIGTERM);
        QTRY_VERIFY_WITH_TIMEOUT(watcher->exit, 20'000);
        QVERIFY(!watcher->exit->byItself);
        QTRY_VERIFY(watcher->isOver());
        auto later = attach(u"t1"_s, {.create = false});
        QTRY_VERIFY_WITH_TIMEOUT(later->exit, 20'000);
        QVERIFY(!later->exit->byItself);
    }

    void outputIsReplayedFromTheByteThatWasSeen()
    {
        // Slow enough that the window is killed in the midst of it, many times.
        const QByteArray program = "i=0; while [ $i -lt 300 ]; do seq $((i * 1000)) $((i * 1000 + "
                                   "999)) | md5sum; seq 200; i=$((i + 1)); done; echo the end; "
                                   "exit\n";
        auto watched = attach(u"a"_s, {.watcher = u"all"_s});
        QTRY_VERIFY(watched->answer);
        auto typist = attach(u"a"_s, {.watcher = u"one"_s});
        QTRY_VERIFY(typist->answer);
        typist->type(program);
        QTRY_COMPARE(typist->taken, program.size());
        QByteArray output = typist->output;
        qint64 seen = typist->seen;
        QRandomGenerator random(7);
        int cuts = 0;
        std::optional<wire::TerminalExit> exit;
        while (!exit) {
            auto next = attach(u"a"_s, {.watcher = u"one"_s, .from = seen});
            const qint64 enough = 1 + random.bounded(40'000);
            QVERIFY(QTest::qWaitFor(
                [&] { return next->output.size() >= enough || next->exit || next->isOver(); },
                20'000));
            QCOMPARE(next->problem, QString());
            QVERIFY(next->gaps.isEmpty());
            next->kill();
            output += next->output;
            seen = next->seen;
            exit = next->exit;
            ++cuts;
        }
        QVERIFY2(cuts > 3, qPrintable(QString::number(cuts)));
        QTRY_VERIFY(watched->exit);
        QVERIFY(output == watched->output);
    }

    void whatIsTypedArrivesOnce()
    {
        // Each line is sent again after each cut until it is known to have been taken.
        QByteArray all("cat > got\n");
        for (int i = 0; i < 400; ++i)
            all += "line " + QByteArray::number(i) + " of many words that fill some space\n";
        all += '\004';
        QRandomGenerator random(11);
        qint64 taken = 0;
        qint64 seen = 0;
        while (taken < all.size()) {
            auto typist = attach(u"t1"_s, {.from = seen});
            QTRY_VERIFY_WITH_TIMEOUT(typist->answer, 20'000);
            QVERIFY(typist->taken >= taken);
            const qint64 enough = typist->taken + random.bounded(5000);
            typist->type(
                all.sliced(typist->taken, std::min<qint64>(all.size() - typist->taken, 9000)));
            QVERIFY(QTest::qWaitFor(
                [&] { return typist->taken >= enough || typist->taken == all.size(); }, 20'000));
            QCOMPARE(typist->problem, QString());
            taken = typist->taken;
            seen = typist->seen;
            typist->kill();
        }
        auto last = attach(u"t1"_s, {.from = seen});
        QTRY_VERIFY(last->answer);
        last->type("exit\n");
        QTRY_VERIFY_WITH_TIMEOUT(last->exit, 20'000);
        QFile got(home() + u"/got"_s);
        QVERIFY(got.open(QIODevice::ReadOnly));
        QCOMPARE("cat > got\n" + got.readAll() + '\004', all);
    }

    void severalWatchOneTerminal()
    {
        auto anna = attach(u"t1"_s, {.watcher = u"a"_s, .name = u"anna"_s, .size = {100, 20}});
        QTRY_VERIFY(anna->answer);
        auto ben = attach(u"t1"_s, {.watcher = u"b"_s, .name = u"ben"_s, .size = {80, 40}});
        QTRY_VERIFY(ben->others);
        QTRY_COMPARE(anna->others->names, QStringList{u"ben"_s});
        QCOMPARE(ben->others->names, QStringList{u"anna"_s});
        QCOMPARE(anna->others->size, (wire::TerminalSize{80, 20}));
        ben->type("stty size\n");
        QVERIFY2(hasOutput(*anna, "20 80"), anna->output.constData());
        QTRY_COMPARE(anna->others->typing, u"ben"_s);
        QCOMPARE(ben->others->typing, QString());
        QTRY_COMPARE_WITH_TIMEOUT(anna->others->typing, QString(), 20'000);
        anna->send(wire::FrameKind::Size, wire::TerminalSize{60, 30}.encode());
        QTRY_COMPARE(ben->others->size, (wire::TerminalSize{60, 30}));
        anna.reset();
        QTRY_COMPARE(ben->others->size, (wire::TerminalSize{80, 40}));
        QCOMPARE(ben->others->names, QStringList());
        // The same window again takes the place of what is left of it.
        auto again = attach(u"t1"_s, {.watcher = u"b"_s, .name = u"ben"_s, .size = {70, 20}});
        QTRY_VERIFY(ben->isOver());
        QTRY_VERIFY(again->others);
        QCOMPARE(again->others->names, QStringList());
    }

    void aListSeesThemComeAndGo()
    {
        auto watcher = attach(u"old"_s, {.more = {u"--name"_s, u"the server"_s}});
        QTRY_VERIFY(watcher->answer);
        TerminalList list(home()); // as a guest that was started again
        QSignalSpy changed(&list, &TerminalList::changed);
        const auto only = [&]() -> wire::TerminalInfo {
            const auto all = list.terminals();
            return all.size() == 1 ? all[0] : wire::TerminalInfo();
        };
        QCOMPARE(only().id, u"old"_s);
        QCOMPARE(only().name, u"the server"_s);
        QVERIFY(only().isRunning());
        QTRY_VERIFY(!changed.isEmpty()); // it is watched now
        QCOMPARE(only().watchers, 1);
        watcher->type("sleep 1000\n");
        QTRY_COMPARE_WITH_TIMEOUT(only().job, u"sleep"_s, 20'000);
        changed.clear();
        QVERIFY_RESULT(list.name(u"old"_s, u"another"_s));
        QTRY_VERIFY(!changed.isEmpty());
        QCOMPARE(changed.last()[0].value<QList<wire::TerminalInfo>>().value(0).name, u"another"_s);
        QVERIFY(!list.forget(u"old"_s));
        QVERIFY_RESULT(list.end(u"old"_s));
        QTRY_VERIFY_WITH_TIMEOUT(watcher->exit, 20'000);
        QTRY_VERIFY(!only().isRunning());
        QVERIFY_RESULT(list.forget(u"old"_s));
        QTRY_VERIFY(list.terminals().isEmpty());
        QVERIFY(!list.end(u"old"_s));
        QVERIFY(!list.name(u"../x"_s, u"name"_s));
    }

    void aListSeesAKilledHolder()
    {
        auto watcher = attach(u"t1"_s);
        QTRY_VERIFY(watcher->answer);
        TerminalList list(home());
        QVERIFY(list.terminals().value(0).isRunning());
        QSignalSpy changed(&list, &TerminalList::changed);
        ::kill(pid_t(holderOf(u"t1"_s)), SIGKILL);
        QTRY_VERIFY(!list.terminals().value(0).isRunning());
        QTRY_VERIFY(!changed.isEmpty());
        QVERIFY(!list.terminals().value(0).exit.byItself);
    }

    void theOldestThatHaveEndedAreForgotten()
    {
        auto running = attach(u"running"_s);
        QTRY_VERIFY(running->answer);
        const QDateTime now = QDateTime::currentDateTimeUtc();
        for (int i = 0; i < 5; ++i) {
            const TerminalFolder folder(home(), u"ended-%1"_s.arg(i));
            QVERIFY_RESULT(folder.make());
            QVERIFY_RESULT(
                folder.write({.startedAt = now.addDays(-i), .endedAt = now.addSecs(-i)}));
        }
        // One that somebody has damaged is in nobody's way.
        QFile damaged(TerminalFolder(home(), u"ended-4"_s).path() + u"/terminal.json"_s);
        QVERIFY(damaged.open(QIODevice::WriteOnly | QIODevice::Truncate));
        damaged.write("{\"title\":7");
        damaged.close();
        QCOMPARE(TerminalFolder(home(), u"ended-4"_s).info(false).isRunning(), false);
        work::forgetOldTerminals(home(), 3);
        QStringList left = TerminalFolder::ids(home());
        left.removeOne(u"running"_s);
        QCOMPARE(left.size(), 3);
        QVERIFY(left.contains(u"ended-0"_s) && left.contains(u"ended-1"_s));
        running->type("echo $((40 + 2))\n");
        QVERIFY(hasOutput(*running, "42"));
    }

    void noSuchTerminal_data()
    {
        QTest::addColumn<QString>("id");
        QTest::addColumn<bool>("create");
        QTest::addColumn<int>("code");
        QTest::newRow("none there") << u"t1"_s << false << 3;
        QTest::newRow("elsewhere") << u"../x"_s << true << 2;
        QTest::newRow("nothing") << QString() << true << 2;
    }

    void noSuchTerminal()
    {
        QFETCH(const QString, id);
        QFETCH(const bool, create);
        auto watcher = attach(id, {.create = create});
        QTRY_VERIFY(watcher->isOver());
        QTEST(watcher->exitCode(), "code");
        QVERIFY(TerminalFolder::ids(home()).isEmpty());
    }

    void senselessFramesEndTheirConnectionOnly_data()
    {
        using wire::FrameKind;
        const auto input = [](qint64 position, const QByteArray &bytes) {
            return wire::encodeFrame(
                FrameKind::Input,
                wire::PositionedBytes{.position = position, .bytes = bytes}.encode());
        };
        QTest::addColumn<QByteArray>("bytes");
        QTest::newRow("too large") << QByteArray("\x02\xff\xff\xff\xff", 5);
        QTest::newRow("unknown") << wire::encodeFrame(FrameKind(77), {});
        QTest::newRow("of a holder") << wire::encodeFrame(FrameKind::Output, {});
        QTest::newRow("attached twice") << wire::encodeFrame(
            FrameKind::Attach, wire::AttachRequest{.watcher = u"x"_s}.encode());
        QTest::newRow("size of nothing") << wire::encodeFrame(FrameKind::Size, QByteArray(4, '\0'));
        QTest::newRow("input from later") << input(1, "x");
        QTest::newRow("input too long") << input(0, QByteArray(40'000, 'x'));
    }

    void senselessFramesEndTheirConnectionOnly()
    {
        QFETCH(const QByteArray, bytes);
        auto good = attach(u"t1"_s, {.watcher = u"good"_s});
        QTRY_VERIFY(good->answer);
        auto bad = attach(u"t1"_s, {.watcher = u"bad"_s});
        QTRY_VERIFY(bad->answer);
        bad->sendRaw(bytes);
        QTRY_VERIFY(bad->isOver());
        good->type("echo $((40 + 2))\n");
        QVERIFY(hasOutput(*good, "42"));
        QVERIFY(!good->output.contains('x'));
    }

    void whoWasAwayTooLongSeesTheScreenAgain()
    {
        // The other one, who has seen all, tells what the screen has to be.
        auto away = attach(u"t1"_s, {.watcher = u"away"_s});
        auto there = attach(u"t1"_s, {.watcher = u"there"_s});
        QTRY_VERIFY(there->answer && away->answer);
        there->type("trap '' WINCH; printf '\\033[?2004h\\033[32m'; echo first\n");
        QVERIFY(hasOutput(*away, "first\r\n"));
        away->kill();
        there->type("seq 1000000; printf '\\033[7;7Hplaced\\033[4m'; echo; echo las''t\n");
        QVERIFY2(hasOutput(*there, "\r\nlast\r\n"), there->output.right(200).constData());
        auto back = attach(u"t1"_s, {.watcher = u"away"_s, .from = away->seen});
        QTRY_VERIFY_WITH_TIMEOUT(back->repaint.size() > 100, 20'000); // not only of the gap
        QCOMPARE(back->gaps.size(), 1);
        QCOMPARE(back->gaps[0].from, away->seen);
        QCOMPARE(back->seen, there->seen);
        QVERIFY(there->output.endsWith(back->output));
        QVERIFY(back->output.size() > 4'000'000);
        QCOMPARE(there->output.at(back->gaps[0].to - 1), '\n');
        auto ring = work::TerminalRing::create(home() + u"/expected"_s);
        QVERIFY_RESULT(ring);
        work::TerminalOutput expected(std::move(*ring));
        for (qsizetype at = 0; at < there->output.size(); at += 50'000)
            expected.append(there->output.mid(at, 50'000));
        QTRY_VERIFY(back->repaint.endsWith(expected.repaint())); // after that of the gap
        QCOMPARE(back->problem, QString());
    }

    void aScreenOfManyColoursIsDrawnAgain()
    {
        // More than one frame may carry.
        auto there = attach(u"t1"_s, {.watcher = u"there"_s, .size = {500, 100}});
        there->type(
            "seq 1000000; awk 'BEGIN { for (i = 0; i < 49000; i++) "
            "printf \"\\033[38;2;%d;%d;100;48;2;%d;%d;200m#\", 100 + i % 100, 100 + i % 90, "
            "100 + i % 80, 100 + i % 70 }'; echo las''t\n");
        QVERIFY(hasOutput(*there, "last\r\n"));
        auto late = attach(u"t1"_s, {.watcher = u"late"_s, .size = {500, 100}});
        QTRY_VERIFY_WITH_TIMEOUT(late->repaint.size() > 1'500'000, 20'000);
        QCOMPARE(late->problem, QString());
    }

    void anEndedTerminalWithoutItsOutputHasEnded()
    {
        auto watcher = attach(u"t1"_s);
        watcher->type("echo $((40 + 2)); exit 7\n");
        QTRY_VERIFY_WITH_TIMEOUT(watcher->exit, 20'000);
        QTRY_VERIFY(!TerminalFolder(home(), u"t1"_s).isHeld());
        QVERIFY(QFile::resize(TerminalFolder(home(), u"t1"_s).ring(), 0)); // as on a full disk
        auto later = attach(u"t1"_s, {.from = watcher->seen, .create = false});
        QTRY_VERIFY_WITH_TIMEOUT(later->exit, 20'000);
        QCOMPARE(later->exit->code, 7);
        QCOMPARE(later->answer->end, watcher->seen);
        QCOMPARE(later->problem, QString());
    }

    void theTerminalAnswersItself()
    {
        // Two who watch, and one answer.
        auto one = attach(u"t1"_s, {.watcher = u"one"_s});
        auto two = attach(u"t1"_s, {.watcher = u"two"_s});
        QTRY_VERIFY(one->answer && two->answer);
        one->type("stty raw -echo; printf '\\033[3;5H\\033[6n'; head -c 6 | od -c; stty sane\n");
        QVERIFY2(hasOutput(*one, "033   [   3   ;   5   R"), one->output.constData());
        QVERIFY(!two->output.contains("\x1b[6n"));
    }

    void whatNobodyReadsKeepsNobodyFromEndingIt()
    {
        auto typist = attach(u"t1"_s);
        typist->type("echo $((40 + 2)); sleep 1000\n");
        QVERIFY(hasOutput(*typist, "42"));
        for (int i = 0; i < 40; ++i)
            typist->type(QByteArray("words that nobody reads\n").repeated(1000));
        // Not all of it is taken: it waits where it comes from.
        QTRY_VERIFY(typist->taken > 100'000);
        auto other = attach(u"t1"_s, {.watcher = u"other"_s, .name = u"ben"_s});
        QTRY_VERIFY(other->answer);
        QVERIFY(typist->taken < typist->typed);
        other->kill();
        QTRY_COMPARE(typist->others->names, QStringList());
        TerminalList list(home());
        QVERIFY_RESULT(list.end(u"t1"_s));
        QTRY_VERIFY_WITH_TIMEOUT(typist->exit, 20'000);
    }

    void whoTakesNothingHoldsUpNobody()
    {
        auto good = attach(u"t1"_s, {.watcher = u"good"_s});
        QTRY_VERIFY(good->answer);
        auto slow = attach(u"t1"_s, {.watcher = u"slow"_s, .through = Attachment::pausable});
        QTRY_VERIFY(slow->answer);
        slow->pause();
        good->type("head -c 9000000 /dev/zero | tr '\\0' x; echo; echo done; exit\n");
        QTRY_VERIFY_WITH_TIMEOUT(good->exit, 60'000);
        QVERIFY(good->gaps.isEmpty());
        QVERIFY(good->output.size() > 9'000'000);
        slow->resume();
        QTRY_VERIFY_WITH_TIMEOUT(slow->isOver(), 20'000);
        QCOMPARE(slow->problem, QString());
        auto rest = attach(u"t1"_s, {.from = slow->seen});
        QTRY_VERIFY(rest->exit);
        QCOMPARE(slow->gaps.size() + rest->gaps.size(), 1);
        QCOMPARE(rest->seen, good->seen);
        QVERIFY(good->output.endsWith(rest->output));
    }
};

QTEST_GUILESS_MAIN(TestTerminalHolder)
#include "tst_terminalholder.moc"
