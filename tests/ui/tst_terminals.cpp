// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/scratchrepository.h"
#include "ui/terminal/tabbar.h"
#include "ui/terminal/terminaltabs.h"
#include "ui/terminal/terminalview.h"
#include "ui/theme/theme.h"
#include "ui/workspace/news.h"
#include "windowrig.h"

#include <QClipboard>
#include <QFile>
#include <QLabel>
#include <QLineEdit>
#include <QMenu>
#include <QSignalSpy>
#include <QTest>
#include <QToolButton>

using namespace skybranch;
using namespace skybranch::ui;

/// Terminals in the real window, with real shells.
class TestTerminals : public QObject
{
    Q_OBJECT

    test::ScratchHome m_home;
    std::unique_ptr<test::WindowRig> m_rig;
    QString m_shop;

    QWidget *window() const { return &m_rig->window(); }

    void press(int key,
               Qt::KeyboardModifiers modifiers = Qt::ControlModifier | Qt::ShiftModifier) const
    {
        QTest::keyClick(window()->focusWidget(), Qt::Key(key), modifiers);
    }

    void type(const QString &text) const { QTest::keyClicks(window()->focusWidget(), text); }

    QList<TerminalView *> views() const
    {
        QList<TerminalView *> views = window()->findChildren<TerminalView *>();
        views.removeIf([](const TerminalView *view) { return !view->isVisible(); });
        return views;
    }

    TerminalView *focused() const
    {
        for (TerminalView *view : views()) {
            if (view->isAncestorOf(window()->focusWidget()))
                return view;
        }
        return nullptr;
    }

    QStringList tabs() const
    {
        QStringList names;
        for (const Tab *tab : window()->findChildren<Tab *>()) {
            if (tab->isVisible())
                names << tab->view().name;
        }
        return names;
    }

    /// Something that runs until it is ended, and says which process it is.
    void startJob() const { type(QStringLiteral("sh -c 'echo $$ >job.pid; exec sleep 1000'\r")); }

    /// Its name as the system has it; empty when it does not run.
    QString job() const
    {
        QFile pid(m_shop + QStringLiteral("/job.pid"));
        if (!pid.open(QIODevice::ReadOnly))
            return {};
        QFile name(
            QStringLiteral("/proc/%1/comm").arg(QString::fromLatin1(pid.readAll().trimmed())));
        return name.open(QIODevice::ReadOnly) ? QString::fromUtf8(name.readAll().trimmed())
                                              : QString();
    }

private Q_SLOTS:
    void initTestCase()
    {
        qputenv("SHELL", "/bin/sh");
        Theme::instance().install();
    }

    void init()
    {
        m_rig = std::make_unique<test::WindowRig>();
        m_shop = m_rig->makeRepository();
        QVERIFY(m_rig->open());
        QVERIFY(m_rig->add(m_shop));
        QVERIFY(m_rig->openLocalTerminal());
        QTRY_VERIFY(focused());
    }

    void cleanup() { m_rig.reset(); }

    void splitsAndGoesBetween()
    {
        TerminalView *first = focused();
        press(Qt::Key_D);
        QTRY_COMPARE(views().size(), 2);
        QTRY_VERIFY(focused() && focused() != first);
        TerminalView *right = focused();
        QVERIFY(right->mapTo(window(), QPoint()).x() > first->mapTo(window(), QPoint()).x());
        press(Qt::Key_E);
        QTRY_COMPARE(views().size(), 3);
        QTRY_VERIFY(focused() != right && focused() != first);
        TerminalView *below = focused();
        QVERIFY(below->mapTo(window(), QPoint()).y() > right->mapTo(window(), QPoint()).y());
        press(Qt::Key_Up, Qt::AltModifier);
        QTRY_COMPARE(focused(), right);
        press(Qt::Key_Left, Qt::AltModifier);
        QTRY_COMPARE(focused(), first);
        press(Qt::Key_Left, Qt::AltModifier);
        QCOMPARE(focused(), first);
        m_rig->grab("splits");
        // One tab still, and each has a shell of its own.
        QCOMPARE(tabs().size(), 1);
        type(QStringLiteral("echo first-$((1+1))\r"));
        QTRY_VERIFY(first->screenText().contains(QStringLiteral("first-2")));
        QVERIFY(!right->screenText().contains(QStringLiteral("first-2")));
        press(Qt::Key_W);
        QTRY_COMPARE(views().size(), 2);
        QTRY_VERIFY(focused());
    }

