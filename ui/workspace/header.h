// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/workspace/headerview.h"

#include <QWidget>

class QLabel;
class QMenu;

namespace skybranch::ui {

class Button;
class ElidedLabel;
class IconButton;
class IconLabel;
class PortsButton;
class StatusMark;

/// Repository and branch at the left; state, reason, the likely action and the menu at the right.
/// Where room is short, first the reason goes, then the repository, the words of ports and action,
/// the state's word, and then the branch loses its middle.
class Header : public QWidget
{
    Q_OBJECT

public:
    explicit Header(QWidget *parent = nullptr);

    void setView(const HeaderView &view);

    /// With the sidebar hidden, a button at the left brings it back.
    void setSidebarHidden(bool hidden);

    PortsButton *ports() const { return m_ports; }

    QSize minimumSizeHint() const override;

Q_SIGNALS:
    void menuMade(QMenu *menu); ///< more may be added to it
    void actionRequested(skybranch::ui::ActionKind kind);
    void sidebarRequested();

private:
    void resizeEvent(QResizeEvent *event) override;
    void fit();
    void showMenu();

    HeaderView m_view;
    IconButton *m_sidebar;
    ElidedLabel *m_repository;
    IconLabel *m_chevron;
    ElidedLabel *m_branch;
    StatusMark *m_mark;
    QLabel *m_word;
    QLabel *m_reason;
    PortsButton *m_ports;
    Button *m_action;
    IconButton *m_dots;
};

} // namespace skybranch::ui
