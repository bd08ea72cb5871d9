// SPDX-License-Identifier: GPL-3.0-or-later
#include "work/shellcommand.h"

#include "work/activity.h"

#include <QDir>
#include <QFile>

#include <array>
#include <pwd.h>
#include <unistd.h>

namespace skybranch::work {
namespace {

QByteArray loginShell()
{
    const passwd *user = ::getpwuid(::getuid());
    const QByteArray shell = user ? user->pw_shell : "";
    return ::access(shell.constData(), X_OK) == 0 && !shell.isEmpty() ? shell : "/bin/sh";
}

} // namespace

int becomeShell(const QString &repositoryFolder, const QString &terminal)
{
    if (!terminal.isEmpty())
        ::setenv(terminalVariable, terminal.toUtf8().constData(), 1);
    if (repositoryFolder.isEmpty() || !QDir::setCurrent(repositoryFolder))
        QDir::setCurrent(QDir::homePath());
    const QByteArray shell = loginShell();
    ::setenv("SHELL", shell.constData(), 1);
    // A login shell is one whose name begins with a dash.
    QByteArray name = '-' + shell.sliced(shell.lastIndexOf('/') + 1);
    const std::array<char *, 2> arguments{name.data(), nullptr};
    ::execv(shell.constData(), arguments.data());
    qCritical("%s can not be started", shell.constData());
    return 127;
}

} // namespace skybranch::work
