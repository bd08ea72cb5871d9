// SPDX-License-Identifier: GPL-3.0-or-later
#include "edge/services.h"
#include "edge/shapeanswers.h"
#include "edge/shapemessages.h"
#include "edge/shapereads.h"

#include <QDeadlineTimer>
#include <QElapsedTimer>
#include <QJsonDocument>

using namespace Qt::StringLiterals;

namespace skybranch::edge {
namespace {

using std::chrono::milliseconds;

QByteArray compact(const QJsonObject &message)
{
    return QJsonDocument(message).toJson(QJsonDocument::Compact);
}

/// One request for a shape.
struct Asked
{
    Services services;
    std::shared_ptr<ShapeReads> reads;
    cloud::Caller caller;
    ShapeRequest request;
    QByteArray known; ///< tags of what the client has
    StopToken gone;
};

/// Where the log was lost, there is no handle to begin with.
HttpResponse mustRefetchLost()
{
    return mustRefetch(u"lost"_s);
}

Task<HttpResponse> snapshot(Asked asked)
{
    const ShapeRequest &request = asked.request;
    std::optional<clouddb::SnapshotPlace> place;
    if (request.start == ShapeRequest::Start::Offset)
        place = {request.offset, request.skip};
    const auto page = co_await asked.services.changes->snapshot(
        asked.caller.organizationId,
        {request.shape.table, asked.caller.userId, request.shape.filter}, place);
    if (!page && page.error().code == ErrorCode::Conflict)
        co_return mustRefetchLost();
    if (!page)
        co_return failure(page);
    const QString base = handleBase(page->handle, asked.caller, request.shape);
    if (place && !isHandleOf(base, request.handle))
        co_return mustRefetch(base);
    ShapePart part{.handle = place ? request.handle : newHandle(base),
                   .offset = page->complete ? logOffset(page->offset)
                                            : u"%1_%2"_s.arg(page->offset).arg(page->skip),
                   .upToDate = page->complete};
    QByteArrayList messages;
    for (const QJsonObject &row : page->rows)
        messages << compact(rowMessage(request.shape, row));
    part.body = bodyOf(messages, page->complete ? std::optional(page->offset) : std::nullopt);
    co_return shapeResponse(request, part, asked.known);
}

Task<HttpResponse> fromNow(Asked asked)
{
    const auto head = co_await asked.services.changes->head(asked.caller.organizationId);
    if (!head)
        co_return failure(head);
    const auto databaseHandle = co_await asked.services.changes->handle();
    if (!databaseHandle)
        co_return failure(databaseHandle);
    const ShapePart part{
        .handle = newHandle(handleBase(*databaseHandle, asked.caller, asked.request.shape)),
        .offset = logOffset(*head),
        .body = bodyOf({}, *head),
        .upToDate = true};
    co_return shapeResponse(asked.request, part, asked.known);
}

HttpResponse answerOf(const Asked &asked, const ShapeTail &tail)
{
    const ShapePart part{.handle = asked.request.handle,
                         .offset = logOffset(tail.offset),
                         .body = tail.body,
                         .upToDate = tail.upToDate};
    return shapeResponse(asked.request, part, asked.known);
}

/// What to say instead of @p tail; nothing where it can be used.
std::optional<Result<HttpResponse>> obstacle(const Asked &asked, const Result<ShapeTail> &tail)
{
    if (!tail && tail.error().code == ErrorCode::Conflict)
        return mustRefetchLost();
    if (!tail)
        return failure(tail);
    if (!isHandleOf(tail->handleBase, asked.request.handle))
        return mustRefetch(tail->handleBase);
    return std::nullopt;
}

Task<HttpResponse> catchUp(Asked asked)
{
    const auto tail
        = co_await asked.reads->read(asked.caller, asked.request.shape, asked.request.offset);
    if (auto instead = obstacle(asked, tail))
        co_return *instead;
    co_return answerOf(asked, *tail);
}

/// Somebody who waits for changes, for as long as the key counts that it came with.
class Waiter
{
public:
    Waiter(const Asked &asked, milliseconds time)
        : m_asked(asked)
        , m_deadline(time)
        , m_looks(asked.services.feed->looks())
    {
    }

    bool isLate() const { return m_deadline.hasExpired(); }

