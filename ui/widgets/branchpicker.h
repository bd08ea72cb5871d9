// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QFrame>
#include <QList>

class QLabel;
class QLineEdit;
class QListView;

namespace skybranch::ui {

class BranchModel;

/// One branch to choose.
struct BranchRow
{
    QString name;
    QString words; ///< at the right: where it is, and how old; or why it can not be chosen
    bool isTaken = false;

    friend bool operator==(const BranchRow &, const BranchRow &) = default;
};

/// A search field joined to a list of branches. Typing filters thousands at once and chooses the
/// first that can be chosen; up and down move on from the field.
class BranchPicker : public QFrame
{
    Q_OBJECT

public:
    /// @p name is what the field asks for and a screen reader says.
    BranchPicker(const QString &name, const QString &objectName, QWidget *parent = nullptr);

    /// What is chosen stays, where it still can be.
    void setRows(const QList<BranchRow> &rows);
    void choose(const QString &name);
    QString chosen() const { return m_chosen; }
    QString searched() const;
    QWidget *field() const;

Q_SIGNALS:
    void chosenChanged(const QString &name); ///< empty: none

private:
    void filter();
    void updateCount();
    void show(const QString &wanted);
    void take(const QModelIndex &index);
    bool step(int key);
    bool eventFilter(QObject *watched, QEvent *event) override;
    void changeEvent(QEvent *event) override;
    void fitRows();

    BranchModel *m_model;
    QLineEdit *m_field;
    QLabel *m_count;
    QListView *m_list;
    QLabel *m_none;
    QString m_chosen;
};

} // namespace skybranch::ui
