// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "client/apiclient.h"
#include "client/shapefollower.h"

namespace skybranch::soak {

/// The cloud as a stream has told it, in memory.
class MemoryMirror : public client::ShapeTarget
{
public:
    localdb::ShapePosition position() const override { return m_position; }
    Task<> apply(QList<localdb::ShapeChange> changes, localdb::ShapePosition position,
                 bool fromStart) override;

    /// By id, as the stream has them.
    const QMap<QString, QJsonObject> &rows() const { return m_rows; }

private:
    localdb::ShapePosition m_position;
    QMap<QString, QJsonObject> m_rows;
};

/// Somebody with the product's own client and its mirror of all workspaces.
class User : public QObject
{
public:
    User(const QUrl &backend, const QByteArray &key);

    /// A workspace of the branch "topic" of @p remote. Where the answer is lost it is asked again.
    void create(const QString &remote, int triesLeft = 5);
    void request(WorkspaceId id, domain::WorkspaceEvent event);

    /// Hears nothing until it wakes.
    void sleep() { m_follower.stop(); }
    void wake() { m_follower.follow(m_api); }

    const QMap<QString, QJsonObject> &rows() const { return m_mirror.rows(); }
    int open() const { return m_open; } ///< questions without an answer yet

    struct Answers
    {
        int taken = 0;
        int refused = 0; ///< "not possible now"
        int lost = 0; ///< nobody knows whether it was taken
    };
    Answers takeAnswers() { return std::exchange(m_answers, {}); }

private:
    void note(const Result<domain::Workspace> &answer);
    void createAs(WorkspaceId id, const QString &remote, int triesLeft);

    std::shared_ptr<client::ApiClient> m_api;
    MemoryMirror m_mirror;
    client::ShapeFollower m_follower;
    int m_open = 0;
    Answers m_answers;
};

} // namespace skybranch::soak
