// SPDX-License-Identifier: GPL-3.0-or-later
#include "wire/jsonreader.h"
#include "wire/rest.h"

using namespace Qt::StringLiterals;

namespace skybranch::wire {
namespace {

constexpr qsizetype maxEntries = 100'000;
constexpr qint64 maxSeconds = 1LL << 40;

} // namespace

QJsonObject toJson(const UsageQuery &query)
{
    return {{u"from"_s, timeToJson(query.from)}, {u"to"_s, timeToJson(query.to)}};
}

Result<UsageQuery> usageQuery(const QJsonObject &json)
{
    JsonReader reader(json);
    const UsageQuery query{.from = reader.timeOrNull("from"_L1), .to = reader.timeOrNull("to"_L1)};
    return reader.finish(query);
}

QJsonObject toJson(const UsageEntry &entry)
{
    return {
        {u"workspaceId"_s, entry.workspaceId.toString()},
        {u"workspaceName"_s, entry.workspaceName},
        {u"exists"_s, entry.exists},
        {u"providerType"_s, entry.providerType},
        {u"size"_s, entry.size},
        {u"status"_s, domain::name(entry.status)},
        {u"seconds"_s, entry.seconds},
    };
}

Result<UsageEntry> usageEntry(const QJsonObject &json)
{
    JsonReader reader(json);
    UsageEntry entry{
        .workspaceId = WorkspaceId::fromString(reader.text("workspaceId"_L1, 64)),
        .workspaceName = reader.words("workspaceName"_L1),
        .exists = reader.boolean("exists"_L1),
        .providerType = reader.words("providerType"_L1, 64),
        .size = reader.words("size"_L1, 64),
        .status = reader.named("status"_L1, domain::workspaceStatus),
        .seconds = reader.integer("seconds"_L1, 0, maxSeconds),
    };
    if (entry.workspaceId.isNull())
        reader.fail("workspaceId"_L1, u"must be a UUID"_s);
    return reader.finish(std::move(entry));
}

QJsonObject toJson(const Usage &usage)
{
    QJsonArray entries;
    for (const UsageEntry &entry : usage.entries)
        entries.append(toJson(entry));
    return {
        {u"from"_s, timeToJson(usage.from)},
        {u"to"_s, timeToJson(usage.to)},
        {u"usage"_s, entries},
    };
}

Result<Usage> usage(const QJsonObject &json)
{
    JsonReader reader(json);
    Usage usage{.from = reader.timeOrNull("from"_L1), .to = reader.timeOrNull("to"_L1)};
    for (const QJsonValue &item : reader.array("usage"_L1, maxEntries)) {
        const auto entry = usageEntry(item.toObject());
        if (!entry)
            return failure(entry);
        usage.entries.append(*entry);
    }
    return reader.finish(std::move(usage));
}

} // namespace skybranch::wire
