// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/terminal/commandclock.h"
#include "ui/terminal/commandtexts.h"
#include "ui/terminal/linkfinder.h"
#include "ui/terminal/outputfilter.h"

#include <QTest>

using namespace skybranch::ui;

using Commands = QList<TerminalCommand>;

Q_DECLARE_METATYPE(TerminalCommand)

namespace {

struct Passed
{
    QByteArray text;
    Commands commands; ///< by their place in the whole text
};

/// What comes out of it, in pieces of @p size.
Passed passed(const QByteArray &bytes, qsizetype size)
{
    OutputFilter filter;
    Passed all;
    for (qsizetype at = 0; at < bytes.size(); at += size) {
        const QByteArray text = filter.pass(bytes.mid(at, size));
        for (TerminalCommand command : filter.takeCommands()) {
            command.at += all.text.size();
            all.commands << command;
        }
        all.text += text;
    }
    return all;
}

} // namespace

class TestOutputFilter : public QObject
{
    Q_OBJECT

    static void addRow(const char *name, const QByteArray &bytes, const QByteArray &text,
                       const Commands &commands = {})
    {
        QTest::newRow(name) << bytes << text << commands;
    }

private Q_SLOTS:
    void readsCommands_data()
    {
        QTest::addColumn<QByteArray>("bytes");
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<Commands>("commands");
        addRow("copy", "a\x1b]52;c;aGk=\x07z", "az", {{52, "c;aGk=", 1}});
        addRow("copyst", "a\x1b]52;c;aGk=\x1b\\z", "az", {{52, "c;aGk=", 1}});
        addRow("copyeightbits",
               "a\xc2\x9d"
               "52;c;aGk=\xc2\x9cz",
               "az", {{52, "c;aGk=", 1}});
        addRow("copywithlines", "a\x1b]52;c;aG\r\nk=\x07z", "az", {{52, "c;aGk=", 1}});
        addRow("question", "a\x1b]52;c;?\x07z", "az", {{52, "c;?", 1}});
        addRow("folder", "\x1b]7;file://vm/tmp/a%20b\x07$ ", "$ ", {{7, "file://vm/tmp/a%20b", 0}});
        addRow("link", "a\x1b]8;;http://x\x1b\\b\x1b]8;;\x1b\\c", "abc",
               {{8, ";http://x", 1}, {8, ";", 2}});
        addRow("news", "\x1b]9;done\x07\x1b]777;notify;a;b\x07", "",
               {{9, "done", 0}, {777, "notify;a;b", 0}});
        addRow("marks", "\x1b]133;A\x07$ \x1b]133;C\x07x\x1b]133;D;1\x07", "$ x",
               {{133, "A", 0}, {133, "C", 2}, {133, "D;1", 3}});
        addRow("title", "\x1b]0;näme\x1b\\z", "\x1b]0;näme\x07z");
        addRow("colour", "\x1b]11;#102030\x07\x1b]11;?\x07", "\x1b]11;#102030\x07");
        addRow("profile", "a\x1b]50;colors=x\x07z", "az");
        addRow("given up", "a\x1b]52;c;aGk=\x18z", "a\x18z");
        addRow("cut off", "a\x1b]52;c;aGk=\x1b[1mz", "a\x1b[1mz");
        addRow("cut off by another", "\x1b]0;a\x1b]7;file:///\x07z", "z", {{7, "file:///", 0}});
        addRow("two escapes", "\x1b]0;a\x1b\x1b[1mz", "\x1b\x1b[1mz");
        addRow("dcs", "a\x1bP+q436f\x1b\\z", "az");
        addRow("dcswithbell", "a\x1bPx\x07y\x1b\\z", "az");
        addRow("apc", "a\x1b_Gi=1;AAAA\x1b\\z", "az");
        addRow("pm", "a\x1b^x\x1b\\z", "az");
        addRow("sos", "a\x1bXx\x1b\\z", "az");
        addRow("deviceattributes", "a\x1b[=c\x1b[?1$pz", "az");
        addRow("cursorshape", "a\x1b[2 q\x1b[!pz", "a\x1b[2 q\x1b[!pz");
        addRow("size", "a\x1b[8;50;50tz", "az");
        addRow("no number", "a\x1b]L;x\x07z", "az");
        addRow("utf8", "ä日€\xc2\xa0\x1b[1m✂", "ä日€\xc2\xa0\x1b[1m✂");
    }

