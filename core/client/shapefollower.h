// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "client/apiclient.h"
#include "client/shapereading.h"
#include "client/shapetarget.h"

#include <QTimer>

namespace skybranch::client {

/// Keeps a target in step with the backend's stream of one table: everything once, then what
/// changes, as it changes. After a failure it tries again, 1 s to 32 s apart.
class ShapeFollower : public QObject
{
    Q_OBJECT

public:
    ShapeFollower(ShapeTarget &target, QString table);

    /// Follows @p api, at once. The target knows its position.
    void follow(std::shared_ptr<ApiClient> api);
    void stop();

Q_SIGNALS:
    void upToDate(); ///< all that the backend knew has arrived; comes again after each answer
    void troubled(const skybranch::Error &error);

private:
    void ask();
    void takeAnswer(const Result<ApiAnswer> &answer);
    void takeBatch(const ApiAnswer &answer, const ShapeBatch &batch);
    void refetch();
    void tryLater(const Error &error);

    ShapeTarget &m_target;
    const QString m_table;
    std::shared_ptr<ApiClient> m_api;
    int m_round = 0; ///< answers to questions of an earlier round do not count
    bool m_fromStart = false; ///< the rows that come replace what the target has
    QList<localdb::ShapeChange> m_snapshot; ///< of a refetch that is not complete yet
    localdb::ShapePosition m_position;
    QString m_cursor;
    bool m_live = false;
    int m_failures = 0;
    QTimer m_retry;
};

} // namespace skybranch::client
