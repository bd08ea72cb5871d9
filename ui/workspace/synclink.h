// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/workspace/syncbarview.h"

#include <QWidget>

class QLabel;

namespace skybranch::ui {

class Button;
class IconButton;
class StatusMark;

/// The line between two stations, with the action on it where work has to flow.
class SyncLink : public QWidget
{
    Q_OBJECT

public:
    /// @p name is the objectName; its button is name + "Button", its cross name + "Cancel".
    explicit SyncLink(const QString &name, QWidget *parent = nullptr);

    void setView(const SyncLinkView &view);
    const SyncLinkView &view() const { return m_view; }
    void setNarrow(bool narrow);

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override { return sizeHint(); }

Q_SIGNALS:
    void activated();
    void cancelled();

private:
    void paintEvent(QPaintEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    void fill();
    void place();
    bool hasButton() const;
    int middleWidth() const;

    SyncLinkView m_view;
    bool m_narrow = false;
    Button *m_button;
    QWidget *m_quiet;
    StatusMark *m_arc;
    QLabel *m_words;
    IconButton *m_cancel;
};

} // namespace skybranch::ui
