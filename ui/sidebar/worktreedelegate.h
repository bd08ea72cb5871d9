// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/sidebar/worktreerow.h"

#include <QStyledItemDelegate>

namespace skybranch::ui {

/// Where the parts of a worktree's row stand, in the coordinates of the view.
struct RowLayout
{
    QRect row; ///< the rounded background
    QRect mark;
    QRect name;
    QRect counts;
    QRect cloud;
};

/// Paints the rows of the sidebar: repositories, worktrees, marks, counts, matches.
class WorktreeDelegate : public QStyledItemDelegate
{
    Q_OBJECT

public:
    explicit WorktreeDelegate(QObject *parent = nullptr);

    /// The part of names that is marked.
    void setMatch(const QString &text) { m_match = text; }

    RowLayout layout(const QRect &cell, const WorktreeRow &row) const;

    void paint(QPainter *painter, const QStyleOptionViewItem &option,
               const QModelIndex &index) const override;
    QSize sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const override;

private:
    void paintSection(QPainter &painter, const QStyleOptionViewItem &option,
                      const QModelIndex &index) const;
    void paintBackground(QPainter &painter, const QStyleOptionViewItem &option,
                         const QRect &row) const;
    void paintName(QPainter &painter, const QRect &box, const QString &branch, bool strong) const;
    void paintCloud(QPainter &painter, const QRect &box, const WorktreeRow &row,
                    bool hovered) const;

    QString m_match;
};

/// @p branch in @p width: first its prefix becomes "…/", then the last part loses its middle.
QString fitBranch(const QString &branch, const QFontMetrics &metrics, int width);

} // namespace skybranch::ui
