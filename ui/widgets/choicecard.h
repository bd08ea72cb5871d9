// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QRadioButton>

class QLabel;

namespace skybranch::ui {

/// One of several choices as a card: a name, and below it what it does. Cards of one parent exclude
/// each other.
class ChoiceCard : public QRadioButton
{
    Q_OBJECT

public:
    ChoiceCard(const QString &name, const QString &consequence, QWidget *parent = nullptr);

    void setWords(const QString &name, const QString &consequence);

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;
    bool hasHeightForWidth() const override { return true; }
    int heightForWidth(int width) const override;

private:
    void paintEvent(QPaintEvent *event) override;
    bool hitButton(const QPoint &position) const override { return rect().contains(position); }
    void changeEvent(QEvent *event) override;
    void tone();

    QLabel *m_name;
    QLabel *m_consequence;
};

} // namespace skybranch::ui
