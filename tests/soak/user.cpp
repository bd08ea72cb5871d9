// SPDX-License-Identifier: GPL-3.0-or-later
#include "user.h"

#include <QCoroTask>

using namespace Qt::StringLiterals;

namespace skybranch::soak {
namespace {

bool isLost(const Result<domain::Workspace> &answer)
{
    return !answer
        && (answer.error().code == ErrorCode::Unavailable
            || answer.error().code == ErrorCode::Timeout);
}

} // namespace

Task<> MemoryMirror::apply(QList<localdb::ShapeChange> changes, localdb::ShapePosition position,
                           bool fromStart)
{
    if (fromStart)
        m_rows.clear();
    for (const localdb::ShapeChange &change : changes)
        client::applyChange(m_rows, change);
    m_position = position;
    co_return Result<>{};
}

User::User(const QUrl &backend, const QByteArray &key)
    : m_api(std::make_shared<client::ApiClient>(backend, key))
    , m_follower(m_mirror, u"cloud_workspaces"_s)
{
    wake();
}

void User::create(const QString &remote, int triesLeft)
{
    createAs(WorkspaceId::create(), remote, triesLeft);
}

void User::createAs(WorkspaceId id, const QString &remote, int triesLeft)
{
    ++m_open;
    auto made = client::createWorkspaceOf(m_api, remote,
                                          {.name = u"Work"_s, .branch = u"topic"_s, .id = id});
    QCoro::connect(std::move(made), this,
                   [this, id, remote, triesLeft](const Result<domain::Workspace> &workspace) {
                       note(workspace);
                       if (isLost(workspace) && triesLeft > 0)
                           createAs(id, remote, triesLeft - 1);
                   });
}

void User::request(WorkspaceId id, domain::WorkspaceEvent event)
{
    ++m_open;
    QCoro::connect(m_api->request(id, event), this,
                   [this](const Result<domain::Workspace> &workspace) { note(workspace); });
}

void User::note(const Result<domain::Workspace> &answer)
{
    --m_open;
    ++(answer ? m_answers.taken : isLost(answer) ? m_answers.lost : m_answers.refused);
}

} // namespace skybranch::soak
