// SPDX-License-Identifier: GPL-3.0-or-later
#include "wire/terminalframes.h"
#include "wire/terminalinfo.h"

#include <QTest>
#include <QTimeZone>

using namespace skybranch;
using namespace skybranch::wire;
using namespace Qt::Literals::StringLiterals;

namespace {

QList<Frame> framesOf(FrameReader &reader)
{
    QList<Frame> frames;
    for (auto next = reader.next(); next && *next; next = reader.next())
        frames << **next;
    return frames;
}

} // namespace

class TestTerminalFrames : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aStreamMayBeCutAnywhere()
    {
        const QByteArray stream = encodeFrame(FrameKind::Output, "first")
            + encodeFrame(FrameKind::Exited, {}) + encodeFrame(FrameKind::Repaint, "third");
        for (qsizetype cut = 0; cut <= stream.size(); ++cut) {
            FrameReader reader;
            reader.add(stream.first(cut));
            QList<Frame> frames = framesOf(reader);
            reader.add(stream.sliced(cut));
            frames += framesOf(reader);
            QCOMPARE(frames.size(), 3);
            QCOMPARE(frames[0].payload, "first");
            QCOMPARE(frames[1].kind, FrameKind::Exited);
            QCOMPARE(frames[2].payload, "third");
        }
    }

    void aStreamThatIsNoneOfFramesStaysBroken()
    {
        FrameReader reader;
        reader.add("GET / HTTP/1.1\r\n\r\n");
        QCOMPARE(reader.next().error().code, ErrorCode::InvalidArgument);
        reader.add(encodeFrame(FrameKind::Output, "later"));
        QVERIFY(!reader.next());
    }

    void payloadsComeBackAsTheyWere()
    {
        const PositionedBytes block{.position = qint64(5) << 40, .bytes = QByteArray("a\0b", 3)};
        QCOMPARE(PositionedBytes::decode(block.encode())->position, block.position);
        QCOMPARE(PositionedBytes::decode(block.encode())->bytes, block.bytes);
        QCOMPARE(OutputGap::decode(OutputGap{.from = 7, .to = 9}.encode())->to, 9);
        QCOMPARE(*decodePosition(encodePosition(77)), 77);
        const TerminalSize size{.columns = 200, .rows = 60};
        QCOMPARE(*TerminalSize::decode(size.encode()), size);
        const auto request = AttachRequest::decode(
            AttachRequest{.watcher = u"w"_s, .name = u"n"_s, .from = 12, .size = size}.encode());
        QCOMPARE(request->watcher, u"w"_s);
        QCOMPARE(request->from, 12);
        QCOMPARE(request->size, size);
        const auto answer
            = AttachAnswer::decode(AttachAnswer{.end = 3, .inputTaken = 4, .size = size}.encode());
        QCOMPARE(answer->end, 3);
        QCOMPARE(answer->inputTaken, 4);
        const TerminalWatchers watchers{.size = size, .names = {u"a"_s}, .typing = u"a"_s};
        QCOMPARE(*TerminalWatchers::decode(watchers.encode()), watchers);
        const TerminalExit exit{.byItself = false, .code = -1};
        QCOMPARE(*TerminalExit::decode(exit.encode()), exit);
    }

    void whatAStrangerSendsIsNotBelieved()
    {
        QVERIFY(!TerminalSize::decode(QByteArray(4, '\0')));
        QVERIFY(!TerminalSize::decode(QByteArray(4, '\xff')));
        QVERIFY(!TerminalSize::decode("abc"));
        QVERIFY(!PositionedBytes::decode("short"));
        QVERIFY(!PositionedBytes::decode(QByteArray(8, '\xff')));
        QVERIFY(!PositionedBytes::decode(QByteArray(9 + maxTerminalBlock, '\0')));
        QVERIFY(!OutputGap::decode(OutputGap{.from = 9, .to = 9}.encode()));
        QVERIFY(!OutputGap::decode(OutputGap{.from = -1, .to = 9}.encode()));
        QVERIFY(!decodePosition(encodePosition(-1)));
        QVERIFY(!AttachRequest::decode("{}"));
        QVERIFY(!AttachAnswer::decode("[1]"));
        QVERIFY(!TerminalWatchers::decode(R"({"columns":80,"rows":24,"names":[1],"typing":""})"));
        QVERIFY(!TerminalExit::decode(R"({"byItself":1,"code":0})"));
    }

    void aListOfTerminals()
    {
        const TerminalInfo info{
            .id = u"6b1f-0"_s,
            .name = u"build"_s,
            .title = u"vim"_s,
            .startedAt = QDateTime::fromSecsSinceEpoch(1'790'000'000, QTimeZone::UTC),
            .endedAt = QDateTime::fromSecsSinceEpoch(1'790'000'100, QTimeZone::UTC),
            .exit = {.byItself = true, .code = 3},
            .watchers = 2,
            .job = u"make"_s,
            .output = 99};
        const auto read = terminalsFromJson(toJson(QList{info}));
        QVERIFY(read);
        QCOMPARE(*read, QList{info});
        QJsonObject escape = info.toJson();
        escape["id"_L1] = u"../etc"_s;
        QVERIFY(!TerminalInfo::fromJson(escape));
    }
};

QTEST_GUILESS_MAIN(TestTerminalFrames)
#include "tst_terminalframes.moc"
