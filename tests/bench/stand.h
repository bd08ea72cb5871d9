// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "bench/apirig.h"
#include "bench/screen.h"
#include "bench/sshrig.h"
#include "bench/worktreefield.h"
#include "support/scratchrepository.h"
#include "tour/stage.h"

namespace skybranch::bench {

/// How much of each benchmark is wanted.
struct Plan
{
    int rounds = 5;
    int keys = 200; ///< a round and terminal
    int megabytes = 50; ///< of the flood
};

/// Where a terminal is measured: what it is seen on, and the server that it talks to.
struct Seat
{
    Screen &screen;
    SshRig &rig;
};

/// What benchmarks share. Each part is made when the first asks for it, so that one that can not
/// be made keeps no other benchmark from being measured.
class Stand
{
public:
    explicit Stand(Plan plan);
    ~Stand();

    const Plan &plan() const { return m_plan; }

    /// A folder that goes with this object; no HOME but it takes part.
    QString folder(const QString &name) const { return m_home.path(name); }

    Result<Screen *> screen();
    Result<SshRig *> rig();
    Result<Seat> seat();

    /// A developer's clone with a branch to be enabled, and the git host that it is from.
    Result<tour::Stage *> scene();

    /// Our server of the API and its rival, over one database.
    Result<ApiRig *> api();

    /// One repository with 20 worktrees of 5,000 files.
    const WorktreeField &field();

private:
    Plan m_plan;
    test::ScratchHome m_home;
    std::unique_ptr<Screen> m_screen;
    std::unique_ptr<SshRig> m_rig;
    std::unique_ptr<tour::Stage> m_scene;
    std::unique_ptr<ApiRig> m_api;
    std::optional<WorktreeField> m_field;
};

} // namespace skybranch::bench
