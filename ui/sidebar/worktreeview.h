// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/sidebar/worktreerow.h"

#include <QPersistentModelIndex>
#include <QTreeView>

namespace skybranch::ui {

class WorktreeDelegate;
class WorktreeFilter;
class WorktreeModel;

/// The tree of the sidebar over a filtered WorktreeModel.
class WorktreeView : public QTreeView
{
    Q_OBJECT

public:
    explicit WorktreeView(WorktreeModel *model, QWidget *parent = nullptr);

    void setFilterText(const QString &text);
    int matches() const;

    /// Selects a worktree without asking anybody for anything; false when it is not in sight.
    bool select(const QString &worktreeId);
    QString selectedId() const;

    /// Height of all rows.
    int contentHeight() const;

    /// The menu of a row's actions. The caller shows it; it deletes itself when closed.
    QMenu *menuFor(const QModelIndex &index);

    /// Where the cloud mark of a worktree stands, in viewport coordinates.
    QRect cloudRect(const QString &worktreeId) const;

Q_SIGNALS:
    void selected(const QString &worktreeId);
    void opened(const QString &worktreeId); ///< Enter or double click
    void menuMade(const QString &rowId, QMenu *menu); ///< more may be added to it
    void actionRequested(const QString &rowId, skybranch::ui::ActionKind kind);

private:
    void drawRow(QPainter *painter, const QStyleOptionViewItem &option,
                 const QModelIndex &index) const override;
    void mouseMoveEvent(QMouseEvent *event) override;
    void mousePressEvent(QMouseEvent *event) override;
    void mouseDoubleClickEvent(QMouseEvent *event) override;
    void leaveEvent(QEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void focusInEvent(QFocusEvent *event) override;
    void contextMenuEvent(QContextMenuEvent *event) override;
    bool viewportEvent(QEvent *event) override;
    void showEvent(QShowEvent *event) override;
    void hideEvent(QHideEvent *event) override;
    void currentChanged(const QModelIndex &current, const QModelIndex &previous) override;
    void setHovered(const QModelIndex &index);
    void updateMoving();
    void holdArc(bool hold);
    bool onCloud(const QModelIndex &index, QPoint position) const;
    QRect cellOf(const QModelIndex &index) const;
    QRect widened(QRect cell) const;
    QModelIndex indexOf(const QString &worktreeId) const;
    void request(const QModelIndex &index, ActionKind kind);

    WorktreeModel *m_model;
    WorktreeFilter *m_filter;
    WorktreeDelegate *m_delegate;
    QPersistentModelIndex m_hovered;
    bool m_holding = false;
    bool m_keyboard = false; ///< the focus came by keyboard, so it is drawn
    bool m_filtering = false;
    bool m_selecting = false;
};

} // namespace skybranch::ui
