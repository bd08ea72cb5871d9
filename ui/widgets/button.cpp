// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/button.h"

#include "ui/widgets/text.h"

namespace skybranch::ui {
namespace {

struct KindStyle
{
    const char *name;
    Token icon;
    Token iconActive;
};

constexpr KindStyle kindStyles[]{
    {"normal", Token::Text, Token::Text},
    {"primary", Token::OnAccent, Token::OnAccent},
    {"danger", Token::ErrorText, Token::ErrorText},
    {"dangerfilled", Token::OnDanger, Token::OnDanger},
    {"plain", Token::TextMuted, Token::Text},
    {"plaindanger", Token::ErrorText, Token::ErrorText},
    {"link", Token::AccentText, Token::AccentText},
};

} // namespace

Button::Button(const QString &text, Kind kind, Icon icon, QWidget *parent)
    : QPushButton(text, parent)
{
    setKind(kind);
    setDrawing(icon);
    setAutoDefault(false);
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
    if (kind == Kind::Link)
        setCursor(Qt::PointingHandCursor);
}

void Button::setKind(Kind kind)
{
    m_kind = kind;
    setStyleProperty(this, "kind", QLatin1StringView(kindStyles[static_cast<int>(kind)].name));
}

void Button::setDrawing(Icon icon)
{
    const KindStyle &style = kindStyles[static_cast<int>(m_kind)];
    setIcon(makeIcon(icon, style.icon, style.iconActive));
    // Room between drawing and word.
    setIconSize({text().isEmpty() ? 16 : 20, 16});
}

void Button::setPossible(bool possible, const QString &whyNot)
{
    setEnabled(possible);
    setToolTip(possible ? QString() : whyNot);
}

IconButton::IconButton(Icon icon, const QString &name, QWidget *parent)
    : QToolButton(parent)
{
    setAutoRaise(true);
    setIconSize({16, 16});
    setFocusPolicy(Qt::TabFocus);
    setDrawing(icon, name);
}

void IconButton::setDrawing(Icon icon, const QString &name)
{
    setIcon(makeIcon(icon));
    setToolTip(name);
    setAccessibleName(name);
}

} // namespace skybranch::ui
