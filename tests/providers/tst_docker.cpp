// SPDX-License-Identifier: GPL-3.0-or-later
#include "hardship.h"
#include "providers/docker/dockerprovider.h"
#include "providers/docker/engine.h"
#include "providers/greeting.h"

#include <QTcpSocket>

using namespace skybranch;
using namespace skybranch::providers;
using namespace Qt::Literals::StringLiterals;
using skybranch::test::await;

/// On the engine of DOCKER_HOST, with the image SKYBRANCH_VM_IMAGE.
class TestDocker : public test::ProviderHardship
{
    Q_OBJECT

    Engine::Self m_engine = std::make_shared<Engine>(QString());

    static QString image() { return qEnvironmentVariable("SKYBRANCH_VM_IMAGE"); }

    QJsonObject inspect(const QString &vm)
    {
        return await(Engine::object(m_engine,
                                    {.path = u"/containers/%1/json"_s.arg(containerName(vm))}))
            .value_or(QJsonObject());
    }

    Result<HttpResponse> ask(const QByteArray &method, const QString &path,
                             const QJsonObject &body = {})
    {
        EngineRequest request{.method = method, .path = path};
        if (!body.isEmpty())
            request.body = QJsonDocument(body).toJson();
        return await(Engine::call(m_engine, request));
    }

    QString addressOf(const QString &vm)
    {
        const QJsonObject networks = inspect(vm)[u"NetworkSettings"][u"Networks"].toObject();
        return networks.begin()->toObject()[u"IPAddress"].toString();
    }

    /// What a VM's bash says of a connection to @p address: "open" or why not.
    QString reach(const QString &vm, const QString &address, int port)
    {
        return in(vm,
                  u"timeout 3 bash -c 'exec 3<>/dev/tcp/%1/%2 && echo open' 2>&1 || echo closed"_s
                      .arg(address)
                      .arg(port));
    }

    static bool canReachFromHere(const QString &address, quint16 port)
    {
        QTcpSocket socket;
        socket.connectToHost(address, port);
        return QTest::qWaitFor([&] { return socket.state() == QTcpSocket::ConnectedState; });
    }

    bool hasNetwork(UserId owner)
    {
        return ask("GET", u"/networks/"_s + networkName(owner.toString())).has_value();
    }

protected:
    std::unique_ptr<CloudProvider> makeProvider() override
    {
        return std::make_unique<DockerProvider>(DockerOptions{.image = image()});
    }

    std::unique_ptr<CloudProvider> makeProviderWithoutImage() override
    {
        return std::make_unique<DockerProvider>(DockerOptions{.image = u"skybranch-none:0"_s});
    }

    QByteArray peek(const QString &vm) override
    {
        const auto archive
            = ask("GET", u"/containers/%1/archive?path=/workspace/count"_s.arg(containerName(vm)));
        return archive ? archive->body.mid(512, 512) : QByteArray();
    }

private Q_SLOTS:
    void aMissingImageIsTold()
    {
        const auto checked = await(makeProviderWithoutImage()->check());
        QVERIFY(!checked);
        QVERIFY(checked.error().message.contains(u"skybranch-none:0"_s));
        QVERIFY(checked.error().message.contains(u"packaging/vm-image/build"_s));
    }

