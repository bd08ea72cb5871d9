// SPDX-License-Identifier: GPL-3.0-or-later
// What programs in a terminal can do beside writing text, and what their user does with the text.
#include "ui/terminal/screenmarks.h"
#include "ui/terminal/terminalpane.h"
#include "ui/terminal/terminalview.h"
#include "ui/theme/theme.h"

#include <QClipboard>
#include <QFile>
#include <QGuiApplication>
#include <QInputMethodEvent>
#include <QLabel>
#include <QMenu>
#include <QScrollBar>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

using namespace skybranch::ui;

class TestTerminalPrograms : public QObject
{
    Q_OBJECT

    std::unique_ptr<TerminalPane> m_pane;
    TerminalView *m_view = nullptr;

    QWidget *display() const { return m_view->focusTarget()->focusProxy(); }

    static void setClipboard(const char *text)
    {
        QGuiApplication::clipboard()->setText(QString::fromLatin1(text));
    }

    static QString clipboard() { return QGuiApplication::clipboard()->text(); }

    /// The middle of a cell; both count from 0.
    QPoint pointAt(int row, int column) const
    {
        const QRect cursor = display()->inputMethodQuery(Qt::ImCursorRectangle).toRect();
        return {column * cursor.width() + cursor.width() / 2,
                row * cursor.height() + cursor.height() / 2};
    }

    void ctrlClick(int row, int column) const
    {
        QTest::mouseClick(display(), Qt::LeftButton, Qt::ControlModifier, pointAt(row, column));
    }

    void hover(int row, int column) const
    {
        const QPointF point = pointAt(row, column);
        QMouseEvent move(QEvent::MouseMove, point, display()->mapToGlobal(point), Qt::NoButton,
                         Qt::NoButton, Qt::ControlModifier);
        QCoreApplication::sendEvent(display(), &move);
    }

    QColor pixel(int row, int column) const
    {
        return display()->grab().toImage().pixelColor(pointAt(row, column));
    }

private Q_SLOTS:
    void initTestCase() { Theme::instance().install(); }

    void init()
    {
        m_pane = std::make_unique<TerminalPane>(QStringLiteral("a"));
        m_pane->resize(700, 400);
        m_pane->show();
        QVERIFY(QTest::qWaitForWindowExposed(m_pane.get()));
        m_view = m_pane->view();
    }

    void cleanup() { m_pane.reset(); }

    void programsCopyForTheirUser()
    {
        setClipboard("before");
        QSignalSpy copied(m_view, &TerminalView::copied);
        m_view->feed("\x1b]52;c;aGk=\x07");
        QCOMPARE(clipboard(), QStringLiteral("before"));
        QTest::keyClick(display(), Qt::Key_A);
        m_view->feed("\x1b]52;c;aG");
        m_view->feed("k=\x07");
        QCOMPARE(clipboard(), QStringLiteral("hi"));
        QCOMPARE(copied.size(), 1);
        const auto *hint = m_pane->findChild<QLabel *>(QStringLiteral("terminalHint"));
        QVERIFY(hint->isVisible());
        // What it holds is nobody's business.
        QSignalSpy typed(m_view, &TerminalView::answered);
        m_view->feed("\x1b]52;c;?\x07");
        m_view->setOptions({.programsCopy = false});
        m_view->feed("\x1b]52;c;bm8=\x07");
        QCOMPARE(clipboard(), QStringLiteral("hi"));
        QVERIFY(typed.isEmpty());
    }

    void tellsFolderBellAndNews()
    {
        QSignalSpy folder(m_view, &TerminalView::folderChanged);
        QSignalSpy bell(m_view, &TerminalView::rang);
        QSignalSpy told(m_view, &TerminalView::told);
        QSignalSpy ended(m_view, &TerminalView::commandEnded);
        m_view->feed("\x1b]7;file://vm/tmp\x07\x1b]7;file://vm/tmp\x07\x1b]7;nowhere\x07");
        QCOMPARE(folder.size(), 1);
        QCOMPARE(m_view->folder(), QStringLiteral("/tmp"));
        m_view->feed("\x07");
        QTRY_COMPARE(bell.size(), 1);
        m_view->feed("\x1b]9;built\x07\x1b]133;C\x07\x1b]133;D;2\x07");
        QCOMPARE(told.size(), 1);
        QCOMPARE(ended.size(), 1);
        QCOMPARE(ended.first().at(1).toInt(), 2);
    }

