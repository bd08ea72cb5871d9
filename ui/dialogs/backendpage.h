// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

class QLabel;
class QLineEdit;
class QVBoxLayout;

namespace skybranch::ui {

class Button;
class IconLabel;
class Ticker;

/// Which backend is in use, and what can be done about it.
struct BackendPageView
{
    bool isHosted = false;
    QString name; ///< "This computer", or the host
    QString state; ///< a sentence: who one is, or what is wrong
    bool isWrong = false;
    QString note; ///< a second sentence, may be empty
    QString url; ///< of a hosted one
    QString whyNoUrl; ///< it can not be changed here; empty: it can
    QString whyNoKey; ///< none can be typed here; empty: one can
    QString effect; ///< of connecting, may be empty
    QString leave; ///< a verb; empty where there is nothing to leave
    QString leaving; ///< what it does

    friend bool operator==(const BackendPageView &, const BackendPageView &) = default;
};

/// The settings' page for the backend. The key that is typed is given away once and then forgotten.
class BackendPage : public QWidget
{
    Q_OBJECT

public:
    explicit BackendPage(QWidget *parent = nullptr);

    void setView(const BackendPageView &view);

    /// What goes on, with a way to cancel it; empty for nothing.
    void setBusy(const QString &words);

    /// Under the fields, with the focus on what is to be mended; the key stays typed.
    void setProblem(const QString &sentence);

    void forgetKey();

Q_SIGNALS:
    void connectRequested(const QString &url, const QByteArray &key);
    void cancelRequested();
    void leaveRequested();

private:
    QLayout *makeState();
    QLayout *makeFields();
    QLayout *makeActions();
    QLayout *makeLeaving();
    void showKey(bool shown);
    QWidget *firstField() const;
    void check();
    void submit();
    QString missing() const;
    void sayBusy();

    BackendPageView m_view;
    IconLabel *m_icon;
    QLabel *m_name;
    QLabel *m_state;
    QLabel *m_note;
    QLineEdit *m_url;
    QLineEdit *m_key;
    Button *m_show;
    QLabel *m_reason;
    Button *m_connect;
    Button *m_cancel;
    QWidget *m_rule;
    QLabel *m_leaving;
    Button *m_leave;
    Ticker *m_ticker;
    QString m_busy;
    qint64 m_busySince = 0; ///< milliseconds of a clock that goes on
    QString m_problem;
};

} // namespace skybranch::ui
