// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/theme/icons.h"

#include <QList>
#include <QString>
#include <QStringList>

#include <optional>

namespace skybranch::ui {

struct CommitLine
{
    QString id; ///< "5be0d17"
    QString summary;
    QString line; ///< "you, 12 min ago"

    friend bool operator==(const CommitLine &, const CommitLine &) = default;
};

/// What only one of two places has.
struct DivergedSide
{
    Icon icon = Icon::Laptop;
    QString title; ///< "Only local"
    QString count; ///< "2 commits"
    QList<CommitLine> commits; ///< newest first
    QString more; ///< "and 4 more"; empty: all are shown

    friend bool operator==(const DivergedSide &, const DivergedSide &) = default;
};

struct DivergedChoice
{
    enum class Kind { Merge, Rebase, Leave };

    Kind kind = Kind::Leave;
    QString name;
    QString consequence;
    QString act; ///< the primary button's word: "Merge 3 commits"
    QString whyNot; ///< not to be chosen now; empty: it may

    friend bool operator==(const DivergedChoice &, const DivergedChoice &) = default;
};

/// Both sides of a branch, and what can be done.
struct DivergedView
{
    QString title; ///< "Local and GitHub have both moved on"
    QString line; ///< "Nothing has been touched. ..."
    bool reading = false; ///< the sides are on their way
    DivergedSide left; ///< its commits flow to the right
    DivergedSide right;
    std::optional<CommitLine> base; ///< the last commit in common
    QStringList files; ///< changed on both sides, as many as are named
    QString moreFiles; ///< "and 4 more"
    QList<DivergedChoice> choices; ///< the first possible one is chosen
    QString safety; ///< beside the buttons

    friend bool operator==(const DivergedView &, const DivergedView &) = default;
};

} // namespace skybranch::ui