    void keysOfSplitsGoToTheShellWithoutOne()
    {
        type(QStringLiteral("cat -v\r"));
        press(Qt::Key_Left, Qt::AltModifier);
        QTRY_VERIFY2(focused()->screenText().contains(QStringLiteral("^[[1;3D")),
                     qPrintable(focused()->screenText().left(200)));
    }

    void asksBeforeAJobEnds()
    {
        startJob();
        QTRY_COMPARE(job(), QStringLiteral("sleep"));
        const auto asks = [this] {
            press(Qt::Key_W);
            return m_rig->find("askStrip") != nullptr;
        };
        QVERIFY(asks());
        QCOMPARE(m_rig->find<QLabel>("askQuestion")->text(),
                 QStringLiteral("sleep 1000 is running."));
        m_rig->grab("closing");
        press(Qt::Key_Escape, Qt::NoModifier);
        QVERIFY(!m_rig->find("askStrip"));
        QTRY_VERIFY(focused());
        QVERIFY(asks());
        QVERIFY(m_rig->click("askWord2"));
        QTRY_COMPARE(tabs().size(), 0);
        // It has gone on, and comes back from the list.
        auto *list = m_rig->find<QToolButton>("tabList");
        QVERIFY(list);
        Q_EMIT list->menu()->aboutToShow();
        QCOMPARE(list->menu()->actions().size(), 1);
        list->menu()->actions().first()->trigger();
        QTRY_COMPARE(tabs().size(), 1);
        QCOMPARE(job(), QStringLiteral("sleep"));
        QTRY_VERIFY(focused());
        // The same keys once more end nothing.
        QVERIFY(asks());
        QVERIFY(m_rig->words("askWord2").contains(QStringLiteral("Ctrl+Shift+W")));
        press(Qt::Key_W);
        QTRY_COMPARE(tabs().size(), 0);
        QCOMPARE(job(), QStringLiteral("sleep"));
        Q_EMIT list->menu()->aboutToShow();
        list->menu()->actions().first()->trigger();
        QTRY_COMPARE(tabs().size(), 1);
        QTRY_VERIFY(focused());
        QVERIFY(asks());
        QVERIFY(m_rig->click("askWord1"));
        QTRY_COMPARE(tabs().size(), 0);
        QTRY_COMPARE(job(), QString());
    }

    void searches()
    {
        type(QStringLiteral("for i in 1 2 3; do echo need-le $i; done; seq 300\r"));
        QTRY_VERIFY(focused()->screenText().contains(QStringLiteral("\n300")));
        TerminalView *view = focused();
        press(Qt::Key_F);
        QTRY_VERIFY(m_rig->find("terminalSearch"));
        type(QStringLiteral("NEED-le"));
        QTRY_COMPARE(m_rig->find<QLabel>("searchCount")->text(), QStringLiteral("4 of 4"));
        QCOMPARE(view->selectedText(), QStringLiteral("need-le"));
        m_rig->grab("search");
        press(Qt::Key_Up, Qt::NoModifier);
        QCOMPARE(m_rig->find<QLabel>("searchCount")->text(), QStringLiteral("3 of 4"));
        press(Qt::Key_Down, Qt::NoModifier);
        press(Qt::Key_Down, Qt::NoModifier);
        QCOMPARE(m_rig->find<QLabel>("searchCount")->text(), QStringLiteral("1 of 4"));
        type(QStringLiteral("x"));
        QCOMPARE(m_rig->find<QLabel>("searchCount")->text(), QStringLiteral("None"));
        press(Qt::Key_Escape, Qt::NoModifier);
        QVERIFY(!m_rig->find("terminalSearch"));
        QTRY_COMPARE(focused(), view);
    }

    void titlesAreCleanedAndShort()
    {
        type(QStringLiteral("printf '\\033]0;make \\302\\205all\\007'\r"));
        QTRY_COMPARE(tabs(), QStringList{QStringLiteral("make all")});
        type(QStringLiteral("printf '\\033]0;%0200d\\007' 7\r"));
        QTRY_COMPARE(tabs().first().size(), 64);
    }

