// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/workspace.h"
#include "ui/views/newworkspaceview.h"

#include <QObject>

class QButtonGroup;
class QLayout;

namespace skybranch::ui {

/// Where the VM of a new workspace comes from, and whether it is one of its own: two rows of a
/// dialog. One provider alone is a fact and no choice, and so is a placement.
class VmPart : public QObject
{
    Q_OBJECT

public:
    VmPart(const QList<NewWorkspaceView::Provider> &providers, QObject *parent);

    QLayout *makeProviderRow(); ///< once
    QLayout *makePlacementRow(); ///< once

    std::optional<NewWorkspaceView::Provider> provider() const; ///< none: no one can make a VM
    domain::Placement placement() const;

    /// After both rows are made, and when another provider is chosen.
    void update();

Q_SIGNALS:
    void changed();

private:
    QWidget *makeChoice(const NewWorkspaceView::Provider &provider);

    QList<NewWorkspaceView::Provider> m_providers;
    QButtonGroup *m_provider;
    QButtonGroup *m_placement;
};

} // namespace skybranch::ui
