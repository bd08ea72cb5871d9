// SPDX-License-Identifier: GPL-3.0-or-later
#include "ssh/hostkeys.h"

#include "ssh/words.h"

#include <QCryptographicHash>
#include <QtEndian>

namespace skybranch::ssh {
namespace {

/// A key's blob starts with its own type, after four bytes of length.
bool blobHasType(const QByteArray &blob, const QByteArray &type)
{
    return blob.size() > type.size() + 4
        && qFromBigEndian<quint32>(blob.constData()) == quint32(type.size())
        && blob.sliced(4).startsWith(type);
}

} // namespace

Result<QList<HostKey>> parseHostKeys(const QStringList &lines)
{
    QList<HostKey> keys;
    for (const QString &line : lines) {
        const QStringList words = line.simplified().split(u' ');
        const QByteArray type = words.first().toLatin1();
        const auto blob = QByteArray::fromBase64Encoding(words.value(1).toLatin1(),
                                                         QByteArray::AbortOnBase64DecodingErrors);
        if (!blob || !blobHasType(*blob, type))
            return failure(ErrorCode::InvalidArgument,
                           Words::tr("A host key of the machine can not be read. "
                                     "Ask for new credentials."),
                           line.left(200));
        keys.append({type, *blob});
    }
    if (keys.isEmpty())
        return failure(ErrorCode::InvalidArgument,
                       Words::tr("No host key of the machine is known, so it can not be "
                                 "trusted. Ask for new credentials."));
    return keys;
}

QByteArray hostKeyAlgorithms(const QList<HostKey> &keys)
{
    QByteArrayList algorithms;
    for (const HostKey &key : keys) {
        const QByteArray algorithm
            = key.type == "ssh-rsa" ? QByteArray("rsa-sha2-512,rsa-sha2-256") : key.type;
        if (!algorithms.contains(algorithm))
            algorithms.append(algorithm);
    }
    return algorithms.join(',');
}

QString fingerprint(const QByteArray &blob)
{
    const QByteArray hash = QCryptographicHash::hash(blob, QCryptographicHash::Sha256);
    return QStringLiteral("SHA256:")
        + QLatin1StringView(hash.toBase64(QByteArray::OmitTrailingEquals));
}

} // namespace skybranch::ssh