    void aGivenNameStays()
    {
        TerminalView *view = focused();
        Tab *tab = window()->findChild<Tab *>();
        QTest::mouseDClick(tab, Qt::LeftButton);
        QTRY_VERIFY(m_rig->find<QLineEdit>("tabName"));
        m_rig->type("tabName", QStringLiteral("deploy & watch"));
        m_rig->grab("naming");
        QTest::keyClick(m_rig->find("tabName"), Qt::Key_Return);
        QCOMPARE(tabs(), QStringList{QStringLiteral("deploy & watch")});
        QVERIFY(!m_rig->find("tabName"));
        QTRY_COMPARE(focused(), view);
        type(QStringLiteral("printf '\\033]0;make all\\007'; echo said-$((1+1))\r"));
        QTRY_VERIFY(view->screenText().contains(QStringLiteral("said-2")));
        QCOMPARE(tabs(), QStringList{QStringLiteral("deploy & watch")});
        // Esc leaves it as it is; after a restart it is there again.
        QTest::keyClick(tab, Qt::Key_F2);
        QTRY_VERIFY(m_rig->find("tabName"));
        m_rig->type("tabName", QStringLiteral("other"));
        QTest::keyClick(m_rig->find("tabName"), Qt::Key_Escape);
        QCOMPARE(tabs(), QStringList{QStringLiteral("deploy & watch")});
        m_rig->closeWindow();
        QVERIFY(m_rig->open());
        QTRY_COMPARE(tabs(), QStringList{QStringLiteral("deploy & watch")});
    }

    void marksOutputOutOfSight()
    {
        type(QStringLiteral("read x; echo late\r"));
        TerminalView *first = focused();
        press(Qt::Key_T);
        QTRY_COMPARE(tabs().size(), 2);
        QTRY_VERIFY(focused() && focused() != first);
        const Tab *tab = window()->findChildren<Tab *>().first();
        Q_EMIT first->typed("\r");
        QTRY_VERIFY(tab->view().unseen);
        press(Qt::Key_PageUp, Qt::ControlModifier);
        QTRY_COMPARE(focused(), first);
        QVERIFY(!tab->view().unseen);
    }

    void tellsWhatEndsOutOfSight()
    {
        struct Told : Notifier
        {
            QStringList all;
            void notify(const QString &title, const QString &text) override
            {
                all << title + u'|' + text;
            }
        } told;
        m_rig->window().setNotifier(&told);
        TerminalView *first = focused();
        QSignalSpy bells(window()->findChild<TerminalTabs *>(), &TerminalTabs::attentionWanted);
        // What one sees, one knows.
        first->feed("\x1b]9;seen\x07\x07");
        press(Qt::Key_T);
        QTRY_COMPARE(tabs().size(), 2);
        QTRY_VERIFY(focused() && focused() != first);
        first->feed("\x1b]777;notify;Build;\xe2\x80\xae"
                    "done\x07\x1b]9;too soon\x07");
        QCOMPARE(told.all, QStringList{QStringLiteral("main|Build: done")});
        for (int i = 0; i < 3; ++i)
            Q_EMIT first->rang();
        QCOMPARE(bells.size(), 1);
        TerminalView *second = focused();
        press(Qt::Key_PageUp, Qt::ControlModifier);
        QTRY_COMPARE(focused(), first);
        Q_EMIT second->commandEnded(std::chrono::seconds(9), 0);
        QCOMPARE(told.all.size(), 1);
        Q_EMIT second->commandEnded(std::chrono::seconds(70), 2);
        QCOMPARE(told.all.size(), 2);
        QVERIFY2(told.all.last().contains(QStringLiteral("failed after 1 min, with exit code 2")),
                 qPrintable(told.all.last()));
        m_rig->window().setNotifier(nullptr);
    }

