// SPDX-License-Identifier: GPL-3.0-or-later
#include "wire/divergence.h"

#include "wire/jsonreader.h"

#include <limits>

namespace skybranch::wire {
namespace {

using namespace Qt::Literals::StringLiterals;
using domain::CommitSummary;
using domain::Divergence;

constexpr qsizetype maxId = 64;
constexpr qsizetype maxLine = 500;
constexpr qsizetype maxPath = 4096;
constexpr qint64 maxCount = std::numeric_limits<int>::max();

/// For one line of a list.
QString shown(const QString &text)
{
    return printable(text).remove(u'\n');
}

QJsonObject commitToJson(const CommitSummary &commit)
{
    return {{"id"_L1, commit.id},
            {"summary"_L1, commit.summary.left(maxLine)},
            {"author"_L1, commit.author.left(maxLine)},
            {"when"_L1, timeToJson(commit.when)},
            {"mine"_L1, commit.isMine}};
}

Result<CommitSummary> commitFromJson(const QJsonObject &json)
{
    JsonReader reader(json);
    return reader.finish(CommitSummary{.id = shown(reader.text("id"_L1, maxId)),
                                       .summary = shown(reader.text("summary"_L1, maxLine)),
                                       .author = shown(reader.text("author"_L1, maxLine)),
                                       .when = reader.timeOrNull("when"_L1),
                                       .isMine = reader.booleanOr("mine"_L1, false)});
}

QJsonArray commitsToJson(const QList<CommitSummary> &commits)
{
    QJsonArray array;
    for (const CommitSummary &commit : commits)
        array.append(commitToJson(commit));
    return array;
}

QList<CommitSummary> readCommits(JsonReader &reader, QLatin1StringView field)
{
    QList<CommitSummary> commits;
    for (const QJsonValue &value : reader.array(field, Divergence::maxCommits)) {
        const auto commit = commitFromJson(value.toObject());
        reader.check(commit.transform([](const auto &) { }));
        commits.append(commit.value_or(CommitSummary()));
    }
    return commits;
}

int readCount(JsonReader &reader, QLatin1StringView field)
{
    return int(reader.integerOr(field, 0, 0, maxCount));
}

} // namespace

QJsonObject toJson(const Divergence &divergence)
{
    QJsonObject json{{"upstream"_L1, divergence.upstream},
                     {"here"_L1, commitsToJson(divergence.here)},
                     {"there"_L1, commitsToJson(divergence.there)},
                     {"hereCount"_L1, divergence.hereCount},
                     {"thereCount"_L1, divergence.thereCount},
                     {"files"_L1, QJsonArray::fromStringList(divergence.files)},
                     {"fileCount"_L1, divergence.fileCount},
                     {"uncommitted"_L1, divergence.uncommitted}};
    if (divergence.base)
        json.insert("base"_L1, commitToJson(*divergence.base));
    return json;
}

Result<Divergence> divergenceFromJson(const QJsonObject &json)
{
    JsonReader reader(json);
    Divergence divergence{.upstream = shown(reader.text("upstream"_L1, maxLine)),
                          .here = readCommits(reader, "here"_L1),
                          .there = readCommits(reader, "there"_L1),
                          .hereCount = readCount(reader, "hereCount"_L1),
                          .thereCount = readCount(reader, "thereCount"_L1)};
    if (reader.has("base"_L1)) {
        const auto base = commitFromJson(reader.object("base"_L1));
        reader.check(base.transform([](const auto &) { }));
        if (base)
            divergence.base = *base;
    }
    for (const QString &file : reader.texts("files"_L1, Divergence::maxFiles, maxPath))
        divergence.files.append(shown(file));
    divergence.fileCount = readCount(reader, "fileCount"_L1);
    divergence.uncommitted = readCount(reader, "uncommitted"_L1);
    return reader.finish(std::move(divergence));
}

} // namespace skybranch::wire
