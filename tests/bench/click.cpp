// SPDX-License-Identifier: GPL-3.0-or-later
#include "bench/click.h"

#include "bench/byhand.h"
#include "bench/dockerbyhand.h"
#include "bench/ourdesktop.h"

#include <QCoreApplication>

namespace skybranch::bench {

namespace {

const auto byHandName = QStringLiteral("ssh + git clone");
const auto answered = QStringLiteral("answered");

void addParts(Section &section, const QJsonObject &parts)
{
    // In the order in which they happen, which an object does not keep.
    for (const auto *name : {"feedback", "VM made", "SSH up", "code there", "prompt", "answered"}) {
        const QLatin1StringView key(name);
        if (parts.contains(key))
            section.add(QStringLiteral("skybranch"), key, parts.value(key).toDouble());
    }
}

Result<> addByHand(Section &section, ByHand &byHand)
{
    return byHand.run().transform([&](const ByHand::Times &times) {
        section.add(byHandName, answered, times.answeredMs);
        section.add(QStringLiteral("the same, new VM"), QStringLiteral("SSH up"), times.vmMs);
        section.add(QStringLiteral("the same, new VM"), answered, times.vmMs + times.answeredMs);
    });
}

/// Enables and deletes once.
Result<> addOurs(Section &section, OurDesktop &desktop)
{
    const auto parts = desktop.ask(QStringLiteral("enable"));
    if (!parts)
        return failure(parts);
    addParts(section, *parts);
    return desktop.ask(QStringLiteral("remove")).transform([](const QJsonObject &) { });
}

/// A backend program whose VMs are containers.
QString dockerBackend(Stand &stand)
{
    const auto script = stand.folder(QStringLiteral("docker/skybranchd"));
    test::ScratchHome::writeScript(
        script,
        "exec " + QCoreApplication::applicationDirPath().toUtf8()
            + "/skybranchd \"$@\" --provider docker --vm-image \"$SKYBRANCH_VM_IMAGE\"\n");
    return script;
}

} // namespace

Result<Section> measureClick(Stand &stand)
{
    const auto made = stand.scene();
    if (!made)
        return failure(made);
    auto &scene = **made;
    ByHand byHand(stand.folder(QStringLiteral("byhand")), scene.remote(),
                  scene.remote().url(QStringLiteral("acme/shop")), scene.branch());
    OurDesktop desktop;
    auto started = desktop.start({scene.dataFolder(), scene.cloneFolder(), scene.branch()});
    if (!started)
        return failure(started);
    Section section(QStringLiteral("click"),
                    QStringLiteral("\"Enable Cloud Workspace\" until a command has answered, ms"),
                    byHandName);
    section.claim({.what = QStringLiteral("Enable Cloud, sandbox, until an answer, ms"),
                   .measure = answered,
                   .rival = byHandName,
                   .aim = 1.3});
    for (int round = 0; round < stand.plan().rounds; ++round) {
        if (auto added = addOurs(section, desktop); !added)
            return failure(added);
        if (auto added = addByHand(section, byHand); !added)
            return failure(added);
    }
    return section;
}

Result<Section> measureDockerClick(Stand &stand)
{
    const auto image = qEnvironmentVariable("SKYBRANCH_VM_IMAGE");
    if (image.isEmpty())
        return failure(ErrorCode::Unavailable,
                       QStringLiteral("There is no Docker engine here, and only root can start "
                                      "one."));
    const auto made = stand.scene();
    if (!made)
        return failure(made);
    auto &scene = **made;
    DockerByHand byHand(stand.folder(QStringLiteral("docker/byhand")), image,
                        scene.remote().repositoryFolder(QStringLiteral("acme/shop")),
                        scene.branch());
    if (auto prepared = byHand.prepare(); !prepared)
        return failure(prepared);
    OurDesktop desktop;
    auto started = desktop.start({stand.folder(QStringLiteral("docker/data")), scene.cloneFolder(),
                                  scene.branch(), dockerBackend(stand)});
    if (!started)
        return failure(started);
    const auto rival = QStringLiteral("docker, ssh, clone");
    Section section(QStringLiteral("docker"),
                    QStringLiteral("\"Enable Cloud Workspace\" in a container, ms"), rival);
    section.claim({.what = QStringLiteral("Enable Cloud, docker, until an answer, ms"),
                   .measure = answered,
                   .rival = rival,
                   .aim = 1.3});
    for (int round = 0; round < stand.plan().rounds; ++round) {
        if (auto added = addOurs(section, desktop); !added)
            return failure(added);
        const auto time = byHand.run();
        if (!time)
            return failure(time);
        section.add(rival, answered, *time);
    }
    return section;
}

} // namespace skybranch::bench
