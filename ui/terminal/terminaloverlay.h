// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

#include <functional>

class QFrame;
class QLabel;

namespace skybranch::ui {

class Button;
class ElidedLabel;
class StatusMark;

enum class OverlayState { None, Connecting, Reconnecting, Lost, Paused, Stopped, Deleting, Ended };

struct OverlayView
{
    OverlayState state = OverlayState::None;
    QString subject; ///< the branch that is being connected to
    QString span; ///< "2 s" of connecting, "3 s" until the next try, "2 h" since the pause; empty:
                  ///< just now
    QString time; ///< "14:31:08", when it was lost
    QString reason; ///< Lost: what "Why?" tells
    int exitCode = 0; ///< Ended
    bool local = false; ///< a shell of this computer
    bool byItself = true; ///< Ended: the shell has, and did not go with its VM
    int waitingKeys = 0; ///< typed, and not sent yet

    friend bool operator==(const OverlayView &, const OverlayView &) = default;
};

/// What lies over a terminal that can not be typed in: a card in the middle, or a strip at its
/// edge. It covers its parent.
class TerminalOverlay : public QWidget
{
    Q_OBJECT

public:
    explicit TerminalOverlay(QWidget *parent);

    void setView(const OverlayView &view);
    const OverlayView &view() const { return m_view; }
    Button *button() const { return m_button; }

    /// Where the text below ends: a card stands under it where there is room.
    void setTextEnd(std::function<int()> textEnd) { m_textEnd = std::move(textEnd); }

    /// Where it belongs now: what lies below it has changed.
    void place();

    /// A card whose button is what one can do; with the others the terminal keeps the focus.
    bool takesFocus() const;

    /// Says that a key was not taken: a card hands its button the focus, a strip says it in words,
    /// until the state is another.
    void refuse();

Q_SIGNALS:
    void actionRequested(); ///< the one button: Cancel, Now, Reconnect, Resume, Open again
    void closeRequested(); ///< Ended: Close

private:
    void fillCard();
    void fillStrip();
    void sayStrip();
    void sayLine();
    QString keyWords() const;
    QString refusal() const;
    int cardTop(int height) const;
    bool isStrip() const;
    void paintEvent(QPaintEvent *event) override;
    void mousePressEvent(QMouseEvent *event) override;
    bool eventFilter(QObject *watched, QEvent *event) override;

    OverlayView m_view;
    bool m_refused = false;
    std::function<int()> m_textEnd;
    QFrame *m_card;
    StatusMark *m_mark;
    QLabel *m_sentence;
    QLabel *m_line;
    QLabel *m_time;
    Button *m_button;
    Button *m_second;
    QWidget *m_strip;
    ElidedLabel *m_stripWords;
    Button *m_stripButton;
    Button *m_stripClose;
};

} // namespace skybranch::ui