    void linksOverWrappedLinesOpen()
    {
        QSignalSpy activated(m_view, &TerminalView::linkActivated);
        const QByteArray url = "https://example.org/" + QByteArray(m_view->columns(), 'a');
        m_view->feed("see " + url + " now\r\nplain");
        hover(0, 10);
        auto *marks = m_view->findChild<ScreenMarks *>();
        QCOMPARE(marks->link().size(), 2);
        QVERIFY(marks->isVisible());
        m_view->feed("x");
        QVERIFY(marks->link().isEmpty());
        ctrlClick(1, 3);
        QCOMPARE(activated.size(), 1);
        QCOMPARE(activated.first().first().value<TerminalLink>().url, QString::fromLatin1(url));
        ctrlClick(2, 2);
        QTest::mouseClick(display(), Qt::LeftButton, Qt::NoModifier, pointAt(0, 10));
        QCOMPARE(activated.size(), 1);
    }

    /// One reads "here", and sees where it leads before it opens.
    void linksBelowTextOpen()
    {
        QSignalSpy activated(m_view, &TerminalView::linkActivated);
        for (const char byte : QByteArray("go \x1b]8;id=1;https://a.b/c\x1b\\\x1b[1mhe\x1b[0mre"
                                          "\x1b]8;;\x1b\\ now\r\n"))
            m_view->feed(QByteArray(1, byte));
        ctrlClick(0, 4);
        QCOMPARE(activated.size(), 1);
        QCOMPARE(activated.first().first().value<TerminalLink>().url,
                 QStringLiteral("https://a.b/c"));
        const auto *question = m_pane->findChild<QLabel *>(QStringLiteral("askQuestion"));
        QVERIFY(question->isVisible()
                && question->text().contains(QStringLiteral("https://a.b/c")));
        ctrlClick(0, 8);
        ctrlClick(0, 1);
        QCOMPARE(activated.size(), 1);
        // It moves up with its text, and goes with it.
        m_view->feed(QByteArray("\r\n").repeated(m_view->lines() - 2) + "\x1b[1;1Hgo x");
        ctrlClick(0, 4);
        QCOMPARE(activated.size(), 1);
        m_view->feed("\x1b]8;;javascript:alert(1)\x1b\\there\x1b]8;;\x1b\\");
        ctrlClick(0, 5);
        QCOMPARE(activated.size(), 1);
    }

    void filesOpenWhereTheyAre()
    {
        QTemporaryDir dir;
        QVERIFY(QDir(dir.path()).mkpath(QStringLiteral("tree/src")));
        for (const char *name : {"tree/src/a.cpp", "secret.txt"}) {
            QFile file(dir.filePath(QString::fromLatin1(name)));
            QVERIFY(file.open(QIODevice::WriteOnly));
        }
        const QString tree = dir.filePath(QStringLiteral("tree"));
        const QString source = tree + QStringLiteral("/src/a.cpp");
        QVERIFY(QFile::link(dir.filePath(QStringLiteral("secret.txt")),
                            tree + QStringLiteral("/way.txt")));
        const auto found = [&](const QByteArray &text, bool cloud) {
            m_view->setFiles([&, cloud] { return TerminalFiles{tree, cloud}; });
            m_view->feed("\x1b[H\x1b[K" + text);
            QStringList paths;
            for (const TerminalLink &link : m_view->links())
                paths << QStringLiteral("%1 %2").arg(link.path).arg(link.line);
            return paths.join(u'|');
        };
        QCOMPARE(found("src/a.cpp:7:1: error", false), source + QStringLiteral(" 7"));
        QCOMPARE(found("src/b.cpp:7:1: error", false), QString());
        m_view->feed("\x1b]7;file://x" + tree.toUtf8() + "/src\x07");
        QCOMPARE(found("a.cpp:7:1: error", false), source + QStringLiteral(" 7"));
        QCOMPARE(found(dir.path().toUtf8() + "/secret.txt:1", false),
                 dir.filePath(QStringLiteral("secret.txt 1")));
        // A VM has its worktree elsewhere, and nothing else of this computer.
        m_view->feed("\x1b]7;file://vm/workspace/tree/src\x07");
        QCOMPARE(found("a.cpp:7", true), source + QStringLiteral(" 7"));
        QCOMPARE(found("/workspace/tree/src/a.cpp:7", true), source + QStringLiteral(" 7"));
        for (const QByteArray &other :
             {QByteArray(dir.path().toUtf8() + "/secret.txt:1"), QByteArray("../../secret.txt:1"),
              QByteArray("way.txt:1"), QByteArray("/etc/passwd:1")})
            QCOMPARE(found(other, true), QString());
    }

