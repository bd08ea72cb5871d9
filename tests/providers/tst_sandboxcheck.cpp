// SPDX-License-Identifier: GPL-3.0-or-later
// What is said where no sandbox can be made, on a machine that is changed for the one who looks.
#include "providers/sandbox/sandboxprovider.h"
#include "support/result.h"

#include <QProcess>
#include <QTemporaryDir>

#include <cstdio>

using namespace skybranch;
using namespace Qt::Literals::StringLiterals;

namespace {

QString lookArgument()
{
    return u"--look"_s;
}

/// A backend that starts, as far as its look at what there is.
int look(const QString &folder)
{
    providers::SandboxProvider provider(
        folder, qEnvironmentVariable("SKYBRANCH_BIN") + u"/skybranch-guest"_s);
    const auto checked = test::await(provider.check());
    if (!checked)
        std::fputs(qPrintable(checked.error().message), stderr);
    return checked ? 0 : 1;
}

} // namespace

class TestSandboxCheck : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void itSaysWhatIsInTheWay_data()
    {
        QTest::addColumn<QString>("change");
        QTest::addColumn<QString>("said");
        QTest::newRow("nothing") << u":"_s << QString();
        // Its path is too long for one who finds all of this computer below another folder.
        QTest::newRow("a mount that can not be bound")
            << u"mount -t tmpfs none \"$0\" && cd \"$0\" && deep=$0 && "
               "while [ ${#deep} -lt 3890 ]; do deep=$deep/$(printf '%0199d' 0); done && "
               "deep=$deep/$(printf \"%0$((4090 - ${#deep}))d\" 0) && mkdir -p \"$deep\" && "
               "mount -t tmpfs none \"$deep\" && cd /"_s
            << QString();
        QTest::newRow("no namespaces") << u"echo 0 >/proc/sys/user/max_user_namespaces"_s
                                       << u"does not let programs make sandboxes"_s;
        QTest::newRow("no new processes' folder")
            << u"mount -t tmpfs none /proc/irq"_s << u"\"Can't mount proc on "_s;
    }

    void itSaysWhatIsInTheWay()
    {
        QFETCH(QString, change);
        QFETCH(QString, said);
        QTemporaryDir folder;
        QProcess looker;
        looker.start(u"unshare"_s,
                     {u"--user"_s, u"--map-root-user"_s, u"--mount"_s, u"sh"_s, u"-c"_s,
                      change + u" && exec \"$@\""_s, folder.path(),
                      QCoreApplication::applicationFilePath(), lookArgument(), folder.path()});
        QTRY_COMPARE_WITH_TIMEOUT(looker.state(), QProcess::NotRunning, 60'000);
        const QString sentence = QString::fromUtf8(looker.readAllStandardError());
        QVERIFY2(said.isEmpty() ? sentence.isEmpty() : sentence.contains(said),
                 qPrintable(sentence));
        QCOMPARE(looker.exitCode(), said.isEmpty() ? 0 : 1);
    }
};

int main(int argc, char **argv)
{
    const QCoreApplication application(argc, argv);
    const QStringList arguments = QCoreApplication::arguments();
    if (arguments.value(1) == lookArgument())
        return look(arguments.value(2));
    TestSandboxCheck test;
    return QTest::qExec(&test, argc, argv);
}

#include "tst_sandboxcheck.moc"
