// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "conformance.h"

#include <QSet>

namespace skybranch::test {

/// The part of the conformance suite where something is in the way.
class ProviderHardship : public ProviderConformance
{
    Q_OBJECT

protected:
    /// One that misses what VMs are made of.
    virtual std::unique_ptr<Provider> makeProviderWithoutImage() = 0;

private Q_SLOTS:
    void deletingWhileItIsMadeLeavesNothing()
    {
        const auto spec = login().spec();
        auto creating = provider().createVm(spec, {});
        QVERIFY_RESULT(await(provider().deleteVm(spec.id.toString()), 60'000));
        (void)await(std::move(creating), 60'000);
        QVERIFY(await(provider().listVms(spec.tag))->isEmpty());
    }

    void anUnknownVmIsSaidToBeUnknown()
    {
        for (const QString &id : {VmId::create().toString(), QStringLiteral("../../etc"),
                                  QStringLiteral(""), QStringLiteral("no vm")}) {
            QCOMPARE(state(id), VmState::Missing);
            for (const auto &result :
                 {await(provider().pauseVm(id)), await(provider().resumeVm(id)),
                  await(provider().stopVm(id))}) {
                QVERIFY(!result);
                QCOMPARE(result.error().code, ErrorCode::NotFound);
            }
            const auto endpoint = await(provider().sshEndpoint(id));
            QVERIFY(!endpoint);
            QCOMPARE(endpoint.error().code, ErrorCode::NotFound);
            QVERIFY_RESULT(await(provider().deleteVm(id)));
        }
    }

    void twentyAtOnce()
    {
        std::vector<Task<providers::ProviderVm>> creating;
        for (int i = 0; i < 20; ++i) {
            const auto spec = login().spec();
            mind(spec.id.toString());
            creating.push_back(provider().createVm(spec, {}));
        }
        QSet<QString> ids;
        QSet<QString> keys;
        for (auto &task : creating) {
            const auto vm = await(std::move(task), 240'000);
            QVERIFY_RESULT(vm);
            ids << vm->providerVmId;
            QCOMPARE(in(vm->providerVmId, QStringLiteral("echo up")), QStringLiteral("up"));
            keys << await(provider().sshEndpoint(vm->providerVmId))->hostKeys.first();
        }
        QCOMPARE(ids.size(), 20);
        QCOMPARE(keys.size(), 20);
    }

    void wrongSpecsAreRefused()
    {
        auto spec = login().spec();
        spec.hostName = QStringLiteral("a b");
        QCOMPARE(await(provider().createVm(spec, {})).error().code, ErrorCode::InvalidArgument);
        spec = login().spec();
        spec.caPublicKey += QStringLiteral("\nAllowUsers root");
        QCOMPARE(await(provider().createVm(spec, {})).error().code, ErrorCode::InvalidArgument);
        QVERIFY(await(provider().listVms(spec.tag))->isEmpty());
    }

    void credentialsThatHaveExpiredAreRefused()
    {
        const QString vm = sharedVm();
        login().setValidity(QStringLiteral("-20m:-10m"));
        const auto refused = login().run(provider(), vm, QStringLiteral("true"));
        login().setValidity(VmLogin::now);
        QVERIFY_RESULT(refused);
        QCOMPARE(refused->exitCode, 255);
        QVERIFY(refused->err.contains("Permission denied"));
        QCOMPARE(in(vm, QStringLiteral("echo up")), QStringLiteral("up"));
    }

    void cancellingACreationEndsIt()
    {
        StopSource stop;
        const auto spec = login().spec();
        auto creating = provider().createVm(spec, stop.get_token());
        mind(spec.id.toString());
        stop.request_stop();
        const auto result = await(std::move(creating));
        QVERIFY(!result);
        QCOMPARE(result.error().code, ErrorCode::Cancelled);
        QVERIFY(state(spec.id.toString()) != VmState::Running);
    }

    void withoutTheImageItSaysSo()
    {
        const auto lacking = makeProviderWithoutImage();
        const auto spec = login().spec();
        const auto vm = await(lacking->createVm(spec, {}), 60'000);
        QVERIFY(!vm);
        QCOMPARE(vm.error().code, ErrorCode::Unavailable);
        QVERIFY(vm.error().message.endsWith(QLatin1Char('.')));
        QVERIFY_RESULT(await(lacking->deleteVm(spec.id.toString())));
        QVERIFY(await(provider().listVms(spec.tag))->isEmpty());
    }
};

} // namespace skybranch::test
