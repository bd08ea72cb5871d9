// SPDX-License-Identifier: GPL-3.0-or-later
#include "client/session.h"
#include "support/scratchrepository.h"
#include "ui/mainwindow.h"
#include "ui/sidebar/worktreemodel.h"
#include "ui/sidebar/worktreeview.h"
#include "ui/terminal/terminalview.h"
#include "ui/theme/theme.h"
#include "ui/workspace/news.h"

#include <QAbstractButton>
#include <QApplication>
#include <QClipboard>
#include <QLabel>
#include <QLineEdit>
#include <QMenu>
#include <QTest>

using namespace skybranch;
using namespace skybranch::ui;
using test::ScratchRepository;

namespace {

constexpr int patienceMs = 20'000; // a loaded machine and a busy disk

} // namespace

/// The real window on a real session, by mouse and by keyboard. The backend is not there.
class TestMainWindow : public QObject
{
    Q_OBJECT

    test::ScratchHome m_home;
    std::unique_ptr<QTemporaryDir> m_dir;
    std::unique_ptr<client::Session> m_session;
    std::unique_ptr<MainWindow> m_window;

    QString path(const char *name) const { return m_dir->filePath(QString::fromLatin1(name)); }

    QString makeRepository(int worktrees = 2) const
    {
        const auto shop = ScratchRepository::create(path("shop"));
        for (int i = 0; i < worktrees; ++i)
            shop.git({QStringLiteral("worktree"), QStringLiteral("add"), QStringLiteral("-qb"),
                      QStringLiteral("topic/%1").arg(i), path("tree-") + QString::number(i)});
        return shop.path();
    }

    void openWindow()
    {
        m_session
            = std::make_unique<client::Session>(client::SessionConfig{.dataFolder = path("data")});
        m_window = std::make_unique<MainWindow>(*m_session);
        m_window->show();
        m_window->activateWindow();
        QVERIFY(QTest::qWaitForWindowActive(m_window.get(), patienceMs));
        m_session->start();
        QVERIFY(QTest::qWaitFor([this] { return m_session->isLoaded(); }, patienceMs));
    }

    template <typename Type = QWidget> Type *find(const char *name) const
    {
        for (QWidget *widget : QApplication::allWidgets()) {
            if (widget->objectName() == QLatin1StringView(name) && widget->isVisible())
                return qobject_cast<Type *>(widget);
        }
        return nullptr;
    }

    bool click(const char *name) const
    {
        if (!QTest::qWaitFor([&] { return find(name) && find(name)->isEnabled(); }, patienceMs))
            return false;
        QTest::mouseClick(find(name), Qt::LeftButton);
        return true;
    }

    WorktreeView *tree() const { return m_window->findChild<WorktreeView *>(); }

    QStringList branches() const
    {
        QStringList names;
        const QAbstractItemModel *model = tree()->model();
        for (int i = 0; i < model->rowCount(); ++i) {
            const QModelIndex above = model->index(i, 0);
            for (int j = 0; j < model->rowCount(above); ++j)
                names << model->index(j, 0, above).data().toString();
        }
        return names;
    }

    bool addByDialog(const QString &folder) const
    {
        if (!click("addRepository")
            || !QTest::qWaitFor(
                [this] { return find<QLineEdit>("repositoryPathField") != nullptr; }, patienceMs))
            return false;
        QTest::keyClicks(find<QLineEdit>("repositoryPathField"), folder);
        return click("addRepositoryConfirm");
    }

    bool openLocalTerminal() const
    {
        return click("openLocal")
            && QTest::qWaitFor([this] { return find<TerminalView>("terminalFrame") != nullptr; },
                               patienceMs);
    }

private Q_SLOTS:
    void initTestCase()
    {
        qputenv("SHELL", "/bin/sh");
        Theme::instance().install();
    }

    void init() { m_dir = std::make_unique<QTemporaryDir>(); }

    void cleanup()
    {
        m_window.reset();
        m_session.reset();
    }

    void addsARepositoryByClicking()
    {
        const QString shop = makeRepository();
        openWindow();
        QVERIFY(find("firstStart"));
        QVERIFY(addByDialog(shop));
        QTRY_COMPARE(branches(),
                     (QStringList{QStringLiteral("main"), QStringLiteral("topic/0"),
                                  QStringLiteral("topic/1")}));
        QTRY_VERIFY(!find("addRepositoryDialog"));
        QTRY_COMPARE_WITH_TIMEOUT(tree()->selectedId(), shop, patienceMs);
        QVERIFY(!find("firstStart"));
        QCOMPARE(m_window->windowTitle(), QStringLiteral("main (shop) - Skybranch"));
    }

