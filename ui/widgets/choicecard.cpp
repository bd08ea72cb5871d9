// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/choicecard.h"

#include "ui/theme/theme.h"
#include "ui/widgets/text.h"

#include <QEvent>
#include <QPainter>
#include <QVBoxLayout>

namespace skybranch::ui {
namespace {

constexpr int leastWidth = 180;
constexpr int circle = 14;
constexpr QPoint circleAt(14, 12);
constexpr int corner = 8;

} // namespace

ChoiceCard::ChoiceCard(const QString &name, const QString &consequence, QWidget *parent)
    : QRadioButton(parent)
    , m_name(makeLabel({}, "strong"))
    , m_consequence(makeParagraph({}, "small", "muted"))
{
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(circleAt.x() + circle + 10, 9, 14, 11);
    layout->setSpacing(2);
    for (QLabel *label : {m_name, m_consequence}) {
        label->setAttribute(Qt::WA_TransparentForMouseEvents);
        layout->addWidget(label);
    }
    layout->addStretch();
    QSizePolicy policy(QSizePolicy::Expanding, QSizePolicy::Preferred);
    policy.setHeightForWidth(true);
    setSizePolicy(policy);
    setWords(name, consequence);
    connect(&Theme::instance(), &Theme::changed, this, qOverload<>(&QWidget::update));
}

void ChoiceCard::setWords(const QString &name, const QString &consequence)
{
    m_name->setText(name);
    m_consequence->setText(consequence);
    setAccessibleName(name);
    setAccessibleDescription(consequence);
    updateGeometry();
}

QSize ChoiceCard::sizeHint() const
{
    return {leastWidth, heightForWidth(leastWidth)};
}

QSize ChoiceCard::minimumSizeHint() const
{
    return {leastWidth, heightForWidth(QWIDGETSIZE_MAX)};
}

int ChoiceCard::heightForWidth(int width) const
{
    return layout()->totalHeightForWidth(width);
}

void ChoiceCard::changeEvent(QEvent *event)
{
    QRadioButton::changeEvent(event);
    if (event->type() == QEvent::EnabledChange)
        tone();
}

void ChoiceCard::tone()
{
    setStyleProperty(m_name, "tone", isEnabled() ? QString() : QStringLiteral("faint"));
    setStyleProperty(m_consequence, "tone",
                     isEnabled() ? QStringLiteral("muted") : QStringLiteral("faint"));
}

void ChoiceCard::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const bool chosen = isChecked();
    painter.setPen(QPen(color(chosen ? Token::Focus : Token::LineStrong), 1));
    painter.setBrush(chosen ? QBrush(color(Token::TintInfo)) : QBrush(Qt::NoBrush));
    painter.drawRoundedRect(QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5), corner, corner);
    QRectF ring(circleAt, QSizeF(circle, circle));
    if (layoutDirection() == Qt::RightToLeft)
        ring.moveRight(width() - circleAt.x());
    painter.setPen(QPen(color(chosen ? Token::Accent : Token::LineControl), chosen ? 4 : 1.5));
    painter.setBrush(chosen ? QBrush(color(Token::OnAccent)) : QBrush(Qt::NoBrush));
    painter.drawEllipse(chosen ? ring.adjusted(2, 2, -2, -2) : ring);
}

} // namespace skybranch::ui
