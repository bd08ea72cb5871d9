// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/views/peoplewords.h"

#include "ui/views/words.h"

#include <QCoreApplication>

namespace skybranch::ui {
namespace {

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(PeopleWords)
};

constexpr qsizetype longestName = 40;
constexpr qsizetype mostNamed = 3;
constexpr qsizetype mostLines = 12;

QString nameOf(const client::PersonInfo &person)
{
    const QString name = cleanWords(person.name, longestName);
    if (person.isSelf)
        return person.inBrowser ? Words::tr("you in a browser")
                                : Words::tr("you on another computer");
    return name.isEmpty() ? Words::tr("somebody") : name;
}

/// The first letters of the first two words, or of the only one.
QString initialsOf(const client::PersonInfo &person)
{
    const QStringList words = cleanWords(person.name, longestName).split(u' ', Qt::SkipEmptyParts);
    if (words.isEmpty())
        return QStringLiteral("?");
    QString initials = words.size() > 1 ? words[0].left(1) + words[1].left(1) : words[0].left(2);
    // Half of a pair is no letter.
    if (initials.back().isHighSurrogate())
        initials.chop(1);
    return initials.toUpper();
}

} // namespace

QString peopleInitials(const QList<client::PersonInfo> &people)
{
    if (people.isEmpty())
        return {};
    const QString first = initialsOf(people.first());
    return people.size() == 1 ? first : QStringLiteral("%1+%2").arg(first).arg(people.size() - 1);
}

QString peopleSentence(const QList<client::PersonInfo> &people)
{
    if (people.isEmpty())
        return {};
    QStringList names;
    for (const client::PersonInfo &person : people.first(std::min(people.size(), mostNamed)))
        names << nameOf(person);
    const int more = int(people.size() - names.size());
    QString list = names.join(QStringLiteral(", "));
    if (more > 0)
        list += QStringLiteral(", ") + Words::tr("%n more", nullptr, more);
    return Words::tr("Connected as well: %1.").arg(list);
}

QStringList peopleLines(const QList<client::PersonInfo> &people, const QDateTime &now)
{
    QStringList lines;
    for (const client::PersonInfo &person : people.first(std::min(people.size(), mostLines))) {
        QString name = nameOf(person);
        name[0] = name[0].toUpper();
        const QString line = person.inBrowser && !person.isSelf
            ? Words::tr("%1 in a browser, since %2")
            : Words::tr("%1, since %2");
        lines << line.arg(name, timeWords(person.since, now));
    }
    if (people.size() > mostLines)
        lines << Words::tr("%n more", nullptr, int(people.size() - mostLines));
    return lines;
}

} // namespace skybranch::ui
