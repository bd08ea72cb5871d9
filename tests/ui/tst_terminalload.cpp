// SPDX-License-Identifier: GPL-3.0-or-later
// Much text, odd text, many sizes and many terminals.
#include "programrig.h"
#include "support/memory.h"
#include "ui/theme/theme.h"

#include <QTest>

#include <unistd.h>

using namespace skybranch;

namespace {

/// Each line ends with "|", in the column that the "|" of the ruler has.
const QByteArray torture = //
    "ruler            0123456789|\r\n"
    "latin            "
    "\xc3\xa4\xc3\xb6\xc3\xbc\xc3\x9f\xc3\x84\xc3\x96\xc3\x9c\xe2\x82\xac\xc3\xb1\xc2\xa0|\r\n"
    "cjk              \xe6\x97\xa5\xe6\x9c\xac\xe8\xaa\x9e\xed\x95\x9c\xea\xb8\x80|\r\n"
    "fullwidth        \xef\xbc\xa1\xef\xbc\xa2\xef\xbc\xa3\xef\xbc\xa4\xef\xbc\xa5|\r\n"
    "emoji            "
    "\xf0\x9f\x98\x80\xf0\x9f\x9a\x80\xf0\x9f\x8e\x89\xf0\x9f\x90\xb3\xf0\x9f\xa6\x8a|\r\n"
    "combining        a\xcc\x8au\xcc\x88n\xcc\x83"
    "e\xcc\x81o\xcc\x82"
    "01234|\r\n"
    "marks            x\xcc\x81\xcc\x82\xcc\x83\xcc\x84\xcc\x85"
    "123456789|\r\n"
    "nothing wide     a\xe2\x80\x8b"
    "b\xe2\x80\x8c"
    "c\xe2\x80\x8d"
    "d\xef\xbb\xbf"
    "e56789|\r\n"
    "box              "
    "\xe2\x94\x8c\xe2\x94\x80\xe2\x94\xac\xe2\x94\x90\xe2\x95\x94\xe2\x95\x90\xe2\x95\x97\xe2\x96"
    "\x88\xe2\x96\x93\xe2\x96\x91|\r\n"
    "cyrillic greek   "
    "\xd0\x96\xd1\x89\xd1\x8e\xd0\xaf\xd0\xb6\xce\xa9\xce\xbb\xce\xbe\xcf\x80\xce\xa8|\r\n"
    "lone bytes       \x80\xbf\xfe\xff\x80"
    "56789|\r\n"
    "cut short        \xe2\x82"
    "A\xf0\x9f\x98"
    "B\xc3"
    "C6789|\r\n"
    "overlong         \xc0\xaf"
    "A|\r\n"
    "surrogates       \xed\xa0\x80"
    "A|\r\n"
    "too great        \xf5\x80\x80\x80"
    "A|\r\n"
    "hebrew           \xd7\xa9\xd7\x9c\xd7\x95\xd7\x9d abcde|\r\n"
    "arabic           \xd8\xb3\xd9\x84\xd8\xa7\xd9\x85 abcde|\r\n"
    "overrides        \xe2\x80\xae"
    "abc\xe2\x80\xac"
    "3456789|\r\n"
    "controls         \x01\x02\x03"
    "ab\x7f"
    "c3456789|\r\n";

/// Lines whose width nobody agrees on end where they end.
bool hasKnownWidth(const QString &name)
{
    static const QStringList unknown{QStringLiteral("lone"), QStringLiteral("cut"),
                                     QStringLiteral("overlong"), QStringLiteral("surrogates"),
                                     QStringLiteral("too")};
    return !unknown.contains(name);
}

} // namespace

