// SPDX-License-Identifier: GPL-3.0-or-later
// What becomes of VMs and of calls when the engine is not as it should be.
#include "engineproxy.h"
#include "providerrig.h"
#include "providers/docker/container.h"
#include "providers/docker/dockerprovider.h"
#include "providers/docker/engine.h"

using namespace skybranch;
using namespace skybranch::providers;
using namespace Qt::Literals::StringLiterals;
using skybranch::test::await;
using skybranch::test::EngineProxy;

/// On the engine of DOCKER_HOST, with the image SKYBRANCH_VM_IMAGE.
class TestDockerEngine : public test::ProviderRig
{
    Q_OBJECT

    using Call = std::function<Task<>()>;

    EngineProxy m_proxy{engineSocket().value_or(QString())};

    Task<> create(VmSpec spec)
    {
        const auto vm = co_await provider().createVm(std::move(spec), {});
        co_return vm ? Result<>() : failure(vm);
    }

    template <typename T> static Task<> plain(Task<T> task)
    {
        const auto result = co_await std::move(task);
        co_return result ? Result<>() : failure(result);
    }

    /// Cuts each connection of @p call in turn; asked again, it has to go through. @p prepare makes
    /// what the call needs, each time.
    void cutEverywhere(const Call &prepare, const Call &call)
    {
        for (int at = 0;; ++at) {
            QVERIFY_RESULT(await(prepare(), 60'000));
            m_proxy.cut(at, at % 2 ? EngineProxy::Cut::InAnswer : EngineProxy::Cut::BeforeAnswer);
            const auto cut = await(call(), 60'000);
            m_proxy.heal();
            if (!m_proxy.hasCut()) {
                QVERIFY_RESULT(cut);
                QVERIFY(at > 0);
                return;
            }
            QVERIFY2(!cut, "a call that was cut can not know that it has succeeded");
            QCOMPARE(cut.error().code, ErrorCode::Unavailable);
            QVERIFY_RESULT(await(call(), 60'000));
        }
    }

protected:
    std::unique_ptr<CloudProvider> makeProvider() override
    {
        return std::make_unique<DockerProvider>(DockerOptions{
            .address = m_proxy.address(), .image = qEnvironmentVariable("SKYBRANCH_VM_IMAGE")});
    }

private Q_SLOTS:
    void aCreationThatIsCutGoesOn()
    {
        VmSpec spec;
        cutEverywhere(
            [&]() -> Task<> {
                const QString before = spec.id.toString();
                spec = login().spec();
                mind(spec.id.toString());
                return provider().deleteVm(before);
            },
            [&] { return create(spec); });
        QCOMPARE(in(spec.id.toString(), u"echo up"_s), u"up"_s);
        QCOMPARE(await(provider().listVms(spec.tag))->size(), 1);
    }

    void aCallThatIsCutCanBeAskedAgain()
    {
        const QString vm = createVm();
        const Call resume = [&] { return provider().resumeVm(vm); };
        const Call pause = [&] { return provider().pauseVm(vm); };
        const Call stop = [&] { return provider().stopVm(vm); };
        cutEverywhere(resume, pause);
        cutEverywhere(pause, resume);
        cutEverywhere(resume, stop);
        cutEverywhere(stop, resume);
        cutEverywhere(resume, [&] { return plain(provider().vmStatus(vm)); });
        cutEverywhere(resume, [&] { return plain(provider().sshEndpoint(vm)); });
        cutEverywhere(resume, [&] { return plain(provider().listVms(login().tag())); });
        QCOMPARE(in(vm, u"echo up"_s), u"up"_s);
    }

    void aDeletionThatIsCutGoesOn()
    {
        const auto spec = login().spec();
        mind(spec.id.toString());
        cutEverywhere([&] { return create(spec); },
                      [&] { return provider().deleteVm(spec.id.toString()); });
        QVERIFY(await(provider().listVms(spec.tag))->isEmpty());
    }

    /// As another backend clears it in the middle of a start.
    void aWayIntoANewNetworkThatIsCutGoesOn()
    {
        const auto engine = std::make_shared<Engine>(QString());
        auto spec = login().spec();
        spec.owner = UserId::create();
        const QString vm = createVm(spec);
        const EngineRequest clear{.method = "DELETE",
                                  .path = u"/networks/"_s + networkName(spec.owner.toString())};
        for (const QByteArray &step : {"/networks/create"_ba, "/disconnect"_ba, "/connect"_ba}) {
            QVERIFY_RESULT(await(provider().stopVm(vm), 60'000));
            QVERIFY_RESULT(await(Engine::call(engine, clear)));
            m_proxy.cut(step, EngineProxy::Cut::BeforeAnswer);
            const auto cut = await(provider().resumeVm(vm), 60'000);
            m_proxy.heal();
            QVERIFY2(m_proxy.hasCut(), step.constData());
            QVERIFY2(!cut, step.constData());
            QCOMPARE(cut.error().code, ErrorCode::Unavailable);
            QVERIFY_RESULT(await(provider().resumeVm(vm), 60'000));
        }
        QCOMPARE(in(vm, u"echo up"_s), u"up"_s);
    }

    void anEngineThatIsAwayIsSaidToBeAwayAndComesBack()
    {
        const QString vm = createVm();
        m_proxy.goAway();
        for (const auto &result :
             {await(provider().check()), await(provider().pauseVm(vm)),
              await(provider().resumeVm(vm)), await(provider().stopVm(vm)),
              await(provider().deleteVm(vm)), await(create(login().spec())),
              await(plain(provider().vmStatus(vm))), await(plain(provider().sshEndpoint(vm))),
              await(plain(provider().listVms(login().tag())))}) {
            QVERIFY(!result);
            QCOMPARE(result.error().code, ErrorCode::Unavailable);
            QVERIFY(result.error().message.contains(u"Start it"_s));
        }
        QVERIFY(m_proxy.comeBack());
        QVERIFY_RESULT(await(provider().check()));
        QCOMPARE(in(vm, u"echo up"_s), u"up"_s);
    }

    void aFullDiskIsTold()
    {
        const auto spec = login().spec();
        mind(spec.id.toString());
        for (const QByteArray &call : {"/containers/create"_ba, "/archive"_ba, "/start"_ba}) {
            m_proxy.answer(call, 500, R"({"message":"write /var/lib/x: no space left on device"})");
            const auto full = await(create(spec));
            m_proxy.heal();
            QVERIFY(!full);
            QCOMPARE(full.error().code, ErrorCode::Unavailable);
            QVERIFY2(full.error().message.contains(u"disk"_s), qPrintable(full.error().message));
        }
        QVERIFY_RESULT(await(create(spec), 60'000));
        QCOMPARE(in(spec.id.toString(), u"echo up"_s), u"up"_s);
    }

    void withoutAQuotaOfTheDiskItGoesOn()
    {
        // It looks as if it could; then the real one refuses.
        m_proxy.answer(" /v1.45/info", 200, R"({"NCPU":1,"Driver":"btrfs"})");
        replaceProvider();
        QVERIFY_RESULT(await(provider().check()));
        m_proxy.heal();
        QVERIFY(provider().capabilities().diskLimit);
        const QString vm = createVm();
        QCOMPARE(state(vm), VmState::Running);
        QVERIFY(!provider().capabilities().diskLimit);
    }

    void anAddressThatIsNoSocketIsRefused()
    {
        for (const QString &address : {u"tcp://127.0.0.1:2375"_s, u"/var/run/docker.sock"_s,
                                       u"unix://"_s, u"unix://host/path"_s}) {
            const auto socket = engineSocket(address);
            QVERIFY2(!socket, qPrintable(address));
            QCOMPARE(socket.error().code, ErrorCode::InvalidArgument);
        }
        QCOMPARE(engineSocket(u"unix:///run/x.sock"_s).value_or(QString()), u"/run/x.sock"_s);
    }
};

QTEST_GUILESS_MAIN(TestDockerEngine)

#include "tst_dockerengine.moc"