    /// Ends with the wait, after @p atMost, or at the deadline. Who has been shut out meanwhile is
    /// told nothing more.
    Task<> waitFor(cloud::ChangeFeed::Wait &wait, milliseconds atMost)
    {
        // Once before the first wait: what was revoked while the request came in.
        if (!std::exchange(m_isChecked, true)) {
            if (auto valid = co_await m_asked.services.accounts->checkStillValid(m_asked.caller);
                !valid)
                co_return valid;
        }
        const milliseconds left(m_deadline.remainingTime());
        if (auto waited = co_await wait.until(std::min(left, atMost), m_asked.gone); !waited)
            co_return waited;
        const quint64 looks = m_asked.services.feed->looks();
        if (std::exchange(m_looks, looks) == looks && !isLate())
            co_return Result<>{};
        co_return co_await m_asked.services.accounts->checkStillValid(m_asked.caller);
    }

private:
    const Asked &m_asked;
    QDeadlineTimer m_deadline;
    quint64 m_looks;
    bool m_isChecked = false;
};

Task<HttpResponse> longPoll(Asked asked)
{
    Waiter waiter(asked, asked.services.longPoll);
    while (true) {
        cloud::ChangeFeed::Wait wait(*asked.services.feed, asked.caller.organizationId);
        const auto tail = co_await asked.reads->readShared(asked.caller, asked.request.shape,
                                                           asked.request.offset);
        if (auto instead = obstacle(asked, tail))
            co_return *instead;
        if (!tail->messages.isEmpty() || !tail->upToDate || waiter.isLate())
            co_return answerOf(asked, *tail);
        asked.request.offset = tail->offset;
        if (auto waited = co_await waiter.waitFor(wait, milliseconds::max()); !waited)
            co_return failure(waited);
    }
}

/// Ends where something is in the way: the client asks again, and is told what it is.
Task<> streamEvents(Asked asked, std::shared_ptr<ResponseStream> out)
{
    Waiter waiter(asked, asked.services.eventStream);
    QDeadlineTimer silence(asked.services.keepAlive);
    bool isEnd = false;
    while (!isEnd) {
        cloud::ChangeFeed::Wait wait(*asked.services.feed, asked.caller.organizationId);
        const auto tail = co_await asked.reads->readShared(asked.caller, asked.request.shape,
                                                           asked.request.offset);
        if (!tail)
            co_return failure(tail);
        asked.request.offset = tail->offset;
        isEnd = waiter.isLate();
        QByteArray bytes = eventsOf(tail->messages);
        // At the end in any case: the client goes on from there.
        if (tail->upToDate && (isEnd || !bytes.isEmpty()))
            bytes += eventsOf({compact(upToDateMessage(tail->offset))});
        if (bytes.isEmpty() && silence.hasExpired())
            bytes = ": keep-alive\n\n";
        if (!bytes.isEmpty()) {
            silence.setRemainingTime(asked.services.keepAlive);
            if (auto written = co_await out->write(bytes); !written)
                co_return written;
        }
        if (isEnd || !tail->upToDate)
            continue;
        const milliseconds quiet(silence.remainingTime());
        if (auto waited = co_await waiter.waitFor(wait, quiet); !waited)
            co_return waited;
    }
    co_return Result<>{};
}

Task<HttpResponse> events(Asked asked)
{
    const auto tail
        = co_await asked.reads->readShared(asked.caller, asked.request.shape, asked.request.offset);
    if (auto instead = obstacle(asked, tail))
        co_return *instead;
    co_return eventsResponse(asked.request, [asked](std::shared_ptr<ResponseStream> out) {
        return streamEvents(asked, std::move(out));
    });
}

Task<HttpResponse> shape(Services services, std::shared_ptr<ShapeReads> reads, HttpRequest http)
{
    auto request = shapeRequest(http.query);
    if (!request)
        co_return failure(request);
    const bool fromLog = request->start == ShapeRequest::Start::Offset && request->skip == 0;
    const Asked asked{services,
                      std::move(reads),
                      http.caller,
                      std::move(*request),
                      http.headers.combinedValue(QHttpHeaders::WellKnownHeader::IfNoneMatch),
                      http.gone};
    if (asked.request.start == ShapeRequest::Start::Now)
        co_return co_await fromNow(asked);
    if (!fromLog)
        co_return co_await snapshot(asked);
    if (asked.request.events)
        co_return co_await events(asked);
    if (asked.request.live)
        co_return co_await longPoll(asked);
    co_return co_await catchUp(asked);
}

} // namespace

Route shapeRoute(Services services)
{
    const auto reads = std::make_shared<ShapeReads>(services);
    return {.method = Method::Get,
            .pattern = u"/v1/shape"_s,
            .handle
            = [services,
               reads](HttpRequest request) { return shape(services, reads, std::move(request)); },
            .about = {.summary = u"Rows of a table and their changes, as Electric's client reads "
                                 "them."_s}};
}

} // namespace skybranch::edge
