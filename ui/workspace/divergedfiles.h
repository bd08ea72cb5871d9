// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

class QBoxLayout;
class QLabel;

namespace skybranch::ui {

/// The files that both sides have changed: on one line where it has the room, below each other
/// otherwise. Paths lose their middle first.
class DivergedFiles : public QWidget
{
    Q_OBJECT

public:
    explicit DivergedFiles(QWidget *parent = nullptr);

    /// @p more: "and 4 more"; may be empty.
    void setFiles(const QStringList &files, const QString &more);

    /// Takes the shape for @p width.
    void arrange(int width);

private:
    QBoxLayout *m_row;
    QBoxLayout *m_names;
    QLabel *m_more;
};

} // namespace skybranch::ui
