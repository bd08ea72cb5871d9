// SPDX-License-Identifier: GPL-3.0-or-later
#include "client/editor.h"

#include <QFile>
#include <QTemporaryDir>
#include <QTest>

using namespace skybranch::client;

class TestEditor : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void knowsHowToGoToALine_data()
    {
        QTest::addColumn<QString>("editor");
        QTest::addColumn<QString>("command");
        const auto row = [](const char *editor, const char *command) {
            QTest::newRow(editor) << QString::fromLatin1(editor) << QString::fromLatin1(command);
        };
        row("code --wait", "code --wait --goto /a b.c:7:2");
        row("/opt/x/codium", "/opt/x/codium --goto /a b.c:7:2");
        row("subl", "subl /a b.c:7:2");
        row("kate", "kate --line 7 --column 2 /a b.c");
        row("gedit", "gedit +7 /a b.c");
        row("vim", "");
        row("code; rm", "");
        row("", "");
    }

    void knowsHowToGoToALine()
    {
        QFETCH(QString, editor);
        QFETCH(QString, command);
        const QString path = QStringLiteral("/a b.c");
        QCOMPARE(editorCommand(editor, path, 7, 2).join(u' '), command);
    }

    void opensAFileWithoutALine()
    {
        const QString path = QStringLiteral("/a");
        QCOMPARE(editorCommand(QStringLiteral("code"), path, 0, 3),
                 (QStringList{QStringLiteral("code"), QStringLiteral("--goto"), path}));
        QCOMPARE(editorCommand(QStringLiteral("gedit"), path, 0, 0),
                 (QStringList{QStringLiteral("gedit"), path}));
    }

    void startsTheUsersEditor()
    {
        QTemporaryDir dir;
        const QString program = dir.filePath(QStringLiteral("code"));
        QFile script(program);
        QVERIFY(script.open(QIODevice::WriteOnly));
        script.write("#!/bin/sh\nprintf '%s|' \"$@\" >\"${0%code}said.new\"\n"
                     "mv \"${0%code}said.new\" \"${0%code}said\"\n");
        script.close();
        script.setPermissions(QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner);
        qputenv("VISUAL", "vim");
        qputenv("EDITOR", program.toUtf8());
        QVERIFY(openInEditor(QStringLiteral("/x/$(y) z.c"), 3, 0));
        QFile said(dir.filePath(QStringLiteral("said")));
        QTRY_VERIFY_WITH_TIMEOUT(said.exists(), 20'000);
        QVERIFY(said.open(QIODevice::ReadOnly));
        QCOMPARE(said.readAll(), QByteArray("--goto|/x/$(y) z.c:3|"));
        qputenv("EDITOR", "nano");
        QVERIFY(!openInEditor(QStringLiteral("/x"), 3, 0));
    }
};

QTEST_GUILESS_MAIN(TestEditor)
#include "tst_editor.moc"
