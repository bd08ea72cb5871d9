// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/workspace/divergedflow.h"

#include "ui/workspace/divergedsheet.h"

namespace skybranch::ui {

using client::WorktreeInfo;

DivergedFlow::DivergedFlow(client::Session &session, DivergedSheet *sheet, QObject *parent)
    : QObject(parent)
    , m_session(session)
    , m_sheet(sheet)
{
    connect(&session, &client::Session::divergenceKnown, this, &DivergedFlow::show);
    connect(&session, &client::Session::divergenceFailed, this,
            [this](const QString &worktreeId, const Error &error) {
                if (worktreeId != m_id)
                    return;
                close();
                Q_EMIT failed(worktreeId, error);
            });
    connect(&session, &client::Session::worktreeChanged, this, &DivergedFlow::onWorktreeChanged);
    connect(sheet, &DivergedSheet::chosen, this, &DivergedFlow::onChosen);
    connect(sheet, &DivergedSheet::left, this, &DivergedFlow::close);
    connect(sheet, &DivergedSheet::terminalRequested, this, [this] {
        const QString id = m_id;
        close();
        Q_EMIT terminalRequested(id, m_place);
    });
}

/// Of the place against the remote, as the row shows it.
client::Distance DivergedFlow::distance() const
{
    const auto info = m_session.worktree(m_id);
    if (!info)
        return {};
    if (m_place == DivergedPlace::Local)
        return info->distance;
    return info->cloudGit ? info->cloudGit->distance : client::Distance();
}

void DivergedFlow::open(const QString &worktreeId, DivergedPlace place)
{
    const auto info = m_session.worktree(worktreeId);
    if (!info)
        return;
    m_id = worktreeId;
    m_place = place;
    m_sheet->setView(divergedReading(*info, place));
    m_sheet->open();
    inspect();
}

void DivergedFlow::close()
{
    if (m_id.isEmpty())
        return;
    m_id.clear();
    m_sheet->dismiss();
    Q_EMIT closed();
}

void DivergedFlow::inspect()
{
    m_shown = distance();
    if (m_place == DivergedPlace::Local)
        m_session.inspectDivergence(m_id);
    else
        m_session.inspectCloudDivergence(m_id);
}

void DivergedFlow::show(const QString &worktreeId, const domain::Divergence &divergence)
{
    const auto info = m_session.worktree(m_id);
    if (worktreeId != m_id || !info)
        return;
    m_sheet->setView(divergedOf(*info, m_place, divergence, QDateTime::currentDateTimeUtc()));
    m_sheet->focusChoice();
}

void DivergedFlow::onWorktreeChanged(const QString &worktreeId)
{
    if (worktreeId != m_id)
        return;
    const client::Distance now = distance();
    if (!now.isDiverged())
        close();
    else if (now != m_shown)
        inspect();
}

void DivergedFlow::onChosen(DivergedChoice::Kind kind)
{
    const QString id = m_id;
    const bool local = m_place == DivergedPlace::Local;
    close();
    switch (kind) {
    case DivergedChoice::Kind::Merge:
        return local ? m_session.merge(id) : m_session.mergeInCloud(id);
    case DivergedChoice::Kind::Rebase:
        return local ? m_session.rebase(id) : m_session.rebaseInCloud(id);
    case DivergedChoice::Kind::Leave:
        return;
    }
}

} // namespace skybranch::ui
