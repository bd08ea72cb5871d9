// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/dialogs/deletedialog.h"

#include "ui/widgets/elidedlabel.h"
#include "ui/widgets/iconlabel.h"
#include "ui/widgets/text.h"

#include <QHBoxLayout>

namespace skybranch::ui {
namespace {

constexpr int dialogWidth = 560;
constexpr qsizetype shownLines = 3;

QLayout *makeLine(const LossGroup::Line &line)
{
    auto *row = new QHBoxLayout;
    row->setSpacing(8);
    if (!line.exact.isEmpty())
        row->addWidget(makeLabel(line.exact, "monosmall", "muted"));
    auto *words = new ElidedLabel(Qt::ElideMiddle, "small", "muted");
    words->setFullText(line.words);
    row->addWidget(words, 1);
    return row;
}

} // namespace

DeleteDialog::DeleteDialog(const DeleteView &view, QWidget *parent)
    : Dialog(tr("Delete Cloud Workspace"), dialogWidth, parent)
{
    setObjectName(QStringLiteral("deleteDialog"));
    const bool loses = !view.losses.isEmpty() || !view.known;
    body()->addWidget(makeParagraph(tr("Delete %1 from the cloud?").arg(view.name), "heading"));
    if (!view.read.isEmpty()) {
        const QString lost = view.losses.isEmpty() ? QString()
            : view.known                           ? tr(" This is only there, and would be lost:")
                                                   : tr(" What was there then would be lost:");
        body()->addSpacing(4);
        body()->addWidget(makeParagraph(view.read + lost, "", "muted"));
    }
    if (!view.losses.isEmpty()) {
        body()->addSpacing(14);
        body()->addWidget(makeLosses(view));
    }
    if (!view.stays.isEmpty())
        addStays(view.stays);
    addButtons(view, loses);
}

QWidget *DeleteDialog::makeLosses(const DeleteView &view) const
{
    auto *card = new QFrame;
    card->setObjectName(QStringLiteral("deleteLosses"));
    card->setProperty("card", true);
    auto *groups = new QVBoxLayout(card);
    groups->setContentsMargins(1, 1, 1, 1);
    groups->setSpacing(0);
    for (const LossGroup &group : view.losses) {
        if (groups->count() > 0)
            groups->addWidget(makeRule());
        groups->addWidget(makeGroup(group));
    }
    return card;
}

QWidget *DeleteDialog::makeGroup(const LossGroup &group) const
{
    auto *words = new QVBoxLayout;
    words->setSpacing(3);
    words->addWidget(makeParagraph(group.title, "strong"));
    for (const LossGroup::Line &line : group.lines.first(std::min(group.lines.size(), shownLines)))
        words->addLayout(makeLine(line));
    if (group.lines.size() > shownLines) {
        const auto more = static_cast<int>(group.lines.size() - shownLines);
        words->addWidget(makeLabel(tr("and %n more", nullptr, more), "small", "muted"));
    }
    auto *widget = new QWidget;
    auto *row = new QHBoxLayout(widget);
    row->setContentsMargins(14, 12, 16, 12);
    row->setSpacing(12);
    row->addWidget(new IconLabel(group.icon, Token::ErrorText), 0, Qt::AlignTop);
    row->addLayout(words, 1);
    return widget;
}

void DeleteDialog::addStays(const QString &stays)
{
    auto *row = new QHBoxLayout;
    row->setSpacing(10);
    row->addWidget(new IconLabel(Icon::Check, Token::RunningMark), 0, Qt::AlignTop);
    row->addWidget(makeParagraph(stays), 1);
    body()->addSpacing(16);
    body()->addLayout(row);
}

void DeleteDialog::addButtons(const DeleteView &view, bool loses)
{
    Button *confirm = nullptr;
    Button *first = nullptr;
    const QString name = QStringLiteral("confirmDelete");
    if (loses) {
        confirm
            = new Button(view.known ? tr("Delete and lose them") : tr("Delete anyway"),
                         view.save.isEmpty() ? Button::Kind::DangerFilled : Button::Kind::Danger);
        confirm->setObjectName(name);
        addLeft(confirm);
        first = cancelButton();
    } else {
        confirm = addButton(tr("Delete"), Button::Kind::DangerFilled, name);
        first = confirm;
    }
    if (loses && !view.save.isEmpty()) {
        first = addButton(view.save, Button::Kind::Primary, QStringLiteral("saveFirst"));
        connect(first, &QAbstractButton::clicked, this, [this] {
            Q_EMIT saveRequested();
            accept();
        });
    }
    connect(confirm, &QAbstractButton::clicked, this, [this] {
        Q_EMIT deleteConfirmed();
        accept();
    });
    first->setDefault(true);
    first->setFocus(Qt::OtherFocusReason);
}

} // namespace skybranch::ui
