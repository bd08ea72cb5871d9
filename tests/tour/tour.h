// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "hand.h"
#include "machines.h"
#include "stage.h"
#include "ui/theme/theme.h"

#include <QJsonArray>

#include <functional>

namespace skybranch::tour {

/// The whole path of a developer through the application, step by step. Each step does what a
/// person would do and then looks whether it really happened: in git, on disk, among processes.
class Tour
{
public:
    Tour(Stage &stage, Hand &hand, Machines &machines, ui::Theme::Mode theme);

    /// True when every step went well; ends at the first that did not.
    bool run();

    QJsonArray steps() const { return m_steps; }

private:
    bool step(const QString &name, const std::function<bool()> &act);

    bool firstStart();
    bool chooseTheme();
    bool addRepository();
    bool enableCloud();
    bool readLog();
    bool giveKey();
    bool pushFromCloud();
    bool pullAtHome();
    bool pushFromHome();
    bool seenInCloud();
    bool pause();
    bool connectAgain();
    bool stop();
    bool remove();
    bool newWorkspace(); ///< flow 2: a new branch, its worktree and its VM, from the keyboard
    bool warnOfLoss();
    bool loseIt();
    bool cancelMaking();
    bool failMaking();
    bool retryMaking();
    bool removeRetried();
    bool nothingIsLeft();

    bool makeWithout(const QString &what, const std::function<void(const QString &)> &spoil);
    bool openDeleteDialog(const QString &branch);
    void reportMachines() const;
    QRect rowOf(const QString &branch) const;
    bool openMenuOf(const QString &branch);
    bool statusIs(const QString &word, int timeoutMs = 20'000) const;
    bool screenHas(const QString &text, int timeoutMs = 15'000) const;
    bool shellIsOn(const QString &branch);
    bool typeCommand(const QString &command);
    QString headInVm(const QString &branch) const; ///< of the one VM that there is

    Stage &m_stage;
    Hand &m_hand;
    Machines &m_machines;
    ui::Theme::Mode m_theme;
    QJsonArray m_steps;
    QString m_cloudCommit;
    QString m_homeCommit;
};

} // namespace skybranch::tour
