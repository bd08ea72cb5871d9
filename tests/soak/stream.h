// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "client/session.h"

#include <QElapsedTimer>
#include <QJsonObject>

namespace skybranch::soak {

/// A program in a terminal of a VM that puts out numbered lines and reads numbered lines, and who
/// watches it: each line has to come once and in its order, both ways, whatever happens to the
/// terminal's connection. The program waits for one typed line before each block of its output, and
/// as many are typed ahead as it may put out before somebody reads: half of what a terminal keeps.
class Stream : public QObject
{
public:
    /// @p terminalId: of a stream that another desktop has begun; empty: a new one of @p lines.
    Stream(client::Session &session, const QString &row, const QString &terminalId, qint64 lines);
    ~Stream() override;

    /// "terminal": its id; "next": the line that comes next; "typed": how many were; "unsent": how
    /// many keys the VM has not said to have; "quietMs": how long nothing has come; "done";
    /// "state": of the terminal; "wrong": what has gone wrong, else empty.
    QJsonObject report() const;

private:
    void act();
    void read();
    void take(const QByteArray &line);
    void takeNumber(qint64 number, const QByteArray &content);
    void typeAhead();
    void fail(const QString &what);

    client::Session &m_session;
    QString m_row;
    qint64 m_lines;
    bool m_resumes; ///< what was before it is not known
    QByteArray m_question; ///< by which the answer to where it is is known
    std::unique_ptr<client::Terminal> m_terminal;
    QByteArray m_rest; ///< of a line that is not whole
    qint64 m_next = -1; ///< -1: any
    qint64 m_typed = 0;
    bool m_begun = false; ///< the program listens
    bool m_asked = false; ///< it was started, or asked where it is
    bool m_done = false;
    QElapsedTimer m_quiet; ///< since something has come
    QString m_wrong;
};

} // namespace skybranch::soak
