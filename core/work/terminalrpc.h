// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace skybranch::wire {
class JsonRpcPeer;
}

namespace skybranch::work {

class TerminalList;

/// Answers the questions on terminals of one connection. @p terminals must live as long.
void offerTerminals(wire::JsonRpcPeer *peer, TerminalList *terminals);

} // namespace skybranch::work