class TestTerminalLoad : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        ui::Theme::instance().setMode(ui::Theme::Mode::Dark);
        ui::Theme::instance().install();
    }

    void oddTextKeepsItsPlace()
    {
        test::ProgramRig whole;
        whole.view().feed(torture + "done");
        const QStringList rows = whole.rows();
        whole.picture(QStringLiteral("utf8"));
        QCOMPARE(rows.at(19), QStringLiteral("done"));
        for (int row = 0; row < 19; ++row) {
            QVERIFY2(rows.at(row).endsWith(u'|'), qPrintable(rows.at(row)));
            if (hasKnownWidth(rows.at(row).section(u' ', 0, 0)))
                QVERIFY2(ui::cellsOf(rows.at(row)) == 28, qPrintable(rows.at(row)));
        }
        QCOMPARE(rows.at(2).mid(17), QString::fromUtf8("日本語한글|"));
        test::ProgramRig pieces;
        for (const char byte : QByteArray(torture + "done"))
            pieces.view().feed(QByteArray(1, byte));
        QCOMPARE(pieces.rows(), rows);
    }

    /// The search and the links count cells as the emulator does.
    void widthsAreTheEmulators()
    {
        test::ProgramRig rig;
        const QWidget *display = rig.view().focusTarget()->focusProxy();
        for (char32_t c = 0xa0; c < 0x20000; ++c) {
            if (QChar::isSurrogate(c) || QChar::category(c) == QChar::Other_NotAssigned)
                continue;
            rig.view().feed("\rab" + QString::fromUcs4(&c, 1).toUtf8());
            const int column = display->inputMethodQuery(Qt::ImCursorPosition).toInt();
            QVERIFY2(ui::cellsOf(c) == column - 2, QByteArray::number(uint(c), 16).constData());
        }
    }

    void aStormOfSizesLeavesAllRight()
    {
        test::ProgramRig rig;
        QVERIFY(rig.run("sh"));
        rig.keys(QStringLiteral("i=0; while [ ! -e stop ]; do i=$((i+1)); echo line-$i; done; "
                                "echo all; stty size\r"));
        QVERIFY(rig.shows(QStringLiteral("\nline-")));
        unsigned seed = 1;
        for (int sizes = 0; sizes < 300; ++sizes) {
            seed = seed * 1'103'515'245U + 12'345U;
            rig.view().resize(200 + int(seed >> 16) % 900, 60 + int(seed >> 8) % 600);
            QCoreApplication::processEvents();
        }
        QVERIFY(rig.setCells(90, 27));
        test::ScratchHome::write(rig.home().path(QStringLiteral("stop")), {});
        QVERIFY(rig.shows(QStringLiteral("\nall\n27 90\n")));
        rig.picture(QStringLiteral("storm"));
        // A row that was there at another size may end with spaces.
        QStringList lines = rig.view().screenText().split(u'\n');
        for (QString &line : lines)
            line = line.trimmed();
        const qsizetype end = lines.lastIndexOf(QStringLiteral("all"));
        QVERIFY(end > 1000);
        const int last = lines.at(end - 1).section(u'-', 1).toInt();
        for (int back = 0; back < 1000; ++back)
            QCOMPARE(lines.at(end - 1 - back), QStringLiteral("line-%1").arg(last - back));
    }

    void aLargeScreenIsFull()
    {
        test::ProgramRig rig;
        QVERIFY(rig.setCells(200, 60));
        QVERIFY(rig.run("sh"));
        rig.keys(QStringLiteral("stty size; seq -w 1 2000 | tr '\\n' ' '; echo; echo all\r"));
        QVERIFY(rig.shows(QStringLiteral("\nall")));
        QVERIFY(rig.screen().contains(QStringLiteral("\n0001 0002 ")));
        const QStringList rows = rig.rows();
        QCOMPARE(rows.size(), 60);
        const qsizetype first = rows.indexOf(QRegularExpression(QStringLiteral("^0001.*")));
        // Forty numbers of four digits and a space in each row.
        for (int i = 0; first + i < 50; ++i)
            QVERIFY(rows.at(first + i).startsWith(
                QStringLiteral("%1 ").arg(i * 40 + 1, 4, 10, QLatin1Char('0'))));
        rig.picture(QStringLiteral("large"));
    }

    void thirtyAtOnce()
    {
        const test::PeakMemory memory(::getpid());
        std::vector<std::unique_ptr<test::ProgramRig>> rigs;
        for (int i = 0; i < 30; ++i) {
            rigs.push_back(std::make_unique<test::ProgramRig>());
            QVERIFY(rigs.back()->run("sh"));
        }
        for (const auto &rig : rigs)
            rig->keys(QStringLiteral("seq 1 12000; echo all\r"));
        for (const auto &rig : rigs)
            QVERIFY(rig->shows(QStringLiteral("\n12000\nall\n")));
        qInfo("30 terminals with full histories: %lld MB", memory.grownMegabytes());
        QVERIFY(memory.grownMegabytes() < 1000);
    }
};

QTEST_MAIN(TestTerminalLoad)
#include "tst_terminalload.moc"
