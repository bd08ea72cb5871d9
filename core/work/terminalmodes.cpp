// SPDX-License-Identifier: GPL-3.0-or-later
#include "work/terminalmodes.h"

#include <QByteArrayList>

#include <array>
#include <utility>

namespace skybranch::work {
namespace {

constexpr int sideMargins = 69;

/// The modes that are restored, with what they are in a new terminal.
constexpr std::array<std::pair<int, bool>, 15> knownModes{{{1, false},
                                                           {TerminalModes::reversed, false},
                                                           {TerminalModes::origin, false},
                                                           {7, true},
                                                           {12, false},
                                                           {25, true},
                                                           {sideMargins, false},
                                                           {1000, false},
                                                           {1002, false},
                                                           {1003, false},
                                                           {1004, false},
                                                           {1005, false},
                                                           {1006, false},
                                                           {TerminalModes::alternateScreen, false},
                                                           {2004, false}}};

bool isOnAtFirst(int mode)
{
    for (const auto &[number, on] : knownModes) {
        if (number == mode)
            return on;
    }
    return false;
}

bool isKnown(int mode)
{
    for (const auto &[number, on] : knownModes) {
        if (number == mode)
            return true;
    }
    return false;
}

} // namespace

void TerminalModes::takeCsi(QByteArrayView parameters, char command)
{
    if ((command == 'h' || command == 'l') && parameters.startsWith('?'))
        setPrivate(parameters.sliced(1), command == 'h');
    else if ((command == 'h' || command == 'l') && parameters == "4")
        m_isInserting = command == 'h';
    else if (command == 'q' && parameters.endsWith(' '))
        m_cursorStyle = parameters.chopped(1).toByteArray();
    else if (command == 'p' && parameters == "!")
        *this = TerminalModes();
    if (command != 'r' || parameters.startsWith('?'))
        return;
    const QByteArrayList margins = parameters.toByteArray().split(';');
    m_top = std::max(1, margins.value(0).toInt());
    m_bottom = std::max(0, margins.value(1).toInt());
}

void TerminalModes::takeEscape(QByteArrayView words)
{
    if (words == "c")
        *this = TerminalModes();
    else if (words == "=" || words == ">")
        m_isKeypad = words == "=";
    else if (words.size() == 2 && words[0] == '(')
        m_g0 = words[1];
    else if (words.size() == 2 && words[0] == ')')
        m_g1 = words[1];
}

bool TerminalModes::isOn(int mode) const
{
    const auto set = m_private.find(mode);
    return set == m_private.end() ? isOnAtFirst(mode) : set->second;
}

bool TerminalModes::scrollsAll(int rows) const
{
    return m_top == 1 && (m_bottom == 0 || m_bottom >= rows) && !isOn(sideMargins);
}

QByteArray TerminalModes::restore(int rows) const
{
    QByteArray sequence("\x1b[r");
    if (!scrollsAll(rows))
        sequence = "\x1b[" + QByteArray::number(m_top) + ';'
            + QByteArray::number(m_bottom == 0 ? rows : m_bottom) + 'r';
    sequence += m_isInserting ? "\x1b[4h" : "\x1b[4l";
    sequence += m_isKeypad ? "\x1b=" : "\x1b>";
    sequence += QByteArray("\x1b(") + m_g0 + "\x1b)" + m_g1 + (m_isShiftedOut ? '\x0e' : '\x0f');
    sequence += "\x1b[" + m_cursorStyle + " q";
    // First what is off: one kind of mouse may switch off the other.
    for (const bool on : {false, true}) {
        for (const auto &[number, atFirst] : knownModes) {
            if (isOn(number) == on && number != alternateScreen)
                sequence += "\x1b[?" + QByteArray::number(number) + (on ? 'h' : 'l');
        }
    }
    return sequence;
}

void TerminalModes::setPrivate(QByteArrayView parameters, bool on)
{
    for (const QByteArray &parameter : parameters.toByteArray().split(';')) {
        int mode = parameter.toInt();
        if (mode == 47 || mode == 1047)
            mode = alternateScreen;
        if (!isKnown(mode))
            continue;
        if (on == isOnAtFirst(mode))
            m_private.erase(mode);
        else
            m_private[mode] = on;
    }
}

} // namespace skybranch::work
