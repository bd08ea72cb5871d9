// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/process.h"
#include "ssh/shellquote.h"
#include "support/result.h"

#include <QTest>

using namespace skybranch;
using skybranch::test::await;

class TestShellQuote : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void argumentsArriveAsTheyAre_data()
    {
        QTest::addColumn<QString>("argument");
        QTest::newRow("plain") << QStringLiteral("main");
        QTest::newRow("empty") << QString();
        QTest::newRow("spaces") << QStringLiteral("  a  b ");
        QTest::newRow("substitution") << QStringLiteral("$(touch /tmp/no) `id` ${HOME} $HOME");
        QTest::newRow("separators") << QStringLiteral("; rm -rf x & | > y < z # c");
        QTest::newRow("quotes") << QStringLiteral("'\"'\\''\"\\");
        QTest::newRow("lines") << QStringLiteral("a\nb\r\n\tc");
        QTest::newRow("glob") << QStringLiteral("* ? [a-z] ~ {a,b} !x");
        QTest::newRow("unicode") << QStringLiteral("z\u00fcrich \u65e5\u672c");
        QTest::newRow("option") << QStringLiteral("--upload-pack=x");
    }

    void argumentsArriveAsTheyAre()
    {
        QFETCH(const QString, argument);
        auto command = ssh::shellCommand(
            {QStringLiteral("printf"), QStringLiteral("<%s>"), argument, QStringLiteral("end")});
        QVERIFY_RESULT(command);
        auto printed
            = await(runProcess({.program = QStringLiteral("/bin/sh"),
                                .arguments = {QStringLiteral("-c"), QString::fromUtf8(*command)}}));
        QVERIFY_RESULT(printed);
        QCOMPARE(QString::fromUtf8(printed->out), u'<' + argument + QStringLiteral("><end>"));
    }

    void nulAndNothingAreRefused()
    {
        QCOMPARE(ssh::shellCommand({}).error().code, ErrorCode::InvalidArgument);
        const QString nul = QStringLiteral("a") + QChar(u'\0');
        QCOMPARE(ssh::shellCommand({QStringLiteral("x"), nul}).error().code,
                 ErrorCode::InvalidArgument);
    }
};

QTEST_GUILESS_MAIN(TestShellQuote)
#include "tst_shellquote.moc"
