// SPDX-License-Identifier: GPL-3.0-or-later
#include "domain/role.h"

#include "domain/names.h"

namespace skybranch::domain {
namespace {

constexpr NameTable roleNames{
    std::pair{Role::Member, "member"},
    std::pair{Role::Admin, "admin"},
};

} // namespace

QString name(Role role)
{
    return roleNames.nameOf(role);
}
std::optional<Role> role(QStringView name)
{
    return roleNames.valueOf(name);
}

} // namespace skybranch::domain