    void saysInTheDialogWhatIsWrong()
    {
        openWindow();
        QVERIFY(addByDialog(m_dir->path()));
        QTRY_VERIFY(find<QLabel>("dialogReason")->text().contains(m_dir->path()));
        QVERIFY(find("repositoryPathField")->isEnabled());
        QVERIFY(click("dialogCancel"));
        QTRY_VERIFY(!find("addRepositoryDialog"));
    }

    void runsALocalTerminal()
    {
        const QString shop = makeRepository();
        openWindow();
        m_session->addRepository(shop);
        QTRY_COMPARE(branches().size(), 3);
        QTRY_COMPARE_WITH_TIMEOUT(tree()->selectedId(), shop, patienceMs);
        QVERIFY(openLocalTerminal());
        auto *view = find<TerminalView>("terminalFrame");
        QTRY_VERIFY(view->isAncestorOf(m_window->focusWidget()));
        QTest::keyClicks(m_window->focusWidget(), QStringLiteral("echo back-$((40+2))\r"));
        QTRY_VERIFY2(view->screenText().contains(QStringLiteral("back-42")),
                     qPrintable(view->screenText()));
        // Another row has tabs of its own; coming back shows the same screen.
        QVERIFY(tree()->select(path("tree-0")));
        Q_EMIT tree()->selected(path("tree-0"));
        QVERIFY(!find("terminalFrame"));
        Q_EMIT tree()->selected(shop);
        QVERIFY(find<TerminalView>("terminalFrame") == view);
        // At its prompt nothing would be lost.
        QTest::keyClick(m_window.get(), Qt::Key_W, Qt::ControlModifier | Qt::ShiftModifier);
        QVERIFY(!find("askStrip"));
        QVERIFY(!find("terminalFrame"));
    }

    void endedShellOffersAnother()
    {
        const QString shop = makeRepository(0);
        openWindow();
        m_session->addRepository(shop);
        QTRY_COMPARE_WITH_TIMEOUT(tree()->selectedId(), shop, patienceMs);
        QVERIFY(openLocalTerminal());
        QTest::keyClicks(m_window->focusWidget(), QStringLiteral("exit 3\r"));
        QTRY_VERIFY(find<QLabel>("overlayStripWords"));
        QCOMPARE(find<QLabel>("overlayStripWords")->text(),
                 QStringLiteral("The shell has ended (exit 3)."));
        QVERIFY(click("overlayStripButton"));
        QTRY_VERIFY(!find("overlayStripWords"));
        QVERIFY(click("tabClose"));
        QVERIFY(!find("terminalFrame"));
    }

    void menuOfALocalWorktree()
    {
        const QString shop = makeRepository();
        openWindow();
        m_session->addRepository(shop);
        QTRY_COMPARE_WITH_TIMEOUT(tree()->selectedId(), shop, patienceMs);
        QContextMenuEvent event(QContextMenuEvent::Keyboard, {}, {});
        QApplication::sendEvent(tree()->viewport(), &event);
        auto *menu = qobject_cast<QMenu *>(QApplication::activePopupWidget());
        QVERIFY(menu);
        QStringList words;
        for (QAction *action : menu->actions()) {
            if (!action->isSeparator())
                words << action->text();
        }
        QCOMPARE(words,
                 (QStringList{QStringLiteral("Open local terminal"),
                              QStringLiteral("Enable Cloud Workspace"),
                              QStringLiteral("Open in file manager"), QStringLiteral("Copy path"),
                              QStringLiteral("Copy branch name")}));
        auto *enable = menu->findChild<QAction *>(QStringLiteral("actionEnableCloud"));
        QVERIFY(enable && !enable->isEnabled());
        QVERIFY(enable->toolTip().contains(QStringLiteral("no remote")));
        auto *copy = menu->findChild<QAction *>(QStringLiteral("actionCopyPath"));
        QVERIFY(copy);
        menu->setActiveAction(copy);
        QTest::keyClick(menu, Qt::Key_Return);
        QCOMPARE(QGuiApplication::clipboard()->text(), shop);
    }

    void worksByKeyboardAlone()
    {
        const QString shop = makeRepository();
        openWindow();
        QTest::keyClick(m_window.get(), Qt::Key_O, Qt::ControlModifier | Qt::ShiftModifier);
        QTRY_VERIFY(find("repositoryPathField"));
        QTRY_VERIFY(find("repositoryPathField")->hasFocus());
        QTest::keyClicks(find("repositoryPathField"), shop + QLatin1Char('\r'));
        QTRY_COMPARE_WITH_TIMEOUT(tree()->selectedId(), shop, patienceMs);
        // No window manager here gives the activation back when the dialog has gone.
        m_window->activateWindow();
        QTRY_VERIFY(tree()->hasFocus());
        QTest::keyClick(tree(), Qt::Key_Down);
        QTRY_COMPARE(tree()->selectedId(), path("tree-0"));
        QTest::keyClick(tree(), Qt::Key_Return);
        QTRY_VERIFY(find("terminalFrame"));
        QTRY_VERIFY(find("terminalFrame")->isAncestorOf(m_window->focusWidget()));
        QTest::keyClick(m_window.get(), Qt::Key_B, Qt::ControlModifier);
        QVERIFY(!find("sidebar"));
        QVERIFY(click("showSidebar"));
        QVERIFY(find("sidebar"));
    }

