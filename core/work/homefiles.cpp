// SPDX-License-Identifier: GPL-3.0-or-later
#include "work/homefiles.h"

#include "base/paths.h"

#include <QFileInfo>

namespace skybranch::work {
namespace {

// One git call a prompt, and none outside a repository's reach: a prompt must not be felt.
constexpr char bashrc[] = R"bash(# Written once by Skybranch; it is yours to change.
export LANG=${LANG:-C.UTF-8}
export PATH=$HOME/.local/bin:/opt/skybranch/bin:/usr/local/bin:/usr/bin:/bin:/usr/local/sbin:/usr/sbin:/sbin

case $- in *i*) ;; *) return ;; esac

if [ -z "$EDITOR" ]; then
    for editor in nano vim vi ed; do
        command -v "$editor" >/dev/null && { export EDITOR=$editor; break; }
    done
    unset editor
fi
HISTCONTROL=ignoreboth
HISTSIZE=10000
HISTFILESIZE=20000
shopt -s histappend checkwinsize

__skybranch_branch() {
    local branch
    branch=$(git symbolic-ref --quiet --short HEAD 2>/dev/null) && printf ' %s' "$branch"
}
PS1='\[\e[32m\]\u@\h\[\e[90m\]:\[\e[34m\]\w\[\e[35m\]$(__skybranch_branch)\[\e[90m\] \$\[\e[0m\] '

# Tells the terminal when a command begins and ends, and in which folder the shell is.
PS0='\e]133;C\a'
__skybranch_mark() {
    local code=$? folder=${PWD//%/%25}
    printf '\e]133;D;%s\a\e]7;file://%s%s\a' "$code" "$HOSTNAME" "${folder// /%20}"
}
PROMPT_COMMAND=__skybranch_mark

alias ls='ls --color=auto' ll='ls -l' grep='grep --color=auto'
[ -r /usr/share/bash-completion/bash_completion ] && . /usr/share/bash-completion/bash_completion
)bash";

constexpr char profile[] = R"bash(# Written once by Skybranch; it is yours to change.
[ -n "$BASH_VERSION" ] && [ -r "$HOME/.bashrc" ] && . "$HOME/.bashrc"
)bash";

Result<> writeIfMissing(const QString &path, const QByteArray &content)
{
    const QFileInfo info(path);
    if (info.exists() || info.isSymLink())
        return {};
    return writePrivateFile(path, content);
}

} // namespace

Result<> writeHomeFiles(const QString &home)
{
    if (auto written = writeIfMissing(home + QStringLiteral("/.bashrc"), bashrc); !written)
        return written;
    return writeIfMissing(home + QStringLiteral("/.profile"), profile);
}

} // namespace skybranch::work
