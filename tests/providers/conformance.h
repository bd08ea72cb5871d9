// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "providers/provider.h"
#include "support/vmlogin.h"

#include <QElapsedTimer>
#include <QJsonDocument>
#include <QJsonObject>
#include <QSet>

#include <functional>
#include <memory>

namespace skybranch::test {

/// What every provider must do, whatever its VMs are. A test of a provider derives from this, makes
/// the provider, and so runs all of it; what only that provider can do comes on top.
class ProviderConformance : public QObject
{
    Q_OBJECT

protected:
    using Provider = providers::CloudProvider;
    using VmState = providers::VmState;

    /// A new object over the same VMs, as a backend makes after it was killed.
    virtual std::unique_ptr<Provider> makeProvider() = 0;

    Provider &provider() { return *m_provider; }
    VmLogin &login() { return m_login; }

    /// A running VM that the end of the test removes.
    QString createVm(const QString &tag = QStringLiteral("test"))
    {
        const auto vm = await(m_provider->createVm(m_login.spec(tag), {}), 60'000);
        if (!vm) {
            qWarning("%s", qPrintable(describe(vm.error())));
            return {};
        }
        m_made << vm->providerVmId;
        return vm->providerVmId;
    }

    void mind(const QString &vmId) { m_made << vmId; }

    QString in(const QString &vmId, const QString &command)
    {
        const auto said = m_login.output(*m_provider, vmId, command);
        return said ? *said : QStringLiteral("failed: ") + describe(said.error());
    }

    VmState state(const QString &vmId)
    {
        const auto status = await(m_provider->vmStatus(vmId));
        return status.value_or(VmState::Failed);
    }

    /// Starts a process in the VM that counts in /workspace/count for ever.
    void startCounter(const QString &vmId)
    {
        in(vmId,
           QStringLiteral("setsid sh -c 'i=0; while :; do i=$((i+1)); echo $i >/workspace/new; "
                          "mv /workspace/new /workspace/count; sleep 0.02; done' "
                          ">/dev/null 2>&1 </dev/null &"));
    }

    int count(const QString &vmId)
    {
        return in(vmId, QStringLiteral("cat /workspace/count")).toInt();
    }

private Q_SLOTS:
    void initTestCase()
    {
        QVERIFY_RESULT(m_login.start());
        m_provider = makeProvider();
        QVERIFY_RESULT(await(m_provider->check()));
    }

    void cleanup()
    {
        for (const QString &vmId : std::as_const(m_made))
            QVERIFY_RESULT(await(m_provider->deleteVm(vmId), 60'000));
        m_made.clear();
    }

    void cleanupTestCase() { m_provider.reset(); }

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
        const QString vm = createVm();
        const auto refused
            = m_login.run(*m_provider, vm, QStringLiteral("true"), {}, VmId::create().toString());
        QVERIFY_RESULT(refused);
        QCOMPARE(refused->exitCode, 255);
        QVERIFY(refused->err.contains("Permission denied"));
        const auto plain
            = m_login.run(*m_provider, vm, QStringLiteral("true"), {}, QStringLiteral("dev"));
        QVERIFY_RESULT(plain);
        QCOMPARE(plain->exitCode, 255);
    }

    void theGuestAnswersHello()
    {
        const QString vm = createVm();
        const auto answered
            = m_login.run(*m_provider, vm, QStringLiteral("/opt/skybranch/bin/skybranch-guest rpc"),
                          "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"hello\","
                          "\"params\":{\"version\":1,\"client\":\"backend\"}}\n");
        QVERIFY_RESULT(answered);
        const QJsonObject result
            = QJsonDocument::fromJson(answered->out).object()[u"result"].toObject();
        QCOMPARE(result[u"version"].toInt(), 1);
    }

    void aTerminalKnowsItsSize()
    {
        const QString vm = createVm();
        auto ssh = m_login.sshCommand(*m_provider, vm);
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
        const auto spec = m_login.spec();
        const auto first = await(m_provider->createVm(spec, {}), 60'000);
        QVERIFY_RESULT(first);
        mind(first->providerVmId);
        in(first->providerVmId, QStringLiteral("echo here >/workspace/mark"));
        const auto endpoint = await(m_provider->sshEndpoint(first->providerVmId));
        const auto again = await(m_provider->createVm(spec, {}), 60'000);
        QVERIFY_RESULT(again);
        QCOMPARE(again->providerVmId, first->providerVmId);
        QCOMPARE(again->id, spec.id);
        QCOMPARE(in(again->providerVmId, QStringLiteral("cat /workspace/mark")),
                 QStringLiteral("here"));
        QCOMPARE(await(m_provider->sshEndpoint(again->providerVmId))->hostKeys, endpoint->hostKeys);
    }

    void twoCreationsAtOnceAreOneVm()
    {
        const auto spec = m_login.spec();
        auto one = m_provider->createVm(spec, {});
        auto two = m_provider->createVm(spec, {});
        const auto first = await(std::move(one), 60'000);
        const auto second = await(std::move(two), 60'000);
        QVERIFY_RESULT(first);
        QVERIFY_RESULT(second);
        mind(first->providerVmId);
        QCOMPARE(first->providerVmId, second->providerVmId);
        QCOMPARE(await(m_provider->listVms(spec.tag))->size(), 1);
    }

    void aFreezeKeepsProcessesAndMemory()
    {
        if (!m_provider->capabilities().freezeKeepsMemory)
            return;
        const QString vm = createVm();
        startCounter(vm);
        QTRY_VERIFY(count(vm) > 0);
        const QString pid = in(vm, QStringLiteral("pgrep -o -f workspace/count"));
        QVERIFY_RESULT(await(m_provider->pauseVm(vm)));
        QCOMPARE(state(vm), VmState::Frozen);
        QVERIFY_RESULT(await(m_provider->pauseVm(vm)));
        checkThatItStandsStill(vm);
        QVERIFY_RESULT(await(m_provider->resumeVm(vm)));
        QCOMPARE(state(vm), VmState::Running);
        QVERIFY_RESULT(await(m_provider->resumeVm(vm)));
        QCOMPARE(in(vm, QStringLiteral("pgrep -o -f workspace/count")), pid);
        const int after = count(vm);
        QTRY_VERIFY(count(vm) > after);
    }

    void aStopKeepsTheDiskAndEndsProcesses()
    {
        const QString vm = createVm();
        startCounter(vm);
        QTRY_VERIFY(count(vm) > 0);
        in(vm, QStringLiteral("echo kept >/workspace/kept; echo home >~/kept"));
        const auto before = await(m_provider->sshEndpoint(vm));
        QVERIFY_RESULT(await(m_provider->stopVm(vm), 60'000));
        QCOMPARE(state(vm), VmState::Stopped);
        QVERIFY_RESULT(await(m_provider->stopVm(vm), 60'000));
        QVERIFY(!await(m_provider->sshEndpoint(vm)));
        QVERIFY_RESULT(await(m_provider->resumeVm(vm), 60'000));
        QCOMPARE(state(vm), VmState::Running);
        QCOMPARE(in(vm, QStringLiteral("cat /workspace/kept ~/kept")),
                 QStringLiteral("kept\nhome"));
        QCOMPARE(in(vm, QStringLiteral("pgrep -f workspace/[c]ount | wc -l")), QStringLiteral("0"));
        QCOMPARE(await(m_provider->sshEndpoint(vm))->hostKeys, before->hostKeys);
    }

    void aFrozenVmCanBeStoppedAndDeleted()
    {
        if (!m_provider->capabilities().freezeKeepsMemory)
            return;
        const QString vm = createVm();
        QVERIFY_RESULT(await(m_provider->pauseVm(vm)));
        QVERIFY_RESULT(await(m_provider->stopVm(vm), 60'000));
        QCOMPARE(state(vm), VmState::Stopped);
        QVERIFY_RESULT(await(m_provider->resumeVm(vm), 60'000));
        QVERIFY_RESULT(await(m_provider->pauseVm(vm)));
        QVERIFY_RESULT(await(m_provider->deleteVm(vm), 60'000));
        QCOMPARE(state(vm), VmState::Missing);
    }

    void deletingTwiceIsASuccess()
    {
        const QString vm = createVm();
        QVERIFY_RESULT(await(m_provider->deleteVm(vm), 60'000));
        QCOMPARE(state(vm), VmState::Missing);
        QVERIFY_RESULT(await(m_provider->deleteVm(vm), 60'000));
        QVERIFY(await(m_provider->listVms(QStringLiteral("test")))->isEmpty());
    }

    void deletingWhileItIsMadeLeavesNothing()
    {
        const auto spec = m_login.spec();
        auto creating = m_provider->createVm(spec, {});
        QVERIFY_RESULT(await(m_provider->deleteVm(spec.id.toString()), 60'000));
        (void)await(std::move(creating), 60'000);
        QVERIFY(await(m_provider->listVms(spec.tag))->isEmpty());
    }

    void anUnknownVmIsSaidToBeUnknown()
    {
        for (const QString &id : {VmId::create().toString(), QStringLiteral("../../etc"),
                                  QStringLiteral(""), QStringLiteral("no vm")}) {
            QCOMPARE(state(id), VmState::Missing);
            for (const auto &result :
                 {await(m_provider->pauseVm(id)), await(m_provider->resumeVm(id)),
                  await(m_provider->stopVm(id))}) {
                QVERIFY(!result);
                QCOMPARE(result.error().code, ErrorCode::NotFound);
            }
            const auto endpoint = await(m_provider->sshEndpoint(id));
            QVERIFY(!endpoint);
            QCOMPARE(endpoint.error().code, ErrorCode::NotFound);
            QVERIFY_RESULT(await(m_provider->deleteVm(id)));
        }
    }

    void vmsAreListedByTag()
    {
        const QString mine = createVm(QStringLiteral("mine"));
        const QString other = createVm(QStringLiteral("other"));
        const auto listed = await(m_provider->listVms(QStringLiteral("mine")));
        QVERIFY_RESULT(listed);
        QCOMPARE(listed->size(), 1);
        QCOMPARE(listed->first().providerVmId, mine);
        QCOMPARE(listed->first().state, VmState::Running);
        QVERIFY(await(m_provider->listVms(QStringLiteral("nobody")))->isEmpty());
    }

    void fiveAtOnce()
    {
        std::vector<Task<providers::ProviderVm>> creating;
        for (int i = 0; i < 5; ++i)
            creating.push_back(m_provider->createVm(m_login.spec(), {}));
        QSet<QString> ids;
        QSet<QString> keys;
        for (auto &task : creating) {
            const auto vm = await(std::move(task), 120'000);
            QVERIFY_RESULT(vm);
            mind(vm->providerVmId);
            ids << vm->providerVmId;
            QCOMPARE(in(vm->providerVmId, QStringLiteral("echo up")), QStringLiteral("up"));
            keys << await(m_provider->sshEndpoint(vm->providerVmId))->hostKeys.first();
        }
        QCOMPARE(ids.size(), 5);
        QCOMPARE(keys.size(), 5);
    }

    void aNewObjectFindsTheVm()
    {
        const QString vm = createVm();
        startCounter(vm);
        QTRY_VERIFY(count(vm) > 0);
        m_provider = makeProvider();
        QCOMPARE(state(vm), VmState::Running);
        const int before = count(vm);
        QTRY_VERIFY(count(vm) > before);
        QCOMPARE(await(m_provider->listVms(QStringLiteral("test")))->size(), 1);
    }

    void wrongSpecsAreRefused()
    {
        auto spec = m_login.spec();
        spec.hostName = QStringLiteral("a b");
        QCOMPARE(await(m_provider->createVm(spec, {})).error().code, ErrorCode::InvalidArgument);
        spec = m_login.spec();
        spec.caPublicKey += QStringLiteral("\nAllowUsers root");
        QCOMPARE(await(m_provider->createVm(spec, {})).error().code, ErrorCode::InvalidArgument);
        QVERIFY(await(m_provider->listVms(spec.tag))->isEmpty());
    }

protected:
    /// The counter of a frozen VM, read around it; empty where that is not possible.
    virtual QByteArray peek(const QString &) { return {}; }

private:
    /// A counter that goes on would count a dozen times meanwhile.
    void checkThatItStandsStill(const QString &vm)
    {
        const QByteArray first = peek(vm);
        QElapsedTimer timer;
        timer.start();
        QTRY_VERIFY(timer.elapsed() > 300);
        QCOMPARE(peek(vm), first);
    }

    VmLogin m_login;
    std::unique_ptr<Provider> m_provider;
    QStringList m_made;
};

} // namespace skybranch::test
