// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/workspace/divergedview.h"

#include <QFrame>

#include <array>

class QBoxLayout;
class QLabel;
class QScrollArea;
class QVariantAnimation;

namespace skybranch::ui {

class Button;
class ChoiceCard;
class DivergedColumn;
class DivergedFiles;

/// Both sides of a branch that has diverged, and what to do about it: a sheet that slides over its
/// parent from the top, with a scrim on the rest. Escape leaves it.
class DivergedSheet : public QWidget
{
    Q_OBJECT

public:
    explicit DivergedSheet(QWidget *parent);

    void setView(const DivergedView &view);

    /// Slides in and takes the focus.
    void open();
    bool isOpen() const { return isVisible(); }

    /// Where it has the focus and nobody has moved it: on to the likely button.
    void focusChoice();

    /// Goes at once.
    void dismiss();

Q_SIGNALS:
    void chosen(skybranch::ui::DivergedChoice::Kind kind);
    void terminalRequested();
    void left(); ///< Escape or the cross: nothing was chosen

private:
    void fillHead();
    void fillBody();
    void fillFoot();
    void fillChoices();
    void onChoice();
    const DivergedChoice *current() const;
    void arrange(int width);
    void place();
    bool eventFilter(QObject *watched, QEvent *event) override;
    void paintEvent(QPaintEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void mousePressEvent(QMouseEvent *event) override;

    DivergedView m_view;
    QFrame *m_frame;
    QScrollArea *m_scroll;
    QWidget *m_sides;
    QBoxLayout *m_columns;
    QBoxLayout *m_head;
    QBoxLayout *m_body;
    QBoxLayout *m_choices;
    QBoxLayout *m_foot;
    QLabel *m_title;
    QLabel *m_line;
    DivergedColumn *m_left;
    DivergedColumn *m_right;
    DivergedFiles *m_files;
    std::array<ChoiceCard *, 3> m_cards;
    QLabel *m_safety;
    Button *m_terminal;
    Button *m_primary;
    QVariantAnimation *m_slide;
    int m_frameHeight = 0;
};

} // namespace skybranch::ui
