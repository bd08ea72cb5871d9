// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

#include <optional>

namespace skybranch::domain {

/// What a user is in an organisation. An admin is a member, too.
enum class Role { Member, Admin };

QString name(Role role); ///< "member", "admin"
std::optional<Role> role(QStringView name);

} // namespace skybranch::domain