    /// However the network cuts it into pieces.
    void readsCommands()
    {
        QFETCH(QByteArray, bytes);
        QFETCH(QByteArray, text);
        QFETCH(Commands, commands);
        for (qsizetype size = 1; size <= bytes.size(); ++size) {
            const Passed all = passed(bytes, size);
            QCOMPARE(all.text, text);
            QVERIFY2(all.commands == commands, QByteArray::number(size).constData());
        }
    }

    void copiesAreCapped()
    {
        const auto copy = [](qsizetype size) {
            return "\x1b]52;c;" + QByteArray(size, 'x').toBase64() + "\x07";
        };
        Passed all = passed(copy(1 << 20), 32'768);
        QCOMPARE(all.commands.size(), 1);
        QCOMPARE(copyOf(all.commands.first().text)->size(), 1 << 20);
        all = passed(copy((1 << 20) + 1), 32'768);
        QVERIFY(all.commands.isEmpty() || !copyOf(all.commands.first().text));
        // And what comes after it is shown.
        QCOMPARE(passed(copy(4 << 20) + "z", 32'768).text, "z");
        QCOMPARE(passed("\x1b]7;file:///" + QByteArray(8'000, 'x') + "\x07z", 1000).text, "z");
        QVERIFY(
            passed("\x1b]7;file:///" + QByteArray(8'000, 'x') + "\x07z", 1000).commands.isEmpty());
    }

    void copiesOnlyText()
    {
        QCOMPARE(copyOf("c;aGk="), QStringLiteral("hi"));
        QCOMPARE(copyOf(";aGk="), QStringLiteral("hi"));
        QCOMPARE(copyOf("c;w6Q"), QString::fromUtf8("ä"));
        for (const char *wrong : {"c;?", "c;", "", "aGk=", "c;a b", "c;!!"})
            QVERIFY2(!copyOf(wrong), wrong);
    }

    void foldersAreChecked()
    {
        QCOMPARE(folderOf("file://vm/tmp/a%20b/../c"), QStringLiteral("/tmp/c"));
        QCOMPARE(folderOf("file:///tmp/ä"), QString::fromUtf8("/tmp/ä"));
        const QByteArrayList wrong{"/tmp",
                                   "http://x/y",
                                   "file://vm",
                                   "file:///a%00b",
                                   "file:///a%0ab",
                                   "file:///%ff",
                                   "file:///" + QByteArray(5000, 'x')};
        for (const QByteArray &text : wrong)
            QVERIFY2(!folderOf(text), text.left(20).constData());
    }

    void newsAreOneCleanLine()
    {
        QCOMPARE(newsOf(9, "done"), (ProgramNews{{}, QStringLiteral("done")}));
        QCOMPARE(newsOf(777, "notify;Build;ok; really"),
                 (ProgramNews{QStringLiteral("Build"), QStringLiteral("ok; really")}));
        QCOMPARE(newsOf(9,
                        "a\xe2\x80\xae"
                        "b")
                     ->text,
                 QStringLiteral("ab"));
        QVERIFY(newsOf(9, QByteArray(5000, 'x'))->text.size() <= 200);
        for (const char *other : {"4;1;50", "9;/tmp", "1", ""})
            QVERIFY2(!newsOf(9, other), other);
        QVERIFY(!newsOf(777, "preexec"));
    }

    void commandsAreTimed()
    {
        CommandClock clock;
        QVERIFY(!clock.mark("D;0"));
        QVERIFY(!clock.mark("C"));
        const auto ended = clock.mark("D;3");
        QVERIFY(ended);
        QCOMPARE(ended->exitCode, 3);
        QVERIFY(!clock.mark("D;3"));
        clock.mark("C");
        clock.mark("A");
        QVERIFY(!clock.mark("D"));
    }

    void findsUrls_data()
    {
        QTest::addColumn<QStringList>("rows");
        QTest::addColumn<bool>("wraps");
        QTest::addColumn<QString>("url");
        QTest::addColumn<ScreenMatch>("place");
        const auto row = [](const char *name, const QStringList &rows, bool wraps, const char *url,
                            const ScreenMatch &place) {
            QTest::newRow(name) << rows << wraps << QString::fromLatin1(url) << place;
        };
        row("sentence", {QStringLiteral("see (https://a.b/c_(d)).")}, false, "https://a.b/c_(d)",
            {0, 5, 0, 21});
        row("wide letters", {QString::fromUtf8("日本 http://a.b")}, false, "http://a.b",
            {0, 5, 0, 14});
        row("wrapped", {QStringLiteral("go to https://exampl"), QStringLiteral("e.org/x, now")},
            true, "https://example.org/x", {0, 6, 1, 6});
        row("broken by a program",
            {QStringLiteral("https://a.b/12345678"), QStringLiteral("90123456789012345678"),
             QStringLiteral("90&x=1")},
            false,
            "https://a.b/1234567890123456789012345678"
            "90&x=1",
            {0, 0, 2, 5});
        row("ends with its row",
            {QStringLiteral("https://a.b/12345678"), QStringLiteral("$ ls -l")}, false,
            "https://a.b/12345678", {0, 0, 0, 19});
        row("one below the other",
            {QStringLiteral("https://a.b/12345678"), QStringLiteral("https://a.b/1")}, false,
            "https://a.b/12345678", {0, 0, 0, 19});
    }

    void findsUrls()
    {
        QFETCH(QStringList, rows);
        QFETCH(bool, wraps);
        QFETCH(QString, url);
        QFETCH(ScreenMatch, place);
        QList<ScreenRow> screen;
        for (const QString &text : rows)
            screen.append({text, wraps && &text != &rows.last()});
        const int columns = rows.size() > 1 ? 20 : 80;
        const auto links = findLinks(screen, columns);
        QVERIFY(!links.isEmpty());
        QCOMPARE(links.first().url, url);
        QCOMPARE(links.first().place, place);
    }

    void findsFiles_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("found");
        const auto row = [](const char *text, const char *found) {
            QTest::newRow(text) << QString::fromUtf8(text) << QString::fromUtf8(found);
        };
        row("src/main.cpp:12:3: error: no", "src/main.cpp 12 3");
        row("at ./a-b/c_d.ts:7", "./a-b/c_d.ts 7 0");
        row("/usr/include/x.h:1:", "/usr/include/x.h 1 0");
        row("../größe.txt:2", "../größe.txt 2 0");
        row("Program.cs(5,9): warning", "Program.cs 5 9");
        row("  File \"/a b/x.py\", line 33, in f", "/a b/x.py 33 0");
        row("~/x.c:4", "~/x.c 4 0");
        row("12:34 it is 5:6", "");
        row("http://localhost:8080/x", "");
        row("std::string a:b", "");
    }

    void findsFiles()
    {
        QFETCH(QString, text);
        QFETCH(QString, found);
        QString files;
        for (const TerminalLink &link : findLinks({{text}}, 80)) {
            if (link.url.isEmpty())
                files += QStringLiteral("%1 %2 %3").arg(link.path).arg(link.line).arg(link.column);
        }
        QCOMPARE(files, found);
    }
};

QTEST_GUILESS_MAIN(TestOutputFilter)
#include "tst_outputfilter.moc"
