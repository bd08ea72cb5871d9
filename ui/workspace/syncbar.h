// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/workspace/syncbarview.h"

#include <QWidget>

class QHBoxLayout;
class QLabel;

namespace skybranch::ui {

class IconButton;
class Station;
class SyncLink;

/// Local, git host, Cloud, and what flows between them.
class SyncBar : public QWidget
{
    Q_OBJECT

public:
    explicit SyncBar(QWidget *parent = nullptr);

    void setView(const SyncBarView &view);
    QSize minimumSizeHint() const override;

Q_SIGNALS:
    void localRemoteActivated();
    void remoteCloudActivated();
    void localRemoteCancelled();
    void remoteCloudCancelled();
    void enableCloudRequested();
    void refreshRequested();

private:
    void resizeEvent(QResizeEvent *event) override;
    void fit();

    SyncBarView m_view;
    Station *m_local;
    Station *m_remote;
    Station *m_cloud;
    SyncLink *m_first;
    SyncLink *m_second;
    QLabel *m_checked;
    IconButton *m_refresh;
};

} // namespace skybranch::ui