    void itsHealthIsKnown()
    {
        const QString vm = sharedVm();
        QTRY_COMPARE_WITH_TIMEOUT(inspect(vm)[u"State"][u"Health"][u"Status"].toString(),
                                  u"healthy"_s, 20'000);
    }

    void whatRunsInsideHasNoRights()
    {
        const QString vm = sharedVm();
        QCOMPARE(in(vm,
                    u"cat /proc/1/status /proc/self/status | grep -c "
                    "'^Cap[A-Z][a-z]*:[[:space:]]0000000000000000$'"_s),
                 u"10"_s);
        QCOMPARE(in(vm, u"grep NoNewPrivs /proc/1/status /proc/self/status | grep -c '1$'"_s),
                 u"2"_s);
        QCOMPARE(in(vm,
                    u"for i in /etc/skybranch/*; do echo >>$i; mv $i $i.old; done 2>/dev/null; "
                    "touch /etc/skybranch/x 2>/dev/null; ls /etc/skybranch | wc -l"_s),
                 u"6"_s);
        QCOMPARE(in(vm, u"ls /var/run/docker.sock /run/docker.sock 2>/dev/null | wc -l"_s), u"0"_s);
        const QJsonObject host = inspect(vm)[u"HostConfig"].toObject();
        QCOMPARE(host[u"CapAdd"].toArray().size(), 0);
        QCOMPARE(host[u"Privileged"].toBool(), false);
    }

    void limitsHold()
    {
        DockerProvider small(
            {.image = image(), .limits = {.cpus = 0.5, .memory = 256 << 20, .processes = 40}});
        const auto spec = login().spec();
        mind(spec.id.toString());
        QVERIFY_RESULT(await(small.createVm(spec, {}), 60'000));
        const QString vm = spec.id.toString();
        const QJsonObject host = inspect(vm)[u"HostConfig"].toObject();
        QCOMPARE(host[u"NanoCpus"].toInteger(), 500'000'000);
        QCOMPARE(host[u"MemorySwap"].toInteger(), 256 << 20);
        QVERIFY(in(vm, u"for i in $(seq 60); do sleep 1 & done 2>&1 | head -1; true"_s)
                    .contains(u"Resource temporarily unavailable"_s));
        QVERIFY(provider().capabilities().limits);
        QVERIFY(in(vm, u"head -c 400M /dev/zero | tail >/dev/null"_s).startsWith(u"failed"_s));
        QCOMPARE(in(vm, u"echo up"_s), u"up"_s);
    }

    void theMetadataAddressIsOutOfReach()
    {
        const QString vm = createVm();
        for (int start = 0; start < 2; ++start) {
            const QString said = reach(vm, u"169.254.169.254"_s, 80);
            QVERIFY2(said.contains(u"No route to host"_s), qPrintable(said));
            // The same question about an address that has a route is answered by its host.
            const QString gateway = in(vm, u"ip route show default | cut -d' ' -f3"_s);
            QVERIFY(reach(vm, gateway, 9).contains(u"refused"_s));
            in(vm, u"ip route del unreachable 169.254.0.0/16"_s);
            QVERIFY(in(vm, u"ip route show type unreachable"_s).contains(u"169.254.0.0/16"_s));
            if (start > 0)
                break;
            QVERIFY_RESULT(await(provider().stopVm(vm), 60'000));
            QVERIFY_RESULT(await(provider().resumeVm(vm), 60'000));
        }
    }

    void aVmThatNobodyGuardsWaits()
    {
        const QString vm = createVm();
        QVERIFY_RESULT(await(provider().stopVm(vm), 60'000));
        QVERIFY_RESULT(ask("POST", u"/containers/%1/start"_s.arg(containerName(vm))));
        const auto endpoint = await(provider().sshEndpoint(vm));
        QVERIFY_RESULT(endpoint);
        const auto greeted
            = await(waitForSshd(endpoint->port, VmId::fromString(vm), std::chrono::seconds(1), {}));
        QVERIFY(!greeted);
        QCOMPARE(greeted.error().code, ErrorCode::Timeout);
        QVERIFY_RESULT(await(provider().resumeVm(vm), 60'000));
        QCOMPARE(in(vm, u"echo up"_s), u"up"_s);
    }

    void ownersDoNotReachEachOther()
    {
        const QString mine = createVm();
        const QString mineToo = createVm();
        auto spec = login().spec();
        spec.owner = UserId::create();
        const QString theirs = createVm(spec);
        QVERIFY(inspect(mine)[u"HostConfig"][u"NetworkMode"]
                != inspect(theirs)[u"HostConfig"][u"NetworkMode"]);
        QStringList targets;
        for (const QString &other : {theirs, mineToo}) {
            const QString address = addressOf(other);
            QVERIFY2(canReachFromHere(address, 2222), qPrintable(address));
            targets << address + u"/2222"_s;
        }
        QVERIFY(in(mine, u"getent hosts "_s + containerName(theirs)).startsWith(u"failed"_s));
        const QString gateway = in(mine, u"ip route show default | cut -d' ' -f3"_s);
        const auto endpoint = await(provider().sshEndpoint(theirs));
        QVERIFY_RESULT(endpoint);
        targets << gateway + u'/' + QString::number(endpoint->port);
        // At once, for what is dropped is waited for.
        const QString said
            = in(mine,
                 u"for i in %1; do timeout 3 bash -c \"exec 3<>/dev/tcp/$i && echo open\" 2>&1 & "
                 "done; wait; echo tried"_s.arg(targets.join(u' ')));
        QVERIFY2(said.endsWith(u"tried"_s) && !said.contains(u"open"_s), qPrintable(said));
    }

    void anOwnersNetworkGoesWithTheLastVm()
    {
        auto spec = login().spec();
        spec.owner = UserId::create();
        const QString first = createVm(spec);
        spec.id = VmId::create();
        const QString second = createVm(spec);
        QVERIFY_RESULT(await(provider().stopVm(second), 60'000));
        QVERIFY_RESULT(await(provider().deleteVm(first), 60'000));
        QVERIFY(hasNetwork(spec.owner));
        QVERIFY_RESULT(await(provider().deleteVm(second), 60'000));
        QVERIFY(!hasNetwork(spec.owner));
    }

    void aNetworkThatWasClearedIsMadeAgain()
    {
        auto spec = login().spec();
        spec.owner = UserId::create();
        const QString vm = createVm(spec);
        QVERIFY_RESULT(await(provider().stopVm(vm), 60'000));
        QVERIFY_RESULT(ask("DELETE", u"/networks/"_s + networkName(spec.owner.toString())));
        QVERIFY_RESULT(await(provider().resumeVm(vm), 60'000));
        QCOMPARE(in(vm, u"echo up"_s), u"up"_s);
        QVERIFY(hasNetwork(spec.owner));
    }

    void aContainerOfSomebodyElseIsLeftAlone()
    {
        const auto spec = login().spec();
        const QString id = spec.id.toString();
        const QString name = containerName(id);
        QVERIFY_RESULT(ask("POST", u"/containers/create?name="_s + name,
                           {{u"Image"_s, image()}, {u"Cmd"_s, u"true"_s}}));
        QCOMPARE(state(id), VmState::Missing);
        const auto vm = await(provider().createVm(spec, {}));
        QVERIFY(!vm);
        QCOMPARE(vm.error().code, ErrorCode::Conflict);
        QVERIFY_RESULT(await(provider().deleteVm(id)));
        QVERIFY_RESULT(ask("DELETE", u"/containers/"_s + name));
    }

    void aVmThatEndedByItselfStartsAgain()
    {
        const QString vm = createVm();
        in(vm, u"echo kept >/workspace/kept"_s);
        QVERIFY_RESULT(ask("POST", u"/containers/%1/kill?signal=SIGKILL"_s.arg(containerName(vm))));
        QTRY_COMPARE_WITH_TIMEOUT(state(vm), VmState::Stopped, 20'000);
        QVERIFY_RESULT(await(provider().resumeVm(vm), 60'000));
        QCOMPARE(in(vm, u"cat /workspace/kept"_s), u"kept"_s);
    }
};

QTEST_GUILESS_MAIN(TestDocker)

#include "tst_docker.moc"
