// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/theme/icons.h"
#include "ui/widgets/notice.h"
#include "ui/widgets/steplist.h"

#include <QList>

#include <optional>

namespace skybranch::ui {

/// While a workspace is being made.
struct ProvisioningView
{
    QString title; ///< "Moving feature/login to the cloud"
    QString line;
    QList<Step> steps;
    QString log; ///< shown on demand, plain
    bool cancellable = true;
    std::optional<NoticeView> notice;

    friend bool operator==(const ProvisioningView &, const ProvisioningView &) = default;
};

/// One way out of an error.
struct Remedy
{
    QString id; ///< what remedyRequested tells
    Icon icon = Icon::Info;
    QString action;
    QString consequence;
    QString button;

    friend bool operator==(const Remedy &, const Remedy &) = default;
};

/// When a workspace could not be made, or its VM failed.
struct ErrorView
{
    QString title; ///< what happened
    QString why; ///< and what was not touched
    QList<Remedy> remedies; ///< one to three; the first is primary
    QString retry; ///< "Retry cloning"; empty: no retry
    QString details; ///< times of the steps and the program's own words, plain
    bool detailsOpen = false;

    friend bool operator==(const ErrorView &, const ErrorView &) = default;
};

} // namespace skybranch::ui
