// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/dialogs/dialog.h"

#include "ui/widgets/focusring.h"
#include "ui/widgets/text.h"

#include <QHBoxLayout>
#include <QLabel>

namespace skybranch::ui {
namespace {

constexpr int labelGap = 8;

} // namespace

Dialog::Dialog(const QString &title, int width, QWidget *parent)
    : QDialog(parent)
    , m_body(new QVBoxLayout)
    , m_foot(new QHBoxLayout)
    , m_reason(makeParagraph({}, "small", "muted"))
    , m_cancel(new Button(tr("Cancel")))
{
    setWindowTitle(title);
    setAttribute(Qt::WA_DeleteOnClose);
    setModal(true);
    setFixedWidth(width);
    m_reason->setObjectName(QStringLiteral("dialogReason"));
    m_cancel->setObjectName(QStringLiteral("dialogCancel"));
    m_body->setContentsMargins(24, 20, 24, 20);
    m_body->setSpacing(0);
    auto *foot = new QWidget;
    foot->setObjectName(QStringLiteral("dialogFoot"));
    foot->setAttribute(Qt::WA_StyledBackground);
    foot->setLayout(m_foot);
    m_foot->setContentsMargins(24, 11, 24, 11);
    m_foot->setSpacing(8);
    m_foot->addWidget(m_reason, 1);
    m_foot->addWidget(m_cancel);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addLayout(m_body, 1);
    layout->addWidget(foot);
    new FocusRing(this);
    connect(m_cancel, &QAbstractButton::clicked, this, &QDialog::reject);
}

void Dialog::setReason(const QString &words, bool wrong)
{
    setStyleProperty(m_reason, "tone", wrong ? QStringLiteral("error") : QStringLiteral("muted"));
    m_reason->setText(words);
    if (isVisible())
        fit();
}

void Dialog::showEvent(QShowEvent *event)
{
    QDialog::showEvent(event);
    fit();
}

void Dialog::fit()
{
    layout()->activate();
    // A language with long words may need more than the width that was drawn.
    setFixedWidth(std::max(width(), layout()->minimumSize().width()));
    setFixedHeight(layout()->totalHeightForWidth(width()));
}

void Dialog::addLeft(QWidget *widget)
{
    m_foot->insertWidget(0, widget);
}

QLabel *Dialog::makeRowLabel(const QString &words, int least)
{
    m_rowLabels << makeLabel(words, "", "muted");
    int widest = least;
    for (const QLabel *label : std::as_const(m_rowLabels))
        widest = std::max(widest, label->sizeHint().width() + labelGap);
    for (QLabel *label : std::as_const(m_rowLabels))
        label->setMinimumWidth(widest);
    return m_rowLabels.last();
}

Button *Dialog::addButton(const QString &text, Button::Kind kind, const QString &objectName)
{
    auto *button = new Button(text, kind);
    button->setObjectName(objectName);
    m_foot->addWidget(button);
    return button;
}

} // namespace skybranch::ui
