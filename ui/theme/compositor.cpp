// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/theme/compositor.h"

#include <QGuiApplication>

#include <cstdlib>
#include <memory>
#include <string_view>
#include <xcb/xcb.h>

namespace skybranch::ui {
namespace {

template <typename Reply> auto owned(Reply *reply)
{
    return std::unique_ptr<Reply, decltype(&std::free)>(reply, &std::free);
}

} // namespace

bool isComposited()
{
    const auto *x11 = qGuiApp->nativeInterface<QNativeInterface::QX11Application>();
    // Platforms without a display server have the interface too, with nothing behind it.
    if (!x11 || !x11->connection())
        return true;
    // A compositor owns this selection for as long as it runs.
    constexpr std::string_view name = "_NET_WM_CM_S0";
    xcb_connection_t *connection = x11->connection();
    const auto atom = owned(xcb_intern_atom_reply(
        connection, xcb_intern_atom(connection, 1, name.size(), name.data()), nullptr));
    if (!atom || atom->atom == XCB_ATOM_NONE)
        return false;
    const auto owner = owned(xcb_get_selection_owner_reply(
        connection, xcb_get_selection_owner(connection, atom->atom), nullptr));
    return owner && owner->owner != XCB_WINDOW_NONE;
}

} // namespace skybranch::ui
