// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"
#include "domain/divergence.h"

#include <QJsonObject>

namespace skybranch::wire {

// The answer to repository.divergence. What comes in is a VM's: counts are capped, and texts are
// for a list: one line without control characters.

QJsonObject toJson(const domain::Divergence &divergence);
Result<domain::Divergence> divergenceFromJson(const QJsonObject &json);

} // namespace skybranch::wire
