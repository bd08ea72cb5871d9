// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/memory.h"
#include "ui/terminal/terminalview.h"
#include "ui/theme/theme.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QTest>

#include <unistd.h>

using namespace skybranch::ui;
using skybranch::test::PeakMemory;

/// What a VM may print, against the terminal that shows it.
class TestHostileView : public QObject
{
    Q_OBJECT

    std::unique_ptr<TerminalView> m_view;
    QByteArray m_sent;

    void feedAll(const QByteArray &bytes)
    {
        constexpr qsizetype block = 32 << 10;
        for (qsizetype at = 0; at < bytes.size(); at += block)
            m_view->feed(bytes.sliced(at, std::min(block, bytes.size() - at)));
    }

private Q_SLOTS:
    void initTestCase() { Theme::instance().install(); }
    void init();
    void cleanup() { m_view.reset(); }
    void neitherReadsNorWritesTheClipboard();
    void answersNothingThatTheVmChose_data();
    void answersNothingThatTheVmChose();
    void longTextsStaySmall_data();
    void longTextsStaySmall();
    void greatNumbersAreQuick_data();
    void greatNumbersAreQuick();
    void linksAreQuick();
    void doesNotMoveTheWindow();
    void lettersThatEndAlikeGoThrough();
    void brokenTextIsShown();
};

void TestHostileView::init()
{
    m_sent.clear();
    m_view = std::make_unique<TerminalView>();
    m_view->resize(900, 500);
    m_view->show();
    QVERIFY(QTest::qWaitForWindowExposed(m_view.get()));
    for (auto sent : {&TerminalView::typed, &TerminalView::answered})
        connect(m_view.get(), sent, this, [this](const QByteArray &bytes) { m_sent += bytes; });
}

void TestHostileView::neitherReadsNorWritesTheClipboard()
{
    QGuiApplication::clipboard()->setText(QStringLiteral("secret"));
    feedAll("\x1b]52;c;?\x07\x1b]52;p;?\x1b\\\x1b]52;c;aGFja2Vk\x07\x1bP+q5463\x1b\\done");
    QTRY_VERIFY(m_view->screenText().contains(u"done"));
    QCOMPARE(QGuiApplication::clipboard()->text(), QStringLiteral("secret"));
    QVERIFY2(!m_sent.contains("c2VjcmV0") && !m_sent.contains("secret"), m_sent.constData());
}

void TestHostileView::answersNothingThatTheVmChose_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::newRow("title") << QByteArray("\x1b]2;evil\r\x07\x1b[21t");
    QTest::newRow("icon") << QByteArray("\x1b]1;evil\r\x07\x1b[20t");
    QTest::newRow("setting") << QByteArray("\x1bP$qevil\r\x1b\\");
    QTest::newRow("answerback") << QByteArray("evil\r\x05");
    QTest::newRow("colour") << QByteArray("\x1b]10;evil\r\x07\x1b]10;?\x07");
    QTest::newRow("font") << QByteArray("\x1b]50;evil\r\x07\x1b]50;?\x07");
    QTest::newRow("macro") << QByteArray("\x1bP1;0;0!zevil\r\x1b\\\x1b[1*z");
}

/// What it sends back by itself is typed at the VM's shell: no line may be the VM's own.
void TestHostileView::answersNothingThatTheVmChose()
{
    QFETCH(QByteArray, bytes);
    feedAll(bytes + "\r\ndone");
    QTRY_VERIFY(m_view->screenText().contains(u"done"));
    QVERIFY2(!m_sent.contains("evil") && !m_sent.contains('\r') && !m_sent.contains('\n'),
             m_sent.toHex().constData());
}

void TestHostileView::longTextsStaySmall_data()
{
    QTest::addColumn<QByteArray>("before");
    QTest::addColumn<QByteArray>("after");
    QTest::newRow("title") << QByteArray("\x1b]0;") << QByteArray("\x07");
    QTest::newRow("device") << QByteArray("\x1bP") << QByteArray("\x1b\\");
    QTest::newRow("link") << QByteArray("\x1b]8;;https://") << QByteArray("\x07");
    QTest::newRow("numbers") << QByteArray("\x1b[") << QByteArray("m");
    QTest::newRow("line") << QByteArray() << QByteArray("\r\n");
    QTest::newRow("marks") << QByteArray("e\xcc\x81") << QByteArray("\r\n");
}

