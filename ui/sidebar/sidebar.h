// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/sidebar/worktreerow.h"

#include <QWidget>

class QLabel;
class QLineEdit;

namespace skybranch::ui {

class Button;
class ElidedLabel;
class ElidedLabel;
class EmptyState;
class StatusMark;
class WorktreeModel;
class WorktreeView;

/// The line at the sidebar's bottom: the backend in use and how it is.
struct BackendView
{
    Mark mark = Mark::Running;
    QString words; ///< "Backend: this computer", "Docker stopped"
    QString count; ///< "2 running"
    QString link; ///< "Start it"; shown instead of the count
    QString tip;

    friend bool operator==(const BackendView &, const BackendView &) = default;
};

/// Everything at the left: filter, New, the tree, and the backend.
class Sidebar : public QWidget
{
    Q_OBJECT

public:
    explicit Sidebar(QWidget *parent = nullptr);

    WorktreeView *view() const { return m_view; }

    void setContent(const QList<RepositoryRow> &repositories, const QList<WorktreeRow> &cloudOnly);
    void setBackend(const BackendView &backend);
    void explainBackend(); ///< shows BackendView::tip, for the keyboard too
    void focusFilter();

Q_SIGNALS:
    void newWorkspaceRequested();
    void addRepositoryRequested();
    void cloneRequested();
    void backendLinkActivated();
    void filterLeft(); ///< Esc in the empty filter: back to the terminal

private:
    QWidget *makeHead();
    QWidget *makeFoot();
    void filter(const QString &text);
    void updateWords();
    bool eventFilter(QObject *watched, QEvent *event) override;

    WorktreeModel *m_model;
    QLineEdit *m_field = nullptr;
    WorktreeView *m_view;
    EmptyState *m_empty;
    QWidget *m_found;
    ElidedLabel *m_foundWords;
    StatusMark *m_mark = nullptr;
    ElidedLabel *m_backend = nullptr;
    QLabel *m_count = nullptr;
    Button *m_link = nullptr;
};

} // namespace skybranch::ui
