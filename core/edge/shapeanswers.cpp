// SPDX-License-Identifier: GPL-3.0-or-later
#include "edge/shapeanswers.h"

#include "edge/shapemessages.h"

#include <QCryptographicHash>
#include <QJsonDocument>
#include <QRandomGenerator>
#include <QTimeZone>

using namespace Qt::StringLiterals;

namespace skybranch::edge {
namespace {

using Known = QHttpHeaders::WellKnownHeader;

constexpr qint64 cursorStep = 20;
constexpr qint64 mostCursor = 1'000'000'000'000; ///< clients send back what they please

qint64 nextCursor(qint64 before)
{
    static const qint64 epoch
        = QDateTime(QDate(2024, 10, 9), QTime(0, 0), QTimeZone::UTC).toSecsSinceEpoch();
    const qint64 seconds = QDateTime::currentSecsSinceEpoch() - epoch;
    const qint64 cursor = (seconds / cursorStep + 1) * cursorStep;
    if (cursor > before)
        return cursor;
    return std::min(before, mostCursor) + 1 + QRandomGenerator::global()->bounded(3600);
}

/// These are rows of an organisation, so no cache may hold them that others share. The client's own
/// may, and asks each time whether they still hold; what was live is worth nothing later.
void addCaching(QHttpHeaders &headers, bool keepable)
{
    headers.append(Known::CacheControl, keepable ? "private, no-cache"_L1 : "no-store"_L1);
    headers.append(Known::Vary, "Authorization"_L1);
}

QHttpHeaders headersOf(const ShapeRequest &request, const QString &handle, const QString &offset)
{
    QHttpHeaders headers;
    addCaching(headers, !request.live);
    headers.append("electric-handle"_L1, handle);
    headers.append("electric-offset"_L1, offset);
    if (request.live)
        headers.append("electric-cursor"_L1, QString::number(nextCursor(request.cursor)));
    else
        headers.append("electric-schema"_L1, shapeSchema(request.shape));
    return headers;
}

} // namespace

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

bool isHandleOf(const QString &base, const QString &handle)
{
    return handle.startsWith(base + u'-');
}

QString logOffset(qint64 offset)
{
    return QString::number(offset) + u"_0"_s;
}

QByteArray bodyOf(QByteArrayList messages, std::optional<qint64> upToDateAt)
{
    if (upToDateAt)
        messages << QJsonDocument(upToDateMessage(*upToDateAt)).toJson(QJsonDocument::Compact);
    return '[' + messages.join(',') + ']';
}

HttpResponse shapeResponse(const ShapeRequest &request, const ShapePart &part,
                           const QByteArray &known)
{
    HttpResponse response{.headers = headersOf(request, part.handle, part.offset)};
    if (part.upToDate)
        response.headers.append("electric-up-to-date"_L1, "true"_L1);
    if (!request.live) {
        const QByteArray tag
            = u"\"%1:%2:%3\""_s.arg(part.handle, request.offsetText, part.offset).toLatin1();
        response.headers.append(Known::ETag, tag);
        if (known.contains(tag)) {
            response.status = 304;
            return response;
        }
    }
    response.headers.append(Known::ContentType, "application/json"_L1);
    response.body = part.body;
    return response;
}

HttpResponse eventsResponse(const ShapeRequest &request,
                            std::function<Task<>(std::shared_ptr<ResponseStream>)> stream)
{
    HttpResponse response{.headers = headersOf(request, request.handle, logOffset(request.offset)),
                          .stream = std::move(stream)};
    response.headers.append(Known::ContentType, "text/event-stream"_L1);
    // A proxy that gathers answers would hold each event back until the last.
    response.headers.append("X-Accel-Buffering"_L1, "no"_L1);
    return response;
}

QByteArray eventsOf(const QByteArrayList &messages)
{
    QByteArray events;
    for (const QByteArray &message : messages)
        events += "data: " + message + "\n\n";
    return events;
}

HttpResponse mustRefetch(const QString &base)
{
    HttpResponse response{.status = 409, .body = R"([{"headers":{"control":"must-refetch"}}])"};
    response.headers.append(Known::ContentType, "application/json"_L1);
    addCaching(response.headers, false);
    response.headers.append("electric-handle"_L1, newHandle(base));
    return response;
}

} // namespace skybranch::edge
