// SPDX-License-Identifier: GPL-3.0-or-later
#include "edge/shaperequest.h"

#include "clouddb/filtertokens.h"
#include "edge/shapemessages.h"

#include <QJsonDocument>
#include <QRegularExpression>

using namespace Qt::StringLiterals;

namespace skybranch::edge {
namespace {

using clouddb::FilterToken;

constexpr qsizetype maxValue = 500;
constexpr qsizetype maxText = 4000; ///< of a condition or a list of columns
constexpr int maxParameters = 100;

std::unexpected<Error> invalid(const QString &parameter, const QString &what)
{
    return failure(ErrorCode::InvalidArgument, u"The parameter \"%1\" %2."_s.arg(parameter, what));
}

/// The parameters of a request, each once.
struct Parameters
{
    QMap<QString, QString> values;
    QMap<int, QString> placeholders; ///< params[1]

    QString value(const QString &name) const { return values.value(name); }
    bool isSet(const QString &name) const
    {
        return values.contains(name) && values.value(name) != "false"_L1;
    }
};

Result<> takeParameter(Parameters &parameters, const QString &name, const QString &value)
{
    static const QStringList known{
        u"table"_s,        u"offset"_s,   u"handle"_s,
        u"live"_s,         u"live_sse"_s, u"experimental_live_sse"_s,
        u"cursor"_s,       u"log"_s,      u"replica"_s,
        u"where"_s,        u"columns"_s,  u"expired_handle"_s,
        u"cache-buster"_s,
    };
    static const QRegularExpression placeholder(u"\\Aparams\\[([1-9][0-9]{0,2})\\]\\z"_s);
    const auto match = placeholder.match(name);
    const bool isLong = name == "where"_L1 || name == "columns"_L1;
    if (!match.hasMatch() && !known.contains(name))
        return invalid(name.left(100), u"is not known here"_s);
    if (value.size() > (isLong ? maxText : maxValue))
        return invalid(name, u"is too long"_s);
    static const QRegularExpression handleForm(u"\\A[0-9a-z-]*\\z"_s);
    if (name == "handle"_L1 && !handleForm.match(value).hasMatch())
        return invalid(name, u"must be the electric-handle of an answer"_s);
    const int number = match.captured(1).toInt();
    if (parameters.values.contains(name) || parameters.placeholders.contains(number))
        return invalid(name, u"is there twice"_s);
    if (!match.hasMatch())
        parameters.values.insert(name, value);
    else if (parameters.placeholders.size() >= maxParameters)
        return invalid(name, u"is one too many"_s);
    else
        parameters.placeholders.insert(number, value);
    return {};
}

Result<Parameters> parametersOf(const QUrlQuery &query)
{
    // As forms have it, and with them the clients: a plus is a space.
    const QUrlQuery spaced(query.query(QUrl::FullyEncoded).replace(u'+', QLatin1StringView("%20")));
    Parameters parameters;
    for (const auto &[name, value] : spaced.queryItems(QUrl::FullyDecoded)) {
        if (auto taken = takeParameter(parameters, name, value); !taken)
            return failure(taken);
    }
    return parameters;
}

Result<> readOffset(const QString &text, ShapeRequest &request)
{
    request.offsetText = text;
    if (text == "-1"_L1)
        return {};
    if (text == "now"_L1) {
        request.start = ShapeRequest::Start::Now;
        return {};
    }
    request.start = ShapeRequest::Start::Offset;
    static const QRegularExpression form(u"\\A([0-9]{1,19})_([0-9]{1,19}|inf)\\z"_s);
    const auto match = form.match(text);
    bool ok = match.hasMatch();
    bool positionOk = true;
    if (ok)
        request.offset = match.captured(1).toLongLong(&ok);
    if (ok && match.captured(2) != "inf"_L1)
        request.skip = match.captured(2).toLongLong(&positionOk);
    if (!ok || !positionOk)
        return invalid(u"offset"_s, u"must be -1, now or the electric-offset of an answer"_s);
    return {};
}

Result<QStringList> columnNames(const QString &text)
{
    const auto tokens = clouddb::filterTokens(text);
    if (!tokens)
        return invalid(u"columns"_s, tokens.error().message);
    QStringList names;
    for (qsizetype i = 0; i < tokens->size(); i += 2) {
        const FilterToken &name = tokens->at(i);
        if (name.kind != FilterToken::Kind::Word && name.kind != FilterToken::Kind::Name)
            return invalid(u"columns"_s, u"must be a list of names, separated by commas"_s);
        names << name.text;
        const FilterToken &after = tokens->at(i + 1);
        if (after.kind != FilterToken::Kind::End && !after.isSymbol(","_L1))
            return invalid(u"columns"_s, u"must be a list of names, separated by commas"_s);
        if (after.kind == FilterToken::Kind::End)
            break;
    }
    return names;
}

Result<> readColumns(const Parameters &parameters, ShapeDefinition &shape)
{
    const auto all = clouddb::columnsOf(shape.table);
    shape.columns = QList<clouddb::Column>(all.begin(), all.end());
    if (!parameters.values.contains(u"columns"_s))
        return {};
    auto names = columnNames(parameters.value(u"columns"_s));
    if (!names)
        return failure(names);
    if (!names->contains("id"_L1))
        return invalid(u"columns"_s, u"must have \"id\", the primary key"_s);
    shape.columns.removeIf(
        [&names](const clouddb::Column &column) { return !names->contains(column.name); });
    names->removeDuplicates();
    if (shape.columns.size() != names->size())
        return invalid(u"columns"_s,
                       u"has a name that is no column of %1"_s.arg(clouddb::name(shape.table)));
    return {};
}

Result<ShapeDefinition> definition(const Parameters &parameters)
{
    ShapeDefinition shape;
    const auto table = clouddb::loggedTable(parameters.value(u"table"_s));
    if (!table)
        return invalid(u"table"_s, u"must name a table that can be followed"_s);
    shape.table = *table;
    if (auto read = readColumns(parameters, shape); !read)
        return failure(read);
    const QString replica = parameters.values.value(u"replica"_s, u"default"_s);
    if (replica != "default"_L1 && replica != "full"_L1)
        return invalid(u"replica"_s, u"must be default or full"_s);
    shape.full = replica == "full"_L1;
    if (parameters.values.contains(u"where"_s)) {
        auto filter = clouddb::rowFilter(shape.table, parameters.value(u"where"_s),
                                         parameters.placeholders);
        if (!filter)
            return invalid(u"where"_s, filter.error().message);
        shape.filter = std::move(*filter);
    }
    shape.text = clouddb::name(shape.table).toUtf8() + '\n' + (shape.full ? "full" : "changed")
        + '\n' + shapeSchema(shape) + '\n' + shape.filter.condition.toUtf8() + '\n'
        + QJsonDocument(QJsonArray::fromVariantList(shape.filter.values))
              .toJson(QJsonDocument::Compact);
    return shape;
}

} // namespace

Result<ShapeRequest> shapeRequest(const QUrlQuery &query)
{
    const auto parameters = parametersOf(query);
    if (!parameters)
        return failure(parameters);
    auto shape = definition(*parameters);
    if (!shape)
        return failure(shape);
    ShapeRequest request{.shape = std::move(*shape),
                         .handle = parameters->value(u"handle"_s),
                         .live = parameters->isSet(u"live"_s),
                         .events = parameters->isSet(u"live_sse"_s)
                             || parameters->isSet(u"experimental_live_sse"_s),
                         .cursor = parameters->value(u"cursor"_s).toLongLong()};
    if (auto read = readOffset(parameters->value(u"offset"_s), request); !read)
        return failure(read);
    if (request.live && (request.start != ShapeRequest::Start::Offset || request.skip > 0))
        return invalid(u"live"_s, u"needs the offset of an answer that was up to date"_s);
    if (request.events && !request.live)
        return invalid(u"live_sse"_s, u"needs live=true"_s);
    if (parameters->values.value(u"log"_s, u"full"_s) != "full"_L1)
        return invalid(u"log"_s, u"must be full"_s);
    return request;
}

} // namespace skybranch::edge
