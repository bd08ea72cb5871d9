// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/steplist.h"

#include "ui/theme/icons.h"
#include "ui/theme/motion.h"
#include "ui/theme/theme.h"
#include "ui/widgets/mark.h"

#include <QFontMetrics>
#include <QPainter>

#include <algorithm>

namespace skybranch::ui {
namespace {

constexpr int markSize = 20;
constexpr int wordsLeft = markSize + 14;
constexpr int barHeight = 4;
constexpr int between = 16;

QFontMetrics metrics(FontRole role)
{
    return QFontMetrics(Theme::instance().font(role));
}

} // namespace

StepList::StepList(QWidget *parent)
    : QWidget(parent)
{
    setObjectName(QStringLiteral("stepList"));
    connect(&Theme::instance(), &Theme::changed, this, qOverload<>(&QWidget::update));
    connect(&ArcClock::instance(), &ArcClock::ticked, this, [this] {
        if (m_holding)
            update(0, 0, markSize, height());
    });
}

StepList::~StepList()
{
    if (m_holding)
        ArcClock::instance().release();
}

void StepList::setSteps(const QList<Step> &steps)
{
    if (steps == m_steps)
        return;
    m_steps = steps;
    QStringList words;
    for (const Step &step : steps) {
        if (step.state != StepState::Waiting)
            words << step.name + QLatin1Char(' ') + step.time;
    }
    setAccessibleName(words.join(QStringLiteral(", ")));
    arrange();
    updateGeometry();
    update();
}

void StepList::arrange()
{
    const bool moving = std::ranges::any_of(
        m_steps, [](const Step &step) { return step.state == StepState::Active; });
    const bool wanted = moving && isVisible();
    if (wanted == m_holding)
        return;
    m_holding = wanted;
    if (wanted)
        ArcClock::instance().hold();
    else
        ArcClock::instance().release();
}

void StepList::showEvent(QShowEvent *event)
{
    QWidget::showEvent(event);
    arrange();
}

void StepList::hideEvent(QHideEvent *event)
{
    QWidget::hideEvent(event);
    arrange();
}

int StepList::heightOf(const Step &step) const
{
    int height = std::max(metrics(FontRole::BodyStrong).height(), markSize);
    if (step.state != StepState::Waiting || !step.detail.isEmpty())
        height += metrics(FontRole::Small).height() + 2;
    if (step.part >= 0)
        height += barHeight + 8;
    return height;
}

QSize StepList::sizeHint() const
{
    int height = 0;
    for (const Step &step : m_steps)
        height += heightOf(step) + between;
    return {560, std::max(0, height - between)};
}

void StepList::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    int y = 0;
    for (qsizetype i = 0; i < m_steps.size(); ++i) {
        const Step &step = m_steps.at(i);
        const int next = y + heightOf(step) + between;
        if (i + 1 < m_steps.size()) {
            const bool done = step.state == StepState::Done;
            painter.fillRect(QRect(markSize / 2 - 1, y + markSize + 2, 2, next - y - markSize - 4),
                             color(done ? Token::RunningMark : Token::LineStrong));
        }
        paintStep(painter, step, y);
        y = next;
    }
}

void StepList::paintStep(QPainter &painter, const Step &step, int y) const
{
    paintStepMark(painter, step, QRectF(0, y, markSize, markSize));
    const int nameHeight = std::max(metrics(FontRole::BodyStrong).height(), markSize);
    const int smallHeight = metrics(FontRole::Small).height();
    const int timeWidth = metrics(FontRole::Small).horizontalAdvance(step.time);
    const int wide = width() - wordsLeft;
    const bool waiting = step.state == StepState::Waiting;

    painter.setFont(Theme::instance().font(waiting ? FontRole::Body : FontRole::BodyStrong));
    painter.setPen(color(waiting ? Token::TextMuted : Token::Text));
    painter.drawText(QRect(wordsLeft, y, wide - timeWidth - 12, nameHeight),
                     Qt::AlignVCenter | Qt::TextSingleLine, step.name);
    painter.setFont(Theme::instance().font(FontRole::Small));
    painter.setPen(color(step.state == StepState::Failed ? Token::ErrorText : Token::TextMuted));
    painter.drawText(QRect(wordsLeft, y, wide, nameHeight),
                     Qt::AlignVCenter | Qt::AlignRight | Qt::TextSingleLine, step.time);
    painter.drawText(QRect(wordsLeft, y + nameHeight, wide, smallHeight), Qt::TextSingleLine,
                     metrics(FontRole::Small).elidedText(step.detail, Qt::ElideRight, wide));
    if (step.part >= 0)
        paintBar(painter, QRect(wordsLeft, y + nameHeight + smallHeight + 8, wide, barHeight),
                 step.part);
}

void StepList::paintStepMark(QPainter &painter, const Step &step, const QRectF &box) const
{
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    const QRectF inner(box.center() - QPointF(8, 8), QSizeF(16, 16));
    switch (step.state) {
    case StepState::Active:
        painter.translate(box.center());
        painter.scale(1.25, 1.25);
        paintArc(painter, QRectF(-8, -8, 16, 16), Token::ProvisioningMark,
                 ArcClock::instance().step());
        break;
    case StepState::Failed:
        paintMark(painter, inner, Mark::Error, 0, Token::BgPane);
        break;
    case StepState::Waiting:
        painter.setPen(QPen(color(Token::LineControl), 1.5));
        painter.drawEllipse(box.center(), 6.25, 6.25);
        break;
    case StepState::Done:
        painter.setPen(Qt::NoPen);
        painter.setBrush(color(Token::RunningMark));
        painter.drawEllipse(box.center(), 7.5, 7.5);
        painter.setPen(
            QPen(color(Token::BgPane), 1.75, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
        painter.setBrush(Qt::NoBrush);
        painter.translate(box.center());
        painter.drawPolyline(QPolygonF{{-3.2, 0.3}, {-0.9, 2.5}, {3.2, -2.4}});
        break;
    }
    painter.restore();
}

void StepList::paintBar(QPainter &painter, const QRect &track, double part) const
{
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(Qt::NoPen);
    painter.setBrush(color(Token::LineStrong));
    painter.drawRoundedRect(track, 2, 2);
    painter.setBrush(color(Token::ProvisioningMark));
    QRectF done = track;
    done.setWidth(track.width() * std::clamp(part, 0.0, 1.0));
    painter.drawRoundedRect(done, 2, 2);
    painter.restore();
}

} // namespace skybranch::ui
