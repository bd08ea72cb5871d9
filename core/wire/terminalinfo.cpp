// SPDX-License-Identifier: GPL-3.0-or-later
#include "wire/terminalinfo.h"

#include "wire/jsonreader.h"

#include <algorithm>

namespace skybranch::wire {
namespace {

using namespace Qt::Literals::StringLiterals;

constexpr qsizetype maxId = 64;
constexpr qsizetype maxWords = 200;

} // namespace

bool isTerminalId(QStringView id)
{
    const auto fits
        = [](QChar c) { return (c >= u'a' && c <= u'z') || (c >= u'0' && c <= u'9') || c == u'-'; };
    return !id.isEmpty() && id.size() <= maxId && std::ranges::all_of(id, fits);
}

QJsonObject TerminalInfo::toJson() const
{
    return {{"id"_L1, id},
            {"name"_L1, name},
            {"title"_L1, title},
            {"startedAt"_L1, timeToJson(startedAt)},
            {"endedAt"_L1, timeToJson(endedAt)},
            {"byItself"_L1, exit.byItself},
            {"exitCode"_L1, exit.code},
            {"watchers"_L1, watchers},
            {"job"_L1, job},
            {"output"_L1, output}};
}

Result<TerminalInfo> TerminalInfo::fromJson(const QJsonObject &json)
{
    JsonReader reader(json);
    TerminalInfo info{.id = reader.text("id"_L1, maxId),
                      .name = reader.words("name"_L1, maxWords),
                      .title = reader.words("title"_L1, maxWords),
                      .startedAt = reader.timeOrNull("startedAt"_L1),
                      .endedAt = reader.timeOrNull("endedAt"_L1),
                      .exit = {.byItself = reader.boolean("byItself"_L1),
                               .code = int(reader.integer("exitCode"_L1, -1, 255))},
                      .watchers = int(reader.integer("watchers"_L1, 0, 10'000)),
                      .job = reader.words("job"_L1, maxWords),
                      .output = reader.integer("output"_L1, 0, qint64(1) << 53)};
    if (!isTerminalId(info.id))
        reader.fail("id"_L1, u"must be a terminal's id"_s);
    return reader.finish(std::move(info));
}

QJsonObject toJson(const QList<TerminalInfo> &terminals)
{
    QJsonArray list;
    for (const TerminalInfo &info : terminals.first(std::min(terminals.size(), maxListedTerminals)))
        list.append(info.toJson());
    return {{"terminals"_L1, list}};
}

Result<QList<TerminalInfo>> terminalsFromJson(const QJsonObject &json)
{
    JsonReader reader(json);
    const QJsonArray list = reader.array("terminals"_L1, maxListedTerminals);
    if (reader.error())
        return std::unexpected(*reader.error());
    QList<TerminalInfo> terminals;
    for (const QJsonValue &item : list) {
        auto info = TerminalInfo::fromJson(item.toObject());
        if (!info)
            return failure(info);
        terminals.append(std::move(*info));
    }
    return terminals;
}

} // namespace skybranch::wire
