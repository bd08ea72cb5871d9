// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "work/terminalmodes.h"

#include <QByteArray>
#include <QList>

#include <deque>

namespace skybranch::work {

/// Reads what a program puts out, as far as needed to cut it: knows where a reader may begin, and
/// what is only text that flows on. Takes out what the program asks of its terminal, which one must
/// answer, at once: not everybody who watches, and again with every replay. A sequence that is not
/// complete yet is kept back, so that nobody is given half of one.
class EscapeScanner
{
public:
    /// A place between two sequences.
    struct Checkpoint
    {
        qint64 position = 0;
        bool isLineStart = false;
        bool isAlternate = false; ///< the screen that has no scrollback
        QByteArray pen; ///< the colours that were set between lastJump() and here

        friend bool operator==(const Checkpoint &, const Checkpoint &) = default;
    };

    enum class Query { Attributes, SecondaryAttributes, Status, Cursor, PrivateCursor };

    struct Asked
    {
        Query query = Query::Attributes;
        qint64 position = 0; ///< it asks about the terminal after the output before this

        friend bool operator==(const Asked &, const Asked &) = default;
    };

    /// What of @p bytes, and of what was kept back, goes on.
    QByteArray feed(const QByteArray &bytes);

    /// What was kept back when nothing more will come.
    QByteArray finish();

    qint64 position() const { return m_position; } ///< of all that went on
    const std::deque<Checkpoint> &checkpoints() const { return m_checkpoints; }
    void forgetBefore(qint64 position);

    /// All after this is text, line breaks and colours; what it does to a screen its last lines do.
    qint64 lastJump() const { return m_lastJump; }

    const TerminalModes &modes() const { return m_modes; }
    QByteArray title() const { return m_title; }
    QList<Asked> takeQuestions() { return std::exchange(m_asked, {}); }

private:
    enum class State { Ground, Escape, Csi, LongCsi, String, StringEscape };

    const char *takeGround(const char *next, const char *end);
    const char *takeWholeCsi(const char *next, const char *end);
    const char *takeText(const char *next, const char *end);
    const char *takeString(const char *next, const char *end);
    void takeControl(char byte);
    void takeEscape(char byte);
    void takeCsi(char byte);
    void endCsi(QByteArrayView sequence);
    void endEscape();
    void endString();
    bool isEndOfSequence(char byte);
    void takePen(QByteArrayView sequence);
    bool takeQuestion(QByteArrayView parameters, char command);
    void ask(Query query);
    void letGo();
    void letGoOn();
    void jump();
    qint64 here() const { return m_position + m_out.size(); }
    void mark(qint64 position, bool isLineStart);

    State m_state = State::Ground;
    QByteArray m_held; ///< of a sequence
    QByteArray m_out; ///< of the call under way
    char m_previous = 0; ///< the last byte of text or control
    qint64 m_position = 0; ///< before m_out
    qint64 m_marked = 0; ///< the last checkpoint
    std::deque<Checkpoint> m_checkpoints;
    qint64 m_lastJump = 0;
    QByteArray m_pen;
    char m_stringKind = 0;
    QByteArray m_string; ///< the beginning of an OSC
    QByteArray m_title;
    TerminalModes m_modes;
    QList<Asked> m_asked;
};

} // namespace skybranch::work
