// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/workspace/divergedfiles.h"

#include "ui/widgets/elidedlabel.h"
#include "ui/widgets/iconlabel.h"
#include "ui/widgets/text.h"

#include <QHBoxLayout>

namespace skybranch::ui {
namespace {

constexpr int iconRoom = 24;

} // namespace

DivergedFiles::DivergedFiles(QWidget *parent)
    : QWidget(parent)
    , m_row(new QHBoxLayout(this))
    , m_names(new QHBoxLayout)
    , m_more(makeLabel({}, "small", "muted"))
{
    setObjectName(QStringLiteral("divergedFiles"));
    auto *head = new QHBoxLayout;
    head->setSpacing(8);
    head->addWidget(new IconLabel(Icon::File));
    head->addWidget(makeLabel(tr("Changed on both sides:"), "small", "muted"));
    head->addStretch();
    auto *tail = new QHBoxLayout;
    tail->setSpacing(8);
    tail->addWidget(m_more);
    tail->addWidget(makeLabel(tr("may conflict"), "small", "paused"));
    tail->addStretch();
    m_row->setContentsMargins(0, 0, 0, 0);
    m_row->addLayout(head);
    m_row->addLayout(m_names);
    m_row->addLayout(tail, 1);
}

void DivergedFiles::setFiles(const QStringList &files, const QString &more)
{
    while (QLayoutItem *item = m_names->takeAt(0)) {
        delete item->widget();
        delete item;
    }
    for (const QString &file : files) {
        auto *name = new ElidedLabel(Qt::ElideMiddle, "monosmall");
        name->setObjectName(QStringLiteral("divergedFile%1").arg(m_names->count() + 1));
        name->setFullText(file);
        m_names->addWidget(name);
    }
    m_more->setText(more);
    m_more->setVisible(!more.isEmpty());
    setVisible(!files.isEmpty());
}

void DivergedFiles::arrange(int width)
{
    const auto shape = [this](QBoxLayout::Direction direction, int spacing, int indent) {
        m_row->setDirection(direction);
        m_names->setDirection(direction);
        m_row->setSpacing(spacing);
        m_names->setSpacing(spacing);
        m_names->setContentsMargins(indent, 0, 0, 0);
        m_row->itemAt(2)->layout()->setContentsMargins(indent, 0, 0, 0);
    };
    shape(QBoxLayout::LeftToRight, 8, 0);
    if (m_row->totalSizeHint().width() > width)
        shape(QBoxLayout::TopToBottom, 3, iconRoom);
}

} // namespace skybranch::ui
