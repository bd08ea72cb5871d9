// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QCoreApplication>
#include <QTranslator>

/// A language in which every text is longer than in English by two fifths, with words of up to 16
/// letters, as German has. It is spoken for as long as it lives.
class LongWords : public QTranslator
{
    Q_OBJECT

public:
    LongWords() { QCoreApplication::installTranslator(this); }
    ~LongWords() override { QCoreApplication::removeTranslator(this); }

    bool isEmpty() const override { return false; }

    QString translate(const char *, const char *source, const char *, int) const override
    {
        QString words = QString::fromUtf8(source);
        const qsizetype length = words.size() + 2 + words.size() * 2 / 5;
        for (int letters = 0; words.size() < length; ++letters)
            words += letters % 16 == 15 ? QChar(u' ') : QChar(0xf6);
        return words;
    }
};
