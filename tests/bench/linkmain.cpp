// SPDX-License-Identifier: GPL-3.0-or-later
// A slow network as a process of its own, so that nobody who waits keeps it from going on:
//   skybranch-bench-link ROUNDTRIP-MS LOSS-PERCENT TCP-PORT UDP-PORT
// Prints the TCP port and the UDP port of loopback behind which it carries everything to those of
// its words. Ends with its standard input.

#include "bench/linkproxy.h"

#include <QCoreApplication>
#include <QSocketNotifier>
#include <QTextStream>

#include <unistd.h>

using namespace skybranch::bench;

int main(int argc, char *argv[])
{
    QCoreApplication application(argc, argv);
    const auto words = QCoreApplication::arguments();
    if (words.size() != 5)
        return 2;
    LinkProxy proxy({.roundTrip = std::chrono::milliseconds(words.at(1).toInt()),
                     .loss = words.at(2).toDouble() / 100},
                    words.at(3).toUShort(), words.at(4).toUShort());
    if (!proxy.listen())
        return 1;
    QTextStream(stdout) << proxy.tcpPort() << ' ' << proxy.udpPort() << Qt::endl;
    QSocketNotifier asked(STDIN_FILENO, QSocketNotifier::Read);
    QObject::connect(&asked, &QSocketNotifier::activated, &application, [] {
        char byte = 0;
        if (::read(STDIN_FILENO, &byte, 1) <= 0)
            QCoreApplication::quit();
    });
    return QCoreApplication::exec();
}
