// SPDX-License-Identifier: GPL-3.0-or-later
#include "work/escapescanner.h"

#include "work/compactpen.h"

#include <algorithm>

namespace skybranch::work {
namespace {

constexpr char bell = '\x07';
constexpr char enquiry = '\x05';
constexpr char shiftOut = '\x0e';
constexpr char shiftIn = '\x0f';
constexpr char cancel = '\x18';
constexpr char substitute = '\x1a';
constexpr char escape = '\x1b';
constexpr qint64 markEvery = 4 << 10; ///< at a line's start
constexpr qint64 markAtLeastEvery = 64 << 10; ///< anywhere in a text without lines
constexpr qsizetype maxHeld = 64;
constexpr qsizetype maxPen = 512;
constexpr qsizetype maxTitle = 512;

bool isText(char byte)
{
    const auto value = static_cast<unsigned char>(byte);
    return value >= 0x20 && value != 0x7f;
}

bool isControl(char byte)
{
    return static_cast<unsigned char>(byte) < 0x20;
}

/// In the midst of a character in UTF-8.
bool isContinuation(char byte)
{
    return (static_cast<unsigned char>(byte) & 0xc0) == 0x80;
}

bool isBetween(char byte, char first, char last)
{
    return byte >= first && byte <= last;
}

} // namespace

QByteArray EscapeScanner::feed(const QByteArray &bytes)
{
    m_out.reserve(bytes.size() + maxHeld);
    const char *next = bytes.cbegin();
    const char *const end = bytes.cend();
    while (next != end) {
        switch (m_state) {
        case State::Ground:
            next = takeGround(next, end);
            break;
        case State::String:
            next = takeString(next, end);
            break;
        case State::StringEscape:
            if (*next == '\\') {
                m_held += *next++;
                endString();
            } else {
                m_state = State::Escape;
            }
            break;
        case State::Escape:
            takeEscape(*next++);
            break;
        case State::Csi:
        case State::LongCsi:
            takeCsi(*next++);
            break;
        }
    }
    m_position += m_out.size();
    return std::exchange(m_out, {});
}

QByteArray EscapeScanner::finish()
{
    m_state = State::Ground;
    m_position += m_held.size();
    return std::exchange(m_held, {});
}

void EscapeScanner::forgetBefore(qint64 position)
{
    while (!m_checkpoints.empty() && m_checkpoints.front().position < position)
        m_checkpoints.pop_front();
}

const char *EscapeScanner::takeGround(const char *next, const char *end)
{
    if (isText(*next))
        return takeText(next, end);
    if (*next == escape) {
        if (const char *after = takeWholeCsi(next, end))
            return after;
    }
    takeControl(*next);
    return next + 1;
}

/// As the states do, without keeping anything back: most sequences come whole. Null where this one
/// does not, or is none.
const char *EscapeScanner::takeWholeCsi(const char *next, const char *end)
{
    if (end - next < 3 || next[1] != '[')
        return nullptr;
    const char *const limit = std::min(end, next + maxHeld);
    const char *last = next + 2;
    while (last != limit && isBetween(*last, ' ', '?'))
        ++last;
    if (last == limit || !isBetween(*last, '@', '~'))
        return nullptr;
    endCsi({next, last + 1});
    return last + 1;
}

const char *EscapeScanner::takeText(const char *next, const char *end)
{
    const char *last = std::find_if_not(next, end, [](char byte) { return isText(byte); });
    const char *place = next;
    while (place != last && here() + (last - next) > m_marked + markAtLeastEvery) {
        const qint64 due = m_marked + markAtLeastEvery - here();
        place = std::find_if_not(std::max(place, next + due), last, isContinuation);
        if (place != last)
            mark(here() + (place - next), false);
    }
    m_out.append(next, last - next);
    m_previous = *(last - 1);
    return last;
}

void EscapeScanner::takeControl(char byte)
{
    if (byte == escape) {
        m_held = QByteArray(1, escape);
        m_state = State::Escape;
        return;
    }
    if (byte == enquiry)
        return; // it asks for a name that we do not have
    m_out += byte;
    if (byte == shiftOut || byte == shiftIn) {
        m_modes.takeShift(byte == shiftOut);
        jump();
    }
    if (byte == '\n' && m_previous == '\r' && here() - m_marked >= markEvery)
        mark(here(), true);
    m_previous = byte;
}

/// Of any sequence but a string: what ends it before its time. True where nothing is left to do.
bool EscapeScanner::isEndOfSequence(char byte)
{
    if (byte == escape) {
        letGo();
        m_held = QByteArray(1, escape);
        m_state = State::Escape;
        return true;
    }
    m_held += byte;
    if (byte == cancel || byte == substitute || static_cast<unsigned char>(byte) >= 0x80) {
        letGo();
        return true;
    }
    // A control in the midst of a sequence does what it does elsewhere, and the sequence goes on.
    if (isControl(byte) || byte == '\x7f') {
        if (m_held.size() > maxHeld)
            letGoOn();
        return true;
    }
    return false;
}

void EscapeScanner::takeEscape(char byte)
{
    if (isEndOfSequence(byte))
        return;
    const bool isFirst = m_held.size() == 2;
    if (isFirst && byte == '[') {
        m_state = State::Csi;
    } else if (isFirst
               && (byte == ']' || byte == 'P' || byte == '_' || byte == '^' || byte == 'X')) {
        letGo();
        m_state = State::String;
        m_stringKind = byte;
        m_string.clear();
    } else if (!isBetween(byte, ' ', '/')) {
        endEscape();
    } else if (m_held.size() > maxHeld) {
        letGoOn();
    }
}

void EscapeScanner::endEscape()
{
    const QByteArrayView words = QByteArrayView(m_held).sliced(1);
    if (words == "Z") {
        m_held.clear();
        m_state = State::Ground;
        ask(Query::Attributes);
        return;
    }
    m_modes.takeEscape(words);
    const bool isNothing = words == "\\";
    letGo();
    if (!isNothing)
        jump();
}

void EscapeScanner::takeCsi(char byte)
{
    if (isEndOfSequence(byte))
        return;
    if (isBetween(byte, '@', '~')) {
        if (m_state == State::Csi) {
            m_state = State::Ground;
            return endCsi(std::exchange(m_held, {}));
        }
        letGo();
        jump();
    } else if (m_held.size() > maxHeld) {
        letGoOn();
    }
}

void EscapeScanner::endCsi(QByteArrayView sequence)
{
    const char command = sequence.back();
    const QByteArrayView parameters = sequence.sliced(2).chopped(1);
    if ((command == 'c' || command == 'n') && takeQuestion(parameters, command))
        return;
    m_out.append(sequence);
    m_previous = 0;
    const bool isPlain
        = std::ranges::all_of(parameters, [](char byte) { return isBetween(byte, '0', ';'); });
    if (command == 'm' && isPlain)
        return takePen(sequence);
    // Erases in its line, as text does.
    if (command == 'K' && isPlain)
        return;
    m_modes.takeCsi(parameters, command);
    jump();
}

void EscapeScanner::takePen(QByteArrayView sequence)
{
    const QByteArrayView parameters = sequence.sliced(2).chopped(1);
    if (parameters.isEmpty() || parameters == "0" || parameters.startsWith("0;"))
        m_pen.resize(0); // it keeps its memory
    m_pen.append(sequence);
    if (m_pen.size() <= maxPen)
        return;
    m_pen = compactPen(m_pen);
    if (m_pen.size() > maxPen / 2)
        jump();
}

bool EscapeScanner::takeQuestion(QByteArrayView parameters, char command)
{
    const auto is = [&](char which, QByteArrayView one, QByteArrayView other) {
        return command == which && (parameters == one || parameters == other);
    };
    if (is('c', "", "0"))
        ask(Query::Attributes);
    else if (is('c', ">", ">0"))
        ask(Query::SecondaryAttributes);
    else if (is('n', "5", "5"))
        ask(Query::Status);
    else if (is('n', "6", "6"))
        ask(Query::Cursor);
    else if (is('n', "?6", "?6"))
        ask(Query::PrivateCursor);
    else
        return false;
    return true;
}

void EscapeScanner::mark(qint64 position, bool isLineStart)
{
    m_checkpoints.push_back(
        {position, isLineStart, m_modes.isOn(TerminalModes::alternateScreen), m_pen});
    m_marked = position;
}

void EscapeScanner::ask(Query query)
{
    m_asked.append({query, here()});
}

const char *EscapeScanner::takeString(const char *next, const char *end)
{
    const char *last = std::find_if(next, end, [this](char byte) {
        return byte == escape || byte == cancel || byte == substitute
            || (byte == bell && m_stringKind == ']');
    });
    m_out.append(next, last - next);
    const auto room = maxTitle - m_string.size();
    m_string.append(next, std::min<qsizetype>(last - next, room));
    if (last == end)
        return last;
    m_held = QByteArray(1, *last);
    if (*last == escape)
        m_state = State::StringEscape;
    else if (*last == bell)
        endString();
    else
        letGo();
    return last + 1;
}

void EscapeScanner::endString()
{
    const bool isOsc = m_stringKind == ']';
    if (isOsc && (m_string.startsWith("0;") || m_string.startsWith("2;"))
        && m_string.size() < maxTitle)
        m_title = m_string.sliced(2);
    letGo();
    if (!isOsc)
        jump();
}

/// What was kept back goes on, and text follows.
void EscapeScanner::letGo()
{
    m_out += m_held;
    m_held.clear();
    m_state = State::Ground;
    m_previous = 0;
}

/// A sequence that nobody would write goes on, and its rest as it comes.
void EscapeScanner::letGoOn()
{
    letGo();
    m_state = State::LongCsi;
}

void EscapeScanner::jump()
{
    m_lastJump = here();
    m_pen.resize(0);
}

} // namespace skybranch::work
