// SPDX-License-Identifier: GPL-3.0-or-later
#include "bench/click.h"

#include "bench/byhand.h"
#include "bench/ourdesktop.h"
#include "support/scratchrepository.h"
#include "tour/stage.h"

namespace skybranch::bench {

namespace {

const auto byHandName = QStringLiteral("ssh + git clone");
const auto answered = QStringLiteral("answered");

/// 300 files of 4 kB, about what a young project has.
test::ScratchRepository makeRepository(const QString &folder)
{
    constexpr int files = 300;
    const auto repository = test::ScratchRepository::create(folder);
    for (int i = 0; i < files; ++i) {
        QByteArray text;
        for (int line = 0; text.size() < 4000; ++line)
            text += QByteArray::number(i * 7919 + line * 104729) + " of file\n";
        repository.write(QStringLiteral("src/part%1/file%2.txt").arg(i % 10).arg(i), text);
    }
    repository.git({QStringLiteral("add"), QStringLiteral("-A")});
    repository.git({QStringLiteral("commit"), QStringLiteral("-q"), QStringLiteral("-m"),
                    QStringLiteral("Fill")});
    return repository;
}

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

} // namespace

Result<Section> measureClick(Stand &stand)
{
    const auto repository = makeRepository(stand.folder(QStringLiteral("source")));
    tour::Stage scene(repository.path());
    if (!scene.build())
        return failure(ErrorCode::Internal, QStringLiteral("The git host is not made."));
    ByHand byHand(stand.folder(QStringLiteral("byhand")), scene.remote(),
                  scene.remote().url(QStringLiteral("acme/shop")), scene.branch());
    OurDesktop desktop;
    if (auto started = desktop.start(scene.dataFolder(), scene.cloneFolder(), scene.branch());
        !started)
        return failure(started);
    Section section(QStringLiteral("click"),
                    QStringLiteral("\"Enable Cloud Workspace\" until a command has answered, ms"),
                    byHandName);
    section.claim({.what = QStringLiteral("Enable Cloud, sandbox, until an answer, ms"),
                   .measure = answered,
                   .rival = byHandName,
                   .aim = 1.3});
    for (int round = 0; round < stand.plan().rounds; ++round) {
        const auto parts = desktop.enable();
        if (!parts)
            return failure(parts);
        addParts(section, *parts);
        if (auto added = addByHand(section, byHand); !added)
            return failure(added);
    }
    return section;
}

} // namespace skybranch::bench
