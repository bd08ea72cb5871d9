// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/workspace/syncbar.h"

#include "ui/widgets/button.h"
#include "ui/widgets/text.h"
#include "ui/workspace/station.h"
#include "ui/workspace/synclink.h"

#include <QHBoxLayout>

namespace skybranch::ui {

SyncBar::SyncBar(QWidget *parent)
    : QWidget(parent)
    , m_local(new Station(Icon::Laptop, QStringLiteral("stationLocal")))
    , m_remote(new Station(Icon::Remote, QStringLiteral("stationRemote")))
    , m_cloud(new Station(Icon::Cloud, QStringLiteral("stationCloud")))
    , m_first(new SyncLink(QStringLiteral("syncLinkLocalRemote")))
    , m_second(new SyncLink(QStringLiteral("syncLinkRemoteCloud")))
    , m_checked(makeLabel({}, "small", "muted"))
    , m_refresh(new IconButton(Icon::Refresh, tr("Look again")))
{
    setObjectName(QStringLiteral("syncBar"));
    setAttribute(Qt::WA_StyledBackground);
    setMinimumHeight(44);
    // Left is here and right is the cloud, in every language: the arrows say so.
    setLayoutDirection(Qt::LeftToRight);
    m_checked->setObjectName(QStringLiteral("syncChecked"));
    m_refresh->setObjectName(QStringLiteral("syncRefresh"));
    auto *layout = new QHBoxLayout(this);
    layout->setSizeConstraint(QLayout::SetNoConstraint);
    layout->setContentsMargins(16, 0, 12, 0);
    layout->setSpacing(12);
    layout->addWidget(m_local);
    layout->addWidget(m_first);
    layout->addWidget(m_remote);
    layout->addWidget(m_second);
    layout->addWidget(m_cloud);
    layout->addStretch(1);
    layout->addWidget(m_checked);
    layout->addSpacing(-8);
    layout->addWidget(m_refresh);
    connect(m_first, &SyncLink::activated, this, &SyncBar::localRemoteActivated);
    connect(m_first, &SyncLink::cancelled, this, &SyncBar::localRemoteCancelled);
    connect(m_second, &SyncLink::activated, this, &SyncBar::remoteCloudActivated);
    connect(m_second, &SyncLink::cancelled, this, &SyncBar::remoteCloudCancelled);
    connect(m_refresh, &QAbstractButton::clicked, this, &SyncBar::refreshRequested);
    connect(m_cloud, &QAbstractButton::clicked, this, [this] {
        if (m_view.remoteCloud.state == LinkState::NoCloud)
            Q_EMIT enableCloudRequested();
    });
}

QSize SyncBar::minimumSizeHint() const
{
    return {360, QWidget::minimumSizeHint().height()};
}

void SyncBar::setView(const SyncBarView &view)
{
    if (view == m_view)
        return;
    m_view = view;
    m_local->setView(view.local);
    m_remote->setView(view.remote);
    m_cloud->setView(view.cloud);
    m_cloud->setFaint(view.remoteCloud.state == LinkState::NoCloud);
    m_first->setView(view.localRemote);
    m_second->setView(view.remoteCloud);
    m_checked->setText(view.checked);
    fit();
}

void SyncBar::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    fit();
}

void SyncBar::fit()
{
    for (int given = 0; given <= 3; ++given) {
        m_checked->setVisible(given < 1 && !m_view.checked.isEmpty());
        m_first->setNarrow(given >= 2);
        m_second->setNarrow(given >= 2);
        for (Station *station : {m_local, m_remote, m_cloud})
            station->setNarrow(given >= 3);
        layout()->invalidate();
        if (layout()->sizeHint().width() <= width())
            break;
    }
}

} // namespace skybranch::ui
