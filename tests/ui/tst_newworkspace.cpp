// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/dialogs/newworkspacedialog.h"
#include "ui/theme/theme.h"
#include "ui/widgets/segmentedcontrol.h"

#include <QAbstractButton>
#include <QLabel>
#include <QLineEdit>
#include <QListView>
#include <QSignalSpy>
#include <QSpinBox>
#include <QTest>

using namespace skybranch;
using namespace skybranch::ui;
using client::BranchChoice;
using client::BranchList;
using client::NewWorkspace;

namespace {

const QDateTime now = QDateTime::fromString(QStringLiteral("2026-03-01T12:00:00Z"), Qt::ISODate);

NewWorkspaceView view()
{
    return {.repositories
            = {{.id = 1, .name = QStringLiteral("acme/shop"), .remote = QStringLiteral("GitHub")},
               {.id = 2,
                .name = QStringLiteral("tools"),
                .problem = QStringLiteral("This repository has no remote.")}},
            .chosen = 1,
            .providers
            = {{.type = QStringLiteral("docker"),
                .name = QStringLiteral("Docker"),
                .words = QStringLiteral("A container on this computer, isolated, with limits"),
                .personal = true},
               {.type = QStringLiteral("sandbox"),
                .name = QStringLiteral("Sandbox"),
                .words = QStringLiteral("Shares this computer's network. A convenience, not "
                                        "isolation")}}};
}

BranchChoice branch(const QString &name, int days, bool local, bool remote)
{
    return {.name = name, .isLocal = local, .isRemote = remote, .when = now.addDays(-days)};
}

BranchList branches()
{
    BranchList list{.branches = {branch(QStringLiteral("main"), 0, true, true),
                                 branch(QStringLiteral("feature/cart-drawer"), 2, false, true),
                                 branch(QStringLiteral("feature/cart-gift-wrap"), 5, true, true),
                                 branch(QStringLiteral("chore/cart-e2e-fixtures"), 21, false, true),
                                 branch(QStringLiteral("spike/cart-in-wasm"), 62, true, false),
                                 branch(QStringLiteral("fix/cart-totals"), 70, true, true)},
                    .defaultBranch = QStringLiteral("main")};
    list.branches[0].worktree = QStringLiteral("/home/ada/src/shop");
    list.branches[5].inCloud = true;
    return list;
}

BranchList manyBranches(int count)
{
    BranchList list = branches();
    for (int i = 0; i < count; ++i)
        list.branches << branch(QStringLiteral("topic/number-%1").arg(i), 100 + i % 300, true,
                                true);
    return list;
}

} // namespace

/// The dialog by itself, by keyboard.
class TestNewWorkspace : public QObject
{
    Q_OBJECT

    std::unique_ptr<NewWorkspaceDialog> m_dialog;

    template <typename Type = QWidget> Type *find(const char *name) const
    {
        return m_dialog->findChild<Type *>(QLatin1StringView(name));
    }
    QString reason() const { return find<QLabel>("dialogReason")->text(); }
    bool mayCreate() const { return find("newWorkspaceCreate")->isEnabled(); }

    void open(const NewWorkspaceView &shown = view(), const BranchList &list = branches())
    {
        m_dialog = std::make_unique<NewWorkspaceDialog>(shown, nullptr);
        m_dialog->setAttribute(Qt::WA_DeleteOnClose, false);
        connect(m_dialog.get(), &NewWorkspaceDialog::folderAsked, this,
                [this](qint64, const QString &name) {
                    const QString last = QString(name).replace(u'/', u'-');
                    m_dialog->setFolder(QStringLiteral("/home/ada/src/shop.") + last,
                                        QStringLiteral("~/src/shop.") + last);
                });
        m_dialog->setBranches(list, now);
        m_dialog->show();
        QVERIFY(QTest::qWaitForWindowExposed(m_dialog.get()));
    }

