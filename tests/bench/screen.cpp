// SPDX-License-Identifier: GPL-3.0-or-later
#include "bench/screen.h"

#include <QDeadlineTimer>
#include <QThread>

#include <vector>

// X names macros None, Bool and Status; it comes last.
#include <X11/Xatom.h>
#include <X11/Xlib.h>
#include <X11/Xutil.h>
#include <X11/extensions/XShm.h>
#include <X11/extensions/XTest.h>
#include <X11/keysym.h>
#include <sys/ipc.h>
#include <sys/shm.h>

namespace skybranch::bench {

using namespace std::chrono_literals;

namespace {

constexpr auto windowTimeout = 20s;
constexpr auto stillTimeout = 10s;
constexpr auto look = 5ms;
constexpr long fromPager = 2; // no rule against stealing the focus applies

} // namespace

struct Screen::Connection
{
    Display *display = nullptr;
    Window root = 0;

    ~Connection()
    {
        if (display)
            XCloseDisplay(display);
    }

    Atom atom(const char *name) const { return XInternAtom(display, name, False); }

    void tap(KeySym symbol) const
    {
        const auto code = XKeysymToKeycode(display, symbol);
        XTestFakeKeyEvent(display, code, True, CurrentTime);
        XTestFakeKeyEvent(display, code, False, CurrentTime);
    }

    void hold(KeySym symbol, bool down) const
    {
        XTestFakeKeyEvent(display, XKeysymToKeycode(display, symbol), down ? True : False,
                          CurrentTime);
    }

    /// Asks the window manager for something about @p window.
    void ask(Window window, const char *message, long first, long second) const
    {
        XEvent event{};
        event.xclient.type = ClientMessage;
        event.xclient.window = window;
        event.xclient.message_type = atom(message);
        event.xclient.format = 32;
        event.xclient.data.l[0] = first;
        event.xclient.data.l[1] = second;
        XSendEvent(display, root, False, SubstructureRedirectMask | SubstructureNotifyMask, &event);
    }

    bool isActive(Window window) const
    {
        const auto list = windowList("_NET_ACTIVE_WINDOW");
        return !list.isEmpty() && list.first() == window;
    }

    QList<WindowId> windowList(const char *property) const
    {
        Atom type = 0;
        int format = 0;
        unsigned long count = 0;
        unsigned long rest = 0;
        unsigned char *data = nullptr;
        XGetWindowProperty(display, root, atom(property), 0, 1024, False, XA_WINDOW, &type, &format,
                           &count, &rest, &data);
        QList<WindowId> list;
        if (data && format == 32) {
            const auto *windows = reinterpret_cast<const Window *>(data);
            list = QList<WindowId>(windows, windows + count);
        }
        if (data)
            XFree(data);
        return list;
    }

