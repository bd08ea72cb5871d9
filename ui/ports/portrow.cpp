// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/ports/portrow.h"

#include "ui/widgets/button.h"
#include "ui/widgets/elidedlabel.h"
#include "ui/widgets/text.h"

#include <QHBoxLayout>

namespace skybranch::ui {

PortRow::PortRow(QWidget *parent)
    : QWidget(parent)
    , m_number(makeLabel({}, "strong"))
    , m_program(new ElidedLabel(Qt::ElideRight, "", "muted"))
    , m_problem(makeParagraph({}, "small", "error"))
    , m_forward(new Button(tr("Forward")))
    , m_open(new Button({}, Button::Kind::Link))
    , m_copy(new IconButton(Icon::Copy, {}))
    , m_stop(new IconButton(Icon::Close, {}))
{
    setObjectName(QStringLiteral("portRow"));
    m_forward->setObjectName(QStringLiteral("portForward"));
    m_open->setObjectName(QStringLiteral("portOpen"));
    m_copy->setObjectName(QStringLiteral("portCopy"));
    m_stop->setObjectName(QStringLiteral("portStop"));
    m_problem->setObjectName(QStringLiteral("portProblem"));
    m_number->ensurePolished();
    m_number->setMinimumWidth(m_number->fontMetrics().horizontalAdvance(QStringLiteral("65535")));
    auto *line = new QHBoxLayout;
    line->setSpacing(8);
    line->addWidget(m_number);
    line->addSpacing(4);
    line->addWidget(m_program, 1);
    line->addSpacing(8);
    for (QWidget *button : buttons())
        line->addWidget(button);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(16, 2, 12, 2);
    layout->setSpacing(2);
    layout->addLayout(line);
    layout->addWidget(m_problem);
    connect(m_forward, &QAbstractButton::clicked, this,
            [this] { Q_EMIT forwardRequested(m_view.port); });
    connect(m_stop, &QAbstractButton::clicked, this, [this] { Q_EMIT stopRequested(m_view.port); });
    connect(m_open, &QAbstractButton::clicked, this, [this] { Q_EMIT openRequested(m_view.url); });
    connect(m_copy, &QAbstractButton::clicked, this,
            [this] { Q_EMIT copyRequested(m_view.address); });
}

QList<QWidget *> PortRow::buttons() const
{
    return {m_forward, m_open, m_copy, m_stop};
}

void PortRow::setView(const PortView &view)
{
    m_view = view;
    const bool isHere = !view.address.isEmpty();
    const QString number = QString::number(view.port);
    m_number->setText(number);
    m_program->setFullText(view.program);
    m_problem->setText(view.problem);
    m_problem->setVisible(!view.problem.isEmpty());
    m_forward->setVisible(!isHere);
    m_forward->setAccessibleName(tr("Forward port %1, %2").arg(number, view.program));
    m_forward->setToolTip(tr("Bring port %1 of the VM to this computer").arg(number));
    m_open->setVisible(isHere);
    m_open->setText(view.address);
    m_open->setAccessibleName(tr("Open %1 in the browser, port %2 of the VM, %3")
                                  .arg(view.address, number, view.program));
    m_open->setToolTip(tr("Open in the browser"));
    m_copy->setVisible(isHere);
    m_copy->setDrawing(Icon::Copy, tr("Copy the address"));
    m_copy->setAccessibleName(tr("Copy the address %1").arg(view.address));
    m_stop->setVisible(view.canStop);
    m_stop->setDrawing(Icon::Close, tr("Stop forwarding"));
    m_stop->setAccessibleName(tr("Stop forwarding port %1").arg(number));
}

QWidget *PortRow::button(int place) const
{
    QWidget *last = nullptr;
    for (int at = 0; QWidget * candidate : buttons()) {
        if (candidate->isHidden())
            continue;
        last = candidate;
        if (at++ == place)
            break;
    }
    return last;
}

int PortRow::placeOf(const QWidget *button) const
{
    for (int at = 0; const QWidget *candidate : buttons()) {
        if (candidate == button)
            return at;
        if (!candidate->isHidden())
            ++at;
    }
    return -1;
}

} // namespace skybranch::ui
