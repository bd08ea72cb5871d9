// SPDX-License-Identifier: GPL-3.0-or-later
// Programs that draw whole screens, in a terminal's view.
#include "programrig.h"
#include "ui/theme/theme.h"

#include <QTest>

using namespace skybranch;

class TestScreens : public QObject
{
    Q_OBJECT

    std::unique_ptr<test::ProgramRig> m_rig;

    /// From one screen of vttest to the next, by Return.
    bool next() const
    {
        m_rig->takeOutput();
        m_rig->keys(QStringLiteral("\r"));
        return QTest::qWaitFor(
            [&] {
                return m_rig->output().contains("Push <RETURN>")
                    || m_rig->output().contains("Enter choice number");
            },
            20'000);
    }

    /// The first screen of one of vttest's menus.
    bool vttest(const char *menu) const
    {
        if (!m_rig->run("vttest") || !m_rig->shows(QStringLiteral("Enter choice number")))
            return false;
        m_rig->keys(QString::fromLatin1(menu));
        return next();
    }

    static QStringList words(const char *text)
    {
        return QString::fromLatin1(text).split(u' ', Qt::SkipEmptyParts);
    }

private Q_SLOTS:
    void initTestCase()
    {
        ui::Theme::instance().setMode(ui::Theme::Mode::Dark);
        ui::Theme::instance().install();
    }

    void init() { m_rig = std::make_unique<test::ProgramRig>(); }
    void cleanup() { m_rig.reset(); }

    void vttestMovesTheCursor()
    {
        QVERIFY(vttest("1"));
        m_rig->picture(QStringLiteral("vttest-frame"));
        QStringList rows = m_rig->rows();
        QCOMPARE(rows.first(), QString(80, u'*'));
        QCOMPARE(rows.last(), QString(80, u'*'));
        QCOMPARE(rows.at(1), u'*' + QString(78, u'+') + u'*');
        for (int row = 1; row < 23; ++row)
            QVERIFY(rows.at(row).startsWith(u"*+") && rows.at(row).endsWith(u"+*"));
        // The same for 132 columns: how wide a terminal is, its window says, and no program.
        QVERIFY(next());
        QVERIFY(next());
        rows = m_rig->rows();
        for (int i = 0; i < 18; ++i) {
            QCOMPARE(rows.at(2 + i).size(), 80);
            QCOMPARE(rows.at(2 + i).front(), QChar(u'I' + i));
            QCOMPARE(rows.at(2 + i).back(), QChar(u'i' + i));
        }
        QVERIFY(next());
        QVERIFY(next());
        QCOMPARE(m_rig->screen().count(QStringLiteral("A B C D E F G H I\n")), 4);
        QVERIFY(next());
        QCOMPARE(m_rig->rows().at(3), QStringLiteral("This is a correct sentence"));
    }

    void vttestDrawsItsScreen()
    {
        QVERIFY(vttest("2"));
        QCOMPARE(m_rig->rows().first(3), QStringList(3, QString(80, u'*')));
        QVERIFY(next());
        QCOMPARE(m_rig->rows().at(0), m_rig->rows().at(1));
        QCOMPARE(m_rig->rows().at(0).count(u'*'), 13);
        for (int screen = 0; screen < 4; ++screen) // how wide, and how light
            QVERIFY(next());
        for (int screen = 0; screen < 4; ++screen) // scrolls a part
            QVERIFY(next());
        QVERIFY(next());
        QCOMPARE(m_rig->rows().at(22),
                 QStringLiteral("This line should be the one above the bottom of the screen. "
                                "Push <RETURN>"));
        QVERIFY(next());
        QVERIFY(m_rig->rows().first().startsWith(u"This line should be at the top of the screen."));
        QVERIFY(next());
        m_rig->picture(QStringLiteral("vttest-graphics"));
        QVERIFY(m_rig->screen().contains(QStringLiteral("underline blink negative")));
        QVERIFY(next());
        QVERIFY(next());
        m_rig->picture(QStringLiteral("vttest-cursor"));
        QVERIFY(m_rig->screen().contains(QString(10, u'\u2500')));
        QCOMPARE(m_rig->rows().first(4), QStringList(4, QStringLiteral("AAAAA")));
    }

    void vttestInsertsAndDeletes()
    {
        QVERIFY(vttest("8"));
        QVERIFY(next());
        QCOMPARE(m_rig->rows().first(), QString(80, u'A'));
        QVERIFY(m_rig->rows().at(1).endsWith(u"nothing more. Push <RETURN>"));
        QVERIFY(m_rig->rows().sliced(2, 21).join(QString()).isEmpty());
        QCOMPARE(m_rig->rows().last(), QString(80, u'X'));
        QVERIFY(next());
        QCOMPARE(m_rig->rows().first(), u'A' + QString(78, u'*') + u'B');
        QVERIFY(next());
        QCOMPARE(m_rig->rows().first(), QStringLiteral("AB"));
        QVERIFY(next());
        m_rig->picture(QStringLiteral("vttest-staggered"));
        for (int row = 0; row < 3; ++row)
            QCOMPARE(m_rig->rows().at(row).size(), 79 - row);
    }

    void vim()
    {
        const QString file = m_rig->home().path(QStringLiteral("poem.txt"));
        test::ScratchHome::write(file, "one\ntwo\nthree\n");
        QVERIFY(m_rig->run("vim", words("-u NONE -N -n") << file));
        QVERIFY(m_rig->shows(QStringLiteral("three")));
        m_rig->keys(QStringLiteral("jdd:set number\rggOzero\x1b"));
        QVERIFY(m_rig->shows(QStringLiteral("  1 zero\n  2 one\n  3 three\n~")));
        m_rig->keys(QStringLiteral("V"));
        m_rig->press(Qt::Key_Down);
        QVERIFY(m_rig->shows(QStringLiteral("-- VISUAL LINE --")));
        m_rig->picture(QStringLiteral("vim"));
        m_rig->keys(QStringLiteral("\x1b:split\r"));
        QTRY_COMPARE(m_rig->screen().count(QStringLiteral("  1 zero")), 2);
        QVERIFY(m_rig->setCells(100, 30));
        QVERIFY(m_rig->shows(QStringLiteral("~\n~\n~\n~\n~\n~\n~\n~\n~\n~\n~\n~")));
        m_rig->picture(QStringLiteral("vim-split"));
        m_rig->keys(QStringLiteral(":wqa\r"));
        QVERIFY(m_rig->ends());
        QFile written(file);
        QVERIFY(written.open(QIODevice::ReadOnly));
        QCOMPARE(written.readAll(), QByteArray("zero\none\nthree\n"));
    }

    void less()
    {
        QByteArray text;
        for (int i = 1; i <= 200; ++i)
            text += "line " + QByteArray::number(i) + "\n";
        const QString file = m_rig->home().path(QStringLiteral("long.txt"));
        test::ScratchHome::write(file, text);
        QVERIFY(m_rig->run("less", {file}));
        QVERIFY(m_rig->shows(QStringLiteral("line 23\n")));
        m_rig->press(Qt::Key_PageDown);
        QVERIFY(m_rig->shows(QStringLiteral("line 46\n")));
        m_rig->keys(QStringLiteral("/line 150\r"));
        QTRY_COMPARE(m_rig->rows().first(), QStringLiteral("line 150"));
        QVERIFY(m_rig->shows(QStringLiteral("line 172\n")));
        m_rig->picture(QStringLiteral("less"));
        m_rig->keys(QStringLiteral("g"));
        QTRY_COMPARE(m_rig->rows().first(), QStringLiteral("line 1"));
        m_rig->keys(QStringLiteral("q"));
        QVERIFY(m_rig->ends());
    }

    void htop()
    {
        QVERIFY(m_rig->run("htop", words("-d 100")));
        QVERIFY(m_rig->shows(QStringLiteral("F10")));
        m_rig->picture(QStringLiteral("htop"));
        m_rig->press(Qt::Key_F2);
        QVERIFY(m_rig->shows(QStringLiteral("Categories")));
        m_rig->press(Qt::Key_Down);
        m_rig->picture(QStringLiteral("htop-setup"));
        m_rig->press(Qt::Key_F10);
        QVERIFY(m_rig->shows(QStringLiteral("F9Kill")));
        m_rig->press(Qt::Key_F10);
        QVERIFY(m_rig->ends());
    }

    void tmux()
    {
        const QString file = m_rig->home().path(QStringLiteral("tmux.conf"));
        // Its server goes with us, also where this fails; and keys that come faster than a hand
        // types them would be taken for a paste.
        test::ScratchHome::write(file,
                                 "set -g default-command \"exec env PS1='ready> ' bash --norc\"\n"
                                 "set -g mouse on\nset -g assume-paste-time 0\n"
                                 "set -s exit-unattached on\n");
        QVERIFY(m_rig->run("tmux", QStringList{QStringLiteral("-f"), file} + words("new -s one")));
        QVERIFY(m_rig->shows(QStringLiteral("[one]")));
        QVERIFY2(m_rig->shows(QStringLiteral("ready>")), qPrintable(m_rig->screen()));
        m_rig->keys(QStringLiteral("echo le\"\"ft\r"));
        QVERIFY(m_rig->shows(QStringLiteral("\nleft")));
        const QString bar(QChar(0x2502));
        m_rig->press(Qt::Key_B, Qt::ControlModifier);
        m_rig->keys(QStringLiteral("%"));
        QVERIFY2(m_rig->shows(bar + QStringLiteral("ready>")), qPrintable(m_rig->screen()));
        m_rig->keys(QStringLiteral("echo ri\"\"ght\r"));
        QVERIFY(m_rig->shows(bar + QStringLiteral("right")));
        m_rig->press(Qt::Key_B, Qt::ControlModifier);
        m_rig->keys(QStringLiteral("\""));
        QTRY_COMPARE(m_rig->screen().count(QStringLiteral("ready>")), 5);
        m_rig->picture(QStringLiteral("tmux"));
        QVERIFY(m_rig->setCells(110, 32));
        QTRY_COMPARE(m_rig->rows().last().size(), 110);
        m_rig->picture(QStringLiteral("tmux-larger"));
        m_rig->press(Qt::Key_B, Qt::ControlModifier);
        m_rig->keys(QStringLiteral(":"));
        QTRY_COMPARE(m_rig->rows().last(), QStringLiteral(":"));
        m_rig->keys(QStringLiteral("kill-server\r"));
        QVERIFY2(m_rig->ends(), qPrintable(m_rig->screen()));
    }

    void gitAddsInPieces()
    {
        const auto shop
            = test::ScratchRepository::create(m_rig->home().path(QStringLiteral("shop")));
        shop.write(QStringLiteral("a"), "1\n2\n3\n4\n5\n6\n7\n8\n9\n");
        shop.git(words("add a"));
        shop.git(words("commit -qm a"));
        shop.write(QStringLiteral("a"), "one\n2\n3\n4\n5\n6\n7\n8\nnine\n");
        QVERIFY(m_rig->run("git", words("-C") << shop.path() << words("add -p")));
        QVERIFY(m_rig->shows(QStringLiteral("(1/2) Stage this hunk")));
        m_rig->keys(QStringLiteral("y\r"));
        QVERIFY(m_rig->shows(QStringLiteral("(2/2) Stage this hunk")));
        m_rig->picture(QStringLiteral("git-add-p"));
        m_rig->keys(QStringLiteral("n\r"));
        QVERIFY(m_rig->ends());
        QVERIFY(m_rig->run("git", words("-C") << shop.path() << words("--no-pager diff --cached")));
        QVERIFY(m_rig->ends());
        QVERIFY(m_rig->screen().contains(QStringLiteral("\n-1\n+one\n")));
        QVERIFY(!m_rig->screen().contains(QStringLiteral("\n-9\n+nine\n 8")));
    }
};

QTEST_MAIN(TestScreens)
#include "tst_screens.moc"
