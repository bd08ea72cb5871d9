// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/notice.h"

#include "ui/widgets/button.h"
#include "ui/widgets/iconlabel.h"
#include "ui/widgets/text.h"

#include <QHBoxLayout>

namespace skybranch::ui {
namespace {

struct KindStyle
{
    const char *name;
    Icon icon;
    Token colour;
};

constexpr KindStyle kindStyles[]{
    {"info", Icon::Info, Token::ProvisioningMark},
    {"warn", Icon::Warning, Token::PausedMark},
    {"error", Icon::Warning, Token::ErrorMark},
    {"ok", Icon::Check, Token::RunningMark},
};

} // namespace

Notice::Notice(QWidget *parent)
    : QFrame(parent)
    , m_icon(new IconLabel(Icon::Info))
    , m_sentence(makeParagraph({}))
    , m_second(makeParagraph({}, "", "muted"))
    , m_link(new Button({}, Button::Kind::Link))
{
    setObjectName(QStringLiteral("notice"));
    m_link->setObjectName(QStringLiteral("noticeLink"));
    auto *words = new QVBoxLayout;
    words->setSpacing(2);
    words->addWidget(m_sentence);
    words->addWidget(m_second);
    words->addWidget(m_link);
    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(14, 12, 16, 12);
    layout->setSpacing(10);
    layout->addWidget(m_icon, 0, Qt::AlignTop);
    layout->addLayout(words, 1);
    connect(m_link, &QAbstractButton::clicked, this, &Notice::linkActivated);
}

void Notice::setView(const NoticeView &view)
{
    const KindStyle &style = kindStyles[static_cast<int>(view.kind)];
    setStyleProperty(this, "notice", QLatin1StringView(style.name));
    m_icon->setIcon(style.icon, style.colour);
    m_sentence->setText(view.sentence);
    m_second->setText(view.second);
    m_second->setVisible(!view.second.isEmpty());
    m_link->setText(view.link);
    m_link->setVisible(!view.link.isEmpty());
    setAccessibleName(view.sentence);
    setAccessibleDescription(view.second);
}

} // namespace skybranch::ui
