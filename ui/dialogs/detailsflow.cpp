// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/dialogs/detailsflow.h"

#include "ui/views/detailsview.h"

#include <QTimer>

namespace skybranch::ui {
namespace {

constexpr std::chrono::seconds pace{10}; ///< spans are told in minutes

} // namespace

DetailsFlow::DetailsFlow(client::Session &session, QWidget *window, QObject *parent)
    : QObject(parent)
    , m_session(session)
    , m_window(window)
    , m_clock(new QTimer(this))
{
    connect(&session, &client::Session::worktreeChanged, this, [this](const QString &id) {
        if (id == m_id)
            update();
    });
    connect(&session, &client::Session::usageKnown, this, &DetailsFlow::takeUsage);
    connect(&session, &client::Session::failed, this, &DetailsFlow::takeFailure);
    connect(m_clock, &QTimer::timeout, this, &DetailsFlow::update);
}

void DetailsFlow::show(const QString &worktreeId)
{
    const auto info = m_session.worktree(worktreeId);
    if (!info || !info->cloud)
        return;
    m_id = worktreeId;
    m_known.reset();
    m_details
        = new DetailsDialog(detailsOf(*info, m_known, QDateTime::currentDateTimeUtc()), m_window);
    connect(m_details, &DetailsDialog::keepAwakeRequested, this,
            [this](int minutes) { m_session.keepAwake(m_id, minutes); });
    connect(m_details, &DetailsDialog::usageRequested, this, &DetailsFlow::showUsage);
    connect(m_details, &QDialog::finished, m_clock, &QTimer::stop);
    m_clock->start(pace);
    m_session.askUsage(worktreeId);
    m_details->open();
}

void DetailsFlow::update()
{
    const auto info = m_session.worktree(m_id);
    if (!m_details)
        return;
    if (info && info->cloud)
        m_details->setView(detailsOf(*info, m_known, QDateTime::currentDateTimeUtc()));
    else
        m_details->close();
}

void DetailsFlow::showUsage()
{
    m_usage = new UsageDialog(m_window);
    m_session.askUsage({});
    m_usage->open();
}

void DetailsFlow::takeUsage(const QString &worktreeId, const client::UsageInfo &usage)
{
    if (worktreeId.isEmpty() && m_usage)
        m_usage->setView(usageViewOf(usage));
    if (worktreeId.isEmpty() || worktreeId != m_id)
        return;
    m_known = usage;
    update();
}

void DetailsFlow::takeFailure(const QString &worktreeId, const Error &error)
{
    if (worktreeId.isEmpty() && m_usage)
        m_usage->setProblem(error.message);
    if (!worktreeId.isEmpty() && worktreeId == m_id && m_details)
        m_details->setReason(error.message, true);
}

} // namespace skybranch::ui
