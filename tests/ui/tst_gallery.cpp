// SPDX-License-Identifier: GPL-3.0-or-later
#include "client/session.h"
#include "galleryrig.h"
#include "samples.h"
#include "ui/dialogs/backendpage.h"
#include "ui/dialogs/deletedialog.h"
#include "ui/dialogs/newworkspacedialog.h"
#include "ui/dialogs/repositorydialog.h"
#include "ui/dialogs/settingsdialog.h"
#include "ui/palette/commandpalette.h"
#include "ui/ports/portsbutton.h"
#include "ui/ports/portspopup.h"
#include "ui/settings.h"
#include "ui/sidebar/worktreeview.h"
#include "ui/terminal/terminalarea.h"
#include "ui/terminal/terminaloverlay.h"
#include "ui/terminal/terminalview.h"
#include "ui/theme/theme.h"
#include "ui/views/backendpageview.h"
#include "ui/views/providerwords.h"
#include "ui/widgets/elidedlabel.h"
#include "ui/widgets/emptystate.h"
#include "ui/widgets/focusring.h"
#include "ui/workspace/divergedsheet.h"
#include "ui/workspace/errorpane.h"
#include "ui/workspace/firststart.h"
#include "ui/workspace/header.h"
#include "ui/workspace/provisioningpane.h"
#include "ui/workspace/syncbar.h"

#include <QAbstractButton>
#include <QApplication>
#include <QDir>
#include <QFontDatabase>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QListWidget>
#include <QMenu>
#include <QPushButton>
#include <QScrollArea>
#include <QScrollBar>
#include <QTest>
#include <QTranslator>

using namespace Qt::StringLiterals;
using namespace skybranch::ui;
using skybranch::client::BackendInfo;
using skybranch::test::GalleryRig;

/// Pictures of every screen; those of the people in it are in tst_peoplegallery.
class TestGallery : public GalleryRig
{
    Q_OBJECT

private:
    TerminalArea *makeTerminals(OverlayView overlay = {})
    {
        auto *area = new TerminalArea;
        const QList<TabView> tabs{{QStringLiteral("1"), QStringLiteral("zsh"), true, false},
                                  {QStringLiteral("2"), QStringLiteral("claude"), true, true},
                                  {QStringLiteral("3"), QStringLiteral("dev server"), true, false},
                                  {QStringLiteral("4"), QStringLiteral("zsh"), false, false}};
        QStringList ids;
        for (const TabView &tab : tabs) {
            area->addTerminal(tab);
            ids << tab.id;
        }
        area->showTabs(ids, ids.first());
        area->setOverlay(ids.first(), overlay);
        return area;
    }

private Q_SLOTS:
    void terminals() { grabBoth(makeWindow(makeTerminals()).get(), QStringLiteral("main")); }

    void overlays_data()
    {
        QTest::addColumn<int>("state");
        QTest::newRow("connecting") << int(OverlayState::Connecting);
        QTest::newRow("reconnecting") << int(OverlayState::Reconnecting);
        QTest::newRow("lost") << int(OverlayState::Lost);
        QTest::newRow("paused") << int(OverlayState::Paused);
        QTest::newRow("stopped") << int(OverlayState::Stopped);
        QTest::newRow("deleting") << int(OverlayState::Deleting);
        QTest::newRow("ended") << int(OverlayState::Ended);
    }

    void overlays()
    {
        QFETCH(int, state);
        const OverlayView view{static_cast<OverlayState>(state),
                               QStringLiteral("feature/login"),
                               QStringLiteral("3 s"),
                               QStringLiteral("14:31:08"),
                               QStringLiteral("The VM does not answer."),
                               0};
        auto window = makeWindow(makeTerminals(view));
        grabBoth(window.get(),
                 QStringLiteral("overlay-") + QLatin1StringView(QTest::currentDataTag()));
    }

    void diverged_data()
    {
        QTest::addColumn<bool>("dirty");
        QTest::newRow("clean") << false;
        QTest::newRow("dirty") << true;
    }

    void diverged()
    {
        QFETCH(bool, dirty);
        auto window = makeWindow(makeTerminals());
        window->findChild<Sidebar *>()->view()->select(u"feature/webhook-retries"_s);
        window->findChild<Header *>()->setView(samples::divergedHeader());
        window->findChild<SyncBar *>()->setView(samples::divergedSyncBar());
        auto *sheet = new DivergedSheet(window->findChild<TerminalArea *>());
        sheet->setView(samples::diverged(dirty));
        window->show();
        // What has not slid in yet has no texts to look at.
        Theme::instance().setReducedMotion(true);
        sheet->open();
        Theme::instance().setReducedMotion(false);
        const QString name
            = QStringLiteral("diverged-") + QLatin1StringView(QTest::currentDataTag());
        grabBoth(window.get(), name);
        auto *bar
            = sheet->findChild<QScrollArea *>(QStringLiteral("divergedBody"))->verticalScrollBar();
        bar->setValue(bar->maximum());
        QVERIFY(save(window.get(), picture(name) + QStringLiteral("-end.png")));
        QCOMPARE(clippedTexts(window.get()).join(u"\n"_s), QString());
    }

