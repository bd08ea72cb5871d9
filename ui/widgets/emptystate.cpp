// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/emptystate.h"

#include "ui/widgets/button.h"
#include "ui/widgets/text.h"

#include <QVBoxLayout>

namespace skybranch::ui {

EmptyState::EmptyState(const QString &title, const QString &hint, QWidget *parent)
    : QWidget(parent)
    , m_title(makeParagraph({}, "strong"))
    , m_hint(makeParagraph({}, "", "muted"))
    , m_buttons(new QHBoxLayout)
{
    m_hint->setObjectName(QStringLiteral("emptyHint"));
    m_buttons->setSpacing(8);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(4);
    layout->addWidget(m_title);
    layout->addWidget(m_hint);
    layout->addSpacing(8);
    layout->addLayout(m_buttons);
    m_buttons->addStretch();
    setWords(title, hint);
}

void EmptyState::setWords(const QString &title, const QString &hint)
{
    m_title->setText(title);
    m_hint->setText(hint);
    setAccessibleName(title);
    setAccessibleDescription(hint);
}

Button *EmptyState::addButton(const QString &text, const QString &objectName)
{
    auto *button = new Button(text);
    button->setObjectName(objectName);
    m_buttons->insertWidget(m_buttons->count() - 1, button);
    return button;
}

} // namespace skybranch::ui
