// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/palette/palettemodel.h"

#include <QStyledItemDelegate>

namespace skybranch::ui {

/// Paints the palette's rows: mark or icon, words with what matches, context or reason, keys.
class PaletteDelegate : public QStyledItemDelegate
{
    Q_OBJECT

public:
    using QStyledItemDelegate::QStyledItemDelegate;

    void paint(QPainter *painter, const QStyleOptionViewItem &option,
               const QModelIndex &index) const override;
    QSize sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const override;

private:
    void paintCommand(QPainter &painter, const QStyleOptionViewItem &option, const Command &command,
                      const PaletteModel::Row &row) const;
};

} // namespace skybranch::ui