    void provisioning()
    {
        auto *pane = new ProvisioningPane;
        pane->setView(samples::provisioning());
        grabBoth(makeWindow(pane).get(), QStringLiteral("provisioning"));
    }

    void error()
    {
        auto *pane = new ErrorPane;
        pane->setView(samples::error());
        grabBoth(makeWindow(pane).get(), QStringLiteral("error"));
    }

    void firstStart()
    {
        auto *pane = new FirstStart;
        const PlaceWords place
            = placeOf({.providers = {{.type = u"sandbox"_s, .isDefault = true}}});
        pane->setPlace(place.sentence, place.meaning, {});
        auto window = makeWindow(pane, false);
        auto *sidebar = window->findChild<Sidebar *>();
        sidebar->setContent({}, {});
        grabBoth(window.get(), QStringLiteral("first-start"));
    }

    void manyWorktrees()
    {
        auto window = makeWindow(makeTerminals());
        auto *sidebar = window->findChild<Sidebar *>();
        sidebar->setContent(samples::manyRepositories(), samples::cloudOnly());
        HeaderView header = samples::header();
        header.branch = samples::longName();
        window->findChild<Header *>()->setView(header);
        grabBoth(window.get(), QStringLiteral("many"));
        window->findChild<QLineEdit *>(QStringLiteral("filterField"))
            ->setText(QStringLiteral("cart"));
        grabBoth(window.get(), QStringLiteral("filter"));
    }

    void dialogs()
    {
        const DeleteView view{
            .name = QStringLiteral("feature/login"),
            .read = QStringLiteral("Read from the VM 2 s ago."),
            .losses
            = {{Icon::ArrowUp,
                QStringLiteral("2 commits that were never pushed"),
                {{QStringLiteral("7d1c0e4"), QStringLiteral("Rotate the session id after sign-in")},
                 {QStringLiteral("3fa92b7"),
                  QStringLiteral("Rate-limit the login form to 5 tries a minute")}}},
               {Icon::File,
                QStringLiteral("4 uncommitted files"),
                {{QStringLiteral("M"), QStringLiteral("src/auth/session.ts")},
                 {QStringLiteral("M"), QStringLiteral("src/auth/login.tsx")},
                 {QStringLiteral("?"), QStringLiteral("notes/threat-model.md")},
                 {QStringLiteral("?"), samples::longName()}}},
               {Icon::Clock,
                QStringLiteral("1 running job"),
                {{QStringLiteral("npm run test:e2e"),
                  QStringLiteral("for 14 min, in tab \"dev server\"")}}}},
            .stays
            = QStringLiteral("Stays: the local worktree ~/src/shop-login and all on GitHub."),
            .save = QStringLiteral("Push 2 commits first")};
        grabDialog(new DeleteDialog(view, nullptr), QStringLiteral("delete"));
        grabDialog(new DeleteDialog({.name = QStringLiteral("feature/login"),
                                     .read = QStringLiteral("Everything in it is on GitHub.")},
                                    nullptr),
                   QStringLiteral("delete-nothing"));
        const QString folder = QStringLiteral("/home/dev/src");
        grabDialog(new RepositoryDialog(RepositoryDialog::Mode::Add, folder, nullptr),
                   QStringLiteral("add"));
        auto *clone = new RepositoryDialog(RepositoryDialog::Mode::Clone, folder, nullptr);
        clone->findChild<QLineEdit *>(QStringLiteral("cloneUrl"))
            ->setText(QStringLiteral("git@github.com:acme/shop.git"));
        grabDialog(clone, QStringLiteral("clone"));
    }

    void newWorkspace()
    {
        for (const char *mode : {"newWorkspaceMode0", "newWorkspaceMode1"}) {
            auto *dialog = new NewWorkspaceDialog(samples::newWorkspace(), nullptr);
            dialog->setBranches(samples::branches(), QDateTime::currentDateTimeUtc());
            dialog->setFolder(u"/home/dev/src/shop.login"_s, u"~/src/shop.login"_s);
            auto *button = dialog->findChild<QAbstractButton *>(QLatin1StringView(mode));
            QVERIFY(button);
            button->click();
            grabDialog(dialog, QLatin1StringView(mode));
        }
    }