    /// Beside the picture of the design, for who wants to look.
    void picture(const char *name, Theme::Mode mode) const
    {
        const QString folder = qEnvironmentVariable("SKYBRANCH_GALLERY");
        Theme::instance().setMode(mode);
        if (!folder.isEmpty())
            m_dialog->grab().save(folder + u'/' + QLatin1StringView(name) + QStringLiteral(".png"));
    }

private Q_SLOTS:
    void initTestCase() { Theme::instance().install(); }
    void cleanup() { m_dialog.reset(); }

    void typingChoosesAndEnterCreates()
    {
        open();
        QSignalSpy created(m_dialog.get(), &NewWorkspaceDialog::createRequested);
        QTRY_VERIFY(find("newWorkspaceBranchSearch")->hasFocus());
        QVERIFY(!mayCreate());
        QCOMPARE(reason(), QStringLiteral("Choose a branch to go on."));
        QTest::keyClicks(find("newWorkspaceBranchSearch"), QStringLiteral("cart"));
        QVERIFY(mayCreate());
        QCOMPARE(find<QLineEdit>("newWorkspaceName")->text(), QStringLiteral("cart-drawer"));
        QCOMPARE(find<QListView>("newWorkspaceBranchList")->model()->rowCount(), 5);
        picture("new-workspace-dark", Theme::Mode::Dark);
        picture("new-workspace-light", Theme::Mode::Light);
        // Down goes on to the next, and not onto one that is taken.
        for (int i = 0; i < 5; ++i)
            QTest::keyClick(find("newWorkspaceBranchSearch"), Qt::Key_Down);
        QCOMPARE(find<QLineEdit>("newWorkspaceName")->text(), QStringLiteral("cart-in-wasm"));
        QVERIFY2(reason().contains(QStringLiteral("Commits that GitHub lacks")),
                 qPrintable(reason()));
        QTest::keyClick(find("newWorkspaceBranchSearch"), Qt::Key_Return);
        QCOMPARE(created.size(), 1);
        const auto request = created[0][0].value<NewWorkspace>();
        QCOMPARE(request,
                 (NewWorkspace{.repositoryId = 1,
                               .branch = QStringLiteral("spike/cart-in-wasm"),
                               .name = QStringLiteral("cart-in-wasm"),
                               .folder = QStringLiteral("/home/ada/src/shop.spike-cart-in-wasm"),
                               .provider = QStringLiteral("docker")}));
    }

    void takenOnesSayWhy()
    {
        open();
        auto *list = find<QListView>("newWorkspaceBranchList");
        const QModelIndex main = list->model()->index(0, 0);
        QVERIFY(!main.flags().testFlag(Qt::ItemIsEnabled));
        QVERIFY(main.data(Qt::AccessibleTextRole)
                    .toString()
                    .contains(QStringLiteral("checked out in shop")));
        QVERIFY(list->model()
                    ->index(5, 0)
                    .data(Qt::AccessibleTextRole)
                    .toString()
                    .contains(QStringLiteral("already in the cloud")));
        QTest::mouseClick(list->viewport(), Qt::LeftButton, {}, list->visualRect(main).center());
        QVERIFY(!mayCreate());
        QTest::keyClicks(find("newWorkspaceBranchSearch"), QStringLiteral("totals"));
        QVERIFY(!mayCreate());
        QTest::keyClicks(find("newWorkspaceBranchSearch"), QStringLiteral("x"));
        QCOMPARE(list->model()->rowCount(), 0);
        QVERIFY(!mayCreate());
    }

