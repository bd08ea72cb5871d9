// SPDX-License-Identifier: GPL-3.0-or-later
#include "domain/presence.h"

#include "domain/names.h"

namespace skybranch::domain {
namespace {

constexpr NameTable clientTypeNames{
    std::pair{ClientType::Desktop, "desktop"},
    std::pair{ClientType::Web, "web"},
};

} // namespace

QString name(ClientType type)
{
    return clientTypeNames.nameOf(type);
}

std::optional<ClientType> clientType(QStringView name)
{
    return clientTypeNames.valueOf(name);
}

} // namespace skybranch::domain
