// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/workspace.h"
#include "wire/guestrpc.h"

namespace skybranch::cloud {

/// A host's name made of the workspace's: [a-z0-9-], at most 40 characters.
QString hostNameFor(const domain::Workspace &workspace);

/// "Receiving objects: 4,812 of 7,760, 18.4 MiB": one line without control characters, of at most
/// 200. What it is made of comes out of a VM.
QString progressText(const wire::Progress &progress);

/// The name of a program in a VM: one line without control characters, of at most 40.
QString programName(const QString &name);

/// Whether a workspace is on its way out.
bool isGoing(domain::PendingAction pending);

} // namespace skybranch::cloud
