// SPDX-License-Identifier: GPL-3.0-or-later
#include "client/session.h"
#include "longwords.h"
#include "samples.h"
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

namespace {

/// Whether it reaches over the edge of what it scrolls in.
bool isCut(const QWidget *widget)
{
    const QRect seen = widget->visibleRegion().boundingRect();
    return !seen.isEmpty() && seen.width() < widget->width();
}

/// Names every visible label and button that has less room than its words need.
QStringList clippedTexts(const QWidget *window)
{
    QStringList clipped;
    for (const QLabel *label : window->findChildren<QLabel *>()) {
        if (!label->isVisible() || label->text().isEmpty()
            || qobject_cast<const ElidedLabel *>(label))
            continue;
        const bool wraps = label->wordWrap();
        const bool high = wraps && label->height() < label->heightForWidth(label->width());
        const bool wide = !wraps && label->width() < label->sizeHint().width();
        if (high || wide || isCut(label))
            clipped << label->text();
    }
    for (const QPushButton *button : window->findChildren<QPushButton *>()) {
        if (button->isVisible() && (button->width() < button->sizeHint().width() || isCut(button)))
            clipped << button->text();
    }
    return clipped;
}

} // namespace

/// Grabs every screen, light and dark, into the folder SKYBRANCH_GALLERY, and fails where words do
/// not fit.
class TestGallery : public QObject
{
    Q_OBJECT

private:
    std::optional<QDir> m_folder; ///< for the pictures
    std::unique_ptr<LongWords> m_longWords;
    QTranslator m_translator;

    /// Words fit in both themes or in none.
    static QList<Theme::Mode> themes()
    {
        QFETCH_GLOBAL(QString, language);
        if (language == "en"_L1)
            return {Theme::Mode::Light, Theme::Mode::Dark};
        return {Theme::Mode::Light};
    }

    void fillTerminals(QWidget *window)
    {
        for (TerminalView *terminal : window->findChildren<TerminalView *>()) {
            terminal->feed("\x1b[H\x1b[2J");
            terminal->feed(samples::terminalOutput());
        }
        // They stand clear of what can be read.
        for (TerminalOverlay *overlay : window->findChildren<TerminalOverlay *>())
            overlay->setView(overlay->view());
    }

    /// Painted in any case; kept where somebody wants to look.
    bool save(QWidget *widget, const QString &file) const
    {
        const QPixmap painted = widget->grab();
        return m_folder ? painted.save(m_folder->filePath(file)) : !painted.isNull();
    }

    /// Pictures of the plain language have plain names.
    QString picture(const QString &name) const
    {
        QFETCH_GLOBAL(QString, language);
        return language == "en"_L1 ? name : language + u'-' + name;
    }

    void grabBoth(QWidget *window, const QString &plainName)
    {
        const QString name = picture(plainName);
        for (const auto mode : themes()) {
            Theme::instance().setMode(mode);
            for (const QSize size : {QSize(1200, 760), QSize(720, 480)}) {
                window->resize(size);
                window->show();
                QVERIFY(QTest::qWaitForWindowExposed(window));
                QCoreApplication::processEvents();
                fillTerminals(window);
                QCoreApplication::processEvents();
                const QString file = QStringLiteral("%1-%2-%3.png")
                                         .arg(name,
                                              mode == Theme::Mode::Dark ? QStringLiteral("dark")
                                                                        : QStringLiteral("light"))
                                         .arg(size.width());
                QVERIFY(save(window, file));
                QCOMPARE(clippedTexts(window).join(u"\n"_s), QString());
            }
        }
    }

