// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/terminal/outputfilter.h"

namespace skybranch::ui {
namespace {

constexpr char escape = '\x1b';
constexpr char lead = '\xc2'; ///< of the two bytes that the eight-bit "ESC [" has in UTF-8
constexpr char cancel = '\x18';
constexpr char substitute = '\x1a';
constexpr qsizetype longestSequence = 4096; ///< no program sends a longer one

/// Control characters may stand inside of a sequence, and do not end it.
bool isControl(char byte)
{
    return static_cast<unsigned char>(byte) < 0x20 || byte == '\x7f';
}

bool isFinal(char byte)
{
    return byte >= '@' && byte <= '~';
}

/// Two digits without a leading zero: 11 to 23 are reports and the stack of titles.
bool isHarmless(const QByteArray &sequence)
{
    QByteArray parameters;
    for (const char byte : sequence.sliced(1)) {
        if ((byte >= '0' && byte <= '9') || byte == ';' || byte == ':')
            parameters += byte;
    }
    const QByteArray first = parameters.replace(':', ';').split(';').first();
    return first.size() == 2 && first.front() != '0';
}

} // namespace

QByteArray OutputFilter::pass(const QByteArray &output)
{
    QByteArray bytes = std::exchange(m_lead, {}) + output;
    if (bytes.endsWith(lead)) {
        bytes.chop(1);
        m_lead = QByteArray(1, lead);
    }
    bytes.replace("\xc2\x9b", "\x1b[");
    if (m_state == State::Text && !bytes.contains(escape))
        return bytes;
    QByteArray out;
    out.reserve(bytes.size() + m_held.size());
    for (qsizetype at = 0; at < bytes.size(); ++at) {
        if (m_state == State::Text) {
            const qsizetype next = bytes.indexOf(escape, at);
            const qsizetype end = next < 0 ? bytes.size() : next;
            out.append(bytes.constData() + at, end - at);
            at = end;
            if (at == bytes.size())
                break;
        }
        take(bytes[at], out);
    }
    return out;
}

void OutputFilter::take(char byte, QByteArray &out)
{
    if (byte == escape) {
        out += std::exchange(m_held, QByteArray(1, byte));
        m_state = State::Escape;
        return;
    }
    m_held += byte;
    if (byte == cancel || byte == substitute) {
        out += std::exchange(m_held, {});
        m_state = State::Text;
    } else if (m_state == State::Sequence) {
        takeSequence(byte, out);
    } else if (byte == '[') {
        m_state = State::Sequence;
    } else if (!isControl(byte)) {
        out += std::exchange(m_held, {});
        m_state = State::Text;
    }
    if (m_held.size() > longestSequence)
        m_held.truncate(longestSequence);
}

void OutputFilter::takeSequence(char byte, QByteArray &out)
{
    if (!isFinal(byte))
        return;
    m_state = State::Text;
    if ((byte != 't' || isHarmless(m_held)) && m_held.size() <= longestSequence)
        out += m_held;
    m_held.clear();
}

} // namespace skybranch::ui
