// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "providerrig.h"

#include <QJsonDocument>
#include <QJsonObject>

namespace skybranch::test {

/// What every provider must do, whatever its VMs are. A test of a provider derives from this, makes
/// the provider, and so runs all of it; what only that provider can do comes on top.
class ProviderConformance : public ProviderRig
{
    Q_OBJECT

private Q_SLOTS:
    void aNewVmLetsItsCertificateIn()
    {
        const QString vm = createVm();
        QCOMPARE(state(vm), VmState::Running);
        QCOMPARE(in(vm, QStringLiteral("hostname")), QStringLiteral("shop"));
        QCOMPARE(in(vm, QStringLiteral("id -un; id -u")), QStringLiteral("dev\n1000"));
        QCOMPARE(in(vm, QStringLiteral("pwd; test -w /workspace && echo yes")),
                 QStringLiteral("/home/dev\nyes"));
    }

    void anotherPrincipalIsRefused()
    {
        const QString vm = sharedVm();
        const auto refused
            = login().run(provider(), vm, QStringLiteral("true"), {}, VmId::create().toString());
        QVERIFY_RESULT(refused);
        QCOMPARE(refused->exitCode, 255);
        QVERIFY(refused->err.contains("Permission denied"));
        const auto plain
            = login().run(provider(), vm, QStringLiteral("true"), {}, QStringLiteral("dev"));
        QVERIFY_RESULT(plain);
        QCOMPARE(plain->exitCode, 255);
    }

    void onlyItsOwnPortsAreForwarded()
    {
        const QString vm = sharedVm();
        const auto forwarded = [&](const QString &target) {
            auto ssh = login().sshCommand(provider(), vm);
            if (!ssh)
                return QByteArray("no endpoint");
            ssh->arguments.prepend(target);
            ssh->arguments.prepend(QStringLiteral("-W"));
            const auto said = await(runProcess(*ssh));
            return said ? said->err : QByteArray("no answer");
        };
        // Nothing listens at port 1; that it was tried is what counts.
        for (const char *own : {"127.0.0.1:1", "localhost:1"})
            QVERIFY2(forwarded(QLatin1StringView(own)).contains("connect failed"), own);
        const QByteArray other = forwarded(QStringLiteral("192.0.2.1:80"));
        QVERIFY2(other.contains("administratively prohibited"), other.constData());
    }

    void theGuestAnswersHello()
    {
        const QString vm = sharedVm();
        const auto answered
            = login().run(provider(), vm, QStringLiteral("/opt/skybranch/bin/skybranch-guest rpc"),
                          "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"hello\","
                          "\"params\":{\"version\":1,\"client\":\"backend\"}}\n");
        QVERIFY_RESULT(answered);
        const QJsonObject result
            = QJsonDocument::fromJson(answered->out).object()[u"result"].toObject();
        QCOMPARE(result[u"version"].toInt(), 1);
    }

    void aTerminalKnowsItsSize()
    {
        const QString vm = sharedVm();
        auto ssh = login().sshCommand(provider(), vm);
        QVERIFY_RESULT(ssh);
        ssh->arguments.prepend(QStringLiteral("-tt"));
        ssh->arguments << QStringLiteral("tty; stty -a | head -1");
        const auto said = await(runProcess(*ssh));
        QVERIFY_RESULT(said);
        QVERIFY2(said->out.contains("/dev/pts/"), said->out.constData());
        QVERIFY2(said->out.contains("columns"), said->out.constData());
    }