    void grabDialog(QDialog *dialog, const QString &plainName)
    {
        const QString name = picture(plainName);
        for (const auto mode : themes()) {
            Theme::instance().setMode(mode);
            dialog->show();
            QVERIFY(QTest::qWaitForWindowExposed(dialog));
            dialog->activateWindow();
            QCoreApplication::processEvents();
            const QString theme
                = mode == Theme::Mode::Dark ? QStringLiteral("dark") : QStringLiteral("light");
            QVERIFY(save(dialog, QStringLiteral("%1-%2.png").arg(name, theme)));
            QCOMPARE(clippedTexts(dialog).join(u"\n"_s), QString());
        }
        dialog->close();
    }

    /// The window as the desktop puts it together, around one pane.
    std::unique_ptr<QWidget> makeWindow(QWidget *pane, bool headed = true)
    {
        auto window = std::make_unique<QWidget>();
        auto *sidebar = new Sidebar;
        sidebar->setFixedWidth(260);
        sidebar->setContent(samples::repositories(), samples::cloudOnly());
        sidebar->setBackend(samples::backend());
        sidebar->view()->select(QStringLiteral("feature/login"));
        auto *right = new QWidget;
        right->setObjectName(QStringLiteral("workspacePane"));
        right->setAttribute(Qt::WA_StyledBackground);
        auto *column = new QVBoxLayout(right);
        column->setContentsMargins(0, 0, 0, 0);
        column->setSpacing(0);
        if (headed) {
            auto *header = new Header;
            header->setView(samples::header());
            auto *sync = new SyncBar;
            sync->setView(samples::syncBar());
            column->addWidget(header);
            column->addWidget(sync);
        }
        column->addWidget(pane, 1);
        auto *line = new QFrame;
        line->setProperty("rule", true);
        line->setFixedWidth(1);
        line->setStyleSheet(QStringLiteral("max-height: 9999px"));
        auto *row = new QHBoxLayout(window.get());
        row->setContentsMargins(0, 0, 0, 0);
        row->setSpacing(0);
        row->addWidget(sidebar);
        row->addWidget(line);
        row->addWidget(right, 1);
        new FocusRing(window.get());
        window->setFocusPolicy(Qt::StrongFocus);
        window->setFocus();
        return window;
    }

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
    void initTestCase_data()
    {
        QTest::addColumn<QString>("language");
        QTest::addColumn<qreal>("larger");
        QTest::newRow("en") << u"en"_s << 0.0;
        QTest::newRow("long") << u"long"_s << 0.0;
        QTest::newRow("de") << u"de"_s << 0.0;
        QTest::newRow("zh_CN") << u"zh_CN"_s << 0.0;
        QTest::newRow("large") << u"large"_s << 4.0;
    }

    void initTestCase()
    {
        const QString wanted = qEnvironmentVariable("SKYBRANCH_GALLERY");
        QVERIFY(wanted.isEmpty() || QDir().mkpath(wanted));
        if (!wanted.isEmpty())
            m_folder = QDir(wanted);
    }

    void init()
    {
        QFETCH_GLOBAL(QString, language);
        QFETCH_GLOBAL(qreal, larger);
        QFont font(QStringLiteral("Inter"));
        font.setPointSizeF(10 + larger);
        QApplication::setFont(font);
        Theme::instance().setMonoFamily(QStringLiteral("JetBrains Mono"));
        Theme::instance().install();
        if (language == "long"_L1)
            m_longWords = std::make_unique<LongWords>();
        const QString file = u":/i18n/skybranch_%1.qm"_s.arg(language);
        if (QFile::exists(file))
            QVERIFY(m_translator.load(file) && QCoreApplication::installTranslator(&m_translator));
    }

    void cleanup()
    {
        m_longWords.reset();
        QCoreApplication::removeTranslator(&m_translator);
    }

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
            auto *dialog = new SettingsDialog(settings, nullptr);
            dialog->showPage(page);
            dialog->show();
            const auto *list = dialog->findChild<QListWidget *>(u"settingsList"_s);
            QVERIFY(list->visualItemRect(list->item(0)).height() >= 28);
            grabDialog(dialog, u"settings-%1"_s.arg(int(page)));
        }
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
