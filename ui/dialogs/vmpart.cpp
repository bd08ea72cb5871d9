// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/dialogs/vmpart.h"

#include "ui/widgets/text.h"

#include <QButtonGroup>
#include <QHBoxLayout>
#include <QRadioButton>

#include <algorithm>

namespace skybranch::ui {
namespace {

constexpr int belowRadio = 22; ///< words stand below its words, not below its circle

} // namespace

VmPart::VmPart(const QList<NewWorkspaceView::Provider> &providers, QObject *parent)
    : QObject(parent)
    , m_providers(providers)
    , m_provider(new QButtonGroup(this))
    , m_placement(new QButtonGroup(this))
{
}

QLayout *VmPart::makeProviderRow()
{
    auto *column = new QVBoxLayout;
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    const bool choice = m_providers.size() > 1;
    for (const NewWorkspaceView::Provider &provider : m_providers) {
        QWidget *name = choice ? makeChoice(provider) : makeLabel(provider.name);
        name->setMinimumHeight(24);
        column->addWidget(name);
        auto *words = makeParagraph(provider.problem.isEmpty() ? provider.words : provider.problem,
                                    "small", "muted");
        words->setContentsMargins(choice ? belowRadio : 0, 0, 0, 8);
        column->addWidget(words);
    }
    connect(m_provider, &QButtonGroup::idToggled, this, &VmPart::update);
    return column;
}

QWidget *VmPart::makeChoice(const NewWorkspaceView::Provider &provider)
{
    auto *radio = new QRadioButton(provider.name);
    radio->setObjectName(QStringLiteral("newWorkspaceProvider-") + provider.type);
    radio->setAccessibleDescription(provider.words);
    radio->setEnabled(provider.problem.isEmpty());
    radio->setToolTip(plainTip(provider.problem));
    m_provider->addButton(radio, static_cast<int>(m_provider->buttons().size()));
    if (!m_provider->checkedButton() && radio->isEnabled())
        radio->setChecked(true);
    return radio;
}

QLayout *VmPart::makePlacementRow()
{
    auto *row = new QHBoxLayout;
    row->setSpacing(24);
    if (std::ranges::none_of(m_providers, &NewWorkspaceView::Provider::personal)) {
        auto *only = makeLabel(tr("VM of its own"));
        only->setMinimumHeight(28);
        row->addWidget(only);
    } else {
        for (const QString &words : {tr("VM of its own"), tr("In my personal VM")}) {
            const auto place = static_cast<int>(m_placement->buttons().size());
            auto *radio = new QRadioButton(words);
            radio->setObjectName(QStringLiteral("newWorkspacePlacement%1").arg(place));
            radio->setMinimumHeight(28);
            radio->setChecked(place == 0);
            m_placement->addButton(radio, place);
            row->addWidget(radio);
        }
    }
    row->addStretch();
    return row;
}

std::optional<NewWorkspaceView::Provider> VmPart::provider() const
{
    if (m_provider->buttons().isEmpty())
        return m_providers.value(0);
    if (!m_provider->checkedButton())
        return std::nullopt;
    return m_providers.value(m_provider->checkedId());
}

domain::Placement VmPart::placement() const
{
    return m_placement->checkedId() == 1 ? domain::Placement::Personal
                                         : domain::Placement::Dedicated;
}

void VmPart::update()
{
    if (QAbstractButton *personal = m_placement->button(1)) {
        const auto chosen = provider().value_or(m_providers.value(0));
        personal->setEnabled(chosen.personal);
        personal->setToolTip(chosen.personal
                                 ? QString()
                                 : tr("%1 makes no personal VM.").arg(plainTip(chosen.name)));
        if (!chosen.personal)
            m_placement->button(0)->setChecked(true);
    }
    Q_EMIT changed();
}

} // namespace skybranch::ui
