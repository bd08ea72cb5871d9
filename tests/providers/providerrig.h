// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "providers/provider.h"
#include "support/vmlogin.h"

#include <QElapsedTimer>

#include <memory>

namespace skybranch::test {

/// What tests of a provider have in common: the provider, VMs that go with the test, and a login.
class ProviderRig : public QObject
{
    Q_OBJECT

protected:
    using Provider = providers::CloudProvider;
    using VmState = providers::VmState;

    /// A new object over the same VMs, as a backend makes after it was killed.
    virtual std::unique_ptr<Provider> makeProvider() = 0;

    Provider &provider() { return *m_provider; }
    VmLogin &login() { return m_login; }

    void replaceProvider() { m_provider = makeProvider(); }

    /// A running VM that the end of the test removes.
    QString createVm(const QString &tag = QStringLiteral("test"))
    {
        return createVm(m_login.spec(tag));
    }

    QString createVm(const providers::VmSpec &spec)
    {
        mind(spec.id.toString());
        const auto vm = await(m_provider->createVm(spec, {}), 60'000);
        if (!vm) {
            qWarning("%s", qPrintable(describe(vm.error())));
            return {};
        }
        return vm->providerVmId;
    }

    void mind(const QString &vmId) { m_made << vmId; }

    QString sharedVmIfAny() const { return m_shared; }

    /// A running VM for tests that leave it as it is. Its tag is its own.
    QString sharedVm()
    {
        if (m_shared.isEmpty()) {
            const auto vm
                = await(m_provider->createVm(m_login.spec(QStringLiteral("shared")), {}), 60'000);
            if (!vm)
                qWarning("%s", qPrintable(describe(vm.error())));
            else
                m_shared = vm->providerVmId;
        }
        return m_shared;
    }

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

    void cleanup() { deleteAll(std::exchange(m_made, {})); }

    void cleanupTestCase()
    {
        if (!m_shared.isEmpty())
            deleteAll({m_shared});
        m_provider.reset();
    }

private:
    /// At once: providers wait for each VM's end.
    void deleteAll(const QStringList &vmIds)
    {
        std::vector<Task<>> deletions;
        for (const QString &vmId : vmIds)
            deletions.push_back(m_provider->deleteVm(vmId));
        for (auto &deletion : deletions)
            QVERIFY_RESULT(await(std::move(deletion), 120'000));
    }

    VmLogin m_login;
    std::unique_ptr<Provider> m_provider;
    QStringList m_made;
    QString m_shared;
};

} // namespace skybranch::test
