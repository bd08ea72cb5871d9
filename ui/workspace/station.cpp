// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/workspace/station.h"

#include "ui/theme/theme.h"
#include "ui/widgets/text.h"

#include <QFontMetrics>
#include <QPainter>

namespace skybranch::ui {
namespace {

constexpr int drawingSize = 16;
constexpr int nameGap = 6;
constexpr int countGap = 7;

int advance(FontRole role, const QString &text)
{
    return QFontMetrics(Theme::instance().font(role)).horizontalAdvance(text);
}

} // namespace

Station::Station(Icon icon, const QString &name, QWidget *parent)
    : QAbstractButton(parent)
    , m_icon(icon)
{
    setObjectName(name);
    setFocusPolicy(Qt::NoFocus);
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
    connect(&Theme::instance(), &Theme::changed, this, [this] {
        updateGeometry();
        update();
    });
}

void Station::setView(const StationView &view)
{
    m_view = view;
    setText(view.name);
    setAccessibleName(
        count().isEmpty()
            ? view.name
            : tr("%1, %n uncommitted files", nullptr, view.uncommitted).arg(view.name));
    setToolTip(plainTip(view.tip.isEmpty() && m_narrow ? view.name : view.tip));
    updateGeometry();
    update();
}

void Station::setFaint(bool faint)
{
    m_faint = faint;
    setFocusPolicy(faint ? Qt::TabFocus : Qt::NoFocus);
    setCursor(faint ? Qt::PointingHandCursor : Qt::ArrowCursor);
    update();
}

void Station::setNarrow(bool narrow)
{
    m_narrow = narrow;
    setView(m_view);
}

QString Station::count() const
{
    return m_view.uncommitted > 0 ? QStringLiteral("±%1").arg(m_view.uncommitted) : QString();
}

QSize Station::sizeHint() const
{
    int wide = drawingSize;
    if (!m_narrow)
        wide += nameGap + advance(FontRole::BodyStrong, m_view.name);
    if (!count().isEmpty())
        wide += countGap + advance(FontRole::Small, count());
    return {wide, 28};
}

void Station::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.setLayoutDirection(layoutDirection());
    const QRect icon(0, (height() - drawingSize) / 2, drawingSize, drawingSize);
    paintIcon(painter, m_icon, icon, m_faint ? Token::TextFaint : Token::TextMuted);
    int x = drawingSize;
    if (!m_narrow) {
        x += nameGap;
        painter.setFont(Theme::instance().font(FontRole::BodyStrong));
        painter.setPen(color(m_faint ? Token::TextFaint : Token::Text));
        painter.drawText(QRect(x, 0, width() - x, height()), Qt::AlignVCenter, m_view.name);
        x += painter.fontMetrics().horizontalAdvance(m_view.name);
    }
    painter.setFont(Theme::instance().font(FontRole::Small));
    painter.setPen(color(Token::TextMuted));
    painter.drawText(QRect(x + countGap, 0, width() - x, height()), Qt::AlignVCenter, count());
}

} // namespace skybranch::ui
