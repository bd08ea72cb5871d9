// SPDX-License-Identifier: GPL-3.0-or-later
#include "client/session.h"
#include "support/scratchrepository.h"
#include "ui/mainwindow.h"
#include "ui/sidebar/worktreeview.h"
#include "ui/terminal/terminalview.h"
#include "ui/theme/theme.h"
#include "ui/workspace/rowactions.h"

#include <QAbstractButton>
#include <QApplication>
#include <QSignalSpy>
#include <QTest>

using namespace skybranch;
using namespace skybranch::ui;
using client::Operation;
using test::ScratchHome;
using test::ScratchRepository;

namespace {

constexpr int patienceMs = 20'000; // a loaded machine and a busy disk

} // namespace

/// What the real window does with commits, on real repositories. The backend is not there.
class TestSyncing : public QObject
{
    Q_OBJECT

    ScratchHome m_home;
    std::unique_ptr<QTemporaryDir> m_dir;
    std::unique_ptr<client::Session> m_session;
    std::unique_ptr<MainWindow> m_window;
    QString m_shop;

    QString path(const char *name) const { return m_dir->filePath(QString::fromLatin1(name)); }
    ScratchRepository shop() const { return ScratchRepository(m_shop); }
    client::WorktreeInfo row() const
    {
        return m_session->worktree(m_shop).value_or(client::WorktreeInfo());
    }

