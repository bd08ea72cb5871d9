// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/segmentedcontrol.h"

#include <QButtonGroup>
#include <QHBoxLayout>
#include <QPushButton>

namespace skybranch::ui {

SegmentedControl::SegmentedControl(const QStringList &words, const QString &name,
                                   const QString &objectName, QWidget *parent)
    : QFrame(parent)
    , m_group(new QButtonGroup(this))
{
    setObjectName(objectName);
    setProperty("segments", true);
    setAccessibleName(name);
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(1, 1, 1, 1);
    layout->setSpacing(0);
    for (const QString &word : words) {
        const int segment = static_cast<int>(m_group->buttons().size());
        auto *button = new QPushButton(word);
        button->setObjectName(objectName + QString::number(segment));
        button->setAccessibleName(name + QStringLiteral(": ") + word);
        button->setCheckable(true);
        button->setAutoDefault(false);
        button->setProperty("segment",
                            segment == 0                      ? QStringLiteral("first")
                                : segment == words.size() - 1 ? QStringLiteral("last")
                                                              : QStringLiteral("middle"));
        m_group->addButton(button, segment);
        layout->addWidget(button);
    }
    m_group->button(0)->setChecked(true);
    connect(m_group, &QButtonGroup::idToggled, this, [this](int segment, bool chosen) {
        if (chosen)
            Q_EMIT currentChanged(segment);
    });
}

int SegmentedControl::current() const
{
    return m_group->checkedId();
}

void SegmentedControl::setCurrent(int segment)
{
    m_group->button(segment)->setChecked(true);
}

} // namespace skybranch::ui
