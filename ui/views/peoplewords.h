// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "client/views.h"

namespace skybranch::ui {

/// "CL", "CL+2": initials of the one who is connected longest, and how many more there are.
QString peopleInitials(const QList<client::PersonInfo> &people);

/// "Cleo and you, elsewhere, are connected."; empty where nobody is.
QString peopleSentence(const QList<client::PersonInfo> &people);

/// A line for each: "Cleo, since 14:02", "You, on another computer, since 14:05".
QStringList peopleLines(const QList<client::PersonInfo> &people, const QDateTime &now);

} // namespace skybranch::ui
