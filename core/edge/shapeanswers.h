// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "edge/http.h"
#include "edge/shaperequest.h"

#include <optional>

namespace skybranch::edge {

/// What handles of a shape begin with, in this database and for this caller. Each snapshot gets
/// one of its own, because a client never takes one again that was once answered with 409.
QString handleBase(const QString &databaseHandle, const cloud::Caller &caller,
                   const ShapeDefinition &shape);
QString newHandle(const QString &base);
bool isHandleOf(const QString &base, const QString &handle);

/// @p offset in the words of the protocol, when nothing before it is missing any more.
QString logOffset(qint64 offset);

/// @p messages, which are JSON, as the body of an answer; one that has all up to @p upToDateAt,
/// where that is given.
QByteArray bodyOf(QByteArrayList messages, std::optional<qint64> upToDateAt);

/// One answer about a shape, or the next piece of one that goes on.
struct ShapePart
{
    QString handle;
    QString offset;
    QByteArray body; ///< see bodyOf()
    bool upToDate = false;
};

/// The answer to @p request that holds @p part: a 304 where the client has the same already.
HttpResponse shapeResponse(const ShapeRequest &request, const ShapePart &part,
                           const QByteArray &known);

/// The beginning of an answer that @p stream goes on with, event by event.
HttpResponse eventsResponse(const ShapeRequest &request,
                            std::function<Task<>(std::shared_ptr<ResponseStream>)> stream);

/// @p messages as server-sent events.
QByteArray eventsOf(const QByteArrayList &messages);

/// Tells the client to begin anew: it goes on with a handle that nobody else has.
HttpResponse mustRefetch(const QString &base);

} // namespace skybranch::edge
