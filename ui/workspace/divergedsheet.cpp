// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/workspace/divergedsheet.h"

#include "ui/theme/theme.h"
#include "ui/widgets/button.h"
#include "ui/widgets/choicecard.h"
#include "ui/widgets/text.h"
#include "ui/workspace/divergedcolumn.h"
#include "ui/workspace/divergedfiles.h"

#include <QHBoxLayout>
#include <QKeyEvent>
#include <QPainter>
#include <QScrollArea>
#include <QVariantAnimation>

namespace skybranch::ui {
namespace {

constexpr qreal scrim = 0.38;
constexpr int slideMs = 140;
constexpr int leastWide = 640; ///< below it columns, choices and foot stand below each other
constexpr int wideEdge = 32;
constexpr int narrowEdge = 16;

/// A paragraph that takes no more lines than its width needs: a plain one asks for those of a
/// guessed width.
QLabel *paragraph(const char *role, const char *tone)
{
    QLabel *label = makeParagraph({}, role, tone);
    QSizePolicy policy = label->sizePolicy();
    policy.setVerticalPolicy(QSizePolicy::Preferred);
    label->setSizePolicy(policy);
    return label;
}

} // namespace

DivergedSheet::DivergedSheet(QWidget *parent)
    : QWidget(parent)
    , m_frame(new QFrame(this))
    , m_scroll(new QScrollArea)
    , m_sides(new QWidget)
    , m_columns(new QHBoxLayout(m_sides))
    , m_head(new QHBoxLayout)
    , m_body(new QVBoxLayout)
    , m_choices(new QHBoxLayout)
    , m_foot(new QHBoxLayout)
    , m_title(paragraph("heading", ""))
    , m_line(paragraph("", "muted"))
    , m_left(new DivergedColumn(QStringLiteral("divergedLeft"), Token::Ahead))
    , m_right(new DivergedColumn(QStringLiteral("divergedRight"), Token::Behind))
    , m_files(new DivergedFiles)
    , m_cards{}
    , m_safety(paragraph("small", "muted"))
    , m_terminal(new Button(tr("Open terminal")))
    , m_primary(new Button({}, Button::Kind::Primary))
    , m_slide(new QVariantAnimation(this))
{
    setObjectName(QStringLiteral("divergedSheet"));
    m_frame->setObjectName(QStringLiteral("divergedFrame"));
    m_title->setObjectName(QStringLiteral("divergedTitle"));
    m_line->setObjectName(QStringLiteral("divergedLine"));
    m_terminal->setObjectName(QStringLiteral("divergedTerminal"));
    m_primary->setObjectName(QStringLiteral("divergedPrimary"));
    auto *middle = new QWidget;
    middle->setLayout(m_body);
    m_scroll->setObjectName(QStringLiteral("divergedBody"));
    m_scroll->setWidget(middle);
    m_scroll->setWidgetResizable(true);
    m_scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    fillHead();
    fillBody();
    fillFoot();
    auto *layout = new QVBoxLayout(m_frame);
    layout->setContentsMargins(0, 0, 0, 1);
    layout->setSpacing(0);
    layout->addLayout(m_head);
    layout->addWidget(m_scroll, 1);
    layout->addWidget(makeRule());
    layout->addLayout(m_foot);
    m_slide->setDuration(slideMs);
    m_slide->setEasingCurve(QEasingCurve::OutCubic);
    connect(m_slide, &QVariantAnimation::valueChanged, this, &DivergedSheet::place);
    setFocusPolicy(Qt::StrongFocus);
    parent->installEventFilter(this);
    hide();
}

void DivergedSheet::fillHead()
{
    auto *close = new IconButton(Icon::Close, tr("Close"));
    close->setObjectName(QStringLiteral("divergedClose"));
    connect(close, &QAbstractButton::clicked, this, &DivergedSheet::left);
    m_head->addWidget(m_title, 1);
    m_head->addWidget(close, 0, Qt::AlignTop);
}

void DivergedSheet::fillBody()
{
    m_columns->setSpacing(16);
    m_columns->addWidget(m_left, 1);
    m_columns->addWidget(m_right, 1);
    for (size_t i = 0; i < m_cards.size(); ++i) {
        auto *card = new ChoiceCard({}, {});
        m_cards[i] = card;
        card->setObjectName(QStringLiteral("divergedChoice%1").arg(i + 1));
        connect(card, &QAbstractButton::toggled, this, &DivergedSheet::onChoice);
        m_choices->addWidget(card, 1);
    }
    m_body->setSpacing(0);
    m_body->addWidget(m_line);
    m_body->addWidget(m_sides);
    m_body->addSpacing(12);
    m_body->addWidget(m_files);
    m_body->addSpacing(20);
    m_body->addLayout(m_choices);
    m_body->addStretch();
}

void DivergedSheet::fillFoot()
{
    auto *buttons = new QHBoxLayout;
    buttons->setSpacing(8);
    buttons->addStretch();
    buttons->addWidget(m_terminal);
    buttons->addWidget(m_primary);
    m_foot->setSpacing(8);
    m_foot->addWidget(m_safety, 1);
    m_foot->addLayout(buttons);
    connect(m_terminal, &QAbstractButton::clicked, this, &DivergedSheet::terminalRequested);
    connect(m_primary, &QAbstractButton::clicked, this, [this] {
        if (const DivergedChoice *choice = current())
            Q_EMIT chosen(choice->kind);
    });
}

void DivergedSheet::setView(const DivergedView &view)
{
    if (view == m_view)
        return;
    m_view = view;
    m_title->setText(view.title);
    m_line->setText(view.line);
    m_left->setSide(view.left, view.base);
    m_right->setSide(view.right, view.base);
    m_sides->setVisible(!view.reading);
    m_files->setFiles(view.files, view.moreFiles);
    fillChoices();
    m_safety->setText(view.safety);
    setAccessibleName(view.title);
    place();
}

void DivergedSheet::fillChoices()
{
    ChoiceCard *first = nullptr;
    for (size_t i = 0; i < m_cards.size(); ++i) {
        const DivergedChoice choice = m_view.choices.value(qsizetype(i));
        ChoiceCard *card = m_cards[i];
        card->setWords(choice.name, choice.consequence);
        card->setVisible(!choice.name.isEmpty());
        card->setEnabled(choice.whyNot.isEmpty());
        card->setToolTip(plainTip(choice.whyNot));
        if (!first && card->isEnabled())
            first = card;
        if (card->isChecked() && card->isEnabled())
            first = card;
    }
    if (first)
        first->setChecked(true);
    onChoice();
}

const DivergedChoice *DivergedSheet::current() const
{
    for (size_t i = 0; i < m_cards.size() && qsizetype(i) < m_view.choices.size(); ++i) {
        if (m_cards[i]->isChecked())
            return &m_view.choices.at(qsizetype(i));
    }
    return nullptr;
}

void DivergedSheet::onChoice()
{
    const DivergedChoice *choice = current();
    m_primary->setText(choice ? choice->act : QString());
    m_primary->setVisible(choice && !m_view.reading);
}

void DivergedSheet::open()
{
    show();
    raise();
    m_slide->stop();
    m_slide->setStartValue(0.0);
    m_slide->setEndValue(1.0);
    if (!Theme::instance().reducedMotion())
        m_slide->start();
    place();
    setFocus(Qt::OtherFocusReason);
    focusChoice();
}

void DivergedSheet::focusChoice()
{
    if (hasFocus() && m_primary->isVisible())
        m_primary->setFocus(Qt::OtherFocusReason);
}

void DivergedSheet::dismiss()
{
    m_slide->stop();
    hide();
}

void DivergedSheet::arrange(int width)
{
    const bool narrow = width < leastWide;
    const int edge = narrow ? narrowEdge : wideEdge;
    m_head->setContentsMargins(edge, narrow ? 12 : 18, edge, 2);
    m_body->setContentsMargins(edge, 0, edge, edge == wideEdge ? 20 : 12);
    m_foot->setContentsMargins(edge, 12, edge, 12);
    for (QBoxLayout *row : {m_columns, m_choices, m_foot})
        row->setDirection(narrow ? QBoxLayout::TopToBottom : QBoxLayout::LeftToRight);
    m_columns->setContentsMargins(0, narrow ? 14 : 20, 0, 0);
    m_choices->setSpacing(narrow ? 8 : 12);
    const int most = std::max(m_left->rows(), m_right->rows());
    m_left->showRows(narrow ? m_left->rows() : most);
    m_right->showRows(narrow ? m_right->rows() : most);
    m_files->arrange(width - 2 * edge);
}

void DivergedSheet::place()
{
    if (!isVisible())
        return;
    const QRect room = parentWidget()->rect();
    setGeometry(room);
    arrange(room.width());
    QWidget *middle = m_scroll->widget();
    middle->layout()->activate();
    m_frame->layout()->activate();
    const int inner = middle->layout()->hasHeightForWidth()
        ? middle->layout()->totalHeightForWidth(room.width())
        : middle->layout()->totalSizeHint().height();
    m_scroll->setMinimumHeight(0);
    const int rest
        = m_frame->layout()->totalHeightForWidth(room.width()) - m_scroll->sizeHint().height();
    m_frameHeight = std::min(rest + inner, room.height());
    const bool slides = m_slide->state() == QAbstractAnimation::Running;
    const qreal part = slides ? m_slide->currentValue().toReal() : 1.0;
    m_frame->setGeometry(0, int((part - 1) * m_frameHeight), room.width(), m_frameHeight);
    update();
}

bool DivergedSheet::eventFilter(QObject *watched, QEvent *event)
{
    if (watched == parentWidget() && event->type() == QEvent::Resize && isVisible())
        place();
    return QWidget::eventFilter(watched, event);
}

void DivergedSheet::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    QColor layer = color(Token::BgTerm);
    layer.setAlphaF(scrim);
    painter.fillRect(rect(), layer);
}

void DivergedSheet::keyPressEvent(QKeyEvent *event)
{
    if (event->key() == Qt::Key_Escape)
        Q_EMIT left();
    else if (event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter)
        m_primary->click();
}

void DivergedSheet::mousePressEvent(QMouseEvent *)
{
    // Clicks on the scrim reach nothing below it.
}

} // namespace skybranch::ui
