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

void writeFields(JsonWriter &out, const UsageEntry &entry)
{
    out.member("workspaceId"_L1, entry.workspaceId);
    out.member("workspaceName"_L1, entry.workspaceName);
    out.member("exists"_L1, entry.exists);
    out.member("providerType"_L1, entry.providerType);
    out.member("size"_L1, entry.size);
    out.member("status"_L1, domain::name(entry.status));
    out.member("seconds"_L1, entry.seconds);
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

void writeFields(JsonWriter &out, const Usage &usage)
{
    out.member("from"_L1, usage.from);
    out.member("to"_L1, usage.to);
    out.member("usage"_L1, usage.entries);
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
