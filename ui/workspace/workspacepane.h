// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/workspace/headerview.h"
#include "ui/workspace/paneview.h"
#include "ui/workspace/syncbarview.h"

#include <QWidget>

class QStackedWidget;

namespace skybranch::ui {

class EmptyState;
class DivergedSheet;
class ErrorPane;
class FirstStart;
class Header;
class ProvisioningPane;
class SyncBar;
class TerminalArea;

/// Everything right of the sidebar. It shows one of its pages; header and sync bar stand above
/// those that are about a branch.
class WorkspacePane : public QWidget
{
    Q_OBJECT

public:
    enum class Page { FirstStart, Choose, Terminals, Provisioning, Error };

    explicit WorkspacePane(QWidget *parent = nullptr);

    void showPage(Page page);
    Page page() const { return m_page; }

    Header *header() const { return m_header; }
    SyncBar *syncBar() const { return m_syncBar; }
    TerminalArea *terminals() const { return m_terminals; }
    ProvisioningPane *provisioning() const { return m_provisioning; }
    ErrorPane *error() const { return m_error; }
    DivergedSheet *diverged() const { return m_diverged; }
    FirstStart *firstStart() const { return m_firstStart; }

    /// One notice at a time, between sync bar and tabs; none takes it away.
    void setNotice(const std::optional<NoticeView> &notice);

Q_SIGNALS:
    void noticeActivated(int link);

private:
    QWidget *makeChoose();

    Page m_page = Page::FirstStart;
    Header *m_header;
    SyncBar *m_syncBar;
    QWidget *m_noticeRow;
    Notice *m_notice;
    QStackedWidget *m_stack;
    FirstStart *m_firstStart;
    TerminalArea *m_terminals;
    ProvisioningPane *m_provisioning;
    ErrorPane *m_error;
    DivergedSheet *m_diverged;
};

} // namespace skybranch::ui
