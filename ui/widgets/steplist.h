// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QList>
#include <QString>
#include <QWidget>

namespace skybranch::ui {

enum class StepState { Waiting, Active, Done, Failed };

struct Step
{
    QString name;
    QString detail; ///< second line, plain text; may come from a VM
    QString time; ///< "6.9 s"
    StepState state = StepState::Waiting;
    double part = -1; ///< 0 to 1 where the size is known, else negative

    friend bool operator==(const Step &, const Step &) = default;
};

/// Named steps under one another, joined by a line that is green where they are done.
class StepList : public QWidget
{
    Q_OBJECT

public:
    explicit StepList(QWidget *parent = nullptr);
    ~StepList() override;

    void setSteps(const QList<Step> &steps);
    const QList<Step> &steps() const { return m_steps; }

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override { return {240, sizeHint().height()}; }

private:
    void paintEvent(QPaintEvent *event) override;
    void showEvent(QShowEvent *event) override;
    void hideEvent(QHideEvent *event) override;
    void arrange();
    int heightOf(const Step &step) const;
    void paintStep(QPainter &painter, const Step &step, int y) const;
    void paintStepMark(QPainter &painter, const Step &step, const QRectF &box) const;
    void paintBar(QPainter &painter, const QRect &track, double part) const;

    QList<Step> m_steps;
    bool m_holding = false;
};

} // namespace skybranch::ui
