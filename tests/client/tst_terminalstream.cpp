// SPDX-License-Identifier: GPL-3.0-or-later
#include "client/terminalstream.h"

#include <QRandomGenerator>
#include <QTest>

using namespace skybranch;
using namespace skybranch::client;
using namespace Qt::StringLiterals;
using wire::FrameKind;

namespace {

/// The far side in a few lines: it keeps all output, and takes input where it goes on.
struct Holder
{
    QByteArray output;
    QByteArray input;
    wire::FrameReader reader;
    QByteArray toSend;

    void say(FrameKind kind, const QByteArray &payload) { toSend += encodeFrame(kind, payload); }

    void hear(const QByteArray &bytes)
    {
        reader.add(bytes);
        while (const auto frame = reader.next().value_or(std::nullopt)) {
            if (frame->kind == FrameKind::Attach)
                attach(*wire::AttachRequest::decode(frame->payload));
            if (frame->kind == FrameKind::Input)
                take(*wire::PositionedBytes::decode(frame->payload));
        }
    }

    void attach(const wire::AttachRequest &request)
    {
        toSend.clear();
        const wire::AttachAnswer answer{.end = output.size(), .inputTaken = input.size()};
        say(FrameKind::Attached, answer.encode());
        for (qint64 at = request.from; at < output.size(); at += 1000)
            say(FrameKind::Output,
                wire::PositionedBytes{.position = at, .bytes = output.mid(at, 1000)}.encode());
    }

    void take(const wire::PositionedBytes &block)
    {
        QCOMPARE_LE(block.position, input.size());
        input += block.bytes.mid(input.size() - block.position);
        say(FrameKind::InputTaken, wire::encodePosition(input.size()));
    }

    void print(const QByteArray &bytes)
    {
        say(FrameKind::Output,
            wire::PositionedBytes{.position = output.size(), .bytes = bytes}.encode());
        output += bytes;
    }
};

QByteArray attached(qint64 end = 0, qint64 taken = 0)
{
    return encodeFrame(FrameKind::Attached,
                       wire::AttachAnswer{.end = end, .inputTaken = taken}.encode());
}

QByteArray output(qint64 position, const QByteArray &bytes)
{
    return encodeFrame(FrameKind::Output,
                       wire::PositionedBytes{.position = position, .bytes = bytes}.encode());
}

} // namespace

/// What the desktop keeps of one terminal, against a far side that is right and ones that lie.
class TestTerminalStream : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void eachByteOnceOverAnyCuts();
    void saysWhatIsLost();
    void inputThatMayHaveArrivedIsNotSentTwice();
    void keysWaitAndAreCounted();
    void tellsWhatIsOld();
    void saysWhatTheEndHasNotTaken();
    void refusesLies_data();
    void refusesLies();
};

void TestTerminalStream::eachByteOnceOverAnyCuts()
{
    QRandomGenerator random(7);
    Holder holder;
    TerminalStream stream(u"anna@laptop"_s);
    QByteArray shown;
    QByteArray typed;
    for (int round = 0; round < 300; ++round) {
        holder.reader = {};
        holder.hear(stream.attach({.columns = 80, .rows = 24}));
        for (int step = random.bounded(6); step > 0; --step) {
            holder.print(QByteArray::number(random.bounded(1'000'000)));
            const QByteArray key = QByteArray::number(round) + ',';
            typed += key;
            const QByteArray sent = stream.write(key);
            // The cut comes anywhere, in either direction.
            holder.hear(step == 1 ? sent.first(random.bounded(sent.size() + 1)) : sent);
            const QByteArray came = step == 1
                ? holder.toSend.first(random.bounded(holder.toSend.size() + 1))
                : std::exchange(holder.toSend, {});
            QVERIFY(stream.read(came));
            shown += stream.takeOutput();
            holder.hear(stream.takeReply());
        }
        stream.detach();
    }
    holder.reader = {};
    holder.hear(stream.attach({}));
    QVERIFY(stream.read(std::exchange(holder.toSend, {})));
    holder.hear(stream.takeReply());
    QVERIFY(stream.read(std::exchange(holder.toSend, {})));
    shown += stream.takeOutput();
    QCOMPARE(shown, holder.output);
    QCOMPARE(holder.input, typed);
    QCOMPARE(stream.unsentBytes(), 0);
    QCOMPARE(stream.unsentKeys(), 0);
}

