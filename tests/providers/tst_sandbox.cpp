// SPDX-License-Identifier: GPL-3.0-or-later
#include "hardship.h"
#include "providers/sandbox/processes.h"
#include "providers/sandbox/sandboxprovider.h"
#include "providers/sandbox/vmfolder.h"
#include "providers/sandbox/vmlock.h"

#include <array>
#include <csignal>
#include <cstdio>
#include <sys/stat.h>
#include <unistd.h>

using namespace skybranch;
using namespace skybranch::providers;
using namespace Qt::Literals::StringLiterals;
using skybranch::test::await;

namespace {

QString creatorArgument()
{
    return u"--create"_s;
}

QString guestProgram()
{
    return qEnvironmentVariable("SKYBRANCH_BIN") + u"/skybranch-guest"_s;
}

/// A backend that makes one VM, for another process to kill.
int createOne(const QStringList &arguments)
{
    SandboxProvider provider(arguments.value(2), guestProgram());
    std::puts("begun");
    std::fflush(stdout);
    const auto vm = await(provider.createVm({.id = VmId::fromString(arguments.value(3)),
                                             .tag = u"test"_s,
                                             .hostName = u"shop"_s,
                                             .caPublicKey = arguments.value(4)},
                                            {}));
    if (!vm)
        std::fputs(qPrintable(vm.error().message), stderr);
    return vm ? 0 : 1;
}

} // namespace

class TestSandbox : public test::ProviderHardship
{
    Q_OBJECT

    QTemporaryDir m_data;

    QString root() const { return m_data.filePath(u"sandbox"_s); }
    VmFolder folder(const QString &vm) const { return VmFolder(root(), vm); }

    /// The first processes of sandboxes for this VM: children of a bwrap that mounts its folder.
    static QList<pid_t> initsOf(const QString &vm)
    {
        QList<pid_t> inits;
        const QStringList names = QDir(u"/proc"_s).entryList(QDir::Dirs);
        for (const QString &name : names) {
            QFile file(u"/proc/%1/cmdline"_s.arg(name));
            if (!file.open(QIODevice::ReadOnly))
                continue;
            const QByteArray words = file.readAll();
            QFile children(u"/proc/%1/task/%1/children"_s.arg(name));
            if (!words.startsWith("bwrap") && !words.contains("/bwrap"))
                continue;
            if (!words.contains(vm.toUtf8()) || !children.open(QIODevice::ReadOnly))
                continue;
            for (const QByteArray &child : children.readAll().simplified().split(' '))
                inits << child.toInt();
        }
        return inits;
    }

    QStringList rubbish() const
    {
        QStringList names
            = QDir(root()).entryList(QDir::AllEntries | QDir::Hidden | QDir::NoDotAndDotDot);
        names.removeAll(sharedVmIfAny());
        return names;
    }

protected:
    std::unique_ptr<CloudProvider> makeProvider() override
    {
        return std::make_unique<SandboxProvider>(m_data.path(), guestProgram());
    }

    std::unique_ptr<CloudProvider> makeProviderWithoutImage() override
    {
        return std::make_unique<SandboxProvider>(m_data.path(), u"/nowhere/skybranch-guest"_s);
    }