    void knowsItsFolderAndFiles()
    {
        TerminalView *view = focused();
        const Tab *tab = window()->findChildren<Tab *>().first();
        const QString readme = m_shop + QStringLiteral("/README");
        view->feed("\r\n./README:2: no such word\r\n");
        QTRY_COMPARE(view->links().size(), 1);
        QCOMPARE(view->links().first().path, readme);
        view->feed("\x1b]7;file://here/tmp\x07");
        QTRY_VERIFY(tab->toolTip().contains(QStringLiteral("/tmp")));
        // Into the user's editor, at its line.
        const QString editor = m_rig->path("code");
        test::ScratchHome::writeScript(editor,
                                       "echo \"$@\" >\"$0.new\" && mv \"$0.new\" \"$0.said\"\n");
        qputenv("VISUAL", editor.toUtf8());
        press(Qt::Key_U);
        auto *menu = m_rig->find<QMenu>("linksMenu");
        QVERIFY(menu);
        m_rig->grab("links", menu);
        QTest::keyClick(menu, Qt::Key_Return);
        QFile said(editor + QStringLiteral(".said"));
        QTRY_VERIFY(said.exists());
        QVERIFY(said.open(QIODevice::ReadOnly));
        QCOMPARE(QString::fromUtf8(said.readAll()), QStringLiteral("--goto %1:2\n").arg(readme));
        qputenv("VISUAL", "vim");
        Q_EMIT view->linkActivated({.path = QStringLiteral("/bin/sh"), .line = 1});
        QTRY_VERIFY(m_rig->words("noticeSentence").contains(QStringLiteral("Set VISUAL")));
        qunsetenv("VISUAL");
    }

    void asksBeforeLinesArePasted()
    {
        type(QStringLiteral("cat\r"));
        TerminalView *view = focused();
        QGuiApplication::clipboard()->setText(QStringLiteral("one\r\ntwo\x1b[201~\n"));
        press(Qt::Key_V);
        QVERIFY(m_rig->find("askStrip"));
        QVERIFY(m_rig->find<QLabel>("askQuestion")->text().contains(QStringLiteral("First: one")));
        QVERIFY(!view->screenText().contains(QStringLiteral("two")));
        m_rig->grab("paste");
        QByteArray typed;
        connect(view, &TerminalView::typed, this, [&](const QByteArray &bytes) { typed += bytes; });
        QVERIFY(m_rig->click("askWord1"));
        QCOMPARE(typed, QByteArray("one\rtwo[201~\r"));
        QTRY_COMPARE(focused(), view);
        // The middle button is no way past the question.
        QTest::mouseClick(view->focusTarget()->focusProxy(), Qt::MiddleButton);
        QVERIFY(m_rig->find("askStrip"));
        QVERIFY(m_rig->click("askWord2"));
        QCOMPARE(typed, QByteArray("one\rtwo[201~\r"));
        // A program that takes a paste as one thing is not asked about.
        view->feed("\x1b[?2004h");
        press(Qt::Key_Insert, Qt::ShiftModifier);
        QVERIFY(!m_rig->find("askStrip"));
        view->disconnect(this);
    }

    void showsALinkBeforeItOpens()
    {
        TerminalView *view = focused();
        Q_EMIT view->linkActivated({.url = QString::fromUtf8("https://exämple.org/a?b=c")});
        QVERIFY(m_rig->find<QLabel>("askQuestion")
                    ->text()
                    .contains(QStringLiteral("https://xn--exmple-cua.org/a?b=c")));
        QVERIFY(m_rig->click("askWord2"));
        QCOMPARE(QGuiApplication::clipboard()->text(),
                 QStringLiteral("https://xn--exmple-cua.org/a?b=c"));
        for (const char *url : {"file:///etc/passwd", "ssh://host", "https:///x"}) {
            Q_EMIT view->linkActivated({.url = QString::fromLatin1(url)});
            QVERIFY(!m_rig->find("askStrip"));
        }
    }

    void zoomsAndBack()
    {
        TerminalView *view = focused();
        const int columns = view->columns();
        press(Qt::Key_Plus, Qt::ControlModifier);
        QTRY_VERIFY(view->columns() < columns);
        press(Qt::Key_0, Qt::ControlModifier);
        QTRY_COMPARE(view->columns(), columns);
    }

    void comesBackAsItWas()
    {
        press(Qt::Key_D);
        QTRY_COMPARE(views().size(), 2);
        press(Qt::Key_T);
        QTRY_COMPARE(tabs().size(), 2);
        press(Qt::Key_PageUp, Qt::ControlModifier);
        QTRY_COMPARE(views().size(), 2);
        window()->close();
        m_rig->closeWindow();
        QVERIFY(m_rig->open());
        QTRY_COMPARE(tabs().size(), 2);
        QTRY_COMPARE(views().size(), 2);
    }
};

QTEST_MAIN(TestTerminals)
#include "tst_terminals.moc"
