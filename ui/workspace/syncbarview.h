// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

namespace skybranch::ui {

enum class LinkState { InStep, ToRight, ToLeft, Diverged, Busy, Failed, Unknown, NoCloud };

/// One link between two places.
struct SyncLinkView
{
    LinkState state = LinkState::InStep;
    QString words; ///< "Push 2 commits", "Pushing, 2 s", "Paused, as of 14:20"
    QString shortWords; ///< for a narrow window: "Push 2"; empty: the same
    QString tip; ///< the git command that the button stands for
    bool busyToRight = true; ///< Busy: where it goes
    bool cancellable = true; ///< Busy: with a cross

    friend bool operator==(const SyncLinkView &, const SyncLinkView &) = default;
};

struct StationView
{
    QString name;
    int uncommitted = 0;
    QString tip;

    friend bool operator==(const StationView &, const StationView &) = default;
};

struct SyncBarView
{
    StationView local;
    StationView remote;
    StationView cloud;
    SyncLinkView localRemote;
    SyncLinkView remoteCloud;
    QString checked; ///< "Checked 8 s ago"

    friend bool operator==(const SyncBarView &, const SyncBarView &) = default;
};

} // namespace skybranch::ui
