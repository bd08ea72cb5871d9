// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/workspace/divergedview.h"

#include <QFrame>

class QLabel;
class QScrollArea;
class QVBoxLayout;

namespace skybranch::ui {

class ElidedLabel;
class IconLabel;

/// What one place has alone, newest first, on a lane down to the last commit in common.
class DivergedColumn : public QWidget
{
    Q_OBJECT

public:
    /// @p lane is the colour of the way that its commits go.
    DivergedColumn(const QString &name, Token lane, QWidget *parent = nullptr);

    void setSide(const DivergedSide &side, const std::optional<CommitLine> &base);

    /// How many rows it has, at least one.
    int rows() const { return m_rows; }

    /// Makes room for @p rows, for mostRows at most.
    void showRows(int rows);

    /// A column of more rows scrolls.
    static constexpr int mostRows = 6;

private:
    void addHead(QVBoxLayout *layout);
    void clear();

    Token m_lane;
    IconLabel *m_icon;
    ElidedLabel *m_title;
    QLabel *m_count;
    QScrollArea *m_scroll;
    QVBoxLayout *m_commits = nullptr;
    QVBoxLayout *m_base = nullptr;
    int m_rows = 1;
    int m_rowHeight = 0;
};

} // namespace skybranch::ui
