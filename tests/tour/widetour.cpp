// SPDX-License-Identifier: GPL-3.0-or-later
// The second half of the tour: a new workspace, and what can go wrong on the way.
#include "tour.h"

#include <QDir>
#include <QLabel>

using namespace Qt::StringLiterals;

namespace skybranch::tour {
namespace {

const QString newBranch = u"feature/wishlist"_s;
const QString spoiltBranch = u"fix/cart-totals"_s;

QString allWordsIn(const QString &name)
{
    const QWidget *widget = Hand::find(name);
    QStringList words;
    if (widget) {
        for (const QLabel *label : widget->findChildren<QLabel *>())
            words << label->text();
    }
    return words.join(u'\n');
}

} // namespace

/// Asked, because not every VM's prompt names the branch.
bool Tour::shellIsOn(const QString &branch)
{
    return screenHas(u"$ "_s) && m_hand.click(u"terminal"_s)
        && typeCommand(u"git branch --show-current"_s) && screenHas(branch);
}

bool Tour::newWorkspace()
{
    if (!m_hand.key(u"ctrl+shift+n"_s)
        || !Hand::waitFor([] { return Hand::find(u"newWorkspaceDialog"_s) != nullptr; })
        || !m_hand.click(u"newWorkspaceMode1"_s) || !m_hand.click(u"newWorkspaceNewBranch"_s)
        || !m_hand.type(newBranch))
        return false;
    m_hand.picture(u"new-workspace"_s);
    return m_hand.click(u"newWorkspaceCreate"_s)
        && Hand::waitFor([this] { return rowOf(newBranch).isValid(); }, 30'000)
        && statusIs(u"Running"_s, 60'000) && shellIsOn(newBranch)
        && headInVm(newBranch) == m_stage.headOf(u"main"_s)
        && m_stage.headOf(newBranch) == m_stage.headOf(u"main"_s);
}

/// What is only in the VM is named, and nothing happens until it is said again.
bool Tour::warnOfLoss()
{
    if (!m_hand.click(u"terminal"_s) || !typeCommand(u"echo wish > wish.md && git add wish.md"_s)
        || !typeCommand(u"git commit -qm 'Keep a wishlist' && echo more > draft.md"_s)
        || !typeCommand(u"echo wrote-$((40+2))"_s) || !screenHas(u"wrote-42"_s)
        || !openDeleteDialog(newBranch))
        return false;
    const bool isNamed = Hand::waitFor([] {
        const QString words = allWordsIn(u"deleteLosses"_s);
        return words.contains(u"Keep a wishlist"_s) && words.contains(u"draft.md"_s);
    });
    m_hand.picture(u"delete-warning"_s);
    return isNamed && m_hand.click(u"dialogCancel"_s)
        && Hand::waitFor([] { return Hand::find(u"deleteDialog"_s) == nullptr; })
        && statusIs(u"Running"_s) && !m_machines.ids().isEmpty();
}

bool Tour::loseIt()
{
    return openDeleteDialog(newBranch) && m_hand.click(u"confirmDelete"_s)
        && Hand::waitFor([this] { return m_machines.ids().isEmpty(); }, 30'000)
        && rowOf(newBranch).isValid() && statusIs(QString());
}

/// Enables the cloud for a branch, and does @p spoil to its VM as soon as there is one.
bool Tour::makeWithout(const QString &what, const std::function<void(const QString &)> &spoil)
{
    if (!openMenuOf(spoiltBranch) || !m_hand.chooseFromMenu(u"Enable Cloud Workspace"_s)
        || !Hand::waitFor(
            [this] {
                const QStringList ids = m_machines.ids();
                return !ids.isEmpty() && m_machines.runs(ids.first());
            },
            30'000))
        return false;
    spoil(m_machines.ids().first());
    const bool isShown = Hand::waitFor([] { return Hand::find(u"provisioningPane"_s) != nullptr; });
    m_hand.picture(what);
    return isShown;
}

bool Tour::cancelMaking()
{
    return makeWithout(u"hanging"_s, [this](const QString &id) { m_machines.hang(id); })
        && m_hand.click(u"provisioningCancel"_s)
        && Hand::waitFor([this] { return m_machines.ids().isEmpty(); }, 60'000)
        && statusIs(QString());
}

/// One crash alone would be mended by starting it again: this VM crashes each time that it starts.
bool Tour::failMaking()
{
    const auto hasFailed = [this] {
        for (const QString &id : m_machines.ids())
            m_machines.crash(id);
        return Hand::find(u"errorPane"_s) != nullptr;
    };
    if (!makeWithout(u"crashing"_s, [this](const QString &id) { m_machines.crash(id); })
        || !Hand::waitFor(hasFailed, 120'000))
        return false;
    m_hand.picture(u"error"_s);
    return statusIs(u"Error"_s) && rowOf(spoiltBranch).isValid();
}

bool Tour::retryMaking()
{
    return m_hand.click(u"errorRetry"_s) && statusIs(u"Running"_s, 60'000)
        && shellIsOn(spoiltBranch) && headInVm(spoiltBranch) == m_stage.headOf(spoiltBranch);
}

bool Tour::removeRetried()
{
    return openDeleteDialog(spoiltBranch) && m_hand.click(u"confirmDelete"_s)
        && Hand::waitFor([this] { return m_machines.ids().isEmpty(); }, 30'000)
        && statusIs(QString());
}

} // namespace skybranch::tour
