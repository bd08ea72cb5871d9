// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/notice.h"

#include "ui/widgets/button.h"
#include "ui/widgets/iconlabel.h"
#include "ui/widgets/text.h"

#include <QHBoxLayout>
#include <QPlainTextEdit>

namespace skybranch::ui {
namespace {

struct KindStyle
{
    const char *name;
    Icon icon;
    Token colour;
};

constexpr int detailsHeight = 140;

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
    , m_fold(new Button({}, Button::Kind::Link))
    , m_details(new QPlainTextEdit)
{
    setObjectName(QStringLiteral("notice"));
    m_sentence->setObjectName(QStringLiteral("noticeSentence"));
    auto *words = new QVBoxLayout;
    words->setSpacing(2);
    words->addWidget(m_sentence);
    words->addWidget(m_second);
    words->addLayout(makeLinks());
    words->addWidget(m_details);
    m_fold->setObjectName(QStringLiteral("noticeDetailsButton"));
    m_details->setObjectName(QStringLiteral("noticeDetails"));
    m_details->setAccessibleName(tr("Output"));
    m_details->setReadOnly(true);
    m_details->setTabChangesFocus(true);
    m_details->setProperty("quiet", true);
    m_details->setFixedHeight(detailsHeight);
    connect(m_fold, &QAbstractButton::clicked, this,
            [this] { showDetails(m_details->isHidden()); });
    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(14, 12, 16, 12);
    layout->setSpacing(10);
    layout->addWidget(m_icon, 0, Qt::AlignTop);
    layout->addLayout(words, 1);
    m_fold->hide();
    showDetails(false);
}

QLayout *Notice::makeLinks()
{
    auto *links = new QHBoxLayout;
    links->setSpacing(16);
    for (int i = 0; i < int(m_links.size()); ++i) {
        auto *link = new Button({}, Button::Kind::Link);
        link->setObjectName(i == 0 ? QStringLiteral("noticeLink")
                                   : QStringLiteral("noticeLink%1").arg(i + 1));
        connect(link, &QAbstractButton::clicked, this, [this, i] { Q_EMIT linkActivated(i); });
        links->addWidget(link);
        m_links[size_t(i)] = link;
    }
    links->addWidget(m_fold);
    links->addStretch();
    return links;
}

void Notice::showDetails(bool shown)
{
    m_details->setVisible(shown);
    m_fold->setText(shown ? tr("Hide output") : tr("Show output"));
}

void Notice::setView(const NoticeView &view)
{
    if (view == m_view)
        return;
    if (view.details != m_view.details) {
        m_details->setPlainText(view.details);
        showDetails(false);
    }
    m_view = view;
    const KindStyle &style = kindStyles[static_cast<int>(view.kind)];
    setStyleProperty(this, "notice", QLatin1StringView(style.name));
    m_icon->setIcon(style.icon, style.colour);
    m_sentence->setText(view.sentence);
    m_second->setText(view.second);
    m_second->setVisible(!view.second.isEmpty());
    // The links bring room of their own below them.
    layout()->setContentsMargins(14, 12, 16,
                                 view.links.isEmpty() && view.details.isEmpty() ? 12 : 6);
    for (size_t i = 0; i < m_links.size(); ++i) {
        const QString link = view.links.value(qsizetype(i));
        m_links[i]->setText(link);
        m_links[i]->setVisible(!link.isEmpty());
    }
    m_fold->setVisible(!view.details.isEmpty());
    setAccessibleName(view.sentence);
    setAccessibleDescription(view.second);
}

} // namespace skybranch::ui
