// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/sidebar/worktreemodel.h"

#include <algorithm>

namespace skybranch::ui {
namespace {

QString cloudOnlyId()
{
    return QStringLiteral("cloud-only");
}

template <typename List> int placeOf(const List &rows, const QString &id)
{
    const auto found = std::ranges::find(rows, id, &WorktreeRow::id);
    return found == rows.end() ? -1 : static_cast<int>(found - rows.begin());
}

QString spoken(const WorktreeRow &row)
{
    QStringList words{row.branch, markWord(row.mark)};
    if (!row.activity.isEmpty())
        words << row.activity;
    if (!row.sign.isEmpty())
        words << WorktreeModel::tr("only a shell");
    if (row.uncommitted > 0)
        words << WorktreeModel::tr("%n uncommitted files", nullptr, row.uncommitted);
    if (row.ahead > 0)
        words << WorktreeModel::tr("%n commits ahead", nullptr, row.ahead);
    if (row.behind > 0)
        words << WorktreeModel::tr("%n commits behind", nullptr, row.behind);
    if (!row.peopleTip.isEmpty())
        words << row.peopleTip;
    return words.join(QStringLiteral(", "));
}

} // namespace

WorktreeModel::WorktreeModel(QObject *parent)
    : QAbstractItemModel(parent)
{
}

WorktreeModel::~WorktreeModel() = default;

void WorktreeModel::setContent(const QList<RepositoryRow> &repositories,
                               const QList<WorktreeRow> &cloudOnly)
{
    QList<RepositoryRow> wanted = repositories;
    if (!cloudOnly.isEmpty())
        wanted.append({cloudOnlyId(), tr("Cloud only"), cloudOnly, {}});
    for (int i = static_cast<int>(m_sections.size()) - 1; i >= 0; --i) {
        const QString &id = m_sections[static_cast<size_t>(i)].content.id;
        if (std::ranges::find(wanted, id, &RepositoryRow::id) != wanted.end())
            continue;
        beginRemoveRows({}, i, i);
        m_sections.erase(m_sections.begin() + i);
        endRemoveRows();
    }
    for (int i = 0; i < wanted.size(); ++i)
        placeSection(i, wanted.at(i), wanted.at(i).id == cloudOnlyId());
}

void WorktreeModel::placeSection(int place, const RepositoryRow &content, bool cloudOnly)
{
    const auto found
        = std::ranges::find(m_sections, content.id, [](const Section &s) { return s.content.id; });
    const int at = static_cast<int>(found - m_sections.begin());
    if (found == m_sections.end()) {
        beginInsertRows({}, place, place);
        m_sections.insert(m_sections.begin() + place, {++m_lastSerial, cloudOnly, content});
        endInsertRows();
        return;
    }
    if (at != place) {
        beginMoveRows({}, at, at, {}, place);
        std::rotate(m_sections.begin() + place, m_sections.begin() + at,
                    m_sections.begin() + at + 1);
        endMoveRows();
    }
    Section &section = m_sections[static_cast<size_t>(place)];
    const bool differs = section.content.name != content.name
        || section.content.actions != content.actions
        || section.content.worktrees.size() != content.worktrees.size();
    section.content.name = content.name;
    section.content.actions = content.actions;
    updateRows(place, content.worktrees);
    if (differs)
        Q_EMIT dataChanged(index(place, 0), index(place, 0));
}

void WorktreeModel::updateRows(int section, const QList<WorktreeRow> &rows)
{
    QList<WorktreeRow> &present = m_sections[static_cast<size_t>(section)].content.worktrees;
    const QModelIndex parent = index(section, 0);
    for (int i = static_cast<int>(present.size()) - 1; i >= 0; --i) {
        if (placeOf(rows, present.at(i).id) >= 0)
            continue;
        beginRemoveRows(parent, i, i);
        present.removeAt(i);
        endRemoveRows();
    }
    for (int i = 0; i < rows.size(); ++i)
        placeRow(section, i, rows.at(i));
}

void WorktreeModel::placeRow(int section, int place, const WorktreeRow &row)
{
    QList<WorktreeRow> &present = m_sections[static_cast<size_t>(section)].content.worktrees;
    const QModelIndex parent = index(section, 0);
    const int at = placeOf(present, row.id);
    if (at < 0) {
        beginInsertRows(parent, place, place);
        present.insert(place, row);
        endInsertRows();
        return;
    }
    if (at != place) {
        beginMoveRows(parent, at, at, parent, place);
        present.move(at, place);
        endMoveRows();
    }
    if (present.at(place) == row)
        return;
    present[place] = row;
    const QModelIndex changed = index(place, 0, parent);
    Q_EMIT dataChanged(changed, changed);
}

int WorktreeModel::worktreeCount() const
{
    qsizetype count = 0;
    for (const Section &section : m_sections)
        count += section.content.worktrees.size();
    return static_cast<int>(count);
}

QModelIndex WorktreeModel::indexOf(const QString &worktreeId) const
{
    for (int i = 0; i < static_cast<int>(m_sections.size()); ++i) {
        const auto &rows = m_sections[static_cast<size_t>(i)].content.worktrees;
        if (const int row = placeOf(rows, worktreeId); row >= 0)
            return index(row, 0, index(i, 0));
    }
    return {};
}

const WorktreeRow *WorktreeModel::worktree(const QModelIndex &index) const
{
    if (!index.isValid() || index.internalId() == 0)
        return nullptr;
    const int section = sectionOf(index.internalId());
    return &m_sections[static_cast<size_t>(section)].content.worktrees.at(index.row());
}

const RepositoryRow *WorktreeModel::repository(const QModelIndex &index) const
{
    if (!index.isValid() || index.internalId() != 0)
        return nullptr;
    return &m_sections[static_cast<size_t>(index.row())].content;
}

int WorktreeModel::sectionOf(quintptr serial) const
{
    const auto found = std::ranges::find(m_sections, serial, &Section::serial);
    return static_cast<int>(found - m_sections.begin());
}

QModelIndex WorktreeModel::index(int row, int column, const QModelIndex &parent) const
{
    if (!hasIndex(row, column, parent))
        return {};
    if (!parent.isValid())
        return createIndex(row, column, quintptr(0));
    return createIndex(row, column, m_sections[static_cast<size_t>(parent.row())].serial);
}

QModelIndex WorktreeModel::parent(const QModelIndex &index) const
{
    if (!index.isValid() || index.internalId() == 0)
        return {};
    return createIndex(sectionOf(index.internalId()), 0, quintptr(0));
}

int WorktreeModel::rowCount(const QModelIndex &parent) const
{
    if (!parent.isValid())
        return static_cast<int>(m_sections.size());
    const RepositoryRow *section = repository(parent);
    return section && parent.column() == 0 ? static_cast<int>(section->worktrees.size()) : 0;
}

int WorktreeModel::columnCount(const QModelIndex &) const
{
    return 1;
}

QVariant WorktreeModel::sectionData(const Section &section, int role) const
{
    switch (role) {
    case Qt::DisplayRole:
    case Qt::AccessibleTextRole:
        return section.content.name;
    case IdRole:
        return section.content.id;
    case CloudOnlyRole:
        return section.cloudOnly;
    case TotalRole:
        return section.content.worktrees.size();
    default:
        return {};
    }
}

QVariant WorktreeModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const WorktreeRow *row = worktree(index);
    if (!row)
        return sectionData(m_sections[static_cast<size_t>(index.row())], role);
    switch (role) {
    case Qt::DisplayRole:
        return row->branch;
    case Qt::AccessibleTextRole:
        return spoken(*row);
    case RowRole:
        return QVariant::fromValue(*row);
    case IdRole:
        return row->id;
    default:
        return {};
    }
}

} // namespace skybranch::ui
