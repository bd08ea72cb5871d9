// SPDX-License-Identifier: GPL-3.0-or-later
// TerminalTabs: what is kept of the terminals from one window to the next.
#include "ui/terminal/liveterminal.h"
#include "ui/terminal/terminalarea.h"
#include "ui/terminal/terminaltabs.h"

#include <QJsonArray>
#include <QJsonDocument>

#include <algorithm>

namespace skybranch::ui {
namespace {

const QString stateKey = QStringLiteral("terminals");
const QString tabsKey = QStringLiteral("tabs");
const QString currentKey = QStringLiteral("current");
const QString wayKey = QStringLiteral("way");
const QString partsKey = QStringLiteral("parts");
const QString placeKey = QStringLiteral("place");
const QString idKey = QStringLiteral("id");
const QString nameKey = QStringLiteral("name");

constexpr QLatin1StringView cloudPlace("cloud");
constexpr QLatin1StringView localPlace("local");
constexpr QLatin1StringView toTheRight("right");
constexpr int mostTerminals = 200;

bool isLeaf(const QJsonValue &arrangement)
{
    return arrangement.isString() || arrangement[placeKey].isString();
}

bool namesCloud(const QJsonValue &arrangement)
{
    const QJsonArray parts
        = arrangement.isArray() ? arrangement.toArray() : arrangement[partsKey].toArray();
    return arrangement == QJsonValue(cloudPlace) || arrangement[placeKey] == QJsonValue(cloudPlace)
        || std::ranges::any_of(parts, namesCloud);
}

} // namespace

void TerminalTabs::restore()
{
    m_saved = QJsonDocument::fromJson(m_session.windowState(stateKey)).object();
    const QStringList worktrees = m_saved.keys();
    m_toOpen = QSet<QString>(worktrees.begin(), worktrees.end());
}

/// Older ones have only the place.
TerminalTabs::Choice TerminalTabs::choiceOf(const QJsonValue &leaf)
{
    const QString place = leaf.isString() ? leaf.toString() : leaf[placeKey].toString();
    return {.place = place == cloudPlace ? Place::Cloud : Place::Local,
            .terminalId = leaf[idKey].toString(),
            .name = leaf[nameKey].toString()};
}

/// What each leaf needs to be opened again, instead of its id.
QJsonValue TerminalTabs::withChoices(const QJsonValue &arrangement) const
{
    if (arrangement.isString()) {
        const LiveTerminal *live = find(arrangement.toString());
        if (!live)
            return localPlace;
        return QJsonObject{{placeKey, live->isCloud() ? cloudPlace : localPlace},
                           {idKey, live->terminal().id()},
                           {nameKey, live->givenName()}};
    }
    QJsonObject object = arrangement.toObject();
    QJsonArray parts;
    for (const QJsonValue &part : object.value(partsKey).toArray())
        parts << withChoices(part);
    object.insert(partsKey, parts);
    return object;
}

void TerminalTabs::save(const QString &worktreeId)
{
    if (m_toOpen.contains(worktreeId))
        return;
    const QStringList tabs = tabsOf(worktreeId, false);
    const QString current = m_area->tabOf(m_current.value(worktreeId));
    QJsonArray arrangements;
    for (const QString &tab : tabs)
        arrangements << withChoices(m_area->arrangementOf(tab));
    const QJsonObject now{{tabsKey, arrangements}, {currentKey, tabs.indexOf(current)}};
    if (m_saved.value(worktreeId).toObject() == now)
        return;
    if (arrangements.isEmpty())
        m_saved.remove(worktreeId);
    else
        m_saved.insert(worktreeId, now);
    m_session.setWindowState(stateKey, QJsonDocument(m_saved).toJson(QJsonDocument::Compact));
}

/// Terminals in the cloud come back as they are: one that is paused waits for its click.
void TerminalTabs::openSaved(const QString &worktreeId)
{
    const auto info = m_session.worktree(worktreeId);
    const QJsonObject saved = m_saved.value(worktreeId).toObject();
    const bool asked = m_session.backend().state == client::BackendInfo::State::Ready;
    if (!info || (!info->cloud && !asked && namesCloud(saved.value(tabsKey))))
        return;
    if (!m_toOpen.remove(worktreeId))
        return;
    QStringList tabs;
    for (const QJsonValue &arrangement : saved.value(tabsKey).toArray()) {
        tabs << openFirst(worktreeId, arrangement, {}, Qt::Horizontal);
        if (!tabs.last().isEmpty())
            openRest(worktreeId, arrangement, tabs.last());
    }
    const QString current = tabs.value(saved.value(currentKey).toInt());
    if (!current.isEmpty())
        m_current.insert(worktreeId, current);
    save(worktreeId);
}

/// Opens the first terminal of @p arrangement; empty where that can not be.
QString TerminalTabs::openFirst(const QString &worktreeId, const QJsonValue &arrangement,
                                const QString &besideId, Qt::Orientation way)
{
    QJsonValue leaf = arrangement;
    while (leaf.isObject() && !isLeaf(leaf))
        leaf = leaf[partsKey].toArray().first();
    const Choice choice = choiceOf(leaf);
    const auto info = m_session.worktree(worktreeId);
    const bool possible = isLeaf(leaf) && info
        && (choice.place == Place::Cloud ? info->cloud.has_value() : !info->isCloudOnly())
        && int(m_terminals.size()) < mostTerminals;
    const LiveTerminal *live = possible ? add(worktreeId, choice, besideId, way) : nullptr;
    return live ? live->id() : QString();
}

/// Opens the rest of it around its first one. Outer splits come first: what is beside all of an
/// inner split is not beside a part of it.
void TerminalTabs::openRest(const QString &worktreeId, const QJsonValue &arrangement,
                            const QString &firstId)
{
    const QJsonObject object = arrangement.toObject();
    const QJsonArray parts = object.value(partsKey).toArray();
    const Qt::Orientation way = object.value(wayKey) == toTheRight ? Qt::Horizontal : Qt::Vertical;
    QStringList opened{firstId};
    for (qsizetype part = 1; part < parts.size() && !opened.last().isEmpty(); ++part)
        opened << openFirst(worktreeId, parts.at(part), opened.last(), way);
    for (qsizetype part = 0; part < std::min(parts.size(), opened.size()); ++part) {
        if (!opened.at(part).isEmpty())
            openRest(worktreeId, parts.at(part), opened.at(part));
    }
}

} // namespace skybranch::ui
