// SPDX-License-Identifier: GPL-3.0-or-later
#include "bench/scroll.h"

#include "bench/ourdesktop.h"

namespace skybranch::bench {

Result<Section> measureScroll(Stand &stand)
{
    constexpr double frameMs = 16;
    const auto data = stand.folder(QStringLiteral("scroll"));
    const WorktreeField field(stand.folder(QStringLiteral("long")),
                              {.repositories = 10, .worktrees = 50});
    writeDesktopData(data, field.repositories());
    OurDesktop desktop;
    const auto count = QString::number(field.worktrees().size());
    if (auto started = desktop.start({data, count}); !started)
        return failure(started);
    Section section(QStringLiteral("scroll"),
                    QStringLiteral("%1 worktrees; the longest stalls of a round, the same less "
                                   "what others had the core, and the longest work, ms")
                        .arg(count),
                    {});
    for (const auto &what : {QStringLiteral("scroll"), QStringLiteral("filter")})
        section.claim({QStringLiteral("%1 worktrees, %2, longest stall ms").arg(count, what),
                       what,
                       {},
                       frameMs});
    for (int round = 0; round < stand.plan().rounds; ++round) {
        const auto stalls = desktop.ask(QStringLiteral("scroll"));
        if (!stalls)
            return failure(stalls);
        for (const auto &measure : stalls->keys())
            section.add(Section::ours(), measure, stalls->value(measure).toDouble());
    }
    return section;
}

} // namespace skybranch::bench