    QByteArray peek(const QString &vm) override
    {
        QFile file(folder(vm).path(u"workspace/count"_s));
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray("no counter");
    }

private Q_SLOTS:
    void aFullDiskIsTold()
    {
        QTemporaryDir place;
        QProcess creator;
        creator.start(u"unshare"_s,
                      {u"--user"_s, u"--map-root-user"_s, u"--mount"_s, u"sh"_s, u"-c"_s,
                       u"mount -t tmpfs -o size=4k tmpfs \"$0\" && exec \"$@\""_s, place.path(),
                       QCoreApplication::applicationFilePath(), creatorArgument(), place.path(),
                       VmId::create().toString(), login().caPublicKey()});
        QTRY_COMPARE_WITH_TIMEOUT(creator.state(), QProcess::NotRunning, 20'000);
        QCOMPARE(creator.exitCode(), 1);
        const QByteArray said = creator.readAllStandardError();
        QVERIFY2(said.contains("disk"), said.constData());
    }

    void nothingIsLeftOfADeletedVm()
    {
        const QString vm = createVm();
        QVERIFY_RESULT(await(provider().deleteVm(vm)));
        QCOMPARE(rubbish(), QStringList());
    }

    void aKilledVmIsNoticedAndStartsAgain()
    {
        const QString vm = createVm();
        in(vm, u"echo kept >/workspace/kept"_s);
        const ProcessId init = folder(vm).run()->init;
        QVERIFY(sendSignal(init, SIGKILL));
        QTRY_COMPARE_WITH_TIMEOUT(state(vm), VmState::Stopped, 20'000);
        QVERIFY_RESULT(await(provider().resumeVm(vm), 60'000));
        QCOMPARE(in(vm, u"cat /workspace/kept"_s), u"kept"_s);
    }

    void anotherProcessWithTheSameNumberIsNotTheVm()
    {
        const QString vm = createVm();
        QVERIFY_RESULT(await(provider().stopVm(vm)));
        const auto own = processOf(::getpid());
        VmRun run = *folder(vm).run();
        run.init = *own;
        run.init.startTime -= 1;
        QVERIFY_RESULT(folder(vm).writeRun(run));
        QCOMPARE(state(vm), VmState::Stopped);
        QVERIFY_RESULT(await(provider().deleteVm(vm)));
    }

    void sshdAndTheDaemonComeBack()
    {
        const QString vm = createVm();
        in(vm, u"pkill -f 'skybranch-guest serve'"_s);
        QTRY_COMPARE_WITH_TIMEOUT(
            in(vm,
               u"echo '{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"hello\",\"params\":"
               "{\"version\":1,\"client\":\"backend\"}}' | "
               "/opt/skybranch/bin/skybranch-guest rpc | grep -c guestVersion"_s),
            u"1"_s, 20'000);
        in(vm, u"kill $(pgrep -o -x sshd)"_s);
        QTRY_COMPARE_WITH_TIMEOUT(in(vm, u"echo up"_s), u"up"_s, 20'000);
    }

    void aJobThatTheUserStoppedStaysStopped()
    {
        const QString vm = createVm();
        in(vm, u"setsid sleep 1000 >/dev/null 2>&1 </dev/null & echo"_s);
        QTRY_VERIFY_WITH_TIMEOUT(!in(vm, u"pgrep -x sleep"_s).startsWith(u"failed"), 20'000);
        in(vm, u"kill -STOP $(pgrep -x sleep)"_s);
        const QString stopped = u"ps -o state= -C sleep"_s;
        QTRY_COMPARE_WITH_TIMEOUT(in(vm, stopped), u"T"_s, 20'000);
        QVERIFY_RESULT(await(provider().pauseVm(vm)));
        QVERIFY_RESULT(await(provider().resumeVm(vm)));
        QCOMPARE(in(vm, stopped), u"T"_s);
    }

    void aFreezeThatWasInterruptedIsFinishedByTheNext()
    {
        const QString vm = createVm();
        const ProcessId init = folder(vm).run()->init;
        QVERIFY_RESULT(folder(vm).writeFreeze({}));
        QVERIFY(sendSignal(init, SIGSTOP));
        QCOMPARE(state(vm), VmState::Running);
        QVERIFY_RESULT(await(provider().pauseVm(vm)));
        QCOMPARE(state(vm), VmState::Frozen);
        QVERIFY_RESULT(await(provider().resumeVm(vm)));
        QCOMPARE(in(vm, u"echo up"_s), u"up"_s);
    }

    void aBackendThatIsKilledLeavesOneVmOrNone_data()
    {
        QTest::addColumn<int>("afterMs");
        for (const int ms : {0, 15, 30, 45, 60, 80, 100, 130, 160, 200, 260})
            QTest::addRow("%d ms", ms) << ms;
    }

    void aBackendThatIsKilledLeavesOneVmOrNone()
    {
        QFETCH(const int, afterMs);
        const auto spec = login().spec();
        const QString id = spec.id.toString();
        mind(id);
        QProcess backend;
        backend.start(QCoreApplication::applicationFilePath(),
                      {creatorArgument(), m_data.path(), id, spec.caPublicKey});
        QVERIFY(backend.waitForReadyRead());
        backend.waitForFinished(afterMs); // a point in time, not a wait: wherever it is by then
        backend.kill();
        QVERIFY(backend.state() == QProcess::NotRunning || backend.waitForFinished());
        const auto vm = await(provider().createVm(spec, {}));
        QVERIFY_RESULT(vm);
        // One that was found may still begin.
        QTRY_COMPARE_WITH_TIMEOUT(in(id, u"echo up"_s), u"up"_s, 20'000);
        // What was nobody's ends by itself; what is there is the one that is known.
        QTRY_COMPARE_WITH_TIMEOUT(initsOf(id), QList{folder(id).run()->init.pid}, 30'000);
        QCOMPARE(rubbish(), QStringList{id});
    }

    void severalBackendsMakeOneVm()
    {
        const auto spec = login().spec();
        const QString id = spec.id.toString();
        mind(id);
        std::array<QProcess, 3> backends;
        for (QProcess &backend : backends)
            backend.start(QCoreApplication::applicationFilePath(),
                          {creatorArgument(), m_data.path(), id, spec.caPublicKey});
        for (QProcess &backend : backends) {
            QTRY_COMPARE_WITH_TIMEOUT(backend.state(), QProcess::NotRunning, 40'000);
            QCOMPARE(backend.exitCode(), 0);
        }
        QCOMPARE(in(id, u"echo up"_s), u"up"_s);
        QCOMPARE(initsOf(id), QList{folder(id).run()->init.pid});
    }

    void aVmThatAnotherBackendHoldsIsWaitedFor()
    {
        const QString vm = createVm();
        auto held = await(VmLock::take(root(), vm));
        QVERIFY_RESULT(held);
        QVERIFY_RESULT(await(VmLock::take(root(), VmId::create().toString())));
        auto stopping = provider().stopVm(vm);
        const auto refused = await(VmLock::take(root(), vm, std::chrono::milliseconds(200)));
        QVERIFY(!refused);
        QCOMPARE(refused.error().code, ErrorCode::Unavailable);
        QCOMPARE(state(vm), VmState::Running);
        held->reset();
        QVERIFY_RESULT(await(std::move(stopping)));
        QCOMPARE(state(vm), VmState::Stopped);
    }

    void aHalfMadeFolderIsReplaced()
    {
        const auto spec = login().spec();
        const QString half = root() + u"/.making-"_s + spec.id.toString();
        QVERIFY(QDir().mkpath(half + u"/home/deep"_s));
        QCOMPARE(state(spec.id.toString()), VmState::Missing);
        const auto vm = await(provider().createVm(spec, {}));
        QVERIFY_RESULT(vm);
        mind(vm->providerVmId);
        QVERIFY(!QFile::exists(half));
    }

    void aVmThatWasMadeAndNeverStartedIsStarted()
    {
        const auto spec = login().spec();
        QVERIFY_RESULT(await(VmFolder::create(root(), spec)));
        QCOMPARE(state(spec.id.toString()), VmState::Stopped);
        const auto vm = await(provider().createVm(spec, {}));
        QVERIFY_RESULT(vm);
        mind(vm->providerVmId);
        QCOMPARE(vm->state, VmState::Running);
    }

    void theHostsSecretsAreNotInTheVm()
    {
        const QString vm = sharedVm();
        QCOMPARE(
            in(vm, u"ls /root /etc/shadow /etc/ssh /home/dev/../../work 2>/dev/null | wc -l"_s),
            u"0"_s);
        QCOMPARE(in(vm,
                    u"touch /etc/x /usr/x /opt/skybranch/bin/x 2>/dev/null; ls /etc/x /usr/x "
                    "/opt/skybranch/bin/x 2>/dev/null | wc -l"_s),
                 u"0"_s);
        QCOMPARE(in(vm, u"tr '\\0' '\\n' </proc/1/environ | grep -c OF_THE_HOST || true"_s),
                 u"0"_s);
    }

    void aHostileFolderIsRemovedAndNothingElse()
    {
        const QString vm = createVm();
        QTemporaryDir precious;
        QFile file(precious.filePath(u"file"_s));
        QVERIFY(file.open(QIODevice::WriteOnly));
        in(vm,
           u"ln -s %1 /workspace/link; mkdir -p /workspace/a/b; chmod 0 /workspace/a/b "
           "/workspace/a; cd ~ && for i in $(seq 300); do mkdir -p $(printf 'd%.0s' $(seq 200)) "
           "&& cd d*; done"_s.arg(precious.path()));
        QVERIFY_RESULT(await(provider().deleteVm(vm)));
        QVERIFY(file.exists());
        QCOMPARE(rubbish(), QStringList());
    }

    void aFolderThatWasBeingRemovedIsRemoved()
    {
        const QString vm = createVm();
        QVERIFY_RESULT(await(provider().stopVm(vm)));
        QVERIFY(QDir().rename(root() + u'/' + vm, root() + u"/.removing-"_s + vm));
        QCOMPARE(state(vm), VmState::Missing);
        QVERIFY_RESULT(await(provider().deleteVm(vm)));
        QCOMPARE(rubbish(), QStringList());
    }

    void thePromptShowsWhereOneIs()
    {
        const QString vm = createVm();
        auto ssh = login().sshCommand(provider(), vm);
        QVERIFY_RESULT(ssh);
        ssh->arguments.prepend(u"-tt"_s);
        ssh->arguments << u"exec bash --login"_s;
        ssh->input = "mkdir -p /workspace/shop; cd /workspace/shop; git init -q -b topic\nexit\n";
        const auto said = await(runProcess(*ssh));
        QVERIFY_RESULT(said);
        const QByteArray prompt = "\x1b[32mdev@shop\x1b[90m:\x1b[34m/workspace/shop\x1b[35m topic"
                                  "\x1b[90m $\x1b[0m ";
        QVERIFY2(said->out.contains(prompt), said->out.constData());
    }
};

int main(int argc, char **argv)
{
    const QCoreApplication application(argc, argv);
    const QStringList arguments = QCoreApplication::arguments();
    if (arguments.value(1) == creatorArgument())
        return createOne(arguments);
    TestSandbox test;
    return QTest::qExec(&test, argc, argv);
}

#include "tst_sandbox.moc"