    void remembersWhatWasSelected()
    {
        const QString shop = makeRepository();
        openWindow();
        m_session->addRepository(shop);
        QTRY_COMPARE(branches().size(), 3);
        QTRY_COMPARE_WITH_TIMEOUT(tree()->selectedId(), shop, patienceMs);
        Q_EMIT tree()->selected(path("tree-1"));
        m_window->resize(760, 500);
        m_window->close();
        cleanup();
        openWindow();
        QTRY_COMPARE(tree()->selectedId(), path("tree-1"));
        QCOMPARE(m_window->size(), QSize(760, 500));
    }

    void removedRepositoryComesBack()
    {
        const QString shop = makeRepository(0);
        openWindow();
        m_session->addRepository(shop);
        QTRY_COMPARE_WITH_TIMEOUT(tree()->selectedId(), shop, patienceMs);
        QVERIFY(openLocalTerminal());
        const auto remove = [this] {
            const auto *model = tree()->model();
            std::unique_ptr<QMenu> menu(tree()->menuFor(model->index(0, 0)));
            menu->findChild<QAction *>(QStringLiteral("actionRemoveRepository"))->trigger();
        };
        remove();
        QVERIFY(find<QLabel>("noticeSentence")->text().contains(QStringLiteral("would end")));
        QVERIFY(click("noticeLink2"));
        QVERIFY(find("terminalFrame"));
        remove();
        QVERIFY(click("noticeLink"));
        QTRY_VERIFY(find("firstStart"));
        QVERIFY(find<QLabel>("noticeSentence")->text().contains(QStringLiteral("off the list")));
        QVERIFY(click("noticeLink"));
        QTRY_COMPARE(branches(), QStringList{QStringLiteral("main")});
        QVERIFY(!find("notice"));
    }

    // What took long and ended elsewhere is told; what one sees, and what was quick, is not.
    void tellsWhatEndsOutOfSight()
    {
        struct Recorder : Notifier
        {
            QStringList told;
            void notify(const QString &title, const QString &text) override
            {
                told << title + u'|' + text;
            }
        } recorder;
        const QString shop = makeRepository(1);
        const ScratchRepository repository(shop);
        repository.git({QStringLiteral("init"), QStringLiteral("-q"), QStringLiteral("--bare"),
                        path("host.git")});
        repository.git({QStringLiteral("remote"), QStringLiteral("add"), QStringLiteral("origin"),
                        path("host.git")});
        repository.git({QStringLiteral("push"), QStringLiteral("-qu"), QStringLiteral("origin"),
                        QStringLiteral("main")});
        openWindow();
        m_window->setNotifier(&recorder);
        auto *news = m_window->findChild<News *>();
        m_session->addRepository(shop);
        QTRY_COMPARE_WITH_TIMEOUT(tree()->selectedId(), shop, patienceMs);
        int commits = 0;
        const auto push = [&] {
            repository.commit(QStringLiteral("file"), QByteArray::number(++commits),
                              QStringLiteral("Change"));
            m_session->refresh(shop);
            const auto isReady = [&] {
                const auto info = m_session->worktree(shop);
                return info->distance.ahead == 1 && info->operation == client::Operation::None;
            };
            if (!QTest::qWaitFor(isReady, patienceMs))
                return false;
            m_session->push(shop);
            return QTest::qWaitFor([&] { return m_session->worktree(shop)->distance.ahead == 0; },
                                   patienceMs);
        };
        Q_EMIT tree()->selected(path("tree-0"));
        QVERIFY(push());
        QVERIFY(recorder.told.isEmpty());
        news->setPatience(std::chrono::milliseconds(0));
        QVERIFY(push());
        QTRY_COMPARE(recorder.told, QStringList{QStringLiteral("main|Push is done.")});
        Q_EMIT tree()->selected(shop);
        QVERIFY(push());
        QCOMPARE(recorder.told.size(), 1);
        m_window->setNotifier(nullptr);
    }

    void goneRowsAreLetGo()
    {
        const QString shop = makeRepository();
        openWindow();
        m_session->addRepository(shop);
        QTRY_COMPARE_WITH_TIMEOUT(tree()->selectedId(), shop, patienceMs);
        QVERIFY(openLocalTerminal());
        m_session->removeRepository(m_session->repositories().first().id);
        QTRY_VERIFY(find("firstStart"));
        QCOMPARE(m_window->windowTitle(), QStringLiteral("Skybranch"));
    }
};

QTEST_MAIN(TestMainWindow)
#include "tst_mainwindow.moc"
