// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QFrame>

#include <array>
#include <functional>

class QLabel;

namespace skybranch::ui {

class Button;

/// A question over an edge of another widget, answered by one of up to three words. The last word
/// is the way out, and so is Esc.
class AskStrip : public QFrame
{
    Q_OBJECT

public:
    enum class Edge { Top, Bottom };

    AskStrip(Edge edge, QWidget *parent);

    /// Takes the focus to the way out. @p answered is told the place of the word in @p words, once.
    void ask(const QString &question, const QStringList &words, std::function<void(int)> answered);
    bool isAsking() const { return isVisible(); }

    /// The way out, where it asks.
    void giveUp();

    /// The word in the middle, which ends nothing; without one the way out.
    void answerSafely();

private:
    void answer(int word);
    void place();
    bool eventFilter(QObject *watched, QEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;

    Edge m_edge;
    QLabel *m_question;
    std::array<Button *, 3> m_words;
    int m_last = 0;
    std::function<void(int)> m_answered;
};

} // namespace skybranch::ui
