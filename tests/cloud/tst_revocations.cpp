// SPDX-License-Identifier: GPL-3.0-or-later
#include "revocationchecks.h"
#include "support/foreigninit.h"

using namespace skybranch;
using namespace skybranch::test;

namespace {

/// Sandboxes whose first process is no guest of ours, and where none is sent to.
std::unique_ptr<providers::CloudProvider> plainSandbox(const QString &folder)
{
    const QString init = folder + u"/init"_s;
    if (!writeForeignInit(init))
        qFatal("%s can not be written", qPrintable(init));
    return std::make_unique<providers::SandboxProvider>(folder, init);
}

} // namespace

/// In VMs with a guest, and in such as have a plain shell and nothing else.
int main(int argc, char **argv)
{
    const QCoreApplication application(argc, argv);
    const QTemporaryDir folder;
    RevocationChecks withGuest;
    RevocationChecks plain([&folder] { return plainSandbox(folder.path()); });
    const int failed = QTest::qExec(&withGuest, argc, argv);
    return failed + QTest::qExec(&plain, argc, argv);
}
