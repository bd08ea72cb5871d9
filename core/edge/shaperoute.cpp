// SPDX-License-Identifier: GPL-3.0-or-later
#include "edge/services.h"
#include "edge/shapemessages.h"
#include "edge/shaperequest.h"

#include <QCryptographicHash>
#include <QDeadlineTimer>
#include <QJsonDocument>
#include <QRandomGenerator>
#include <QTimeZone>

using namespace Qt::StringLiterals;

namespace skybranch::edge {
namespace {

constexpr qint64 cursorStep = 20;

/// What handles of this shape begin with, in this database and for this caller. Each snapshot gets
/// one of its own, because a client never takes one again that was once answered with 409.
QString handleBase(const QString &databaseHandle, const cloud::Caller &caller,
                   const ShapeDefinition &shape)
{
    QByteArray text
        = databaseHandle.toUtf8() + '\n' + caller.organizationId.toString().toUtf8() + '\n';
    if (clouddb::hasPrivateRows(shape.table))
        text += caller.userId.toString().toUtf8() + '\n';
    text += shape.text;
    return QString::fromLatin1(
        QCryptographicHash::hash(text, QCryptographicHash::Sha256).toHex().first(24));
}

QString newHandle(const QString &base)
{
    return base + u'-'
        + QString::number(QRandomGenerator::system()->generate64() & 0xffffffffffff, 16);
}

clouddb::RowSelection selectionOf(const cloud::Caller &caller, const ShapeDefinition &shape)
{
    return {shape.table, caller.userId, shape.filter};
}

qint64 nextCursor(qint64 before)
{
    static const qint64 epoch
        = QDateTime(QDate(2024, 10, 9), QTime(0, 0), QTimeZone::UTC).toSecsSinceEpoch();
    const qint64 seconds = QDateTime::currentSecsSinceEpoch() - epoch;
    const qint64 cursor = (seconds / cursorStep + 1) * cursorStep;
    if (cursor > before)
        return cursor;
    return before + 1 + QRandomGenerator::global()->bounded(3600);
}

/// Rows of an organisation: only its client itself may keep them, and asks each time whether they
/// still hold. What was live is worth nothing later.
void addCaching(QHttpHeaders &headers, bool keepable)
{
    using Known = QHttpHeaders::WellKnownHeader;
    headers.append(Known::CacheControl, keepable ? "private, no-cache"_L1 : "no-store"_L1);
    headers.append(Known::Vary, "Authorization"_L1);
}

struct Part
{
    QString handle;
    QString offset;
    QJsonArray messages;
    bool upToDate = false;
};

HttpResponse shapeResponse(const ShapeRequest &request, const Part &part)
{
    using Known = QHttpHeaders::WellKnownHeader;
    HttpResponse response{.body = QJsonDocument(part.messages).toJson(QJsonDocument::Compact)};
    QHttpHeaders &headers = response.headers;
    headers.append(Known::ContentType, "application/json"_L1);
    addCaching(headers, !request.live);
    headers.append("electric-handle"_L1, part.handle);
    headers.append("electric-offset"_L1, part.offset);
    if (request.live) {
        headers.append("electric-cursor"_L1, QString::number(nextCursor(request.cursor)));
    } else {
        headers.append("electric-schema"_L1, shapeSchema(request.shape));
        headers.append(Known::ETag,
                       u"\"%1:%2:%3\""_s.arg(part.handle, request.offsetText, part.offset));
    }
    if (part.upToDate)
        headers.append("electric-up-to-date"_L1, "true"_L1);
    return response;
}

HttpResponse mustRefetch(const QString &base)
{
    HttpResponse response{.status = 409, .body = R"([{"headers":{"control":"must-refetch"}}])"};
    response.headers.append(QHttpHeaders::WellKnownHeader::ContentType, "application/json"_L1);
    addCaching(response.headers, false);
    response.headers.append("electric-handle"_L1, newHandle(base));
    return response;
}

/// @p offset in the words of the protocol, when nothing before it is missing any more.
QString logOffset(qint64 offset)
{
    return QString::number(offset) + u"_0"_s;
}

Part partOf(const ShapeRequest &request, const clouddb::Changes &changes)
{
    Part part{.handle = request.handle,
              .offset = logOffset(changes.offset),
              .messages = changeMessages(request.shape, changes),
              .upToDate = changes.upToDate};
    if (part.upToDate)
        part.messages.append(upToDateMessage(changes.offset));
    return part;
}

Task<HttpResponse> snapshot(Services services, cloud::Caller caller, ShapeRequest request)
{
    std::optional<clouddb::SnapshotPlace> place;
    if (request.start == ShapeRequest::Start::Offset)
        place = {request.offset, request.skip};
    const auto page = co_await services.changes->snapshot(
        caller.organizationId, selectionOf(caller, request.shape), place);
    if (!page && page.error().code == ErrorCode::Conflict)
        co_return mustRefetch(u"lost"_s);
    if (!page)
        co_return failure(page);
    const QString base = handleBase(page->handle, caller, request.shape);
    if (place && !request.handle.startsWith(base + u'-'))
        co_return mustRefetch(base);
    Part part{.handle = place ? request.handle : newHandle(base),
              .offset = page->complete ? logOffset(page->offset)
                                       : u"%1_%2"_s.arg(page->offset).arg(page->skip),
              .upToDate = page->complete};
    for (const QJsonObject &row : page->rows)
        part.messages.append(rowMessage(request.shape, row));
    if (page->complete)
        part.messages.append(upToDateMessage(page->offset));
    co_return shapeResponse(request, part);
}

Task<HttpResponse> fromNow(Services services, cloud::Caller caller, ShapeRequest request)
{
    const auto head = co_await services.changes->head(caller.organizationId);
    if (!head)
        co_return failure(head);
    const auto databaseHandle = co_await services.changes->handle();
    if (!databaseHandle)
        co_return failure(databaseHandle);
    const QString base = handleBase(*databaseHandle, caller, request.shape);
    co_return shapeResponse(request,
                            {newHandle(base), logOffset(*head), {upToDateMessage(*head)}, true});
}

/// The changes after the offset; a live request waits for the first of them.
Task<HttpResponse> follow(Services services, cloud::Caller caller, ShapeRequest request,
                          StopToken gone)
{
    const OrganizationId organization = caller.organizationId;
    const QDeadlineTimer deadline(services.longPoll);
    while (true) {
        cloud::ChangeFeed::Wait wait(*services.feed, organization);
        const auto changes = co_await services.changes->since(
            organization, selectionOf(caller, request.shape), request.offset);
        if (!changes && changes.error().code == ErrorCode::Conflict)
            co_return mustRefetch(u"lost"_s);
        if (!changes)
            co_return failure(changes);
        const QString base = handleBase(changes->handle, caller, request.shape);
        if (!request.handle.startsWith(base + u'-'))
            co_return mustRefetch(base);
        const Part part = partOf(request, *changes);
        const bool nothing = part.upToDate && part.messages.size() == 1;
        if (!request.live || !nothing || deadline.hasExpired())
            co_return shapeResponse(request, part);
        request.offset = changes->offset;
        const auto waited
            = co_await wait.until(std::chrono::milliseconds(deadline.remainingTime()), gone);
        if (!waited)
            co_return failure(waited);
        // Who has been shut out meanwhile is told nothing more.
        if (auto valid = co_await services.accounts->checkStillValid(caller); !valid)
            co_return failure(valid);
    }
}

Task<HttpResponse> shape(Services services, HttpRequest http)
{
    const auto request = shapeRequest(http.query);
    if (!request)
        co_return failure(request);
    switch (request->start) {
    case ShapeRequest::Start::Now:
        co_return co_await fromNow(services, http.caller, *request);
    case ShapeRequest::Start::Offset:
        if (request->skip == 0)
            co_return co_await follow(services, http.caller, *request, http.gone);
        break;
    case ShapeRequest::Start::Snapshot:
        break;
    }
    co_return co_await snapshot(services, http.caller, *request);
}

} // namespace

Route shapeRoute(Services services)
{
    return {.method = Method::Get,
            .pattern = u"/v1/shape"_s,
            .handle
            = [services](HttpRequest request) { return shape(services, std::move(request)); },
            .about = {.summary = u"Rows of a table and their changes, as Electric's client reads "
                                 "them."_s}};
}

} // namespace skybranch::edge
