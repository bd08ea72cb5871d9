// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/result.h"
#include "work/compactpen.h"
#include "work/inputledger.h"
#include "work/outputcursor.h"
#include "work/terminaloutput.h"

#include <QRandomGenerator>
#include <QTemporaryDir>

#include <csignal>
#include <sys/wait.h>
#include <unistd.h>

using namespace skybranch;
using namespace Qt::Literals::StringLiterals;
using work::EscapeScanner;
using work::TerminalOutput;
using work::TerminalRing;

namespace {

/// One of each kind that programs use, and some that none should.
const QByteArrayList &sequences()
{
    static const QByteArrayList all{
        "plain text",
        "\r\n",
        "\ttab\bback\a",
        "\x1b[31mred \x1b[1;44mbold on blue\x1b[0m",
        "\x1b[38;5;200mindexed\x1b[48;2;1;2;3mdirect\x1b[m",
        "\x1b[3;4mslanted\x1b[4:3mcurly\x1b[9;7mstruck\x1b[0;32mgreen",
        "\x1b[97;105mbright\x1b[39;49m",
        "\xe6\xbc\xa2\xe5\xad\x97 wide \xf0\x9f\x98\x80",
        "e\xcc\x81 combined, \xff broken \xe6\xbc",
        "\x1b[5;10Hthere\x1b[K\x1b[2;3H\x1b[1K",
        "\x1b[2Jcleared\x1b[H",
        "\x1b[3;9r\x1b[9;1H\n\n\x1b[r",
        "\x1b[?1049h\x1b[?25l\x1b[?1000;1006hfull screen",
        "\x1b[?1h\x1b=\x1b[?2004hkeys",
        "\x1b[?2004l\x1b[?1049l\x1b[?25h",
        "\x1b[?1002h\x1b[?1004h\x1b[5 q",
        "\x1b]0;a title\x07",
        "\x1b]2;another, \xc3\xa4\x1b\\",
        "\x1b]8;;https://example.org\x1b\\link\x1b]8;;\x1b\\",
        "\x1bP$qm\x1b\\",
        "\x1bPnever ends\x18",
        "\x1b]0;cut\x1b[4mshort",
        "\x1b_words\x1b\\\x1b^more\x1b\\",
        "\x1b(0lqk\x1b(B\x0e\x0f",
        "\x1b[4hinsert\x1b[4l\x1b[3@\x1b[2P\x1b[2L\x1b[M",
        "\x1b[?6h\x1b[4;8r\x1b[2;2Horigin",
        "\x1b[?6l\x1b[r\x1b[?5hlight\x1b[?5l",
        "\x1b[1;\nmbroken\x1b[\x1b[7mreverse\x1b[12\x18given up",
        "\x1b[" + QByteArray(100, '1') + "mendless",
        "\x1b[6n\x1b[5n\x1b[c\x1b[>c\x1bZ\x05\x1b[?6n",
        "\x1b"
        "7saved\x1b[10;10H\x1b"
        "8back",
        "\x1b#8\x1bM\x1b"
        "D\x1b"
        "E",
        "\x1b[7m" + QByteArray(200, '-') + "\x1b[27m",
    };
    return all;
}

/// All of them in every order that the seed makes, with lines between.
QByteArray corpus(quint32 seed, qsizetype size)
{
    QRandomGenerator random(seed);
    QByteArray bytes;
    while (bytes.size() < size) {
        bytes += sequences()[random.bounded(sequences().size())];
        if (random.bounded(3) == 0)
            bytes += "\r\n";
    }
    return bytes;
}

/// What logs and compilers print. Some colours are set far before the text that they colour.
QByteArray flow(quint32 seed, qsizetype size)
{
    static const QByteArrayList rare{"\x1b[1m", "\x1b[4m", "\x1b[45m", "\x1b[m"};
    QRandomGenerator random(seed);
    QByteArray bytes;
    while (bytes.size() < size) {
        if (random.bounded(4) == 0)
            bytes += "\x1b[38;2;1;2;" + QByteArray::number(random.bounded(256)) + 'm';
        if (random.bounded(1500) == 0)
            bytes += rare[random.bounded(rare.size())];
        if (random.bounded(30'000) == 0)
            bytes += "\x1b[5;5H\x1b[?2004h";
        bytes += "word \xe6\xbc\xa2 ";
        if (random.bounded(12) == 0)
            bytes += "\x1b[K\r\n";
    }
    return bytes;
}

struct Scanned
{
    QByteArray out;
    std::deque<EscapeScanner::Checkpoint> checkpoints;
    QList<EscapeScanner::Asked> asked;
    QByteArray title;
    work::TerminalModes modes;
    qint64 lastJump = 0;

    friend bool operator==(const Scanned &, const Scanned &) = default;
};

Scanned scan(const QByteArrayList &parts)
{
    EscapeScanner scanner;
    Scanned scanned;
    for (const QByteArray &part : parts)
        scanned.out += scanner.feed(part);
    scanned.out += scanner.finish();
    scanned.checkpoints = scanner.checkpoints();
    scanned.asked = scanner.takeQuestions();
    scanned.title = scanner.title();
    scanned.modes = scanner.modes();
    scanned.lastJump = scanner.lastJump();
    return scanned;
}

QByteArrayList byteByByte(const QByteArray &bytes)
{
    QByteArrayList parts;
    for (const char byte : bytes)
        parts << QByteArray(1, byte);
    return parts;
}

char expectedAt(qint64 position)
{
    return char(position * 31 + (position >> 12));
}

/// Where two drawings part, to be read by a person; empty where they are the same.
QByteArray difference(const QByteArray &is, const QByteArray &should)
{
    const auto [one, other] = std::ranges::mismatch(is, should);
    if (one == is.end() && other == should.end())
        return {};
    const qsizetype at = std::max<qsizetype>(0, one - is.begin() - 40);
    return "is " + is.mid(at, 90).toPercentEncoding(" [;?]") + "\nshould be "
        + should.mid(at, 90).toPercentEncoding(" [;?]");
}

} // namespace

class TestTerminalOutput : public QObject
{
    Q_OBJECT

    QTemporaryDir m_folder;
    int m_outputs = 0;

    QString file(const QString &name) const { return m_folder.filePath(name); }

    std::unique_ptr<TerminalOutput> output(wire::TerminalSize size = {})
    {
        const QString ring = file(u"output%1"_s.arg(++m_outputs));
        auto made = std::make_unique<TerminalOutput>(*TerminalRing::create(ring));
        QFile::remove(ring); // what is mapped stays
        made->resize(size);
        return made;
    }

private Q_SLOTS:
    void ringKeepsTheLast()
    {
        auto ring = *TerminalRing::create(file(u"ring"_s));
        QCOMPARE(ring->end(), 0);
        QByteArray all;
        QRandomGenerator random(3);
        while (all.size() < 3 * TerminalRing::capacity / 2) {
            QByteArray part(random.bounded(100'000), '\0');
            for (char &byte : part)
                byte = char(random.generate());
            ring->append(part);
            all += part;
        }
        QCOMPARE(ring->end(), all.size());
        QCOMPARE(ring->start(), all.size() - TerminalRing::capacity);
        const auto there = [](const TerminalRing &which) {
            return which.read(which.start(), TerminalRing::capacity);
        };
        QVERIFY(there(*ring) == all.sliced(ring->start()));
        QVERIFY(ring->read(ring->start() - 1, 1).isEmpty());
        QVERIFY(ring->read(ring->end(), 1).isEmpty());
        QCOMPARE(ring->read(ring->end() - 1, 5), all.last(1));
        const auto opened = TerminalRing::open(file(u"ring"_s));
        QVERIFY_RESULT(opened);
        QVERIFY(there(**opened) == there(*ring));
        QCOMPARE(TerminalRing::endOf(file(u"ring"_s)), all.size());
    }

    void whatIsNoRingIsRefused()
    {
        QVERIFY(!TerminalRing::open(file(u"none"_s)));
        QFile other(file(u"other"_s));
        QVERIFY(other.open(QIODevice::WriteOnly));
        other.write(QByteArray(5 << 20, 'x'));
        other.close();
        QVERIFY(!TerminalRing::open(file(u"other"_s)));
        QCOMPARE(TerminalRing::endOf(file(u"other"_s)), 0);
    }

    void whatAKilledWriterLeavesIsTrue()
    {
        for (int round = 0; round < 8; ++round) {
            const pid_t writer = ::fork();
            if (writer == 0) {
                auto ring = TerminalRing::create(file(u"killed"_s));
                for (qint64 at = 0;; at = (*ring)->end()) {
                    QByteArray part(1 + at % 50'000, '\0');
                    for (qsizetype i = 0; i < part.size(); ++i)
                        part[i] = expectedAt(at + i);
                    (*ring)->append(part);
                }
            }
            const qint64 enough = TerminalRing::capacity + round * 700'000;
            QTRY_VERIFY_WITH_TIMEOUT(TerminalRing::endOf(file(u"killed"_s)) > enough, 20'000);
            ::kill(writer, SIGKILL);
            ::waitpid(writer, nullptr, 0);
            const auto left = TerminalRing::open(file(u"killed"_s));
            QVERIFY_RESULT(left);
            const QByteArray bytes = (*left)->read((*left)->start(), TerminalRing::capacity);
            QVERIFY(bytes.size() > TerminalRing::capacity - (100 << 10));
            for (qsizetype i = 0; i < bytes.size(); ++i) {
                if (bytes[i] != expectedAt((*left)->start() + i))
                    QFAIL(qPrintable(u"wrong at %1"_s.arg(i)));
            }
            QFile::remove(file(u"killed"_s));
        }
    }

    void inputIsTakenOnce()
    {
        work::InputLedger ledger;
        QCOMPARE(ledger.take(u"a"_s, {0, "hello"}), "hello");
        QCOMPARE(ledger.take(u"a"_s, {0, "hello"}), "");
        QCOMPARE(ledger.take(u"a"_s, {3, "lo world"}), " world");
        QVERIFY(!ledger.take(u"a"_s, {12, "x"}));
        QCOMPARE(ledger.taken(u"a"_s), 11);
        QCOMPARE(ledger.take(u"b"_s, {0, "x"}), "x");
        for (int i = 0; i < work::InputLedger::mostWatchers - 1; ++i)
            QVERIFY(ledger.take(QString::number(i), {0, "x"}));
        QCOMPARE(ledger.taken(u"a"_s), 0);
        QCOMPARE(ledger.taken(u"b"_s), 1);
    }

    void cutAnywhereTheScannerSeesTheSame()
    {
        const QByteArray bytes = corpus(1, 9'500);
        const Scanned whole = scan({bytes});
        QVERIFY(whole.checkpoints.size() > 1);
        QVERIFY(whole.asked.size() > 3);
        for (qsizetype cut = 1; cut < bytes.size(); ++cut) {
            if (scan({bytes.first(cut), bytes.sliced(cut)}) != whole)
                QFAIL(qPrintable(u"cut at %1"_s.arg(cut)));
        }
        QVERIFY(scan(byteByByte(bytes)) == whole);
    }

    void textWithoutLinesHasPlacesToo()
    {
        QByteArray bytes;
        while (bytes.size() < 300'000)
            bytes += "\xe6\xbc\xa2";
        const Scanned whole = scan({bytes});
        QVERIFY(whole.checkpoints.size() >= 4);
        for (const auto &checkpoint : whole.checkpoints)
            QCOMPARE(checkpoint.position % 3, 0);
        QVERIFY(scan(byteByByte(bytes)) == whole);
    }

    void aPlaceIsNotWithinASequence()
    {
        const QByteArray bytes = corpus(2, 200'000);
        EscapeScanner scanner;
        const QByteArray out = scanner.feed(bytes);
        for (const auto &checkpoint : scanner.checkpoints()) {
            EscapeScanner before;
            QCOMPARE(before.feed(out.first(checkpoint.position)).size(), checkpoint.position);
            EscapeScanner after;
            after.feed(out.sliced(checkpoint.position));
            QCOMPARE(after.title(), scanner.title());
        }
        QVERIFY(scanner.checkpoints().size() > 20);
    }

    void half_data()
    {
        QTest::addColumn<QByteArray>("half");
        for (const char *each : {"\x1b", "\x1b[", "\x1b[38;5", "\x1b(", "\x1b[?104"})
            QTest::newRow(QByteArray(each).toHex().constData()) << QByteArray(each);
    }

    void half()
    {
        QFETCH(const QByteArray, half);
        EscapeScanner scanner;
        QCOMPARE(scanner.feed("text" + half), "text");
        QCOMPARE(scanner.feed("h."), half + "h.");
        QCOMPARE(scanner.feed("text" + half), "text");
        QCOMPARE(scanner.finish(), half);
    }

    void cutAnywhereTheScreenIsTheSame()
    {
        const QByteArray bytes = corpus(3, 6'000);
        const auto whole = output();
        whole->append(bytes);
        const auto cut = output();
        for (const QByteArray &byte : byteByByte(bytes))
            cut->append(byte);
        QCOMPARE(difference(cut->repaint(), whole->repaint()), QByteArray());
    }

    void aRepaintMakesTheSameScreenOfAnyOther()
    {
        for (quint32 seed = 10; seed < 60; ++seed) {
            const wire::TerminalSize size{20 + int(seed % 7) * 13, 6 + int(seed % 5) * 6};
            const auto screen = output(size);
            screen->append(corpus(seed, 300 + seed * 20));
            if (seed % 2 == 0)
                screen->append("\x18\x1b[0;1;35;44m");
            screen->finish();
            const QByteArray repaint = screen->repaint();
            const auto other = output(size);
            other->append(corpus(seed + 1000, 2'000));
            // The model keeps half a character until the next one that is not ASCII.
            other->append("\x18\xc3\xa4");
            other->append(repaint);
            QCOMPARE(difference(other->repaint(), repaint), QByteArray());
            QCOMPARE(other->title(), screen->title());
            for (TerminalOutput *each : {screen.get(), other.get()})
                each->append("\rwith the same pen");
            QCOMPARE(difference(other->repaint(), screen->repaint()), QByteArray());
        }
    }

    void aRepaintScrollsNothing()
    {
        const auto screen = output();
        screen->append(flow(1, 20'000));
        const QByteArray repaint = screen->repaint();
        QVERIFY(!repaint.contains('\n') && !repaint.contains("\x1b[2J"));
    }

    void whatScrollsThroughIsLeftOut()
    {
        for (quint32 seed = 1; seed < 7; ++seed) {
            const QByteArray bytes = flow(seed, 900'000);
            const wire::TerminalSize size{seed % 2 == 0 ? 80 : 400, seed % 3 == 0 ? 24 : 300};
            const auto screen = output(size);
            for (qsizetype at = 0; at < bytes.size(); at += 60'000)
                screen->append(bytes.sliced(at, std::min<qsizetype>(60'000, bytes.size() - at)));
            const auto exact = output(size);
            for (qsizetype at = 0; at < bytes.size(); at += 5'000) {
                exact->append(bytes.sliced(at, std::min<qsizetype>(5'000, bytes.size() - at)));
                exact->resize(size); // so little at a time that nothing is left out
            }
            for (TerminalOutput *each : {screen.get(), exact.get()})
                each->append("\rwith the same pen");
            QCOMPARE(difference(screen->repaint(), exact->repaint()), QByteArray());
        }
    }

    void coloursThatAreUndoneAreForgotten()
    {
        const auto pen = [](const QByteArray &each) { return work::compactPen(each); };
        QCOMPARE(pen("\x1b[31m\x1b[1m\x1b[32m"), "\x1b[1m\x1b[32m");
        QCOMPARE(pen("\x1b[1;31m\x1b[38;2;1;2;3m"), "\x1b[1;31m\x1b[38;2;1;2;3m");
        QCOMPARE(pen("\x1b[1;31m\x1b[22m\x1b[38;5;1m"), "\x1b[22m\x1b[38;5;1m");
        QCOMPARE(pen("\x1b[4m\x1b[m\x1b[48:2:1:2:3m"), "\x1b[m\x1b[48:2:1:2:3m");
        QCOMPARE(pen("\x1b[3;38;5;0m\x1b[7m\x1b[23;36m"), "\x1b[7m\x1b[23;36m");
        QCOMPARE(pen("\x1b[1m\x1b[31;0m\x1b[4:3m"), "\x1b[31;0m\x1b[4:3m");
    }

    void aQuestionIsAnsweredAndGoesNoFurther()
    {
        const auto screen = output();
        QCOMPARE(screen->append("ab\r\ncd\x1b[6nef\x1b["), "\x1b[2;3R");
        QCOMPARE(screen->append("6n\x1b[c"), "\x1b[2;5R\x1b[?1;2c");
        QCOMPARE(screen->append("\x1b[5n\x1b[>c\x1bZ"), "\x1b[0n\x1b[>0;115;0c\x1b[?1;2c");
        QCOMPARE(screen->append("\x1b[3;9r\x1b[?6h\x1b[2;4H\x1b[?6n"), "\x1b[?2;4R");
        QCOMPARE(screen->ring().read(0, 100), "ab\r\ncdef\x1b[3;9r\x1b[?6h\x1b[2;4H");
    }

    void aReaderEntersAtAPlace()
    {
        const auto screen = output();
        const QByteArray bytes = flow(5, 6 << 20);
        for (qsizetype at = 0; at < bytes.size(); at += 50'000)
            screen->append(bytes.sliced(at, std::min<qsizetype>(50'000, bytes.size() - at)));
        work::OutputCursor cursor(&screen->ring(), 17);
        wire::FrameReader frames;
        frames.add(cursor.next());
        const auto first = frames.next();
        QVERIFY(first && *first);
        QCOMPARE((*first)->kind, wire::FrameKind::Gap);
        const auto gap = wire::OutputGap::decode((*first)->payload);
        QVERIFY_RESULT(gap);
        QCOMPARE(gap->from, 17);
        QVERIFY(gap->to >= screen->ring().start());
        QVERIFY(gap->to < screen->ring().start() + (16 << 10));
        QCOMPARE(bytes[gap->to - 1], '\n');
        QByteArray rest;
        while (cursor.behind() > 0) {
            frames.add(cursor.next());
            const auto frame = frames.next();
            rest += wire::PositionedBytes::decode((*frame)->payload)->bytes;
        }
        QVERIFY(rest == bytes.sliced(gap->to));
    }
};

QTEST_GUILESS_MAIN(TestTerminalOutput)
#include "tst_terminaloutput.moc"
