// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/sidebar/worktreerow.h"

#include <QAbstractItemModel>

#include <vector>

namespace skybranch::ui {

/// Repositories with their worktrees, and "Cloud only" as the last of them. New content is
/// compared with what is there: only rows that differ are announced, and indexes, selection and
/// folding of all others stay.
class WorktreeModel : public QAbstractItemModel
{
    Q_OBJECT

public:
    enum Role {
        RowRole = Qt::UserRole, ///< WorktreeRow, invalid for a repository
        IdRole, ///< of the worktree or the repository
        CloudOnlyRole, ///< bool, of a repository row: it is the "Cloud only" section
        TotalRole, ///< int, worktrees of a repository
    };

    explicit WorktreeModel(QObject *parent = nullptr);
    ~WorktreeModel() override;

    void setContent(const QList<RepositoryRow> &repositories, const QList<WorktreeRow> &cloudOnly);

    int worktreeCount() const;
    QModelIndex indexOf(const QString &worktreeId) const;
    const WorktreeRow *worktree(const QModelIndex &index) const;
    const RepositoryRow *repository(const QModelIndex &index) const;

    QModelIndex index(int row, int column, const QModelIndex &parent = {}) const override;
    QModelIndex parent(const QModelIndex &index) const override;
    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role) const override;

private:
    struct Section
    {
        quintptr serial;
        bool cloudOnly;
        RepositoryRow content;
    };

    int sectionOf(quintptr serial) const;
    void placeSection(int place, const RepositoryRow &content, bool cloudOnly);
    void updateRows(int section, const QList<WorktreeRow> &rows);
    void placeRow(int section, int place, const WorktreeRow &row);
    QVariant sectionData(const Section &section, int role) const;

    std::vector<Section> m_sections;
    quintptr m_lastSerial = 0;
};

} // namespace skybranch::ui
