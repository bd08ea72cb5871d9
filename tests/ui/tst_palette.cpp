// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/scratchrepository.h"
#include "ui/dialogs/settingsdialog.h"
#include "ui/palette/commandpalette.h"
#include "ui/palette/fuzzy.h"
#include "ui/palette/palettemodel.h"
#include "ui/palette/windowcommands.h"
#include "ui/sidebar/worktreeview.h"
#include "ui/theme/theme.h"
#include "windowrig.h"

#include <QAction>
#include <QComboBox>
#include <QLabel>
#include <QLineEdit>
#include <QListView>
#include <QRadioButton>
#include <QTest>

using namespace skybranch;
using namespace skybranch::ui;

/// The palette, the list of commands behind it, and the settings.
class TestPalette : public QObject
{
    Q_OBJECT

    test::ScratchHome m_home;
    std::unique_ptr<test::WindowRig> m_rig;
    QString m_shop;

    void openPalette() const
    {
        QTest::keyClick(&m_rig->window(), Qt::Key_P, Qt::ControlModifier | Qt::ShiftModifier);
    }

    QStringList rows() const
    {
        QStringList words;
        const QAbstractItemModel *model = m_rig->find<QListView>("paletteList")->model();
        for (int row = 0; row < model->rowCount(); ++row)
            words << model->index(row, 0).data().toString();
        return words;
    }

    QString current() const
    {
        return m_rig->find<QListView>("paletteList")->currentIndex().data().toString();
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
    }

    void cleanup()
    {
        m_rig.reset();
        Theme::instance().setMode(Theme::Mode::System);
        Theme::instance().setComfortable(false);
    }

    void matchesFuzzily_data()
    {
        QTest::addColumn<QString>("pattern");
        QTest::addColumn<QString>("better");
        QTest::addColumn<QString>("worse"); ///< empty: better matches, and that is all
        const auto row = [](const char *pattern, const char *better, const char *worse) {
            QTest::newRow(pattern) << QString::fromLatin1(pattern) << QString::fromLatin1(better)
                                   << QString::fromLatin1(worse);
        };
        row("pau", "Pause feature/login", "Compaund");
        row("login", "Pause feature/login", "Log in now");
        row("pfl", "Pause feature/login", "Copy full name");
        row("NEW", "New terminal", "Renew it");
    }

    void matchesFuzzily()
    {
        QFETCH(QString, pattern);
        QFETCH(QString, better);
        QFETCH(QString, worse);
        const auto good = fuzzyMatch(pattern, better);
        QVERIFY(good);
        const auto bad = fuzzyMatch(pattern, worse);
        QVERIFY(!bad || bad->score < good->score);
        QVERIFY(!fuzzyMatch(pattern, QStringLiteral("xyz")));
    }

    void findsAndRuns()
    {
        openPalette();
        QTRY_VERIFY(m_rig->find("commandPalette"));
        QTRY_VERIFY(m_rig->find("paletteField")->hasFocus());
        QTest::keyClicks(m_rig->find("paletteField"), QStringLiteral("topic/1"));
        QVERIFY(rows().contains(QStringLiteral("Workspaces")));
        m_rig->grab("palette");
        QVERIFY(rows().contains(QStringLiteral("Open local terminal topic/1")));
        // What is not possible stays, is said why, and does nothing.
        m_rig->find<QLineEdit>("paletteField")->clear();
        QTest::keyClicks(m_rig->find("paletteField"), QStringLiteral("workspace topic/1"));
        QCOMPARE(current(), QStringLiteral("Enable Cloud Workspace topic/1"));
        QTest::keyClick(m_rig->find("paletteField"), Qt::Key_Return);
        QVERIFY(m_rig->find("commandPalette"));
        auto *list = m_rig->find<QListView>("paletteList");
        QVERIFY(list->currentIndex()
                    .data(Qt::AccessibleTextRole)
                    .toString()
                    .contains(QStringLiteral("no remote")));
        m_rig->find<QLineEdit>("paletteField")->setText(QStringLiteral("topic/1"));
        while (rows().value(list->currentIndex().row()) != QLatin1StringView("topic/1"))
            QTest::keyClick(m_rig->find("paletteField"), Qt::Key_Down);
        QTest::keyClick(m_rig->find("paletteField"), Qt::Key_Return);
        QTRY_VERIFY(!m_rig->find("commandPalette"));
        QTRY_COMPARE(m_rig->selected(), m_rig->path("tree-1"));
    }

