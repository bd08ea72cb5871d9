// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/process.h"
#include "support/processes.h"
#include "support/result.h"

#include <QElapsedTimer>
#include <QTest>

#include <array>
#include <csignal>
#include <fcntl.h>
#include <tuple>
#include <unistd.h>

using namespace skybranch;
using skybranch::test::await;

class TestProcess : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void argumentsArriveAsTheyAre()
    {
        const QString hostile = QStringLiteral("$(touch /tmp/x); \"' *");
        auto result = await(runProcess(
            {.program = QStringLiteral("printf"), .arguments = {QStringLiteral("%s"), hostile}}));
        QVERIFY_RESULT(result);
        QCOMPARE(QString::fromUtf8(result->out), hostile);
        QCOMPARE(result->exitCode, 0);
    }

    /// What is ignored here would be ignored there too, over the start of another program.
    void signalsAreAsTheyWere()
    {
        const auto before = ::signal(SIGUSR1, SIG_IGN);
        auto result = await(runProcess(
            {.program = QStringLiteral("grep"),
             .arguments = {QStringLiteral("^SigIgn:"), QStringLiteral("/proc/self/status")}}));
        ::signal(SIGUSR1, before);
        QVERIFY_RESULT(result);
        const quint64 ignored = result->out.mid(7).trimmed().toULongLong(nullptr, 16);
        QCOMPARE(ignored & (1ULL << (SIGUSR1 - 1)), 0ULL);
    }

    void inputIsGivenAndClosed()
    {
        auto result = await(runProcess({.program = QStringLiteral("wc"),
                                        .arguments = {QStringLiteral("-c")},
                                        .input = QByteArray(300'000, 'x')}));
        QVERIFY_RESULT(result);
        QCOMPARE(result->out.trimmed(), QByteArray("300000"));
    }

    void anExitCodeIsNoError()
    {
        auto result = await(runProcess({.program = QStringLiteral("false")}));
        QVERIFY_RESULT(result);
        QCOMPARE(result->exitCode, 1);
    }

    void aMissingProgramIsSaidByName()
    {
        auto result = await(runProcess({.program = QStringLiteral("no-such-program")}));
        QVERIFY(!result);
        QCOMPARE(result.error().code, ErrorCode::NotFound);
        QVERIFY(result.error().message.contains(QStringLiteral("no-such-program")));
    }

    void aSlowProgramIsEnded()
    {
        QElapsedTimer timer;
        timer.start();
        auto result = await(runProcess({.program = QStringLiteral("sleep"),
                                        .arguments = {QStringLiteral("60")},
                                        .timeout = std::chrono::milliseconds(50)}));
        QVERIFY(!result);
        QCOMPARE(result.error().code, ErrorCode::Timeout);
        QVERIFY(timer.elapsed() < 30'000);
    }

    void cancelEndsItFromAnyThread()
    {
        StopSource stop;
        auto task
            = runProcess({.program = QStringLiteral("sleep"), .arguments = {QStringLiteral("60")}},
                         stop.get_token());
        QThreadPool::globalInstance()->start([&stop] { stop.request_stop(); });
        auto result = await(std::move(task));
        QVERIFY(!result);
        QCOMPARE(result.error().code, ErrorCode::Cancelled);
    }

    /// Until it has become another program, it would do in our place what we do at a signal.
    void cancelAtOnceRunsNoHandlerOfOurs()
    {
        static int told = -1;
        std::array<int, 2> ends{};
        QVERIFY(::pipe2(ends.data(), O_CLOEXEC | O_NONBLOCK) == 0);
        told = ends[1];
        const auto before = ::signal(SIGTERM, [](int) { std::ignore = ::write(told, "x", 1); });
        for (int i = 0; i < 50; ++i) {
            StopSource stop;
            auto task = runProcess(
                {.program = QStringLiteral("sleep"), .arguments = {QStringLiteral("60")}},
                stop.get_token());
            stop.request_stop();
            const auto result = await(std::move(task));
            QVERIFY(!result);
            QCOMPARE(result.error().code, ErrorCode::Cancelled);
        }
        ::signal(SIGTERM, before);
        char byte = 0;
        const auto read = ::read(ends[0], &byte, 1);
        ::close(ends[0]);
        ::close(ends[1]);
        QCOMPARE(read, -1);
    }

    void cancelEndsWhatItHasStartedToo()
    {
        StopSource stop;
        QByteArray child;
        ProcessSpec spec{.program = QStringLiteral("sh"),
                         .arguments
                         = {QStringLiteral("-c"), QStringLiteral("sleep 60 & echo $! >&2; wait")}};
        spec.onErrorLine = [&](const QByteArray &line) {
            child = line;
            stop.request_stop();
        };
        const auto result = await(runProcess(std::move(spec), stop.get_token()));
        QVERIFY(!result);
        QCOMPARE(result.error().code, ErrorCode::Cancelled);
        QVERIFY(child.toInt() > 0);
        QTRY_VERIFY(!test::isRunning(child.toLongLong()));
    }

    // A session that it leads has no terminal, whether or not the test has one.
    void itHasNoTerminalToAskOn()
    {
        const auto result = await(runProcess(
            {.program = QStringLiteral("cat"), .arguments = {QStringLiteral("/proc/self/stat")}}));
        QVERIFY_RESULT(result);
        const QByteArrayList fields = result->out.split(' ');
        constexpr int session = 5;
        constexpr int terminal = 6;
        QCOMPARE(fields.value(session), fields.value(0));
        QCOMPARE(fields.value(terminal), QByteArray("0"));
    }

    void endlessOutputIsCut()
    {
        auto result = await(runProcess({.program = QStringLiteral("yes"), .outputLimit = 100'000}));
        QVERIFY(!result);
        QCOMPARE(result.error().code, ErrorCode::TooLarge);
    }

    void progressLinesComeOneByOne()
    {
        QByteArrayList lines;
        ProcessSpec spec{.program = QStringLiteral("sh"),
                         .arguments = {QStringLiteral("-c"),
                                       QStringLiteral("printf 'a 1\\ra 2\\ndone\\n' >&2")}};
        spec.onErrorLine = [&lines](const QByteArray &line) { lines << line; };
        auto result = await(runProcess(std::move(spec)));
        QVERIFY_RESULT(result);
        QCOMPARE(lines, (QByteArrayList{"a 1", "a 2", "done"}));
    }
};

QTEST_GUILESS_MAIN(TestProcess)
#include "tst_process.moc"
