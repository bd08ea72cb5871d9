// SPDX-License-Identifier: GPL-3.0-or-later
#include "edge/shaperequest.h"

#include <QStringList>

using namespace Qt::StringLiterals;

namespace skybranch::edge {
namespace {

constexpr qsizetype maxParameter = 500;

std::unexpected<Error> invalid(const QString &parameter, const QString &what)
{
    return failure(ErrorCode::InvalidArgument, u"The parameter \"%1\" %2."_s.arg(parameter, what));
}

/// Refuses what would be answered wrongly if it were passed over.
Result<> checkNames(const QUrlQuery &query)
{
    static const QStringList known{u"table"_s,   u"offset"_s,         u"handle"_s,
                                   u"live"_s,    u"cursor"_s,         u"log"_s,
                                   u"replica"_s, u"expired_handle"_s, u"cache-buster"_s};
    for (const auto &[name, value] : query.queryItems(QUrl::FullyDecoded)) {
        if (!known.contains(name))
            return invalid(name.first(std::min(name.size(), qsizetype(100))),
                           u"is not known here"_s);
        if (value.size() > maxParameter)
            return invalid(name, u"is too long"_s);
    }
    return {};
}

Result<> readOffset(const QString &text, ShapeRequest &request)
{
    if (text == "-1"_L1)
        return {};
    if (text == "now"_L1) {
        request.start = ShapeRequest::Start::Now;
        return {};
    }
    request.start = ShapeRequest::Start::Offset;
    const QStringList parts = text.split(u'_');
    bool ok = parts.size() == 2;
    bool positionOk = true;
    if (ok) {
        request.offset = parts[0].toLongLong(&ok);
        if (parts[1] != "inf"_L1)
            parts[1].toULongLong(&positionOk);
    }
    if (!ok || !positionOk || request.offset < 0)
        return invalid(u"offset"_s, u"must be -1, now or the electric-offset of an answer"_s);
    return {};
}

} // namespace

Result<ShapeRequest> shapeRequest(const QUrlQuery &query)
{
    if (auto checked = checkNames(query); !checked)
        return failure(checked);
    const auto value
        = [&query](const QString &name) { return query.queryItemValue(name, QUrl::FullyDecoded); };
    ShapeRequest request{.handle = value(u"handle"_s), .cursor = value(u"cursor"_s).toLongLong()};
    const auto table = clouddb::loggedTable(value(u"table"_s));
    if (!table)
        return invalid(u"table"_s, u"must name a table that can be followed"_s);
    request.table = *table;
    if (auto read = readOffset(value(u"offset"_s), request); !read)
        return failure(read);
    request.live = query.hasQueryItem(u"live"_s) && value(u"live"_s) != "false"_L1;
    if (request.live && request.start != ShapeRequest::Start::Offset)
        return invalid(u"live"_s, u"needs the offset of an answer"_s);
    if (query.hasQueryItem(u"log"_s) && value(u"log"_s) != "full"_L1)
        return invalid(u"log"_s, u"must be full"_s);
    if (query.hasQueryItem(u"replica"_s) && value(u"replica"_s) != "default"_L1)
        return invalid(u"replica"_s, u"must be default"_s);
    return request;
}

} // namespace skybranch::edge
