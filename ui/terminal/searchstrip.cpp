// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/terminal/searchstrip.h"

#include "ui/widgets/button.h"
#include "ui/widgets/text.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLineEdit>

namespace skybranch::ui {
namespace {

constexpr int stripHeight = 36;
constexpr int mostWidth = 380;
constexpr int edge = 12;

} // namespace

SearchStrip::SearchStrip(QWidget *parent)
    : QFrame(parent)
    , m_field(new QLineEdit)
    , m_count(makeLabel({}, "small", "muted"))
    , m_up(new IconButton(Icon::ChevronUp, tr("Match above (Shift+Enter)")))
    , m_down(new IconButton(Icon::ChevronDown, tr("Match below (Enter)")))
{
    setObjectName(QStringLiteral("terminalSearch"));
    m_field->setObjectName(QStringLiteral("searchField"));
    m_field->setPlaceholderText(tr("Search"));
    m_field->setAccessibleName(tr("Search in this terminal"));
    m_count->setObjectName(QStringLiteral("searchCount"));
    m_up->setObjectName(QStringLiteral("searchUp"));
    m_down->setObjectName(QStringLiteral("searchDown"));
    auto *cross = new IconButton(Icon::Close, tr("Close the search (Esc)"));
    cross->setObjectName(QStringLiteral("searchClose"));
    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(4, 3, 4, 3);
    layout->setSpacing(4);
    layout->addWidget(m_field, 1);
    layout->addWidget(m_count);
    layout->addWidget(m_up);
    layout->addWidget(m_down);
    layout->addWidget(cross);
    connect(m_field, &QLineEdit::textChanged, this, &SearchStrip::textChanged);
    connect(m_up, &QAbstractButton::clicked, this, &SearchStrip::upRequested);
    connect(m_down, &QAbstractButton::clicked, this, &SearchStrip::downRequested);
    connect(cross, &QAbstractButton::clicked, this, &SearchStrip::close);
    m_field->installEventFilter(this);
    parent->installEventFilter(this);
    setCount(0, 0);
    hide();
}

QString SearchStrip::text() const
{
    return m_field->text();
}

void SearchStrip::open()
{
    place();
    show();
    raise();
    m_field->setFocus(Qt::ShortcutFocusReason);
    m_field->selectAll();
    if (!m_field->text().isEmpty())
        Q_EMIT textChanged(m_field->text());
}

void SearchStrip::close()
{
    hide();
    Q_EMIT closed();
}

void SearchStrip::setCount(int current, int all)
{
    const bool none = all == 0 && !m_field->text().isEmpty();
    m_count->setText(all > 0    ? tr("%1 of %2").arg(current).arg(all)
                         : none ? tr("None")
                                : QString());
    setStyleProperty(m_count, "tone", none ? QStringLiteral("error") : QStringLiteral("muted"));
    for (IconButton *button : {m_up, m_down})
        button->setEnabled(all > 0);
}

void SearchStrip::place()
{
    const int wide = std::min(mostWidth, parentWidget()->width() - 2 * edge);
    const int high = std::max(stripHeight, sizeHint().height());
    setGeometry(parentWidget()->width() - edge - wide, 8, wide, high);
}

bool SearchStrip::eventFilter(QObject *watched, QEvent *event)
{
    if (watched == parentWidget() && event->type() == QEvent::Resize && isVisible())
        place();
    if (watched != m_field || event->type() != QEvent::KeyPress)
        return QFrame::eventFilter(watched, event);
    const auto *key = static_cast<QKeyEvent *>(event);
    const bool shift = key->modifiers().testFlag(Qt::ShiftModifier);
    switch (key->key()) {
    case Qt::Key_Escape:
        close();
        return true;
    case Qt::Key_Up:
        Q_EMIT upRequested();
        return true;
    case Qt::Key_Down:
        Q_EMIT downRequested();
        return true;
    case Qt::Key_Return:
    case Qt::Key_Enter:
        shift ? Q_EMIT upRequested() : Q_EMIT downRequested();
        return true;
    default:
        return QFrame::eventFilter(watched, event);
    }
}

} // namespace skybranch::ui
