// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/ports/portspopup.h"

#include "ui/ports/portrow.h"
#include "ui/widgets/popupkeys.h"
#include "ui/widgets/text.h"

#include <QApplication>
#include <QKeyEvent>
#include <QScrollArea>
#include <QVBoxLayout>

namespace skybranch::ui {
namespace {

constexpr int widest = 420;
constexpr int edge = 12;
constexpr int mostListHeight = 320;

} // namespace

PortsPopup::PortsPopup(QWidget *window)
    : QFrame(window)
    , m_scroll(new QScrollArea)
    , m_empty(makeParagraph({}, "", "muted"))
    , m_hint(makeParagraph({}, "small", "muted"))
{
    setObjectName(QStringLiteral("portsPopup"));
    setAccessibleName(tr("Ports of this VM"));
    setFocusPolicy(Qt::StrongFocus);
    QLabel *title = makeLabel(tr("Ports of this VM"), "section", "muted");
    title->setContentsMargins(16, 10, 16, 4);
    m_empty->setObjectName(QStringLiteral("portsEmpty"));
    m_empty->setContentsMargins(16, 4, 16, 12);
    m_hint->setObjectName(QStringLiteral("portsHint"));
    m_hint->setContentsMargins(16, 6, 16, 10);
    auto *content = new QWidget;
    m_rows = new QVBoxLayout(content);
    m_rows->setContentsMargins(0, 0, 0, 0);
    m_rows->setSpacing(0);
    m_scroll->setWidget(content);
    m_scroll->setWidgetResizable(true);
    m_scroll->setFrameShape(NoFrame);
    m_scroll->setFocusPolicy(Qt::NoFocus);
    m_scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(1, 1, 1, 1);
    layout->setSpacing(0);
    layout->addWidget(title);
    layout->addWidget(m_empty);
    layout->addWidget(m_scroll);
    layout->addWidget(m_hint);
    hide();
}

PortRow *PortsPopup::addRow()
{
    auto *row = new PortRow;
    connect(row, &PortRow::forwardRequested, this, &PortsPopup::forwardRequested);
    connect(row, &PortRow::stopRequested, this, &PortsPopup::stopRequested);
    connect(row, &PortRow::openRequested, this, &PortsPopup::openRequested);
    connect(row, &PortRow::copyRequested, this, &PortsPopup::copyRequested);
    m_rows->addWidget(row);
    return row;
}

void PortsPopup::removeRow()
{
    PortRow *row = m_shown.takeLast();
    m_rows->removeWidget(row);
    row->hide();
    // What was clicked in it may be on the stack.
    row->deleteLater();
}

void PortsPopup::setView(const PortsView &view)
{
    if (view == m_view)
        return;
    m_view = view;
    const PortRow *focused = focusedRow();
    const quint16 port = focused ? focused->view().port : 0;
    const int focusedPlace = focused ? focused->placeOf(QApplication::focusWidget()) : 0;
    const bool hadFocus = isVisible() && isAncestorOf(QApplication::focusWidget());
    while (m_shown.size() > view.ports.size())
        removeRow();
    while (m_shown.size() < view.ports.size())
        m_shown << addRow();
    for (qsizetype at = 0; at < m_shown.size(); ++at)
        m_shown[at]->setView(view.ports[at]);
    m_empty->setText(view.empty);
    m_empty->setVisible(!view.empty.isEmpty());
    m_scroll->setVisible(!m_shown.isEmpty());
    m_hint->setText(view.hint);
    m_hint->setVisible(!view.hint.isEmpty());
    if (!isVisible())
        return;
    place();
    if (hadFocus)
        keepFocus(port, focusedPlace);
}

/// A button that has gone hands the focus to another of its row, a row to the list.
void PortsPopup::keepFocus(quint16 port, int place)
{
    for (const PortRow *row : m_shown) {
        if (row->view().port == port)
            return row->button(place)->setFocus(Qt::OtherFocusReason);
    }
    if (m_shown.isEmpty())
        setFocus(Qt::OtherFocusReason);
    else
        m_shown.first()->button(0)->setFocus(Qt::OtherFocusReason);
}

void PortsPopup::open(QWidget *button)
{
    if (!isVisible())
        m_before = window()->focusWidget();
    m_button = button;
    qApp->installEventFilter(this);
    show();
    raise();
    place();
    keepFocus(0, 0);
}

void PortsPopup::close()
{
    if (!isVisible())
        return;
    const bool hadFocus = isAncestorOf(QApplication::focusWidget());
    qApp->removeEventFilter(this);
    hide();
    if (hadFocus && m_before)
        m_before->setFocus(Qt::OtherFocusReason);
}

void PortsPopup::place()
{
    if (!m_button)
        return;
    const QWidget *frame = parentWidget();
    const int wide = std::min(widest, frame->width() - 2 * edge);
    const int rows = m_rows->sizeHint().height();
    const QPoint below = m_button->mapTo(frame, QPoint(m_button->width(), m_button->height() + 4));
    m_scroll->setFixedHeight(std::min({rows, mostListHeight, frame->height() - below.y() - 100}));
    layout()->activate();
    const int high
        = layout()->hasHeightForWidth() ? layout()->totalHeightForWidth(wide) : sizeHint().height();
    const int most = std::max(frame->width() - wide - edge, edge);
    setGeometry(std::clamp(below.x() - wide, edge, most), below.y(), wide, high);
}

PortRow *PortsPopup::focusedRow() const
{
    for (PortRow *row : m_shown) {
        if (row->isAncestorOf(QApplication::focusWidget()))
            return row;
    }
    return nullptr;
}

void PortsPopup::step(int by)
{
    const qsizetype rows = m_shown.size();
    if (rows == 0)
        return;
    PortRow *from = focusedRow();
    const int column = from ? from->placeOf(QApplication::focusWidget()) : 0;
    const qsizetype at = from ? m_shown.indexOf(from) + by : 0;
    PortRow *to = m_shown[(at + rows) % rows];
    to->button(column)->setFocus(Qt::TabFocusReason);
    m_scroll->ensureWidgetVisible(to, 0, 0);
}

/// Round and round in the list: what lies below it is out of reach meanwhile.
bool PortsPopup::focusNextPrevChild(bool next)
{
    QWidget *start = QApplication::focusWidget();
    for (QWidget *widget = start; widget;) {
        widget = next ? widget->nextInFocusChain() : widget->previousInFocusChain();
        if (widget == start)
            break;
        const bool takes = widget->focusPolicy() & Qt::TabFocus;
        if (widget != this && isAncestorOf(widget) && takes && widget->isVisible()
            && widget->isEnabled()) {
            widget->setFocus(next ? Qt::TabFocusReason : Qt::BacktabFocusReason);
            m_scroll->ensureWidgetVisible(widget, 0, 0);
            break;
        }
    }
    return true;
}

/// Nothing of it reaches what lies below, where a click closes the list.
void PortsPopup::mousePressEvent(QMouseEvent *event)
{
    event->accept();
}

bool PortsPopup::onKey(int key)
{
    return heedPopupKey(key, [this] { close(); }, [this](int rows) { step(rows); });
}

/// Of the whole application, while it is open: buttons take arrows for themselves, and a click
/// elsewhere closes it, but the button's own, which does so by itself.
bool PortsPopup::eventFilter(QObject *watched, QEvent *event)
{
    const auto *widget = qobject_cast<QWidget *>(watched);
    const bool isOurs = widget && isAncestorOf(widget);
    // What holds the button has moved it, or will have when the layouts have run.
    const bool moves = event->type() == QEvent::Resize || event->type() == QEvent::Move;
    if (moves && widget && m_button && widget->isAncestorOf(m_button))
        QMetaObject::invokeMethod(this, &PortsPopup::place, Qt::QueuedConnection);
    if (event->type() == QEvent::KeyPress && isOurs)
        return onKey(static_cast<QKeyEvent *>(event)->key());
    if (event->type() == QEvent::MouseButtonPress && widget && !isOurs && widget != m_button)
        close();
    return QFrame::eventFilter(watched, event);
}

} // namespace skybranch::ui
