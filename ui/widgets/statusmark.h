// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/widgets/mark.h"

#include <QWidget>

namespace skybranch::ui {

/// The mark of one workspace, 16 x 16 where nobody sets another size. It moves only while it can be
/// seen.
class StatusMark : public QWidget
{
    Q_OBJECT

public:
    explicit StatusMark(QWidget *parent = nullptr);
    ~StatusMark() override;

    void setMark(Mark mark);
    Mark mark() const { return m_mark; }

    /// The layer it stands on, for the cut-out of the error mark.
    void setLayer(Token layer);

    QSize sizeHint() const override { return {16, 16}; }

private:
    void paintEvent(QPaintEvent *event) override;
    void showEvent(QShowEvent *event) override;
    void hideEvent(QHideEvent *event) override;
    void arrange();

    Mark m_mark = Mark::LocalOnly;
    Token m_layer = Token::BgPane;
    bool m_holding = false;
};

} // namespace skybranch::ui
