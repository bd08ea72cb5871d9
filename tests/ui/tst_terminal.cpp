// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/terminal/terminalarea.h"
#include "ui/terminal/terminalpane.h"
#include "ui/terminal/terminalview.h"
#include "ui/theme/theme.h"
#include "ui/widgets/button.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QLabel>
#include <QSignalSpy>
#include <QTest>

using namespace skybranch::ui;

namespace {

/// Where the keys go.
QWidget *displayOf(const TerminalView &view)
{
    QWidget *target = view.focusTarget();
    return target->focusProxy() ? target->focusProxy() : target;
}

} // namespace

class TestTerminal : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { Theme::instance().install(); }

    void showsWhatItIsFed_data()
    {
        QTest::addColumn<bool>("direct");
        QTest::newRow("direct") << true;
        QTest::newRow("pty") << false;
    }

    void showsWhatItIsFed()
    {
        QFETCH(bool, direct);
        TerminalView view(direct ? TerminalView::Feed::Direct : TerminalView::Feed::Pty);
        QCOMPARE(view.isFedDirectly(), direct);
        view.resize(900, 500);
        view.show();
        QVERIFY(QTest::qWaitForWindowExposed(&view));
        // A character that arrives in two pieces, and a colour.
        const QByteArray text = QString::fromUtf8("one\r\n\x1b[31mtwø\x1b[0m\r\n").toUtf8();
        view.feed(text.first(13));
        view.feed(text.sliced(13));
        QTRY_VERIFY2(view.screenText().startsWith(QString::fromUtf8("one\ntwø\n")),
                     qPrintable(view.screenText().left(60)));
    }

    // More lines than it keeps, then echoes of keys, each painted at once.
    void keepsItsHistoryWhileOneTypes()
    {
        TerminalView view;
        view.resize(900, 500);
        view.show();
        QVERIFY(QTest::qWaitForWindowExposed(&view));
        for (int i = 0; i < 12'000; ++i)
            view.feed("line " + QByteArray::number(i) + "\r\n");
        const QStringList before = view.screenText().split(u'\n').first(9'000);
        QTest::keyClicks(displayOf(view), QStringLiteral("x"));
        for (int i = 0; i < 20; ++i)
            view.feed("x");
        QCOMPARE(view.screenText().split(u'\n').first(9'000), before);
    }

    void tellsWhatIsTyped()
    {
        TerminalView view;
        view.resize(900, 500);
        view.show();
        QVERIFY(QTest::qWaitForWindowExposed(&view));
        QByteArray typed;
        connect(&view, &TerminalView::typed, this,
                [&](const QByteArray &bytes) { typed += bytes; });
        QWidget *display = displayOf(view);
        QTest::keyClicks(display, QStringLiteral("ls"));
        QTest::keyClick(display, Qt::Key_Up);
        QCOMPARE(typed, QByteArray("ls\x1b[A"));
        view.setTyping(false);
        QTest::keyClicks(display, QStringLiteral("x"));
        QCOMPARE(typed, QByteArray("ls\x1b[A"));
        view.setTyping(true);
        QGuiApplication::clipboard()->setText(QStringLiteral("pasted"));
        view.paste();
        QVERIFY(typed.endsWith("pasted"));
    }

    void aNewShellBeginsOnALineOfItsOwn()
    {
        TerminalView view;
        view.resize(900, 500);
        view.show();
        QVERIFY(QTest::qWaitForWindowExposed(&view));
        view.feed("before $ \x1b[?1049h\x1b[?1000h\x1b[?2004hin an editor");
        view.beginAnew();
        view.feed("again $ ");
        view.feed("\r\n");
        view.beginAnew();
        view.feed("once more $ ");
        QTRY_VERIFY2(view.screenText().startsWith(u"before $ \nagain $ \nonce more $"),
                     qPrintable(view.screenText().left(80)));
        QGuiApplication::clipboard()->setText(QStringLiteral("a\nb"));
        QSignalSpy doubted(&view, &TerminalView::pasteDoubted);
        view.paste();
        QCOMPARE(doubted.size(), 1);
    }

    // Or each start of the window would answer what was asked long ago.
    void answersOnlyWhatIsNew()
    {
        TerminalView view;
        view.resize(900, 500);
        view.show();
        QVERIFY(QTest::qWaitForWindowExposed(&view));
        QSignalSpy answered(&view, &TerminalView::answered);
        QSignalSpy typed(&view, &TerminalView::typed);
        QSignalSpy rang(&view, &TerminalView::rang);
        view.replay("\x1b[c\x1b[6n\x07old");
        QCOMPARE(answered.size(), 0);
        view.feed("\x1b[c\x1b[6n\x07new");
        QCOMPARE(answered.size(), 2);
        QCOMPARE(typed.size(), 0);
        QVERIFY(rang.size() <= 1);
        QTRY_VERIFY(view.screenText().contains(QStringLiteral("oldnew")));
    }

    void tellsItsSize()
    {
        TerminalView view;
        view.resize(900, 500);
        view.show();
        QVERIFY(QTest::qWaitForWindowExposed(&view));
        QSignalSpy resized(&view, &TerminalView::resized);
        const int before = view.columns();
        view.resize(500, 300);
        QTRY_VERIFY(!resized.isEmpty());
        QVERIFY(view.columns() < before);
        QCOMPARE(resized.last().first().toInt(), view.columns());
        const int columns = view.columns();
        view.zoomIn();
        QTRY_VERIFY(view.columns() < columns);
    }

    void refusesKeysInWords()
    {
        const auto state = OverlayState::Ended;
        const QString id = QStringLiteral("a");
        TerminalArea area;
        area.resize(900, 500);
        area.show();
        QVERIFY(QTest::qWaitForWindowExposed(&area));
        TerminalView *view = area.addTerminal({id, QStringLiteral("zsh")});
        area.showTabs({id}, id);
        QSignalSpy typed(view, &TerminalView::typed);
        area.setOverlay(id, {.state = state, .span = QStringLiteral("3 s")});
        auto *words = area.findChild<QLabel *>(QStringLiteral("overlayStripWords"));
        QVERIFY(words->isVisible());
        QTRY_VERIFY(words->width() >= words->fontMetrics().horizontalAdvance(words->text()));
        const QString before = words->text();
        QTest::keyClicks(displayOf(*view), QStringLiteral("rm"));
        QVERIFY(typed.isEmpty());
        QVERIFY(words->text().startsWith(before));
        QVERIFY(words->text().endsWith(QStringLiteral("not sent.")));
        // The seconds go on, and the words stay.
        area.setOverlay(id, {.state = state, .span = QStringLiteral("2 s")});
        QVERIFY(words->text().endsWith(QStringLiteral("not sent.")));
        area.setOverlay(id, {});
        QTest::keyClicks(displayOf(*view), QStringLiteral("ls"));
        QCOMPARE(typed.size(), 2);
        area.setOverlay(id, {.state = state, .span = QStringLiteral("3 s")});
        QCOMPARE(words->text(), before);
    }

    // Cancel has not the focus: Enter goes to the shell that is on its way.
    void keysWaitForAShell()
    {
        const QString id = QStringLiteral("a");
        TerminalArea area;
        area.resize(900, 500);
        area.show();
        area.activateWindow();
        QVERIFY(QTest::qWaitForWindowActive(&area));
        TerminalView *view = area.addTerminal({id, QStringLiteral("zsh")});
        area.showTabs({id}, id);
        area.setCurrent(id);
        QSignalSpy typed(view, &TerminalView::typed);
        area.setOverlay(id, {.state = OverlayState::Connecting, .waitingKeys = 3});
        QTRY_VERIFY(view->isAncestorOf(area.focusWidget()));
        QTest::keyClicks(area.focusWidget(), QStringLiteral("ls\r"));
        QCOMPARE(typed.size(), 3);
        area.setOverlay(id, {.state = OverlayState::Reconnecting, .waitingKeys = 4});
        QVERIFY(area.findChild<QLabel *>(QStringLiteral("overlayStripWords"))
                    ->text()
                    .endsWith(QStringLiteral("4 keys wait, and are sent then.")));
        QTest::keyClicks(area.focusWidget(), QStringLiteral("x"));
        QCOMPARE(typed.size(), 4);
        QSignalSpy acted(&area, &TerminalArea::overlayActionRequested);
        area.setOverlay(id, {.state = OverlayState::Lost});
        QTRY_VERIFY(!view->isAncestorOf(area.focusWidget()));
        QTest::keyClick(area.focusWidget(), Qt::Key_Space);
        QCOMPARE(acted.size(), 1);
    }

    // Another window is smaller: the terminal keeps to its size, and says why.
    void sharesTheSmallestSize()
    {
        const QString id = QStringLiteral("a");
        TerminalArea area;
        area.resize(900, 500);
        area.show();
        QVERIFY(QTest::qWaitForWindowExposed(&area));
        TerminalView *view = area.addTerminal({id, QStringLiteral("zsh")});
        area.showTabs({id}, id);
        const QSize all(view->columns(), view->lines());
        QSignalSpy room(&area, &TerminalArea::roomChanged);
        const QSize cells(60, 16);
        area.setAudience(id, {.cells = cells, .words = QStringLiteral("anna@laptop types.")});
        QTRY_COMPARE(QSize(view->columns(), view->lines()), cells);
        QCOMPARE(view->pos(), QPoint(0, 0));
        QCOMPARE(area.roomOf(id), all);
        QVERIFY(area.findChild<QLabel *>(QStringLiteral("terminalAudience"))->isVisible());
        view->zoomIn();
        QTRY_VERIFY(area.roomOf(id).width() < all.width());
        QTRY_COMPARE(view->columns(), cells.width());
        view->resetZoom();
        QTRY_COMPARE(area.roomOf(id), all);
        // In one direction alone, and in one that does not fit any more.
        area.setAudience(id, {.cells = {all.width(), 10}});
        QTRY_COMPARE(QSize(view->columns(), view->lines()), QSize(all.width(), 10));
        area.resize(500, 500);
        QTRY_COMPARE(view->lines(), 10);
        QTRY_COMPARE(view->columns(), area.roomOf(id).width());
        QCOMPARE(room.last().at(1).toInt(), view->columns());
        area.resize(900, 500);
        area.setAudience(id, {});
        QTRY_COMPARE(QSize(view->columns(), view->lines()), all);
        QVERIFY(!area.findChild<QLabel *>(QStringLiteral("terminalAudience"))->isVisible());
    }

    void tabsAndOverlays()
    {
        TerminalArea area;
        area.resize(900, 500);
        area.show();
        QVERIFY(QTest::qWaitForWindowExposed(&area));
        area.addTerminal({QStringLiteral("a"), QStringLiteral("zsh")});
        TerminalView *hidden = area.addTerminal({QStringLiteral("b"), QStringLiteral("claude")});
        area.showTabs({QStringLiteral("a"), QStringLiteral("b")}, QStringLiteral("a"));
        QVERIFY(hidden->columns() > 60);
        QSignalSpy action(&area, &TerminalArea::overlayActionRequested);
        area.setOverlay(QStringLiteral("a"), {OverlayState::Lost});
        const QWidget *page = area.terminal(QStringLiteral("a"))->parentWidget();
        auto *button = page->findChild<Button *>(QStringLiteral("overlayButton"));
        QTRY_VERIFY(button->isVisible());
        QCOMPARE(button->text(), QStringLiteral("Reconnect"));
        QTest::mouseClick(button, Qt::LeftButton);
        QCOMPARE(action.size(), 1);
        // Below what can be read, where there is room.
        const QWidget *card = page->findChild<QWidget *>(QStringLiteral("overlayCard"));
        QCOMPARE(card->geometry().center().y(), page->rect().center().y());
        TerminalView *text = area.terminal(QStringLiteral("a"));
        text->feed(QByteArray("\r\n").repeated(text->lines() / 2));
        area.setOverlay(QStringLiteral("a"), {OverlayState::Stopped});
        QCOMPARE(button->text(), QStringLiteral("Resume"));
        QVERIFY(card->y() > text->textEnd());
        QVERIFY(card->geometry().bottom() < page->height());
        text->feed(QByteArray("\r\n").repeated(text->lines()));
        area.setOverlay(QStringLiteral("a"), {OverlayState::Deleting});
        QVERIFY(card->y() < 40);
        QVERIFY(!button->isVisible());
        area.removeTerminal(QStringLiteral("a"));
        QCOMPARE(area.currentId(), QStringLiteral("b"));
        area.removeTerminal(QStringLiteral("b"));
        QVERIFY(area.findChild<Button *>(QStringLiteral("openCloud"))->isVisible());
    }
};

QTEST_MAIN(TestTerminal)
#include "tst_terminal.moc"
