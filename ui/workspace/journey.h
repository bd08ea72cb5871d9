// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

namespace skybranch::ui {

/// The three stations drawn large, with the way from left to right between them.
class Journey : public QWidget
{
    Q_OBJECT

public:
    explicit Journey(QWidget *parent = nullptr);

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override { return {320, sizeHint().height()}; }

private:
    void paintEvent(QPaintEvent *event) override;
};

} // namespace skybranch::ui
