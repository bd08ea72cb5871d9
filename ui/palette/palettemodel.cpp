// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/palette/palettemodel.h"

#include <algorithm>

namespace skybranch::ui {
namespace {

constexpr int disabledScore = -20;
constexpr int contextScore = -500;
constexpr int usedScore = 30;

} // namespace

QString commandGroupWords(Command::Group group)
{
    switch (group) {
    case Command::Group::Actions:
        return PaletteModel::tr("Actions");
    case Command::Group::Workspaces:
        return PaletteModel::tr("Workspaces");
    case Command::Group::Settings:
        return PaletteModel::tr("Settings");
    }
    Q_UNREACHABLE_RETURN({});
}

PaletteModel::PaletteModel(QObject *parent)
    : QAbstractListModel(parent)
{
}

void PaletteModel::setCommands(const QList<Command> &commands, const QStringList &lastUsed)
{
    m_commands = commands;
    m_lastUsed = lastUsed;
    fill();
}

void PaletteModel::setPattern(const QString &pattern)
{
    m_pattern = pattern.simplified();
    fill();
}

std::optional<PaletteModel::Row> PaletteModel::rowOf(int place) const
{
    const Command &command = m_commands.at(place);
    Row row{.command = place, .group = command.group};
    const auto used = m_lastUsed.indexOf(command.id);
    if (used >= 0)
        row.score += usedScore - int(used);
    if (!command.whyNot.isEmpty())
        row.score += disabledScore;
    if (const auto match = fuzzyMatch(m_pattern, command.words)) {
        row.score += match->score;
        row.inWords = match->parts;
        return row;
    }
    // Scattered letters of a context say nothing; a whole word does.
    const qsizetype at = command.context.indexOf(m_pattern, 0, Qt::CaseInsensitive);
    if (at < 0)
        return std::nullopt;
    row.score += contextScore;
    row.inContext = {{at, m_pattern.size()}};
    return row;
}

void PaletteModel::fill()
{
    beginResetModel();
    QList<Row> found;
    for (int place = 0; place < int(m_commands.size()); ++place) {
        if (const auto row = rowOf(place))
            found << *row;
    }
    std::ranges::stable_sort(found, std::ranges::greater(), &Row::score);
    std::ranges::stable_sort(found, std::ranges::less(), &Row::group);
    m_rows.clear();
    for (const Row &row : std::as_const(found)) {
        if (m_rows.isEmpty() || m_rows.last().group != row.group)
            m_rows << Row{.group = row.group};
        m_rows << row;
    }
    endResetModel();
}

int PaletteModel::matches() const
{
    return int(std::ranges::count_if(m_rows, [](const Row &row) { return row.command >= 0; }));
}

const Command *PaletteModel::command(int place) const
{
    if (place < 0 || place >= m_rows.size() || m_rows.at(place).command < 0)
        return nullptr;
    return &m_commands.at(m_rows.at(place).command);
}

int PaletteModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(m_rows.size());
}

QVariant PaletteModel::data(const QModelIndex &index, int role) const
{
    const Command *found = command(index.row());
    if (role == Qt::DisplayRole)
        return found ? found->words : commandGroupWords(m_rows.at(index.row()).group);
    if (role != Qt::AccessibleTextRole || !found)
        return {};
    QStringList words{found->words, found->whyNot.isEmpty() ? found->context : found->whyNot,
                      found->keys};
    words.removeAll(QString());
    return words.join(QStringLiteral(", "));
}

Qt::ItemFlags PaletteModel::flags(const QModelIndex &index) const
{
    return command(index.row()) ? Qt::ItemIsEnabled | Qt::ItemIsSelectable : Qt::NoItemFlags;
}

} // namespace skybranch::ui
