// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "client/session.h"
#include "ui/dialogs/deletedialog.h"
#include "ui/terminal/terminaloverlay.h"
#include "ui/terminal/terminalpane.h"
#include "ui/workspace/workspacepane.h"

namespace skybranch::ui {

/// When each step of a provisioning began, as far as it was seen from here.
using StepStarts = QHash<domain::ProvisioningStep, QDateTime>;

/// The page that fits what a worktree is. Nothing chosen is not asked here.
WorkspacePane::Page pageOf(const client::WorktreeInfo &info);

/// "Cloning acme/shop"
QString provisioningStepWords(domain::ProvisioningStep step, const client::WorktreeInfo &info);

ProvisioningView provisioningOf(const client::WorktreeInfo &info, const StepStarts &starts,
                                const QDateTime &now);

/// Its remedies are "send", "register" and "copy". @p log: what was seen of the steps, may be
/// empty.
ErrorView errorOf(const client::WorktreeInfo &info, const QString &log = {});

DeleteView deleteViewOf(const client::WorktreeInfo &info, const client::LossReport &report,
                        const QDateTime &now);

/// @p patient: connecting has lasted less than one would notice, so nothing is shown.
OverlayView overlayOf(const client::Terminal &terminal, const QString &branch, bool patient,
                      const QDateTime &now);

/// @p room: the cells that this window has for it.
AudienceView audienceOf(const client::TerminalAudience &audience, QSize room);

/// "deploy (npm test), running for 2 h"
QString terminalWords(const client::VmTerminal &terminal, const QDateTime &now);

} // namespace skybranch::ui
