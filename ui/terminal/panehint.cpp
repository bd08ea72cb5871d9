// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/terminal/panehint.h"

#include "ui/widgets/text.h"

#include <QEvent>
#include <QTimer>

#include <chrono>

namespace skybranch::ui {
namespace {

constexpr std::chrono::seconds stay{3};
constexpr int edge = 16;

} // namespace

PaneHint::PaneHint(QWidget *parent)
    : QLabel(parent)
    , m_end(new QTimer(this))
{
    setObjectName(QStringLiteral("terminalHint"));
    setAttribute(Qt::WA_TransparentForMouseEvents);
    setTextFormat(Qt::PlainText);
    setStyleProperty(this, "role", QStringLiteral("small"));
    setStyleProperty(this, "tone", QStringLiteral("muted"));
    setContentsMargins(8, 4, 8, 4);
    m_end->setSingleShot(true);
    m_end->setInterval(stay);
    connect(m_end, &QTimer::timeout, this, &QWidget::hide);
    parent->installEventFilter(this);
    hide();
}

void PaneHint::tell(const QString &words)
{
    setText(words);
    setAccessibleName(words);
    place();
    show();
    raise();
    m_end->start();
}

void PaneHint::place()
{
    adjustSize();
    move(parentWidget()->width() - width() - edge, parentWidget()->height() - height() - edge / 2);
}

bool PaneHint::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() == QEvent::Resize && isVisible())
        place();
    return QLabel::eventFilter(watched, event);
}

} // namespace skybranch::ui
