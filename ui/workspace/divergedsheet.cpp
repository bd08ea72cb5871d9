// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/workspace/divergedsheet.h"

#include "ui/theme/theme.h"
#include "ui/widgets/button.h"
#include "ui/widgets/choicecard.h"
#include "ui/widgets/iconlabel.h"
#include "ui/widgets/text.h"
#include "ui/workspace/divergedcolumn.h"

#include <QHBoxLayout>
#include <QKeyEvent>
#include <QPainter>
#include <QScrollArea>
#include <QVariantAnimation>

namespace skybranch::ui {
namespace {

constexpr qreal scrim = 0.38;
constexpr int slideMs = 140;
constexpr int side = 32;

} // namespace

DivergedSheet::DivergedSheet(QWidget *parent)
    : QWidget(parent)
    , m_frame(new QFrame(this))
    , m_scroll(new QScrollArea)
    , m_sides(new QWidget)
    , m_title(makeParagraph({}, "heading"))
    , m_line(makeParagraph({}, "", "muted"))
    , m_left(new DivergedColumn(QStringLiteral("divergedLeft"), Token::Ahead))
    , m_right(new DivergedColumn(QStringLiteral("divergedRight"), Token::Behind))
    , m_filesRow(new QWidget)
    , m_files(makeParagraph({}, "monosmall"))
    , m_mayConflict(makeLabel(tr("may conflict"), "small", "paused"))
    , m_cards{}
    , m_safety(makeParagraph({}, "small", "muted"))
    , m_terminal(new Button(tr("Open terminal")))
    , m_primary(new Button({}, Button::Kind::Primary))
    , m_slide(new QVariantAnimation(this))
{
    setObjectName(QStringLiteral("divergedSheet"));
    m_frame->setObjectName(QStringLiteral("divergedFrame"));
    m_title->setObjectName(QStringLiteral("divergedTitle"));
    m_line->setObjectName(QStringLiteral("divergedLine"));
    m_files->setObjectName(QStringLiteral("divergedFiles"));
    m_terminal->setObjectName(QStringLiteral("divergedTerminal"));
    m_primary->setObjectName(QStringLiteral("divergedPrimary"));
    auto *middle = new QWidget;
    auto *body = new QVBoxLayout(middle);
    body->setContentsMargins(side, 0, side, 20);
    fillBody(body);
    m_scroll->setWidget(middle);
    m_scroll->setWidgetResizable(true);
    m_scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    auto *layout = new QVBoxLayout(m_frame);
    layout->setContentsMargins(0, 0, 0, 1);
    layout->setSpacing(0);
    layout->addLayout(makeHead());
    layout->addWidget(m_scroll, 1);
    layout->addWidget(makeRule());
    layout->addLayout(makeFoot());
    m_slide->setDuration(slideMs);
    m_slide->setEasingCurve(QEasingCurve::OutCubic);
    connect(m_slide, &QVariantAnimation::valueChanged, this, &DivergedSheet::place);
    setFocusPolicy(Qt::StrongFocus);
    parent->installEventFilter(this);
    hide();
}

QLayout *DivergedSheet::makeHead()
{
    auto *close = new IconButton(Icon::Close, tr("Close"));
    close->setObjectName(QStringLiteral("divergedClose"));
    connect(close, &QAbstractButton::clicked, this, &DivergedSheet::left);
    auto *words = new QVBoxLayout;
    words->setSpacing(4);
    words->addWidget(m_title);
    words->addWidget(m_line);
    auto *head = new QHBoxLayout;
    head->setContentsMargins(side, 20, side, 14);
    head->addLayout(words, 1);
    head->addWidget(close, 0, Qt::AlignTop);
    return head;
}

void DivergedSheet::fillBody(QVBoxLayout *body)
{
    auto *columns = new QHBoxLayout(m_sides);
    columns->setContentsMargins(0, 0, 0, 0);
    columns->setSpacing(16);
    columns->addWidget(m_left, 1);
    columns->addWidget(m_right, 1);
    auto *files = new QHBoxLayout(m_filesRow);
    files->setContentsMargins(0, 0, 0, 0);
    files->setSpacing(8);
    files->addWidget(new IconLabel(Icon::File), 0, Qt::AlignTop);
    files->addWidget(makeLabel(tr("Changed on both sides:"), "small", "muted"), 0, Qt::AlignTop);
    files->addWidget(m_files, 1);
    files->addWidget(m_mayConflict, 0, Qt::AlignTop);
    auto *cards = new QHBoxLayout;
    cards->setSpacing(12);
    for (size_t i = 0; i < m_cards.size(); ++i) {
        auto *card = new ChoiceCard({}, {});
        m_cards[i] = card;
        card->setObjectName(QStringLiteral("divergedChoice%1").arg(i + 1));
        connect(card, &QAbstractButton::toggled, this, &DivergedSheet::onChoice);
        cards->addWidget(card, 1);
    }
    body->setSpacing(0);
    body->addWidget(m_sides);
    body->addSpacing(12);
    body->addWidget(m_filesRow);
    body->addSpacing(20);
    body->addLayout(cards);
    body->addStretch();
}

QLayout *DivergedSheet::makeFoot()
{
    auto *foot = new QHBoxLayout;
    foot->setContentsMargins(side, 12, side, 12);
    foot->setSpacing(8);
    foot->addWidget(m_safety, 1);
    foot->addWidget(m_terminal);
    foot->addWidget(m_primary);
    connect(m_terminal, &QAbstractButton::clicked, this, &DivergedSheet::terminalRequested);
    connect(m_primary, &QAbstractButton::clicked, this, [this] {
        if (const DivergedChoice *choice = current())
            Q_EMIT chosen(choice->kind);
    });
    return foot;
}

void DivergedSheet::setView(const DivergedView &view)
{
    if (view == m_view)
        return;
    m_view = view;
    m_title->setText(view.title);
    m_line->setText(view.line);
    const auto rowsOf = [](const DivergedSide &one) {
        return int(one.commits.size()) + (one.more.isEmpty() ? 0 : 1);
    };
    const int rows = std::max({1, rowsOf(view.left), rowsOf(view.right)});
    m_left->setSide(view.left, view.base, rows);
    m_right->setSide(view.right, view.base, rows);
    m_sides->setVisible(!view.reading);
    fillFiles();
    fillChoices();
    m_safety->setText(view.safety);
    setAccessibleName(view.title);
    place();
}

void DivergedSheet::fillFiles()
{
    QString names = m_view.files.join(QStringLiteral("  "));
    if (!m_view.moreFiles.isEmpty())
        names += QStringLiteral("  ") + m_view.moreFiles;
    m_files->setText(names);
    m_filesRow->setVisible(!m_view.files.isEmpty());
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

void DivergedSheet::place()
{
    if (!isVisible())
        return;
    const QRect room = parentWidget()->rect();
    setGeometry(room);
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
