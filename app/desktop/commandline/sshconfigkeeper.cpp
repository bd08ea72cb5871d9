// SPDX-License-Identifier: GPL-3.0-or-later
#include "commandline/sshconfigkeeper.h"

#include "base/log.h"
#include "commandline/sshconfig.h"

#include <QLoggingCategory>

namespace skybranch::commandline {
namespace {

Q_LOGGING_CATEGORY(logKeeper, "skybranch.sshconfig")

constexpr int calmMs = 500;

} // namespace

SshConfigKeeper::SshConfigKeeper(const client::Session &session, client::SessionConfig config)
    : m_session(session)
    , m_config(std::move(config))
{
    m_calm.setSingleShot(true);
    m_calm.setInterval(calmMs);
    connect(&m_calm, &QTimer::timeout, this, &SshConfigKeeper::refresh);
    const auto later = [this] { m_calm.start(); };
    connect(&session, &client::Session::repositoriesChanged, this, later);
    connect(&session, &client::Session::backendChanged, this, later);
}

void SshConfigKeeper::refresh()
{
    // Before that, what is missing may only not have come yet.
    if (m_session.backend().state != client::BackendInfo::State::Ready)
        return;
    QList<domain::Workspace> all;
    const auto take = [&all](const QList<client::WorktreeInfo> &rows) {
        for (const client::WorktreeInfo &row : rows) {
            if (row.cloud)
                all.append(*row.cloud);
        }
    };
    take(m_session.cloudOnly());
    for (const client::RepositoryInfo &repository : m_session.repositories())
        take(repository.worktrees);
    if (const auto written = refreshSshConfig(m_config, all); !written)
        qCWarning(logKeeper).noquote() << describe(written.error());
}

} // namespace skybranch::commandline