    void creatingAgainGivesTheSameVm()
    {
        const auto spec = login().spec();
        const auto first = await(provider().createVm(spec, {}), 60'000);
        QVERIFY_RESULT(first);
        mind(first->providerVmId);
        in(first->providerVmId, QStringLiteral("echo here >/workspace/mark"));
        const auto endpoint = await(provider().sshEndpoint(first->providerVmId));
        const auto again = await(provider().createVm(spec, {}), 60'000);
        QVERIFY_RESULT(again);
        QCOMPARE(again->providerVmId, first->providerVmId);
        QCOMPARE(again->id, spec.id);
        QCOMPARE(in(again->providerVmId, QStringLiteral("cat /workspace/mark")),
                 QStringLiteral("here"));
        QCOMPARE(await(provider().sshEndpoint(again->providerVmId))->hostKeys, endpoint->hostKeys);
    }

    void twoCreationsAtOnceAreOneVm()
    {
        const auto spec = login().spec();
        auto one = provider().createVm(spec, {});
        auto two = provider().createVm(spec, {});
        const auto first = await(std::move(one), 60'000);
        const auto second = await(std::move(two), 60'000);
        QVERIFY_RESULT(first);
        QVERIFY_RESULT(second);
        mind(first->providerVmId);
        QCOMPARE(first->providerVmId, second->providerVmId);
        QCOMPARE(await(provider().listVms(spec.tag))->size(), 1);
    }

    void aFreezeKeepsProcessesAndMemory()
    {
        if (!provider().capabilities().freezeKeepsMemory)
            return;
        const QString vm = createVm();
        startCounter(vm);
        QTRY_VERIFY_WITH_TIMEOUT(count(vm) > 0, 20'000);
        const QString pid = in(vm, QStringLiteral("pgrep -o -f workspace/count"));
        QVERIFY_RESULT(await(provider().pauseVm(vm)));
        QCOMPARE(state(vm), VmState::Frozen);
        QVERIFY_RESULT(await(provider().pauseVm(vm)));
        checkThatItStandsStill(vm);
        QVERIFY_RESULT(await(provider().resumeVm(vm)));
        QCOMPARE(state(vm), VmState::Running);
        QVERIFY_RESULT(await(provider().resumeVm(vm)));
        QCOMPARE(in(vm, QStringLiteral("pgrep -o -f workspace/count")), pid);
        const int after = count(vm);
        QTRY_VERIFY_WITH_TIMEOUT(count(vm) > after, 20'000);
    }

    void aStopKeepsTheDiskAndEndsProcesses()
    {
        const QString vm = createVm();
        startCounter(vm);
        QTRY_VERIFY_WITH_TIMEOUT(count(vm) > 0, 20'000);
        in(vm, QStringLiteral("echo kept >/workspace/kept; echo home >~/kept"));
        const auto before = await(provider().sshEndpoint(vm));
        QVERIFY_RESULT(await(provider().stopVm(vm), 60'000));
        QCOMPARE(state(vm), VmState::Stopped);
        QVERIFY_RESULT(await(provider().stopVm(vm), 60'000));
        QVERIFY(!await(provider().sshEndpoint(vm)));
        QVERIFY_RESULT(await(provider().resumeVm(vm), 60'000));
        QCOMPARE(state(vm), VmState::Running);
        QCOMPARE(in(vm, QStringLiteral("cat /workspace/kept ~/kept")),
                 QStringLiteral("kept\nhome"));
        QCOMPARE(in(vm, QStringLiteral("pgrep -f workspace/[c]ount | wc -l")), QStringLiteral("0"));
        QCOMPARE(await(provider().sshEndpoint(vm))->hostKeys, before->hostKeys);
    }

    void aFrozenVmCanBeStoppedAndDeleted()
    {
        if (!provider().capabilities().freezeKeepsMemory)
            return;
        const QString vm = createVm();
        QVERIFY_RESULT(await(provider().pauseVm(vm)));
        QVERIFY_RESULT(await(provider().stopVm(vm), 60'000));
        QCOMPARE(state(vm), VmState::Stopped);
        QVERIFY_RESULT(await(provider().resumeVm(vm), 60'000));
        QVERIFY_RESULT(await(provider().pauseVm(vm)));
        QVERIFY_RESULT(await(provider().deleteVm(vm), 60'000));
        QCOMPARE(state(vm), VmState::Missing);
    }

    void deletingTwiceIsASuccess()
    {
        const QString vm = createVm();
        QVERIFY_RESULT(await(provider().deleteVm(vm), 60'000));
        QCOMPARE(state(vm), VmState::Missing);
        QVERIFY_RESULT(await(provider().deleteVm(vm), 60'000));
        QVERIFY(await(provider().listVms(login().tag()))->isEmpty());
    }

    void vmsAreListedByTag()
    {
        const QString mine = createVm(QStringLiteral("mine"));
        const QString other = createVm(QStringLiteral("other"));
        const auto listed = await(provider().listVms(login().tag(QStringLiteral("mine"))));
        QVERIFY_RESULT(listed);
        QCOMPARE(listed->size(), 1);
        QCOMPARE(listed->first().providerVmId, mine);
        QCOMPARE(listed->first().state, VmState::Running);
        QVERIFY(await(provider().listVms(login().tag(QStringLiteral("nobody"))))->isEmpty());
    }

    void aNewObjectFindsTheVm()
    {
        const QString vm = createVm();
        startCounter(vm);
        QTRY_VERIFY_WITH_TIMEOUT(count(vm) > 0, 20'000);
        replaceProvider();
        QCOMPARE(state(vm), VmState::Running);
        const int before = count(vm);
        QTRY_VERIFY_WITH_TIMEOUT(count(vm) > before, 20'000);
        QCOMPARE(await(provider().listVms(login().tag()))->size(), 1);
    }

protected:
    /// The counter of a frozen VM, read around it.
    virtual QByteArray peek(const QString &vm) = 0;

private:
    /// A counter that goes on would count a dozen times meanwhile.
    void checkThatItStandsStill(const QString &vm)
    {
        const QByteArray first = peek(vm);
        QVERIFY(!first.isEmpty());
        QElapsedTimer timer;
        timer.start();
        QTRY_VERIFY(timer.elapsed() > 300);
        QCOMPARE(peek(vm), first);
    }
};

} // namespace skybranch::test
