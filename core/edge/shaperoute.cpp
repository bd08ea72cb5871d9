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

constexpr int maxChanges = 500;
constexpr qint64 cursorStep = 20;

/// What handles of this database, organisation and table begin with. Each snapshot gets one of its
/// own, because a client never takes one again that was once answered with 409.
QString handleBase(const QString &databaseHandle, OrganizationId organization,
                   clouddb::LoggedTable table)
{
    const QByteArray text
        = (databaseHandle + organization.toString() + clouddb::name(table)).toUtf8();
    return QString::fromLatin1(
        QCryptographicHash::hash(text, QCryptographicHash::Sha256).toHex().first(24));
}

QString newHandle(const QString &base)
{
    return base + u'-'
        + QString::number(QRandomGenerator::system()->generate64() & 0xffffffffffff, 16);
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

HttpResponse shapeResponse(const ShapeRequest &request, const QString &handle, qint64 offset,
                           const QJsonArray &messages, bool upToDate)
{
    HttpResponse response{.body = QJsonDocument(messages).toJson(QJsonDocument::Compact)};
    QHttpHeaders &headers = response.headers;
    headers.append(QHttpHeaders::WellKnownHeader::ContentType, "application/json"_L1);
    headers.append(QHttpHeaders::WellKnownHeader::CacheControl, "no-store"_L1);
    headers.append("electric-handle"_L1, handle);
    headers.append("electric-offset"_L1, QString::number(offset) + u"_0"_s);
    if (request.live)
        headers.append("electric-cursor"_L1, QString::number(nextCursor(request.cursor)));
    else
        headers.append("electric-schema"_L1, shapeSchema(request.table));
    if (upToDate)
        headers.append("electric-up-to-date"_L1, "true"_L1);
    return response;
}

HttpResponse mustRefetch(const QString &base)
{
    HttpResponse response{.status = 409, .body = R"([{"headers":{"control":"must-refetch"}}])"};
    response.headers.append(QHttpHeaders::WellKnownHeader::ContentType, "application/json"_L1);
    response.headers.append(QHttpHeaders::WellKnownHeader::CacheControl, "no-store"_L1);
    response.headers.append("electric-handle"_L1, newHandle(base));
    return response;
}

HttpResponse changesResponse(const ShapeRequest &request, const clouddb::Changes &changes)
{
    QJsonArray messages;
    for (qsizetype i = 0; i < changes.changes.size(); ++i) {
        const clouddb::Change &change = changes.changes[i];
        const bool last = i + 1 == changes.changes.size()
            || changes.changes[i + 1].transaction != change.transaction;
        messages.append(changeMessage(request.table, change, last));
    }
    if (changes.upToDate)
        messages.append(upToDateMessage(changes.offset));
    return shapeResponse(request, request.handle, changes.offset, messages, changes.upToDate);
}

Task<HttpResponse> snapshot(Services services, OrganizationId organization, ShapeRequest request)
{
    const auto rows = co_await services.changes->snapshot(organization, request.table);
    if (!rows)
        co_return failure(rows);
    QJsonArray messages;
    for (const QJsonObject &row : rows->rows)
        messages.append(rowMessage(request.table, row));
    messages.append(upToDateMessage(rows->offset));
    const QString handle = newHandle(handleBase(rows->handle, organization, request.table));
    co_return shapeResponse(request, handle, rows->offset, messages, true);
}

Task<HttpResponse> fromNow(Services services, OrganizationId organization, ShapeRequest request,
                           QString base)
{
    const auto head = co_await services.changes->head(organization);
    if (!head)
        co_return failure(head);
    co_return shapeResponse(request, newHandle(base), *head, {upToDateMessage(*head)}, true);
}

/// The changes after the offset; a live request waits for the first of them.
Task<HttpResponse> follow(Services services, cloud::Caller caller, ShapeRequest request,
                          QString base, StopToken gone)
{
    const OrganizationId organization = caller.organizationId;
    const QDeadlineTimer deadline(services.longPoll);
    while (true) {
        cloud::ChangeFeed::Wait wait(*services.feed, organization);
        const auto changes = co_await services.changes->since(organization, request.table,
                                                              request.offset, maxChanges);
        if (!changes && changes.error().code == ErrorCode::Conflict)
            co_return mustRefetch(base);
        if (!changes)
            co_return failure(changes);
        if (!request.live || !changes->changes.isEmpty() || deadline.hasExpired())
            co_return changesResponse(request, *changes);
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
    const OrganizationId organization = http.caller.organizationId;
    if (request->start == ShapeRequest::Start::Snapshot)
        co_return co_await snapshot(services, organization, *request);
    const auto databaseHandle = co_await services.changes->handle();
    if (!databaseHandle)
        co_return failure(databaseHandle);
    const QString base = handleBase(*databaseHandle, organization, request->table);
    if (request->start == ShapeRequest::Start::Now)
        co_return co_await fromNow(services, organization, *request, base);
    if (!request->handle.startsWith(base + u'-'))
        co_return mustRefetch(base);
    co_return co_await follow(services, http.caller, *request, base, http.gone);
}

} // namespace

Route shapeRoute(Services services)
{
    return {Method::Get, u"/v1/shape"_s,
            [services](HttpRequest request) { return shape(services, std::move(request)); }};
}

} // namespace skybranch::edge
