// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QLabel>

namespace skybranch::ui {

/// One line of text that gives way when room is short: front, middle or end. The whole text is
/// its tooltip then, and its accessible name always.
class ElidedLabel : public QLabel
{
    Q_OBJECT

public:
    explicit ElidedLabel(Qt::TextElideMode mode, const char *role = "", const char *tone = "",
                         QWidget *parent = nullptr);

    void setFullText(const QString &text);
    QString fullText() const { return m_text; }
    bool isElided() const;

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

private:
    void paintEvent(QPaintEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;

    Qt::TextElideMode m_mode;
    QString m_text;
};

} // namespace skybranch::ui
