// SPDX-License-Identifier: GPL-3.0-or-later
#include "bench/rivals.h"

#include <QUrl>

namespace skybranch::bench {

namespace {

const auto library = QStringLiteral("file:///usr/share/javascript/xterm");

QByteArray page(int terminals, int lines)
{
    QByteArray text = "<!doctype html><title>xterm.js</title><link rel=stylesheet href=\""
        + library.toLatin1() + "/xterm.css\"><script src=\"" + library.toLatin1()
        + "/xterm.js\"></script>";
    for (int i = 0; i < terminals; ++i) {
        const auto id = QByteArray::number(i);
        text += "<div id=t" + id + "></div><script>const t" + id
            + " = new Terminal({rows: 12, scrollback: 10000}); t" + id
            + ".open(document.getElementById('t" + id + "')); t" + id
            + ".write('dev@shop:~$ '); for (let i = 1; i <= " + QByteArray::number(lines)
            + "; ++i) t" + id
            + ".write('line ' + String(i).padStart(9, '0') + ' of a terminal that has had much to "
              "say\\r\\n');</script>";
    }
    return text;
}

} // namespace

QStringList browserCommand(Stand &stand, int terminals, int lines)
{
    const auto file
        = stand.folder(QStringLiteral("browser/page%1-%2.html").arg(terminals).arg(lines));
    test::ScratchHome::write(file, page(terminals, lines));
    return {QStringLiteral("chromium"),
            QStringLiteral("--app=") + QUrl::fromLocalFile(file).toString(),
            QStringLiteral("--user-data-dir=") + stand.folder(QStringLiteral("browser/profile")),
            QStringLiteral("--no-sandbox"),
            QStringLiteral("--no-first-run"),
            QStringLiteral("--password-store=basic"),
            QStringLiteral("--window-size=1200,760"),
            QStringLiteral("--window-position=60,40")};
}

} // namespace skybranch::bench
