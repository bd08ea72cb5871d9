// SPDX-License-Identifier: GPL-3.0-or-later
#include "client/shapefollower.h"

#include "base/log.h"
#include "client/words.h"

#include <QJsonDocument>
#include <QRandomGenerator>

using namespace Qt::StringLiterals;

namespace skybranch::client {
namespace {

constexpr int firstDelayMs = 1000;
constexpr int mostDoublings = 5; // 32 s
constexpr int conflict = 409;

} // namespace

ShapeFollower::ShapeFollower(ShapeTarget &target, QString table)
    : m_target(target)
    , m_table(std::move(table))
{
    m_retry.setSingleShot(true);
    connect(&m_retry, &QTimer::timeout, this, &ShapeFollower::ask);
}

void ShapeFollower::follow(std::shared_ptr<ApiClient> api)
{
    stop();
    m_api = std::move(api);
    m_position = m_target.position();
    m_fromStart = m_position.handle.isEmpty();
    ask();
}

void ShapeFollower::stop()
{
    ++m_round;
    m_retry.stop();
    m_api.reset();
    m_snapshot.clear();
    m_live = false;
    m_failures = 0;
}

void ShapeFollower::ask()
{
    if (!m_api)
        return;
    QList<std::pair<QString, QString>> parameters{{u"table"_s, m_table},
                                                  {u"offset"_s, m_position.offset}};
    if (!m_position.handle.isEmpty())
        parameters.append({u"handle"_s, m_position.handle});
    if (m_live) {
        parameters.append({u"live"_s, u"true"_s});
        parameters.append({u"cursor"_s, m_cursor});
    }
    QCoro::connect(m_api->shape(parameters), this,
                   [this, round = m_round](const Result<ApiAnswer> &answer) {
                       if (round == m_round)
                           takeAnswer(answer);
                   });
}

void ShapeFollower::takeAnswer(const Result<ApiAnswer> &answer)
{
    if (!answer) {
        tryLater(answer.error());
        return;
    }
    const auto batch = readShape(answer->body);
    if (answer->status == conflict || (batch && batch->mustRefetch)) {
        refetch();
        return;
    }
    if (answer->status != 200 && answer->status != 204) {
        const QJsonObject body = QJsonDocument::fromJson(answer->body).object();
        tryLater(wire::errorFromJson(body));
        return;
    }
    if (!batch || answer->handle.isEmpty() || answer->offset.isEmpty()) {
        tryLater(batch ? Error{ErrorCode::InvalidArgument,
                               Words::tr("The backend's stream is broken. Update the backend."),
                               u"headers are missing"_s}
                       : batch.error());
        return;
    }
    takeBatch(*answer, *batch);
}

void ShapeFollower::takeBatch(const ApiAnswer &answer, const ShapeBatch &batch)
{
    m_cursor = answer.cursor;
    m_position = {answer.handle, answer.offset};
    m_live = batch.upToDate;
    m_snapshot += batch.changes;
    // Half of a refetch would show workspaces as gone that only have not come yet.
    const bool complete = !m_fromStart || batch.upToDate;
    if (!complete || (m_snapshot.isEmpty() && !m_fromStart && m_position == m_target.position())) {
        if (batch.upToDate) {
            m_failures = 0;
            Q_EMIT upToDate();
        }
        ask();
        return;
    }
    const bool fromStart = std::exchange(m_fromStart, false);
    auto applied = m_target.apply(std::exchange(m_snapshot, {}), m_position, fromStart);
    QCoro::connect(std::move(applied), this,
                   [this, round = m_round, now = batch.upToDate](const Result<> &stored) {
                       if (round != m_round)
                           return;
                       if (!stored) {
                           // What is not stored has not been seen: ask for it again.
                           Q_EMIT troubled(stored.error());
                           refetch();
                           return;
                       }
                       // Not before: what can not be stored is not to be asked for without a rest.
                       m_failures = 0;
                       if (now)
                           Q_EMIT upToDate();
                       ask();
                   });
}

void ShapeFollower::refetch()
{
    m_position = {};
    m_fromStart = true;
    m_live = false;
    m_snapshot.clear();
    tryLater({ErrorCode::Conflict, Words::tr("The stream begins anew."), {}});
}

void ShapeFollower::tryLater(const Error &error)
{
    if (error.code != ErrorCode::Conflict)
        Q_EMIT troubled(error);
    const int delay = firstDelayMs << std::min(m_failures, mostDoublings);
    // The first refetch is at once; one that comes back empty-handed backs off like the rest.
    const bool atOnce = error.code == ErrorCode::Conflict && m_failures == 0;
    ++m_failures;
    // A live question waits for the next change: nobody would know until then that it is back.
    m_live = false;
    // A little apart, so that the desktops of a restarted backend do not come all at once.
    m_retry.start(atOnce ? 0 : delay + QRandomGenerator::global()->bounded(delay / 4));
}

} // namespace skybranch::client
