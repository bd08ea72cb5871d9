// SPDX-License-Identifier: GPL-3.0-or-later
#include "stream.h"

#include <QRandomGenerator>
#include <QRegularExpression>

using namespace Qt::StringLiterals;

namespace skybranch::soak {

using client::Terminal;

namespace {

constexpr qint64 linesInBlock = 160; ///< 10 kB
constexpr qint64 blocksAhead = 200;

QByteArray contentOf(qint64 number)
{
    QByteArray content;
    for (quint64 i = 0; i < 6; ++i)
        content += QByteArray::number(quint32(quint64(number) * 2'654'435'761 + i * 40'503), 16)
                       .rightJustified(8, '0');
    return content;
}

/// The words that it says are not in its own text, which the shell shows when it is typed.
QByteArray program(qint64 lines)
{
    return R"(exec perl -e 'system "stty -echo"; $|=1; print "BEG","IN\n"; $w=0; $n=0; )"
           R"(while ($n < )"
        + QByteArray::number(lines)
        + R"() { $_=<STDIN>; if (/^\?(\d+)/) { print "A","T $1 $w $n\n"; next } )"
          R"(if ($_ ne "T$w\n") { print "TYPED ","WRONG $w: $_"; last } $w++; $o=""; )"
          R"(for (1..)"
        + QByteArray::number(linesInBlock)
        + R"() { $o.=sprintf "L%09d ",$n; )"
          R"($o.=sprintf "%08x",($n*2654435761+$_*40503)&0xffffffff for 0..5; $o.="\n"; $n++ } )"
          R"(print $o } print "DO","NE $n\n"; sleep 3600')"
        + '\n';
}

} // namespace

Stream::Stream(client::Session &session, const QString &row, const QString &terminalId,
               qint64 lines)
    : m_session(session)
    , m_row(row)
    , m_lines(lines)
    , m_resumes(!terminalId.isEmpty())
    , m_question(QByteArray::number(QRandomGenerator::global()->generate()))
    , m_terminal(session.openTerminal(row, Terminal::Place::Cloud, terminalId))
    , m_next(m_resumes ? -1 : 0)
{
    connect(m_terminal.get(), &Terminal::readyRead, this, &Stream::read);
    connect(m_terminal.get(), &Terminal::stateChanged, this, &Stream::act);
    m_terminal->resize(100, 30);
    m_quiet.start();
    act();
}

Stream::~Stream() = default;

QJsonObject Stream::report() const
{
    return {{u"terminal"_s, m_terminal->id()},
            {u"next"_s, m_next},
            {u"typed"_s, m_typed},
            {u"unsent"_s, m_terminal->unsentKeys()},
            {u"quietMs"_s, m_quiet.elapsed()},
            {u"done"_s, m_done},
            {u"state"_s, int(m_terminal->state())},
            {u"wrong"_s, m_wrong},
            {u"error"_s, m_terminal->lastError().message}};
}

void Stream::act()
{
    switch (m_terminal->state()) {
    case Terminal::State::Open:
        // Its own words come before this one's answer.
        if (!m_asked)
            m_asked = m_terminal->write(m_resumes ? '?' + m_question + '\n' : program(m_lines));
        break;
    case Terminal::State::Lost:
        m_terminal->reconnect();
        break;
    case Terminal::State::Ended:
        fail(u"the terminal has ended"_s);
        break;
    default:
        break;
    }
}

void Stream::read()
{
    m_quiet.start();
    m_rest += m_terminal->take();
    qsizetype from = 0;
    for (qsizetype end = 0; (end = m_rest.indexOf('\n', from)) >= 0; from = end + 1)
        take(m_rest.sliced(from, end - from));
    m_rest.remove(0, from);
    typeAhead();
}

/// A screen that is painted again stands before or within a line, which goes on behind it.
void Stream::take(const QByteArray &line)
{
    static const QRegularExpression painted(u"\x18\x1b\\[\\?25l.*\x1b\\]2;[^\x1b]*\x1b\\\\"_s);
    static const QRegularExpression said(
        u"(L(\\d{9}) ([0-9a-f]{48})|BEGIN|AT \\d+ (\\d+) \\d+|DONE \\d+|TYPED WRONG .*)\\r$"_s);
    const auto match = said.match(QString::fromLatin1(line).remove(painted));
    if (!match.hasMatch())
        return;
    if (match.hasCaptured(2))
        return takeNumber(match.captured(2).toLongLong(), match.captured(3).toLatin1());
    const QString word = match.captured(1);
    if (word.startsWith(u"TYPED"))
        return fail(word);
    // Answers to earlier desktops may be in what is kept.
    const bool isAnswer = word.startsWith(u"AT " + QString::fromLatin1(m_question) + u' ');
    if (isAnswer)
        m_typed = match.captured(4).toLongLong();
    m_done |= word.startsWith(u"DONE");
    m_begun |= !m_resumes || isAnswer;
}

void Stream::takeNumber(qint64 number, const QByteArray &content)
{
    if (content != contentOf(number))
        return fail(u"line %1 is damaged"_s.arg(number));
    if (m_next >= 0 && number != m_next)
        return fail(u"line %1 instead of %2"_s.arg(number).arg(m_next));
    m_next = number + 1;
}

void Stream::typeAhead()
{
    if (!m_begun || m_done)
        return;
    const qint64 wanted = std::min(std::max<qint64>(m_next, 0) / linesInBlock + blocksAhead,
                                   m_lines / linesInBlock);
    while (m_typed < wanted && m_terminal->write("T" + QByteArray::number(m_typed) + '\n'))
        ++m_typed;
}

void Stream::fail(const QString &what)
{
    if (m_wrong.isEmpty())
        m_wrong = what;
}

} // namespace skybranch::soak