    void newBranchFromABase()
    {
        open();
        QSignalSpy created(m_dialog.get(), &NewWorkspaceDialog::createRequested);
        find<SegmentedControl>("newWorkspaceMode")->setCurrent(1);
        QCOMPARE(reason(), QStringLiteral("Name the new branch to go on."));
        QTest::keyClicks(find("newWorkspaceNewBranch"), QStringLiteral("feature/wish-list"));
        QVERIFY2(mayCreate(), qPrintable(reason()));
        picture("new-workspace-new-dark", Theme::Mode::Dark);
        picture("new-workspace-new-light", Theme::Mode::Light);
        find<QLineEdit>("newWorkspaceName")->clear();
        QTest::keyClicks(find("newWorkspaceName"), QStringLiteral("Mine; rm -rf /"));
        QTest::keyClick(find("newWorkspaceNewBranch"), Qt::Key_Backspace);
        find<QSpinBox>("newWorkspaceMinutes")->setValue(1000);
        QTest::keyClick(find("newWorkspaceNewBranch"), Qt::Key_Return);
        QCOMPARE(created.size(), 1);
        const auto request = created[0][0].value<NewWorkspace>();
        QCOMPARE(request.branch, QStringLiteral("feature/wish-lis"));
        QCOMPARE(request.base, QStringLiteral("main"));
        QCOMPARE(request.name, QStringLiteral("Mine; rm -rf /"));
        QCOMPARE(request.autoStopMinutes, 480);
    }

    void badNamesSayWhy_data()
    {
        QTest::addColumn<QString>("name");
        QTest::addColumn<QString>("words");
        const auto add = [](const QString &name, const char *words) {
            QTest::newRow(words) << name << QString::fromLatin1(words);
        };
        add(QStringLiteral("-x"), "begin with a dash");
        add(QStringLiteral("a b"), "spaces");
        add(QStringLiteral("a..b"), "two dots");
        add(QStringLiteral("a~b"), "\"~\"");
        add(QStringLiteral("a//b"), "between two words");
        add(QStringLiteral("a/.b"), "begin with a dot");
        add(QStringLiteral("a.lock"), "\".lock\"");
        add(QStringLiteral("a."), "end with a dot");
        add(QStringLiteral("HEAD"), "for itself");
        add(QString(201, u'x'), "200 characters");
        add(QStringLiteral("fix/cart-totals"), "already");
        add(QStringLiteral("main/x"), "beside \"main\"");
    }

    void badNamesSayWhy()
    {
        QFETCH(QString, name);
        QFETCH(QString, words);
        open();
        find<SegmentedControl>("newWorkspaceMode")->setCurrent(1);
        find<QLineEdit>("newWorkspaceNewBranch")->setText(name);
        QVERIFY(!mayCreate());
        QVERIFY2(reason().contains(words), qPrintable(reason()));
        QVERIFY(domain::checkBranchName(QStringLiteral("späte/äpfel-%1").arg(QString(150, u'x'))));
        find<QLineEdit>("newWorkspaceNewBranch")->setText(QStringLiteral("späte/äpfel"));
        QVERIFY(mayCreate());
    }

    void whatCanNotGoSaysWhy()
    {
        NewWorkspaceView away = view();
        away.problem = QStringLiteral("The backend is not there yet.");
        open(away);
        QCOMPARE(reason(), away.problem);
        NewWorkspaceView tools = view();
        tools.chosen = 2;
        open(tools);
        QCOMPARE(reason(), QStringLiteral("This repository has no remote."));
        QVERIFY(!mayCreate());
        NewWorkspaceView stopped = view();
        stopped.providers = {{.type = QStringLiteral("docker"),
                              .name = QStringLiteral("Docker"),
                              .problem = QStringLiteral("Docker is not running. Start it.")}};
        open(stopped);
        QTest::keyClicks(find("newWorkspaceBranchSearch"), QStringLiteral("cart"));
        QCOMPARE(reason(), QStringLiteral("Docker is not running. Start it."));
    }

    void placementFollowsTheProvider()
    {
        open();
        QSignalSpy created(m_dialog.get(), &NewWorkspaceDialog::createRequested);
        QTest::keyClicks(find("newWorkspaceBranchSearch"), QStringLiteral("cart"));
        find<QAbstractButton>("newWorkspacePlacement1")->click();
        QTest::keyClick(m_dialog.get(), Qt::Key_Return);
        QCOMPARE(created[0][0].value<NewWorkspace>().placement, domain::Placement::Personal);
        find<QAbstractButton>("newWorkspaceProvider-sandbox")->click();
        QVERIFY(!find("newWorkspacePlacement1")->isEnabled());
        QCOMPARE(find("newWorkspacePlacement1")->toolTip(),
                 QStringLiteral("Sandbox makes no personal VM."));
        QTest::keyClick(m_dialog.get(), Qt::Key_Return);
        const auto request = created[1][0].value<NewWorkspace>();
        QCOMPARE(request.placement, domain::Placement::Dedicated);
        QCOMPARE(request.provider, QStringLiteral("sandbox"));
    }