    QRect areaOf(Window window) const
    {
        XWindowAttributes attributes{};
        Window child = 0;
        int x = 0;
        int y = 0;
        if (!XGetWindowAttributes(display, window, &attributes))
            return {};
        XTranslateCoordinates(display, window, root, 0, 0, &x, &y, &child);
        return attributes.map_state == IsViewable ? QRect(x, y, attributes.width, attributes.height)
                                                  : QRect();
    }
};

Screen::Screen(std::unique_ptr<Connection> connection)
    : m_connection(std::move(connection))
{
}

Screen::~Screen() = default;

Result<std::unique_ptr<Screen>> Screen::open()
{
    auto connection = std::make_unique<Connection>();
    connection->display = XOpenDisplay(nullptr);
    int unused = 0;
    if (!connection->display
        || !XTestQueryExtension(connection->display, &unused, &unused, &unused, &unused)
        || !XShmQueryExtension(connection->display))
        return failure(ErrorCode::Unsupported,
                       QStringLiteral("There is no X display with XTest and XShm. Start the "
                                      "benchmarks by \"packaging/dev bench\"."));
    // A measured window may go away between two questions about it.
    XSetErrorHandler([](Display *, XErrorEvent *) { return 0; });
    connection->root = DefaultRootWindow(connection->display);
    return std::unique_ptr<Screen>(new Screen(std::move(connection)));
}

QSet<WindowId> Screen::windows() const
{
    const auto list = m_connection->windowList("_NET_CLIENT_LIST");
    return QSet<WindowId>(list.begin(), list.end());
}

Result<WindowId> Screen::waitForWindow(const QSet<WindowId> &known)
{
    const QDeadlineTimer deadline(windowTimeout);
    while (!deadline.hasExpired()) {
        const auto fresh = windows() - known;
        for (const auto window : fresh) {
            if (!m_connection->areaOf(window).isEmpty())
                return window;
        }
        QThread::sleep(look);
    }
    return failure(ErrorCode::Timeout, QStringLiteral("No window has come."));
}

QRect Screen::areaOf(WindowId window) const
{
    return m_connection->areaOf(window);
}

void Screen::close(WindowId window)
{
    m_connection->ask(window, "_NET_CLOSE_WINDOW", CurrentTime, fromPager);
    XFlush(m_connection->display);
}

Result<QRect> Screen::place(WindowId window, const QRect &area)
{
    const auto &x = *m_connection;
    XMoveResizeWindow(x.display, window, area.x(), area.y(), uint(area.width()),
                      uint(area.height()));
    XRaiseWindow(x.display, window);
    x.ask(window, "_NET_ACTIVE_WINDOW", fromPager, 0);
    const QDeadlineTimer deadline(windowTimeout);
    QRect last;
    while (!deadline.hasExpired()) {
        const auto now = x.areaOf(window);
        if (now.isEmpty())
            break;
        if (now == last && x.isActive(window) && waitUntilStill(now))
            return now;
        last = now;
        QThread::sleep(look);
    }
    return failure(ErrorCode::Timeout,
                   QStringLiteral("The window does not come to rest or takes no keys."));
}

void Screen::type(QLatin1StringView text)
{
    for (const char letter : text)
        m_connection->tap(letter == '\n' ? KeySym(XK_Return) : KeySym(letter));
    XFlush(m_connection->display);
}

void Screen::eraseLine()
{
    m_connection->hold(XK_Control_L, true);
    m_connection->tap(XK_u);
    m_connection->hold(XK_Control_L, false);
    XFlush(m_connection->display);
}

void Screen::typeShortcut(char letter)
{
    m_connection->hold(XK_Control_L, true);
    m_connection->hold(XK_Shift_L, true);
    m_connection->tap(KeySym(letter));
    m_connection->hold(XK_Shift_L, false);
    m_connection->hold(XK_Control_L, false);
    XFlush(m_connection->display);
}

void Screen::turnWheel(QPoint point, bool down)
{
    const auto &x = *m_connection;
    const unsigned button = down ? 5 : 4;
    XTestFakeMotionEvent(x.display, -1, point.x(), point.y(), CurrentTime);
    XTestFakeButtonEvent(x.display, button, True, CurrentTime);
    XTestFakeButtonEvent(x.display, button, False, CurrentTime);
    XFlush(x.display);
}

void Screen::click(QPoint point)
{
    const auto &x = *m_connection;
    XTestFakeMotionEvent(x.display, -1, point.x(), point.y(), CurrentTime);
    XTestFakeButtonEvent(x.display, 1, True, CurrentTime);
    XTestFakeButtonEvent(x.display, 1, False, CurrentTime);
    XFlush(x.display);
}

Result<> Screen::waitUntilStill(const QRect &area, std::chrono::milliseconds time)
{
    const QDeadlineTimer deadline(stillTimeout);
    auto last = pixels(area);
    QDeadlineTimer still(time);
    while (!still.hasExpired()) {
        if (deadline.hasExpired())
            return failure(ErrorCode::Timeout, QStringLiteral("The window never comes to rest."));
        QThread::sleep(look);
        auto now = pixels(area);
        if (now == last)
            continue;
        last = std::move(now);
        still = QDeadlineTimer(time);
    }
    return {};
}

std::vector<quint32> Screen::pixels(const QRect &area)
{
    PixelProbe probe(*this, area.size());
    const auto view = probe.read(area.topLeft());
    return {view.begin(), view.end()};
}

struct PixelProbe::Image
{
    Display *display = nullptr;
    Window root = 0;
    XShmSegmentInfo segment{};
    XImage *image = nullptr;
};

PixelProbe::PixelProbe(Screen &screen, QSize size)
    : m_image(std::make_unique<Image>())
{
    auto &it = *m_image;
    it.display = screen.m_connection->display;
    it.root = screen.m_connection->root;
    const int number = DefaultScreen(it.display);
    it.image = XShmCreateImage(it.display, DefaultVisual(it.display, number),
                               uint(DefaultDepth(it.display, number)), ZPixmap, nullptr,
                               &it.segment, uint(size.width()), uint(size.height()));
    it.segment.shmid = shmget(IPC_PRIVATE, size_t(it.image->bytes_per_line) * size_t(size.height()),
                              IPC_CREAT | 0600);
    it.segment.shmaddr = it.image->data = static_cast<char *>(shmat(it.segment.shmid, nullptr, 0));
    it.segment.readOnly = False;
    XShmAttach(it.display, &it.segment);
    XSync(it.display, False);
    // Gone with the last process that has it, also when this one crashes.
    shmctl(it.segment.shmid, IPC_RMID, nullptr);
}

PixelProbe::~PixelProbe()
{
    XShmDetach(m_image->display, &m_image->segment);
    XSync(m_image->display, False);
    shmdt(m_image->segment.shmaddr);
    m_image->image->data = nullptr;
    XDestroyImage(m_image->image);
}

std::span<const quint32> PixelProbe::read(QPoint corner)
{
    auto &it = *m_image;
    XShmGetImage(it.display, it.root, it.image, corner.x(), corner.y(), AllPlanes);
    const auto count = size_t(it.image->width) * size_t(it.image->height);
    return {reinterpret_cast<const quint32 *>(it.image->data), count};
}

} // namespace skybranch::bench
