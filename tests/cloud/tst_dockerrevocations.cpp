// SPDX-License-Identifier: GPL-3.0-or-later
#include "providers/docker/dockerprovider.h"
#include "revocationchecks.h"

using namespace skybranch;
using namespace skybranch::test;

/// On the engine of DOCKER_HOST, with the image SKYBRANCH_VM_IMAGE.
int main(int argc, char **argv)
{
    const QCoreApplication application(argc, argv);
    RevocationChecks checks([] {
        return std::make_unique<providers::DockerProvider>(
            providers::DockerOptions{.image = qEnvironmentVariable("SKYBRANCH_VM_IMAGE")});
    });
    return QTest::qExec(&checks, argc, argv);
}
