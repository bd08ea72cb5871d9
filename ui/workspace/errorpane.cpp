// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/workspace/errorpane.h"

#include "ui/widgets/button.h"
#include "ui/widgets/iconlabel.h"
#include "ui/widgets/statusmark.h"
#include "ui/widgets/text.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QPlainTextEdit>

namespace skybranch::ui {
namespace {

constexpr int columnWidth = 680;
constexpr int fromTop = 72;
constexpr int wordsIndent = 34;
constexpr int cardMargins = 56; ///< what stands beside the words and the button of a remedy
constexpr int besideSpacing = 12;
constexpr int belowSpacing = 6;

/// What a row needs where all of it stands side by side.
int widthBeside(const QBoxLayout &row)
{
    int width = (row.count() - 1) * besideSpacing;
    for (int i = 0; i < row.count(); ++i)
        width += row.itemAt(i)->minimumSize().width();
    return width;
}

} // namespace

ErrorPane::ErrorPane(QWidget *parent)
    : Column(columnWidth, fromTop, parent)
    , m_title(makeParagraph({}, "title"))
    , m_why(makeParagraph({}, "", "muted"))
    , m_what(makeLabel(tr("What you can do"), "smallstrong", "muted"))
    , m_card(new QFrame)
    , m_retry(new Button({}, Button::Kind::Normal, Icon::Retry))
    , m_delete(new Button(tr("Delete cloud workspace…"), Button::Kind::PlainDanger))
    , m_fold(new Button(tr("Details"), Button::Kind::Plain, Icon::ChevronRight))
    , m_copy(new Button(tr("Copy"), Button::Kind::Plain, Icon::Copy))
    , m_details(new QPlainTextEdit)
{
    setObjectName(QStringLiteral("errorPane"));
    m_title->setObjectName(QStringLiteral("errorTitle"));
    m_why->setObjectName(QStringLiteral("errorWhy"));
    m_retry->setObjectName(QStringLiteral("errorRetry"));
    m_delete->setObjectName(QStringLiteral("errorDelete"));
    m_fold->setObjectName(QStringLiteral("errorDetailsButton"));
    m_copy->setObjectName(QStringLiteral("errorCopy"));
    m_details->setObjectName(QStringLiteral("errorDetails"));
    for (Button *button : {m_fold, m_copy})
        button->setProperty("flush", true);
    m_details->setReadOnly(true);
    m_details->setProperty("quiet", true);
    m_card->setProperty("card", QStringLiteral("plain"));
    auto *ends = new QHBoxLayout;
    ends->setSpacing(besideSpacing);
    ends->addWidget(m_retry, 0, Qt::AlignLeft);
    ends->addWidget(m_delete, 0, Qt::AlignLeft);
    m_folding << ends;
    auto *buttons = new QHBoxLayout;
    buttons->setContentsMargins(wordsIndent, 0, 0, 0);
    buttons->addLayout(ends);
    buttons->addStretch();
    auto *body = new QVBoxLayout;
    body->setContentsMargins(wordsIndent, 0, 0, 0);
    body->addWidget(m_what);
    body->addSpacing(4);
    body->addWidget(m_card);
    column()->addLayout(makeHead());
    column()->addSpacing(24);
    column()->addLayout(body);
    column()->addSpacing(16);
    column()->addLayout(buttons);
    column()->addSpacing(24);
    column()->addLayout(makeDetails());
    connect(m_retry, &QAbstractButton::clicked, this, &ErrorPane::retryRequested);
    connect(m_delete, &QAbstractButton::clicked, this, &ErrorPane::deleteRequested);
    connect(m_fold, &QAbstractButton::clicked, this,
            [this] { setDetailsOpen(!m_details->isVisible()); });
    connect(m_copy, &QAbstractButton::clicked, this,
            [this] { QGuiApplication::clipboard()->setText(m_view.details); });
}

QLayout *ErrorPane::makeHead()
{
    auto *words = new QVBoxLayout;
    words->setSpacing(6);
    words->addWidget(m_title);
    words->addWidget(m_why);
    auto *mark = new StatusMark;
    mark->setMark(Mark::Error);
    mark->setFixedSize(24, 24);
    auto *head = new QHBoxLayout;
    head->setSpacing(wordsIndent - 24);
    head->addWidget(mark, 0, Qt::AlignTop);
    head->addLayout(words, 1);
    return head;
}

QLayout *ErrorPane::makeDetails()
{
    auto *row = new QHBoxLayout;
    row->addWidget(m_fold);
    row->addStretch();
    row->addWidget(m_copy);
    auto *details = new QVBoxLayout;
    details->setContentsMargins(wordsIndent, 0, 0, 0);
    details->setSpacing(4);
    details->addLayout(row);
    details->addWidget(m_details);
    return details;
}

void ErrorPane::setView(const ErrorView &view)
{
    if (view == m_view)
        return;
    const bool sameError = view.title == m_view.title && view.why == m_view.why;
    const bool open = sameError ? !m_details->isHidden() : view.detailsOpen;
    m_view = view;
    m_title->setText(view.title);
    m_why->setText(view.why);
    m_retry->setText(view.retry);
    m_retry->setDrawing(Icon::Retry);
    m_retry->setVisible(!view.retry.isEmpty());
    m_details->setPlainText(view.details);
    for (QWidget *widget : std::initializer_list<QWidget *>{m_fold, m_copy})
        widget->setVisible(!view.details.isEmpty());
    fillRemedies();
    setDetailsOpen(open);
}

void ErrorPane::fillRemedies()
{
    qDeleteAll(m_card->findChildren<QWidget *>(Qt::FindDirectChildrenOnly));
    m_folding.resize(1); // The rows of remedies go, the one of Retry and Delete stays.
    delete m_card->layout();
    auto *rows = new QVBoxLayout(m_card);
    rows->setContentsMargins(1, 1, 1, 1);
    rows->setSpacing(0);
    for (const Remedy &remedy : std::as_const(m_view.remedies)) {
        const bool first = rows->count() == 0;
        if (!first)
            rows->addWidget(makeRule());
        rows->addWidget(makeRemedy(remedy, first));
    }
    m_what->setVisible(!m_view.remedies.isEmpty());
    m_card->setVisible(!m_view.remedies.isEmpty());
    fold();
}

QWidget *ErrorPane::makeRemedy(const Remedy &remedy, bool first)
{
    auto *row = new QWidget;
    auto *words = new QVBoxLayout;
    words->setSpacing(1);
    words->addWidget(makeParagraph(remedy.action, "strong"));
    words->addWidget(makeParagraph(remedy.consequence, "small", "muted"));
    auto *button = new Button(remedy.button, first ? Button::Kind::Primary : Button::Kind::Normal);
    button->setObjectName(QStringLiteral("remedy-") + remedy.id);
    connect(button, &QAbstractButton::clicked, this,
            [this, id = remedy.id] { Q_EMIT remedyRequested(id); });
    auto *act = new QHBoxLayout;
    act->setSpacing(besideSpacing);
    act->addLayout(words, 1);
    // Its alignment keeps the row as wide as the card where the button stands below.
    act->addWidget(button, 0, Qt::AlignLeft | Qt::AlignVCenter);
    m_folding << act;
    auto *layout = new QHBoxLayout(row);
    layout->setContentsMargins(14, 10, 12, 10);
    layout->setSpacing(12);
    layout->addWidget(new IconLabel(remedy.icon), 0, Qt::AlignTop);
    layout->addLayout(act, 1);
    return row;
}

void ErrorPane::resizeEvent(QResizeEvent *event)
{
    Column::resizeEvent(event);
    fold();
}

/// A larger font comes without a new size.
bool ErrorPane::eventFilter(QObject *watched, QEvent *event)
{
    if (watched == widget() && event->type() == QEvent::LayoutRequest)
        fold();
    return Column::eventFilter(watched, event);
}

void ErrorPane::fold()
{
    const int room = roomInside() - wordsIndent;
    const bool fits = std::ranges::all_of(m_folding, [this, room](const QBoxLayout *row) {
        return widthBeside(*row) + (row == m_folding.first() ? 0 : cardMargins) <= room;
    });
    for (QBoxLayout *row : std::as_const(m_folding))
        turn(row, fits ? QBoxLayout::LeftToRight : QBoxLayout::TopToBottom);
}

void ErrorPane::turn(QBoxLayout *row, QBoxLayout::Direction direction)
{
    if (row->direction() == direction)
        return;
    row->setDirection(direction);
    row->setSpacing(direction == QBoxLayout::LeftToRight ? besideSpacing : belowSpacing);
    // Each layout above remembers what its rows needed before.
    for (QWidget *above = row->parentWidget(); above != viewport(); above = above->parentWidget()) {
        if (QLayout *layout = above->layout()) {
            layout->invalidate();
            layout->activate();
        }
    }
}

void ErrorPane::setDetailsOpen(bool open)
{
    open = open && !m_view.details.isEmpty();
    m_details->setVisible(open);
    m_copy->setVisible(open);
    m_fold->setDrawing(open ? Icon::ChevronDown : Icon::ChevronRight);
    m_fold->setAccessibleName(open ? tr("Hide details") : tr("Show details"));
    const int lines = static_cast<int>(m_view.details.count(QLatin1Char('\n'))) + 1;
    const int line = QFontMetrics(m_details->font()).lineSpacing();
    m_details->setFixedHeight(std::min(lines, 12) * line + 28);
}

} // namespace skybranch::ui
