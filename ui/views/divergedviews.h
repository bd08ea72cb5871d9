// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "client/views.h"
#include "domain/divergence.h"
#include "ui/workspace/divergedview.h"

namespace skybranch::ui {

/// Which of a row's two branches has diverged from the remote's.
enum class DivergedPlace { Local, Cloud };

/// While both sides are being read.
DivergedView divergedReading(const client::WorktreeInfo &info, DivergedPlace place);

DivergedView divergedOf(const client::WorktreeInfo &info, DivergedPlace place,
                        const domain::Divergence &divergence, const QDateTime &now);

} // namespace skybranch::ui