    void linksAreListed()
    {
        m_pane->showLinks();
        const auto *hint = m_pane->findChild<QLabel *>(QStringLiteral("terminalHint"));
        QVERIFY(hint->isVisible());
        m_view->feed("https://a.b/1 and https://a.b/2");
        m_pane->showLinks();
        auto *menu = m_pane->findChild<QMenu *>(QStringLiteral("linksMenu"));
        QVERIFY(menu && menu->isVisible());
        QCOMPARE(menu->actions().size(), 2);
        QTest::keyClick(menu, Qt::Key_Return);
        const auto *question = m_pane->findChild<QLabel *>(QStringLiteral("askQuestion"));
        QTRY_VERIFY(question->text().contains(QStringLiteral("https://a.b/2")));
    }

    void whatIsSelectedStays()
    {
        QTest::keyClick(display(), Qt::Key_A);
        m_view->feed("one two\r\nthree https://a.b/1\r\n");
        QCOMPARE(m_view->find(QStringLiteral("two"), TerminalSearch::Step::Newest).all, 1);
        QCOMPARE(m_view->links().size(), 1);
        QCOMPARE(m_view->selectedText(), QStringLiteral("two"));
        QTest::mousePress(display(), Qt::LeftButton, Qt::NoModifier, pointAt(0, 1));
        QTest::mouseMove(display(), pointAt(1, 3));
        QTest::mouseRelease(display(), Qt::LeftButton, Qt::NoModifier, pointAt(1, 3));
        const QString selected = m_view->selectedText();
        QVERIFY2(selected.contains(u'\n'), qPrintable(selected));
        hover(1, 8);
        QCOMPARE(m_view->selectedText(), selected);
    }

    void searchMarksAllInSight()
    {
        m_view->feed("needle\r\nno\r\nneedle needle\r\n");
        auto *marks = m_view->findChild<ScreenMarks *>();
        QCOMPARE(m_view->find(QStringLiteral("needle"), TerminalSearch::Step::Newest).all, 3);
        QCOMPARE(marks->matches().size(), 2);
        QCOMPARE(m_view->selectedText(), QStringLiteral("needle"));
        QTRY_VERIFY(marks->matches().first().contains(pointAt(0, 0)));
        QVERIFY(marks->matches().last().contains(pointAt(2, 5)));
        QVERIFY(!marks->matches().last().contains(pointAt(2, 6)));
        QSignalSpy found(m_view, &TerminalView::found);
        m_view->feed("needle");
        QTRY_COMPARE(found.size(), 1);
        QCOMPARE(found.first().first().toInt(), 3);
        QCOMPARE(found.first().last().toInt(), 4);
        QCOMPARE(marks->matches().size(), 3);
        m_view->feed(QByteArray("\r\n").repeated(m_view->lines()));
        auto *bar = display()->findChild<QScrollBar *>();
        QTRY_VERIFY(bar->maximum() > 0);
        bar->setValue(bar->maximum());
        QTRY_VERIFY(marks->matches().isEmpty());
        m_view->find(QStringLiteral("needle"), TerminalSearch::Step::Newest);
        QVERIFY(!marks->matches().isEmpty());
        m_view->stopSearch();
        QVERIFY(!marks->isVisible());
    }

