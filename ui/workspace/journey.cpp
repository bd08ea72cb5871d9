// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/workspace/journey.h"

#include "ui/theme/icons.h"
#include "ui/theme/theme.h"

#include <QFontMetrics>
#include <QPainter>

namespace skybranch::ui {
namespace {

constexpr int box = 64;
constexpr int pitch = 178;
constexpr int lineGap = 12;

} // namespace

Journey::Journey(QWidget *parent)
    : QWidget(parent)
{
    setAccessibleName(tr("From this computer over the git host to the cloud"));
    connect(&Theme::instance(), &Theme::changed, this, qOverload<>(&QWidget::update));
}

QSize Journey::sizeHint() const
{
    return {2 * pitch + box,
            box + 12 + QFontMetrics(Theme::instance().font(FontRole::Body)).height()};
}

void Journey::paintEvent(QPaintEvent *)
{
    struct Place
    {
        Icon icon;
        QString name;
    };
    const Place places[]{
        {Icon::Laptop, tr("Local")}, {Icon::Remote, tr("GitHub")}, {Icon::Cloud, tr("Cloud")}};
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setFont(Theme::instance().font(FontRole::Body));
    const int step = std::min(pitch, (width() - box) / 2);
    int x = 0;
    for (const Place &place : places) {
        const QPixmap drawing = largeIcon(place.icon, color(Token::Text), box, devicePixelRatio());
        painter.drawPixmap(QRect(x, 0, box, box), drawing);
        painter.setPen(color(Token::TextMuted));
        painter.drawText(QRect(x - 20, box + 8, box + 40, height() - box - 8),
                         Qt::AlignHCenter | Qt::AlignTop, place.name);
        if (x > 0) {
            const qreal y = box / 2.0;
            const qreal from = x - step + box + lineGap;
            const qreal to = x - lineGap;
            painter.setPen(QPen(color(Token::Ahead), 2, Qt::SolidLine, Qt::RoundCap));
            painter.drawLine(QPointF(from, y), QPointF(to, y));
            painter.drawPolyline(
                QPolygonF{QPointF(to - 6, y - 6), QPointF(to, y), QPointF(to - 6, y + 6)});
        }
        x += step;
    }
}

} // namespace skybranch::ui
