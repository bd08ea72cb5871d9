// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <QStringList>

namespace skybranch::client {

/// How @p editor, as a user writes it into $VISUAL ("code --wait"), is told to open a file at a
/// line and a column; both count from 1, and 0 is unknown. Empty for an editor that has no window
/// of its own, and for one that we do not know.
QStringList editorCommand(const QString &editor, const QString &path, int line, int column);

/// Starts the user's own editor ($VISUAL, $EDITOR), if it has a window. False: it has none, or it
/// can not be started; the system's way of opening files is left. Does not wait for it.
bool openInEditor(const QString &path, int line, int column);

} // namespace skybranch::client
