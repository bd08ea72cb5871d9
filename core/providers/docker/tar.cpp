// SPDX-License-Identifier: GPL-3.0-or-later
#include "providers/docker/tar.h"

#include <numeric>

namespace skybranch::providers {
namespace {

constexpr qsizetype blockSize = 512;

QByteArray octal(qint64 number, qsizetype width)
{
    return QByteArray::number(number, 8).rightJustified(width - 1, '0') + '\0';
}

QByteArray headerOf(const TarFile &file)
{
    QByteArray header = file.path.leftJustified(100, '\0', true);
    header += octal(file.mode, 8) + octal(file.user, 8) + octal(file.group, 8);
    header += octal(file.content.size(), 12) + octal(0, 12);
    header += QByteArray(8, ' '); // the checksum counts itself as spaces
    header += file.path.endsWith('/') ? '5' : '0';
    header += QByteArray(100, '\0') + QByteArray("ustar\0", 6) + "00";
    header = header.leftJustified(blockSize, '\0');
    const unsigned sum
        = std::accumulate(header.cbegin(), header.cend(), 0U,
                          [](unsigned total, char byte) { return total + uchar(byte); });
    const QByteArray checksum = octal(sum, 7) + ' ';
    return header.replace(148, 8, checksum);
}

} // namespace

QByteArray tarOf(const QList<TarFile> &files)
{
    QByteArray archive;
    for (const TarFile &file : files) {
        archive += headerOf(file) + file.content;
        archive += QByteArray((blockSize - file.content.size() % blockSize) % blockSize, '\0');
    }
    return archive + QByteArray(2 * blockSize, '\0');
}

QByteArray firstFileIn(const QByteArray &archive)
{
    for (qsizetype at = 0; at + blockSize <= archive.size();) {
        const QByteArrayView header = QByteArrayView(archive).sliced(at, blockSize);
        bool isNumber = false;
        const qsizetype size
            = header.sliced(124, 11).trimmed().toLongLong(&isNumber, 8); // NUL or space follows
        at += blockSize;
        if (!isNumber || size < 0 || size > archive.size() - at)
            break;
        if (header[156] == '0')
            return archive.sliced(at, size);
        at += (size + blockSize - 1) / blockSize * blockSize;
    }
    return {};
}

} // namespace skybranch::providers
