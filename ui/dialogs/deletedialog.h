// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/dialogs/dialog.h"

#include <QList>

namespace skybranch::ui {

/// One kind of thing that a delete would lose: commits, files, jobs.
struct LossGroup
{
    struct Line
    {
        QString exact; ///< in mono: hash, state, command
        QString words;

        friend bool operator==(const Line &, const Line &) = default;
    };

    Icon icon = Icon::File;
    QString title; ///< "2 commits that were never pushed"
    QList<Line> lines; ///< up to three are shown, then "and 5 more"

    friend bool operator==(const LossGroup &, const LossGroup &) = default;
};

struct DeleteView
{
    QString name; ///< of the branch
    QString read; ///< "Read from the VM 2 s ago.", or why it could not be read
    bool known = true; ///< the VM could be asked
    QList<LossGroup> losses; ///< empty and known: nothing to lose
    QString stays; ///< "Stays: the local worktree ~/src/shop-login and all on GitHub."
    QString save; ///< the way to save first, as a button; empty: there is none

    friend bool operator==(const DeleteView &, const DeleteView &) = default;
};

/// Asks before a cloud workspace is deleted, and names what would be lost.
class DeleteDialog : public Dialog
{
    Q_OBJECT

public:
    DeleteDialog(const DeleteView &view, QWidget *parent);

Q_SIGNALS:
    void deleteConfirmed();
    void saveRequested();

private:
    QWidget *makeLosses(const DeleteView &view) const;
    QWidget *makeGroup(const LossGroup &group) const;
    void addStays(const QString &stays);
    void addButtons(const DeleteView &view, bool loses);
};

} // namespace skybranch::ui
