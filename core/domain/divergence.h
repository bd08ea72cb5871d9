// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDateTime>
#include <QList>
#include <QString>
#include <QStringList>

#include <optional>

namespace skybranch::domain {

/// One commit, for a list. Its texts may come from a VM.
struct CommitSummary
{
    QString id; ///< shortened
    QString summary;
    QString author;
    QDateTime when; ///< in UTC
    bool isMine = false; ///< made with the address that git is configured with

    friend bool operator==(const CommitSummary &, const CommitSummary &) = default;
};

/// A place's branch and its branch at the remote, where each has commits that the other lacks.
struct Divergence
{
    static constexpr int maxCommits = 50; ///< of each side
    static constexpr int maxFiles = 50;

    QString upstream; ///< "origin/main"
    QList<CommitSummary> here; ///< only in the place, newest first
    QList<CommitSummary> there; ///< only at the remote
    int hereCount = 0; ///< all of them, also those that the lists leave out
    int thereCount = 0;
    std::optional<CommitSummary> base; ///< the last one in common
    QStringList files; ///< changed on both sides
    int fileCount = 0;
    int uncommitted = 0; ///< changed files that stand in the way of both choices

    friend bool operator==(const Divergence &, const Divergence &) = default;
};

} // namespace skybranch::domain
