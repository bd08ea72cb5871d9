// SPDX-License-Identifier: GPL-3.0-or-later
#include "conformance.h"
#include "providers/docker/dockerprovider.h"

using namespace skybranch;
using namespace skybranch::providers;
using namespace Qt::Literals::StringLiterals;
using skybranch::test::await;

/// On the engine of DOCKER_HOST, with the image SKYBRANCH_VM_IMAGE.
class TestDocker : public test::ProviderConformance
{
    Q_OBJECT

    static QString image() { return qEnvironmentVariable("SKYBRANCH_VM_IMAGE"); }

protected:
    std::unique_ptr<CloudProvider> makeProvider() override
    {
        return std::make_unique<DockerProvider>(DockerOptions{.image = image()});
    }
};

QTEST_GUILESS_MAIN(TestDocker)

#include "tst_docker.moc"
