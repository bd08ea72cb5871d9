// SPDX-License-Identifier: GPL-3.0-or-later
#include "programrig.h"

#include <QRegularExpression>
#include <QStandardPaths>
#include <QTest>

namespace skybranch::test {
namespace {

constexpr int patienceMs = 20'000; // a loaded machine
constexpr qsizetype piece = 32'768;

} // namespace

ProgramRig::ProgramRig()
    : m_view(std::make_unique<ui::TerminalView>())
{
    m_view->show();
    if (!QTest::qWaitForWindowExposed(m_view.get()) || !setCells(80, 24))
        qFatal("a view of 80 columns and 24 lines can not be made");
    for (auto sent : {&ui::TerminalView::typed, &ui::TerminalView::answered})
        QObject::connect(m_view.get(), sent, m_view.get(), [this](const QByteArray &bytes) {
            if (m_pty)
                m_pty->write(bytes);
        });
    QObject::connect(m_view.get(), &ui::TerminalView::resized, m_view.get(),
                     [this](int columns, int lines) {
                         if (m_pty)
                             m_pty->resize(columns, lines);
                     });
}

ProgramRig::~ProgramRig()
{
    m_view->disconnect(m_view.get());
    m_pty.reset();
}

QWidget *ProgramRig::display() const
{
    return m_view->focusTarget()->focusProxy();
}

bool ProgramRig::run(const char *program, const QStringList &arguments)
{
    const QString name = QString::fromLatin1(program);
    work::PtySpec spec = work::loginShell(m_home.path());
    spec.program = QStandardPaths::findExecutable(name);
    spec.arguments = QStringList{name} + arguments;
    spec.environment.insert(QStringLiteral("HOME"), m_home.path());
    spec.environment.insert(QStringLiteral("LANG"), QStringLiteral("C.UTF-8"));
    spec.environment.insert(QStringLiteral("TMUX_TMPDIR"), m_home.path());
    spec.environment.insert(QStringLiteral("PS1"), QStringLiteral("ready> "));
    spec.columns = m_view->columns();
    spec.rows = m_view->lines();
    auto started = work::Pty::start(spec);
    if (!started)
        return false;
    m_pty = std::move(*started);
    m_ended = false;
    QObject::connect(m_pty.get(), &work::Pty::readyRead, m_view.get(), [this] { take(); });
    QObject::connect(m_pty.get(), &work::Pty::ended, m_view.get(), [this] {
        take();
        m_ended = true;
    });
    return true;
}

void ProgramRig::take()
{
    const QByteArray bytes = m_pty->take();
    m_output += bytes;
    for (qsizetype at = 0; at < bytes.size(); at += piece)
        m_view->feed(bytes.mid(at, piece));
}

bool ProgramRig::ends() const
{
    return QTest::qWaitFor([this] { return m_ended; }, patienceMs);
}

bool ProgramRig::setCells(int columns, int lines)
{
    const auto fits = [&] { return m_view->columns() == columns && m_view->lines() == lines; };
    return QTest::qWaitFor(
        [&] {
            if (fits())
                return true;
            const QSize cell = display()->inputMethodQuery(Qt::ImCursorRectangle).toRect().size();
            m_view->resize(m_view->size()
                           + QSize((columns - m_view->columns()) * cell.width(),
                                   (lines - m_view->lines()) * cell.height()));
            return fits();
        },
        patienceMs);
}

void ProgramRig::keys(const QString &text) const
{
    for (const QChar key : text) {
        if (key == u'\r')
            press(Qt::Key_Return);
        else if (key == u'\x1b')
            press(Qt::Key_Escape);
        else
            QTest::keyClick(display(), key.toLatin1());
    }
}

void ProgramRig::press(Qt::Key key, Qt::KeyboardModifiers modifiers) const
{
    QTest::keyClick(display(), key, modifiers);
}

QStringList ProgramRig::rows() const
{
    static const QRegularExpression spaces(QStringLiteral(" +$"));
    QStringList all = m_view->screenRows();
    for (QString &row : all)
        row.remove(spaces);
    return all;
}

QString ProgramRig::screen() const
{
    return rows().join(u'\n');
}

bool ProgramRig::shows(const QString &text) const
{
    return QTest::qWaitFor([&] { return screen().contains(text); }, patienceMs);
}

void ProgramRig::picture(const QString &name) const
{
    const QString folder = qEnvironmentVariable("SKYBRANCH_GALLERY");
    if (folder.isEmpty())
        return;
    QTest::qWait(100); // the emulator paints after a pause
    m_view->grab().save(QStringLiteral("%1/terminal-%2.png").arg(folder, name));
}

} // namespace skybranch::test
