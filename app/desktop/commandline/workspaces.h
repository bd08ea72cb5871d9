// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "commandline/cloud.h"

#include <QJsonObject>

namespace skybranch::commandline {

/// The workspace that @p word means: its id, its name, its alias, or the beginning of one of them.
/// Errors: NotFound; InvalidArgument where it may be several, which the message lists.
Result<domain::Workspace> pick(const QList<domain::Workspace> &all, const QString &word);
Task<domain::Workspace> find(Cloud *cloud, QString word);

/// What ssh calls each: "skybranch-" and the name in letters that are safe anywhere, the same for
/// the same list, and different for two of the same name.
QHash<WorkspaceId, QString> aliasesOf(const QList<domain::Workspace> &all);

/// Waits until @p isThere holds of the workspace, and tells on standard error what happens
/// meanwhile. Errors: NotFound when it is gone, Internal with its own words when it fails.
using Condition = std::function<bool(const domain::Workspace &)>;
Task<domain::Workspace> waitFor(Cloud *cloud, WorkspaceId id, Condition isThere);

/// It runs, and nothing else is asked of it.
bool isRunning(const domain::Workspace &workspace);

/// Resumes it where it is paused or stopped, and waits until it runs.
Task<domain::Workspace> ensureRunning(Cloud *cloud, WorkspaceId id);

/// "running", "pausing": for people.
QString stateWords(const domain::Workspace &workspace);

/// As the REST API has it, with what ssh calls it.
QJsonObject jsonOf(const domain::Workspace &workspace, const QString &alias);

} // namespace skybranch::commandline