void TestTerminalStream::saysWhatIsLost()
{
    TerminalStream stream(u"anna"_s);
    stream.attach({});
    QVERIFY(stream.read(attached(5) + output(0, "first")));
    QCOMPARE(stream.takeOutput(), "first");
    stream.attach({});
    const QByteArray gap
        = encodeFrame(FrameKind::Gap, wire::OutputGap{.from = 5, .to = 3'200'005}.encode());
    QVERIFY(stream.read(attached(3'200'009) + gap + output(3'200'005, "last")
                        + encodeFrame(FrameKind::Repaint, "\x1b[Hscreen")));
    const QByteArray shown = stream.takeOutput();
    QVERIFY2(shown.contains("3.2 MB of output came while nobody listened, and is gone"),
             shown.constData());
    QVERIFY(shown.endsWith("\r\nlast\x1b[Hscreen"));
}

void TestTerminalStream::inputThatMayHaveArrivedIsNotSentTwice()
{
    TerminalStream stream(u"anna"_s);
    stream.attach({});
    QVERIFY(stream.read(attached()));
    stream.write("make\n");
    QVERIFY(stream.read(encodeFrame(FrameKind::InputTaken, wire::encodePosition(5))));
    stream.write("deploy\n");
    stream.attach({});
    // One that has forgotten who we are.
    QVERIFY(stream.read(attached()));
    QCOMPARE(stream.takeReply(), QByteArray());
    QCOMPARE(stream.unsentBytes(), 0);
    QVERIFY(stream.takeOutput().contains("has been dropped"));
    QCOMPARE(stream.write("ls\n"), encodeFrame(FrameKind::Input, wire::encodePosition(0) + "ls\n"));
}

void TestTerminalStream::keysWaitAndAreCounted()
{
    TerminalStream stream(u"anna"_s);
    for (const char *key : {"l", "s", "\x1b[A"})
        QCOMPARE(stream.write(key), QByteArray());
    QCOMPARE(stream.unsentKeys(), 3);
    QCOMPARE(stream.unsentBytes(), 5);
    stream.attach({});
    QVERIFY(stream.read(attached()));
    QCOMPARE(stream.takeReply(),
             encodeFrame(FrameKind::Input, wire::encodePosition(0) + "ls\x1b[A"));
    QVERIFY(stream.read(encodeFrame(FrameKind::InputTaken, wire::encodePosition(3))));
    QCOMPARE(stream.unsentKeys(), 1);
}

void TestTerminalStream::tellsWhatIsOld()
{
    TerminalStream stream(u"anna"_s);
    stream.attach({});
    QVERIFY(stream.read(attached(6) + output(0, "old, ")));
    QVERIFY(stream.isReplay());
    QCOMPARE(stream.takeOutput(), "old, ");
    QVERIFY(stream.read(output(5, "onew") + output(9, "er")));
    QVERIFY(stream.isReplay());
    QCOMPARE(stream.takeOutput(), "o");
    QVERIFY(!stream.isReplay());
    QCOMPARE(stream.takeOutput(), "newer");
    // What came while it was away is new to it.
    stream.attach({});
    QVERIFY(stream.read(attached(20) + output(11, "later")));
    QVERIFY(!stream.isReplay());
}

void TestTerminalStream::saysWhatTheEndHasNotTaken()
{
    TerminalStream stream(u"anna"_s);
    stream.attach({});
    QVERIFY(stream.read(attached()));
    stream.write("late\n");
    QVERIFY(stream.read(
        encodeFrame(FrameKind::Exited, wire::TerminalExit{.byItself = false}.encode())));
    QVERIFY(stream.takeOutput().contains("What was typed last has not arrived."));
    QCOMPARE(stream.unsentKeys(), 0);
}

void TestTerminalStream::refusesLies_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::newRow("no greeting") << output(0, "x");
    QTest::newRow("greets twice") << attached() + attached();
    QTest::newRow("output ahead") << attached(9) + output(3, "x");
    QTest::newRow("output again") << attached(9) + output(0, "xy") + output(1, "y");
    QTest::newRow("gap from elsewhere")
        << attached(9) + encodeFrame(FrameKind::Gap, wire::OutputGap{.from = 2, .to = 4}.encode());
    QTest::newRow("took what was not typed") << attached(0, 1);
    QTest::newRow("takes what was not typed")
        << attached() + encodeFrame(FrameKind::InputTaken, wire::encodePosition(1));
    QTest::newRow("our own words") << attached() + encodeFrame(FrameKind::Size, "1234");
    QTest::newRow("unknown kind") << attached() + encodeFrame(FrameKind(99), {});
    QTest::newRow("another version")
        << encodeFrame(FrameKind::Attached, wire::AttachAnswer{.version = 2}.encode());
    QTest::newRow("no frames") << QByteArray(8, '\xff');
}

void TestTerminalStream::refusesLies()
{
    QFETCH(QByteArray, bytes);
    TerminalStream stream(u"anna"_s);
    stream.attach({});
    const auto read = stream.read(bytes);
    QVERIFY(!read);
    QVERIFY(!read.error().message.isEmpty());
}

QTEST_GUILESS_MAIN(TestTerminalStream)
#include "tst_terminalstream.moc"
