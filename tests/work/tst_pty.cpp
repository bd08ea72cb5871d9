// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/result.h"
#include "work/pty.h"

#include <QFile>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

#include <csignal>
#include <fcntl.h>

using namespace skybranch;
using work::Pty;
using work::PtySpec;

class TestPty : public QObject
{
    Q_OBJECT

    static PtySpec shell(const QString &command)
    {
        PtySpec spec;
        spec.program = QStringLiteral("/bin/sh");
        spec.arguments = {QStringLiteral("sh"), QStringLiteral("-c"), command};
        spec.folder = QStringLiteral("/");
        spec.environment.insert(QStringLiteral("PATH"), QStringLiteral("/usr/bin:/bin"));
        return spec;
    }

    /// Everything that the program prints until it ends.
    static QByteArray outputOf(const PtySpec &spec, int *exitCode = nullptr)
    {
        auto pty = Pty::start(spec);
        if (!pty)
            return pty.error().message.toUtf8();
        QByteArray output;
        QSignalSpy ended(pty->get(), &Pty::ended);
        connect(pty->get(), &Pty::readyRead, pty->get(), [&] { output += (*pty)->take(); });
        if (!QTest::qWaitFor([&] { return !ended.isEmpty(); }, 20'000))
            return "did not end";
        if (exitCode)
            *exitCode = ended[0][0].toInt();
        return output + (*pty)->take();
    }

private Q_SLOTS:
    void outputAndExitCode();
    void allOutputComes();
    void killedProgram();
    void sizeReachesTheProgram();
    void typingReachesTheProgram();
    void inheritsNothing();
    void waitsWhileNobodyTakes();
    void destroyingHangsUp();
    void backgroundJobDoesNotHoldTheEnd();
    void missingProgramOrFolder();
    void loginShellRuns();
};

void TestPty::outputAndExitCode()
{
    int code = 0;
    QCOMPARE(outputOf(shell(QStringLiteral("tty >/dev/null && echo yes; exit 7")), &code),
             "yes\r\n");
    QCOMPARE(code, 7);
}

void TestPty::allOutputComes()
{
    const QByteArray output = outputOf(shell(QStringLiteral("seq 1 200000")));
    QCOMPARE(output.count('\n'), 200'000);
    QVERIFY(output.endsWith("200000\r\n"));
}

void TestPty::killedProgram()
{
    int code = 0;
    outputOf(shell(QStringLiteral("kill -9 $$")), &code);
    QCOMPARE(code, -1);
}

void TestPty::sizeReachesTheProgram()
{
    PtySpec spec = shell(QStringLiteral("trap 'stty size; exit' WINCH; stty size; "
                                        "while :; do read x; done"));
    spec.columns = 101;
    spec.rows = 33;
    auto pty = Pty::start(spec);
    QVERIFY_RESULT(pty);
    QByteArray output;
    connect(pty->get(), &Pty::readyRead, this, [&] { output += (*pty)->take(); });
    QTRY_VERIFY(output.contains("33 101"));
    (*pty)->resize(77, 11);
    (*pty)->write("\n");
    QTRY_VERIFY(output.contains("11 77"));
}

void TestPty::typingReachesTheProgram()
{
    auto pty = Pty::start(shell(QStringLiteral("stty -echo; echo go; wc -c")));
    QVERIFY_RESULT(pty);
    QSignalSpy ended(pty->get(), &Pty::ended);
    QByteArray output;
    connect(pty->get(), &Pty::readyRead, this, [&] { output += (*pty)->take(); });
    QTRY_VERIFY(output.contains("go"));
    for (int line = 0; line < 2000; ++line)
        QVERIFY((*pty)->write(QByteArray(99, 'x') + '\n'));
    QVERIFY((*pty)->write("\x04"));
    QTRY_VERIFY(!ended.isEmpty());
    QVERIFY2(output.contains("200000"), output.constData());
    QVERIFY(!(*pty)->write("x"));
}

void TestPty::inheritsNothing()
{
    QFile leak(QStringLiteral("/dev/null"));
    QVERIFY(leak.open(QIODevice::ReadOnly));
    QVERIFY(::fcntl(leak.handle(), F_SETFD, 0) == 0);
    QCOMPARE(outputOf(shell(QStringLiteral("ls -m /proc/$$/fd"))), "0, 1, 2\r\n");
}

void TestPty::waitsWhileNobodyTakes()
{
    auto pty = Pty::start(shell(QStringLiteral("trap '' HUP; yes; true")));
    QVERIFY_RESULT(pty);
    QSignalSpy ready(pty->get(), &Pty::readyRead);
    QTRY_VERIFY(!ready.isEmpty());
    QTest::qWait(50);
    const qsizetype waiting = (*pty)->take().size();
    QVERIFY2(waiting > 0 && waiting <= (64 << 10) + (16 << 10),
             qPrintable(QString::number(waiting)));
    QTRY_VERIFY(ready.size() > 1);
}

void TestPty::destroyingHangsUp()
{
    QTemporaryDir dir;
    PtySpec spec
        = shell(QStringLiteral("echo $$ > id; trap '' HUP; echo ready; sleep 100; sleep 100"));
    spec.folder = dir.path();
    auto pty = Pty::start(spec);
    QVERIFY_RESULT(pty);
    QByteArray output;
    connect(pty->get(), &Pty::readyRead, this, [&] { output += (*pty)->take(); });
    QTRY_VERIFY(output.contains("ready"));
    QFile file(dir.filePath(QStringLiteral("id")));
    QVERIFY(file.open(QIODevice::ReadOnly));
    const int process = file.readAll().trimmed().toInt();
    QCOMPARE(::kill(process, 0), 0);
    pty->reset();
    QTRY_VERIFY(::kill(process, 0) != 0);
}

void TestPty::backgroundJobDoesNotHoldTheEnd()
{
    int code = -5;
    const QByteArray output
        = outputOf(shell(QStringLiteral("(trap '' HUP; sleep 2) & echo done; exit 3")), &code);
    QVERIFY(output.contains("done"));
    QCOMPARE(code, 3);
}

void TestPty::missingProgramOrFolder()
{
    PtySpec program = shell({});
    program.program = QStringLiteral("/no/such/program");
    PtySpec folder = shell({});
    folder.folder = QStringLiteral("/no/such/folder");
    for (const PtySpec &spec : {program, folder}) {
        const auto pty = Pty::start(spec);
        QVERIFY(!pty);
        QCOMPARE(pty.error().code, ErrorCode::NotFound);
    }
}

void TestPty::loginShellRuns()
{
    auto pty = Pty::start(work::loginShell(QStringLiteral("/tmp")));
    QVERIFY_RESULT(pty);
    QSignalSpy ended(pty->get(), &Pty::ended);
    QByteArray output;
    connect(pty->get(), &Pty::readyRead, this, [&] { output += (*pty)->take(); });
    (*pty)->write("echo $0 $((40 + 2)) $PWD; exit\n");
    QTRY_VERIFY(!ended.isEmpty());
    QVERIFY2(output.contains("42 /tmp"), output.constData());
}

QTEST_GUILESS_MAIN(TestPty)
#include "tst_pty.moc"
