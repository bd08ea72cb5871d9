// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/askstrip.h"

#include "ui/widgets/button.h"
#include "ui/widgets/text.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QKeyEvent>

namespace skybranch::ui {
namespace {

constexpr int leastHeight = 36;

} // namespace

AskStrip::AskStrip(Edge edge, QWidget *parent)
    : QFrame(parent)
    , m_edge(edge)
    , m_question(makeParagraph({}, "strong"))
{
    setObjectName(QStringLiteral("askStrip"));
    m_question->setObjectName(QStringLiteral("askQuestion"));
    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(16, 3, 12, 3);
    layout->setSpacing(16);
    layout->addWidget(m_question, 1);
    for (int word = 0; word < int(m_words.size()); ++word) {
        m_words[word] = new Button({}, Button::Kind::Link);
        m_words[word]->setObjectName(QStringLiteral("askWord%1").arg(word + 1));
        layout->addWidget(m_words[word]);
        connect(m_words[word], &QAbstractButton::clicked, this, [this, word] { answer(word); });
    }
    parent->installEventFilter(this);
    hide();
}

void AskStrip::ask(const QString &question, const QStringList &words,
                   std::function<void(int)> answered)
{
    giveUp();
    m_answered = std::move(answered);
    m_last = int(words.size()) - 1;
    m_question->setText(question);
    setAccessibleName(question);
    for (int word = 0; word < int(m_words.size()); ++word) {
        m_words[word]->setText(words.value(word));
        m_words[word]->setVisible(word <= m_last);
    }
    place();
    show();
    raise();
    m_words[m_last]->setFocus(Qt::OtherFocusReason);
}

void AskStrip::giveUp()
{
    if (m_answered)
        answer(m_last);
}

void AskStrip::answerSafely()
{
    if (m_answered)
        answer(1);
}

void AskStrip::answer(int word)
{
    const auto answered = std::exchange(m_answered, nullptr);
    hide();
    if (answered)
        answered(word);
}

void AskStrip::place()
{
    const int wide = parentWidget()->width();
    const int high = std::max(leastHeight, layout()->totalHeightForWidth(wide));
    setGeometry(0, m_edge == Edge::Top ? 0 : parentWidget()->height() - high, wide, high);
}

bool AskStrip::eventFilter(QObject *watched, QEvent *event)
{
    if (watched == parentWidget() && event->type() == QEvent::Resize && isVisible())
        place();
    return QFrame::eventFilter(watched, event);
}

void AskStrip::keyPressEvent(QKeyEvent *event)
{
    switch (event->key()) {
    case Qt::Key_Escape:
        return giveUp();
    case Qt::Key_Left:
        focusNextPrevChild(false);
        return;
    case Qt::Key_Right:
        focusNextPrevChild(true);
        return;
    default:
        QFrame::keyPressEvent(event);
    }
}

} // namespace skybranch::ui