    void outputIsFollowedAfterASearch()
    {
        auto *bar = display()->findChild<QScrollBar *>();
        m_view->feed("needle\r\n");
        m_view->find(QStringLiteral("needle"), TerminalSearch::Step::Newest);
        m_view->stopSearch();
        m_view->feed(QByteArray("more\r\n").repeated(2 * m_view->lines()));
        QTRY_VERIFY(bar->maximum() > m_view->lines());
        QTRY_COMPARE(bar->value(), bar->maximum());
        // But who has scrolled up stays there.
        bar->setValue(3);
        m_view->find(QStringLiteral("needle"), TerminalSearch::Step::Newest);
        m_view->stopSearch();
        m_view->feed(QByteArray("more\r\n").repeated(m_view->lines()));
        QTRY_VERIFY(bar->maximum() > 2 * m_view->lines());
        QVERIFY(bar->value() < m_view->lines());
    }

    void showsAllColours()
    {
        for (const char *form : {"\x1b[48;2;18;52;86m   ", "\x1b[48:2::18:52:86m   "}) {
            m_view->feed("\x1b[0m\x1b[2J\x1b[H");
            m_view->feed(form);
            QTRY_COMPARE(pixel(0, 1), QColor(18, 52, 86));
        }
    }

    void paintsItsScheme()
    {
        m_view->setOptions({.scheme = QStringLiteral("Solarized")});
        QTRY_COMPARE(pixel(5, 5), QColor(0, 43, 54));
        QCOMPARE(m_view->grab().toImage().pixelColor(3, 3), QColor(0, 43, 54));
        m_view->setOptions({.scheme = QStringLiteral("../../secret")});
        QTRY_COMPARE(pixel(5, 5), color(Token::BgTerm));
        QCOMPARE(m_view->grab().toImage().pixelColor(3, 3), color(Token::BgTerm));
    }

    void readsFromRightToLeftWhereWanted()
    {
        const auto picture = [this] {
            QCoreApplication::processEvents();
            return display()->grab().toImage();
        };
        m_view->setOptions({.rightToLeft = true});
        const QImage empty = picture();
        m_view->feed(QByteArray("שלום עולם\x1b[?25l\r\n"));
        QImage ordered;
        QTRY_VERIFY((ordered = picture()) != empty);
        m_view->setOptions({.rightToLeft = false});
        QTRY_VERIFY(picture() != ordered);
        m_view->setOptions({.rightToLeft = true});
        QTRY_COMPARE(picture(), ordered);
    }

    void takesAnInputMethod()
    {
        QSignalSpy typed(m_view, &TerminalView::typed);
        QInputMethodEvent composing(QString::fromUtf8("にほ"), {});
        QCoreApplication::sendEvent(display(), &composing);
        QVERIFY(typed.isEmpty());
        QInputMethodEvent done;
        done.setCommitString(QString::fromUtf8("日本"));
        QCoreApplication::sendEvent(display(), &done);
        QCOMPARE(typed.size(), 1);
        QCOMPARE(typed.first().first().toByteArray(), QByteArray("日本"));
        QInputMethodQueryEvent enabled(Qt::ImEnabled);
        QCoreApplication::sendEvent(display(), &enabled);
        QVERIFY(enabled.value(Qt::ImEnabled).toBool());
        m_view->feed("\x1b[3;5H");
        const QRect there = display()->inputMethodQuery(Qt::ImCursorRectangle).toRect();
        QVERIFY(there.contains(pointAt(2, 4)));
    }
};

QTEST_MAIN(TestTerminalPrograms)
#include "tst_terminalprograms.moc"