    void busyCountsAndCancels()
    {
        open();
        QTest::keyClicks(find("newWorkspaceBranchSearch"), QStringLiteral("cart"));
        QSignalSpy cancelled(m_dialog.get(), &NewWorkspaceDialog::cancelRequested);
        m_dialog->setBusy();
        QVERIFY(!mayCreate());
        QVERIFY(reason().startsWith(QStringLiteral("Making the worktree and the VM, ")));
        QTest::keyClick(m_dialog.get(), Qt::Key_Escape);
        QCOMPARE(cancelled.size(), 1);
        QVERIFY(m_dialog->isVisible());
        m_dialog->fail(QStringLiteral("There is no space left on the disk."));
        QCOMPARE(reason(), QStringLiteral("There is no space left on the disk."));
        QVERIFY(mayCreate());
        picture("new-workspace-failed-dark", Theme::Mode::Dark);
        // What the remote says later does not take the words away; what is typed does.
        m_dialog->setBranches(branches(), now);
        QCOMPARE(reason(), QStringLiteral("There is no space left on the disk."));
        QTest::keyClicks(find("newWorkspaceName"), QStringLiteral("x"));
        QVERIFY(reason() != QStringLiteral("There is no space left on the disk."));
        QTest::keyClick(m_dialog.get(), Qt::Key_Escape);
        QVERIFY(!m_dialog->isVisible());
    }

    void newBranchesComeWhileOneLooks()
    {
        BranchList list = branches();
        list.isFetching = true;
        open(view(), list);
        const auto fresh = [this] { return find("newWorkspaceFresh")->accessibleName(); };
        QCOMPARE(fresh(), QStringLiteral("Asking GitHub for new branches"));
        picture("new-workspace-asking-dark", Theme::Mode::Dark);
        const int height = m_dialog->height();
        QTest::keyClicks(find("newWorkspaceBranchSearch"), QStringLiteral("late"));
        QVERIFY(!mayCreate());
        list.isFetching = false;
        list.branches.prepend(branch(QStringLiteral("feature/late"), 0, false, true));
        m_dialog->setBranches(list, now);
        QVERIFY(fresh().isEmpty());
        QVERIFY2(mayCreate(), qPrintable(reason()));
        QCOMPARE(find<QLineEdit>("newWorkspaceName")->text(), QStringLiteral("late"));
        QCOMPARE(find<QLineEdit>("newWorkspaceBranchSearch")->text(), QStringLiteral("late"));
        // What is chosen stays, and what could not be asked is a note and no obstacle.
        list.branches.prepend(branch(QStringLiteral("feature/later"), 0, false, true));
        list.fetchProblem = QStringLiteral("The git remote can not be reached.");
        m_dialog->setBranches(list, now);
        QCOMPARE(find<QLineEdit>("newWorkspaceName")->text(), QStringLiteral("late"));
        QCOMPARE(fresh(),
                 QStringLiteral("Perhaps not the newest: The git remote can not be reached."));
        QVERIFY(mayCreate());
        QCOMPARE(m_dialog->height(), height);
    }

    void searchesThousands()
    {
        open(view(), manyBranches(10'000));
        QBENCHMARK
        {
            find<QLineEdit>("newWorkspaceBranchSearch")->setText(QStringLiteral("number-77"));
            find<QLineEdit>("newWorkspaceBranchSearch")->setText(QStringLiteral("number-777"));
        }
        QCOMPARE(find<QListView>("newWorkspaceBranchList")->model()->rowCount(), 11);
        QCOMPARE(find<QLineEdit>("newWorkspaceName")->text(), QStringLiteral("number-777"));
    }
};

QTEST_MAIN(TestNewWorkspace)
#include "tst_newworkspace.moc"
