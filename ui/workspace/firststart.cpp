// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/workspace/firststart.h"

#include "ui/widgets/button.h"
#include "ui/widgets/iconlabel.h"
#include "ui/widgets/statusmark.h"
#include "ui/widgets/text.h"
#include "ui/workspace/journey.h"

#include <QHBoxLayout>

namespace skybranch::ui {
namespace {

constexpr int columnWidth = 520;
constexpr int fromTop = 190;

} // namespace

FirstStart::FirstStart(QWidget *parent)
    : Column(columnWidth, fromTop, parent)
    , m_place(makeParagraph({}))
    , m_meaning(makeLabel({}, "small", "muted"))
    , m_link(new Button({}, Button::Kind::Link))
{
    setObjectName(QStringLiteral("firstStart"));
    m_link->setObjectName(QStringLiteral("otherPlaces"));
    auto *running = new StatusMark;
    running->setMark(Mark::Running);
    column()->addWidget(new Journey);
    column()->addSpacing(36);
    column()->addWidget(makeParagraph(tr("Add a repository to begin"), "title"));
    column()->addSpacing(8);
    column()->addWidget(makeParagraph(
        tr("Then right-click one of its branches and choose Enable Cloud Workspace. A terminal "
           "on a VM with that branch opens in this window."),
        "", "muted"));
    column()->addSpacing(18);
    column()->addLayout(makeButtons());
    column()->addSpacing(12);
    column()->addWidget(
        makeParagraph(tr("Or drop a folder anywhere in this window."), "small", "muted"));
    column()->addSpacing(32);
    column()->addWidget(makeRule());
    column()->addSpacing(20);
    column()->addLayout(makeFact(running, m_place, m_meaning, m_link));
    column()->addSpacing(10);
    column()->addLayout(makeFact(
        new IconLabel(Icon::Key),
        makeParagraph(tr("Nothing leaves this computer until you enable cloud for a branch.")),
        makeLabel(tr("Keys stay in the system keychain."), "small", "muted"), nullptr));
    connect(m_link, &QAbstractButton::clicked, this, &FirstStart::placesRequested);
    m_link->hide();
}

QLayout *FirstStart::makeButtons()
{
    auto *add = new Button(tr("Add repository…"), Button::Kind::Primary, Icon::Folder);
    add->setObjectName(QStringLiteral("addRepository"));
    add->setProperty("hero", true);
    setFocusProxy(add);
    auto *clone = new Button(tr("Clone from URL…"));
    clone->setObjectName(QStringLiteral("cloneFromUrl"));
    clone->setProperty("hero", true);
    connect(add, &QAbstractButton::clicked, this, &FirstStart::addRepositoryRequested);
    connect(clone, &QAbstractButton::clicked, this, &FirstStart::cloneRequested);
    auto *buttons = new QHBoxLayout;
    buttons->setSpacing(8);
    buttons->addWidget(add);
    buttons->addWidget(clone);
    buttons->addStretch();
    return buttons;
}

QLayout *FirstStart::makeFact(QWidget *mark, QLabel *sentence, QLabel *second, QWidget *link)
{
    auto *line = new QHBoxLayout;
    line->setSpacing(4);
    line->addWidget(second);
    if (link)
        line->addWidget(link);
    line->addStretch();
    auto *words = new QVBoxLayout;
    words->setSpacing(0);
    words->addWidget(sentence);
    words->addLayout(line);
    auto *fact = new QHBoxLayout;
    fact->setSpacing(10);
    fact->addWidget(mark, 0, Qt::AlignTop);
    fact->addLayout(words, 1);
    return fact;
}

void FirstStart::setPlace(const QString &sentence, const QString &meaning, const QString &link)
{
    m_place->setText(sentence);
    m_meaning->setText(meaning);
    m_meaning->setVisible(!meaning.isEmpty());
    m_link->setText(link);
    m_link->setVisible(!link.isEmpty());
}

} // namespace skybranch::ui