    void opensOnWhatWasUsedLast()
    {
        openPalette();
        QTRY_VERIFY(m_rig->find("commandPalette"));
        QTest::keyClicks(m_rig->find("paletteField"), QStringLiteral("sidebar\r"));
        QVERIFY(!m_rig->find("sidebar"));
        m_rig->closeWindow();
        QVERIFY(m_rig->open());
        QTRY_COMPARE_WITH_TIMEOUT(m_rig->selected(), m_shop, 20'000);
        QTRY_VERIFY(m_rig->tree()->hasFocus());
        openPalette();
        QTRY_VERIFY(m_rig->find("commandPalette"));
        QCOMPARE(current(), QStringLiteral("Show or hide the sidebar"));
        m_rig->grab("palette-open");
        QTest::keyClick(m_rig->find("paletteField"), Qt::Key_Escape);
        QVERIFY(!m_rig->find("commandPalette"));
        QTRY_VERIFY(m_rig->window().findChild<WorktreeView *>()->hasFocus());
        openPalette();
        QTRY_VERIFY(m_rig->find("commandPalette"));
        QTest::keyClicks(m_rig->find("paletteField"), QStringLiteral("qqqq"));
        QVERIFY(m_rig->find("paletteNone"));
        QTest::keyClick(m_rig->find("paletteField"), Qt::Key_Return);
        QVERIFY(m_rig->find("commandPalette"));
    }

    // One key has one meaning, and everything the palette lists can be found by its words.
    void oneListOfCommands()
    {
        const auto *commands = m_rig->window().findChild<WindowCommands *>();
        QStringList keys;
        for (const QAction *action : m_rig->window().actions()) {
            for (const QKeySequence &key : action->shortcuts())
                keys << key.toString();
        }
        QVERIFY(keys.size() > 20);
        QCOMPARE(keys.removeDuplicates(), 0);
        for (const char *key : {"Ctrl+Shift+P", "Ctrl+Shift+T", "Ctrl+Shift+W", "Ctrl+Shift+F",
                                "Ctrl+B", "Ctrl+Shift+D", "Ctrl+Shift+1", "Ctrl+Shift+9"})
            QVERIFY2(keys.contains(QLatin1StringView(key)), key);
        for (const Command &command : commands->list())
            QVERIFY2(!command.words.isEmpty() && command.run, qPrintable(command.id));
    }

    void settingsApplyAtOnceAndStay()
    {
        QTest::keyClick(&m_rig->window(), Qt::Key_Comma, Qt::ControlModifier);
        QTRY_VERIFY(m_rig->find("settingsDialog"));
        auto *tree = m_rig->window().findChild<WorktreeView *>();
        const int before = tree->contentHeight();
        m_rig->find<QRadioButton>("themeDark")->click();
        QVERIFY(Theme::instance().isDark());
        m_rig->find<QRadioButton>("densityComfortable")->click();
        QTRY_VERIFY(tree->contentHeight() > before);
        m_rig->grab("settings", m_rig->find("settingsDialog"));
        QTest::keyClick(m_rig->find("settingsDialog"), Qt::Key_Escape);
        QTRY_VERIFY(!m_rig->find("settingsDialog"));
        m_rig->closeWindow();
        Theme::instance().setMode(Theme::Mode::Light);
        QVERIFY(m_rig->open());
        QVERIFY(Theme::instance().isDark());
        QVERIFY(Theme::instance().isComfortable());
    }

    void terminalSettingsStay()
    {
        const auto chosen
            = [this] { return m_rig->window().findChild<Settings *>()->values().terminal; };
        QVERIFY(chosen().programsCopy && chosen().rightToLeft && chosen().scheme.isEmpty());
        QTest::keyClick(&m_rig->window(), Qt::Key_Comma, Qt::ControlModifier);
        QTRY_VERIFY(m_rig->find("settingsDialog"));
        m_rig->window().findChild<SettingsDialog *>()->showPage(SettingsDialog::Page::Terminal);
        for (const char *name : {"programsCopyNot", "leftToRight", "copyOnSelect"})
            m_rig->find<QRadioButton>(name)->click();
        auto *scheme = m_rig->find<QComboBox>("terminalScheme");
        scheme->setCurrentIndex(scheme->findText(QStringLiteral("Solarized Light")));
        m_rig->closeWindow();
        QVERIFY(m_rig->open());
        const TerminalOptions kept{.copyOnSelect = true,
                                   .programsCopy = false,
                                   .rightToLeft = false,
                                   .scheme = QStringLiteral("SolarizedLight")};
        QCOMPARE(chosen(), kept);
    }
};

QTEST_MAIN(TestPalette)
#include "tst_palette.moc"