    QWidget *find(const char *name) const
    {
        for (QWidget *widget : QApplication::allWidgets()) {
            if (widget->objectName() == QLatin1StringView(name) && widget->isVisible())
                return widget;
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

    /// A clone with an upstream, in the window.
    void open(const QString &gitProgram = QStringLiteral("git"))
    {
        const auto bare = ScratchRepository::create(
            path("acme/shop.git"),
            {QStringLiteral("--bare"), QStringLiteral("-b"), QStringLiteral("main")});
        shop().git({QStringLiteral("remote"), QStringLiteral("add"), QStringLiteral("origin"),
                    bare.path()});
        shop().git({QStringLiteral("push"), QStringLiteral("-qu"), QStringLiteral("origin"),
                    QStringLiteral("main")});
        m_session = std::make_unique<client::Session>(
            client::SessionConfig{.dataFolder = path("data"), .gitProgram = gitProgram});
        m_window = std::make_unique<MainWindow>(*m_session);
        m_window->show();
        m_window->activateWindow();
        QVERIFY(QTest::qWaitForWindowActive(m_window.get(), patienceMs));
        m_session->start();
        QVERIFY(QTest::qWaitFor([this] { return m_session->isLoaded(); }, patienceMs));
        m_session->addRepository(m_shop);
        QTRY_COMPARE_WITH_TIMEOUT(m_window->findChild<WorktreeView *>()->selectedId(), m_shop,
                                  patienceMs);
    }

    /// "Push first" of the question what is to happen with a commit that only is here.
    void choosePushFirst()
    {
        shop().commit(QStringLiteral("b"), "1", QStringLiteral("Not pushed"));
        QTRY_COMPARE(row().distance.ahead, 1);
        m_window->findChild<RowActions *>()->enableCloud(m_shop);
        QVERIFY(click("noticeLink"));
    }

    /// A commit on each side, of @p mine here and of "there" at the remote, and the sheet for them.
    void diverge(const QString &mine)
    {
        ScratchRepository other(path("other"));
        shop().git(
            {QStringLiteral("clone"), QStringLiteral("-q"), path("acme/shop.git"), other.path()});
        other.commit(QStringLiteral("there"), "theirs", QStringLiteral("Made there"));
        other.git({QStringLiteral("push"), QStringLiteral("-q")});
        shop().commit(mine, "mine", QStringLiteral("Made here"));
        shop().git({QStringLiteral("fetch"), QStringLiteral("-q")});
        QTRY_VERIFY(row().distance.isDiverged());
        QVERIFY(click("syncLinkLocalRemoteButton"));
        QTRY_VERIFY(find("divergedPrimary"));
    }

    QString words(const char *name) const
    {
        const QWidget *widget = find(name);
        return widget ? widget->property("text").toString() : QString();
    }

private Q_SLOTS:
    void initTestCase()
    {
        qputenv("SHELL", "/bin/sh");
        Theme::instance().install();
    }

    void init()
    {
        m_dir = std::make_unique<QTemporaryDir>();
        m_shop = path("shop");
        ScratchRepository::create(m_shop);
    }

    void cleanup()
    {
        m_window.reset();
        m_session.reset();
    }

    void aPushFirstGoesOnToTheCloud()
    {
        open();
        QSignalSpy failed(m_session.get(), &client::Session::failed);
        choosePushFirst();
        QTRY_COMPARE(failed.size(), 1); // there is no backend to take it
        QTRY_VERIFY(row().distance.isInStep());
    }

    void aCancelledPushFirstIsForgotten()
    {
        const QString slow = path("slow-git");
        ScratchHome::writeScript(slow,
                                 "touch '" + path("started").toUtf8() + "'\nexec sleep 100\n");
        open(slow);
        QSignalSpy failed(m_session.get(), &client::Session::failed);
        choosePushFirst();
        QTRY_VERIFY(QFile::exists(path("started")));
        m_session->cancelOperation(m_shop);
        QTRY_COMPARE(row().operation, Operation::None);
        shop().git({QStringLiteral("push"), QStringLiteral("-q")});
        QTRY_VERIFY(row().distance.isInStep());
        QCOMPARE(failed.size(), 0);
    }

    void mergesOnTheSheet()
    {
        open();
        diverge(QStringLiteral("here"));
        QCOMPARE(words("divergedTitle"), QStringLiteral("Local and the remote have both moved on"));
        QVERIFY(words("divergedLine").startsWith(QStringLiteral("Nothing has been touched.")));
        QVERIFY(!find("divergedFiles"));
        QTest::mouseClick(find("divergedChoice2"), Qt::LeftButton);
        QVERIFY(words("divergedPrimary").startsWith(QStringLiteral("Rebase 1")));
        QTest::mouseClick(find("divergedChoice1"), Qt::LeftButton);
        QVERIFY(click("divergedPrimary"));
        QVERIFY(!find("divergedSheet"));
        QTRY_COMPARE(row().distance, (client::Distance{2, 0}));
        QCOMPARE(
            shop()
                .git({QStringLiteral("log"), QStringLiteral("-1"), QStringLiteral("--format=%p")})
                .count(u' '),
            1);
        QVERIFY(!row().failure);
    }

    void aConflictIsToldAndLeavesAllAsItWas()
    {
        open();
        diverge(QStringLiteral("there"));
        QCOMPARE(words("divergedFile1"), QStringLiteral("there"));
        const QString before = shop().head();
        QTest::mouseClick(find("divergedChoice2"), Qt::LeftButton);
        QVERIFY(click("divergedPrimary"));
        QTRY_VERIFY(row().failure.has_value());
        QVERIFY(row().failure->error.message.contains(QStringLiteral("a conflict in there,")));
        QCOMPARE(shop().head(), before);
        QVERIFY(click("noticeDetailsButton"));
        QVERIFY(find("noticeDetails"));
        QVERIFY(click("noticeLink2"));
        QTRY_VERIFY(find("terminalFrame"));
        const auto *terminal = qobject_cast<TerminalView *>(find("terminalFrame"));
        QTRY_VERIFY(terminal->screenText().contains(QStringLiteral("git rebase @{upstream}")));
        QCOMPARE(shop().head(), before);
    }

    void theSheetIsLeftByEscapeAndSaysWhatStandsInTheWay()
    {
        open();
        shop().write(QStringLiteral("README"), "changed");
        diverge(QStringLiteral("here"));
        QVERIFY(words("divergedLine").contains(QStringLiteral("not committed")));
        QVERIFY(!find("divergedChoice1")->isEnabled());
        QCOMPARE(words("divergedPrimary"), QStringLiteral("Leave it"));
        QTest::keyClick(find("divergedPrimary"), Qt::Key_Escape);
        QVERIFY(!find("divergedSheet"));
        QVERIFY(row().distance.isDiverged());
    }

    void aDeletedBranchIsSaid()
    {
        open();
        ScratchRepository(path("acme/shop.git"))
            .git({QStringLiteral("update-ref"), QStringLiteral("-d"),
                  QStringLiteral("refs/heads/main")});
        shop().git({QStringLiteral("fetch"), QStringLiteral("-qp")});
        QTRY_COMPARE(row().goneUpstream, QStringLiteral("origin/main"));
        QTRY_COMPARE(words("syncLinkLocalRemoteButton"), QStringLiteral("Gone there: push again"));
        QVERIFY(click("syncLinkLocalRemoteButton"));
        QTRY_VERIFY(row().hasUpstream && row().distance.isInStep());
    }

    void aPushMakesALookAtTheRemoteGiveWay()
    {
        open();
        shop().commit(QStringLiteral("b"), "1", QStringLiteral("Not pushed"));
        QTRY_COMPARE(row().distance.ahead, 1);
        QTRY_COMPARE(row().operation, Operation::None);
        // A push next door may be over before anybody looks again: what has ended stays told.
        const QSignalSpy ended(m_session.get(), &client::Session::operationEnded);
        m_session->refresh(m_shop);
        QCOMPARE(row().operation, Operation::Fetch);
        m_session->push(m_shop);
        QTRY_COMPARE(ended.size(), 2);
        QCOMPARE(ended.at(0), QVariantList({m_shop, QVariant::fromValue(Operation::Fetch), false}));
        QCOMPARE(ended.at(1), QVariantList({m_shop, QVariant::fromValue(Operation::Push), true}));
        QTRY_VERIFY(row().distance.isInStep());
    }
};

QTEST_MAIN(TestSyncing)
#include "tst_syncing.moc"
