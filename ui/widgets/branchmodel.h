// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/widgets/branchpicker.h"

#include <QAbstractListModel>
#include <QStyledItemDelegate>

namespace skybranch::ui {

/// The branches of which the name holds what is searched, in their order.
class BranchModel : public QAbstractListModel
{
    Q_OBJECT

public:
    using QAbstractListModel::QAbstractListModel;

    void setRows(const QList<BranchRow> &rows);
    void setSearch(const QString &text);

    int total() const { return static_cast<int>(m_rows.size()); }
    const BranchRow &row(int place) const { return m_rows.at(m_shown.at(place)); }
    int placeOf(const QString &name) const; ///< -1: not shown
    int firstFree() const; ///< -1: none

    int rowCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role) const override;
    Qt::ItemFlags flags(const QModelIndex &index) const override;

private:
    void search();

    QList<BranchRow> m_rows;
    QList<qsizetype> m_shown;
    QString m_search;
};

/// Icon, name in mono, and words at the right.
class BranchDelegate : public QStyledItemDelegate
{
    Q_OBJECT

public:
    using QStyledItemDelegate::QStyledItemDelegate;

    QSize sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const override;
    void paint(QPainter *painter, const QStyleOptionViewItem &option,
               const QModelIndex &index) const override;

private:
    static void paintWords(QPainter &painter, QRect box, const BranchRow &row);
};

} // namespace skybranch::ui
