// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/terminal/outputfilter.h"

#include <algorithm>
#include <array>

namespace skybranch::ui {
namespace {

constexpr char escape = '\x1b';
constexpr char lead = '\xc2'; ///< of the two bytes that eight-bit controls have in UTF-8
constexpr char bell = '\x07';
constexpr char cancel = '\x18';
constexpr char substitute = '\x1a';
constexpr qsizetype longestSequence = 4096; ///< no program sends a longer one
/// 1 MB as base64, and what stands before it.
constexpr qsizetype longestCopy = (1 << 20) * 4 / 3 + 64;
constexpr QByteArrayView copyStart("52;");

constexpr std::array commandCodes{7, 8, 9, 52, 133, 777};
constexpr std::array emulatorCodes{0, 1, 2, 10, 11}; ///< titles, and the default colours

/// Control characters may stand inside of a sequence, and do not end it.
bool isControl(char byte)
{
    return static_cast<unsigned char>(byte) < 0x20 || byte == '\x7f';
}

bool isFinal(char byte)
{
    return byte >= '@' && byte <= '~';
}

bool beginsString(char byte)
{
    return byte == ']' || byte == 'P' || byte == 'X' || byte == '^' || byte == '_';
}

/// Two digits without a leading zero: 11 to 23 are reports and the stack of titles.
bool isHarmlessReport(const QByteArray &sequence)
{
    QByteArray parameters;
    for (const char byte : sequence.sliced(1)) {
        if ((byte >= '0' && byte <= '9') || byte == ';' || byte == ':')
            parameters += byte;
    }
    const QByteArray first = parameters.replace(':', ';').split(';').first();
    return first.size() == 2 && first.front() != '0';
}

/// The emulator ends these too early, and shows their rest as text.
bool isUnknown(const QByteArray &sequence)
{
    return std::ranges::any_of(sequence.sliced(2),
                               [](char c) { return c == '=' || (c >= '"' && c <= '/'); });
}

bool mayPass(const QByteArray &sequence)
{
    if (sequence.size() > longestSequence || isUnknown(sequence))
        return false;
    return !sequence.endsWith('t') || isHarmlessReport(sequence);
}

/// How many bytes at the end of @p bytes begin a character of UTF-8 and do not end it.
qsizetype halfCharacter(const QByteArray &bytes)
{
    for (qsizetype back = 1; back <= std::min<qsizetype>(3, bytes.size()); ++back) {
        const auto byte = static_cast<unsigned char>(bytes.at(bytes.size() - back));
        if ((byte & 0xc0) == 0x80)
            continue;
        const qsizetype length = byte >= 0xf0 ? 4 : byte >= 0xe0 ? 3 : byte >= 0xc2 ? 2 : 1;
        return byte <= 0xf4 && length > back ? back : 0;
    }
    return 0;
}

/// Behind the sequence "ESC [ 1 ; 2 m" that begins at @p at; @p at where it is none, or one to look
/// at closely.
qsizetype endOfPlainSequence(const QByteArray &bytes, qsizetype at)
{
    static constexpr qsizetype longest = 64;
    if (at + 2 >= bytes.size() || bytes[at + 1] != '[')
        return at;
    const qsizetype limit = std::min(bytes.size(), at + longest);
    qsizetype end = at + 2;
    while (end < limit && bytes[end] >= '0' && bytes[end] <= ';')
        ++end;
    const bool plain = end < limit && isFinal(bytes[end]) && bytes[end] != 't';
    return plain ? end + 1 : at;
}

/// Where from @p at on the first ESC stands that is not of a plain sequence.
qsizetype endOfOrdinary(const QByteArray &bytes, qsizetype at)
{
    while (true) {
        const qsizetype next = bytes.indexOf(escape, at);
        if (next < 0)
            return bytes.size();
        at = endOfPlainSequence(bytes, next);
        if (at == next)
            return next;
    }
}

/// An eight-bit control is its letter after an ESC.
void replaceEightBits(QByteArray &bytes)
{
    static constexpr QByteArrayView controls("\x90\x98\x9b\x9c\x9d\x9e\x9f");
    for (qsizetype at = bytes.indexOf(lead); at >= 0 && at + 1 < bytes.size();
         at = bytes.indexOf(lead, at + 1)) {
        if (!controls.contains(bytes.at(at + 1)))
            continue;
        bytes[at] = escape;
        bytes[at + 1] = char(static_cast<unsigned char>(bytes.at(at + 1)) - 0x40);
    }
}

} // namespace

QByteArray OutputFilter::pass(const QByteArray &output)
{
    m_commands.clear();
    QByteArray bytes = std::exchange(m_lead, {}) + output;
    const qsizetype half = halfCharacter(bytes);
    m_lead = bytes.last(half);
    bytes.chop(half);
    replaceEightBits(bytes);
    if (m_state == State::Text && !bytes.contains(escape))
        return bytes;
    QByteArray out;
    out.reserve(bytes.size());
    for (qsizetype at = 0; at < bytes.size();) {
        if (m_state == State::Text) {
            const qsizetype end = endOfOrdinary(bytes, at);
            out.append(bytes.constData() + at, end - at);
            at = end;
        }
        if (at < bytes.size())
            take(bytes[at++], out);
    }
    return out;
}

void OutputFilter::take(char byte, QByteArray &out)
{
    const bool inString = m_state == State::String || m_state == State::StringEscape;
    if (byte == cancel || byte == substitute) {
        if (inString)
            m_held.clear();
        m_held += byte;
        leave(out);
    } else if (inString) {
        takeString(byte, out);
    } else if (byte == escape) {
        out += m_held;
        beginEscape();
    } else if (m_state == State::Sequence) {
        takeSequence(byte, out);
    } else {
        takeEscape(byte, out);
    }
}

void OutputFilter::beginEscape()
{
    m_held = QByteArray(1, escape);
    m_state = State::Escape;
}

void OutputFilter::leave(QByteArray &out)
{
    out += std::exchange(m_held, {});
    m_state = State::Text;
}

void OutputFilter::takeEscape(char byte, QByteArray &out)
{
    if (beginsString(byte)) {
        m_held.clear();
        m_kind = byte;
        m_tooLong = false;
        m_state = State::String;
        return;
    }
    if (m_held.size() < longestSequence)
        m_held += byte;
    if (byte == '[')
        m_state = State::Sequence;
    else if (!isControl(byte))
        leave(out);
}

void OutputFilter::takeSequence(char byte, QByteArray &out)
{
    if (m_held.size() <= longestSequence)
        m_held += byte;
    if (!isFinal(byte))
        return;
    if (!mayPass(m_held))
        m_held.clear();
    leave(out);
}

void OutputFilter::takeString(char byte, QByteArray &out)
{
    if (m_state == State::StringEscape && byte == '\\') {
        endString(out);
    } else if (m_state == State::StringEscape) {
        // Anything else ends it too, and begins something new.
        beginEscape();
        take(byte, out);
    } else if (byte == escape) {
        m_state = State::StringEscape;
    } else if (byte == bell && m_kind == ']') {
        endString(out);
    } else if (m_kind == ']' && !m_tooLong && !isControl(byte)) {
        m_held += byte;
        m_tooLong = m_held.size() > (m_held.startsWith(copyStart) ? longestCopy : longestSequence);
        if (m_tooLong)
            m_held = {};
    }
}

void OutputFilter::endString(QByteArray &out)
{
    m_state = State::Text;
    const QByteArray text = std::exchange(m_held, {});
    const qsizetype end = text.indexOf(';');
    bool numeric = false;
    const int code = (end < 0 ? text : text.first(end)).toInt(&numeric);
    if (m_kind != ']' || m_tooLong || !numeric)
        return;
    const QByteArray rest = end < 0 ? QByteArray() : text.sliced(end + 1);
    if (std::ranges::contains(commandCodes, code))
        m_commands.append({code, rest, out.size()});
    else if (std::ranges::contains(emulatorCodes, code) && rest != "?")
        out += "\x1b]" + text + bell;
}

} // namespace skybranch::ui
