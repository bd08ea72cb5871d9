// SPDX-License-Identifier: GPL-3.0-or-later
#include "wire/guestrpc.h"

#include "domain/names.h"
#include "wire/jsonreader.h"

#include <limits>

namespace skybranch::wire {
namespace {

using namespace Qt::Literals::StringLiterals;

constexpr qsizetype maxPath = 4096;
constexpr qsizetype maxRef = 300;
constexpr qsizetype maxCommitId = 64;
constexpr qsizetype maxSentence = 2000;
constexpr qsizetype maxPerson = 300;
constexpr qsizetype maxKnownHosts = 64;
constexpr qint64 maxCount = std::numeric_limits<int>::max();
constexpr qint64 maxBytes = qint64(1) << 50;
constexpr double maxCpu = 1e6;

bool isCommitId(const QString &text)
{
    return std::ranges::all_of(
        text, [](QChar c) { return (c >= u'0' && c <= u'9') || (c >= u'a' && c <= u'f'); });
}

QString readCommitId(JsonReader &reader, QLatin1StringView field)
{
    QString id = reader.textOr(field, {}, maxCommitId);
    if (!isCommitId(id))
        reader.fail(field, QStringLiteral("must be a commit id"));
    return id;
}

QString readOperation(JsonReader &reader)
{
    QString operation = reader.textOr("operation"_L1, {}, 16);
    if (!operation.isEmpty() && operation != "clone"_L1 && operation != "pull"_L1
        && operation != "push"_L1 && !integrationFromName(operation))
        reader.fail("operation"_L1, QStringLiteral("has a value that is not known"));
    return operation;
}

/// Names end up in a git configuration: one line each.
QString readPerson(JsonReader &reader, QLatin1StringView field)
{
    QString text = reader.textOr(field, {}, maxPerson);
    if (text.contains(u'\n') || text.contains(u'\r'))
        reader.fail(field, QStringLiteral("must be one line"));
    return text;
}

CloneRequest readRemote(JsonReader &reader)
{
    CloneRequest request{.url = reader.text("url"_L1, 2000),
                         .branch = reader.text("branch"_L1, maxRef)};
    if (reader.has("identity"_L1)) {
        JsonReader identity(reader.object("identity"_L1));
        request.identity.name = readPerson(identity, "name"_L1);
        request.identity.email = readPerson(identity, "email"_L1);
        if (identity.error())
            reader.check(std::unexpected(*identity.error()));
    }
    if (reader.has("knownHosts"_L1))
        request.knownHosts = reader.texts("knownHosts"_L1, maxKnownHosts);
    if (!reader.error()) {
        reader.check(domain::checkRemoteUrl(request.url));
        reader.check(domain::checkBranchName(request.branch));
    }
    return request;
}

} // namespace

QString name(Integration how)
{
    return how == Integration::Merge ? QStringLiteral("merge") : QStringLiteral("rebase");
}

std::optional<Integration> integrationFromName(const QString &name)
{
    for (const auto how : {Integration::Merge, Integration::Rebase}) {
        if (wire::name(how) == name)
            return how;
    }
    return std::nullopt;
}

QJsonObject RepositoryStatus::toJson() const
{
    return {{"present"_L1, present},
            {"path"_L1, path},
            {"branch"_L1, branch},
            {"head"_L1, head},
            {"upstream"_L1, upstream},
            {"hasUpstream"_L1, hasUpstream},
            {"ahead"_L1, ahead},
            {"behind"_L1, behind},
            {"changed"_L1, changed},
            {"files"_L1, QJsonArray::fromStringList(files)},
            {"lastFetchAt"_L1, timeToJson(lastFetchAt)},
            {"fetchProblem"_L1, fetchProblem},
            {"operation"_L1, operation}};
}

Result<RepositoryStatus> RepositoryStatus::fromJson(const QJsonObject &json)
{
    JsonReader reader(json);
    return reader.finish(RepositoryStatus{
        .present = reader.boolean("present"_L1),
        .path = reader.textOr("path"_L1, {}, maxPath),
        .branch = reader.textOr("branch"_L1, {}, maxRef),
        .head = readCommitId(reader, "head"_L1),
        .upstream = reader.textOr("upstream"_L1, {}, maxRef),
        .hasUpstream = reader.booleanOr("hasUpstream"_L1, false),
        .ahead = int(reader.integerOr("ahead"_L1, 0, 0, maxCount)),
        .behind = int(reader.integerOr("behind"_L1, 0, 0, maxCount)),
        .changed = int(reader.integerOr("changed"_L1, 0, 0, maxCount)),
        .files = reader.has("files"_L1) ? reader.texts("files"_L1, maxListedFiles, maxPath + 3)
                                        : QStringList(),
        .lastFetchAt = reader.timeOrNull("lastFetchAt"_L1),
        .fetchProblem = reader.words("fetchProblem"_L1, maxSentence),
        .operation = readOperation(reader)});
}

QJsonObject CloneRequest::toJson() const
{
    return {{"url"_L1, url},
            {"branch"_L1, branch},
            {"identity"_L1, QJsonObject{{"name"_L1, identity.name}, {"email"_L1, identity.email}}},
            {"knownHosts"_L1, QJsonArray::fromStringList(knownHosts)}};
}

Result<CloneRequest> CloneRequest::fromJson(const QJsonObject &json)
{
    JsonReader reader(json);
    CloneRequest request = readRemote(reader);
    return reader.finish(std::move(request));
}

QJsonObject SeedHeader::toJson() const
{
    QJsonObject json = remote.toJson();
    json.insert("head"_L1, head);
    return json;
}

Result<SeedHeader> SeedHeader::fromJson(const QJsonObject &json)
{
    JsonReader reader(json);
    SeedHeader header{.remote = readRemote(reader), .head = readCommitId(reader, "head"_L1)};
    return reader.finish(std::move(header));
}

QJsonObject SeedReply::toJson() const
{
    if (ok)
        return {{"ok"_L1, true}, {"head"_L1, head}};
    return {{"ok"_L1, false}, {"message"_L1, message}};
}

Result<SeedReply> SeedReply::fromJson(const QJsonObject &json)
{
    JsonReader reader(json);
    return reader.finish(SeedReply{.ok = reader.boolean("ok"_L1),
                                   .head = readCommitId(reader, "head"_L1),
                                   .message = reader.words("message"_L1, maxSentence)});
}

QJsonObject Progress::toJson() const
{
    return {{"phase"_L1, phase}, {"done"_L1, done}, {"total"_L1, total}, {"text"_L1, text}};
}

Result<Progress> Progress::fromJson(const QJsonObject &json)
{
    JsonReader reader(json);
    return reader.finish(Progress{.phase = reader.words("phase"_L1, 100),
                                  .done = reader.integerOr("done"_L1, 0, 0, maxBytes),
                                  .total = reader.integerOr("total"_L1, 0, 0, maxBytes),
                                  .text = reader.words("text"_L1, maxSentence)});
}

QJsonObject Activity::toJson() const
{
    return {{"lastInputAt"_L1, timeToJson(lastInputAt)},
            {"lastOutputAt"_L1, timeToJson(lastOutputAt)},
            {"foregroundJob"_L1, foregroundJob},
            {"jobWaits"_L1, jobWaits},
            {"cpuPercent"_L1, cpuPercent},
            {"terminals"_L1, terminals}};
}

Result<Activity> Activity::fromJson(const QJsonObject &json)
{
    JsonReader reader(json);
    return reader.finish(
        Activity{.lastInputAt = reader.timeOrNull("lastInputAt"_L1),
                 .lastOutputAt = reader.timeOrNull("lastOutputAt"_L1),
                 .foregroundJob = reader.words("foregroundJob"_L1, 100),
                 .jobWaits = reader.booleanOr("jobWaits"_L1, true),
                 .cpuPercent = reader.numberOr("cpuPercent"_L1, 0, 0, maxCpu),
                 .terminals = int(reader.integerOr("terminals"_L1, 0, 0, maxCount))});
}

QJsonObject GuestHello::toJson() const
{
    return {{"version"_L1, version}, {"guestVersion"_L1, guestVersion}};
}

Result<GuestHello> GuestHello::fromJson(const QJsonObject &json)
{
    JsonReader reader(json);
    return reader.finish(GuestHello{.version = int(reader.integer("version"_L1, 0, 1'000'000)),
                                    .guestVersion = reader.words("guestVersion"_L1, 64)});
}

} // namespace skybranch::wire