    void settings()
    {
        skybranch::client::Session session({});
        Settings settings(session, nullptr);
        for (const auto page : {SettingsDialog::Page::Appearance, SettingsDialog::Page::Terminal}) {
            auto *dialog = new SettingsDialog(settings, session, nullptr);
            dialog->showPage(page);
            dialog->show();
            const auto *list = dialog->findChild<QListWidget *>(u"settingsList"_s);
            QVERIFY(list->visualItemRect(list->item(0)).height() >= 28);
            grabDialog(dialog, u"settings-%1"_s.arg(int(page)));
        }
    }

    void backend_data()
    {
        QTest::addColumn<BackendInfo>("info");
        QTest::addColumn<QString>("problem");
        QTest::addColumn<QString>("busy");
        BackendInfo info;
        info.state = BackendInfo::State::Ready;
        QTest::newRow("local") << info << QString() << QString();
        const QString refused
            = QCoreApplication::translate("client",
                                          "%1 does not know this key. Check that all of it was "
                                          "pasted, or ask its administrator for a new one.")
                  .arg(u"cloud.example.org"_s);
        QTest::newRow("refused") << info << refused << QString();
        info.bundled = false;
        info.url = u"https://cloud.example.org"_s;
        info.label = u"cloud.example.org"_s;
        info.userName = u"Ada Lovelace"_s;
        info.organization = u"Analytical Engines and Looms of the United Kingdom"_s;
        QTest::newRow("signedin") << info << QString() << QString();
        QTest::newRow("busy") << info << QString() << u"Asking the backend"_s;
        info.isKeyForgotten = true;
        QTest::newRow("forgotten") << info << QString() << QString();
        info.isKeyForgotten = false;
        info.chosen = BackendInfo::Chosen::ByEnvironment;
        QTest::newRow("environment") << info << QString() << QString();
        info.chosen = BackendInfo::Chosen::InSettings;
        info.needsKey = true;
        info.state = BackendInfo::State::Failed;
        info.problem
            = QCoreApplication::translate("client",
                                          "%1 does not accept the key any more. Ask its "
                                          "administrator for a new one, and sign in with it.")
                  .arg(info.label);
        QTest::newRow("revoked") << info << QString() << QString();
    }

    void backend()
    {
        QFETCH(BackendInfo, info);
        QFETCH(QString, problem);
        QFETCH(QString, busy);
        skybranch::client::Session session({});
        Settings settings(session, nullptr);
        auto *dialog = new SettingsDialog(settings, session, nullptr);
        dialog->showPage(SettingsDialog::Page::Backend);
        auto *page = dialog->findChild<BackendPage *>();
        page->setView(backendPageOf(info));
        page->setBusy(busy);
        if (!problem.isEmpty())
            page->setProblem(problem);
        dialog->show();
        grabDialog(dialog, u"backend-"_s + QLatin1StringView(QTest::currentDataTag()));
    }

    void palette()
    {
        auto window = makeWindow(makeTerminals());
        auto *palette = new CommandPalette(window.get());
        window->show();
        palette->open(samples::commands(), {});
        grabBoth(window.get(), u"palette"_s);
    }

    void ports_data()
    {
        QTest::addColumn<PortsView>("view");
        QTest::newRow("ports") << samples::ports();
        QTest::newRow("no-ports") << PortsView{.hasVm = true,
                                               .empty = u"Nothing listens in this VM."_s};
    }

    void ports()
    {
        QFETCH(const PortsView, view);
        auto window = makeWindow(makeTerminals());
        auto *header = window->findChild<Header *>();
        header->ports()->setCount(view.hasVm, int(view.ports.size()));
        auto *popup = new PortsPopup(window.get());
        popup->setView(view);
        window->show();
        popup->open(header->ports());
        grabBoth(window.get(), QLatin1StringView(QTest::currentDataTag()));
        popup->close();
    }

    void menu()
    {
        std::unique_ptr<QMenu> menu(makeActionMenu(samples::cloudActions(), nullptr));
        for (const auto mode : themes()) {
            Theme::instance().setMode(mode);
            menu->popup({0, 0});
            QVERIFY(QTest::qWaitForWindowExposed(menu.get()));
            QVERIFY(save(
                menu.get(),
                picture(mode == Theme::Mode::Dark ? u"menu-dark.png"_s : u"menu-light.png"_s)));
            QVERIFY(menu->width() >= 288);
            menu->close();
        }
    }
};

QTEST_MAIN(TestGallery)
#include "tst_gallery.moc"
