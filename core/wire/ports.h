// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"
#include "domain/listeningport.h"

#include <QJsonObject>
#include <QList>

namespace skybranch::wire {

/// Most ports that are told.
inline constexpr qsizetype maxListeningPorts = 200;

/// Most characters of a program's name.
inline constexpr qsizetype maxProgramName = 64;

// The answer to ports.list and ports.watch, and what ports.changed says. What comes in is a VM's:
// at most so many ports, each once, by number.

QJsonObject toJson(const QList<domain::ListeningPort> &ports);
Result<QList<domain::ListeningPort>> portsFromJson(const QJsonObject &json);

} // namespace skybranch::wire