void TestHostileView::longTextsStaySmall()
{
    QFETCH(QByteArray, before);
    QFETCH(QByteArray, after);
    const QByteArray filling = QTest::currentDataTag() == QByteArray("marks") ? "\xcc\x81" : "1;";
    const PeakMemory memory(::getpid());
    const QByteArray much = filling.repeated(2'500);
    m_view->feed(before);
    for (int i = 0; i < 2'000; ++i)
        m_view->feed(much);
    feedAll(after + "\x1b" + "c\r\ndone");
    QTRY_VERIFY(m_view->screenText().contains(u"done"));
    QVERIFY(memory.grownMegabytes() < 100);
}

void TestHostileView::greatNumbersAreQuick_data()
{
    QTest::addColumn<QByteArray>("bytes");
    for (const char last : QByteArray("@ABCDEFGHIJKLMPSTXZ`abdefghlmnqrst"))
        QTest::addRow("%c", last) << QByteArray("x\x1b[2147483647;2147483647") + last;
    QTest::newRow("size") << QByteArray("\x1b[8;60000;60000t");
    QTest::newRow("sizewithzero") << QByteArray("\x1b[008;60000;60000t");
    QTest::newRow("sizewithcontrols") << QByteArray("\x1b\n[\r8;\x7f 60000;60000\bt", 20);
    QTest::newRow("sizewithmarks") << QByteArray("\x1b[8;\xc2\xb6 60000;60000t");
    QTest::newRow("sizeofeightbits") << QByteArray("\xc2\x9b"
                                                   "8;60000;60000t");
    QTest::newRow("sizebyoverflow") << QByteArray("\x1b[4294967304;60000;60000t");
    QTest::newRow("scroll") << QByteArray("\x1b[1;2147483647r\x1b[999999999S\x1b[r");
    QTest::newRow("margins") << QByteArray("\x1b[2147483640;2147483647r\n\n\n\x1b[r");
    QTest::newRow("negative") << QByteArray("\x1b[-2147483648;4294967297H");
}

/// A number may not keep the window from its user.
void TestHostileView::greatNumbersAreQuick()
{
    QFETCH(QByteArray, bytes);
    const PeakMemory memory(::getpid());
    for (int i = 0; i < 20; ++i)
        m_view->feed(bytes);
    m_view->feed("\x1b"
                 "c\r\ndone");
    QTRY_VERIFY(m_view->screenText().contains(u"done"));
    QVERIFY(memory.grownMegabytes() < 100);
}

/// A screen full of what looks like the start of links, and of links that lie below each other.
void TestHostileView::linksAreQuick()
{
    const qsizetype cells = qsizetype(m_view->columns()) * m_view->lines();
    for (const char *filling : {"@", "a/", "a:", "http://", "(", "https://a.b/(", "1:"}) {
        feedAll("\x1b[2J\x1b[H" + QByteArray(filling).repeated(cells).first(cells - 1));
        m_view->links();
    }
    for (int i = 0; i < 5'000; ++i)
        m_view->feed("\x1b]8;;https://a.b/" + QByteArray::number(i) + "\x07\x1b[Hx\x1b]8;;\x07");
    QVERIFY(m_view->links().size() < 500);
    feedAll("\x1b[2J\x1b[Hhttps://a.b/c ");
    QTRY_VERIFY(!m_view->links().isEmpty()
                && m_view->links().first().url == QStringLiteral("https://a.b/c"));
}

void TestHostileView::doesNotMoveTheWindow()
{
    const QRect before = m_view->geometry();
    const int columns = m_view->columns();
    feedAll("\x1b[8;500;500t\x1b[3;0;0t\x1b[2t\x1b[9;1t\x1b[?3h\x1b[4;9000;9000tdone");
    QTRY_VERIFY(m_view->screenText().contains(u"done"));
    QCOMPARE(m_view->geometry(), before);
    QVERIFY(!m_view->isMinimized() && !m_view->isMaximized());
    QTRY_VERIFY(m_view->columns() <= std::max(columns, 132));
}

void TestHostileView::lettersThatEndAlikeGoThrough()
{
    for (const QByteArray &bytes :
         {QByteArray("a\x1b[22;2tb"), QByteArray("\x1b[23;2t\x1b[0mc"), QByteArray("\x1b]0;t\x07"),
          QByteArray("\x1b"
                     "c\x1b[18t"),
          QByteArray("\x1b[?1049h\x1b[38;2;8;8;8mt")}) {
        OutputFilter filter;
        QCOMPARE(filter.pass(bytes), bytes);
        OutputFilter slow;
        QByteArray pieces;
        for (const char byte : bytes)
            pieces += slow.pass(QByteArray(1, byte));
        QCOMPARE(pieces, bytes);
    }
    OutputFilter filter;
    QCOMPARE(filter.pass("a\x1b[8;50;50tb\x1b[8;5"), QByteArray("ab"));
    QCOMPARE(filter.pass("0;50t\x1b[mc\xc2"), QByteArray("\x1b[mc"));
    QCOMPARE(filter.pass("\x9b"
                         "8;50;50td"),
             QByteArray("d"));
    QCOMPARE(filter.pass("\xc2\xb6"), QByteArray("\xc2\xb6"));
}

void TestHostileView::brokenTextIsShown()
{
    QByteArray bytes;
    for (int i = 0; i < 200'000; ++i)
        bytes += char((i * 7919) >> (i % 11));
    feedAll(bytes);
    feedAll("\x07\x1b\\\x1b"
            "c\r\ndone");
    QTRY_VERIFY(m_view->screenText().contains(u"done"));
}

QTEST_MAIN(TestHostileView)
#include "tst_hostileview.moc"
