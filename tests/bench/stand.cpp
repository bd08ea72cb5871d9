// SPDX-License-Identifier: GPL-3.0-or-later
#include "bench/stand.h"

namespace skybranch::bench {

Stand::Stand(Plan plan)
    : m_plan(plan)
{
}

Stand::~Stand() = default;

Result<Screen *> Stand::screen()
{
    if (m_screen)
        return m_screen.get();
    return Screen::open().transform([this](std::unique_ptr<Screen> screen) {
        m_screen = std::move(screen);
        return m_screen.get();
    });
}

Result<SshRig *> Stand::rig()
{
    if (m_rig)
        return m_rig.get();
    return SshRig::start().transform([this](std::unique_ptr<SshRig> rig) {
        m_rig = std::move(rig);
        return m_rig.get();
    });
}

const WorktreeField &Stand::field()
{
    if (!m_field)
        m_field.emplace(folder(QStringLiteral("field")),
                        FieldSize{.repositories = 1, .worktrees = 20, .files = 5000});
    return *m_field;
}

} // namespace skybranch::bench
