// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/dialogs/dialog.h"

#include <array>

class QStackedLayout;
class QStandardItemModel;
class QTreeView;

namespace skybranch::ui {

/// What the workspaces of an organisation have used.
struct UsageView
{
    struct Row
    {
        QString name;
        QString provider;
        QString size;
        std::array<qint64, 3> seconds{}; ///< running, paused, stopped

        friend bool operator==(const Row &, const Row &) = default;
    };

    QString month; ///< "November 2026"
    bool isKnown = false; ///< the backend has answered
    QList<Row> rows;

    friend bool operator==(const UsageView &, const UsageView &) = default;
};

/// The same as a table that can be sorted by each column.
class UsageDialog : public Dialog
{
    Q_OBJECT

public:
    explicit UsageDialog(QWidget *parent);

    void setView(const UsageView &view);

    /// Why it is not known, with what to do.
    void setProblem(const QString &sentence);

private:
    void fill(const UsageView &view);
    void nameColumns(int sorted, Qt::SortOrder order);
    void makeRoom();

    QLabel *m_title;
    QLabel *m_empty;
    QTreeView *m_table;
    QStandardItemModel *m_model;
    QStackedLayout *m_stack;
};

} // namespace skybranch::ui
