// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/dialogs/detailsdialog.h"

#include "ui/widgets/text.h"

#include <QHBoxLayout>

namespace skybranch::ui {
namespace {

constexpr int dialogWidth = 560;
constexpr int labelWidth = 112;
constexpr int shortMinutes = 60;
constexpr int longMinutes = 480;

} // namespace

DetailsDialog::DetailsDialog(const DetailsView &view, QWidget *parent)
    : Dialog(tr("People and Usage"), dialogWidth, parent)
    , m_title(makeParagraph({}, "heading"))
    , m_state(makeParagraph({}))
    , m_awake(makeParagraph({}, "", "muted"))
    , m_people(makeParagraph({}))
    , m_usage(makeParagraph({}))
{
    setObjectName(QStringLiteral("detailsDialog"));
    body()->addWidget(m_title);
    body()->addSpacing(12);
    addLine(tr("State"), m_state, QStringLiteral("detailsState"));
    addLine({}, m_awake, QStringLiteral("detailsAwake"));
    auto *buttons = new QHBoxLayout;
    buttons->setContentsMargins(0, 0, 0, 12);
    buttons->setSpacing(0);
    buttons->addWidget(makeRowLabel({}, labelWidth));
    m_short = addAwakeButton(tr("Keep awake for 1 h"), shortMinutes,
                             QStringLiteral("detailsKeepAwakeShort"));
    m_long = addAwakeButton(tr("Keep awake for 8 h"), longMinutes,
                            QStringLiteral("detailsKeepAwakeLong"));
    m_end = addAwakeButton(tr("No longer keep awake"), 0, QStringLiteral("detailsEndKeepAwake"));
    for (Button *button : {m_short, m_long, m_end}) {
        buttons->addWidget(button);
        buttons->addSpacing(8);
    }
    buttons->addStretch(1);
    body()->addLayout(buttons);
    addLine(tr("Connected"), m_people, QStringLiteral("detailsPeople"));
    addLine(tr("This month"), m_usage, QStringLiteral("detailsUsage"));
    auto *all = new Button(tr("Usage of the organisation…"));
    all->setObjectName(QStringLiteral("detailsAllUsage"));
    connect(all, &QAbstractButton::clicked, this, [this] {
        accept();
        Q_EMIT usageRequested();
    });
    addLeft(all);
    cancelButton()->setText(tr("Close"));
    cancelButton()->setDefault(true);
    setView(view);
}

void DetailsDialog::addLine(const QString &words, QLabel *content, const QString &objectName)
{
    content->setObjectName(objectName);
    content->setAccessibleName(words);
    auto *row = new QHBoxLayout;
    row->setContentsMargins(0, 0, 0, 8);
    row->setSpacing(0);
    row->addWidget(makeRowLabel(words, labelWidth), 0, Qt::AlignTop);
    row->addWidget(content, 1);
    body()->addLayout(row);
}

Button *DetailsDialog::addAwakeButton(const QString &words, int minutes, const QString &objectName)
{
    auto *button = new Button(words);
    button->setObjectName(objectName);
    connect(button, &QAbstractButton::clicked, this,
            [this, minutes] { Q_EMIT keepAwakeRequested(minutes); });
    return button;
}

void DetailsDialog::setView(const DetailsView &view)
{
    m_view = view;
    m_title->setText(view.branch);
    m_state->setText(view.state);
    m_awake->setText(view.awake);
    m_people->setText(view.people.isEmpty() ? tr("Nobody else.")
                                            : view.people.join(QLatin1Char('\n')));
    m_usage->setText(view.usage);
    for (Button *button : {m_short, m_long})
        button->setPossible(view.whyNoAwake.isEmpty(), view.whyNoAwake);
    m_end->setVisible(view.isKeptAwake);
    m_long->setVisible(!view.isKeptAwake);
    // It also fits the height to what is said now.
    setReason({});
}

} // namespace skybranch::ui
