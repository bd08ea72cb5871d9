// SPDX-License-Identifier: GPL-3.0-or-later
#include "client/providerlist.h"

#include <QJsonDocument>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace skybranch::client {
namespace {

constexpr qsizetype longestType = 50;
constexpr qsizetype longestMessage = 2000;

ProviderInfo providerFromColumns(const QJsonObject &columns)
{
    const QJsonObject can
        = QJsonDocument::fromJson(columns.value("capabilities"_L1).toString().toUtf8()).object();
    return {.type = columns.value("type"_L1).toString().left(longestType),
            .isDefault = columns.value("is_default"_L1).toString() == "true"_L1,
            .usable = columns.value("status"_L1).toString() == "ok"_L1,
            .problem = columns.value("message"_L1).toString().left(longestMessage),
            .freezeKeepsMemory = can.value("freezeKeepsMemory"_L1).toBool(),
            .limits = can.value("limits"_L1).toBool(),
            .dedicated = can.value("dedicated"_L1).toBool(true),
            .personal = can.value("personal"_L1).toBool(),
            .isolated = can.value("isolated"_L1).toBool()};
}

} // namespace

QList<ProviderInfo> ProviderList::providers() const
{
    QList<ProviderInfo> list;
    for (const QJsonObject &row : rows())
        list.append(providerFromColumns(row));
    std::ranges::sort(list, [](const ProviderInfo &a, const ProviderInfo &b) {
        return a.isDefault != b.isDefault ? a.isDefault : a.type < b.type;
    });
    return list;
}

} // namespace skybranch::client
