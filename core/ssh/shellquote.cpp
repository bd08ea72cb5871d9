// SPDX-License-Identifier: GPL-3.0-or-later
#include "ssh/shellquote.h"

#include "ssh/words.h"

namespace skybranch::ssh {

Result<QByteArray> shellCommand(const QStringList &words)
{
    if (words.isEmpty())
        return failure(ErrorCode::InvalidArgument, Words::tr("There is no command to run."));
    QByteArrayList quoted;
    for (const QString &word : words) {
        QByteArray bytes = word.toUtf8();
        if (bytes.contains('\0'))
            return failure(ErrorCode::InvalidArgument,
                           Words::tr("A command can not hold a NUL character."));
        quoted.append('\'' + bytes.replace('\'', "'\\''") + '\'');
    }
    return quoted.join(' ');
}

} // namespace skybranch::ssh
